#include "core/media/pixels/pixels.h"

#include <QCoreApplication>
#include <algorithm>
#include <exception>
#include <opencv2/core.hpp>
#include <opencv2/core/hal/intrin.hpp>
#include <opencv2/imgproc.hpp>

#include "core/media/pixels/resample.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Pixels)
};

int matType(const QImage& image) {
    return image.format() == QImage::Format_RGB888 ? CV_8UC3 : CV_8UC4;
}

// OpenCV has no view of constant pixels; callers only read from these.
cv::Mat source(const QImage& image) {
    return cv::Mat(image.height(), image.width(), matType(image),
                   const_cast<uchar*>(image.constBits()), size_t(image.bytesPerLine()));
}

cv::Mat target(QImage& image) {
    return cv::Mat(image.height(), image.width(), matType(image), image.bits(),
                   size_t(image.bytesPerLine()));
}

/// Of this picture, not of decoding as such: the next one may well be fine.
Error cannotTransform(const char* detail) {
    return {ErrorKind::BadInput, Text::tr("The picture could not be resized or turned."),
            QString::fromUtf8(detail)};
}

/// Runs `operation(from, to)` into a fresh image of `size`.
template <class Operation>
Result<QImage> transformed(const QImage& image, QSize size, Operation operation) {
    QImage result(size, image.format());
    if (result.isNull())
        return fail(outOfMemory(size));
    try {
        // One picture per core is decoded at a time: threads inside an operation only get in the
        // way.
        cv::setNumThreads(1);
        cv::Mat to = target(result);
        const uchar* const expected = to.data;
        operation(source(image), to);
        if (to.data != expected)
            return fail(cannotTransform("OpenCV chose another size or format"));
    } catch (const std::exception& error) {
        return fail(cannotTransform(error.what()));
    }
    return result;
}

}  // namespace

Result<QImage> oriented(const QImage& image, int exifOrientation) {
    constexpr int aroundX = 0;
    constexpr int aroundY = 1;
    constexpr int both = -1;
    const QSize turned = image.size().transposed();
    switch (exifOrientation) {
        case 2:
            return transformed(image, image.size(), [](const cv::Mat& from, cv::Mat& to) {
                cv::flip(from, to, aroundY);
            });
        case 3:
            return transformed(image, image.size(),
                               [](const cv::Mat& from, cv::Mat& to) { cv::flip(from, to, both); });
        case 4:
            return transformed(image, image.size(), [](const cv::Mat& from, cv::Mat& to) {
                cv::flip(from, to, aroundX);
            });
        case 5:
            return transformed(image, turned,
                               [](const cv::Mat& from, cv::Mat& to) { cv::transpose(from, to); });
        case 6:
            return transformed(image, turned, [](const cv::Mat& from, cv::Mat& to) {
                cv::rotate(from, to, cv::ROTATE_90_CLOCKWISE);
            });
        case 7:
            return transformed(image, turned, [](const cv::Mat& from, cv::Mat& to) {
                cv::transpose(from, to);
                cv::flip(to, to, both);
            });
        case 8:
            return transformed(image, turned, [](const cv::Mat& from, cv::Mat& to) {
                cv::rotate(from, to, cv::ROTATE_90_COUNTERCLOCKWISE);
            });
        default:
            return image;
    }
}

Result<QImage> reduced(const QImage& image, const PixelNeed& need) {
    const int width = image.width();
    const int height = image.height();
    int factor = 1;
    while (width / (factor + 1) > 0 && height / (factor + 1) > 0 &&
           need.isMetBy(width / (factor + 1), height / (factor + 1)))
        ++factor;
    if (factor == 1)
        return image;
    return transformed(image, QSize(width / factor, height / factor),
                       [](const cv::Mat& from, cv::Mat& to) {
                           cv::resize(from, to, to.size(), 0, 0, cv::INTER_AREA);
                       });
}

Result<QImage> shrunkTo(const QImage& image, QSize size) {
    if (size == image.size())
        return image;
    QImage result =
        resampled(image, ResampleKernel::Hamming, {image.width(), size.width(), 0, size.width()},
                  {image.height(), size.height(), 0, size.height()});
    if (result.isNull())
        return fail(outOfMemory(size));
    return result;
}

QSize fittedSize(QSize size, int longSide) {
    if (std::max(size.width(), size.height()) <= longSide)
        return size;
    return size.scaled(longSide, longSide, Qt::KeepAspectRatio).expandedTo(QSize(1, 1));
}

bool isOpaque(const QImage& image) {
    if (!image.hasAlphaChannel())
        return true;
    for (int y = 0; y < image.height(); ++y) {
        const uchar* row = image.constScanLine(y);
        uchar all = 255;
        for (qsizetype x = 3; x < qsizetype{4} * image.width(); x += 4)
            all &= row[x];
        if (all != 255)
            return false;
    }
    return true;
}

Result<QImage> onWhite(const QImage& image) {
    if (!image.hasAlphaChannel())
        return image;
    QImage result(image.size(), QImage::Format_RGB888);
    if (result.isNull())
        return fail(outOfMemory(image.size()));
    constexpr int kAtOnce = 16;
    for (int y = 0; y < image.height(); ++y) {
        const uchar* in = image.constScanLine(y);
        uchar* out = result.scanLine(y);
        int x = 0;
        for (; x + kAtOnce <= image.width(); x += kAtOnce, in += 4 * kAtOnce, out += 3 * kAtOnce) {
            cv::v_uint8x16 red, green, blue, alpha;
            cv::v_load_deinterleave(in, red, green, blue, alpha);
            const cv::v_uint8x16 white = cv::v_setall_u8(255) - alpha;
            // Sums stop at 255.
            cv::v_store_interleave(out, red + white, green + white, blue + white);
        }
        for (; x < image.width(); ++x, in += 4, out += 3) {
            const int white = 255 - in[3];
            for (int c = 0; c < 3; ++c)
                out[c] = static_cast<uchar>(std::min(255, in[c] + white));
        }
    }
    return result;
}

}  // namespace semblance
