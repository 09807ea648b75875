#include "core/media/pixels/framescore.h"

#include <cmath>
#include <opencv2/imgproc.hpp>

namespace semblance {

double frameScore(const QImage& brightness) {
    constexpr double blackMean = 16;
    constexpr double flatDeviation = 8;
    constexpr double brightest = 256;
    if (brightness.isNull() || brightness.format() != QImage::Format_Grayscale8)
        return 0;
    const cv::Mat grey(brightness.height(), brightness.width(), CV_8UC1,
                       const_cast<uchar*>(brightness.constBits()),
                       std::size_t(brightness.bytesPerLine()));
    try {
        cv::Scalar mean;
        cv::Scalar deviation;
        cv::meanStdDev(grey, mean, deviation);
        if (mean[0] < blackMean || deviation[0] < flatDeviation)
            return (mean[0] + deviation[0]) / (2 * brightest);
        cv::Mat edges;
        cv::Laplacian(grey, edges, CV_32F);
        cv::meanStdDev(edges, mean, deviation);
        return 1 + std::log1p(deviation[0] * deviation[0]);
    } catch (const cv::Exception&) {
        return 0;
    }
}

}  // namespace semblance
