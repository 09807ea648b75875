#include <QDir>
#include <QTest>

#include "tests/parity/reference.h"
#include "tests/testmain.h"

using namespace semblance;

/// Photos in Display P3, Adobe RGB, ProPhoto and inks are searched as they look: their embeddings
/// against those of what LittleCMS, by way of Pillow, makes of them.
class ColourParityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void embeddingsAreAlike() {
        if (parityPython().isEmpty())
            QSKIP("The reference is not installed: tests/parity/setup.sh does it.");
        const QDir photos(QStringLiteral(SEMBLANCE_SHARED_DIR "/data/photos/images"));
        if (!photos.exists())
            QSKIP("The photos are not here.");
        const QString problem = runReference(QStringLiteral("colourspaces.py"),
                                             {photos.path(), QStringLiteral(SEMBLANCE_BIN_DIR)});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }
};

SEMBLANCE_APPLESS_TEST(ColourParityTest)
#include "tst_colourparity.moc"
