// Writes small films into a folder, each behind the byte that fuzz_video wants: what it begins
// with.
//     videoseeds FOLDER

#include <QDir>
#include <QFile>

#include "tests/core/media/videofile.h"

using namespace semblance;

int main(int argc, char** argv) {
    const QDir folder(QString::fromLocal8Bit(argc > 1 ? argv[1] : "."));
    struct Kind {
        char number;  ///< of the container, as fuzz_video counts
        const char* container;
        const char* codec;
    };
    constexpr Kind kinds[] = {
        {0, "mp4", "mpeg4"},       {0, "mp4", "libx264"},   {1, "mov", "mjpeg"},
        {1, "mov", "rawvideo"},    {2, "matroska", "ffv1"}, {3, "webm", "libvpx"},
        {3, "webm", "libvpx-vp9"}, {4, "avi", "mpeg4"},     {4, "avi", "mjpeg"}};
    QImage image(32, 32, QImage::Format_RGB888);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            image.setPixelColor(x, y, QColor(8 * x, 8 * y, x * y % 256));
    for (const Kind& kind : kinds) {
        if (!fixtures::hasEncoder(kind.codec))
            continue;
        fixtures::VideoWish wish;
        wish.container = kind.container;
        wish.codec = kind.codec;
        wish.keyEvery = 3;
        QFile file(folder.filePath(QString::fromLatin1(kind.container) + u'-' +
                                   QString::fromLatin1(kind.codec)));
        if (!file.open(QIODevice::WriteOnly))
            return 1;
        file.write(kind.number + fixtures::videoFile(std::vector<QImage>(6, image), wish));
    }
    return 0;
}
