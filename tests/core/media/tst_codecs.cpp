#include <QFile>
#include <QTest>
#include <new>
#include <opencv2/core.hpp>
#include <stdexcept>

#include "core/media/codecs/codecs.h"
#include "core/media/picture.h"
#include "core/media/pixels/limits.h"
#include "core/media/pixels/pixels.h"
#include "tests/core/media/fixtures.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

const PictureWish kEverything{InputSpec{64}, {32, 64}, 128};

using Decode = Result<RawPicture> (*)(const QByteArray&, PictureFormat, const PixelNeed&,
                                      const CancelToken&);

Result<DecodedPicture> decodedBy(Decode decode, const QByteArray& bytes = "x",
                                 bool holdsMetadata = false) {
    Codec codec;
    codec.format = PictureFormat::Heif;
    codec.decode = decode;
    codec.holdsMetadata = holdsMetadata;
    return decodePicture(bytes, codec, kEverything);
}

}  // namespace

/// The table of codecs, and what becomes of one that misbehaves.
class TestCodecs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tableAgreesWithTheNames();
    void contentDecides();
    void exceptionsFailOnePicture_data();
    void exceptionsFailOnePicture();
    void openCvFailsOnePicture();
    void uprightIsNotTurnedAgain();
    void newPixelsAreZero();
    void newPixelsHaveLimits();
    void rowsLeftOutAreBlack();
};

void TestCodecs::tableAgreesWithTheNames() {
    for (const PictureFormatRow& row : pictureFormats) {
        const auto codec = std::find_if(codecs().begin(), codecs().end(), [&](const Codec& known) {
            return known.format == row.format;
        });
        QVERIFY2(codec != codecs().end(), row.name.data());
        QVERIFY2(codec->decode || codec->decodeInPlace, row.name.data());
    }
    QCOMPARE(codecs().size(), pictureFormats.size());
    QStringList readable = loadCodecs();
    for (const PictureFormatRow& row : pictureFormats)
        QVERIFY2(readable.contains(row.name), row.name.data());
}

void TestCodecs::contentDecides() {
    for (const char* format : {"jpeg", "png", "webp", "tiff", "bmp"}) {
        const Codec* codec = codecOf(fixtures::encoded(fixtures::quarters(16, 16), format));
        QVERIFY2(codec, format);
        QCOMPARE(pictureFormatName(codec->format), QString::fromLatin1(format));
    }
    QCOMPARE(codecOf(fixtures::animatedGif())->format, PictureFormat::Gif);
    const auto isoMedia = [](const char* brand) {
        return QByteArray(
                   "\0\0\0\x18"
                   "ftyp",
                   8) +
               brand + QByteArray(100, '\0');
    };
    const std::pair<QByteArray, PictureFormat> unread[] = {
        {isoMedia("heic"), PictureFormat::Heif},
        {isoMedia("avif"), PictureFormat::Avif},
    };
    QCOMPARE(codecOf("8BPS\0\1")->format, PictureFormat::Psd);
    QCOMPARE(codecOf("<?xml version=\"1.0\"?>\n<svg xmlns=\"x\"/>")->format, PictureFormat::Svg);
    for (const auto& [bytes, format] : unread) {
        QVERIFY(codecOf(bytes));
        QCOMPARE(codecOf(bytes)->format, format);
        const auto picture = decodePicture(bytes, kEverything);
        QVERIFY(!picture);
        QVERIFY(picture.error().sentence.contains(pictureFormatName(format).toUpper()));
    }
    QCOMPARE(codecOf(isoMedia("mp42"))->format, PictureFormat::Mp4);
    QCOMPARE(codecOf(isoMedia("qt  "))->format, PictureFormat::Mov);
    for (const QByteArray& bytes :
         {QByteArray(), QByteArray("\xff\xd8"), QByteArray("Dear diary"), QByteArray(3000, '\0')})
        QVERIFY(!codecOf(bytes));
}

