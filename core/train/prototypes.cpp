#include "core/train/prototypes.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/std_mean.h>
#include <ATen/ops/tensor.h>

#include <algorithm>
#include <numeric>

#include "core/train/draw.h"
#include "core/train/prototypebatch.h"

namespace semblance {

namespace {

/// Pictures that lend a class their side features.
constexpr std::int64_t kMatched = 16;

at::Tensor standardised(const at::Tensor& rows) {
    return (rows - rows.mean(1, true)) /
           std::get<0>(
               at::std_mean(rows, at::IntArrayRef({1}), /*unbiased=*/false, /*keepdim=*/true))
               .clamp_min(1e-12);
}

/// The first `count` of `values` in an order drawn by chance, which repeats when there are fewer.
std::vector<int> drawn(std::vector<int> values, int count, Draw& draw) {
    std::vector<int> result;
    for (std::size_t i = 0; result.size() < static_cast<std::size_t>(count); ++i) {
        const std::size_t at = i % values.size();
        std::swap(values[at], values[at + draw.below(values.size() - at)]);
        result.push_back(values[at]);
    }
    return result;
}

at::Tensor toTensor(const std::vector<std::int64_t>& values, at::Device device) {
    return at::tensor(values, at::kLong).to(device);
}

at::Tensor toColumn(const std::vector<float>& values, at::Device device) {
    return at::tensor(values).unsqueeze(1).to(device);
}

}  // namespace

struct ClassPrototypes::Private {
    std::vector<ClassName> names;
    PrototypeConfig config;
    std::vector<int> classes;
    std::vector<int> leftOut;
    at::Tensor centres;        ///< [classes, raw width], mean + scale z std
    at::Tensor deviation;      ///< [raw width]
    at::Tensor steps;          ///< [classes, raw width], z std
    at::Tensor raw;            ///< [N, raw width], of the pictures that shifted draws start from
    at::Tensor mean;           ///< [raw width], of these
    at::Tensor side;           ///< [N, side width]
    std::int64_t matches = 0;  ///< pictures that lend a class their side features
    std::vector<std::int64_t> matched;  ///< [classes, matches], places in `side`

    at::Device device() const { return centres.device(); }

    QString textOf(int index, Draw& draw) const {
        const ClassName& name = names[static_cast<std::size_t>(index)];
        const bool isOther = draw.unit() < config.otherNames && !name.others.isEmpty();
        return classSentence(isOther ? draw.of(name.others) : name.name);
    }

    /// Puts shifted draws in the place of some.
    void shiftSome(PrototypeBatch& batch, Draw& draw) const {
        constexpr double kLeast = 1.0;
        constexpr double kMost = 2.5;
        std::vector<std::int64_t> rows;
        std::vector<std::int64_t> pictures;
        std::vector<float> nearness;
        std::vector<float> strength;
        for (std::int64_t row = 0; row < batch.raw.size(0); ++row) {
            if (draw.unit() >= config.shifted)
                continue;
            rows.push_back(row);
            pictures.push_back(
                static_cast<std::int64_t>(draw.below(static_cast<std::size_t>(raw.size(0)))));
            nearness.push_back(static_cast<float>(draw.unit()));
            strength.push_back(static_cast<float>(kLeast + (kMost - kLeast) * draw.unit()));
        }
        if (rows.empty())
            return;
        const at::Tensor places = toTensor(rows, device());
        const at::Tensor from = raw.index_select(0, toTensor(pictures, device())) - mean;
        const at::Tensor along = steps.index_select(0, batch.classes.index_select(0, places));
        batch.raw.index_copy_(0, places,
                              at::relu(mean + from * toColumn(nearness, device()) +
                                       along * toColumn(strength, device())));
    }

    std::int64_t sideOf(int index, Draw& draw) const {
        if (draw.unit() >= config.matchedSides)
            return static_cast<std::int64_t>(draw.below(static_cast<std::size_t>(side.size(0))));
        const std::size_t place = draw.below(static_cast<std::size_t>(matches));
        return matched[static_cast<std::size_t>(index * matches) + place];
    }

