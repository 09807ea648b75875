#include "core/model/files/hfweightfiles.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonObject>
#include <QSet>
#include <algorithm>

#include "core/base/json.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::HfManifest)
};

/// The same weights, the format that is quicker to open first.
QStringList filesOf(HfConfig::Layout layout) {
    if (layout == HfConfig::Layout::Transformers)
        return {QStringLiteral("model.safetensors"), QStringLiteral("pytorch_model.bin")};
    return {QStringLiteral("open_clip_model.safetensors"),
            QStringLiteral("open_clip_pytorch_model.bin")};
}

QString indexOf(const QString& file) {
    return file + QStringLiteral(".index.json");
}

Result<std::vector<HfPart>> shards(const HfFolder& folder, const QString& indexFile) {
    SEMBLANCE_TRY_ASSIGN(const QJsonObject index, readJsonObject(folder.path(indexFile)));
    QSet<QString> files;
    for (const QJsonValue& file : index[u"weight_map"].toObject())
        files.insert(file.toString());
    QStringList sorted(files.begin(), files.end());
    sorted.sort();
    std::vector<HfPart> parts;
    for (const QString& file : sorted) {
        if (file.isEmpty() || QFileInfo(file).fileName() != file) {
            return fail(ErrorKind::Corrupt, Text::tr("%1 names a file outside its folder: \"%2\".")
                                                .arg(folder.path(indexFile), file));
        }
        if (!folder.has(file))
            return folder.lacks(file);
        parts.push_back(
            {QStringLiteral("weights.%1").arg(parts.size() + 1, 5, 10, QChar(u'0')), file});
    }
    if (parts.empty())
        return folder.lacks(Text::tr("the weights that %1 should name").arg(indexFile));
    return parts;
}

/// A file with weights for other programs, which are not read here; empty when there is none.
QString foreignWeights(const HfFolder& folder) {
    const QStringList patterns{QStringLiteral("*.onnx"),    QStringLiteral("*.h5"),
                               QStringLiteral("*.msgpack"), QStringLiteral("*.ckpt"),
                               QStringLiteral("*.gguf"),    QStringLiteral("*.tflite"),
                               QStringLiteral("*.npz"),     QStringLiteral("*.pt")};
    for (const char* place : {"", "onnx/"}) {
        const QDir dir(folder.path(QLatin1String(place)));
        const QStringList files = dir.entryList(patterns, QDir::Files, QDir::Name);
        if (!files.isEmpty())
            return QLatin1String(place) + files.first();
    }
    return {};
}

bool isPointer(const QString& path) {
    constexpr qint64 kMostBytes = 1024;
    QFile file(path);
    return file.size() <= kMostBytes && file.open(QIODevice::ReadOnly) &&
           file.readLine().startsWith("version https://git-lfs.github.com/spec/");
}

}  // namespace

bool hasWeights(const HfFolder& folder, HfConfig::Layout layout) {
    const QStringList files = filesOf(layout);
    return std::any_of(files.begin(), files.end(), [&](const QString& file) {
        return folder.has(file) || folder.has(indexOf(file));
    });
}

Result<std::vector<HfPart>> findWeights(const HfFolder& folder, HfConfig::Layout layout) {
    const QStringList files = filesOf(layout);
    for (const QString& file : files) {
        if (folder.has(file))
            return std::vector<HfPart>{{QStringLiteral("weights"), file}};
        if (folder.has(indexOf(file)))
            return shards(folder, indexOf(file));
    }
    const QString wanted = Text::tr("%1 or %2").arg(files.first(), files.last());
    const QString foreign = foreignWeights(folder);
    if (foreign.isEmpty())
        return folder.lacks(wanted);
    return fail(ErrorKind::NotFound,
                Text::tr("The model in %1 has its weights as %2 alone, which is for other "
                         "programs. Get %3 of the same model.")
                    .arg(folder.dir.path(), foreign, wanted));
}

Status checkFetched(const HfFolder& folder, const std::vector<HfPart>& parts) {
    QStringList pointers;
    for (const HfPart& part : parts) {
        if (isPointer(folder.path(part.file)))
            pointers << part.file;
    }
    if (pointers.isEmpty())
        return {};
    return fail(ErrorKind::NotFound,
                Text::tr("In %1 these files are not fetched yet; what lies there are notes of Git "
                         "LFS that stand for them: %2. Run \"git lfs pull\" in this folder, or "
                         "download the files themselves.")
                    .arg(folder.dir.path(), pointers.join(QStringLiteral(", "))));
}

}  // namespace semblance
