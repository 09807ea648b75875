#include <algorithm>
#include <cmath>

#include "core/catalogue/photogroups.h"
#include "core/catalogue/rawpairs.h"
#include "tests/core/catalogue/memorystate.h"
#include "tests/core/catalogue/naivefilter.h"

namespace semblance::test {

namespace {
using Vectors = std::map<ContentId, std::vector<float>>;

class MemoryRanking final : public EndpointRanking {
public:
    using Scores = std::vector<std::pair<ContentId, std::vector<float>>>;

    MemoryRanking(Scores scores, Scores everything)
        : m_scores(std::move(scores)), m_everything(std::move(everything)) {}

    std::vector<ScoredContent> best(const ScoreCombination& combination,
                                    std::size_t k) const override {
        std::vector<ScoredContent> all;
        for (const auto& [content, scores] : m_scores)
            all.push_back({content, combine(scores, combination)});
        std::stable_sort(all.begin(), all.end(),
                         [](const auto& a, const auto& b) { return a.score > b.score; });
        all.resize(std::min(k, all.size()));
        return all;
    }

    std::vector<float> background(const ScoreCombination& combination) const override {
        std::vector<float> all;
        for (const auto& [content, scores] : m_everything)
            all.push_back(combine(scores, combination));
        return all;
    }

private:
    static float combine(const std::vector<float>& scores, const ScoreCombination& combination) {
        float sum = 0;
        for (std::size_t i = 0; i < scores.size(); ++i)
            sum += combination.weights[i] * scores[i];
        for (const ScorePenalty& penalty : combination.penalties)
            sum -= penalty.factor * std::max(0.0f, scores[penalty.endpoint] - penalty.above);
        return sum;
    }

    const Scores m_scores;
    const Scores m_everything;
};

class MemoryScorer final : public EndpointScorer {
public:
    MemoryScorer(int dim, Vectors vectors, std::vector<ContentId> searchable)
        : m_dim(dim), m_vectors(std::move(vectors)), m_searchable(std::move(searchable)) {}

    int dimension() const override { return m_dim; }
    std::size_t searchable() const override { return m_searchable.size(); }
    bool holds(ContentId content) const override { return m_vectors.contains(content); }
    std::optional<std::vector<float>> vectorOf(ContentId content) const override {
        const auto it = m_vectors.find(content);
        return it == m_vectors.end() ? std::nullopt : std::optional(it->second);
    }

    Result<std::shared_ptr<const EndpointRanking>> score(const ScoreRequest& request,
                                                         const CancelToken&) const override {
        for (const std::vector<float>& endpoint : request.endpoints) {
            if (endpoint.size() != static_cast<std::size_t>(m_dim) ||
                !std::all_of(endpoint.begin(), endpoint.end(),
                             [](float number) { return std::isfinite(number); }))
                return fail(ErrorKind::Internal, QStringLiteral("An endpoint does not fit."));
        }
        MemoryRanking::Scores scores;
        MemoryRanking::Scores everything;
        for (const ContentId content : m_searchable) {
            const auto& leftOut = request.scope.leftOut;
            if (std::find(leftOut.begin(), leftOut.end(), content) != leftOut.end())
                continue;
            std::vector<float> dots;
            for (const std::vector<float>& endpoint : request.endpoints) {
                float dot = 0;
                for (std::size_t i = 0; i < endpoint.size(); ++i)
                    dot += endpoint[i] * m_vectors.at(content)[i];
                dots.push_back(dot);
            }
            everything.emplace_back(content, dots);
            const auto& only = request.scope.only;
            if (!only || std::find(only->begin(), only->end(), content) != only->end())
                scores.emplace_back(content, std::move(dots));
        }
        return std::make_shared<const MemoryRanking>(std::move(scores), std::move(everything));
    }

