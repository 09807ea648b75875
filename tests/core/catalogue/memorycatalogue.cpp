#include "tests/core/catalogue/memorycatalogue.h"

#include <algorithm>
#include <utility>

#include "core/base/plainwords.h"
#include "tests/core/catalogue/memorystate.h"

namespace semblance::test {

namespace {
class MemoryThumbnails final : public Thumbnails {
public:
    explicit MemoryThumbnails(std::shared_ptr<MemoryCatalogue::State> state)
        : m_state(std::move(state)) {}

    Result<std::optional<QByteArray>> get(const QByteArray& contentKey, int side) override {
        std::lock_guard lock(m_state->mutex);
        const auto it = m_state->thumbnails.find(contentKey);
        return it != m_state->thumbnails.end() && it->second.contains(side)
                   ? std::optional(it->second[side])
                   : std::nullopt;
    }
    Status put(const std::vector<Item>& items) override {
        std::lock_guard lock(m_state->mutex);
        for (const Item& item : items)
            m_state->thumbnails[item.contentKey].insert(item.images);
        return {};
    }

private:
    const std::shared_ptr<MemoryCatalogue::State> m_state;
};

class MemoryLikenesses final : public Likenesses {
public:
    explicit MemoryLikenesses(std::shared_ptr<MemoryCatalogue::State> state)
        : m_state(std::move(state)) {}

    Status forEachCompared(const std::function<void(const Compared&)>& visit) override {
        std::lock_guard lock(m_state->mutex);
        for (const auto& [key, looks] : m_state->compared)
            visit({key, looks});
        return {};
    }
    Status forEachPair(const std::function<void(const Pair&)>& visit) override {
        std::lock_guard lock(m_state->mutex);
        for (const auto& [keys, kind] : m_state->likenesses)
            visit({keys.first, keys.second, kind});
        return {};
    }
    Status put(const std::vector<Compared>& compared, const std::vector<Pair>& pairs) override {
        std::lock_guard lock(m_state->mutex);
        for (const Compared& content : compared)
            m_state->compared[content.contentKey] = content.looks;
        for (const Pair& pair : pairs)
            m_state->likenesses[{pair.a, pair.b}] = pair.kind;
        return {};
    }
    Status remove(const std::vector<QByteArray>& contentKeys) override {
        std::lock_guard lock(m_state->mutex);
        for (const QByteArray& key : contentKeys) {
            m_state->compared.erase(key);
            std::erase_if(m_state->likenesses, [&](const auto& entry) {
                return entry.first.first == key || entry.first.second == key;
            });
        }
        return {};
    }

private:
    const std::shared_ptr<MemoryCatalogue::State> m_state;
};

class MemoryTexts final : public Texts {
public:
    explicit MemoryTexts(std::shared_ptr<MemoryCatalogue::State> state)
        : m_state(std::move(state)) {}

    Status forEachKnown(const std::function<void(const Known&)>& visit) override {
        std::lock_guard lock(m_state->mutex);
        for (const auto& [key, read] : m_state->texts)
            visit({key, read.first, !read.second.isEmpty()});
        return {};
    }
    Result<QString> textOf(const QByteArray& contentKey) override {
        std::lock_guard lock(m_state->mutex);
        const auto it = m_state->texts.find(contentKey);
        return it == m_state->texts.end() ? QString() : it->second.second;
    }
    Result<std::vector<QByteArray>> withPhrase(const QString& phrase) override {
        return keysOf([&](const QString& text) { return holdsPhrase(text, phrase); }, -1);
    }
    Result<std::vector<QByteArray>> withAll(const QStringList& words, int most) override {
        return keysOf(
            [&](const QString& text) {
                return !words.isEmpty() && std::all_of(words.begin(), words.end(), [&](auto& word) {
                    return plainWords(text).contains(word);
                });
            },
            most);
    }
    Status put(const std::vector<Read>& contents) override {
        std::lock_guard lock(m_state->mutex);
        for (const Read& content : contents)
            m_state->texts[content.contentKey] = {content.reader, content.text};
        return {};
    }
    Status remove(const std::vector<QByteArray>& contentKeys) override {
        std::lock_guard lock(m_state->mutex);
        for (const QByteArray& key : contentKeys)
            m_state->texts.erase(key);
        return {};
    }

private:
    template <class IsMeant>
    std::vector<QByteArray> keysOf(IsMeant isMeant, int most) {
        std::lock_guard lock(m_state->mutex);
        std::vector<QByteArray> keys;
        for (const auto& [key, read] : m_state->texts) {
            if (int(keys.size()) != most && isMeant(read.second))
                keys.push_back(key);
        }
        return keys;
    }

