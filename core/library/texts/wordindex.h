#pragma once

#include <QHash>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "core/catalogue/texts.h"
#include "core/catalogue/writtenwords.h"

namespace semblance {

/// What was read in a library's pictures, by its contents. Looks things up in the store, which may
/// have come to know more since: of that nothing is told.
class WordIndex final : public WrittenWords {
public:
    using ContentsByKey = QHash<QByteArray, ContentId>;

    /// `contents` are those with text.
    WordIndex(std::unique_ptr<Texts> texts, ContentsByKey contents);

    std::vector<ContentId> withPhrase(const QString& phrase) const override;
    std::vector<ContentId> withAll(const QStringList& words, int most) const override;
    QString textOf(ContentId content) const override;

private:
    std::vector<ContentId> contentsOf(const Result<std::vector<QByteArray>>& keys) const;

    const ContentsByKey m_contents;
    std::unordered_map<ContentId, QByteArray> m_keys;
    mutable std::mutex m_mutex;  // guards the member below
    const std::unique_ptr<Texts> m_texts;
};

}  // namespace semblance
