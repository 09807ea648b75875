#include <QDateTime>
#include <QRandomGenerator>
#include <QTest>
#include <QTimeZone>

#include "core/media/metadata/metadata.h"
#include "core/media/picture.h"
#include "tests/core/media/fixtures.h"
#include "tests/core/media/metadatafixtures.h"
#include "tests/core/media/psdfile.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::fixtures;

namespace {

constexpr quint16 kOrientation = 0x0112;
constexpr quint16 kMake = 0x010f;
constexpr quint16 kModel = 0x0110;
constexpr quint16 kDateTime = 0x0132;
constexpr quint16 kOriginal = 0x9003;
constexpr quint16 kDigitized = 0x9004;

QByteArray plain(const char* format = "jpeg") {
    return encoded(quarters(64, 32), format);
}

QByteArray jpegWith(const ExifTags& tags) {
    return withSegments(plain(), {exifSegment(exifBlock(tags))});
}

QByteArray jpegWithXmp(const QByteArray& properties) {
    return withSegments(plain(), {xmpSegment(xmpPacket(properties))});
}

PhotoFacts factsOf(const QByteArray& file) {
    const auto picture = decodePicture(file, PictureWish{});
    return picture ? picture->facts : PhotoFacts();
}

std::int64_t msOf(int year, int month, int day, int hour = 0, int minute = 0, int second = 0) {
    return QDateTime(QDate(year, month, day), QTime(hour, minute, second), QTimeZone::utc())
        .toMSecsSinceEpoch();
}

/// An orientation of 6, a date and a camera.
ExifTags cameraTags() {
    return {{asciiTag(kMake, "Maker"), asciiTag(kModel, "Model"), shortTag(kOrientation, 6)},
            {asciiTag(kOriginal, "2010:05:01 10:11:12")},
            {}};
}

void verifyCamera(const PhotoFacts& facts) {
    QCOMPARE(facts.orientation, 6);
    QCOMPARE(facts.camera, QStringLiteral("Maker Model"));
    QCOMPARE(facts.capturedMs.value_or(0), msOf(2010, 5, 1, 10, 11, 12));
    QCOMPARE(QSize(facts.width, facts.height), QSize(32, 64));
}

}  // namespace

/// What files say of themselves, and what damage costs.
/// Size: many short situations over one set of fixtures.
class TestMetadata : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void damagedProfileCostsNothing_data();
    void damagedProfileCostsNothing();
    void damagedBlocksCostOnlyThemselves();
    void damagedSegmentsBefore();
    void damagedMakerNotes_data();
    void damagedMakerNotes();
    void exifInPng_data();
    void exifInPng();
    void blocksInTiff();
    void blocksInPhotoshopFiles();
    void blocksInOtherKinds();
    void everyByteMayBeWrong();
    void orientationOfXmp();
    void dateSources_data();
    void dateSources();
    void fractionsAndZones();
    void gpsDate();
    void shot();
    void apexValues();
    void largeIso();
    void lens_data();
    void lens();
    void place_data();
    void place();
    void rating_data();
    void rating();
};

void TestMetadata::damagedProfileCostsNothing_data() {
    QTest::addColumn<QByteArray>("profile");
    QTest::newRow("garbage") << QByteArray(2000, 'g');
    // Says that it is longer than it is.
    QTest::newRow("size wrong") << QByteArray::fromHex("7fffffff") + QByteArray(500, '\0');
    QTest::newRow("too short") << QByteArray("\0\0", 2);
    QTest::newRow("none") << QByteArray();
}

