#pragma once

#include <ATen/core/Tensor.h>
#include <ATen/ops/randint.h>

#include <QDir>
#include <QFile>
#include <QString>

#include "core/model/composition/modelloader.h"
#include "core/model/composition/prompts.h"
#include "core/model/files/manifest.h"

namespace semblance {

/// The shipped model, ready for training, and pictures of noise for it.
struct MiniFixture {
    static constexpr std::int64_t kPictures = 3;

    ModelManifest manifest;
    DualNetworks networks;
    std::unique_ptr<Tokenizer> tokenizer;

    static QString shipped() {
        return QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/models/mini");
    }

    /// The towers and heads that the shipped model was made from, unpacked: false without
    /// shared/models. `dir` is made and filled.
    bool loadUpstream(const QString& dir) {
        const QDir models(QStringLiteral(SEMBLANCE_SHARED_DIR "/models"));
        if (!models.exists() || !QDir().mkpath(dir))
            return false;
        for (const QString& file : models.entryList(QDir::Files))
            QFile::link(models.filePath(file), QDir(dir).filePath(file));
        return QFile::copy(
                   QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/training/mini-start.json"),
                   QDir(dir).filePath(QStringLiteral("model.json"))) &&
               load(dir);
    }

    /// False when the model cannot be loaded.
    bool load(const QString& dir = shipped()) {
        auto read = ModelManifest::read(dir);
        if (!read)
            return false;
        manifest = std::move(*read);
        auto both = loadTrainableNetworks(manifest);
        auto words = loadTokenizer(manifest);
        if (!both || !words)
            return false;
        networks = std::move(*both);
        tokenizer = std::move(*words);
        return true;
    }

    at::Tensor pixels() const {
        const std::int64_t side = manifest.input.side;
        return at::randint(0, 256, {kPictures, side, side, 3}, at::kByte);
    }

    TokenBatch sentences() const {
        return *tokenise(*tokenizer,
                         {QStringLiteral("a red dress"), QStringLiteral("two dogs run in the snow"),
                          QStringLiteral("a bicycle")});
    }

    TokenBatch prompts(int words) const {
        return *tokenisePrompts(*tokenizer, QStringLiteral("a photo of"),
                                {QStringLiteral("that is red"), QString(),
                                 QStringLiteral("that is on a beach, at night")},
                                words);
    }
};

}  // namespace semblance
