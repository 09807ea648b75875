#pragma once

#include <QByteArrayView>

#include "core/base/pictureformats.h"
#include "core/media/codecs/bytesource.h"

/// Which of the files that hold films a file is, told by its first bytes, and how much of it there
/// should be.
namespace semblance {

/// So many bytes tell it.
inline constexpr qsizetype kVideoHead = 4096;

/// A QuickTime film, with or without the box that says so.
bool isMov(QByteArrayView bytes);

/// Any other file of ISO's boxes: ask for the pictures among them (HEIF, AVIF, CR3) before.
bool isMp4(QByteArrayView bytes);

bool isMkv(QByteArrayView bytes);
bool isWebM(QByteArrayView bytes);
bool isAvi(QByteArrayView bytes);

/// The size that the file says it has, in bytes: where its last part ends. 0 where it does not say.
qint64 statedSize(const ByteSource& source, PictureFormat format);

}  // namespace semblance
