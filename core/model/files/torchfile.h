#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>
#include <memory>
#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/model/files/weightfile.h"

namespace semblance {

struct TorchTensor;
struct PickleRefusal;

/// Weights as torch.save writes them (pytorch_model.bin): a zip file, or PyTorch's own format from
/// before 1.6. Its description of the tensors is a pickle, a program for a machine that may import
/// and call anything; here it is read as data, and one that names anything but tensors is refused
/// (see TorchPickle). Tensors that are not row-major are put in order in memory, of all together no
/// more than the file has bytes.
class TorchFile final : public WeightFile {
public:
    /// By the first four bytes of a file.
    static bool recognises(const QByteArray& beginning);

    static Result<std::shared_ptr<const TorchFile>> open(const QString& path);

    /// The same over bytes in memory; `name` stands for the file in sentences. `bytes` is copied.
    static Result<std::shared_ptr<const TorchFile>> fromBytes(const QByteArray& bytes,
                                                              const QString& name);

private:
    using Bytes = std::span<const std::byte>;

    TorchFile() = default;
    Status parse(Bytes bytes);
    Status parseZip(Bytes bytes);
    Status parseOlder(Bytes bytes);
    Status add(const std::vector<TorchTensor>& tensors, const QHash<QString, Bytes>& storages);
    tl::unexpected<Error> refused(const PickleRefusal& refusal) const;

    QByteArray m_copy;
    std::vector<QByteArray> m_ordered;  ///< what was not row-major
    std::size_t m_orderedBytes = 0;
};

}  // namespace semblance
