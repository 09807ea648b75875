#include <QTest>

#include "core/media/metadata/sidecarfacts.h"
#include "tests/core/media/metadatafixtures.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::fixtures;

namespace {

PhotoFacts factsOfJson(const QByteArray& fields) {
    return sidecarFacts({"{" + fields + "}"});
}

/// As Google wrote it in 2024.
QByteArray takeout();

}  // namespace

class TestSidecarFacts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takeoutSaysAll();
    void takeoutIsIncomplete_data();
    void takeoutIsIncomplete();
    void lightroom();
    void darktable();
    void digiKam();
    void theMostTellingComesFirst();
    void whatIsDamagedSaysNothing_data();
    void whatIsDamagedSaysNothing();
    void hostileLengths();
    void precedence();
};

// Behind the class: moc reads no raw strings.
namespace {
QByteArray takeout() {
    return R"json({
  "title": "IMG_20190206_101112.jpg",
  "description": "Mum &amp; dad at the lake, it&#39;s cold",
  "imageViews": "12",
  "creationTime": { "timestamp": "1550000000", "formatted": "12.02.2019, 19:33:20 UTC" },
  "photoTakenTime": { "timestamp": "1549447872", "formatted": "06.02.2019, 10:11:12 UTC" },
  "geoData": { "latitude": 52.52, "longitude": 13.405, "altitude": 34.0,
               "latitudeSpan": 0.0, "longitudeSpan": 0.0 },
  "geoDataExif": { "latitude": 1.0, "longitude": 2.0, "altitude": 0.0 },
  "people": [ { "name": "Ada" }, { "name": "  Grace  " }, { "name": "ada" }, {} ],
  "favorited": true,
  "url": "https://photos.google.com/photo/x",
  "googlePhotosOrigin": { "mobileUpload": { "deviceType": "ANDROID_PHONE" } }
})json";
}
}  // namespace

void TestSidecarFacts::takeoutSaysAll() {
    const PhotoFacts facts = sidecarFacts({takeout()});
    QCOMPARE(facts.capturedMs.value_or(0), 1'549'447'872'000);
    QCOMPARE(facts.zoneMinutes.value_or(-1), 0);
    QVERIFY(facts.place == (GeoPlace{52.52, 13.405}));
    QCOMPARE(facts.description, QStringLiteral("Mum & dad at the lake, it's cold"));
    QCOMPARE(facts.people, QStringList({QStringLiteral("Ada"), QStringLiteral("Grace")}));
    QCOMPARE(facts.rating.value_or(0), 5);
    QVERIFY(facts.title.isEmpty());
    QCOMPARE(facts.width, 0);
    QCOMPARE(facts.orientation, 1);
    QVERIFY(facts.format.isEmpty());
    QVERIFY(sidecarFacts({"\xef\xbb\xbf\n " + takeout()}) == facts);
}

void TestSidecarFacts::takeoutIsIncomplete_data() {
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<bool>("isDated");
    QTest::addColumn<bool>("isPlaced");
    const auto row = [](const char* name, const char* fields, bool isDated, bool isPlaced) {
        QTest::newRow(name) << QByteArray(fields) << isDated << isPlaced;
    };
    row("a number", R"("photoTakenTime": {"timestamp": 1549447872})", true, false);
    row("before 1970", R"("photoTakenTime": {"timestamp": "-86400"})", true, false);
    row("no time", R"("photoTakenTime": {"timestamp": "0"}, "title": "x")", false, false);
    row("nonsense", R"("photoTakenTime": {"timestamp": "yesterday"})", false, false);
    row("to come", R"("photoTakenTime": {"timestamp": "4102444800"})", false, false);
    row("beyond all time", R"("photoTakenTime": {"timestamp": "9e300"})", false, false);
    row("the upload's", R"("title": "x", "creationTime": {"timestamp": "1549447872"})", false,
        false);
    row("nowhere", R"("title": "x", "geoData": {"latitude": 0.0, "longitude": 0.0})", false, false);
    row("the camera's place",
        R"("title": "x", "geoData": {"latitude": 0, "longitude": 0},
           "geoDataExif": {"latitude": 1, "longitude": 2})",
        false, true);
    row("off the earth", R"("title": "x", "geoData": {"latitude": 91, "longitude": 2})", false,
        false);
    row("other programs'", R"("name": "x", "geoData": {"latitude": 1, "longitude": 2})", false,
        false);
    row("other kinds of values",
        R"("title": 1, "photoTakenTime": [], "people": {}, "geoData": "x")", false, false);
}

