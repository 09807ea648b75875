#include "core/model/files/safetensorswriter.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <algorithm>

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::SafetensorsWriter)
};

constexpr auto kMetadataKey = "__metadata__";

/// Widest types first, so that every tensor begins at a multiple of its type's size.
std::vector<const StoredTensor*> inFileOrder(const std::vector<StoredTensor>& tensors) {
    std::vector<const StoredTensor*> order;
    for (const StoredTensor& tensor : tensors)
        order.push_back(&tensor);
    std::stable_sort(order.begin(), order.end(), [](const StoredTensor* a, const StoredTensor* b) {
        return sizeOf(a->type) > sizeOf(b->type);
    });
    return order;
}

QByteArray headerOf(const std::vector<const StoredTensor*>& tensors,
                    const QMap<QString, QString>& metadata) {
    QJsonObject header;
    if (!metadata.isEmpty()) {
        QJsonObject pairs;
        for (auto it = metadata.begin(); it != metadata.end(); ++it)
            pairs.insert(it.key(), it.value());
        header.insert(QLatin1String(kMetadataKey), pairs);
    }
    qint64 at = 0;
    for (const StoredTensor* tensor : tensors) {
        QJsonArray shape;
        for (const std::int64_t extent : tensor->shape)
            shape.append(static_cast<qint64>(extent));
        header.insert(tensor->name, QJsonObject{{QStringLiteral("dtype"), toString(tensor->type)},
                                                {QStringLiteral("shape"), shape},
                                                {QStringLiteral("data_offsets"),
                                                 QJsonArray{at, at + tensor->bytes.size()}}});
        at += tensor->bytes.size();
    }
    QByteArray bytes = QJsonDocument(header).toJson(QJsonDocument::Compact);
    bytes.append((8 - bytes.size() % 8) % 8, ' ');
    return bytes;
}

/// Empty when the tensor is one, else what is wrong with it.
QString problemOf(const StoredTensor& tensor) {
    auto bytes = static_cast<std::int64_t>(sizeOf(tensor.type));
    for (const std::int64_t extent : tensor.shape)
        bytes *= extent;
    if (bytes != tensor.bytes.size())
        return QStringLiteral("%1 does not fill its shape").arg(tensor.name);
    if (tensor.name.isEmpty() || tensor.name == QLatin1String(kMetadataKey))
        return QStringLiteral("\"%1\" is no name").arg(tensor.name);
    return {};
}

}  // namespace

Status writeSafetensors(const QString& path, const SafetensorsContents& contents) {
    QSaveFile file(path);
    const auto failed = [&](ErrorKind kind, const QString& detail) {
        return fail(
            kind,
            Text::tr("The weight file %1 cannot be written. Is the disk full, or the folder "
                     "protected? What was there before is unchanged.")
                .arg(path),
            detail);
    };
    QStringList names;
    for (const StoredTensor& tensor : contents.tensors) {
        names << tensor.name;
        if (const QString problem = problemOf(tensor); !problem.isEmpty())
            return failed(ErrorKind::Internal, problem);
    }
    if (names.removeDuplicates() > 0)
        return failed(ErrorKind::Internal, QStringLiteral("a name occurs twice"));

    const auto order = inFileOrder(contents.tensors);
    const QByteArray header = headerOf(order, contents.metadata);
    const auto length = static_cast<quint64>(header.size());
    if (!file.open(QIODevice::WriteOnly))
        return failed(ErrorKind::Permission, file.errorString());
    file.write(reinterpret_cast<const char*>(&length), sizeof length);
    file.write(header);
    for (const StoredTensor* tensor : order)
        file.write(tensor->bytes);
    if (!file.commit())
        return failed(ErrorKind::NoSpace, file.errorString());
    return {};
}

}  // namespace semblance
