#include <QTest>

#include "core/media/metadata/metadata.h"
#include "tests/core/media/fixtures.h"
#include "tests/core/media/metadatafixtures.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::fixtures;

namespace {

PhotoFacts factsOf(const QList<QByteArray>& segments) {
    static const QByteArray plain = encoded(quarters(16, 8), "jpeg");
    return readMetadata(withSegments(plain, segments));
}

PhotoFacts factsOfXmp(const QByteArray& properties) {
    return factsOf({xmpSegment(xmpPacket(properties))});
}

PhotoFacts factsOfIptc(const QList<IptcSet>& sets) {
    return factsOf({iptcSegment(iptcBlock(sets))});
}

PhotoFacts factsOfExif(const QList<ExifTag>& tags) {
    return factsOf({exifSegment(exifBlock({tags, {}, {}}))});
}

constexpr int kTitle = 5;
constexpr int kKeyword = 25;
constexpr int kCaption = 120;

}  // namespace

/// What people wrote about a picture.
class TestPictureWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void titles();
    void descriptions();
    void placeholders_data();
    void placeholders();
    void labels();
    void keywordsAreUnited();
    void keywordsOfWindows();
    void people();
    void characterSets_data();
    void characterSets();
    void hostileLengths();
    void hostileCharacters();
};

void TestPictureWords::titles() {
    QCOMPARE(factsOfXmp(xmpAlternative("dc:title", "Über den Wolken")).title,
             QStringLiteral("Über den Wolken"));
    QCOMPARE(factsOfXmp("<dc:title><rdf:Alt><rdf:li xml:lang='de'>Nur deutsch</rdf:li></rdf:Alt>"
                        "</dc:title>")
                 .title,
             QStringLiteral("Nur deutsch"));
    QCOMPARE(factsOfIptc({{2, kTitle, "Object"}}).title, QStringLiteral("Object"));
    QCOMPARE(factsOfExif({windowsTag(0x9c9b, QStringLiteral("Größe  Ω"))}).title,
             QStringLiteral("Größe Ω"));
    QCOMPARE(factsOf({xmpSegment(xmpPacket(xmpAlternative("dc:title", "First"))),
                      iptcSegment(iptcBlock({{2, kTitle, "Second"}}))})
                 .title,
             QStringLiteral("First"));
}

void TestPictureWords::descriptions() {
    QCOMPARE(factsOfXmp(xmpAlternative("dc:description", "Two\nlines")).description,
             QStringLiteral("Two\nlines"));
    QCOMPARE(factsOfExif({asciiTag(0x010e, "At the sea")}).description,
             QStringLiteral("At the sea"));
    QCOMPARE(factsOfIptc({{2, kCaption, "A\rcaption"}}).description, QStringLiteral("A\ncaption"));
    // A camera's words do not stand before a person's.
    QCOMPARE(factsOf({exifSegment(exifBlock({{asciiTag(0x010e, "SONY DSC")}, {}, {}})),
                      iptcSegment(iptcBlock({{2, kCaption, "A caption"}}))})
                 .description,
             QStringLiteral("A caption"));
}

void TestPictureWords::placeholders_data() {
    QTest::addColumn<QByteArray>("text");
    for (const char* text :
         {"OLYMPUS DIGITAL CAMERA         ", "SONY DSC", "KONICA MINOLTA DIGITAL CAMERA",
          "MINOLTA DIGITAL CAMERA", "DIGITAL CAMERA", "KODAK DIGITAL STILL CAMERA",
          "Exif_JPEG_PICTURE", "SAMSUNG", "cof", "        "})
        QTest::newRow(text) << QByteArray(text);
}

void TestPictureWords::placeholders() {
    QFETCH(const QByteArray, text);
    QCOMPARE(factsOfExif({asciiTag(0x010e, text)}).description, QString());
}

void TestPictureWords::labels() {
    QCOMPARE(factsOfXmp("<xmp:Label>Red</xmp:Label>").label, QStringLiteral("Red"));
}

void TestPictureWords::keywordsAreUnited() {
    const PhotoFacts facts = factsOf(
        {xmpSegment(xmpPacket(xmpBag("dc:subject", {"beach", "Rome", " "}) +
                              xmpBag("lr:hierarchicalSubject", {"places|Italy|Rome", "beach"}) +
                              "<digiKam:TagsList><rdf:Seq><rdf:li>places/Italy/Rome</rdf:li>"
                              "<rdf:li>animals/dog</rdf:li></rdf:Seq></digiKam:TagsList>")),
         iptcSegment(iptcBlock({{2, kKeyword, "Beach"}, {2, kKeyword, "sand"}}))});
    QCOMPARE(facts.keywords,
             (QStringList{QStringLiteral("beach"), QStringLiteral("Rome"), QStringLiteral("sand"),
                          QStringLiteral("places/Italy/Rome"), QStringLiteral("animals/dog")}));
}

