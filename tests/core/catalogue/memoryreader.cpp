#include <algorithm>

#include "tests/core/catalogue/memorystate.h"

namespace semblance::test {

namespace {
FileState stateOf(const FileRow& file, const std::map<ContentId, ContentRow>& contents) {
    const auto content = contents.find(file.content);
    if (content == contents.end())
        return FileState::Unreadable;
    switch (content->second.state) {
        case ContentState::Untried:
            return FileState::Pending;
        case ContentState::Readable:
            return FileState::Indexed;
        case ContentState::Failed:
            return FileState::Failed;
        case ContentState::Quarantined:
            return FileState::Quarantined;
    }
    return FileState::Unknown;
}

class MemoryReader final : public RowReader {
public:
    explicit MemoryReader(std::shared_ptr<MemoryCatalogue::State> state)
        : m_state(std::move(state)) {}

    Result<ScanSettings> scanSettings() override {
        std::lock_guard lock(m_state->mutex);
        return m_state->settings;
    }
    Result<std::vector<RootLocation>> rootLocations() override {
        std::lock_guard lock(m_state->mutex);
        std::vector<RootLocation> roots;
        for (const auto& [id, place] : m_state->roots)
            roots.push_back({id, place});
        std::sort(roots.begin(), roots.end(), [](const RootLocation& a, const RootLocation& b) {
            return a.place.path < b.place.path;
        });
        return roots;
    }

    Result<FileListing> listing(RootId root, const ListingOptions& options) override {
        std::lock_guard lock(m_state->mutex);
        FileListing listing;
        for (const auto& [id, file] : m_state->files) {
            const std::string path = file.path.toStdString();
            const bool isAskedFor =
                options.only.empty() || file.missingSinceMs ||
                std::any_of(options.only.begin(), options.only.end(),
                            [&](const FolderScope& scope) { return covers(scope, path); });
            if (file.root != root || !isAskedFor)
                continue;
            FileState state = stateOf(file, m_state->contents);
            const auto content = m_state->contents.find(file.content);
            const bool failedOnce = state == FileState::Failed || state == FileState::Quarantined;
            if ((failedOnce && content->second.decoderVersion < options.decoderVersion) ||
                (state == FileState::Indexed && options.isEncoded &&
                 !options.isEncoded(file.content)))
                state = FileState::Pending;
            if (state == FileState::Indexed && content->second.factsVersion < options.factsVersion)
                state = FileState::Outdated;
            listing.add(path, file.stat, id, state, file.missingSinceMs.has_value(),
                        sidecarsOf(id).stamp);
        }
        listing.sort();
        return listing;
    }

