#include "core/model/files/torchfile.h"

#include <QCoreApplication>
#include <QtEndian>
#include <algorithm>
#include <cstring>

#include "core/model/files/storedzip.h"
#include "core/model/files/torchpickle.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::TorchFile)
};

/// A pickle of the number 0x1950a86a20f9469cfc6c.
constexpr char kOlderMagic[] = "\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.";
constexpr std::size_t kOlderMagicBytes = sizeof kOlderMagic - 1;
constexpr char kDescription[] = "data.pkl";

std::string_view textOf(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Whether the tensor's numbers lie one behind the other.
bool isRowMajor(const TorchTensor& tensor) {
    std::int64_t step = 1;
    for (std::size_t i = tensor.shape.size(); i-- > 0;) {
        if (tensor.shape[i] != 1 && tensor.strides[i] != step)
            return false;
        step *= tensor.shape[i];
    }
    return true;
}

/// How many numbers of the storage the tensor reaches over from its offset on; nothing when that
/// does not fit in 63 bits.
std::optional<std::uint64_t> reach(const TorchTensor& tensor) {
    std::uint64_t last = 0;
    for (std::size_t i = 0; i < tensor.shape.size(); ++i) {
        if (tensor.shape[i] == 0)
            return 0;
        const auto step = byteCount({tensor.shape[i] - 1, tensor.strides[i]}, 1);
        if (!step || *step > (std::uint64_t{1} << 62) - last)
            return std::nullopt;
        last += *step;
    }
    return last + 1;
}

/// The numbers in row-major order. Everything was checked to lie inside `storage`.
QByteArray ordered(const TorchTensor& tensor, std::span<const std::byte> storage,
                   std::uint64_t bytes) {
    const std::size_t size = sizeOf(tensor.storage.type);
    QByteArray result(qsizetype(bytes), Qt::Uninitialized);
    char* to = result.data();
    std::vector<std::int64_t> place(tensor.shape.size(), 0);
    std::uint64_t from = tensor.offset;
    for (std::uint64_t done = 0; done < bytes; done += size) {
        std::memcpy(to + done, storage.data() + from * size, size);
        for (std::size_t i = place.size(); i-- > 0;) {
            from += std::uint64_t(tensor.strides[i]);
            if (++place[i] < tensor.shape[i])
                break;
            from -= std::uint64_t(tensor.strides[i]) * std::uint64_t(tensor.shape[i]);
            place[i] = 0;
        }
    }
    return result;
}

}  // namespace

bool TorchFile::recognises(const QByteArray& beginning) {
    return beginning.startsWith("PK\x03\x04") ||
           beginning.startsWith(QByteArray::fromRawData(kOlderMagic, 4));
}

Result<std::shared_ptr<const TorchFile>> TorchFile::open(const QString& path) {
    SEMBLANCE_TRY_ASSIGN(auto mapping, MappedFile::open(path));
    std::shared_ptr<TorchFile> file(new TorchFile);
    file->m_path = path;
    file->m_mapping = std::move(mapping);
    SEMBLANCE_TRY(file->parse(file->m_mapping->bytes()));
    return std::shared_ptr<const TorchFile>(std::move(file));
}

Result<std::shared_ptr<const TorchFile>> TorchFile::fromBytes(const QByteArray& bytes,
                                                              const QString& name) {
    std::shared_ptr<TorchFile> file(new TorchFile);
    file->m_path = name;
    file->m_copy = bytes;
    SEMBLANCE_TRY(file->parse(std::as_bytes(
        std::span(file->m_copy.constData(), static_cast<std::size_t>(file->m_copy.size())))));
    return std::shared_ptr<const TorchFile>(std::move(file));
}

tl::unexpected<Error> TorchFile::refused(const PickleRefusal& refusal) const {
    if (refusal.foreign.isEmpty())
        return damaged(refusal.reason);
    return fail(ErrorKind::Newer,
                Text::tr("The weight file %1 asks for %2 to be called when it is opened. Weights "
                         "need no such thing, and it could be any program, so Semblance does not "
                         "open it. Get the model as model.safetensors.")
                    .arg(m_path, refusal.foreign));
}

Status TorchFile::parse(Bytes bytes) {
    const bool isOlder = textOf(bytes).substr(0, kOlderMagicBytes) ==
                         std::string_view(kOlderMagic, kOlderMagicBytes);
    return isOlder ? parseOlder(bytes) : parseZip(bytes);
}

