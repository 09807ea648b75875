#include "core/train/freshheads.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/std_mean.h>
#include <ATen/ops/zeros.h>

#include <cmath>

#include "core/model/kernels/namedtensors.h"
#include "core/train/stepseed.h"

namespace semblance {

namespace {

constexpr int kUse = 40;  ///< of stepSeed
constexpr double kLeastDeviation = 1e-3;

/// Uniform within 1 / sqrt(in), libtorch's own start for linear layers.
at::Tensor uniform(at::IntArrayRef shape, std::int64_t in, at::Generator& random) {
    const double bound = 1 / std::sqrt(static_cast<double>(in));
    return at::rand(shape, random, at::TensorOptions().dtype(at::kFloat))
        .mul_(2 * bound)
        .sub_(bound);
}

/// New values for the tensors "<prefix>.norm|linear|hidden|out.weight|bias" of one network.
class HeadMaker {
public:
    HeadMaker(QString prefix, int hidden, at::Generator& random)
        : m_prefix(std::move(prefix)), m_hidden(hidden), m_random(random) {}

    /// Leaves tensors of other names alone.
    void visit(const QString& name, at::Tensor& tensor, bool zeroOut) {
        if (!name.startsWith(m_prefix))
            return;
        const QString part = name.section(u'.', -2);  // "head.english.norm.weight": "norm.weight"
        if (part.startsWith(QLatin1String("norm."))) {
            tensor = part.endsWith(QLatin1String("weight")) ? at::ones_like(tensor)
                                                            : at::zeros(tensor.sizes());
            return;
        }
        const bool weight = tensor.dim() == 2;
        std::vector<std::int64_t> shape = tensor.sizes().vec();
        if (weight)
            m_in = shape[1];
        if (part.startsWith(QLatin1String("hidden."))) {
            shape[0] = m_hidden;
            m_found = true;
        }
        if (part.startsWith(QLatin1String("out.")) && weight)
            shape[1] = m_in = m_hidden;
        const bool zero = zeroOut && part.startsWith(QLatin1String("out."));
        tensor = zero ? at::zeros(shape) : uniform(shape, m_in, m_random);
    }
    bool found() const { return m_found; }

private:
    QString m_prefix;
    int m_hidden;
    at::Generator& m_random;
    std::int64_t m_in = 1;  ///< of the layer whose weight came last: its bias follows
    bool m_found = false;
};

void measureSides(const TrainingSet& set, ImageNetwork& image) {
    if (image.sideWidth() == 0)
        return;
    std::vector<std::int64_t> all;
    for (std::size_t i = 0; i < set.size(); ++i)
        all.push_back(static_cast<std::int64_t>(i));
    const auto [deviation, mean] =
        at::std_mean(set.rows(Feature::Side, all), at::IntArrayRef{0}, /*correction=*/1);
    image.visitBuffers([&](const QString& name, at::Tensor& tensor) {
        if (name == QLatin1String("side.mean"))
            tensor = mean.clone();
        if (name == QLatin1String("side.deviation"))
            tensor = deviation.clamp_min(kLeastDeviation);
    });
}

}  // namespace

Status makeFreshHeads(const AlignConfig::Heads& config, const TrainingSet& set,
                      DualNetworks& networks, int seed) {
    at::Generator random = at::detail::createCPUGenerator(stepSeed(seed, 0, kUse));
    HeadMaker image(QStringLiteral("head."), config.imageHidden, random);
    HeadMaker side(QStringLiteral("colour."), config.sideHidden, random);
    HeadMaker text(QStringLiteral("head."), config.textHidden, random);
    networks.image->visitParameters([&](const QString& name, at::Tensor& tensor) {
        image.visit(name, tensor, false);
        side.visit(name, tensor, true);
    });
    networks.text->visitParameters(
        [&](const QString& name, at::Tensor& tensor) { text.visit(name, tensor, false); });
    if (!image.found() || !text.found())
        return fail(
            ErrorKind::WrongUse,
            QStringLiteral("This model's heads cannot be made anew: set heads.fresh to false."));
    measureSides(set, *networks.image);
    // Drawn on the processor, so that every device starts from the same.
    moveTo(*networks.image, set.device());
    moveTo(*networks.text, set.device());
    return {};
}

}  // namespace semblance
