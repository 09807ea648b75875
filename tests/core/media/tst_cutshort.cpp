#include <QRandomGenerator>
#include <QTest>
#include <QtEndian>

#include "core/media/picture.h"
#include "core/media/pixels/limits.h"
#include "tests/core/media/fixtures.h"
#include "tests/core/media/tifffixture.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

Result<DecodedPicture> viewed(const QByteArray& file) {
    return decodePicture(file, PictureWish{{}, {}, kMaxViewSide});
}

QByteArray sentenceOf(const Result<DecodedPicture>& picture) {
    return picture ? QByteArray("(decoded)")
                   : (picture.error().sentence + u' ' + picture.error().detail).toUtf8();
}

/// Smooth parts and noise, about as many bytes in each row as a photo has.
QImage photo(int width, int height, int seed) {
    QImage image = fixtures::painted(width, height);
    QRandomGenerator random{quint32(seed)};
    for (int y = 0; y < height; ++y)
        for (int i = 0; i < 3 * width; ++i) {
            uchar& value = image.scanLine(y)[i];
            value = uchar(std::clamp(value + int(random.bounded(33)) - 16, 0, 255));
        }
    return image;
}

enum class Filler { Nothing, Zeros, Ones, Text, Random };

const char* nameOf(Filler filler) {
    constexpr const char* names[] = {"nothing", "zeros", "ones", "text", "random"};
    return names[int(filler)];
}

/// The first bytes of a file, and something else up to its size.
QByteArray replacedFrom(const QByteArray& file, qsizetype kept, Filler filler) {
    const qsizetype lost = file.size() - kept;
    QByteArray tail;
    switch (filler) {
        case Filler::Nothing:
            break;
        case Filler::Zeros:
            tail = QByteArray(lost, '\0');
            break;
        case Filler::Ones:
            tail = QByteArray(lost, '\xff');
            break;
        case Filler::Text:
            for (int i = 0; tail.size() < lost; ++i)
                tail +=
                    "<html><head><title>502 Bad Gateway</title></head>\n<body><p>Try again "
                    "in " +
                    QByteArray::number(i) + " seconds.</p></body></html>\n";
            tail.truncate(lost);
            break;
        case Filler::Random: {
            QRandomGenerator random(7);
            for (qsizetype i = 0; i < lost; ++i)
                tail.append(char(random.bounded(256)));
            break;
        }
    }
    return file.first(kept) + tail;
}

qsizetype firstScanOf(const QByteArray& jpeg) {
    qsizetype at = 2;
    while (uchar(jpeg[at + 1]) != 0xda)
        at += 2 + qFromBigEndian<quint16>(jpeg.constData() + at + 2);
    return at + 2 + qFromBigEndian<quint16>(jpeg.constData() + at + 2);
}

}  // namespace

/// A picture of which less than half is there is refused, whatever stands in the place of the rest;
/// of which more is there, is shown.
class TestCutShort : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void jpeg_data();
    void jpeg();
    void oneDamagedSpotIsShown_data();
    void oneDamagedSpotIsShown();
    void soundButUnusualIsShown_data();
    void soundButUnusualIsShown();
    void jpegVariantsAreCalledSo_data();
    void jpegVariantsAreCalledSo();
    void emptyJpegIsDamaged();
    void webp_data();
    void webp();
    void gif_data();
    void gif();
    void bmp();
    void tiff_data();
    void tiff();
    void tiffWithoutDirectory();
};