void TestMetadata::damagedProfileCostsNothing() {
    QFETCH(const QByteArray, profile);
    const QByteArray exif = exifBlock(cameraTags());
    const QByteArray packet = xmpPacket("<xmp:Rating>4</xmp:Rating>");
    const QByteArray icc = iccSegment(profile);
    for (const QList<QByteArray>& segments : {QList{icc, exifSegment(exif), xmpSegment(packet)},
                                              QList{exifSegment(exif), xmpSegment(packet), icc}}) {
        const PhotoFacts facts = factsOf(withSegments(plain(), segments));
        verifyCamera(facts);
        QCOMPARE(facts.rating, std::optional(4));
    }
    for (const QByteArray& block : {exif, QByteArray("Exif\0\0", 6) + exif}) {
        const PhotoFacts facts =
            factsOf(withWebpChunks(plain("webp"), QSize(64, 32), profile, block, packet));
        verifyCamera(facts);
        QCOMPARE(facts.rating, std::optional(4));
    }
    verifyCamera(factsOf(withPngChunk(withPngChunk(plain("png"), "eXIf", exif), "iCCP",
                                      QByteArray("name\0\0", 6) + profile)));
}

void TestMetadata::damagedBlocksCostOnlyThemselves() {
    const QByteArray exif = exifSegment(exifBlock(cameraTags()));
    const QByteArray xmp = xmpSegment(xmpPacket("<xmp:Rating>4</xmp:Rating>"));
    const QByteArray iptc = iptcSegment(iptcBlock({{2, 25, "key"}}));
    const QByteArray badExif = exifSegment(QByteArray("MM\0*\xff\xff\xff\xff", 8));
    const QByteArray badXmp = xmpSegment("<x:xmpmeta><rdf:RDF <<<");
    const QByteArray badIptc = iptcSegment(QByteArray("\x1c\x02\x19\x7f\xff", 5));

    PhotoFacts facts = factsOf(withSegments(plain(), {exif, badXmp, badIptc}));
    verifyCamera(facts);
    facts = factsOf(withSegments(plain(), {badExif, xmp, badIptc}));
    QCOMPARE(facts.orientation, 1);
    QCOMPARE(facts.rating, std::optional(4));
    facts = factsOf(withSegments(plain(), {badExif, badXmp, iptc}));
    QCOMPARE(facts.keywords, QStringList(QStringLiteral("key")));
    // Of several, the first that can be one.
    verifyCamera(factsOf(
        withSegments(plain(), {exifSegment("what is this?"), exif,
                               exifSegment(exifBlock({{shortTag(kOrientation, 3)}, {}, {}}))})));
    // A packet with something behind its end, or cut out of its frame.
    facts = factsOf(withSegments(
        plain(), {exif, xmpSegment(xmpPacket("<xmp:Rating>4</xmp:Rating>") + "<trailing")}));
    QCOMPARE(facts.rating, std::optional(4));
}

/// Bytes between segments, and segments of no use, are skipped.
void TestMetadata::damagedSegmentsBefore() {
    const QByteArray exif = exifSegment(exifBlock(cameraTags()));
    verifyCamera(factsOf(withSegments(plain(), {QByteArray("\xff\xff\xff", 3), exif})));
    verifyCamera(factsOf(withSegments(plain(), {QByteArray("\xff\xe1\x00\x08XXXXXX", 10),
                                                QByteArray("\xff\xfe\0\3c", 5), exif})));
}

void TestMetadata::damagedMakerNotes_data() {
    QTest::addColumn<QByteArray>("make");
    QTest::addColumn<QByteArray>("header");
    const auto row = [](const char* make, const QByteArray& header) {
        QTest::addRow("%s %d", make, int(header.size())) << QByteArray(make) << header;
    };
    row("Canon", "");
    row("NIKON CORPORATION", QByteArray("Nikon\0\2\x10\0\0MM\0*\0\0\0\x08", 18));
    row("NIKON", QByteArray("Nikon\0\1\0", 8));
    row("OLYMPUS IMAGING CORP.", QByteArray("OLYMPUS\0II\3\0", 12));
    row("OLYMPUS OPTICAL CO.,LTD", QByteArray("OLYMP\0\1\0", 8));
    row("SONY", QByteArray("SONY DSC \0\0\0", 12));
    row("Panasonic", QByteArray("Panasonic\0\0\0", 12));
    row("FUJIFILM", QByteArray("FUJIFILM\x0c\0\0\0", 12));
    row("PENTAX", QByteArray("AOC\0MM", 6));
    row("SIGMA", QByteArray("SIGMA\0\0\0\1\0", 10));
    row("SAMSUNG", "");
    row("Minolta Co., Ltd.", "");
    row("CASIO COMPUTER CO.,LTD.", QByteArray("QVC\0\0\0", 6));
}