    Result<std::optional<FileRow>> file(FileId id) override {
        std::lock_guard lock(m_state->mutex);
        return oneFile([&](const FileRow& file) { return file.id == id; });
    }
    Result<std::optional<FileRow>> fileAt(RootId root, const QString& path) override {
        std::lock_guard lock(m_state->mutex);
        return oneFile([&](const FileRow& file) { return file.root == root && file.path == path; });
    }
    Result<PhotoMarks> marks(ContentId content) override {
        std::lock_guard lock(m_state->mutex);
        const auto row = m_state->contents.find(content);
        return row == m_state->contents.end() ? PhotoMarks() : m_state->marksOf(row->second.key);
    }
    Result<PhotoFacts> sidecarFacts(FileId id) override {
        std::lock_guard lock(m_state->mutex);
        return sidecarsOf(id).facts;
    }
    Result<std::optional<ContentRow>> content(ContentId id) override {
        std::lock_guard lock(m_state->mutex);
        const auto it = m_state->contents.find(id);
        return it == m_state->contents.end() ? std::nullopt : std::optional(it->second);
    }
    Result<std::optional<ContentRow>> contentByKey(const QByteArray& key) override {
        std::lock_guard lock(m_state->mutex);
        const ContentId id = m_state->contentOf(key);
        return id.isValid() ? std::optional(m_state->contents.at(id)) : std::nullopt;
    }
    Result<std::vector<ContentRow>> contentsAlike(const QByteArray& key) override {
        std::lock_guard lock(m_state->mutex);
        std::vector<ContentRow> rows;
        for (const auto& [id, content] : m_state->contents) {
            if (content.key.startsWith(key))
                rows.push_back(content);
        }
        std::sort(rows.begin(), rows.end(),
                  [](const ContentRow& a, const ContentRow& b) { return a.key < b.key; });
        return rows;
    }
    Result<QByteArray> keptVector(const QString&, const QByteArray&) override {
        return QByteArray();  // memory loses no rows
    }
    Result<std::vector<ContentKey>> contentsWithoutPalette() override {
        std::lock_guard lock(m_state->mutex);
        std::vector<ContentKey> keys;
        for (const auto& [id, content] : m_state->contents) {
            if (content.state == ContentState::Readable && !content.facts.palette)
                keys.push_back({id, content.key});
        }
        return keys;
    }
    Result<std::vector<ContentKey>> contentKeys() override {
        std::lock_guard lock(m_state->mutex);
        std::vector<ContentKey> keys;
        for (const auto& [id, content] : m_state->contents) {
            if (content.state == ContentState::Readable)
                keys.push_back({id, content.key});
        }
        return keys;
    }
    Result<std::vector<FileRow>> filesOf(ContentId content) override {
        std::lock_guard lock(m_state->mutex);
        auto rows = files([&](const FileRow& file) { return file.content == content; });
        std::stable_sort(rows.begin(), rows.end(), [](const FileRow& a, const FileRow& b) {
            return !a.missingSinceMs && b.missingSinceMs;
        });
        return rows;
    }
    Result<std::vector<FileRow>> failedFiles() override {
        std::lock_guard lock(m_state->mutex);
        auto rows = files([](const FileRow& file) {
            return !file.missingSinceMs &&
                   (file.state == FileState::Unreadable || file.state == FileState::Failed ||
                    file.state == FileState::Quarantined);
        });
        std::sort(rows.begin(), rows.end(), [](const FileRow& a, const FileRow& b) {
            return a.root != b.root ? a.root < b.root : a.path < b.path;
        });
        return rows;
    }
    Result<StoreCounts> counts() override {
        std::lock_guard lock(m_state->mutex);
        StoreCounts counts;
        for (const auto& [id, file] : m_state->files) {
            ++(file.missingSinceMs ? counts.missing : counts.files);
            counts.unreadable += !file.missingSinceMs && !file.content.isValid() ? 1 : 0;
        }
        for (const auto& [id, content] : m_state->contents) {
            ++counts.contents;
            counts.untried += content.state == ContentState::Untried ? 1 : 0;
            counts.readable += content.state == ContentState::Readable ? 1 : 0;
            counts.failed += content.state == ContentState::Failed ? 1 : 0;
            counts.quarantined += content.state == ContentState::Quarantined ? 1 : 0;
        }
        return counts;
    }
    Result<QString> lastModel() override {
        std::lock_guard lock(m_state->mutex);
        return m_state->lastModel;
    }
    Result<std::vector<StoredModel>> models() override {
        std::lock_guard lock(m_state->mutex);
        std::vector<StoredModel> models;
        for (const auto& [hash, model] : m_state->models)
            models.push_back(
                {model.model, model.used, static_cast<std::int64_t>(model.vectors.size()), 1});
        std::sort(models.begin(), models.end(),
                  [](const StoredModel& a, const StoredModel& b) { return a.usedMs > b.usedMs; });
        return models;
    }

private:
    MemoryCatalogue::State::Annotation sidecarsOf(FileId id) const {
        const auto it = m_state->sidecars.find(id);
        return it == m_state->sidecars.end() ? MemoryCatalogue::State::Annotation() : it->second;
    }

    /// With state and error as they are told.
    FileRow told(FileRow file) const {
        file.state = stateOf(file, m_state->contents);
        if (const auto content = m_state->contents.find(file.content);
            content != m_state->contents.end())
            file.error = content->second.error;
        return file;
    }
    template <class Wanted>
    std::vector<FileRow> files(Wanted wanted) const {
        std::vector<FileRow> rows;
        for (const auto& [id, file] : m_state->files) {
            if (FileRow row = told(file); wanted(row))
                rows.push_back(std::move(row));
        }
        return rows;
    }
    template <class Wanted>
    std::optional<FileRow> oneFile(Wanted wanted) const {
        auto rows = files(wanted);
        return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
    }

    const std::shared_ptr<MemoryCatalogue::State> m_state;
};
}  // namespace

std::unique_ptr<RowReader> makeMemoryReader(std::shared_ptr<MemoryCatalogue::State> state) {
    return std::make_unique<MemoryReader>(std::move(state));
}

}  // namespace semblance::test
