#pragma once

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>
#include <QtEndian>
#include <functional>

/// Small CLIP and SigLIP folders in Hugging Face's layout that a test may spoil, and ways to do so.
/// Needs no libtorch. Everything returns false (or nothing) when the disk refuses.
namespace semblance::test {

/// Of the source tree; tests/parity/checkpoints.py made it. "clip", "siglip".
inline QString tinyModel(const QString& family) {
    return QStringLiteral(SEMBLANCE_SOURCE_DIR "/tests/core/model/data/hf/") + family;
}

/// Copies the plain files of a folder; `to` is made.
inline bool copyFolder(const QString& from, const QString& to) {
    if (!QDir().mkpath(to))
        return false;
    for (const QString& name : QDir(from).entryList(QDir::Files)) {
        const QString copy = QDir(to).filePath(name);
        QFile::remove(copy);
        if (!QFile::copy(QDir(from).filePath(name), copy))
            return false;
        QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner);
    }
    return true;
}

inline QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline bool writeContent(const QString& path, const QByteArray& content) {
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

/// Changes a JSON file whose top is an object.
inline bool changeJson(const QString& path, const std::function<void(QJsonObject&)>& change) {
    QJsonObject object = QJsonDocument::fromJson(contentOf(path)).object();
    change(object);
    return writeContent(path, QJsonDocument(object).toJson());
}

/// Changes the header of a safetensors file, and may append to its numbers.
inline bool changeTensors(const QString& path,
                          const std::function<void(QJsonObject&, QByteArray&)>& change) {
    const QByteArray whole = contentOf(path);
    if (whole.size() < 8)
        return false;
    const auto length = qsizetype(qFromLittleEndian<quint64>(whole.constData()));
    QJsonObject header = QJsonDocument::fromJson(whole.mid(8, length)).object();
    QByteArray numbers = whole.mid(8 + length);
    change(header, numbers);
    QByteArray text = QJsonDocument(header).toJson(QJsonDocument::Compact);
    text += QByteArray((8 - text.size() % 8) % 8, ' ');
    QByteArray size(8, '\0');
    qToLittleEndian(quint64(text.size()), size.data());
    return writeContent(path, size + text + numbers);
}

/// Puts links to the files of `from` in a folder as the download cache keeps a model:
/// <cache>/models--<owner>--<name>/{blobs,refs,snapshots/<revision>}. The path of the snapshot.
inline QString makeSnapshot(const QString& from, const QString& cache,
                            const QString& ownerAndName) {
    const QDir repository(QDir(cache).filePath(QStringLiteral("models--") + ownerAndName));
    const QString blobs = repository.filePath(QStringLiteral("blobs"));
    const QString snapshot = repository.filePath(QStringLiteral("snapshots/0123abcd"));
    if (!copyFolder(from, blobs) || !QDir().mkpath(snapshot) ||
        !QDir().mkpath(repository.filePath(QStringLiteral("refs"))) ||
        !writeContent(repository.filePath(QStringLiteral("refs/main")), "0123abcd"))
        return {};
    for (const QString& name : QDir(blobs).entryList(QDir::Files)) {
        if (!QFile::link(QStringLiteral("../../blobs/") + name, QDir(snapshot).filePath(name)))
            return {};
    }
    return snapshot;
}

}  // namespace semblance::test
