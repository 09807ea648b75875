#include "core/dataset/picturekey.h"

#include <QFile>
#include <span>

#include "core/base/hash.h"

namespace semblance {

namespace {

/// Whole pictures of the usual data sets; of larger files the part that differs.
constexpr qint64 kHashedBytes = 256 * 1024;

QByteArray startKey(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return "unreadable";
    const QByteArray start = file.read(kHashedBytes);
    const auto bytes = std::span(start.constData(), static_cast<std::size_t>(start.size()));
    return QByteArray::number(file.size()) + ' ' + xxh3(std::as_bytes(bytes)).toHex();
}

}  // namespace

QByteArray pictureKey(const DatasetPicture& picture) {
    QByteArray key = startKey(picture.path);
    if (picture.box) {
        for (const double number : *picture.box)
            key += '\t' + QByteArray::number(number);
    }
    return key;
}

}  // namespace semblance
