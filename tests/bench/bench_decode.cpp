#include <QElapsedTimer>
#include <QTest>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <functional>
#include <vector>
// Needs cstdio.
#include <jpeglib.h>

#include "core/media/codecs/jpegdecode.h"
#include "core/media/jpegencode.h"
#include "core/media/makethumbnails.h"
#include "core/media/metadata/metadata.h"
#include "core/media/modelinput.h"
#include "core/media/picture.h"
#include "core/media/pixels/pixels.h"
#include "tests/core/media/fixtures.h"

using namespace semblance;

namespace {

/// The median of some runs in milliseconds of processor time, which a busy machine changes less
/// than the clock's.
double milliseconds(const std::function<void()>& work) {
    std::vector<double> times;
    QElapsedTimer total;
    total.start();
    while (times.size() < 5 || (total.elapsed() < 1500 && times.size() < 400)) {
        const std::clock_t begin = std::clock();
        work();
        times.push_back(1000.0 * double(std::clock() - begin) / CLOCKS_PER_SEC);
    }
    std::nth_element(times.begin(), times.begin() + std::ptrdiff_t(times.size() / 2), times.end());
    return times[times.size() / 2];
}

/// libjpeg and nothing else, with its default settings: what all is compared to.
void bareDecode(const QByteArray& file, int denominator) {
    jpeg_decompress_struct info{};
    jpeg_error_mgr errors{};
    info.err = jpeg_std_error(&errors);
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, reinterpret_cast<const unsigned char*>(file.constData()),
                 static_cast<unsigned long>(file.size()));
    jpeg_read_header(&info, TRUE);
    info.scale_denom = static_cast<unsigned int>(denominator);
    jpeg_start_decompress(&info);
    std::vector<JSAMPLE> pixels(size_t(info.output_width) * info.output_height * 3);
    while (info.output_scanline < info.output_height) {
        JSAMPROW row = pixels.data() + size_t(info.output_scanline) * info.output_width * 3;
        jpeg_read_scanlines(&info, &row, 1);
    }
    jpeg_finish_decompress(&info);
    jpeg_destroy_decompress(&info);
}

/// Smooth shapes under sensor-like noise: 12 Mpixel make a file of some megabytes, as cameras do.
QImage photoLike(int width, int height) {
    QImage image(width, height, QImage::Format_RGB888);
    quint32 state = 1;
    for (int y = 0; y < height; ++y) {
        uchar* out = image.scanLine(y);
        for (int x = 0; x < width; ++x) {
            const double shape = 60.0 * std::sin(x * 0.011) * std::cos(y * 0.007) +
                                 25.0 * std::sin(x * 0.13 + y * 0.09);
            state = state * 1664525u + 1013904223u;
            const double noise = double(state >> 24) / 16.0 - 8.0;
            for (double base : {120.0, 110.0, 95.0})
                *out++ = uchar(std::clamp(base + shape + noise, 0.0, 255.0));
        }
    }
    return image;
}

void print(const char* what, double ours, double reference) {
    std::printf("  %-34s %8.2f ms   reference %8.2f ms   ratio %.2f\n", what, ours, reference,
                ours / reference);
}

void print(const char* what, double ours) {
    std::printf("  %-34s %8.2f ms\n", what, ours);
}

void printStages(const QByteArray& file, const PixelNeed& need) {
    const RawPicture raw = decodeJpeg(file, need, {}).value();
    const QImage large = shrunkTo(raw.pixels, fittedSize(raw.pixels.size(), 512)).value();
    const QImage small = shrunkTo(large, fittedSize(large.size(), 256)).value();
    print("metadata", milliseconds([&] { readMetadata(file); }));
    print("turn by 90 degrees", milliseconds([&] { (void)oriented(raw.pixels, 6); }));
    print("shrink to 512", milliseconds([&] { (void)shrunkTo(raw.pixels, large.size()); }));
    print("encode 512", milliseconds([&] { (void)encodeJpeg(large, 80, Chroma::Halved); }));
    print("shrink to 256", milliseconds([&] { (void)shrunkTo(large, small.size()); }));
    print("encode 256", milliseconds([&] { (void)encodeJpeg(small, 80, Chroma::Halved); }));
    print("model input", milliseconds([&] { (void)modelInput(raw.pixels, raw.fullSize, {}); }));
}

}  // namespace

/// Each stage of decoding alone, the whole, and beside them libjpeg doing only what must be done.
class BenchDecode : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void jpeg_data();
    void jpeg();
};

void BenchDecode::jpeg_data() {
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("denominator");
    QTest::newRow("12 Mpixel") << QSize(4000, 3000) << 4;
    QTest::newRow("224 px") << QSize(224, 168) << 1;
}

void BenchDecode::jpeg() {
    QFETCH(const QSize, size);
    QFETCH(const int, denominator);
    const QByteArray file = fixtures::encoded(photoLike(size.width(), size.height()), "jpeg", 90);
    std::printf("JPEG %d x %d, %lld bytes\n", size.width(), size.height(),
                static_cast<long long>(file.size()));
    for (int scale : {1, 2, 4, 8}) {
        const PixelNeed need{0, std::max(size.width(), size.height()) / scale};
        const std::string name = "decode 1/" + std::to_string(scale);
        print(name.c_str(), milliseconds([&] { (void)decodeJpeg(file, need, {}); }),
              milliseconds([&] { bareDecode(file, scale); }));
    }
    printStages(file, {2 * 260, 512});

    const PictureWish wish{InputSpec{}, {256, 512}, 0};
    const auto picture = decodePicture(file, wish);
    QVERIFY(picture);
    std::vector<QImage> thumbnails;
    for (const QByteArray& thumbnail : picture->thumbnails)
        thumbnails.push_back(QImage::fromData(thumbnail).convertToFormat(QImage::Format_RGB888));
    print("all of decodePicture", milliseconds([&] { (void)decodePicture(file, wish); }),
          milliseconds([&] {
              bareDecode(file, denominator);
              for (const QImage& thumbnail : thumbnails)
                  (void)encodeJpeg(thumbnail, 80, Chroma::Halved);
          }));
}

QTEST_GUILESS_MAIN(BenchDecode)
#include "bench_decode.moc"
