#pragma once

namespace semblance {

/// How a picture becomes a model's square input; from the model's manifest.
struct InputSpec {
    enum class Resize {
        CropShortSide,  ///< short side to `side`, then centre crop (see Crop)
        Squash,         ///< both sides to `side`, whatever the shape
    };

    /// Whose whole numbers: the long side l of what becomes `side` wide, and where the crop begins.
    enum class Crop {
        Rounded,       ///< l rounded; from (l - side) / 2, rounded down
        Transformers,  ///< l rounded down; from (l - side) / 2, rounded down
        Torchvision,   ///< l rounded down; from (l - side) / 2, halves to the even number
    };

    /// Both stretched over what they shrink, as Pillow does it.
    enum class Filter { Bicubic, Bilinear };

    int side = 260;  ///< pixels
    Resize resize = Resize::CropShortSide;
    Filter filter = Filter::Bicubic;
    Crop crop = Crop::Rounded;

    friend bool operator==(const InputSpec&, const InputSpec&) = default;
};

}  // namespace semblance
