#include <algorithm>

#include "core/base/float16.h"
#include "core/catalogue/rootpaths.h"
#include "tests/core/catalogue/memorystate.h"

namespace semblance::test {

namespace {
std::vector<float> numbersOf(const QByteArray& half) {
    return fromHalf({reinterpret_cast<const HalfBits*>(half.constData()),
                     static_cast<std::size_t>(half.size()) / sizeof(HalfBits)});
}

class MemoryWriter final : public RowWriter {
public:
    explicit MemoryWriter(MemoryCatalogue::State& state) : m_state(state) {}

    Status useModel(const VectorModel& model, Check) override {
        std::lock_guard lock(m_state.mutex);
        auto& stored = m_state.models[model.hash];
        if (stored.model.dim != 0 && stored.model.dim != model.dim)
            return fail(ErrorKind::WrongUse, QStringLiteral("There are other vectors."));
        stored.model = model;
        stored.used = ++m_state.lastId;
        m_state.lastModel = model.source;
        m_state.writersModel = model.hash;
        return {};
    }
    Status removeModel(const QString& modelHash) override {
        std::lock_guard lock(m_state.mutex);
        if (modelHash == m_state.writersModel)
            return fail(ErrorKind::WrongUse, QStringLiteral("It is in use."));
        if (m_state.models.erase(modelHash) == 0)
            return fail(ErrorKind::NotFound, QStringLiteral("There is no such model."));
        return {};
    }
    Result<AddedRoot> addRoot(const RootPlace& place) override {
        std::lock_guard lock(m_state.mutex);
        AddedRoot added;
        std::vector<std::pair<RootId, QString>> inner;
        for (const auto& [id, root] : m_state.roots) {
            if (root.volumeId != place.volumeId)
                continue;
            if (const auto sub = pathBelow(place.pathOnVolume, root.pathOnVolume))
                return AddedRoot{id, RootOutcome::AlreadyIncluded, *sub, {}};
            if (const auto sub = pathBelow(root.pathOnVolume, place.pathOnVolume))
                inner.emplace_back(id, *sub);
        }
        added.root = {++m_state.lastId};
        m_state.roots[added.root] = place;
        for (const auto& [id, sub] : inner) {
            giveFiles(id, added.root, sub, added.root);
            added.absorbed.push_back(id);
            added.outcome = RootOutcome::Absorbed;
        }
        return added;
    }
    Status updateRoot(RootId root, const RootPlace& place) override {
        std::lock_guard lock(m_state.mutex);
        m_state.roots[root] = place;
        return {};
    }
    Result<RootId> relocateRoot(RootId root, const RootPlace& place) override {
        std::lock_guard lock(m_state.mutex);
        if (!m_state.roots.contains(root))
            return fail(ErrorKind::NotFound, QStringLiteral("It is not in the library."));
        for (auto& [id, file] : m_state.files) {
            if (file.root == root)
                file.stat.fileIndex = file.stat.changedNs = 0;
        }
        const auto roots = m_state.roots;
        for (const auto& [id, other] : roots) {
            if (other.volumeId != place.volumeId)
                continue;
            const auto inOther = pathBelow(place.pathOnVolume, other.pathOnVolume);
            const auto inPlace = pathBelow(other.pathOnVolume, place.pathOnVolume);
            if (id == root) {
                if ((inOther || inPlace) && other.pathOnVolume != place.pathOnVolume)
                    return fail(ErrorKind::WrongUse, QStringLiteral("It lies in itself."));
            } else if (inOther && !inOther->isEmpty()) {
                giveFiles(root, id, *inOther, root);
                return id;
            } else if (inPlace) {
                giveFiles(id, root, *inPlace, root);
            }
        }
        m_state.roots[root] = place;
        m_state.dropUnheld();
        return root;
    }
    Result<AddedRoot> splitRoot(RootId root, const QString& folder,
                                const RootPlace& place) override {
        std::lock_guard lock(m_state.mutex);
        for (const auto& [id, other] : m_state.roots) {
            const auto sub = other.volumeId == place.volumeId
                                 ? pathBelow(place.pathOnVolume, other.pathOnVolume)
                                 : std::nullopt;
            if (sub)
                return AddedRoot{id, RootOutcome::AlreadyIncluded, *sub, {}};
        }
        const RootId split{++m_state.lastId};
        m_state.roots[split] = place;
        for (auto& [id, row] : m_state.files) {
            const auto sub = row.root == root ? pathBelow(row.path, folder) : std::nullopt;
            if (!sub || sub->isEmpty())
                continue;
            row.root = split;
            row.path = *sub;
        }
        return AddedRoot{split, RootOutcome::Added, {}, {}};
    }
    Status setMarks(const std::vector<MarkedContent>& marked) override {
        std::lock_guard lock(m_state.mutex);
        for (const MarkedContent& one : marked) {
            const auto content = m_state.contents.find(one.content);
            if (content == m_state.contents.end())
                continue;
            PhotoMarks& marks = m_state.marks[content->second.key];
            marks = one.marks;
            marks.tags.sort();
            marks.taken.sort();
            m_state.marked.insert(one.content);
        }
        return {};
    }
    Status setPalettes(const std::vector<ContentPalette>& palettes) override {
        std::lock_guard lock(m_state.mutex);
        for (const ContentPalette& palette : palettes) {
            if (const auto it = m_state.contents.find(palette.content);
                it != m_state.contents.end())
                it->second.facts.palette = palette.palette;
        }
        return {};
    }
    Status setScanSettings(const ScanSettings& settings) override {
        std::lock_guard lock(m_state.mutex);
        m_state.settings = settings;
        return {};
    }
    Status removeRoot(RootId root) override {
        std::lock_guard lock(m_state.mutex);
        std::erase_if(m_state.files, [&](const auto& entry) { return entry.second.root == root; });
        m_state.roots.erase(root);
        m_state.settings.ofRoots.erase(root);
        m_state.dropUnheld();
        return {};
    }