void TestSidecarFacts::takeoutIsIncomplete() {
    QFETCH(QByteArray, fields);
    const PhotoFacts facts = factsOfJson(fields);
    QTEST(facts.capturedMs.has_value(), "isDated");
    QTEST(facts.place.has_value(), "isPlaced");
    QVERIFY(!facts.rating);
    QVERIFY(facts.people.isEmpty());
}

/// Everything in attributes, with what it knows of the camera.
void TestSidecarFacts::lightroom() {
    const PhotoFacts facts = sidecarFacts({R"(<x:xmpmeta xmlns:x="adobe:ns:meta/"
 x:xmptk="Adobe XMP Core 5.6-c140"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
 <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
  xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:lr="http://ns.adobe.com/lightroom/1.0/"
  xmp:Rating="4" xmp:Label="Red" tiff:Make="Canon" tiff:Model="Canon EOS 5D"
  tiff:Orientation="6" exif:DateTimeOriginal="2015-06-07T08:09:10+02:00">
  <dc:title><rdf:Alt><rdf:li xml:lang="x-default">The lake</rdf:li></rdf:Alt></dc:title>
  <dc:subject><rdf:Bag><rdf:li>lake</rdf:li></rdf:Bag></dc:subject>
  <lr:hierarchicalSubject><rdf:Bag><rdf:li>places|lake</rdf:li></rdf:Bag></lr:hierarchicalSubject>
 </rdf:Description></rdf:RDF></x:xmpmeta>)"});
    QCOMPARE(facts.rating.value_or(0), 4);
    QCOMPARE(facts.label, QStringLiteral("Red"));
    QCOMPARE(facts.camera, QStringLiteral("Canon EOS 5D"));
    QCOMPARE(facts.title, QStringLiteral("The lake"));
    QCOMPARE(facts.keywords, QStringList({QStringLiteral("lake"), QStringLiteral("places/lake")}));
    QCOMPARE(facts.capturedMs.value_or(0), 1'433'664'550'000);
    QCOMPARE(facts.zoneMinutes.value_or(0), 120);
    QCOMPARE(facts.orientation, 1);
}

void TestSidecarFacts::darktable() {
    const PhotoFacts facts = sidecarFacts({R"(<?xml version="1.0" encoding="UTF-8"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 4.4.0-Exiv2">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:darktable="http://darktable.sf.net/"
    xmlns:dc="http://purl.org/dc/elements/1.1/" exif:DateTimeOriginal="2021:05:01 10:11:12"
    xmp:Rating="-1" darktable:xmp_version="5" darktable:auto_presets_applied="1">
   <darktable:colorlabels><rdf:Seq><rdf:li>2</rdf:li><rdf:li>3</rdf:li></rdf:Seq></darktable:colorlabels>
   <dc:subject><rdf:Seq><rdf:li>boat</rdf:li></rdf:Seq></dc:subject>
  </rdf:Description></rdf:RDF></x:xmpmeta>)"});
    QCOMPARE(facts.rating.value_or(0), -1);
    QCOMPARE(facts.label, QStringLiteral("Green"));
    QCOMPARE(facts.keywords, QStringList{QStringLiteral("boat")});
    QCOMPARE(facts.capturedMs.value_or(0), 1'619'863'872'000);
}

void TestSidecarFacts::digiKam() {
    const PhotoFacts facts = sidecarFacts({xmpPacket(
        "<digiKam:ColorLabel xmlns:digiKam='http://www.digikam.org/ns/1.0/'>3</digiKam:ColorLabel>"
        "<digiKam:TagsList xmlns:digiKam='http://www.digikam.org/ns/1.0/'><rdf:Seq>"
        "<rdf:li>People/Ada</rdf:li></rdf:Seq></digiKam:TagsList>")});
    QCOMPARE(facts.label, QStringLiteral("Yellow"));
    QCOMPARE(facts.keywords, QStringList{QStringLiteral("People/Ada")});
}

void TestSidecarFacts::theMostTellingComesFirst() {
    const QByteArray first = xmpPacket("<xmp:Rating>2</xmp:Rating>");
    const QByteArray second =
        xmpPacket("<xmp:Rating>3</xmp:Rating>" + xmpAlternative("dc:title", "Second"));
    const PhotoFacts facts = sidecarFacts({first, second, takeout()});
    QCOMPARE(facts.rating.value_or(0), 2);
    QCOMPARE(facts.title, QStringLiteral("Second"));
    QCOMPARE(facts.people.size(), 2);
    QVERIFY(facts.capturedMs);
}

void TestSidecarFacts::whatIsDamagedSaysNothing_data() {
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray xmp = xmpPacket("<xmp:Rating>2</xmp:Rating>");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("half of JSON") << takeout().first(takeout().size() / 2);
    QTest::newRow("half of XMP") << xmp.first(xmp.indexOf("Rating") + 3);
    QTest::newRow("zeros") << QByteArray(1000, '\0');
    QTest::newRow("a list") << QByteArray("[1, 2]");
    QTest::newRow("deep JSON") << QByteArray(100'000, '{');
    QTest::newRow("deep XMP") << "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">" +
                                     QByteArray("<a>").repeated(100'000);
    QTest::newRow("entities") << QByteArray(R"(<?xml version="1.0"?><!DOCTYPE x [
<!ENTITY a "aaaaaaaaaaaaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
<!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">
]><x:xmpmeta xmlns:x="adobe:ns:meta/">&f;&f;&f;&f;&f;</x:xmpmeta>)");
    QTest::newRow("a picture") << QByteArray("\xff\xd8\xff\xe0 JFIF");
}

void TestSidecarFacts::whatIsDamagedSaysNothing() {
    QFETCH(QByteArray, bytes);
    QVERIFY(sidecarFacts({bytes}) == PhotoFacts());
    // The others still count.
    QCOMPARE(sidecarFacts({bytes, takeout()}).rating.value_or(0), 5);
}

void TestSidecarFacts::hostileLengths() {
    QByteArray people;
    for (int i = 0; i < 2000; ++i)
        people += (i > 0 ? "," : "") + QByteArray(R"({"name": "P)") + QByteArray::number(i) +
                  QByteArray(500, 'x') + R"("})";
    const PhotoFacts facts =
        factsOfJson(R"("title": "x", "description": ")" + QByteArray(100'000, 'd') +
                    R"(", "people": [)" + people + "]");
    QCOMPARE(facts.description.size(), FactLimits::description);
    QCOMPARE(facts.people.size(), FactLimits::items);
    QCOMPARE(facts.people.first().size(), FactLimits::line);
}

void TestSidecarFacts::precedence() {
    PhotoFacts picture;
    picture.width = 640;
    picture.orientation = 6;
    picture.format = QStringLiteral("jpeg");
    picture.capturedMs = 1000;
    picture.rating = 1;
    picture.keywords = {QStringLiteral("old"), QStringLiteral("removed")};
    picture.title = QStringLiteral("Kept");
    PhotoFacts sidecars;
    sidecars.capturedMs = 2000;
    sidecars.zoneMinutes = 60;
    sidecars.camera = QStringLiteral("Camera");
    sidecars.rating = 0;
    sidecars.keywords = {QStringLiteral("new")};
    const PhotoFacts both = withSidecars(picture, sidecars);
    QCOMPARE(both.width, 640);
    QCOMPARE(both.orientation, 6);
    QCOMPARE(both.format, QStringLiteral("jpeg"));
    QCOMPARE(both.capturedMs.value_or(0), 1000);
    QVERIFY(!both.zoneMinutes);  // another date's
    QCOMPARE(both.camera, QStringLiteral("Camera"));
    QCOMPARE(both.rating.value_or(-1), 0);
    QCOMPARE(both.keywords, QStringList{QStringLiteral("new")});
    QCOMPARE(both.title, QStringLiteral("Kept"));
    QVERIFY(withSidecars(picture, {}) == picture);
    picture.capturedMs.reset();
    QCOMPARE(withSidecars(picture, sidecars).zoneMinutes.value_or(0), 60);
}

SEMBLANCE_TEST(TestSidecarFacts)
#include "tst_sidecarfacts.moc"