    Result<std::vector<ScoredContent>> neighbours(ContentId content, std::size_t k,
                                                  const CancelToken& cancel) const override {
        if (!holds(content))
            return std::vector<ScoredContent>();
        ScoreRequest request;
        request.endpoints = {m_vectors.at(content)};
        request.scope.leftOut = {content};
        SEMBLANCE_TRY_ASSIGN(const auto ranking, score(request, cancel));
        const float whole = 1;
        return ranking->best({&whole, 1}, k);
    }
    Way way() const override { return {}; }

private:
    const int m_dim;
    const Vectors m_vectors;
    const std::vector<ContentId> m_searchable;
};

struct Photo {
    PhotoItem item;
    RootId root;
    std::int64_t takenMs = 0;
    std::int64_t bytes = 0;
    PhotoFacts facts;
};

class ListedPhotos final : public PhotoList {
public:
    explicit ListedPhotos(std::vector<PhotoItem> items) : m_items(std::move(items)) {}
    qsizetype size() const override { return static_cast<qsizetype>(m_items.size()); }
    PhotoItem at(qsizetype row) const override { return m_items[static_cast<std::size_t>(row)]; }
    bool isByTime() const override { return true; }

private:
    const std::vector<PhotoItem> m_items;
};

class MemorySnapshot final : public Snapshot {
public:
    explicit MemorySnapshot(const MemoryCatalogue::State& state)
        : m_groups(state.groups), m_written(state.written) {
        for (const auto& [id, place] : state.roots)
            m_roots.push_back({id, place.path, place.volumeName, RootInfo::State::Present, 0, 0});
        std::sort(m_roots.begin(), m_roots.end(),
                  [](const RootInfo& a, const RootInfo& b) { return a.path < b.path; });
        for (const auto& [id, file] : state.files)
            take(state, file);
        pairUp();
        std::sort(m_photos.begin(), m_photos.end(), [](const Photo& a, const Photo& b) {
            return a.takenMs != b.takenMs ? a.takenMs > b.takenMs : a.item.path < b.item.path;
        });
        for (const QString& hash : state.open)
            m_scorers[hash] = makeScorer(state, state.models.at(hash));
    }

    PhotoListPtr photos() const override {
        std::vector<PhotoItem> items;
        for (const Photo& photo : m_photos)
            items.push_back(photo.item);
        return std::make_shared<const ListedPhotos>(std::move(items));
    }
    std::vector<PhotoItem> photosOf(ContentId content) const override {
        std::vector<PhotoItem> items;
        for (const Photo& photo : m_photos) {
            if (photo.item.content == content)
                items.push_back(photo.item);
        }
        return items;
    }
    std::optional<PhotoItem> photo(FileId file) const override {
        for (const Photo& photo : m_photos) {
            if (photo.item.file == file)
                return photo.item;
        }
        return std::nullopt;
    }
    FilteredPhotos filtered(const PhotoFilter& filter) const override {
        return naivelyFiltered(naive(), filter);
    }
    Facets facets(const PhotoFilter& filter) const override {
        Facets facets = naiveFacets(naive(), filter);
        for (const RootInfo& root : m_roots)
            facets.failed += root.failed;
        return facets;
    }
    std::size_t contentCount() const override { return m_contents.size(); }
    const std::vector<RootInfo>& roots() const override { return m_roots; }
    ContentGroupsPtr groups() const override { return m_groups; }
    WrittenWordsPtr written() const override { return m_written; }
    std::vector<RootId> rootsToEncode(const QString& modelHash) const override {
        const auto vectors = scorer(modelHash);
        std::set<RootId> roots;
        for (const Photo& photo : m_photos) {
            if (!vectors || !vectors->holds(photo.item.content))
                roots.insert(photo.root);
        }
        return {roots.begin(), roots.end()};
    }
    std::shared_ptr<const EndpointScorer> scorer(const QString& modelHash) const override {
        const auto it = m_scorers.find(modelHash);
        return it == m_scorers.end() ? nullptr : it->second;
    }

private:
    std::vector<NaivePhoto> naive() const {
        std::vector<NaivePhoto> photos;
        for (const Photo& photo : m_photos) {
            const auto group = groupOf(*this, photo.item.content);
            photos.push_back({photo.item, photo.facts, photo.takenMs, photo.bytes,
                              group && group->kind != GroupKind::Burst,
                              m_written ? m_written->textOf(photo.item.content) : QString()});
        }
        return photos;
    }