    Status submit(IndexedFile file) override {
        std::lock_guard lock(m_state.mutex);
        const bool isEncoded = file.outcome == IndexedFile::Outcome::Encoded;
        const auto model = m_state.models.find(m_state.writersModel);
        if (isEncoded &&
            (model == m_state.models.end() || file.modelHash != m_state.writersModel ||
             file.vector.size() != model->second.model.dim * 2 || file.contentKey.isEmpty()))
            return fail(ErrorKind::WrongUse, QStringLiteral("The vector does not fit."));
        if (!m_state.roots.contains(file.root))
            return {};
        if (file.outcome == IndexedFile::Outcome::Annotated) {
            if (const FileId id = knownAt(file.root, file.path); id.isValid())
                m_state.sidecars[id] = {file.sidecars, file.facts};
            return {};
        }
        const ContentId content = storeContent(file);
        const bool wasThere = file.outcome == IndexedFile::Outcome::Linked ||
                              file.outcome == IndexedFile::Outcome::Described;
        if (wasThere && !content.isValid())
            return {};
        if (isEncoded) {
            model->second.vectors[file.contentKey] = numbersOf(file.vector);
            m_state.vectorsChanged = true;
            m_state.thumbnails[file.contentKey] = file.thumbnails;
        }
        FileRow& row = m_state.files[fileAt(file.root, file.path)];
        row.root = file.root;
        row.path = file.path;
        row.stat = file.stat;
        row.content = content;
        row.error = content.isValid() ? QString() : file.error;
        row.missingSinceMs.reset();
        m_state.dropUnheld();
        return {};
    }
    Status flush() override { return {}; }

