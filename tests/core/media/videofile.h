#pragma once

#include <QByteArray>
#include <QImage>
#include <QMap>
#include <QSize>
#include <vector>

/// Films, written by FFmpeg's encoders.
namespace semblance::fixtures {

struct VideoWish {
    const char* container = "mp4";  ///< as FFmpeg's muxers are called
    const char* codec = "mpeg4";    ///< as FFmpeg's encoders are called
    int framesPerSecond = 10;
    int keyEvery = 10;    ///< frames; between them are differences only
    int orientation = 1;  ///< EXIF: 1, 3, 6 or 8
    QSize pixelShape{1, 1};
    bool indexFirst = false;  ///< of ISO's boxes
    bool isFullRange = false;
    int matrix = 6;  ///< code points of ITU-T H.273
    int primaries = 1;
    int transfer = 1;
    QMap<QByteArray, QByteArray> tags{};
};

/// Whether FFmpeg has the encoder here.
bool hasEncoder(const char* codec);

/// All frames are of one size, with even sides. Without frames a film that ends where it begins.
QByteArray videoFile(const std::vector<QImage>& frames, const VideoWish& wish = {});

/// A second of silence as a QuickTime film.
QByteArray soundFile();

}  // namespace semblance::fixtures
