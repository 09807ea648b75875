#include "core/model/composition/tokenizers.h"

#include <QCoreApplication>

#include "core/model/files/hfconfig.h"
#include "core/model/networks/berttext.h"
#include "core/model/networks/usemultilingual.h"
#include "core/text/bytepairtable.h"
#include "core/text/cliptokenizer.h"
#include "core/text/sentencepiecetokenizer.h"
#include "core/text/sigliptokenizer.h"
#include "core/text/twotowertokenizer.h"
#include "core/text/wordpiecemodel.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::ModelLoader)
};

using Loaded = Result<std::unique_ptr<Tokenizer>>;

template <class T>
Result<std::unique_ptr<Tokenizer>> asTokenizer(Result<std::unique_ptr<T>> made) {
    if (!made)
        return fail(std::move(made).error());
    return std::unique_ptr<Tokenizer>(std::move(*made));
}

Result<std::unique_ptr<Tokenizer>> clipTokenizer(const ModelManifest& manifest) {
    if (const auto file = manifest.part(QStringLiteral("tokenizer"))) {
        SEMBLANCE_TRY_ASSIGN(auto table, BytePairTable::fromTokenizerJson(manifest.pathOf(*file)));
        return asTokenizer(ClipTokenizer::create(std::move(table), manifest.text.maxPieces));
    }
    SEMBLANCE_TRY_ASSIGN(const auto vocabulary, manifest.part(QStringLiteral("vocabulary")));
    SEMBLANCE_TRY_ASSIGN(const auto merges, manifest.part(QStringLiteral("merges")));
    SEMBLANCE_TRY_ASSIGN(
        auto table, BytePairTable::fromFiles(manifest.pathOf(vocabulary), manifest.pathOf(merges)));
    return asTokenizer(ClipTokenizer::create(std::move(table), manifest.text.maxPieces));
}

Result<std::unique_ptr<Tokenizer>> siglipTokenizer(const ModelManifest& manifest) {
    SEMBLANCE_TRY_ASSIGN(const auto vocabulary, manifest.part(QStringLiteral("tokenizer")));
    SiglipTokenizerOptions rules;
    rules.cleaning = manifest.text.dropPunctuation ? SiglipTokenizerOptions::Cleaning::Canonical
                                                   : SiglipTokenizerOptions::Cleaning::None;
    rules.lowerCase = manifest.text.lowerCase;
    rules.maxPieces = manifest.text.maxPieces;
    return asTokenizer(SiglipTokenizer::load(manifest.pathOf(vocabulary), rules));
}

/// Ids must be rows of the network's token table.
Loaded fitting(const ModelManifest& manifest, Loaded tokenizer) {
    SEMBLANCE_TRY_ASSIGN(const auto description, manifest.part(QStringLiteral("config")));
    SEMBLANCE_TRY_ASSIGN(const HfConfig config, HfConfig::read(manifest.pathOf(description)));
    if (tokenizer && (*tokenizer)->tableSize() > config.tableSize) {
        return fail(ErrorKind::Corrupt,
                    Text::tr("The vocabulary of the model %1 has %2 pieces, its network takes %3: "
                             "they do not belong together.")
                        .arg(manifest.name, QString::number((*tokenizer)->tableSize()),
                             QString::number(config.tableSize)));
    }
    return tokenizer;
}

}  // namespace

Result<std::unique_ptr<Tokenizer>> loadMiniTokenizer(const ModelManifest& manifest) {
    SEMBLANCE_TRY_ASSIGN(const auto vocabulary, manifest.part(QStringLiteral("tokenizer")));
    SentencePieceOptions rules;
    rules.maxPieces = manifest.text.maxPieces;
    rules.lowerCase = manifest.text.lowerCase;
    rules.dropFinalPeriod = manifest.text.dropFinalPeriod;
    return asTokenizer(SentencePieceTokenizer::load(manifest.pathOf(vocabulary), rules));
}

Result<std::unique_ptr<Tokenizer>> loadSmallTokenizer(const ModelManifest& manifest) {
    SEMBLANCE_TRY_ASSIGN(const auto english, manifest.part(QStringLiteral("vocabulary")));
    SEMBLANCE_TRY_ASSIGN(const auto manyLanguages, manifest.part(QStringLiteral("tokenizer")));
    TwoTowerOptions rules;
    rules.maxPieces = manifest.text.maxPieces;
    rules.dropFinalPeriod = manifest.text.dropFinalPeriod;
    SEMBLANCE_TRY_ASSIGN(
        auto tokenizer,
        TwoTowerTokenizer::load(manifest.pathOf(english), manifest.pathOf(manyLanguages), rules));
    const int second = tokenizer->tableSize() - tokenizer->firstTableSize();
    if (tokenizer->firstTableSize() != BertText::kTable || second > UseMultilingual::kTable) {
        return fail(ErrorKind::Corrupt,
                    Text::tr("The vocabularies of the model %1 have %2 and %3 pieces: they do not "
                             "belong to its networks.")
                        .arg(manifest.name, QString::number(tokenizer->firstTableSize()),
                             QString::number(second)));
    }
    return std::unique_ptr<Tokenizer>(std::move(tokenizer));
}

Result<std::unique_ptr<Tokenizer>> loadClipTokenizer(const ModelManifest& manifest) {
    return fitting(manifest, clipTokenizer(manifest));
}

Result<std::unique_ptr<Tokenizer>> loadChineseClipTokenizer(const ModelManifest& manifest) {
    SEMBLANCE_TRY_ASSIGN(const auto vocabulary, manifest.part(QStringLiteral("vocabulary")));
    SEMBLANCE_TRY_ASSIGN(auto pieces, WordPieceModel::load(manifest.pathOf(vocabulary)));
    SiglipTokenizerOptions rules;
    rules.cleaning = SiglipTokenizerOptions::Cleaning::None;
    rules.lowerCase = false;  // the pieces' own rules do it
    rules.maxPieces = manifest.text.maxPieces;
    rules.begin = QStringLiteral("[CLS]");
    return fitting(manifest, Loaded(SiglipTokenizer::of(std::move(pieces), rules)));
}

Result<std::unique_ptr<Tokenizer>> loadXlmRobertaTokenizer(const ModelManifest& manifest) {
    SEMBLANCE_TRY_ASSIGN(const auto vocabulary, manifest.part(QStringLiteral("tokenizer")));
    SiglipTokenizerOptions rules;
    rules.cleaning = SiglipTokenizerOptions::Cleaning::None;
    rules.lowerCase = manifest.text.lowerCase;
    rules.maxPieces = manifest.text.maxPieces;
    rules.begin = QStringLiteral("<s>");
    return fitting(manifest,
                   asTokenizer(SiglipTokenizer::load(manifest.pathOf(vocabulary), rules)));
}

Result<std::unique_ptr<Tokenizer>> loadSiglipTokenizer(const ModelManifest& manifest) {
    return fitting(manifest, siglipTokenizer(manifest));
}

}  // namespace semblance