Status TorchFile::parseZip(Bytes bytes) {
    const auto entries = storedEntries(bytes);
    if (!entries)
        return damaged(entries.error());
    QByteArray root;
    for (auto entry = entries->begin(); entry != entries->end(); ++entry) {
        if (entry.key().endsWith(QByteArray("/") + kDescription))
            root = entry.key().chopped(qsizetype(sizeof kDescription) - 1);
    }
    if (root.isEmpty())
        return damaged(Text::tr("it is a zip file, but not one of PyTorch's"));
    if (entries->contains(root + "constants.pkl")) {
        return fail(ErrorKind::Newer,
                    Text::tr("The file %1 is a program (TorchScript), not weights alone. Get the "
                             "model as model.safetensors or pytorch_model.bin.")
                        .arg(m_path));
    }
    if (textOf(entries->value(root + "byteorder")) == "big")
        return damaged(Text::tr("its numbers are big-endian"));

    TorchPickle pickle(entries->value(root + kDescription));
    const auto tensors = pickle.tensors();
    if (!tensors)
        return refused(tensors.error());
    QHash<QString, Bytes> storages;
    for (const TorchTensor& tensor : *tensors) {
        const QString& key = tensor.storage.key;
        storages.insert(key, entries->value(root + "data/" + key.toUtf8()));
    }
    return add(*tensors, storages);
}

/// The magic number, the version, what system wrote it; the tensors; a list of the storages; these,
/// each behind the number of its numbers.
Status TorchFile::parseOlder(Bytes bytes) {
    TorchPickle pickle(bytes.subspan(kOlderMagicBytes));
    for (int i = 0; i < 2; ++i) {
        if (const auto head = pickle.skip(); !head)
            return refused(head.error());
    }
    const auto tensors = pickle.tensors();
    if (!tensors)
        return refused(tensors.error());
    const auto keys = pickle.texts();
    if (!keys)
        return refused(keys.error());
    QHash<QString, TensorType> types;
    for (const TorchTensor& tensor : *tensors)
        types.insert(tensor.storage.key, tensor.storage.type);

    Bytes rest = bytes.subspan(kOlderMagicBytes + pickle.place());
    QHash<QString, Bytes> storages;
    for (const QString& key : *keys) {
        constexpr std::size_t kCountBytes = 8;
        if (rest.size() < kCountBytes || !types.contains(key))
            return damaged(Text::tr("its numbers are cut off"));
        const auto count = qFromLittleEndian<std::uint64_t>(rest.data());
        rest = rest.subspan(kCountBytes);
        const std::size_t size = sizeOf(types.value(key));
        if (count > rest.size() / size)
            return damaged(Text::tr("its numbers are cut off"));
        storages.insert(key, rest.first(std::size_t(count) * size));
        rest = rest.subspan(std::size_t(count) * size);
    }
    return add(*tensors, storages);
}

Status TorchFile::add(const std::vector<TorchTensor>& tensors,
                      const QHash<QString, Bytes>& storages) {
    const std::size_t fileBytes =
        m_mapping ? m_mapping->bytes().size() : std::size_t(m_copy.size());
    for (const TorchTensor& tensor : tensors) {
        const Bytes storage = storages.value(tensor.storage.key);
        const std::size_t size = sizeOf(tensor.storage.type);
        const std::uint64_t held = storage.size() / size;
        const auto bytes = byteCount(tensor.shape, size);
        const auto reached = reach(tensor);
        if (!bytes || !reached || held < tensor.storage.count || tensor.offset > held ||
            *reached > held - tensor.offset) {
            return damaged(Text::tr("tensor %1 of shape %2 reaches beyond the numbers it has; it "
                                    "may be truncated")
                               .arg(tensor.name, shapeText(tensor.shape)));
        }
        TensorView view{tensor.storage.type, tensor.shape, {}};
        if (*bytes == 0 || isRowMajor(tensor)) {
            view.bytes = storage.subspan(*bytes == 0 ? 0 : std::size_t(tensor.offset) * size,
                                         std::size_t(*bytes));
        } else {
            // Numbers that stand for many, or many views of the same ones, could fill any memory.
            if (*bytes > fileBytes - m_orderedBytes)
                return damaged(Text::tr("its tensors have more numbers than it"));
            m_orderedBytes += std::size_t(*bytes);
            m_ordered.push_back(ordered(tensor, storage, *bytes));
            view.bytes = std::as_bytes(
                std::span(m_ordered.back().constData(), std::size_t(m_ordered.back().size())));
        }
        m_tensors.insert(tensor.name, std::move(view));
    }
    return {};
}

}  // namespace semblance