/// Which Exiv2 takes apart for the lens, and which editors leave in ruins.
void TestMetadata::damagedMakerNotes() {
    QFETCH(const QByteArray, make);
    QFETCH(const QByteArray, header);
    QRandomGenerator random(1);
    for (int round = 0; round < 300; ++round) {
        QByteArray note = header + QByteArray("\0", 1) + char(random.bounded(1, 12));
        for (int i = 0; i < 150; ++i)
            note += char(random.bounded(3) == 0 ? random.bounded(256) : random.bounded(8));
        ExifTags tags = cameraTags();
        tags.image[0] = asciiTag(kMake, make);
        tags.photo.append(ExifTag{0x927c, ExifTag::Type(7), quint32(note.size()), note});
        const PhotoFacts facts =
            readMetadata(withSegments(plain(), {exifSegment(exifBlock(tags))}));
        QCOMPARE(facts.orientation, 6);
        QVERIFY(facts.camera.endsWith(QStringLiteral("Model")));
        QCOMPARE(facts.capturedMs.value_or(0), msOf(2010, 5, 1, 10, 11, 12));
    }
}

void TestMetadata::exifInPng_data() {
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("data");
    const QByteArray exif = exifBlock(cameraTags());
    const auto profile = [](const QByteArray& name, const QByteArray& data) {
        QByteArray hex = data.toHex();
        for (qsizetype at = 72; at < hex.size(); at += 73)
            hex.insert(at, '\n');
        return '\n' + name + '\n' + QByteArray::number(data.size()).rightJustified(8) + '\n' + hex +
               '\n';
    };
    const QByteArray header("Exif\0\0", 6);
    const auto packed = [](const QByteArray& text) { return qCompress(text).sliced(4); };
    const QByteArray name("Raw profile type ");
    QTest::newRow("eXIf") << QByteArray("eXIf") << exif;
    QTest::newRow("eXIf with header") << QByteArray("eXIf") << header + exif;
    QTest::newRow("tEXt exif") << QByteArray("tEXt")
                               << name + "exif" + '\0' + profile("exif", header + exif);
    QTest::newRow("zTXt exif") << QByteArray("zTXt")
                               << name + "exif" + '\0' + '\0' +
                                      packed(profile("exif", header + exif));
    QTest::newRow("zTXt APP1") << QByteArray("zTXt")
                               << name + "APP1" + '\0' + '\0' +
                                      packed(profile("generic", header + exif));
    const QByteArray xmp = xmpPacket(
        "<tiff:Orientation>6</tiff:Orientation><tiff:Make>Maker</tiff:Make>"
        "<tiff:Model>Model</tiff:Model>"
        "<photoshop:DateCreated>2010-05-01T10:11:12</photoshop:DateCreated>");
    const QByteArray xmpName = QByteArray("XML:com.adobe.xmp") + '\0';
    QTest::newRow("iTXt") << QByteArray("iTXt") << xmpName + QByteArray(4, '\0') + xmp;
    QTest::newRow("packed iTXt") << QByteArray("iTXt")
                                 << xmpName + QByteArray("\1\0\0\0", 4) + packed(xmp);
}

void TestMetadata::exifInPng() {
    QFETCH(const QByteArray, kind);
    QFETCH(const QByteArray, data);
    verifyCamera(factsOf(withPngChunk(plain("png"), kind, data)));
}