    const std::shared_ptr<MemoryCatalogue::State> m_state;
};

/// What differs, by looking at every photo.
Delta difference(const SnapshotPtr& before, const SnapshotPtr& after,
                 const std::set<QString>& models, const std::set<ContentId>& marked) {
    Delta delta;
    delta.before = before;
    delta.after = after;
    const PhotoListPtr from = before->photos();
    const PhotoListPtr to = after->photos();
    for (qsizetype row = 0; row < from->size(); ++row) {
        if (!after->photo(from->at(row).file))
            delta.removed.push_back(from->at(row).file);
    }
    for (qsizetype row = 0; row < to->size(); ++row) {
        const PhotoItem now = to->at(row);
        const auto then = before->photo(now.file);
        if (!then)
            delta.inserted.push_back(now.file);
        else if (then->path != now.path || then->content != now.content || then->raws != now.raws ||
                 marked.contains(now.content))
            delta.changed.push_back(now.file);
    }
    delta.roots = before->roots() != after->roots();
    delta.groups = before->groups() != after->groups();
    delta.written = before->written() != after->written();
    for (const QString& model : models) {
        const auto then = before->scorer(model);
        const auto now = after->scorer(model);
        delta.vectors = delta.vectors || !then || then->searchable() != now->searchable();
    }
    return delta;
}
}  // namespace

ContentId MemoryCatalogue::State::contentOf(const QByteArray& key) const {
    const auto it = std::find_if(contents.begin(), contents.end(),
                                 [&](const auto& entry) { return entry.second.key == key; });
    return it == contents.end() ? ContentId() : it->first;
}

void MemoryCatalogue::State::dropUnheld() {
    std::erase_if(contents, [this](const auto& entry) {
        const bool isHeld = std::any_of(files.begin(), files.end(), [&](const auto& file) {
            return file.second.content == entry.first;
        });
        if (isHeld)
            return false;
        thumbnails.erase(entry.second.key);
        for (auto& [hash, model] : models)
            model.vectors.erase(entry.second.key);
        return true;
    });
}

void MemoryCatalogue::State::publish() {
    SnapshotPtr before;
    SnapshotPtr after;
    std::set<QString> shown;
    bool newVectors = false;
    std::set<ContentId> newMarks;
    {
        std::lock_guard lock(mutex);
        before = published.get();
        after = makeMemorySnapshot(*this);
        shown = open;
        newVectors = std::exchange(vectorsChanged, false);
        newMarks = std::exchange(marked, {});
    }
    Delta delta = difference(before, after, shown, newMarks);
    delta.vectors = delta.vectors || newVectors;
    if (delta.isEmpty())
        return;
    published.set(after);
    changes.publish(delta);
}

MemoryCatalogue::MemoryCatalogue() : m_state(std::make_shared<State>()) {
    m_state->published.set(makeMemorySnapshot(*m_state));
}
MemoryCatalogue::~MemoryCatalogue() = default;

SnapshotPtr MemoryCatalogue::snapshot() const {
    return m_state->published.get();
}
Changes& MemoryCatalogue::changes() {
    return m_state->changes;
}
Status MemoryCatalogue::refresh(const CancelToken& cancel) {
    if (cancel.isCancelled())
        return fail(cancelledError());
    m_state->publish();
    return {};
}
void MemoryCatalogue::refreshLater() {
    m_state->publish();
}
Result<std::unique_ptr<RowReader>> MemoryCatalogue::openReader() const {
    return makeMemoryReader(m_state);
}
Result<std::unique_ptr<Thumbnails>> MemoryCatalogue::openThumbnails() const {
    return std::make_unique<MemoryThumbnails>(m_state);
}
RowWriter* MemoryCatalogue::writer() const {
    std::lock_guard lock(m_state->mutex);
    return m_state->writer.get();
}
Result<RowWriter*> MemoryCatalogue::acquireWriter() {
    std::lock_guard lock(m_state->mutex);
    if (!m_state->writer)
        m_state->writer = makeMemoryWriter(*m_state);
    return m_state->writer.get();
}
Status MemoryCatalogue::openVectors(const VectorModel& model) {
    {
        std::lock_guard lock(m_state->mutex);
        State::Model& stored = m_state->models[model.hash];
        if (stored.model.dim == 0)
            stored.model = model;
        m_state->open.insert(model.hash);
    }
    m_state->publish();
    return {};
}
void MemoryCatalogue::closeVectors(const QString& modelHash) {
    std::lock_guard lock(m_state->mutex);
    m_state->open.erase(modelHash);
    m_state->published.set(makeMemorySnapshot(*m_state));
}
Status MemoryCatalogue::removeModel(const QString& modelHash) {
    {
        std::lock_guard lock(m_state->mutex);
        if (m_state->open.contains(modelHash))
            return fail(ErrorKind::WrongUse, QStringLiteral("It is open."));
    }
    SEMBLANCE_TRY_ASSIGN(RowWriter* const rows, acquireWriter());
    return rows->removeModel(modelHash);
}
Result<std::unique_ptr<Likenesses>> MemoryCatalogue::openLikenesses() const {
    return std::make_unique<MemoryLikenesses>(m_state);
}
void MemoryCatalogue::setGroups(ContentGroupsPtr groups) {
    {
        std::lock_guard lock(m_state->mutex);
        m_state->groups = std::move(groups);
    }
    m_state->publish();
}
Result<std::unique_ptr<Texts>> MemoryCatalogue::openTexts() const {
    return std::make_unique<MemoryTexts>(m_state);
}
void MemoryCatalogue::setWritten(WrittenWordsPtr words) {
    {
        std::lock_guard lock(m_state->mutex);
        m_state->written = std::move(words);
    }
    m_state->publish();
}
Status MemoryCatalogue::settle() {
    return {};
}

}  // namespace semblance::test
