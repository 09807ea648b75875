#pragma once

#include <QJsonObject>
#include <QString>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/base/jsonfields.h"
#include "core/base/result.h"
#include "core/model/networks/networks.h"

namespace semblance {

class SafetensorsFile;
enum class Packing;
struct SafetensorsContents;

/// How a picture becomes pseudo-words. The two-stage method (Wang et al., arXiv:2504.17990) is
/// known here from its abstract; everything a field says is this re-implementation's choice, after
/// Pic2Word (arXiv:2302.03084) and Context-I2W (arXiv:2309.16137).
struct MappingConfig {
    /// phi: the picture's raw feature -> words * token width.
    struct Phi {
        /// Widths of the hidden layers, GELU after each. Pic2Word's rule is {4 d, 4 d}.
        std::vector<int> hidden{1024, 1024};
        bool norm = true;      ///< layer norm on the feature first
        double dropout = 0.2;  ///< after every hidden layer

        void describe(JsonFields& fields);
    };

    /// What goes into phi beside the tower's feature (ImageNetwork::sideFeatures), standardised and
    /// clamped to +-4: one hidden layer, added to phi's result, zero at the start. Without effect
    /// for a model that has no side features.
    struct Side {
        bool use = true;
        int hidden = 256;
        double dropout = 0.3;

        void describe(JsonFields& fields);
    };

    /// VSI, visual semantic injection: the words look at the picture's patch tokens.
    struct Injection {
        int layers = 2;        ///< 0: off
        int heads = 8;         ///< must divide the token width
        int feedForward = 4;   ///< hidden width of a layer's MLP, in token widths
        double dropout = 0.0;  ///< on attention's and the MLP's results
        /// Start from learned queries instead of phi's words; the words are still added to at the
        /// end.
        bool learnedQueries = false;
        /// Start with gamma = 1 and W_o = 0 instead of gamma = 0: Adam moves a scalar by no more
        /// than the sum of the learning rates, so a closed gate hardly opens in a short run.
        bool openGate = false;

        void describe(JsonFields& fields);
    };

    int words = 1;  ///< pseudo-words a picture: 1, 2 or 4 in the method; 1..8 work
    Phi phi;
    Side side;
    Injection injection;

    void describe(JsonFields& fields);
    QJsonObject toJson() const { return JsonFields::write(*this); }
    /// Fields left out keep the defaults of `start`; `source` names the object in sentences.
    static Result<MappingConfig> fromJson(const QJsonObject& json, const QString& source,
                                          const MappingConfig& start);

    /// The method's defaults for a model: the small rule above for the mini's side features, else
    /// Pic2Word's {4 d, 4 d} on the raw feature as it is, dropout .5.
    static MappingConfig defaultsFor(const ImageNetwork& image);
};

/// phi with VSI. Computing (const) is for any thread and differentiable, the rest for one thread.
/// Throws what libtorch throws.
///
///     s0 = phi(u);  K = V = W_p LN(P) + cell positions;  x0 = s0
///     x += g_l CrossAttention(LN x, K, V);  x += g'_l MLP(LN x)      for every layer l
///     s = s0 + tanh(gamma) W_o LN x
///
/// with g = g' = 1 and only gamma = 0 at the start (or W_o = 0, `openGate`): then s is s0 to the
/// bit, and gamma (W_o) has a gradient.
class MappingNetwork {
public:
    /// Untrained, for these networks; the side features' mean and deviation are copied from the
    /// image network. WrongUse when the configuration does not fit the networks.
    static Result<std::unique_ptr<MappingNetwork>> create(const MappingConfig& config,
                                                          ImageNetwork& image,
                                                          const TextNetwork& text,
                                                          std::uint64_t seed);

    /// From a part made by pack(); Corrupt with a sentence when it is damaged or belongs to other
    /// networks.
    static Result<std::unique_ptr<MappingNetwork>> load(
        const std::shared_ptr<const SafetensorsFile>& file, const ImageNetwork& image,
        const TextNetwork& text);
    ~MappingNetwork();

    /// `raw`: float [N, raw width]; `side`: [N, side width]; `patches`: [N, cells, patch width],
    /// may be undefined when usesPatches() is false. `training` turns dropout on (libtorch's
    /// default generator). float [N, words, token width].
    at::Tensor forward(const at::Tensor& raw, const at::Tensor& side, const at::Tensor& patches,
                       bool training = false) const;

    const MappingConfig& config() const;
    int words() const { return config().words; }
    std::int64_t tokenWidth() const;
    bool usesPatches() const { return config().injection.layers > 0; }

    /// New weights from a seed; the side features' statistics stay.
    void initialise(std::uint64_t seed);

    /// Trainable: "phi.0.weight", "side.hidden.weight", "injection.0.attn.q.weight",
    /// "injection.gate" (gamma), ...
    void visitParameters(const ParameterVisitor& visit);

    /// "side.mean", "side.deviation" where the side branch is used.
    void visitBuffers(const ParameterVisitor& visit);

    /// What its part holds; the configuration is in the metadata.
    SafetensorsContents pack(Packing packing);

private:
    struct Private;
    explicit MappingNetwork(std::unique_ptr<Private> priv);

    std::unique_ptr<Private> d;
};

}  // namespace semblance