    /// One of each of these classes.
    PrototypeBatch prototypesOf(const std::vector<int>& of, Draw& draw, std::uint64_t seed) const {
        PrototypeBatch batch;
        std::vector<std::int64_t> sides;
        for (const int index : of) {
            sides.push_back(sideOf(index, draw));
            batch.texts << textOf(index, draw);
        }
        batch.classes = toTensor({of.begin(), of.end()}, device());
        // From the processor's generator, so that every device draws the same.
        const at::Tensor noise = at::randn({batch.classes.size(0), centres.size(1)},
                                           at::detail::createCPUGenerator(seed), at::kFloat)
                                     .to(device());
        batch.raw =
            at::relu(centres.index_select(0, batch.classes) + config.noise * noise * deviation);
        shiftSome(batch, draw);
        batch.side = side.index_select(0, toTensor(sides, device()));
        return batch;
    }
};

std::vector<int> leftOutClasses(int count, int leaveOut, int seed) {
    std::vector<int> classes;
    for (std::int64_t i = 0; i < leaveOut; ++i)
        classes.push_back(static_cast<int>((i * count / leaveOut + seed) % count));
    std::ranges::sort(classes);
    return classes;
}

ClassPrototypes::ClassPrototypes(std::unique_ptr<Private> priv) : d(std::move(priv)) {}
ClassPrototypes::~ClassPrototypes() = default;
ClassPrototypes::ClassPrototypes(ClassPrototypes&&) noexcept = default;
ClassPrototypes& ClassPrototypes::operator=(ClassPrototypes&&) noexcept = default;

Result<ClassPrototypes> ClassPrototypes::make(const at::Tensor& classRows,
                                              std::vector<ClassName> names, const at::Tensor& raw,
                                              const at::Tensor& side,
                                              const PrototypeConfig& config) {
    const auto count = static_cast<std::int64_t>(names.size());
    if (!classRows.defined() || classRows.size(0) != count) {
        return fail(ErrorKind::WrongUse,
                    QStringLiteral("The model's classifier has %1 classes, the list of names %2.")
                        .arg(classRows.defined() ? classRows.size(0) : 0)
                        .arg(count));
    }
    if (raw.size(0) < 2 || raw.size(0) != side.size(0) || raw.size(1) != classRows.size(1)) {
        return fail(
            ErrorKind::WrongUse,
            QStringLiteral("Class prototypes need the features of at least two pictures, made by "
                           "the model whose classifier they come from."));
    }
    if (config.leaveOut < 0 || config.leaveOut >= count) {
        return fail(
            ErrorKind::WrongUse,
            QStringLiteral("%1 classes cannot be left out of %2.").arg(config.leaveOut).arg(count));
    }
    auto priv = std::make_unique<Private>();
    priv->names = std::move(names);
    priv->config = config;
    std::vector<int> all(static_cast<std::size_t>(count));
    std::iota(all.begin(), all.end(), 0);
    priv->leftOut = leftOutClasses(static_cast<int>(count), config.leaveOut, config.seed);
    std::ranges::set_difference(all, priv->leftOut, std::back_inserter(priv->classes));

    priv->deviation = std::get<0>(at::std_mean(raw, at::IntArrayRef({0}), /*unbiased=*/false));
    priv->steps = standardised(classRows) * priv->deviation;
    priv->raw = raw;
    priv->mean = raw.mean(0);
    priv->centres = priv->mean + config.scale * priv->steps;
    priv->side = side;
    // Without the classifier's biases, which are a constant within a class and change no order.
    priv->matches = std::min(kMatched, raw.size(0));
    const at::Tensor matched =
        std::get<1>(at::matmul(classRows, raw.t()).topk(priv->matches, 1)).cpu().contiguous();
    const auto* places = matched.const_data_ptr<std::int64_t>();
    priv->matched.assign(places, places + matched.numel());
    return ClassPrototypes(std::move(priv));
}

const std::vector<int>& ClassPrototypes::classes() const {
    return d->classes;
}

const std::vector<int>& ClassPrototypes::leftOut() const {
    return d->leftOut;
}

const std::vector<ClassName>& ClassPrototypes::names() const {
    return d->names;
}

PrototypeBatch ClassPrototypes::draw(int count, std::uint64_t seed) const {
    Draw draw(seed);
    return d->prototypesOf(drawn(d->classes, count, draw), draw, seed);
}

PrototypeBatch ClassPrototypes::drawEvery(std::uint64_t seed) const {
    std::vector<int> all(d->names.size());
    std::iota(all.begin(), all.end(), 0);
    Draw draw(seed);
    return d->prototypesOf(all, draw, seed);
}

}  // namespace semblance
