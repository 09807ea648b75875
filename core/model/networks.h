#pragma once

#include <cstdint>

namespace at {
class Tensor;
}

/// The two sides of a dual encoder as tensors; a family of models is one file that makes both.
/// Implementations are immutable and differentiable by libtorch where gradients are on. Methods may
/// be called from several threads at once. They throw what libtorch throws (c10::Error); callers
/// catch.
namespace semblance {

/// Pictures -> rows of the common space.
class ImageNetwork {
public:
    virtual ~ImageNetwork() = default;

    /// `pixels`: uint8 [N, side, side, 3], RGB. The last block's patch tokens, float
    /// [N, cells, width].
    virtual at::Tensor patches(const at::Tensor& pixels) const = 0;

    /// The un-normalised picture feature from the patches, float [N, raw width].
    virtual at::Tensor raw(const at::Tensor& patches) const = 0;

    /// Unit rows, float [N, dim]. `pixels` as above, for what does not pass through the tower.
    virtual at::Tensor embed(const at::Tensor& raw, const at::Tensor& pixels) const = 0;

protected:
    ImageNetwork() = default;
    ImageNetwork(const ImageNetwork&) = delete;
    ImageNetwork& operator=(const ImageNetwork&) = delete;
};

/// Sentences -> rows of the common space, with the token rows open to change in between: a
/// pseudo-word is a row that came from elsewhere.
class TextNetwork {
public:
    virtual ~TextNetwork() = default;

    /// Width of one token's input embedding.
    virtual std::int64_t tokenWidth() const = 0;

    /// `ids`: int64 [B, T], 0 <= id < table. Input embeddings before positions, [B, T, width].
    virtual at::Tensor tokenRows(const at::Tensor& ids) const = 0;

    /// The un-normalised sentence feature, float [B, raw width]. `lengths`: int64 [B], 1..T; rows
    /// past a sentence's length are padding and change nothing.
    virtual at::Tensor raw(const at::Tensor& rows, const at::Tensor& lengths) const = 0;

    /// Unit rows, float [B, dim].
    virtual at::Tensor embed(const at::Tensor& raw) const = 0;

protected:
    TextNetwork() = default;
    TextNetwork(const TextNetwork&) = delete;
    TextNetwork& operator=(const TextNetwork&) = delete;
};

}  // namespace semblance
