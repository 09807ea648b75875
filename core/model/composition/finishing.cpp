#include "core/model/composition/finishing.h"

#include <QCoreApplication>
#include <QDir>
#include <exception>

#include "core/model/composition/modelfamilies.h"
#include "core/model/composition/modelloader.h"
#include "core/model/files/safetensors.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Finishing)
};

/// Whether any tensor of the file is stored as int8.
Result<bool> isPacked(const QString& path) {
    SEMBLANCE_TRY_ASSIGN(const auto file, SafetensorsFile::open(path));
    for (const QString& name : file->names())
        if (file->find(name)->type == TensorType::I8)
            return true;
    return false;
}

Result<QString> pack(const QString& from, const QString& to, std::optional<double> mix) {
    SEMBLANCE_TRY_ASSIGN(ModelManifest manifest, ModelManifest::read(from));
    SEMBLANCE_TRY(manifest.verifyParts());
    SEMBLANCE_TRY_ASSIGN(DualNetworks networks, loadTrainableNetworks(manifest));
    std::vector<ModelPartSource> parts = copiesOf(manifest);
    SEMBLANCE_TRY_ASSIGN(auto packed, packNetworks(manifest, networks));
    for (ModelPartSource& part : packed) {
        SEMBLANCE_TRY_ASSIGN(const auto old, manifest.part(part.role));
        SEMBLANCE_TRY_ASSIGN(const bool done, isPacked(manifest.pathOf(old)));
        if (!done)
            replacePart(parts, std::move(part));
    }
    if (mix)
        manifest.defaultMix = static_cast<float>(*mix);
    SEMBLANCE_TRY_ASSIGN(const ModelManifest written,
                         writeModelFolder(to, manifest, parts, companionsOf(manifest)));
    return written.card.isEmpty() ? QString() : QDir(written.dir).filePath(written.card);
}

}  // namespace

Result<std::vector<ModelPartSource>> packNetworks(const ModelManifest& manifest,
                                                  DualNetworks& networks) {
    const ModelFamily* family = modelFamily(manifest.family);
    if (family && family->pack)
        return family->pack(networks);
    return fail(
        ErrorKind::WrongUse,
        Text::tr("The towers of the model %1 are kept as they came: only models of the kind "
                 "\"mini\" can be aligned.")
            .arg(manifest.name));
}

Result<QString> packModel(const QString& from, const QString& to, std::optional<double> mix) {
    try {
        return pack(from, to, mix);
    } catch (const std::exception& error) {
        return fail(ErrorKind::Internal, Text::tr("The model %1 could not be packed.").arg(from),
                    QString::fromUtf8(error.what()));
    }
}

}  // namespace semblance