/// TIFF holds the other blocks as tags.
void TestMetadata::blocksInTiff() {
    const auto bytesTag = [](quint16 tag, const QByteArray& bytes) {
        return ExifTag{tag, ExifTag::Byte, quint32(bytes.size()), bytes};
    };
    const QByteArray pixels(4 * 2 * 3, 'p');
    const QByteArray iptc = iptcBlock({{2, 25, "key"}});  // 8 bytes: two LONGs
    ExifTags tags;
    tags.image = {shortTag(0x0100, 4),
                  shortTag(0x0101, 2),
                  ExifTag{0x0102, ExifTag::Short, 3, QByteArray::fromHex("000800080008")},
                  shortTag(0x0103, 1),
                  shortTag(0x0106, 2),
                  asciiTag(kMake, "Maker"),
                  shortTag(0x0111, 8),
                  shortTag(kOrientation, 6),
                  shortTag(0x0115, 3),
                  shortTag(0x0116, 2),
                  shortTag(0x0117, quint16(pixels.size())),
                  bytesTag(0x02bc, xmpPacket("<xmp:Rating>4</xmp:Rating>")),
                  ExifTag{0x83bb, ExifTag::Type(4), quint32(iptc.size() / 4), iptc}};
    // The pixels lie over the header: any will do.
    const PhotoFacts facts = factsOf(exifBlock(tags));
    QCOMPARE(QSize(facts.width, facts.height), QSize(2, 4));
    QCOMPARE(facts.orientation, 6);
    QCOMPARE(facts.camera, QStringLiteral("Maker"));
    QCOMPARE(facts.rating, std::optional(4));
    QCOMPARE(facts.keywords, QStringList(QStringLiteral("key")));
}

/// Whose structure nobody knows here: they are found wherever they stand.
/// In the resources, and nowhere else: of hundreds of megabytes of pixels none is looked at.
void TestMetadata::blocksInPhotoshopFiles() {
    fixtures::Psd psd;
    psd.channels = {[](int, int) { return 0.5; }, [](int, int) { return 0.5; },
                    [](int, int) { return 0.5; }};
    const QByteArray none = psd.file();
    psd.resources = fixtures::psdResource(1005, QByteArray(16, '\0')) +
                    fixtures::psdResource(1028, fixtures::iptcBlock({{2, 25, "harbour"}})) +
                    fixtures::psdResource(1058, exifBlock(cameraTags())) +
                    fixtures::psdResource(
                        1060, fixtures::xmpPacket(fixtures::xmpAlternative("dc:title", "Lisbon")));
    const PhotoFacts facts = readMetadata(psd.file());
    QCOMPARE(facts.camera, QStringLiteral("Maker Model"));
    QCOMPARE(facts.title, QStringLiteral("Lisbon"));
    QCOMPARE(facts.keywords, QStringList(QStringLiteral("harbour")));
    QVERIFY(readMetadata(none + QByteArray("Exif\0\0", 6) + exifBlock(cameraTags())) ==
            PhotoFacts());
    const QByteArray file = psd.file();
    for (qsizetype size = 0; size < 800; ++size)
        (void)readMetadata(file.first(size));
}

void TestMetadata::blocksInOtherKinds() {
    const QByteArray head(
        "\0\0\0\x14"
        "ftypheic\0\0\0\0heic",
        20);
    const QByteArray other("Exif\0\0 is what this is not", 27);
    const PhotoFacts facts =
        readMetadata(head + other + QByteArray("Exif\0\0", 6) + exifBlock(cameraTags()) +
                     xmpPacket("<xmp:Rating>4</xmp:Rating>") + "tail");
    QCOMPARE(facts.orientation, 6);
    QCOMPARE(facts.camera, QStringLiteral("Maker Model"));
    QCOMPARE(facts.capturedMs.value_or(0), msOf(2010, 5, 1, 10, 11, 12));
    QCOMPARE(facts.rating, std::optional(4));
    QVERIFY(readMetadata(head) == PhotoFacts());
}

