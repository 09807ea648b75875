#pragma once

#include <QString>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/model/files/weightfile.h"

namespace semblance {

/// Numbers that tensors are parts of, as a pickle of torch.save names them.
struct TorchStorage {
    QString key;
    TensorType type = TensorType::F32;
    std::uint64_t count = 0;  ///< of numbers
};

struct TorchTensor {
    QString name;
    TorchStorage storage;
    std::uint64_t offset = 0;  ///< in numbers
    std::vector<std::int64_t> shape;
    std::vector<std::int64_t> strides;  ///< in numbers, >= 0; as many as extents
};

/// Why a pickle was not read.
struct PickleRefusal {
    QString reason;  ///< without the file's name
    /// It names this function or class, which weights do not need; empty when it is damaged.
    QString foreign;
};

template <class T>
using Unpickled = tl::expected<T, PickleRefusal>;

/// Python's pickles (protocol 2) as far as torch.save uses them for weights, read as data: three
/// kinds of names are known (OrderedDict; the functions that put a tensor together; the kinds of
/// storages) and stand for themselves. Nothing is imported, called or built. Memory and time are
/// linear in the pickle's length, which is limited; nothing recurses.
class TorchPickle {
public:
    explicit TorchPickle(std::span<const std::byte> bytes) : m_bytes(bytes) {}

    /// The dictionary of tensors that the next pickle holds, or holds as its "state_dict".
    Unpickled<std::vector<TorchTensor>> tensors();

    /// The next pickle as a list of texts.
    Unpickled<std::vector<QString>> texts();

    /// Reads over the next pickle.
    Unpickled<void> skip();

    /// Where the next pickle begins.
    std::size_t place() const { return m_place; }

private:
    std::span<const std::byte> m_bytes;
    std::size_t m_place = 0;
};

}  // namespace semblance
