#include "core/model/networks/fewqueries.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/bmm.h>
#include <ATen/ops/softmax.h>

#include <cmath>

namespace semblance {

at::Tensor attendWithFewQueries(const at::Tensor& queries, const at::Tensor& memory,
                                const LinearWeights& key, const LinearWeights& value,
                                std::int64_t heads) {
    const std::int64_t pictures = queries.size(0);
    const std::int64_t words = queries.size(1);
    const std::int64_t rows = pictures * words;  // all queries, asked at once
    const std::int64_t width = queries.size(2);
    const std::int64_t each = width / heads;
    // [rows, width] -> [heads, rows, each]
    const at::Tensor byHead = queries.reshape({rows, heads, each}).transpose(0, 1);
    // [heads, rows, n] -> [N, heads * words, n]
    const auto byPicture = [&](const at::Tensor& all) {
        return all.view({heads, pictures, words, all.size(2)})
            .transpose(0, 1)
            .reshape({pictures, heads * words, all.size(2)});
    };
    const at::Tensor asked = byPicture(at::bmm(byHead, key.weight.reshape({heads, each, width})));
    const at::Tensor shift = byPicture(at::bmm(byHead, key.bias.view({heads, each, 1})));
    const at::Tensor masses = at::softmax(
        (at::bmm(asked, memory.transpose(1, 2)) + shift) / std::sqrt(static_cast<double>(each)), 2);
    const at::Tensor seen =
        at::bmm(masses, memory)  // [N, heads * words, width] -> [heads, rows, width]
            .view({pictures, heads, words, width})
            .transpose(0, 1)
            .reshape({heads, rows, width});
    const at::Tensor mixed =
        at::bmm(seen, value.weight.reshape({heads, each, width}).transpose(1, 2)).transpose(0, 1);
    return mixed.reshape({pictures, words, width}) + value.bias;
}

}  // namespace semblance
