#include "core/text/sentencepiecetokenizer.h"

#include <QCoreApplication>
#include <algorithm>

#include "core/text/sentencepiecemodel.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::SentencePieceTokenizer)
};

// The reference puts this id between the two halves; its row is replaced, so any id would do.
constexpr std::int32_t kPlaceHolderId = 5;

}  // namespace

struct SentencePieceTokenizer::Private {
    std::unique_ptr<SentencePieceModel> model;
    SentencePieceOptions options;

    /// What the model sees of `text`; empty when blank.
    QString prepare(const QString& text, bool atEnd) const {
        QString prepared = text.left(SentencePieceModel::kMostCharacters).trimmed();
        if (options.lowerCase)
            prepared = prepared.toLower();
        if (atEnd && options.dropFinalPeriod && prepared.endsWith(u'.'))
            prepared.chop(1);
        return prepared.trimmed();
    }

    std::vector<std::int32_t> limited(std::vector<std::int32_t> ids) const {
        ids.resize(std::min(ids.size(), static_cast<std::size_t>(options.maxPieces)));
        return ids;
    }
};

Result<std::unique_ptr<SentencePieceTokenizer>> SentencePieceTokenizer::load(
    const QString& path, const SentencePieceOptions& options) {
    auto priv = std::make_unique<Private>();
    priv->options = options;
    SEMBLANCE_TRY_ASSIGN(priv->model, SentencePieceModel::load(path));
    return std::unique_ptr<SentencePieceTokenizer>(new SentencePieceTokenizer(std::move(priv)));
}

SentencePieceTokenizer::SentencePieceTokenizer(std::unique_ptr<Private> priv)
    : d(std::move(priv)) {}

SentencePieceTokenizer::~SentencePieceTokenizer() = default;

Result<TokenizedText> SentencePieceTokenizer::encode(const QString& text) const {
    const QString prepared = d->prepare(text, true);
    if (prepared.isEmpty())
        return TokenizedText{};
    SEMBLANCE_TRY_ASSIGN(const PieceModel::Cut cut, d->model->cut(prepared));
    TokenizedText result;
    result.ids = d->limited(cut.ids);
    result.unknownPieces =
        static_cast<int>(std::count(result.ids.begin(), result.ids.end(), d->model->unknownId()));
    result.unknownFraction = unreadFraction(cut.words, TableOf::English);
    return result;
}

Result<TokenizedPrompt> SentencePieceTokenizer::encodePrompt(const QString& before,
                                                             const QString& after,
                                                             int words) const {
    SEMBLANCE_TRY_ASSIGN(const auto head, d->model->cut(d->prepare(before, false)));
    SEMBLANCE_TRY_ASSIGN(const auto tail, d->model->cut(d->prepare(after, true)));
    const auto holders = static_cast<std::size_t>(words);
    if (head.ids.size() + holders > static_cast<std::size_t>(d->options.maxPieces)) {
        return fail(ErrorKind::WrongUse,
                    Text::tr("The words before the picture's place are too many for this model."));
    }
    TokenizedPrompt prompt;
    prompt.ids = head.ids;
    prompt.place = static_cast<int>(prompt.ids.size());
    prompt.ids.insert(prompt.ids.end(), holders, kPlaceHolderId);
    prompt.ids.insert(prompt.ids.end(), tail.ids.begin(), tail.ids.end());
    prompt.ids = d->limited(std::move(prompt.ids));
    return prompt;
}

int SentencePieceTokenizer::tableSize() const {
    return d->model->size();
}

}  // namespace semblance