    void take(const MemoryCatalogue::State& state, const FileRow& file) {
        if (file.missingSinceMs)
            return;
        RootInfo& root = *std::find_if(m_roots.begin(), m_roots.end(),
                                       [&](const RootInfo& r) { return r.id == file.root; });
        const auto content = state.contents.find(file.content);
        const bool isBroken =
            content == state.contents.end() || content->second.state >= ContentState::Failed;
        if (isBroken) {
            ++root.failed;
            return;
        }
        if (content->second.state != ContentState::Readable)
            return;
        ++root.photos;
        const auto sidecars = state.sidecars.find(file.id);
        const PhotoFacts facts = withMarks(
            withSidecars(content->second.facts,
                         sidecars == state.sidecars.end() ? PhotoFacts() : sidecars->second.facts),
            state.marksOf(content->second.key));
        Photo photo;
        photo.item.file = file.id;
        photo.item.content = file.content;
        photo.item.path = root.path + QLatin1Char('/') + file.path;
        photo.root = file.root;
        photo.takenMs = facts.capturedMs.value_or(file.stat.mtimeNs / 1'000'000);
        photo.item.takenMs = photo.takenMs;
        photo.item.pixels = qint64(facts.width) * facts.height;
        photo.item.rating = facts.rating.value_or(0);
        photo.bytes = file.stat.size;
        photo.facts = facts;
        m_photos.push_back(photo);
    }

    /// Without haste.
    void pairUp() {
        std::vector<Photo> shown;
        for (const Photo& raw : m_photos) {
            bool isShown = true;
            for (Photo& face : m_photos) {
                const bool isPair =
                    pairPartOf(raw.facts.format.toStdString()) == PairPart::Raw &&
                    pairPartOf(face.facts.format.toStdString()) == PairPart::Face &&
                    haveOneStem(raw.item.path.toStdString(), face.item.path.toStdString());
                if (isPair)
                    face.item.raws.append(raw.item.path);
                isShown = isShown && !isPair;
            }
            RootInfo& root = *std::find_if(m_roots.begin(), m_roots.end(),
                                           [&](const RootInfo& r) { return r.id == raw.root; });
            root.photos -= isShown ? 0 : 1;
        }
        for (const Photo& photo : m_photos) {
            const bool isRaw = pairPartOf(photo.facts.format.toStdString()) == PairPart::Raw;
            const bool isBehind =
                isRaw && std::any_of(m_photos.begin(), m_photos.end(), [&](const Photo& face) {
                    return face.item.raws.contains(photo.item.path);
                });
            if (isBehind)
                continue;
            shown.push_back(photo);
            m_contents.insert(photo.item.content);
        }
        for (Photo& photo : shown)
            photo.item.raws.sort();
        m_photos = std::move(shown);
    }

    std::shared_ptr<const EndpointScorer> makeScorer(const MemoryCatalogue::State& state,
                                                     const MemoryCatalogue::State::Model& model) {
        Vectors vectors;
        std::vector<ContentId> searchable;
        for (const auto& [id, content] : state.contents) {
            const auto vector = model.vectors.find(content.key);
            if (vector == model.vectors.end())
                continue;
            vectors[id] = vector->second;
            if (m_contents.contains(id))
                searchable.push_back(id);
        }
        return std::make_shared<const MemoryScorer>(model.model.dim, std::move(vectors),
                                                    std::move(searchable));
    }

    const ContentGroupsPtr m_groups;
    const WrittenWordsPtr m_written;
    std::vector<Photo> m_photos;
    std::vector<RootInfo> m_roots;
    std::set<ContentId> m_contents;
    std::map<QString, std::shared_ptr<const EndpointScorer>> m_scorers;
};
}  // namespace

SnapshotPtr makeMemorySnapshot(const MemoryCatalogue::State& state) {
    return std::make_shared<const MemorySnapshot>(state);
}

}  // namespace semblance::test
