#pragma once

namespace semblance {

/// How a picture becomes a model's square input; from the model's manifest.
struct InputSpec {
    enum class Resize {
        CropShortSide,  ///< short side to `side`, then centre crop
        Squash,         ///< both sides to `side`, whatever the shape
    };

    /// Both stretched over what they shrink, as Pillow does it.
    enum class Filter { Bicubic, Bilinear };

    int side = 260;  ///< pixels
    Resize resize = Resize::CropShortSide;
    Filter filter = Filter::Bicubic;

    friend bool operator==(const InputSpec&, const InputSpec&) = default;
};

}  // namespace semblance
