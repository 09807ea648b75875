#pragma once

#include <QtGlobal>

/// What one picture may take of us. The process's memory has a limit of its own, which the
/// decoder's command line says.
namespace semblance {

/// Larger files are not decoded, but for films, and of their bytes only the content key is
/// computed.
inline constexpr qint64 kMaxFileBytes = qint64{1} << 30;

/// Larger pictures are refused before anything is allocated for them.
inline constexpr qint64 kMaxPixels = 400'000'000;

/// For the pixels of one picture, in whatever depth a codec decodes them to at first.
inline constexpr int kMaxPixelMiB = 2048;

/// The longest side and the area of a view: 4096 x 3840 x 4 bytes fit a frame to the parent.
inline constexpr int kMaxViewSide = 4096;
inline constexpr qint64 kMaxViewPixels = qint64{4096} * 3840;

}  // namespace semblance
