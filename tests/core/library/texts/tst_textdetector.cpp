#include <QPainter>
#include <QTemporaryDir>
#include <QTest>

#include "core/library/texts/greypicture.h"
#include "core/library/texts/textdetector.h"
#include "core/library/texts/textlanguages.h"
#include "tests/core/library/texts/textpictures.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {
const QStringList& letter() {
    static const QStringList lines{QStringLiteral("Your invoice for the month of March is ready"),
                                   QStringLiteral("Please pay the amount within fourteen days"),
                                   QStringLiteral("Thank you for your order and see you soon")};
    return lines;
}

QImage thumbnailOf(const QImage& picture) {
    return picture.scaled(512, 512, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}
}  // namespace

class TextDetectorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void seesText_data();
    void seesText();
    void passesOverWhatHasNone();
    void takesAnyPicture();
    void makesTextReadable();
    void choosesLanguages();
};

void TextDetectorTest::seesText_data() {
    QTest::addColumn<bool>("isDark");
    QTest::addColumn<int>("pixels");
    for (const int pixels : {11, 14, 18, 26, 40}) {
        QTest::addRow("light %d", pixels) << false << pixels;
        QTest::addRow("dark %d", pixels) << true << pixels;
    }
}

void TextDetectorTest::seesText() {
    QFETCH(bool, isDark);
    QFETCH(int, pixels);
    QVERIFY(mayHoldText(thumbnailOf(screenshotOf(letter(), {isDark, pixels, {1000, 600}}))));
}

void TextDetectorTest::passesOverWhatHasNone() {
    for (int seed = 0; seed < 20; ++seed)
        QVERIFY2(!mayHoldText(thumbnailOf(sceneWithoutText(seed))),
                 qPrintable(QString::number(seed)));
    QImage drawing(512, 512, QImage::Format_RGB32);
    drawing.fill(Qt::white);
    QPainter painter(&drawing);
    painter.setPen(QPen(Qt::black, 6));
    painter.drawEllipse(60, 60, 380, 380);
    painter.drawLine(0, 300, 512, 310);
    painter.end();
    QVERIFY(!mayHoldText(drawing));
}

void TextDetectorTest::takesAnyPicture() {
    QVERIFY(!mayHoldText({}));
    for (const QSize size : {QSize(1, 1), QSize(3, 512), QSize(512, 3), QSize(17, 16)}) {
        QImage image(size, QImage::Format_ARGB32);
        image.fill(Qt::transparent);
        QVERIFY(!mayHoldText(image));
        QVERIFY(readablePicture(image));
    }
    QVERIFY(!readablePicture({}));
}

/// Dark on bright, whatever it was, and no larger than a reader takes.
void TextDetectorTest::makesTextReadable() {
    QImage white(300, 100, QImage::Format_ARGB32);
    white.fill(Qt::transparent);
    QPainter painter(&white);
    painter.fillRect(20, 40, 50, 10, Qt::white);
    painter.end();
    const auto clear = readablePicture(white);
    QVERIFY(clear);
    QCOMPARE(clear->width, 600);
    QCOMPARE(clear->grey.size(), qsizetype(600 * 200));
    const auto at = [&](int x, int y) { return quint8(clear->grey[y * clear->width + x]); };
    QVERIFY(at(80, 90) < 40);
    QVERIFY(at(300, 150) > 215);

    QImage large(4000, 3600, QImage::Format_RGB32);
    large.fill(Qt::gray);
    const auto smaller = readablePicture(large);
    QVERIFY(smaller->width < 4000);
    QVERIFY(ReadTextRequest::fromCbor(smaller->toCbor()));
}

void TextDetectorTest::choosesLanguages() {
    QTemporaryDir dir;
    const auto there = [&](const char* folder, const char* name) {
        QVERIFY(QDir(dir.path()).mkpath(QString::fromLatin1(folder)));
        QFile file(dir.filePath(QString::fromLatin1(folder) + u'/' + QString::fromLatin1(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
    };
    const auto chosen = [&](const QStringList& spoken) {
        return textLanguagesIn(
            {dir.filePath(QStringLiteral("missing")), dir.filePath(QStringLiteral("none")),
             dir.filePath(QStringLiteral("some")), dir.filePath(QStringLiteral("more"))},
            spoken);
    };
    there("none", "osd.traineddata");
    QVERIFY(chosen({}).isEmpty());
    for (const char* name : {"afr.traineddata", "deu.traineddata", "eng.traineddata",
                             "fra.traineddata", "osd.traineddata", "spa.traineddata", "notes.txt"})
        there("some", name);
    there("more", "ita.traineddata");
    const TextLanguages usual = chosen({QStringLiteral("en-GB"), QStringLiteral("en")});
    QCOMPARE(usual.dataDir, dir.filePath(QStringLiteral("some")));
    QCOMPARE(usual.names.join(u'+'), QStringLiteral("eng+deu+afr+fra"));
    QCOMPARE(chosen({QStringLiteral("es-MX"), QStringLiteral("fr")}).names.join(u'+'),
             QStringLiteral("eng+deu+spa+fra"));
}

SEMBLANCE_GUI_TEST(TextDetectorTest)
#include "tst_textdetector.moc"