/// Whatever is damaged, the picture is still one.
void TestMetadata::everyByteMayBeWrong() {
    const QByteArray stem = plain();
    const QByteArray whole = withSegments(
        stem, {exifSegment(exifBlock(cameraTags())), iptcSegment(iptcBlock({{2, 25, "key"}})),
               xmpSegment(xmpPacket(xmpBag("dc:subject", {"one", "two"})))});
    for (qsizetype i = 20; i < whole.size() - stem.size() + 2; ++i) {
        if (whole[i] == '\xff')
            continue;
        QByteArray file = whole;
        file[i] = char(~file[i]);
        static_cast<void>(factsOf(file));
    }
    for (qsizetype length = 20; length < whole.size() - stem.size() + 2; length += 7)
        static_cast<void>(factsOf(whole.first(length)));
}

void TestMetadata::orientationOfXmp() {
    const QByteArray turned = "<tiff:Orientation>8</tiff:Orientation>";
    QCOMPARE(factsOf(jpegWithXmp(turned)).orientation, 8);
    QCOMPARE(factsOf(jpegWithXmp("<tiff:Orientation>9</tiff:Orientation>")).orientation, 1);
    const auto both = [&](int value) {
        return withSegments(
            plain(), {exifSegment(exifBlock({{shortTag(kOrientation, quint16(value))}, {}, {}})),
                      xmpSegment(xmpPacket(turned))});
    };
    QCOMPARE(factsOf(both(6)).orientation, 6);
    QCOMPARE(factsOf(both(1)).orientation, 1);
}

void TestMetadata::dateSources_data() {
    QTest::addColumn<QList<QByteArray>>("segments");
    QTest::addColumn<int>("day");  // of May 2010; 0: none
    const auto exif = [](const ExifTags& tags) { return exifSegment(exifBlock(tags)); };
    const auto xmp = [](const QByteArray& properties) { return xmpSegment(xmpPacket(properties)); };
    const QByteArray original = exif({{}, {asciiTag(kOriginal, "2010:05:01 10:11:12")}, {}});
    const QByteArray digitized = exif({{}, {asciiTag(kDigitized, "2010:05:02 10:11:12")}, {}});
    const QByteArray modified = exif({{asciiTag(kDateTime, "2010:05:03 10:11:12")}, {}, {}});
    const QByteArray unset = exif({{asciiTag(kDateTime, "2010:05:03 10:11:12")},
                                   {asciiTag(kOriginal, "0000:00:00 00:00:00")},
                                   {}});
    const QByteArray xmpOriginal =
        xmp("<exif:DateTimeOriginal>2010-05-04T10:11:12</exif:DateTimeOriginal>");
    const QByteArray created =
        xmp("<photoshop:DateCreated>2010-05-05T10:11:12</photoshop:DateCreated>");
    const QByteArray fileCreated = xmp("<xmp:CreateDate>2010-05-06T10:11:12</xmp:CreateDate>");
    const QByteArray iptc = iptcSegment(iptcBlock({{2, 55, "20100507"}, {2, 60, "101112+0000"}}));
    const QByteArray gps =
        exif({{}, {}, {rationalTag(7, {{10, 1}, {11, 1}, {12, 1}}), asciiTag(29, "2010:05:08")}});

    QTest::newRow("EXIF original") << QList{original, created, iptc} << 1;
    QTest::newRow("EXIF digitized") << QList{digitized} << 2;
    QTest::newRow("EXIF modified") << QList{modified} << 3;
    QTest::newRow("unset original") << QList{unset} << 3;
    QTest::newRow("XMP original") << QList{xmpOriginal, iptc} << 4;
    QTest::newRow("XMP created") << QList{created, iptc} << 5;
    QTest::newRow("XMP file created") << QList{fileCreated} << 6;
    QTest::newRow("IPTC") << QList{iptc} << 7;
    QTest::newRow("GPS") << QList{gps} << 8;
    QTest::newRow("of a scan") << QList{digitized, created} << 5;
    QTest::newRow("modified later") << QList{modified, fileCreated} << 6;
    QTest::newRow("none") << QList<QByteArray>() << 0;
}

