#include <QTest>

#include "core/media/codecs/codecs.h"
#include "tests/core/media/damage.h"
#include "tests/core/media/fixtures.h"
#include "tests/core/media/zipfile.h"
#include "tests/testmain.h"

using namespace semblance;
using fixtures::little;
using fixtures::viewed;
using fixtures::ZipEntry;
using fixtures::zipFile;

namespace {

QByteArray png(QSize size, QColor colour) {
    QImage image(size, QImage::Format_RGB888);
    image.fill(colour);
    return fixtures::encoded(image, "png");
}

}  // namespace

/// What drawing programs keep beside their layers.
class TestPreviews : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void kinds_data();
    void kinds();
    void mergedBeforeThumbnail();
    void withoutPreview();
    void otherZipFiles();
    void bombs();
    void largestOfAffinity();
    void damage_data();
    void damage();
};

void TestPreviews::kinds_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("format");
    const QByteArray picture = png({90, 60}, Qt::red);
    QTest::newRow("krita") << zipFile({{"mimetype", "application/x-krita"},
                                       {"maindoc.xml", "<x/>", true},
                                       {"mergedimage.png", picture, true}})
                           << QStringLiteral("kra");
    QTest::newRow("openraster") << zipFile({{"mimetype", "image/openraster"},
                                            {"stack.xml", "<x/>", true},
                                            {"mergedimage.png", picture}})
                                << QStringLiteral("ora");
    QTest::newRow("openraster, thumbnail")
        << zipFile({{"mimetype", "image/openraster"}, {"Thumbnails/thumbnail.png", picture}})
        << QStringLiteral("ora");
    QTest::newRow("sketch") << zipFile({{"document.json", "{}", true},
                                        {"previews/preview.png", picture, true}})
                            << QStringLiteral("sketch");
    QTest::newRow("procreate") << zipFile({{"Document.archive", "x", true},
                                           {"QuickLook/Thumbnail.png", picture}})
                               << QStringLiteral("procreate");
    QTest::newRow("affinity") << QByteArray("\0\xffKA\x0a\0\0\0", 8) + QByteArray(500, 'x') +
                                     picture + "rest"
                              << QStringLiteral("affinity");
}

void TestPreviews::kinds() {
    QFETCH(const QByteArray, file);
    QFETCH(const QString, format);
    const auto picture = viewed(file);
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
    QCOMPARE(picture->facts.format, format);
    QCOMPARE(picture->view.size(), QSize(90, 60));
    QCOMPARE(picture->view.pixelColor(9, 9), QColor(Qt::red));
}

void TestPreviews::mergedBeforeThumbnail() {
    const auto picture = viewed(zipFile({{"mimetype", "application/x-krita"},
                                         {"Thumbnails/thumbnail.png", png({9, 9}, Qt::blue)},
                                         {"mergedimage.png", png({40, 30}, Qt::red)}}));
    QVERIFY(picture);
    QCOMPARE(picture->view.size(), QSize(40, 30));
    // One that is no picture is passed over.
    const auto other = viewed(zipFile({{"mimetype", "application/x-krita"},
                                       {"mergedimage.png", "no picture"},
                                       {"preview.png", png({9, 9}, Qt::blue)}}));
    QVERIFY(other);
    QCOMPARE(other->view.size(), QSize(9, 9));
}

void TestPreviews::withoutPreview() {
    for (const QByteArray& file :
         {zipFile({{"mimetype", "application/x-krita"}, {"maindoc.xml", "<x/>"}}),
          QByteArray("\0\xffKA\x0a\0\0\0", 8) + QByteArray(500, 'x')}) {
        const auto picture = viewed(file);
        QVERIFY(!picture);
        QVERIFY2(picture.error().sentence.contains(QStringLiteral("no preview")),
                 qPrintable(picture.error().sentence));
    }
}

void TestPreviews::otherZipFiles() {
    QVERIFY(!codecOf(zipFile({{"word/document.xml", "<x/>"}})));
    QVERIFY(!codecOf(zipFile({{"mimetype", "application/epub+zip"}})));
}

void TestPreviews::bombs() {
    // Half a gigabyte of zeros; and one that says it is small.
    const QByteArray zeros(300 << 20, '\0');
    const auto large =
        viewed(zipFile({{"mimetype", "application/x-krita"}, {"mergedimage.png", zeros, true}}));
    QVERIFY(!large);
    const auto lying = viewed(
        zipFile({{"mimetype", "application/x-krita"}, {"mergedimage.png", zeros, true, 1000}}));
    QVERIFY(!lying);
}

void TestPreviews::largestOfAffinity() {
    const QByteArray head("\0\xffKA\x0a\0\0\0", 8);
    const auto picture = viewed(head + png({9, 9}, Qt::red) + "between" + png({70, 50}, Qt::green) +
                                png({20, 20}, Qt::blue) + png({90, 90}, Qt::cyan).chopped(5));
    QVERIFY(picture);
    QCOMPARE(picture->view.size(), QSize(70, 50));
    QCOMPARE(picture->view.pixelColor(9, 9), QColor(Qt::green));
}

void TestPreviews::damage_data() {
    kinds_data();
}

void TestPreviews::damage() {
    QFETCH(const QByteArray, file);
    QCOMPARE(fixtures::damaged(file, 300), QString());
}

SEMBLANCE_TEST(TestPreviews)
#include "tst_previews.moc"