void TestCodecs::exceptionsFailOnePicture_data() {
    QTest::addColumn<Decode>("decode");
    using Picture = Result<RawPicture>;
    QTest::newRow("memory") << Decode(
        [](auto&, PictureFormat, auto&, auto&) -> Picture { throw std::bad_alloc(); });
    QTest::newRow("standard") << Decode([](auto&, PictureFormat, auto&, auto&) -> Picture {
        throw std::runtime_error("marker 7 is missing");
    });
    QTest::newRow("opencv") << Decode([](auto&, PictureFormat, auto&, auto&) -> Picture {
        CV_Error(cv::Error::StsAssert, "0 <= roi.x");
    });
    QTest::newRow("unknown") << Decode(
        [](auto&, PictureFormat, auto&, auto&) -> Picture { throw 7; });
}

void TestCodecs::exceptionsFailOnePicture() {
    QFETCH(const Decode, decode);
    const auto picture = decodedBy(decode);
    QVERIFY(!picture);
    const bool isOfMemory = QByteArrayView(QTest::currentDataTag()) == "memory";
    QCOMPARE(picture.error().kind, isOfMemory ? ErrorKind::NoMemory : ErrorKind::BadInput);
    QVERIFY(picture.error().sentence.endsWith(QLatin1Char('.')));
}

/// Pixels that OpenCV refuses: not the end of a run, which Internal would be.
void TestCodecs::openCvFailsOnePicture() {
    const QImage grey = fixtures::quarters(64, 64).convertToFormat(QImage::Format_Grayscale8);
    const auto turned = oriented(grey, 6);
    QVERIFY(!turned);
    QCOMPARE(turned.error().kind, ErrorKind::BadInput);
    const auto smaller = reduced(grey, {1, 1});
    QVERIFY(!smaller);
    QCOMPARE(smaller.error().kind, ErrorKind::BadInput);
}

void TestCodecs::uprightIsNotTurnedAgain() {
    // A codec that turns the picture itself, of a file whose EXIF still asks for it.
    const QByteArray file = fixtures::withExif(
        fixtures::encoded(fixtures::quarters(64, 32), "jpeg"), {6, "Maker", "Model", {}});
    const auto decode = [](auto&, PictureFormat, auto&, auto&) -> Result<RawPicture> {
        const QImage image = fixtures::quarters(32, 64).convertToFormat(QImage::Format_RGB888);
        return RawPicture{image, image.size(), true};
    };
    const auto picture = decodedBy(decode, file, true);
    QVERIFY(picture);
    QCOMPARE(QSize(picture->facts.width, picture->facts.height), QSize(32, 64));
    QCOMPARE(picture->facts.orientation, 6);
    QCOMPARE(picture->view.size(), QSize(32, 64));
    QCOMPARE(picture->view.pixelColor(2, 2), QColor(Qt::red));
}

void TestCodecs::newPixelsAreZero() {
    // What the memory held before must not shine through.
    for (int i = 0; i < 4; ++i) {
        auto image = newPixels({1000, 1000}, QImage::Format_RGB888);
        QVERIFY(image);
        for (int y = 0; y < image->height(); ++y)
            QCOMPARE(QByteArrayView(image->constScanLine(y), 3000).count('\0'), 3000);
        image->fill(Qt::white);
    }
}

void TestCodecs::newPixelsHaveLimits() {
    const auto large = newPixels({40'000, 40'000}, QImage::Format_Mono);
    QVERIFY(!large);
    QVERIFY(large.error().sentence.contains(QStringLiteral("400 million")));
    QVERIFY(!newPixels({19'000, 19'000}, QImage::Format_RGBA64));
}

/// A BMP whose run-length code sets no pixel at all.
void TestCodecs::rowsLeftOutAreBlack() {
    QFile file(QStringLiteral(SEMBLANCE_SHARED_DIR "/cases/files/bmp-rle8-skips-all.bmp"));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("The case is not here.");
    const QByteArray bytes = file.readAll();
    for (int i = 0; i < 8; ++i) {
        const auto other =
            decodePicture(fixtures::encoded(fixtures::quarters(128, 128), "bmp"), kEverything);
        QVERIFY(other);
        const auto picture = decodePicture(bytes, kEverything);
        if (!picture) {
            QCOMPARE(picture.error().kind, ErrorKind::BadInput);
            continue;
        }
        const QImage view = picture->view.convertToFormat(QImage::Format_RGB32);
        for (int y = 0; y < view.height(); ++y)
            for (int x = 0; x < view.width(); ++x)
                QCOMPARE(view.pixel(x, y), view.pixel(0, 0));
    }
}

SEMBLANCE_TEST(TestCodecs)
#include "tst_codecs.moc"
