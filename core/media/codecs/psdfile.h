#pragma once

#include <QByteArrayView>
#include <QSize>
#include <optional>

#include "core/base/result.h"

namespace semblance {

/// The mode word of the file's header.
enum class PsdMode : int {
    Bitmap = 0,
    Grey = 1,
    Indexed = 2,
    Rgb = 3,
    Cmyk = 4,
    Multichannel = 7,
    Duotone = 8,
    Lab = 9,
};

/// The parts of a Photoshop file that its merged picture needs, as pieces of the file. After
/// Adobe's "Photoshop File Formats Specification" (2019).
struct PsdFile {
    bool isBig = false;  ///< PSB: longer lengths
    QSize size;
    int channels = 0;
    int depth = 0;  ///< bits a sample: 1, 8, 16, or 32 (float)
    PsdMode mode = PsdMode::Rgb;
    QByteArrayView palette;  ///< 256 reds, greens, blues
    std::optional<int> transparentIndex;
    QByteArrayView iccProfile;
    QByteArrayView thumbnail;  ///< a JPEG file
    /// False: saved without "Maximize Compatibility"; the merged picture is blank.
    bool hasMergedPicture = true;
    /// The first channel after the colours is the merged picture's alpha, else a saved selection.
    bool hasMergedAlpha = false;
    QByteArrayView imageData;  ///< from the word for its compression on
};

/// Fails with BadInput: damaged, cut short, too large, or of a kind that is not known.
Result<PsdFile> readPsdFile(QByteArrayView bytes);

}  // namespace semblance
