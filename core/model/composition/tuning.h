#pragma once

#include <QJsonObject>
#include <QString>
#include <cstdint>
#include <memory>

#include "core/base/jsonfields.h"
#include "core/base/result.h"
#include "core/model/networks/networks.h"

namespace semblance {

class SafetensorsFile;
enum class Packing;
struct SafetensorsContents;

/// Which part of the text tower learns to compose.
struct TuningConfig {
    enum class Kind {
        None,      ///< nothing of the tower (the head may still learn)
        Adapters,  ///< a bottleneck after every layer's MLP (Houlsby et al., arXiv:1902.00751)
        LoRA,      ///< W + alpha B A on the attention's matrices (Hu et al., arXiv:2106.09685)
        Last,      ///< every weight of the last layers
        Full,      ///< every weight of every layer; never the token table
    };

    Kind kind = Kind::Full;
    int bottleneck = 64;  ///< adapters: inner width
    int rank = 16;        ///< LoRA: of each of q, k, v and the output
    double alpha = 1.0;   ///< adapters and LoRA: factor of what is added
    int lastLayers = 1;   ///< Last: how many
    bool head = true;     ///< also what leads from the pooled states to the common space

    void describe(JsonFields& fields);
    QJsonObject toJson() const { return JsonFields::write(*this); }
    static Result<TuningConfig> fromJson(const QJsonObject& json, const QString& source,
                                         const TuningConfig& start);

    /// The method's defaults: shallow towers in full with their head, deep ones (more than four
    /// layers) by adapters alone.
    static TuningConfig defaultsFor(const TextNetwork& text);
};

/// A text tower that learns, over one that stays as it is: they share every tensor that is not
/// tuned. With nothing learnt the tuned tower equals the other to the bit.
/// For one thread; computing with network() follows TextNetwork's rules. Throws what libtorch
/// throws.
class TextTuning {
public:
    /// At its start, every parameter a leaf with gradients. `base` must have plain float parameters
    /// (loadTrainableNetworks). WrongUse when the configuration does not fit the tower.
    static Result<std::unique_ptr<TextTuning>> create(const TuningConfig& config, TextNetwork& base,
                                                      std::uint64_t seed);

    /// From a part made by pack(), without gradients: base + difference. Corrupt with a sentence
    /// when it is damaged or belongs to another tower.
    static Result<std::unique_ptr<TextTuning>> load(
        const std::shared_ptr<const SafetensorsFile>& file, TextNetwork& base);
    ~TextTuning();

    /// Puts the effective tensors into network(). Call after every change of the parameters and,
    /// while gradients are wanted, before every forward.
    void apply();

    /// The tuned tower; its tensors are those of the last apply().
    const TextNetwork& network() const;

    /// The same, for its switches (HeadDropout); its tensors are apply()'s.
    TextNetwork& network();

    /// Hands the tuned tower out; nothing but destruction may follow.
    std::unique_ptr<TextNetwork> release();

    const TuningConfig& config() const;

    /// What learns: "layers.0.ffn_in.weight" and "head.out.bias" as the tower calls them,
    /// "adapters.0.up.weight", "lora.layers.0.attn.qkv.weight.a" [q, k, v: 3, rank, in] and "….b"
    /// [3, out / 3, rank].
    void visitParameters(const ParameterVisitor& visit);

    /// What its part holds: "difference.<parameter>" (learnt - base) packed as asked, and always
    /// exact what adapters and LoRA learnt. The configuration is in the metadata.
    SafetensorsContents pack(Packing packing);

private:
    struct Private;
    explicit TextTuning(std::unique_ptr<Private> priv);

    std::unique_ptr<Private> d;
};

}  // namespace semblance
