#include <libheif/heif.h>
#include <libraw/libraw.h>
#include <librsvg/rsvg.h>

#include <QElapsedTimer>
#include <QTest>
#include <QtEndian>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <functional>
#include <memory>
#include <utility>
#include <vector>
// Needs cstdio.
#include <jpeglib.h>

#include "core/media/codecs/codecs.h"
#include "core/media/picture.h"
#include "core/media/pixels/colour.h"
#include "tests/core/media/dngfile.h"
#include "tests/core/media/fixtures.h"
#include "tests/core/media/heiffile.h"
#include "tests/core/media/jp2file.h"
#include "tests/core/media/jxlfile.h"
#include "tests/core/media/psdfile.h"

using namespace semblance;

namespace {

constexpr QSize kSize(4000, 3000);

/// Of processor time, of all threads.
double milliseconds(const std::function<void()>& work) {
    const std::clock_t begin = std::clock();
    work();
    return 1000.0 * double(std::clock() - begin) / CLOCKS_PER_SEC;
}

double median(std::vector<double> times) {
    std::nth_element(times.begin(), times.begin() + std::ptrdiff_t(times.size() / 2), times.end());
    return times[times.size() / 2];
}

/// The medians of some runs of each, by turns, so that both meet the same machine.
std::pair<double, double> byTurns(const std::function<void()>& one,
                                  const std::function<void()>& other) {
    std::vector<double> ones, others;
    QElapsedTimer total;
    total.start();
    while (ones.size() < 5 || (total.elapsed() < 3000 && ones.size() < 100)) {
        ones.push_back(milliseconds(one));
        others.push_back(milliseconds(other));
    }
    return {median(std::move(ones)), median(std::move(others))};
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

/// librsvg and cairo, on an image of this side.
QImage drawnSvg(const QByteArray& file, int side) {
    GInputStream* stream =
        g_memory_input_stream_new_from_data(file.constData(), file.size(), nullptr);
    RsvgHandle* handle =
        rsvg_handle_new_from_stream_sync(stream, nullptr, RSVG_HANDLE_FLAGS_NONE, nullptr, nullptr);
    QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    cairo_surface_t* surface = cairo_image_surface_create_for_data(
        image.bits(), CAIRO_FORMAT_ARGB32, side, side, int(image.bytesPerLine()));
    cairo_t* context = cairo_create(surface);
    const RsvgRectangle viewport{0, 0, double(side), double(side)};
    rsvg_handle_render_document(handle, context, &viewport, nullptr);
    cairo_surface_flush(surface);
    cairo_destroy(context);
    cairo_surface_destroy(surface);
    g_object_unref(handle);
    g_object_unref(stream);
    return image;
}

/// The size that the largest thumbnail needs.
constexpr int kDrawnSide = 512;

/// What both thumbnails cost beyond drawing, by the libraries alone: libpng at level 1.
void bareSvgFiles(const QByteArray& file) {
    for (int side : {kDrawnSide, kDrawnSide / 2})
        (void)fixtures::encoded(drawnSvg(file, side), "png", 80);
}

/// With a gradient "g" to the right, or to the lower right.
QByteArray svg(const QByteArray& content, bool isSlanted = false) {
    return QByteArray(
               "<svg xmlns='http://www.w3.org/2000/svg' width='512' height='512'>"
               "<defs><linearGradient id='g'") +
           (isSlanted ? " y2='1'" : "") +
           "><stop offset='0' stop-color='#c33'/>"
           "<stop offset='1' stop-color='#39c'/></linearGradient></defs>" +
           content + "</svg>";
}

/// A mark on nothing, as interfaces use them.
QByteArray iconSvg(bool isSlanted = false) {
    return svg(
        "<circle cx='256' cy='256' r='200' fill='url(#g)'/>"
        "<path d='M150 260 l70 80 l140 -170' stroke='#fff' stroke-width='40' fill='none'/>",
        isSlanted);
}

/// A sheet full of outlines, as drawing programs write them.
QByteArray drawingSvg() {
    QByteArray content = "<rect width='512' height='512' fill='#fdf6e3'/>";
    for (int i = 0; i < 1500; ++i) {
        const int x = i * 7919 % 480, y = i * 104729 % 480;
        content += "<path d='M" + QByteArray::number(x) + ' ' + QByteArray::number(y) +
                   " c10 30 40 -20 25 25 s-30 10 -25 -25 z' fill='" +
                   (i % 5 ? "#" + QByteArray::number(0x100000 + i * 9973, 16) : "url(#g)") +
                   "' opacity='.7'/>";
    }
    return svg(content);
}

constexpr qsizetype kPsdHead = 26 + 4 + 4 + 4 + 2;

/// Rows packed as Photoshop does by default.
QByteArray psdFile(const QImage& image) {
    fixtures::Psd psd;
    psd.size = image.size();
    psd.compression = fixtures::Psd::PackBits;
    for (int channel = 0; channel < 3; ++channel)
        psd.channels.push_back([&image, channel](int x, int y) {
            return image.constScanLine(y)[3 * x + channel] / 255.0;
        });
    return psd.file();
}

/// There is no library: what any reader has to do, every row unpacked.
void barePsd(const QByteArray& file) {
    const qsizetype rows = qsizetype{3} * kSize.height();
    const auto* in = reinterpret_cast<const uchar*>(file.constData()) + kPsdHead + 2 * rows;
    std::vector<uchar> row(std::size_t(kSize.width()));
    for (qsizetype i = 0; i < rows; ++i) {
        const auto* end = in + qFromBigEndian<quint16>(file.constData() + kPsdHead + 2 * i);
        for (uchar* out = row.data(); in < end;) {
            const int code = qint8(*in++);
            if (code >= 0) {
                out = std::copy_n(in, code + 1, out);
                in += code + 1;
            } else {
                out = std::fill_n(out, 1 - code, *in++);
            }
        }
    }
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
    const auto [ours, reference] =
        byTurns([&] { (void)decodePicture(file, wish); }, bare ? bare : [] {});
    qsizetype thumbnails = 0;
    for (const QByteArray& thumbnail : picture->thumbnails)
        thumbnails += thumbnail.size();
    std::printf("  %-24s %9.1f kB  thumbnails %5.1f kB  %8.2f ms", what, double(file.size()) / 1000,
                double(thumbnails) / 1000, ours);
    if (bare) {
        std::printf("   bare library %8.2f ms   %3.0f %% of its speed", reference,
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
        const QByteArray psd = psdFile(photo);
        report("psd", psd, [&] { barePsd(psd); });
        for (const auto& [name, file] :
             {std::pair("svg, icon", iconSvg()), std::pair("svg, slanted icon", iconSvg(true)),
              std::pair("svg, drawing", drawingSvg())})
            report(name, file, [&file = file] { (void)drawnSvg(file, kDrawnSide); });
        report("svg, icon; two files", iconSvg(), [file = iconSvg()] { bareSvgFiles(file); });
        report("jpeg xl", fixtures::jxlFile(photo, {.isLossless = false}), {});
        report("jpeg 2000", fixtures::jp2File(photo), {});
    }

    /// What bringing a camera's colours to sRGB adds to a JPEG. For itself: of two whole decodes
    /// the noise is larger.
    void colourStep() {
        const QImage photo = photoLike(kSize);
        const QByteArray jpeg = fixtures::encoded(photo, "jpeg", 90);
        const PictureWish wish{InputSpec{}, {256, 512}, 0};
        // As many pixels as the input and the thumbnails are made from.
        QImage pixels = photo.scaled(1000, 750).convertToFormat(QImage::Format_RGB888);
        const Chromaticities adobe{{.64, .33}, {.21, .71}, {.15, .06}, {.3127, .329}};
        for (const auto& space : {std::pair("display p3", profileOfCodePoints(12, 13)),
                                  std::pair("adobe rgb", profileOf(adobe, 256.0 / 563))}) {
            const auto [whole, step] =
                byTurns([&] { (void)decodePicture(jpeg, wish); },
                        [&] { pixels = toSrgb(std::move(pixels), space.second).value(); });
            std::printf("  jpeg, %-18s in sRGB %8.1f ms   colour step %5.2f ms, %.1f %%\n",
                        space.first, whole, step, 100 * step / whole);
        }
    }
};

QTEST_GUILESS_MAIN(BenchModern)
#include "bench_modern.moc"
