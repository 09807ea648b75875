#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QtEndian>
#include <utility>
#include <vector>

#include "core/model/files/safetensorswriter.h"

/// Files as torch.save writes them, and as it never would. Needs no libtorch.
namespace semblance::test {

template <class T>
QByteArray little(T value) {
    QByteArray bytes(sizeof value, '\0');
    qToLittleEndian(value, bytes.data());
    return bytes;
}

/// Python's pickle, a sign at a time.
namespace pickle {

inline QByteArray text(const QString& text) {
    const QByteArray utf8 = text.toUtf8();
    return 'X' + little(quint32(utf8.size())) + utf8;
}
inline QByteArray whole(qint32 number) {
    return 'J' + little(number);
}
inline QByteArray name(const char* module, const char* word) {
    return QByteArray("c") + module + '\n' + word + '\n';
}
inline QByteArray tuple(const QByteArray& items) {
    return '(' + items + 't';
}
inline QByteArray wholes(const std::vector<std::int64_t>& numbers) {
    QByteArray items;
    for (const std::int64_t number : numbers)
        items += whole(qint32(number));
    return tuple(items);
}
inline QByteArray dict(const QByteArray& pairs) {
    return name("collections", "OrderedDict") + ")R(" + pairs + 'u';
}
inline QByteArray storage(const QString& key, const char* type, qint32 count) {
    return tuple(text(QStringLiteral("storage")) + name("torch", type) + text(key) +
                 text(QStringLiteral("cpu")) + whole(count)) +
           'Q';
}
inline QByteArray tensor(const QByteArray& storage, qint32 offset,
                         const std::vector<std::int64_t>& shape,
                         const std::vector<std::int64_t>& strides) {
    return name("torch._utils", "_rebuild_tensor_v2") +
           tuple(storage + whole(offset) + wholes(shape) + wholes(strides) + '\x89' +
                 name("collections", "OrderedDict") + ")R") +
           'R';
}
inline QByteArray program(const QByteArray& value) {
    return "\x80\x02" + value + '.';
}

}  // namespace pickle

/// A zip file of stored entries, each beginning at a multiple of 64 as torch's do.
struct ZipEntry {
    QByteArray name;
    QByteArray content;
    quint16 method = 0;
};
inline QByteArray zipOf(const QList<ZipEntry>& entries) {
    QByteArray file;
    QByteArray directory;
    for (const ZipEntry& entry : entries) {
        const auto size = quint32(entry.content.size());
        const auto head = [&](bool central, quint16 extra) {
            QByteArray bytes;
            bytes += little(quint16(0)) + little(entry.method) + little(quint32(0)) +
                     little(quint32(0)) + little(size) + little(size) +
                     little(quint16(entry.name.size())) + little(extra);
            return central ? "PK\x01\x02" + little(quint16(0)) + little(quint16(0)) + bytes
                           : "PK\x03\x04" + little(quint16(0)) + bytes;
        };
        const qsizetype at = file.size();
        const qsizetype begin = at + 30 + entry.name.size();
        const auto extra = quint16((64 - (begin + 4) % 64) % 64 + 4);
        file += head(false, extra) + entry.name + "FB" + little(quint16(extra - 4)) +
                QByteArray(extra - 4, 'Z') + entry.content;
        directory += head(true, 0) + little(quint16(0)) + little(quint16(0)) + little(quint16(0)) +
                     little(quint32(0)) + little(quint32(at)) + entry.name;
    }
    const qsizetype at = file.size();
    return file + directory + "PK\x05\x06" + QByteArray(4, '\0') + little(quint16(entries.size())) +
           little(quint16(entries.size())) + little(quint32(directory.size())) +
           little(quint32(at)) + little(quint16(0));
}

inline const char* storageType(TensorType type) {
    switch (type) {
        case TensorType::F16:
            return "HalfStorage";
        case TensorType::BF16:
            return "BFloat16Storage";
        case TensorType::I64:
            return "LongStorage";
        default:
            return "FloatStorage";
    }
}

/// pytorch_model.bin with these tensors (F32, F16, BF16, I64).
inline QByteArray torchFile(const SafetensorsContents& contents) {
    QByteArray pairs;
    QList<ZipEntry> entries;
    for (const StoredTensor& stored : contents.tensors) {
        const QString key = QString::number(entries.size());
        std::vector<std::int64_t> strides(stored.shape.size(), 1);
        std::int64_t count = 1;
        for (std::size_t i = stored.shape.size(); i-- > 0; count *= stored.shape[i])
            strides[i] = count;
        pairs += pickle::text(stored.name) +
                 pickle::tensor(pickle::storage(key, storageType(stored.type), qint32(count)), 0,
                                stored.shape, strides);
        entries.append(ZipEntry{"archive/data/" + key.toUtf8(), stored.bytes});
    }
    entries.prepend(ZipEntry{"archive/data.pkl", pickle::program(pickle::dict(pairs))});
    entries.append(ZipEntry{"archive/byteorder", "little"});
    return zipOf(entries);
}

/// One that would run a program if anything ran it.
inline QByteArray programFile() {
    const QByteArray call =
        pickle::name("posix", "system") + pickle::tuple(pickle::text(QStringLiteral("true"))) + 'R';
    return zipOf({ZipEntry{"archive/data.pkl", pickle::program(call)}});
}

}  // namespace semblance::test
