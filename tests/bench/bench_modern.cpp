#include <libheif/heif.h>
#include <libraw/libraw.h>

#include <QElapsedTimer>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <functional>
#include <memory>
#include <vector>
// Needs cstdio.
#include <jpeglib.h>

#include "core/media/codecs/codecs.h"
#include "core/media/picture.h"
#include "tests/core/media/dngfile.h"
#include "tests/core/media/fixtures.h"
#include "tests/core/media/heiffile.h"
#include "tests/core/media/jp2file.h"
#include "tests/core/media/jxlfile.h"

using namespace semblance;

namespace {

constexpr QSize kSize(4000, 3000);

/// The median of some runs in milliseconds of processor time, of all threads.
double milliseconds(const std::function<void()>& work) {
    std::vector<double> times;
    QElapsedTimer total;
    total.start();
    while (times.size() < 5 || (total.elapsed() < 3000 && times.size() < 100)) {
        const std::clock_t begin = std::clock();
        work();
        times.push_back(1000.0 * double(std::clock() - begin) / CLOCKS_PER_SEC);
    }
    std::nth_element(times.begin(), times.begin() + std::ptrdiff_t(times.size() / 2), times.end());
    return times[times.size() / 2];
}

/// libheif and nothing else, to interleaved RGB.
void bareHeif(const QByteArray& file) {
    heif_context* context = heif_context_alloc();
    heif_context_set_max_decoding_threads(context, 0);
    heif_context_read_from_memory_without_copy(context, file.constData(), std::size_t(file.size()),
                                               nullptr);
    heif_image_handle* handle = nullptr;
    heif_context_get_primary_image_handle(context, &handle);
    heif_image* image = nullptr;
    heif_decode_image(handle, &image, heif_colorspace_RGB, heif_chroma_interleaved_RGB, nullptr);
    heif_image_release(image);
    heif_image_handle_release(handle);
    heif_context_free(context);
}

/// LibRaw's preview, and libjpeg on it at a quarter.
void bareRaw(const QByteArray& file) {
    const auto raw = std::make_unique<LibRaw>();
    raw->open_buffer(const_cast<char*>(file.constData()), std::size_t(file.size()));
    raw->unpack_thumb();
    jpeg_decompress_struct info{};
    jpeg_error_mgr errors{};
    info.err = jpeg_std_error(&errors);
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, reinterpret_cast<const unsigned char*>(raw->imgdata.thumbnail.thumb),
                 raw->imgdata.thumbnail.tlength);
    jpeg_read_header(&info, TRUE);
    info.scale_denom = 4;
    jpeg_start_decompress(&info);
    std::vector<JSAMPLE> pixels(std::size_t(info.output_width) * info.output_height * 3);
    while (info.output_scanline < info.output_height) {
        JSAMPROW row = pixels.data() + std::size_t(info.output_scanline) * info.output_width * 3;
        jpeg_read_scanlines(&info, &row, 1);
    }
    jpeg_finish_decompress(&info);
    jpeg_destroy_decompress(&info);
}

/// Smooth shapes under sensor-like noise.
QImage photoLike(QSize size) {
    QImage image(size, QImage::Format_RGB888);
    quint32 state = 1;
    for (int y = 0; y < image.height(); ++y) {
        uchar* out = image.scanLine(y);
        for (int x = 0; x < image.width(); ++x) {
            const double shape = 60.0 * std::sin(x * 0.011) * std::cos(y * 0.007) +
                                 25.0 * std::sin(x * 0.13 + y * 0.09);
            state = state * 1664525u + 1013904223u;
            const double noise = double(state >> 24) / 32.0 - 4.0;
            for (double base : {120.0, 110.0, 95.0})
                *out++ = uchar(std::clamp(base + shape + noise, 0.0, 255.0));
        }
    }
    return image;
}

void report(const char* what, const QByteArray& file, const std::function<void()>& bare) {
    const PictureWish wish{InputSpec{}, {256, 512}, 0};
    const auto picture = decodePicture(file, wish);
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
    const double ours = milliseconds([&] { (void)decodePicture(file, wish); });
    std::printf("  %-24s %9.1f kB  %8.1f ms", what, double(file.size()) / 1000, ours);
    if (bare) {
        const double reference = milliseconds(bare);
        std::printf("   bare library %8.1f ms   %3.0f %% of its speed", reference,
                    100 * reference / ours);
    }
    std::printf("\n");
}

}  // namespace

/// 12 Mpixel to the model's input and both thumbnails, and beside it the library's bare call.
class BenchModern : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void formats() {
        (void)loadCodecs();
        const QImage photo = photoLike(kSize);
        for (PictureFormat format : {PictureFormat::Heif, PictureFormat::Avif}) {
            const QByteArray file = fixtures::heifFile(photo, {format});
            report(qPrintable(pictureFormatName(format)), file, [&] { bareHeif(file); });
        }
        const QByteArray jpeg = fixtures::encoded(photo, "jpeg", 90);
        const QByteArray raw = fixtures::dngFile(photo, {.preview = jpeg, .previewSize = kSize});
        report("raw, preview", raw, [&] { bareRaw(raw); });
        report("raw, developed", fixtures::dngFile(photo), {});
        report("jpeg xl", fixtures::jxlFile(photo, {.isLossless = false}), {});
        report("jpeg 2000", fixtures::jp2File(photo), {});
    }
};

QTEST_GUILESS_MAIN(BenchModern)
#include "bench_modern.moc"