    Status moveFiles(const std::vector<MovedFile>& files) override {
        std::lock_guard lock(m_state.mutex);
        for (const MovedFile& moved : files) {
            std::erase_if(m_state.files, [&](const auto& entry) {
                return entry.first != moved.file && entry.second.root == moved.root &&
                       entry.second.path == moved.path;
            });
            const auto it = m_state.files.find(moved.file);
            if (it == m_state.files.end())
                continue;
            it->second.root = moved.root;
            it->second.path = moved.path;
            it->second.stat = moved.stat;
            it->second.missingSinceMs.reset();
        }
        m_state.dropUnheld();
        return {};
    }
    Status markMissing(const std::vector<FileId>& files, std::int64_t nowMs) override {
        std::lock_guard lock(m_state.mutex);
        for (const FileId file : files) {
            const auto it = m_state.files.find(file);
            if (it != m_state.files.end() && !it->second.missingSinceMs)
                it->second.missingSinceMs = nowMs;
        }
        return {};
    }
    Status noteStats(const std::vector<SeenFile>& files) override {
        std::lock_guard lock(m_state.mutex);
        for (const SeenFile& seen : files) {
            const auto it = m_state.files.find(seen.file);
            if (it == m_state.files.end())
                continue;
            it->second.stat.fileIndex = seen.stat.fileIndex;
            it->second.stat.changedNs = seen.stat.changedNs;
        }
        return {};
    }
    Status markReturned(const std::vector<FileId>& files) override {
        std::lock_guard lock(m_state.mutex);
        for (const FileId file : files) {
            if (const auto it = m_state.files.find(file); it != m_state.files.end())
                it->second.missingSinceMs.reset();
        }
        return {};
    }
    Result<std::int64_t> purgeMissing(std::int64_t beforeMs) override {
        std::lock_guard lock(m_state.mutex);
        const auto gone = std::erase_if(m_state.files, [&](const auto& entry) {
            return entry.second.missingSinceMs && *entry.second.missingSinceMs < beforeMs;
        });
        m_state.dropUnheld();
        return static_cast<std::int64_t>(gone);
    }
    Status retryFailed() override {
        std::lock_guard lock(m_state.mutex);
        for (auto& [id, content] : m_state.contents) {
            if (content.state >= ContentState::Failed) {
                content.state = ContentState::Untried;
                content.error.clear();
            }
        }
        return {};
    }
    Status tidy() override { return {}; }

private:
    /// Of two rows of a file that of `kept` stays, with what the other one knew.
    void giveFiles(RootId from, RootId to, const QString& folder, RootId kept) {
        const QString prefix = folderPrefix(folder);
        std::map<QString, FileId> there;
        for (const auto& [id, row] : m_state.files) {
            if (row.root == to)
                there.emplace(row.path, id);
        }
        std::vector<FileId> gone;
        for (auto& [id, row] : m_state.files) {
            if (row.root != from)
                continue;
            row.path = prefix + row.path;
            row.root = to;
            const auto twin = there.find(row.path);
            if (twin == there.end())
                continue;
            FileRow& other = m_state.files.at(twin->second);
            FileRow& stays = kept == from ? row : other;
            const FileRow& goes = kept == from ? other : row;
            if (!goes.missingSinceMs) {
                stays.stat = goes.stat;
                stays.content = goes.content;
                stays.error = goes.error;
                stays.missingSinceMs.reset();
            }
            gone.push_back(goes.id);
        }
        for (const FileId id : gone)
            m_state.files.erase(id);
        m_state.roots.erase(from);
        m_state.dropUnheld();
    }

    FileId knownAt(RootId root, const QString& path) const {
        for (const auto& [id, file] : m_state.files) {
            if (file.root == root && file.path == path)
                return id;
        }
        return {};
    }

    FileId fileAt(RootId root, const QString& path) {
        if (const FileId known = knownAt(root, path); known.isValid())
            return known;
        const FileId id{++m_state.lastId};
        m_state.files[id].id = id;
        return id;
    }

    ContentId storeContent(const IndexedFile& file) {
        if (file.contentKey.isEmpty())
            return {};
        const ContentId known = m_state.contentOf(file.contentKey);
        if (file.outcome == IndexedFile::Outcome::Linked ||
            file.outcome == IndexedFile::Outcome::Described) {
            if (known.isValid() && m_state.contents[known].fullHash.isEmpty())
                m_state.contents[known].fullHash = file.fullHash;
            if (known.isValid() && file.outcome == IndexedFile::Outcome::Described)
                describe(m_state.contents[known], file);
            return known;
        }
        const ContentId id = known.isValid() ? known : ContentId{++m_state.lastId};
        ContentRow& content = m_state.contents[id];
        content.id = id;
        content.key = file.contentKey;
        content.size = file.stat.size;
        if (!file.fullHash.isEmpty())
            content.fullHash = file.fullHash;
        if (file.outcome == IndexedFile::Outcome::Encoded) {
            content.facts = file.facts;
            content.factsVersion = file.factsVersion;
            content.state = ContentState::Readable;
            content.error.clear();
            content.decoderVersion = file.decoderVersion;
        } else if (content.state != ContentState::Readable) {
            content.state = file.outcome == IndexedFile::Outcome::Failed
                                ? ContentState::Failed
                                : ContentState::Quarantined;
            content.error = file.error;
            content.decoderVersion = file.decoderVersion;
        }
        return id;
    }

    /// Size, orientation and format belong to the decoding.
    static void describe(ContentRow& content, const IndexedFile& file) {
        const PhotoFacts decoded = content.facts;
        content.facts = file.facts;
        content.facts.width = decoded.width;
        content.facts.height = decoded.height;
        content.facts.orientation = decoded.orientation;
        content.facts.format = decoded.format;
        content.facts.palette = decoded.palette;
        content.factsVersion = file.factsVersion;
    }

    MemoryCatalogue::State& m_state;
};
}  // namespace

std::unique_ptr<RowWriter> makeMemoryWriter(MemoryCatalogue::State& state) {
    return std::make_unique<MemoryWriter>(state);
}

}  // namespace semblance::test