void TestCutShort::jpeg_data() {
    QTest::addColumn<QByteArray>("file");
    const QImage image = photo(500, 385, 1);
    for (const int quality : {60, 85, 97}) {
        QTest::addRow("baseline %d", quality) << fixtures::jpegFile(image, {.quality = quality});
        QTest::addRow("full chroma %d", quality)
            << fixtures::jpegFile(image, {.quality = quality, .isFullChroma = true});
        QTest::addRow("optimised %d", quality)
            << fixtures::jpegFile(image, {.quality = quality, .isOptimised = true});
        QTest::addRow("restarts %d", quality)
            << fixtures::jpegFile(image, {.quality = quality, .restartInterval = 8});
        QTest::addRow("progressive %d", quality)
            << fixtures::jpegFile(image, {.quality = quality, .isProgressive = true});
        QTest::addRow("progressive restarts %d", quality) << fixtures::jpegFile(
            image, {.quality = quality, .isProgressive = true, .restartInterval = 30});
        QTest::addRow("grey %d", quality)
            << fixtures::jpegFile(image, {.quality = quality, .isGrey = true});
    }
}

void TestCutShort::jpeg() {
    QFETCH(const QByteArray, file);
    QVERIFY(viewed(file));
    const qsizetype scan = firstScanOf(file);
    const bool isProgressive = QByteArray(QTest::currentDataTag()).contains("progressive");
    for (const Filler filler :
         {Filler::Nothing, Filler::Zeros, Filler::Ones, Filler::Text, Filler::Random}) {
        for (const int percent : {1, 5, 15, 25, 42, 60, 75, 95}) {
            // Where nothing says how long it was, or noise may by chance be scans, too, a
            // progressive one's coefficients count.
            if (isProgressive && (filler == Filler::Nothing || filler == Filler::Random) &&
                percent > 15 && percent < 60)
                continue;
            const auto picture =
                viewed(replacedFrom(file, scan + (file.size() - scan) * percent / 100, filler));
            const QByteArray seen =
                QByteArray::number(percent) + " %, " + nameOf(filler) + ": " + sentenceOf(picture);
            QVERIFY2(percent > 50 ? bool(picture) : seen.contains("cut short"), seen.constData());
        }
    }
}

void TestCutShort::oneDamagedSpotIsShown_data() {
    jpeg_data();
}

void TestCutShort::oneDamagedSpotIsShown() {
    QFETCH(const QByteArray, file);
    const qsizetype scan = firstScanOf(file);
    QRandomGenerator random(5);
    for (const int percent : {30, 50, 70}) {
        for (const int length : {1, 4, 20}) {
            QByteArray damaged = file;
            const qsizetype at = scan + (file.size() - scan) * percent / 100;
            // Without 0xff, which would be a marker, where libjpeg stops.
            for (qsizetype i = at; i < at + length; ++i)
                damaged[i] = char(random.bounded(255));
            if (damaged[at - 1] == '\xff')
                damaged[at - 1] = '\x7f';
            const auto picture = viewed(damaged);
            QVERIFY2(picture, (QByteArray::number(percent) + " %, " + QByteArray::number(length) +
                               " bytes: " + sentenceOf(picture))
                                  .constData());
        }
    }
}

