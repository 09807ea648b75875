#include "core/model/files/modelwriter.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>
#include <QSet>
#include <algorithm>

#include "core/base/hash.h"
#include "core/base/modelfolder.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::ModelWriter)
};

tl::unexpected<Error> cannotWrite(ErrorKind kind, const QString& path, const QString& detail) {
    return fail(kind,
                Text::tr("%1 cannot be written. Is the disk full, or the folder protected?")
                    .arg(QDir::toNativeSeparators(path)),
                detail);
}

Status copyFile(const QString& from, const QString& to) {
    QFile file(from);
    if (!file.copy(to))
        return cannotWrite(ErrorKind::NoSpace, to, file.errorString());
    // A copy of a read-only file must not make the folder hard to replace.
    QFile::setPermissions(to, QFile::permissions(to) | QFile::WriteOwner);
    return {};
}

Status writeManifest(const QString& path, const ModelManifest& manifest) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return cannotWrite(ErrorKind::Permission, path, file.errorString());
    file.write(QJsonDocument(manifest.toJson()).toJson(QJsonDocument::Indented));
    if (!file.commit())
        return cannotWrite(ErrorKind::NoSpace, path, file.errorString());
    return {};
}

Result<ModelManifest::Part> writePart(const QDir& dir, const ModelPartSource& source) {
    const QString path = dir.filePath(source.file);
    if (source.copyOf.isEmpty())
        SEMBLANCE_TRY(writeSafetensors(path, source.contents));
    else
        SEMBLANCE_TRY(copyFile(source.copyOf, path));
    ModelManifest::Part part;
    part.role = source.role;
    part.file = source.file;
    part.size = QFileInfo(path).size();
    SEMBLANCE_TRY_ASSIGN(part.sha256, sha256OfFile(path));
    return part;
}

Status fill(const QDir& dir, ModelManifest manifest, const std::vector<ModelPartSource>& parts,
            const QStringList& companions) {
    manifest.parts.clear();
    manifest.folder.clear();  // every part lies here now
    for (const ModelPartSource& source : parts) {
        SEMBLANCE_TRY_ASSIGN(auto part, writePart(dir, source));
        manifest.parts.push_back(std::move(part));
    }
    for (const QString& companion : companions)
        SEMBLANCE_TRY(copyFile(companion, dir.filePath(QFileInfo(companion).fileName())));
    return writeManifest(dir.filePath(QLatin1String(kManifestName)), manifest);
}

/// Puts the finished folder in the place of `dir`, which may exist.
Status takePlace(const QString& finished, const QString& dir) {
    const QString old = dir + QStringLiteral(".old");
    QDir().mkpath(QFileInfo(dir).absolutePath());
    const bool replaces = QFileInfo::exists(dir);
    if (replaces && (!QDir(old).removeRecursively() || !QFile::rename(dir, old)))
        return cannotWrite(ErrorKind::Permission, dir, QStringLiteral("rename to ") + old);
    if (!QFile::rename(finished, dir)) {
        if (replaces)
            QFile::rename(old, dir);
        return cannotWrite(ErrorKind::Permission, dir, QStringLiteral("rename from ") + finished);
    }
    QDir(old).removeRecursively();
    return {};
}

}  // namespace

std::vector<ModelPartSource> copiesOf(const ModelManifest& manifest) {
    std::vector<ModelPartSource> parts;
    for (const ModelManifest::Part& part : manifest.parts)
        parts.push_back({part.role, part.file, manifest.pathOf(part), {}});
    return parts;
}

void replacePart(std::vector<ModelPartSource>& parts, ModelPartSource part) {
    const auto same = std::find_if(parts.begin(), parts.end(), [&](const ModelPartSource& other) {
        return other.role == part.role;
    });
    if (same == parts.end())
        parts.push_back(std::move(part));
    else
        *same = std::move(part);
}

ModelPartSource weightPart(const QString& role, SafetensorsContents contents) {
    return {role, role + QStringLiteral(".safetensors"), {}, std::move(contents)};
}

QStringList companionsOf(const ModelManifest& manifest) {
    constexpr qint64 kMostBytes = qint64{4} << 20;
    // A downloaded folder may hold the same weights once for each library.
    static const QSet<QString> weights{QStringLiteral("bin"),     QStringLiteral("ckpt"),
                                       QStringLiteral("h5"),      QStringLiteral("onnx"),
                                       QStringLiteral("pt"),      QStringLiteral("pth"),
                                       QStringLiteral("npz"),     QStringLiteral("gguf"),
                                       QStringLiteral("msgpack"), QStringLiteral("safetensors")};
    QStringList paths;
    const QDir dir(manifest.dir);
    for (const QFileInfo& info : dir.entryInfoList(QDir::Files, QDir::Name)) {
        const QString name = info.fileName();
        if (info.size() > kMostBytes || weights.contains(info.suffix().toLower()))
            continue;
        const bool isPart =
            std::any_of(manifest.parts.begin(), manifest.parts.end(),
                        [&](const ModelManifest::Part& part) { return part.file == name; });
        if (!isPart && name != QLatin1String(kManifestName))
            paths << info.filePath();
    }
    return paths;
}

Result<ModelManifest> writeModelFolder(const QString& dir, ModelManifest manifest,
                                       const std::vector<ModelPartSource>& parts,
                                       const QStringList& companions) {
    const QString target = QDir::cleanPath(QFileInfo(dir).absoluteFilePath());
    const QDir there(target);
    if (QFileInfo::exists(target) &&
        (!there.exists() || (!there.isEmpty() && !there.exists(QLatin1String(kManifestName))))) {
        return fail(ErrorKind::WrongUse,
                    Text::tr("%1 has other things in it than a model. Choose another folder.")
                        .arg(QDir::toNativeSeparators(target)));
    }
    const QString staging = target + QStringLiteral(".partial");
    if (!QDir(staging).removeRecursively() || !QDir().mkpath(staging))
        return cannotWrite(ErrorKind::Permission, staging, {});
    Status status = fill(QDir(staging), std::move(manifest), parts, companions);
    if (status)
        status = takePlace(staging, target);
    if (!status) {
        QDir(staging).removeRecursively();
        return fail(status.error());
    }
    return ModelManifest::read(target);
}

}  // namespace semblance
