#include <QTest>

#include "core/library/models/modelnames.h"
#include "tests/testmain.h"

using namespace semblance;

class ModelNamesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesCanBeFolders_data();
    void namesCanBeFolders();
    void longNamesAreCutBetweenLetters();
    void takenNamesGetANumber();
    void givenNamesAreTakenAsTheyAreOrRefused();
};

void ModelNamesTest::namesCanBeFolders_data() {
    QTest::addColumn<QString>("wished");
    QTest::addColumn<QString>("usable");
    const auto row = [](const char* wished, const char* usable) {
        QTest::addRow("%s", wished) << QString::fromUtf8(wished) << QString::fromUtf8(usable);
    };
    row("clip-vit-base-patch32", "clip-vit-base-patch32");
    row("my clip 模型", "my clip 模型");
    row("modèle", "modèle");
    row("openai/clip", "openai-clip");
    row("a\\b:c*d?e\"f<g>h|i", "a-b-c-d-e-f-g-h-i");
    row("  clip  ", "clip");
    row("..", "model");
    row(".hidden", "hidden");
    row("--name", "name");
    row("dots...", "dots");
    row("", "model");
    row("line\nbreak", "line-break");
    row("con", "_con");
    row("COM1.old", "_COM1.old");
    row("comet", "comet");
}

void ModelNamesTest::namesCanBeFolders() {
    QFETCH(QString, wished);
    QFETCH(QString, usable);
    QCOMPARE(usableModelName(wished), usable);
    QCOMPARE(usableModelName(usable), usable);
}

void ModelNamesTest::longNamesAreCutBetweenLetters() {
    const QString face = QString::fromUtf8("\xF0\x9F\x98\x80");
    const QString name = usableModelName(face.repeated(100));
    QVERIFY(name.toUtf8().size() <= 200);
    QCOMPARE(name, face.repeated(name.size() / 2));
}

void ModelNamesTest::takenNamesGetANumber() {
    const QStringList taken{QStringLiteral("mini"), QStringLiteral("Clip"),
                            QStringLiteral("clip 2")};
    QCOMPARE(freeModelName(QStringLiteral("siglip"), taken), QStringLiteral("siglip"));
    QCOMPARE(freeModelName(QStringLiteral("clip"), taken), QStringLiteral("clip 3"));
    QCOMPARE(freeModelName(QStringLiteral("MINI"), taken), QStringLiteral("MINI 2"));
}

void ModelNamesTest::givenNamesAreTakenAsTheyAreOrRefused() {
    const QStringList taken{QStringLiteral("mini")};
    QVERIFY(checkModelName(QStringLiteral("my clip"), taken));
    for (const char* name : {"mini", "Mini", "a/b", "../x", ".hidden", " x"}) {
        const Status status = checkModelName(QString::fromLatin1(name), taken);
        QVERIFY2(!status, name);
        QCOMPARE(status.error().kind, ErrorKind::WrongUse);
    }
    QVERIFY(checkModelName(QStringLiteral("a/b"), taken)
                .error()
                .sentence.contains(QStringLiteral("'a-b'")));
}

SEMBLANCE_TEST(ModelNamesTest)
#include "tst_modelnames.moc"
