#include "core/model/files/weightfile.h"

#include <QCoreApplication>
#include <QFile>
#include <algorithm>
#include <array>
#include <functional>
#include <limits>

#include "core/model/files/safetensors.h"
#include "core/model/files/torchfile.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::SafetensorsFile)
};

struct TypeEntry {
    TensorType type;
    const char* word;
    std::size_t size;
};
constexpr std::array kTypes{
    TypeEntry{TensorType::Bool, "BOOL", 1}, TypeEntry{TensorType::U8, "U8", 1},
    TypeEntry{TensorType::I8, "I8", 1},     TypeEntry{TensorType::U16, "U16", 2},
    TypeEntry{TensorType::I16, "I16", 2},   TypeEntry{TensorType::F16, "F16", 2},
    TypeEntry{TensorType::BF16, "BF16", 2}, TypeEntry{TensorType::U32, "U32", 4},
    TypeEntry{TensorType::I32, "I32", 4},   TypeEntry{TensorType::F32, "F32", 4},
    TypeEntry{TensorType::U64, "U64", 8},   TypeEntry{TensorType::I64, "I64", 8},
    TypeEntry{TensorType::F64, "F64", 8},
};

const TypeEntry& entryOf(TensorType type) {
    return *std::find_if(kTypes.begin(), kTypes.end(),
                         [&](const TypeEntry& entry) { return entry.type == type; });
}

template <class T>
Result<std::shared_ptr<const WeightFile>> asWeightFile(Result<std::shared_ptr<const T>> file) {
    if (!file)
        return fail(std::move(file).error());
    return std::shared_ptr<const WeightFile>(std::move(*file));
}

}  // namespace

std::size_t sizeOf(TensorType type) {
    return entryOf(type).size;
}

QString toString(TensorType type) {
    return QString::fromLatin1(entryOf(type).word);
}

std::optional<TensorType> tensorType(const QString& word) {
    for (const TypeEntry& entry : kTypes) {
        if (word == QLatin1String(entry.word))
            return entry.type;
    }
    return std::nullopt;
}

QString shapeText(const std::vector<std::int64_t>& shape) {
    QStringList parts;
    for (const std::int64_t extent : shape)
        parts << (extent < 0 ? QStringLiteral("?") : QString::number(extent));
    return QStringLiteral("[%1]").arg(parts.join(QStringLiteral(", ")));
}

std::optional<std::uint64_t> byteCount(const std::vector<std::int64_t>& shape, std::size_t size) {
    std::uint64_t bytes = size;
    constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    for (const std::int64_t extent : shape) {
        const auto factor = static_cast<std::uint64_t>(extent);
        if (factor != 0 && bytes > kMost / factor)
            return std::nullopt;
        bytes *= factor;
    }
    return bytes;
}

Result<std::shared_ptr<const WeightFile>> WeightFile::open(const QString& path) {
    QFile file(path);
    const QByteArray beginning = file.open(QIODevice::ReadOnly) ? file.read(4) : QByteArray();
    if (TorchFile::recognises(beginning))
        return asWeightFile(TorchFile::open(path));
    return asWeightFile(SafetensorsFile::open(path));
}

tl::unexpected<Error> WeightFile::damaged(const QString& reason) const {
    return fail(
        ErrorKind::Corrupt,
        Text::tr("The weight file %1 is damaged: %2. Get the model again.").arg(m_path, reason));
}

void WeightFile::release(const TensorView& view) const {
    // What a reader put in order in memory must stay.
    if (!m_mapping)
        return;
    const std::less<const std::byte*> before;
    const auto mapped = m_mapping->bytes();
    if (!before(view.bytes.data(), mapped.data()) &&
        !before(mapped.data() + mapped.size(), view.bytes.data() + view.bytes.size()))
        m_mapping->release(view.bytes);
}

const TensorView* WeightFile::find(const QString& name) const {
    const auto it = m_tensors.constFind(name);
    return it == m_tensors.constEnd() ? nullptr : &*it;
}

Result<TensorView> WeightFile::tensor(const QString& name,
                                      const std::vector<std::int64_t>& shape) const {
    const TensorView* view = find(name);
    if (!view) {
        return fail(ErrorKind::Corrupt, Text::tr("The weight file %1 lacks the tensor %2: it does "
                                                 "not belong to this kind of model.")
                                            .arg(m_path, name));
    }
    const bool fits =
        std::equal(view->shape.begin(), view->shape.end(), shape.begin(), shape.end(),
                   [](std::int64_t is, std::int64_t wanted) { return wanted < 0 || is == wanted; });
    if (!fits) {
        return fail(ErrorKind::Corrupt,
                    Text::tr("In the weight file %1 the tensor %2 has the shape %3 instead of %4.")
                        .arg(m_path, name, shapeText(view->shape), shapeText(shape)));
    }
    return *view;
}

}  // namespace semblance
