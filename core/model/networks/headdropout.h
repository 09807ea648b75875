#pragma once

namespace semblance {

/// Dropout inside a network's head while it is trained; a capability some families' networks have.
/// All rates are 0 at the start: nothing is dropped, and nothing may be while the network encodes.
/// Draws from libtorch's default generator.
class HeadDropout {
public:
    struct Rates {
        double input = 0;   ///< of the tower's feature, after the norm
        double hidden = 0;  ///< of the hidden layer's activations
        /// Chance that a row goes without the side features' branch; of a sentence, that the tower
        /// of all languages reads it alone.
        double side = 0;
    };

    virtual ~HeadDropout() = default;

    /// For one thread while no other computes.
    virtual void setHeadDropout(const Rates& rates) = 0;

protected:
    HeadDropout() = default;
    HeadDropout(const HeadDropout&) = default;
    HeadDropout& operator=(const HeadDropout&) = delete;
};

}  // namespace semblance
