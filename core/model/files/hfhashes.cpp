#include "core/model/files/hfhashes.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QJsonObject>
#include <future>
#include <vector>

#include "core/base/cachenote.h"
#include "core/base/hash.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::HfHashes)
};

/// The hash that was noted for exactly this file; empty when there is none.
QString noted(const QJsonObject& note, const ModelManifest::Part& part) {
    const QJsonObject entry = note[part.file].toObject();
    const bool same = entry[u"size"].toInteger(-1) == part.size &&
                      entry[u"modified"].toInteger(-1) == part.modified;
    return same ? entry[u"sha256"].toString() : QString();
}

QJsonObject noteOf(const ModelManifest& manifest) {
    QJsonObject note;
    for (const ModelManifest::Part& part : manifest.parts) {
        note[part.file] = QJsonObject{{QStringLiteral("size"), part.size},
                                      {QStringLiteral("modified"), part.modified},
                                      {QStringLiteral("sha256"), part.sha256}};
    }
    return note;
}

}  // namespace

Status hashParts(ModelManifest& manifest) {
    const CacheNote cached(QStringLiteral("models"), QDir(manifest.dir).absolutePath());
    const QJsonObject note = cached.read();
    std::vector<std::future<Result<QString>>> hashes;
    bool complete = true;
    for (ModelManifest::Part& part : manifest.parts) {
        const QString file = manifest.pathOf(part);
        const QFileInfo info(file);
        part.size = info.size();
        part.modified = info.lastModified().toMSecsSinceEpoch();
        if (part.size == 0) {
            return fail(ErrorKind::Corrupt,
                        Text::tr("The model file %1 is empty. Get the model again.").arg(file));
        }
        const QString known = noted(note, part);
        complete = complete && !known.isEmpty();
        hashes.push_back(std::async(known.isEmpty() ? std::launch::async : std::launch::deferred,
                                    [file, known]() -> Result<QString> {
                                        return known.isEmpty() ? sha256OfFile(file) : known;
                                    }));
    }
    Status status;
    for (std::size_t i = 0; i < hashes.size(); ++i) {
        Result<QString> hash = hashes[i].get();
        if (hash)
            manifest.parts[i].sha256 = std::move(*hash);
        else if (status)
            status = fail(std::move(hash).error());
    }
    if (status && !complete)
        cached.write(noteOf(manifest));
    return status;
}

}  // namespace semblance
