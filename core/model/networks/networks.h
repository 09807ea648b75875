#pragma once

#include <QString>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace at {
class Tensor;
}

/// The two sides of a dual encoder as tensors; a family of models is one file that makes both.
/// Everything const may be called from several threads at once, is differentiable by libtorch where
/// gradients are on, and computes on the device its tensors are on. The rest (visiting, adapters)
/// is for one thread while no other computes. Methods throw what libtorch throws (c10::Error);
/// callers catch.
namespace semblance {

struct Adapter;
class LinearConversion;
enum class Precision;

/// Hands out a tensor by name and by reference, so that a trainer can put a leaf or an expression
/// (W + B A) in its place. Names are unique within a network and stay the same for a family.
using ParameterVisitor = std::function<void(const QString& name, at::Tensor& tensor)>;

/// Pictures -> rows of the common space.
class ImageNetwork {
public:
    virtual ~ImageNetwork() = default;

    /// `pixels`: uint8 [N, side, side, 3], RGB. The activations that enter the part of the tower
    /// that training may tune, float [N, ...]; a family that tunes nothing gives its patches.
    virtual at::Tensor trunk(const at::Tensor& pixels) const = 0;

    /// The last block's patch tokens, float [N, cells, patch width], from trunk's result.
    virtual at::Tensor patchesFrom(const at::Tensor& trunk) const = 0;

    /// The same from pixels.
    at::Tensor patches(const at::Tensor& pixels) const;

    /// The un-normalised picture feature from the patches, float [N, raw width].
    virtual at::Tensor raw(const at::Tensor& patches) const = 0;

    /// What does not pass through the tower, float [N, side width]; width 0 where there is nothing.
    virtual at::Tensor sideFeatures(const at::Tensor& pixels) const = 0;

    /// Unit rows, float [N, dim].
    virtual at::Tensor embed(const at::Tensor& raw, const at::Tensor& side) const = 0;

    virtual std::int64_t rawWidth() const = 0;
    virtual std::int64_t patchWidth() const = 0;
    virtual std::int64_t cells() const = 0;
    virtual std::int64_t sideWidth() const = 0;

    /// From now on the tower computes in the conversion's precision, for encoding only; the result
    /// says in which: fp32 where the other is not worth it. Converted weights are not visited any
    /// more, so tune and move the network first.
    virtual Precision setPrecision(LinearConversion& conversion) = 0;

    /// The rows of the classifier the tower was trained with, float [classes, raw width]; undefined
    /// in a family, or a packed model, without one.
    virtual at::Tensor classRows() const = 0;

    /// Every weight, whether it is trained or not.
    virtual void visitParameters(const ParameterVisitor& visit) = 0;

    /// Every constant that is no weight: it moves with the network and is stored with it, but is
    /// never trained. A network with a side width has "side.mean" and "side.deviation", float
    /// [side width].
    virtual void visitBuffers(const ParameterVisitor& visit) = 0;

protected:
    ImageNetwork() = default;
    ImageNetwork(const ImageNetwork&) = default;
    ImageNetwork& operator=(const ImageNetwork&) = delete;
};

/// Sentences -> rows of the common space, with the token rows open to change in between: a
/// pseudo-word is a row that came from elsewhere.
class TextNetwork {
public:
    virtual ~TextNetwork() = default;

    /// A network of its own over the same tensors: putting another tensor into the one leaves the
    /// other as it was, and what neither changes is in memory once.
    virtual std::unique_ptr<TextNetwork> clone() const = 0;

    /// Width of one token's input embedding.
    virtual std::int64_t tokenWidth() const = 0;

    /// Transformer layers.
    virtual int layers() const = 0;

    /// Width of the states after a layer's MLP, where an adapter goes.
    virtual std::int64_t layerWidth() const = 0;

    /// `ids`: int64 [B, T], 0 <= id < table. Input embeddings before positions, [B, T, width].
    virtual at::Tensor tokenRows(const at::Tensor& ids) const = 0;

    /// The un-normalised sentence feature, float [B, raw width]. `lengths`: int64 [B], 1..T; rows
    /// past a sentence's length are padding and change nothing. Of a network with two towers int64
    /// [B, 2]: how many rows are for the first (0: it does not read the sentence), and how many
    /// behind them for the second.
    virtual at::Tensor raw(const at::Tensor& rows, const at::Tensor& lengths) const = 0;

    /// Unit rows, float [B, dim].
    virtual at::Tensor embed(const at::Tensor& raw) const = 0;

    /// As ImageNetwork's; a clone that goes through the same conversion shares what it shared.
    virtual Precision setPrecision(LinearConversion& conversion) = 0;

    /// One adapter per layer, applied to the layer's result; none takes them away.
    virtual void setAdapters(std::vector<Adapter> adapters) = 0;

    /// Every weight but the adapters'. "table" is the token table; "layers.<i>.…" belong to layer
    /// i, among them the attention's matrices "….attn.….weight"; "head.…" or "projection" lead from
    /// the pooled states to the common space.
    virtual void visitParameters(const ParameterVisitor& visit) = 0;

    /// As ImageNetwork's.
    virtual void visitBuffers(const ParameterVisitor& visit) = 0;

protected:
    TextNetwork() = default;
    TextNetwork(const TextNetwork&) = default;
    TextNetwork& operator=(const TextNetwork&) = delete;
};

/// Both sides of one model.
struct DualNetworks {
    std::unique_ptr<ImageNetwork> image;
    std::unique_ptr<TextNetwork> text;
};

}  // namespace semblance