void TestPictureWords::keywordsOfWindows() {
    QCOMPARE(factsOfExif({windowsTag(0x9c9e, QStringLiteral("Müll; zwei Wörter;müll;"))}).keywords,
             (QStringList{QStringLiteral("Müll"), QStringLiteral("zwei Wörter")}));
}

void TestPictureWords::people() {
    const auto region = [](const QByteArray& name, const QByteArray& type) {
        return "<rdf:li rdf:parseType='Resource'><mwg-rs:Name>" + name + "</mwg-rs:Name>" +
               (type.isEmpty() ? QByteArray() : "<mwg-rs:Type>" + type + "</mwg-rs:Type>") +
               "<mwg-rs:Area stArea:x='0.5' stArea:y='0.5' stArea:w='0.1' stArea:h='0.1'"
               " stArea:unit='normalized'/></rdf:li>";
    };
    const PhotoFacts facts = factsOfXmp(
        "<mwg-rs:Regions rdf:parseType='Resource'><mwg-rs:RegionList><rdf:Bag>" +
        region("Ada Lovelace", "Face") + region("Rex", "Pet") + region("Grace", "") +
        "</rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>"
        "<MP:RegionInfo rdf:parseType='Resource'><MPRI:Regions><rdf:Bag>"
        "<rdf:li rdf:parseType='Resource'><MPReg:PersonDisplayName>Emmy</MPReg:PersonDisplayName>"
        "<MPReg:Rectangle>0.1, 0.1, 0.2, 0.2</MPReg:Rectangle></rdf:li>"
        "</rdf:Bag></MPRI:Regions></MP:RegionInfo>" +
        xmpBag("Iptc4xmpExt:PersonInImage", {"ada lovelace", "Marie"}) +
        "<Iptc4xmpExt:PersonInImageWDetails><rdf:Bag><rdf:li rdf:parseType='Resource'>" +
        xmpAlternative("Iptc4xmpExt:PersonName", "Lise") +
        "</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImageWDetails>");
    QCOMPARE(facts.people, (QStringList{QStringLiteral("Ada Lovelace"), QStringLiteral("Grace"),
                                        QStringLiteral("Emmy"), QStringLiteral("Marie"),
                                        QStringLiteral("Lise")}));
}

void TestPictureWords::characterSets_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isDeclaredUtf8");
    QTest::addColumn<QString>("text");
    QTest::newRow("declared UTF-8") << QByteArray("M\xc3\xbcll") << true << QStringLiteral("Müll");
    QTest::newRow("UTF-8") << QByteArray("M\xc3\xbcll") << false << QStringLiteral("Müll");
    QTest::newRow("Latin-1") << QByteArray("M\xfcll") << false << QStringLiteral("Müll");
    QTest::newRow("declared wrongly") << QByteArray("M\xfcll") << true << QStringLiteral("Müll");
    QTest::newRow("Windows-1252") << QByteArray("5\x80 \x96 \x93so\x94") << false
                                  << QStringLiteral("5€ – “so”");
}

void TestPictureWords::characterSets() {
    QFETCH(const QByteArray, bytes);
    QFETCH(const bool, isDeclaredUtf8);
    QFETCH(const QString, text);
    QList<IptcSet> sets{{2, kKeyword, bytes}};
    if (isDeclaredUtf8)
        sets.prepend({1, 90, "\x1b%G"});
    QCOMPARE(factsOfIptc(sets).keywords, QStringList(text));
    QCOMPARE(factsOfExif({asciiTag(0x010e, bytes)}).description, text);
}

void TestPictureWords::hostileLengths() {
    QList<IptcSet> sets;
    for (int i = 0; i < 2000; ++i)
        sets.append({2, kKeyword, "k" + QByteArray::number(i)});
    QCOMPARE(factsOfIptc(sets).keywords.size(), FactLimits::items);
    const QByteArray longText(20'000, 'x');
    QCOMPARE(factsOfXmp(xmpBag("dc:subject", {longText})).keywords.value(0).size(),
             FactLimits::line);
    QCOMPARE(factsOfXmp(xmpAlternative("dc:description", longText)).description.size(),
             FactLimits::description);
    QCOMPARE(factsOfXmp(xmpAlternative("dc:title", longText)).title.size(), FactLimits::line);
}

void TestPictureWords::hostileCharacters() {
    // Composed, each of these is two.
    const QByteArray growing = QByteArray("\xef\xac\x9d").repeated(200);
    const QString word = factsOfXmp(xmpBag("dc:subject", {growing})).keywords.value(0);
    QVERIFY(!word.isEmpty() && word.size() <= FactLimits::line);
    // Half of a pair.
    const QString half = QStringLiteral("a") + QChar(0xd83d) + QStringLiteral("b");
    const QString title = factsOfExif({windowsTag(0x9c9b, half)}).title;
    QVERIFY(title.isValidUtf16());
    QCOMPARE(title.size(), 3);
    QCOMPARE(factsOfExif({windowsTag(0x9c9b, QStringLiteral("a\x1b[31m\nb"))}).title,
             QStringLiteral("a[31m b"));
}

SEMBLANCE_TEST(TestPictureWords)
#include "tst_picturewords.moc"