void TestMetadata::dateSources() {
    QFETCH(const QList<QByteArray>, segments);
    QFETCH(const int, day);
    const PhotoFacts facts = factsOf(withSegments(plain(), segments));
    QCOMPARE(facts.capturedMs,
             day == 0 ? std::nullopt : std::optional(msOf(2010, 5, day, 10, 11, 12)));
}

void TestMetadata::fractionsAndZones() {
    constexpr quint16 subSecond = 0x9291;
    constexpr quint16 offset = 0x9011;
    PhotoFacts facts = factsOf(jpegWith({{},
                                         {asciiTag(kOriginal, "2010:05:01 10:11:12"),
                                          asciiTag(offset, "-03:30"), asciiTag(subSecond, "25")},
                                         {}}));
    QCOMPARE(facts.capturedMs.value_or(0), msOf(2010, 5, 1, 10, 11, 12) + 250);
    QCOMPARE(facts.zoneMinutes, std::optional(-210));
    facts = factsOf(jpegWith({{}, {asciiTag(kOriginal, "2010:05:01 10:11:12+02:00")}, {}}));
    QCOMPARE(facts.capturedMs.value_or(0), msOf(2010, 5, 1, 10, 11, 12));
    QCOMPARE(facts.zoneMinutes, std::optional(120));
    // Programs that know the zone write it into XMP.
    const auto twice = [](const QByteArray& xmpDate) {
        return factsOf(withSegments(
            plain(),
            {exifSegment(exifBlock({{}, {asciiTag(kOriginal, "2010:05:01 10:11:12")}, {}})),
             xmpSegment(
                 xmpPacket("<photoshop:DateCreated>" + xmpDate + "</photoshop:DateCreated>"))}));
    };
    QCOMPARE(twice("2010-05-01T10:11:12+02:00").zoneMinutes, std::optional(120));
    QVERIFY(!twice("2010-05-01T08:11:12Z").zoneMinutes);
    QCOMPARE(twice("2010-05-01T08:11:12Z").capturedMs.value_or(0), msOf(2010, 5, 1, 10, 11, 12));
    // Another date's zone is not this one's.
    facts = factsOf(jpegWith(
        {{}, {asciiTag(kOriginal, "2010:05:01 10:11:12"), asciiTag(0x9010, "+02:00")}, {}}));
    QVERIFY(facts.capturedMs && !facts.zoneMinutes);
    facts = factsOf(jpegWithXmp("<xmp:CreateDate>2010-05-01T10:11:12.5+05:45</xmp:CreateDate>"));
    QCOMPARE(facts.capturedMs.value_or(0), msOf(2010, 5, 1, 10, 11, 12) + 500);
    QCOMPARE(facts.zoneMinutes, std::optional(345));
}

void TestMetadata::gpsDate() {
    const PhotoFacts facts = factsOf(jpegWith(
        {{}, {}, {rationalTag(7, {{10, 1}, {11, 1}, {12, 1}}), asciiTag(29, "2010:05:01")}}));
    QCOMPARE(facts.capturedMs.value_or(0), msOf(2010, 5, 1, 10, 11, 12));
    QCOMPARE(facts.zoneMinutes, std::optional(0));
    QVERIFY(!facts.place);
    QCOMPARE(factsOf(jpegWithXmp("<exif:GPSTimeStamp>2010-05-01T10:11:12Z</exif:GPSTimeStamp>"))
                 .capturedMs.value_or(0),
             msOf(2010, 5, 1, 10, 11, 12));
}

