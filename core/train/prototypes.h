#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/base/result.h"
#include "core/dataset/classnames.h"

namespace at {
class Tensor;
}

namespace semblance {

struct PrototypeConfig {
    double scale = 2;    ///< deviations along the class's row
    double noise = 0.3;  ///< deviations of the draw by chance
    /// Share of draws that start from a real picture instead of the mean:
    ///   u = relu(mean + l (r - mean) + k z std), l uniform in 0..1, k uniform in 1..2.5.
    double shifted = 0;
    double otherNames = 0.3;    ///< share of draws that use one of the class's other names
    double matchedSides = 0.5;  ///< share of draws with the side features of a picture that the
                                ///< classifier finds most like the class; else of any picture
    int leaveOut = 0;  ///< classes never drawn, to be reported apart (leftOutClasses); METHOD: 100
    int seed = 0;      ///< shifts which
};

/// Classes that training is not told, sorted: class (i count / leaveOut + seed) mod count for i = 0
/// .. leaveOut - 1, rounded down. Evenly spread, because the classifier's neighbours are alike (118
/// breeds of dog in a row): every region of it loses its share. 0 <= leaveOut <= count, seed >= 0.
std::vector<int> leftOutClasses(int count, int leaveOut, int seed);

/// Some prototypes, one a row.
struct PrototypeBatch;

/// Pseudo-features for the classes of the classifier that an image tower was trained with: for the
/// class c with classifier row W_c, z = the row standardised over its entries,
///   u = relu(mean + (scale z + noise e) std), e normal,
/// mean and std those of the pooled features of real pictures, paired with "a photo of a {name}".
/// They teach the text side names that no caption holds (METHOD.md, "class prototypes"). There is
/// no picture to take side features from, so real ones are drawn. Immutable; thread-safe.
class ClassPrototypes {
public:
    /// `classRows`: float [classes, raw width]; `raw`: float [N, raw width] and `side`: float
    /// [N, side width], of real pictures, at least two; all on one device, on which batches come
    /// out. WrongUse when the numbers of classes or the
    /// widths do not fit or leaveOut leaves no class.
    static Result<ClassPrototypes> make(const at::Tensor& classRows, std::vector<ClassName> names,
                                        const at::Tensor& raw, const at::Tensor& side,
                                        const PrototypeConfig& config);
    ~ClassPrototypes();
    ClassPrototypes(ClassPrototypes&&) noexcept;
    ClassPrototypes& operator=(ClassPrototypes&&) noexcept;

    /// Classes that are drawn, in order; and those left out.
    const std::vector<int>& classes() const;
    const std::vector<int>& leftOut() const;
    const std::vector<ClassName>& names() const;

    /// `count` prototypes of classes drawn by chance, none twice while `count` <= classes().
    PrototypeBatch draw(int count, std::uint64_t seed) const;

    /// One of every class, in order, those left out too: to measure with.
    PrototypeBatch drawEvery(std::uint64_t seed) const;

private:
    struct Private;
    explicit ClassPrototypes(std::unique_ptr<Private> priv);

    std::unique_ptr<Private> d;
};

}  // namespace semblance
