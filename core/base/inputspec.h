#pragma once

namespace semblance {

/// How a picture becomes a model's square input; from the model's manifest.
struct InputSpec {
    enum class Resize {
        CropShortSide,  ///< short side to `side`, then centre crop
        Squash,         ///< both sides to `side`, whatever the shape
    };

    int side = 260;  ///< pixels
    Resize resize = Resize::CropShortSide;

    friend bool operator==(const InputSpec&, const InputSpec&) = default;
};

}  // namespace semblance
