#include <QTest>

#include "core/base/pictureformats.h"
#include "tests/testmain.h"

using namespace semblance;

class PictureFormatsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesAreTheirOwn();
    void extensions();
};

void PictureFormatsTest::namesAreTheirOwn() {
    QStringList names;
    QStringList all;
    for (const PictureFormatRow& row : pictureFormats) {
        QCOMPARE(pictureFormatName(row.format), QString(row.name));
        names << row.name << row.mimeType;
        QVERIFY(row.extensions.back().isEmpty() && !row.extensions.front().isEmpty());
    }
    QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), names.size());
    QCOMPARE(QSet<QString>(pictureExtensions().begin(), pictureExtensions().end()).size(),
             pictureExtensions().size());
    QVERIFY(pictureFormatName(PictureFormat::Unknown).isEmpty());
}

void PictureFormatsTest::extensions() {
    QVERIFY(pictureExtensions().contains(QStringLiteral("webp")));
    QVERIFY(!pictureExtensions().contains(QString()));
    for (const char* name : {"a.jpg", "a.JPEG", "a.b.Tif", "\xc3\xa4.jfif", "a.HEIC", "a.Cr2",
                             "a.3fr", "a.jxl", "a.j2k"})
        QVERIFY2(hasPictureExtension(name), name);
    for (const char* name : {"jpg", ".jpg", "a.", "a", "a.jp", "a.jpgx", "a.jpg/", "a.clip", ""})
        QVERIFY2(!hasPictureExtension(name), name);
}

SEMBLANCE_TEST(PictureFormatsTest)
#include "tst_pictureformats.moc"
