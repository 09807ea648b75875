#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

#include "core/media/picture.h"
#include "tests/core/media/fixtures.h"
#include "tests/core/media/pngfixture.h"
#include "tests/core/media/tifffixture.h"
#include "tests/testmain.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

using namespace semblance;

namespace {

struct File {
    QByteArray name;
    QByteArray bytes;
};

/// A BMP of 8 bits whose run-length code sets some pixels and leaves out the others.
QByteArray skippingBmp() {
    QByteArray file = fixtures::encoded(
        fixtures::quarters(64, 48).convertToFormat(QImage::Format_Indexed8), "bmp");
    file[30] = 1;
    const auto pixels = qsizetype(uchar(file[10])) | qsizetype(uchar(file[11])) << 8;
    // Five pixels, ten columns and three rows further on five more, and the end.
    return file.first(pixels) + QByteArray::fromHex(
                                    "0501"
                                    "00020a03"
                                    "0502"
                                    "0001");
}

QList<File> soundFiles() {
    const QImage image = fixtures::painted(150, 110);
    QList<File> files{
        {"jpeg", fixtures::jpegFile(image, {})},
        {"jpeg 4:4:4", fixtures::jpegFile(image, {.isFullChroma = true})},
        {"jpeg restarts", fixtures::jpegFile(image, {.restartInterval = 5})},
        {"jpeg progressive", fixtures::jpegFile(image, {.isProgressive = true})},
        {"jpeg cmyk", fixtures::cmykJpeg(90, 70, 10, 100, 200, 30, true)},
        {"png", fixtures::encoded(image, "png")},
        {"webp", fixtures::encoded(image, "webp", 80)},
        {"webp lossless", fixtures::encoded(image, "webp", 100)},
        {"gif", fixtures::gifFile(image, false)},
        {"gif interlaced", fixtures::gifFile(image, true)},
        {"gif animated", fixtures::animatedGif()},
        {"bmp", fixtures::encoded(image, "bmp")},
        {"bmp with skips", skippingBmp()},
    };
    fixtures::PngPicture png;
    png.width = 150;
    png.isInterlaced = true;
    png.bits = 16;
    png.colourType = PNG_COLOR_TYPE_RGB_ALPHA;
    png.value = [](int x, int y, int c) { return (x * 401 + y * 307 + c * 9001) % 65536; };
    files << File{"png interlaced", fixtures::pngFile(png)};
    fixtures::TiffPage page;
    for (const int compression : {COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_ADOBE_DEFLATE,
                                  COMPRESSION_PACKBITS, COMPRESSION_JPEG}) {
        for (const int tile : {0, 16}) {
            page.compression = compression;
            page.tileSide = tile;
            files << File{"tiff " + QByteArray::number(compression), fixtures::tiffFile({page})};
        }
    }
    page.compression = COMPRESSION_LZW;
    page.hasPlanes = true;
    page.tileSide = 0;
    files << File{"tiff planes", fixtures::tiffFile({page})};
    files << File{"tiff subsampled", fixtures::subsampledTiff(100, 90, 180, 77, 55)};
    return files;
}

/// The same every time: cut off, and with some bytes changed.
QList<File> filesOf(const File& sound) {
    QList<File> files{sound};
    for (const int percent : {45, 55, 70, 90})
        files << File{sound.name + " cut", sound.bytes.first(sound.bytes.size() * percent / 100)};
    QRandomGenerator random(3);
    for (int i = 0; i < 25; ++i) {
        QByteArray bytes = sound.bytes;
        for (int changes = random.bounded(1, 6); changes > 0; --changes)
            bytes[random.bounded(int(bytes.size()))] = char(random.bounded(256));
        files << File{sound.name + " changed " + QByteArray::number(i), bytes};
    }
    return files;
}

/// Fresh memory is full of `pattern`, and not of what it held before.
void fillFreshMemory(int pattern) {
#ifdef __GLIBC__
    mallopt(M_PERTURB, pattern);
#else
    Q_UNUSED(pattern)
#endif
}

struct Outcome {
    QString error;
    QByteArray input;
    QMap<int, QByteArray> thumbnails;
    QImage view;

    bool operator==(const Outcome&) const = default;
};

Outcome outcomeOf(const QByteArray& bytes, int pattern) {
    fillFreshMemory(pattern);
    const auto picture = decodePicture(bytes, PictureWish{InputSpec{64}, {32, 100}, 4096});
    fillFreshMemory(0);
    return picture ? Outcome{{}, picture->input, picture->thumbnails, picture->view}
                   : Outcome{picture.error().sentence, {}, {}, {}};
}

}  // namespace

/// No picture shows what the memory held before, however its file is damaged.
class TestFreshMemory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void memoryIsFilled();
    void sameWhateverMemoryHeld_data();
    void sameWhateverMemoryHeld();
};

/// Else the test below would see nothing.
void TestFreshMemory::memoryIsFilled() {
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
    for (const int pattern : {0x55, 0xaa}) {
        fillFreshMemory(pattern);
        const QImage image(300, 300, QImage::Format_RGB888);
        fillFreshMemory(0);
        const uchar first = image.constBits()[0];
        for (int i = 0; i < 900; ++i)
            QCOMPARE(image.constScanLine(200)[i], first);
        QCOMPARE(int(first), pattern ^ 0xff);
    }
#else
    QSKIP("needs glibc's own memory");
#endif
}

void TestFreshMemory::sameWhateverMemoryHeld_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("bytes");
    for (const File& file : soundFiles())
        QTest::addRow("%s %d", file.name.constData(), int(file.bytes.size()))
            << file.name << file.bytes;
    const QDir cases(QStringLiteral(SEMBLANCE_SHARED_DIR "/cases/files"));
    for (const QString& name : cases.entryList(QDir::Files)) {
        QFile file(cases.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            QTest::addRow("%s", qPrintable(name)) << name.toUtf8() << file.readAll();
    }
}

void TestFreshMemory::sameWhateverMemoryHeld() {
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, bytes);
    for (const File& file : filesOf({name, bytes}))
        QVERIFY2(outcomeOf(file.bytes, 0x55) == outcomeOf(file.bytes, 0xaa), file.name.constData());
}

SEMBLANCE_TEST(TestFreshMemory)
#include "tst_freshmemory.moc"
