#include "core/library/texts/wordindex.h"

#include <utility>

namespace semblance {

WordIndex::WordIndex(std::unique_ptr<Texts> texts, ContentsByKey contents)
    : m_contents(std::move(contents)), m_texts(std::move(texts)) {
    for (auto content = m_contents.begin(); content != m_contents.end(); ++content)
        m_keys.emplace(content.value(), content.key());
}

std::vector<ContentId> WordIndex::withPhrase(const QString& phrase) const {
    std::lock_guard lock(m_mutex);
    return contentsOf(m_texts->withPhrase(phrase));
}

std::vector<ContentId> WordIndex::withAll(const QStringList& words, int most) const {
    std::lock_guard lock(m_mutex);
    return contentsOf(m_texts->withAll(words, most));
}

QString WordIndex::textOf(ContentId content) const {
    const auto key = m_keys.find(content);
    if (key == m_keys.end())
        return {};
    std::lock_guard lock(m_mutex);
    return m_texts->textOf(key->second).value_or(QString());
}

std::vector<ContentId> WordIndex::contentsOf(const Result<std::vector<QByteArray>>& keys) const {
    std::vector<ContentId> contents;
    if (!keys)
        return contents;
    for (const QByteArray& key : *keys) {
        if (const ContentId content = m_contents.value(key); content.isValid())
            contents.push_back(content);
    }
    return contents;
}

}  // namespace semblance