void TestMetadata::shot() {
    const ExifTags tags{
        {},
        {rationalTag(0x829a, {{1, 250}}), rationalTag(0x829d, {{28, 10}}), shortTag(0x8827, 400),
         rationalTag(0x920a, {{500, 10}}), asciiTag(0xa434, "EF50mm f/1.8 II")},
        {}};
    const PhotoFacts facts = factsOf(jpegWith(tags));
    QCOMPARE(facts.exposureSeconds.value_or(0), 1.0 / 250);
    QCOMPARE(facts.aperture.value_or(0), 2.8);
    QCOMPARE(facts.iso, std::optional(400));
    QCOMPARE(facts.focalLengthMm.value_or(0), 50.0);
    QCOMPARE(facts.lens, QStringLiteral("EF50mm f/1.8 II"));
    const PhotoFacts same = factsOf(jpegWithXmp(
        "<exif:ExposureTime>1/250</exif:ExposureTime><exif:FNumber>28/10</exif:FNumber>"
        "<exif:FocalLength>50/1</exif:FocalLength><aux:Lens>EF50mm f/1.8 II</aux:Lens>"
        "<exif:ISOSpeedRatings><rdf:Seq><rdf:li>400</rdf:li></rdf:Seq></exif:ISOSpeedRatings>"));
    QCOMPARE(same, facts);
    const PhotoFacts none =
        factsOf(jpegWith({{},
                          {rationalTag(0x829a, {{0, 0}}), rationalTag(0x829d, {{0, 1}}),
                           shortTag(0x8827, 0), rationalTag(0x920a, {{0, 10}})},
                          {}}));
    QVERIFY(!none.exposureSeconds && !none.aperture && !none.iso && !none.focalLengthMm);
}

void TestMetadata::apexValues() {
    const ExifTag speed{0x9201, ExifTag::SignedRational, 1,
                        QByteArray::fromHex("0000000800000001")};
    const PhotoFacts facts = factsOf(jpegWith({{}, {speed, rationalTag(0x9202, {{3, 1}})}, {}}));
    QCOMPARE(facts.exposureSeconds.value_or(0), 1.0 / 256);
    QCOMPARE(facts.aperture.value_or(0), 2.8);
}

void TestMetadata::largeIso() {
    const ExifTag index{0x8832, ExifTag::Type(4), 1, QByteArray::fromHex("00019000")};
    QCOMPARE(factsOf(jpegWith({{}, {shortTag(0x8827, 65535), index}, {}})).iso,
             std::optional(102400));
}

void TestMetadata::lens_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("lens");
    QTest::newRow("usual") << QByteArray("XF35mmF1.4 R") << QStringLiteral("XF35mmF1.4 R");
    QTest::newRow("Latin-1") << QByteArray("Objektiv f\xfcr alle")
                             << QStringLiteral("Objektiv für alle");
    for (const char* text : {"", "----", "n/a", "Unknown Lens (0)", "0.0 mm f/0.0"})
        QTest::newRow(text) << QByteArray(text) << QString();
}

void TestMetadata::lens() {
    QFETCH(const QByteArray, text);
    QFETCH(const QString, lens);
    QCOMPARE(factsOf(jpegWith({{}, {asciiTag(0xa434, text)}, {}})).lens, lens);
}

