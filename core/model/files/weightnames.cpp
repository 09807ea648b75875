#include "core/model/files/weightnames.h"

#include <QStringView>
#include <optional>
#include <span>

namespace semblance {

namespace {

/// A tensor, or with a dot at its end all that begin so.
struct Pair {
    const char* asked;
    StoredName stored;
};

StoredName named(const char* name, int part = 0, int parts = 1) {
    return {QString::fromLatin1(name), part, parts, false, false};
}

StoredName transposed(const char* name) {
    return {QString::fromLatin1(name), 0, 1, true, false};
}

StoredName below1(const char* name) {
    return {QString::fromLatin1(name), 0, 1, false, true};
}

std::optional<StoredName> found(std::span<const Pair> pairs, const QString& asked) {
    for (const Pair& pair : pairs) {
        const QLatin1String from(pair.asked);
        const bool isPrefix = from.endsWith(u'.');
        if (isPrefix ? !asked.startsWith(from) : asked != from)
            continue;
        StoredName stored = pair.stored;
        if (isPrefix)
            stored.name += QStringView(asked).sliced(from.size());
        return stored;
    }
    return std::nullopt;
}

/// Pairs of names and the same of their biases. What stands in the way of "<name>.weight" in one
/// tensor for three linears is spelt "<name>_weight" by PyTorch's attention.
const Pair kTransformersPooling[] = {
    {"q_proj.weight", named("in_proj_weight", 0, 3)}, {"q_proj.bias", named("in_proj_bias", 0, 3)},
    {"k_proj.weight", named("in_proj_weight", 1, 3)}, {"k_proj.bias", named("in_proj_bias", 1, 3)},
    {"v_proj.weight", named("in_proj_weight", 2, 3)}, {"v_proj.bias", named("in_proj_bias", 2, 3)},
};
constexpr QLatin1String kPooling("vision_model.head.attention.");

const Pair kOpenClipLayer[] = {
    {"self_attn.q_proj.weight", named("attn.in_proj_weight", 0, 3)},
    {"self_attn.q_proj.bias", named("attn.in_proj_bias", 0, 3)},
    {"self_attn.k_proj.weight", named("attn.in_proj_weight", 1, 3)},
    {"self_attn.k_proj.bias", named("attn.in_proj_bias", 1, 3)},
    {"self_attn.v_proj.weight", named("attn.in_proj_weight", 2, 3)},
    {"self_attn.v_proj.bias", named("attn.in_proj_bias", 2, 3)},
    {"self_attn.out_proj.", named("attn.out_proj.")},
    {"layer_norm1.", named("ln_1.")},
    {"layer_norm2.", named("ln_2.")},
    {"mlp.fc1.", named("mlp.c_fc.")},
    {"mlp.fc2.", named("mlp.c_proj.")},
};
const Pair kTimmLayer[] = {
    {"self_attn.q_proj.weight", named("attn.qkv.weight", 0, 3)},
    {"self_attn.q_proj.bias", named("attn.qkv.bias", 0, 3)},
    {"self_attn.k_proj.weight", named("attn.qkv.weight", 1, 3)},
    {"self_attn.k_proj.bias", named("attn.qkv.bias", 1, 3)},
    {"self_attn.v_proj.weight", named("attn.qkv.weight", 2, 3)},
    {"self_attn.v_proj.bias", named("attn.qkv.bias", 2, 3)},
    {"self_attn.out_proj.", named("attn.proj.")},
    {"layer_norm1.", named("norm1.")},
    {"layer_norm2.", named("norm2.")},
    {"mlp.", named("mlp.")},
};

const Pair kOpenClipText[] = {
    {"text_model.embeddings.token_embedding.", named("token_embedding.")},
    {"text_model.embeddings.position_embedding.weight", named("positional_embedding")},
    {"text_model.final_layer_norm.", named("ln_final.")},
    {"text_model.head.", named("text_projection.")},
    {"text_projection.weight", transposed("text_projection")},
};
/// A text tower of transformers' keeps its own names.
const Pair kHfText[] = {
    {"text_model.", named("text.transformer.")},
    {"text_projection.", named("text.proj.")},
};
const Pair kOpenClipImage[] = {
    {"vision_model.embeddings.class_embedding", named("visual.class_embedding")},
    {"vision_model.embeddings.patch_embedding.", named("visual.conv1.")},
    {"vision_model.embeddings.position_embedding.weight", named("visual.positional_embedding")},
    {"vision_model.pre_layrnorm.", named("visual.ln_pre.")},
    {"vision_model.post_layernorm.", named("visual.ln_post.")},
    {"visual_projection.weight", transposed("visual.proj")},
};
const Pair kTimmImage[] = {
    {"vision_model.embeddings.patch_embedding.", named("visual.trunk.patch_embed.proj.")},
    {"vision_model.embeddings.position_embedding.weight", below1("visual.trunk.pos_embed")},
    {"vision_model.post_layernorm.", named("visual.trunk.norm.")},
    {"vision_model.head.probe", named("visual.trunk.attn_pool.latent")},
    {"vision_model.head.attention.q_proj.", named("visual.trunk.attn_pool.q.")},
    {"vision_model.head.attention.k_proj.", named("visual.trunk.attn_pool.kv.", 0, 2)},
    {"vision_model.head.attention.v_proj.", named("visual.trunk.attn_pool.kv.", 1, 2)},
    {"vision_model.head.attention.out_proj.", named("visual.trunk.attn_pool.proj.")},
    {"vision_model.head.layernorm.", named("visual.trunk.attn_pool.norm.")},
    {"vision_model.head.mlp.", named("visual.trunk.attn_pool.mlp.")},
};

/// "<tower>.encoder.layers.<i>.<rest>" as "<prefix><i>.<rest of the layout>".
std::optional<StoredName> layer(const QString& asked, QLatin1String tower, const QString& prefix,
                                std::span<const Pair> parts) {
    if (!asked.startsWith(tower))
        return std::nullopt;
    const qsizetype dot = asked.indexOf(u'.', tower.size());
    auto stored = found(parts, asked.mid(dot + 1));
    if (stored)
        stored->name.prepend(prefix + asked.mid(tower.size(), dot - tower.size() + 1));
    return stored;
}

constexpr QLatin1String kTextLayers("text_model.encoder.layers.");
constexpr QLatin1String kImageLayers("vision_model.encoder.layers.");

}  // namespace

StoredName WeightNames::operator()(const QString& asked) const {
    std::optional<StoredName> stored;
    if (m_layout == HfConfig::Layout::Transformers) {
        if (asked.startsWith(kPooling))
            stored = found(kTransformersPooling, asked.mid(kPooling.size()));
        if (stored)
            stored->name.prepend(kPooling);
        return stored.value_or(StoredName{asked});
    }
    if (m_layout == HfConfig::Layout::HfText)
        stored = found(kHfText, asked);
    const QString text = m_bareText ? QString() : QStringLiteral("text.");
    if (!stored) {
        stored = found(kOpenClipText, asked);
        if (stored)
            stored->name.prepend(text);
    }
    if (!stored) {
        stored = layer(asked, kTextLayers, text + QStringLiteral("transformer.resblocks."),
                       kOpenClipLayer);
    }
    const bool isTimm = m_layout == HfConfig::Layout::Timm;
    if (!stored)
        stored = isTimm ? found(kTimmImage, asked) : found(kOpenClipImage, asked);
    if (!stored) {
        stored =
            isTimm ? layer(asked, kImageLayers, QStringLiteral("visual.trunk.blocks."), kTimmLayer)
                   : layer(asked, kImageLayers, QStringLiteral("visual.transformer.resblocks."),
                           kOpenClipLayer);
    }
    return stored.value_or(StoredName{asked});
}

}  // namespace semblance
