#include <QTest>

#include "tests/core/media/damage.h"
#include "tests/core/media/fixtures.h"
#include "tests/core/media/vectorfiles.h"
#include "tests/testmain.h"

using namespace semblance;
using fixtures::epsFile;
using fixtures::pdfFile;
using fixtures::viewed;

namespace {

bool isNear(QColor a, QColor b) {
    return qAbs(a.red() - b.red()) < 4 && qAbs(a.green() - b.green()) < 4 &&
           qAbs(a.blue() - b.blue()) < 4 && a.alpha() == 255;
}

}  // namespace

/// First pages of PDF files, and the previews of EPS.
class TestPdf : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void drawnAtTheSizeNeeded();
    void cropAndRotation();
    void textIsShown();
    void impossiblePages_data();
    void impossiblePages();
    void withoutPages();
    void epsPreview();
    void damage();
    void cancelled();
};

void TestPdf::drawnAtTheSizeNeeded() {
    const auto picture = decodePicture(pdfFile(), PictureWish{InputSpec{260}, {256, 512}, 1000});
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
    QCOMPARE(picture->facts.format, QStringLiteral("pdf"));
    // 200 points are 267 pixels of 96 an inch.
    QCOMPARE(QSize(picture->facts.width, picture->facts.height), QSize(267, 133));
    QCOMPARE(picture->view.width(), 1000);
    QVERIFY(qAbs(picture->view.height() - 500) <= 1);
    QVERIFY(isNear(picture->view.pixelColor(495, 250), Qt::red));
    QVERIFY(isNear(picture->view.pixelColor(505, 250), Qt::blue));
    const QImage thumbnail = QImage::fromData(picture->thumbnails.value(512));
    QCOMPARE(thumbnail.width(), 512);
    QVERIFY(!thumbnail.hasAlphaChannel());
    QVERIFY(isNear(thumbnail.pixelColor(250, 128), Qt::red));
}

void TestPdf::cropAndRotation() {
    const auto cropped = viewed(pdfFile("/MediaBox[0 0 200 100]/CropBox[90 0 165 75]"), 100);
    QVERIFY(cropped);
    QCOMPARE(QSize(cropped->facts.width, cropped->facts.height), QSize(100, 100));
    QVERIFY(isNear(cropped->view.pixelColor(5, 50), Qt::red));
    QVERIFY(isNear(cropped->view.pixelColor(50, 50), Qt::blue));
    // Turned clockwise, red comes to the top.
    const auto turned = viewed(pdfFile("/MediaBox[0 0 200 100]/Rotate 90"), 200);
    QVERIFY(turned);
    QCOMPARE(QSize(turned->facts.width, turned->facts.height), QSize(133, 267));
    QCOMPARE(turned->view.size(), QSize(100, 200));
    QVERIFY(isNear(turned->view.pixelColor(50, 20), Qt::red));
    QVERIFY(isNear(turned->view.pixelColor(50, 180), Qt::blue));
}

void TestPdf::textIsShown() {
    const QByteArray text = "BT 0 g /F 80 Tf 10 20 Td (W) Tj ET";
    const auto picture = viewed(pdfFile("/MediaBox[0 0 200 100]", text), 200);
    QVERIFY(picture);
    int inked = 0;
    for (int y = 0; y < 100; ++y)
        for (int x = 0; x < 100; ++x)
            inked += picture->view.pixelColor(x, y).red() < 100 ? 1 : 0;
    QVERIFY2(inked > 300, "Is there no font?");
}

void TestPdf::impossiblePages_data() {
    QTest::addColumn<QByteArray>("box");
    QTest::newRow("nothing") << QByteArray("/MediaBox[0 0 0 0]");
    QTest::newRow("turned over") << QByteArray("/MediaBox[200 100 0 0]");
    QTest::newRow("huge") << QByteArray("/MediaBox[0 0 1e30 1e30]");
    QTest::newRow("no number") << QByteArray("/MediaBox[0 0 (a) /b]");
    QTest::newRow("a line") << QByteArray("/MediaBox[0 0 100000 0.001]");
    QTest::newRow("no box") << QByteArray();
}

void TestPdf::impossiblePages() {
    QFETCH(const QByteArray, box);
    const auto picture = decodePicture(pdfFile(box), PictureWish{InputSpec{260}, {256, 512}, 4096});
    if (picture) {
        QVERIFY(!picture->view.isNull() && picture->facts.width > 0 && picture->facts.height > 0);
        return;
    }
    QCOMPARE(picture.error().kind, ErrorKind::BadInput);
    QVERIFY(picture.error().sentence.endsWith(QLatin1Char('.')));
}

void TestPdf::withoutPages() {
    QVERIFY(!viewed(pdfFile().replace("/Kids[3 0 R]/Count 1", "/Kids[]/Count 0     ")));
    QVERIFY(!viewed("%PDF-1.7"));
}

void TestPdf::epsPreview() {
    const QByteArray tiff = fixtures::encoded(fixtures::quarters(40, 30), "tiff");
    const auto picture = viewed(epsFile(tiff));
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
    QCOMPARE(picture->facts.format, QStringLiteral("eps"));
    QCOMPARE(picture->view.size(), QSize(40, 30));
    QCOMPARE(picture->view.pixelColor(5, 5), QColor(Qt::red));
    for (const QByteArray& file :
         {QByteArray("%!PS-Adobe-3.0 EPSF-3.0\nshowpage\n"), epsFile({})}) {
        const auto refused = viewed(file);
        QVERIFY(!refused);
        QVERIFY(refused.error().sentence.contains(QStringLiteral("no preview")));
    }
    QCOMPARE(fixtures::damaged(epsFile(tiff), 200), QString());
}

void TestPdf::damage() {
    QCOMPARE(
        fixtures::damaged(pdfFile("/MediaBox[0 0 200 100]", "BT /F 9 Tf 9 9 Td (a) Tj ET"), 200),
        QString());
}

void TestPdf::cancelled() {
    CancelToken cancel;
    cancel.cancel();
    const auto picture = decodePicture(pdfFile(), PictureWish{{}, {}, 100}, cancel);
    QVERIFY(!picture);
    QCOMPARE(picture.error().kind, ErrorKind::Cancelled);
}

SEMBLANCE_TEST(TestPdf)
#include "tst_pdf.moc"