void TestMetadata::place_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<bool>("isKnown");
    QTest::addColumn<double>("latitude");
    QTest::addColumn<double>("longitude");
    using Angle = QList<std::pair<quint32, quint32>>;
    const auto exif = [](const char* north, const Angle& latitude, const char* east,
                         const Angle& longitude) {
        return jpegWith({{},
                         {},
                         {asciiTag(1, north), rationalTag(2, latitude), asciiTag(3, east),
                          rationalTag(4, longitude)}});
    };
    QTest::newRow("Berlin") << exif("N", {{52, 1}, {31, 1}, {12, 1}}, "E",
                                    {{13, 1}, {24, 1}, {36, 1}})
                            << true << 52.52 << 13.41;
    QTest::newRow("Sydney") << exif("S", {{33, 1}, {5208, 100}, {0, 1}}, "E",
                                    {{151, 1}, {1254, 100}, {0, 1}})
                            << true << -33.868 << 151.209;
    QTest::newRow("Lima") << exif("S", {{12046, 1000}, {0, 1}, {0, 1}}, "W",
                                  {{77043, 1000}, {0, 1}, {0, 1}})
                          << true << -12.046 << -77.043;
    QTest::newRow("zeros") << exif("N", {{0, 1}, {0, 1}, {0, 1}}, "E", {{0, 1}, {0, 1}, {0, 1}})
                           << false << 0.0 << 0.0;
    QTest::newRow("undefined") << exif("N", {{0, 0}, {0, 0}, {0, 0}}, "E", {{0, 0}, {0, 0}, {0, 0}})
                               << false << 0.0 << 0.0;
    QTest::newRow("out of range") << exif("N", {{91, 1}, {0, 1}, {0, 1}}, "E",
                                          {{13, 1}, {0, 1}, {0, 1}})
                                  << false << 0.0 << 0.0;
    const auto xmp = [](const QByteArray& latitude, const QByteArray& longitude) {
        return jpegWithXmp("<exif:GPSLatitude>" + latitude +
                           "</exif:GPSLatitude><exif:GPSLongitude>" + longitude +
                           "</exif:GPSLongitude>");
    };
    QTest::newRow("XMP minutes") << xmp("33,52.08S", "151,12.54E") << true << -33.868 << 151.209;
    QTest::newRow("XMP seconds") << xmp("52,31,12N", "13,24,36E") << true << 52.52 << 13.41;
    QTest::newRow("XMP nonsense") << xmp("north", "13,24,36E") << false << 0.0 << 0.0;
}

void TestMetadata::place() {
    QFETCH(const QByteArray, file);
    QFETCH(const bool, isKnown);
    QFETCH(const double, latitude);
    QFETCH(const double, longitude);
    const PhotoFacts facts = factsOf(file);
    QCOMPARE(facts.place.has_value(), isKnown);
    if (!isKnown)
        return;
    QVERIFY(qAbs(facts.place->latitude - latitude) < 1e-6);
    QVERIFY(qAbs(facts.place->longitude - longitude) < 1e-6);
}

void TestMetadata::rating_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("rating");  // 99: none
    const auto xmp = [](const QByteArray& name, const QByteArray& value) {
        return jpegWithXmp('<' + name + '>' + value + "</" + name + '>');
    };
    QTest::newRow("four") << xmp("xmp:Rating", "4") << 4;
    QTest::newRow("none given") << xmp("xmp:Rating", "0") << 0;
    QTest::newRow("rejected") << xmp("xmp:Rating", "-1") << -1;
    QTest::newRow("nonsense") << xmp("xmp:Rating", "many") << 99;
    QTest::newRow("too many") << xmp("xmp:Rating", "17") << 99;
    const int stars[][2] = {{1, 1}, {25, 2}, {50, 3}, {75, 4}, {99, 5}};
    for (const auto& [percent, count] : stars)
        QTest::addRow("%d percent", percent)
            << xmp("MicrosoftPhoto:Rating", QByteArray::number(percent)) << count;
    QTest::newRow("EXIF") << jpegWith({{shortTag(0x4746, 3)}, {}, {}}) << 3;
    QTest::newRow("EXIF percent") << jpegWith({{shortTag(0x4749, 75)}, {}, {}}) << 4;
    QTest::newRow("none") << plain() << 99;
}

void TestMetadata::rating() {
    QFETCH(const QByteArray, file);
    QFETCH(const int, rating);
    QCOMPARE(factsOf(file).rating.value_or(99), rating);
}

SEMBLANCE_TEST(TestMetadata)
#include "tst_metadata.moc"