void TestCutShort::soundButUnusualIsShown_data() {
    QTest::addColumn<QByteArray>("file");
    const QByteArray sound = fixtures::jpegFile(photo(200, 150, 2), {});
    QTest::newRow("zeros behind the end") << sound + QByteArray(100'000, '\0');
    QTest::newRow("a text behind the end")
        << sound + QByteArray("Made by a camera that says so. ").repeated(100);
    QTest::newRow("another picture behind the end") << sound + sound;
    QTest::newRow("without its end") << sound.chopped(2);
    QByteArray padded = sound;
    padded.insert(padded.size() - 2, QByteArray(7, '\0'));
    QTest::newRow("bytes before the end") << padded;
    QImage flat(3000, 2000, QImage::Format_RGB888);
    flat.fill(QColor(200, 200, 210));
    const QByteArray even = fixtures::jpegFile(flat, {.isOptimised = true});
    QTest::newRow("flat") << even;
    QTest::newRow("flat without its end") << even.chopped(2);
    QImage extreme(400, 300, QImage::Format_RGB888);
    for (int y = 0; y < 300; ++y)
        for (int x = 0; x < 400; ++x)
            extreme.setPixel(x, y, ((x / 3 + y / 2) % 2) ? 0xffffff : 0x000000);
    for (const int quality : {1, 10, 100})
        QTest::addRow("extremes %d without its end", quality)
            << fixtures::jpegFile(extreme, {.quality = quality}).chopped(2);
}

void TestCutShort::soundButUnusualIsShown() {
    QFETCH(const QByteArray, file);
    const auto picture = viewed(file);
    QVERIFY2(picture, sentenceOf(picture).constData());
}

void TestCutShort::jpegVariantsAreCalledSo_data() {
    QTest::addColumn<QByteArray>("file");
    QByteArray file = fixtures::jpegFile(photo(64, 64, 3), {});
    const qsizetype frame = file.indexOf("\xff\xc0");
    QByteArray deep = file;
    deep[frame + 1] = '\xc1';
    deep[frame + 4] = 12;
    QTest::newRow("12 bits") << deep;
    QByteArray lossless = file;
    lossless[frame + 1] = '\xc3';
    QTest::newRow("lossless") << lossless;
    QByteArray hierarchical = file;
    hierarchical[frame + 1] = '\xc5';
    QTest::newRow("hierarchical") << hierarchical;
}

void TestCutShort::jpegVariantsAreCalledSo() {
    QFETCH(const QByteArray, file);
    const auto picture = viewed(file);
    QVERIFY(!picture);
    QVERIFY2(sentenceOf(picture).contains("variant that is not read"),
             sentenceOf(picture).constData());
}

void TestCutShort::emptyJpegIsDamaged() {
    QByteArray file = fixtures::jpegFile(photo(64, 64, 3), {});
    file.replace(file.indexOf("\xff\xc0") + 5, 2, QByteArray(2, '\0'));
    const auto picture = viewed(file);
    QVERIFY(!picture);
    QVERIFY2(sentenceOf(picture).contains("damaged"), sentenceOf(picture).constData());
}

void TestCutShort::webp_data() {
    QTest::addColumn<int>("quality");
    QTest::newRow("lossy") << 80;
    QTest::newRow("lossless") << 100;
}

/// What random bits stand in for, VP8's arithmetic code does not show.
void TestCutShort::webp() {
    QFETCH(const int, quality);
    const QByteArray file = fixtures::encoded(photo(400, 300, 4), "webp", quality);
    QVERIFY(viewed(file));
    for (const Filler filler : {Filler::Nothing, Filler::Zeros, Filler::Ones, Filler::Text}) {
        for (const int percent : {5, 25, 40, 70, 80, 95}) {
            const auto picture = viewed(replacedFrom(file, file.size() * percent / 100, filler));
            const QByteArray seen =
                QByteArray::number(percent) + " %, " + nameOf(filler) + ": " + sentenceOf(picture);
            QVERIFY2(percent > 50 ? bool(picture) : seen.contains("cut short"), seen.constData());
        }
    }
}

void TestCutShort::gif_data() {
    QTest::addColumn<bool>("isInterlaced");
    QTest::newRow("rows") << false;
    QTest::newRow("interlaced") << true;
}

void TestCutShort::gif() {
    QFETCH(const bool, isInterlaced);
    const QByteArray file = fixtures::gifFile(photo(300, 200, 5), isInterlaced);
    const auto whole = viewed(file);
    QVERIFY2(whole, sentenceOf(whole).constData());
    QCOMPARE(whole->view.size(), QSize(300, 200));
    for (const Filler filler : {Filler::Nothing, Filler::Zeros}) {
        for (const int percent : {5, 25, 40, 60, 80, 95}) {
            const auto picture = viewed(replacedFrom(file, file.size() * percent / 100, filler));
            const QByteArray seen =
                QByteArray::number(percent) + " %, " + nameOf(filler) + ": " + sentenceOf(picture);
            QVERIFY2(percent > 50 ? bool(picture) : seen.contains("cut short"), seen.constData());
        }
    }
}

void TestCutShort::bmp() {
    const QByteArray file = fixtures::encoded(photo(300, 200, 6), "bmp");
    for (const int percent : {5, 25, 40, 60, 80, 95}) {
        const auto picture = viewed(file.first(file.size() * percent / 100));
        const QByteArray seen = QByteArray::number(percent) + " %: " + sentenceOf(picture);
        QVERIFY2(percent > 50 ? bool(picture) : seen.contains("cut short"), seen.constData());
        // What is there lies at the bottom.
        if (picture && percent < 90)
            QCOMPARE(picture->view.pixelColor(0, 0), QColor(Qt::black));
    }
}

void TestCutShort::tiff_data() {
    QTest::addColumn<fixtures::TiffPage>("page");
    for (const int compression : {COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_ADOBE_DEFLATE,
                                  COMPRESSION_PACKBITS, COMPRESSION_JPEG}) {
        for (const int rows : {8, 600}) {
            for (const int tile : {0, 64}) {
                if (tile && rows != 8)
                    continue;
                fixtures::TiffPage page;
                page.width = page.height = 600;
                page.rowsPerStrip = rows;
                page.tileSide = tile;
                page.compression = compression;
                // As many bytes for each row.
                page.value = [](int x, int y, int s) {
                    quint32 mixed = quint32(x * 7919 + y * 104729 + s * 31) * 2654435761u;
                    mixed = (mixed ^ mixed >> 15) * 2246822519u;
                    return (mixed >> 24) / 255.0;
                };
                QTest::addRow("compression %d rows %d tile %d", compression, rows, tile) << page;
            }
        }
    }
}

void TestCutShort::tiff() {
    QFETCH(const fixtures::TiffPage, page);
    // libtiff writes JPEG's directory last, whatever is asked of it.
    const bool isJpeg = page.compression == COMPRESSION_JPEG;
    const QByteArray file =
        isJpeg ? fixtures::tiffFile({page}) : fixtures::tiffFileFromTheFront(page);
    QVERIFY(viewed(file));
    const qsizetype directory = qFromLittleEndian<quint32>(file.constData() + 4);
    const qsizetype end = isJpeg ? directory : file.size();
    const auto check = [&](const QByteArray& bytes, int percent) {
        const auto picture = viewed(bytes);
        const QByteArray seen = QByteArray::number(percent) + " % " + sentenceOf(picture);
        QVERIFY2(percent > 50 ? bool(picture) : seen.contains("cut short"), seen.constData());
    };
    for (const int percent : {5, 20, 35, 65, 80, 95}) {
        const qsizetype kept = end * percent / 100;
        if (!isJpeg)
            check(file.first(kept), percent);
        // Without compression, or with as little as that of PackBits, zeros are black. Of JPEG
        // they are some picture, and only the next strip shows that they are not this one.
        if (page.compression != COMPRESSION_NONE && page.compression != COMPRESSION_PACKBITS &&
            (!isJpeg || page.rowsPerStrip < page.height))
            check(file.first(kept) + QByteArray(end - kept, '\0') + file.sliced(end), percent);
    }
}

/// Of a file whose directory comes last nothing is left.
void TestCutShort::tiffWithoutDirectory() {
    const QByteArray file = fixtures::tiffFile({fixtures::TiffPage()});
    const QByteArray head = file.first(file.size() / 2);
    for (const QByteArray& bytes : {head, head + QByteArray(file.size() - head.size(), '\0')}) {
        const auto picture = viewed(bytes);
        QVERIFY(!picture);
        QVERIFY2(picture.error().sentence.contains(QStringLiteral("cut short")),
                 sentenceOf(picture).constData());
    }
}

SEMBLANCE_TEST(TestCutShort)
#include "tst_cutshort.moc"
