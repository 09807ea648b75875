#include "core/library/groups/groupkeeper.h"

#include <QHash>
#include <QLoggingCategory>
#include <algorithm>
#include <chrono>
#include <cstring>
#include <mutex>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/base/passthread.h"
#include "core/catalogue/catalogue.h"
#include "core/library/groups/groupfinder.h"
#include "core/remote/picturedecoder.h"

namespace semblance {

namespace {
Q_LOGGING_CATEGORY(logGroups, "semblance.library.groups")

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

/// Between two looks at a library that changes all the time, and before the first: opening it has
/// more urgent things to read.
constexpr auto kPause = 3s;

/// What a kill costs at most.
constexpr std::size_t kBatch = 32;
constexpr auto kPublishEvery = 5s;

QByteArray bytesOf(const LookSignature& signature) {
    return QByteArray(reinterpret_cast<const char*>(signature.data()),
                      static_cast<qsizetype>(signature.size()));
}

std::optional<LookSignature> signatureIn(const QByteArray& bytes) {
    LookSignature signature;
    if (bytes.size() != static_cast<qsizetype>(signature.size()))
        return std::nullopt;
    std::memcpy(signature.data(), bytes.constData(), signature.size());
    return signature;
}

/// The vectors of the model used last among those that are open; null when none is.
Result<std::shared_ptr<const EndpointScorer>> scorerOf(RowReader& reader,
                                                       const Snapshot& snapshot) {
    SEMBLANCE_TRY_ASSIGN(const std::vector<StoredModel> models, reader.models());
    for (const StoredModel& stored : models) {
        if (auto scorer = snapshot.scorer(stored.model.hash))
            return scorer;
    }
    return std::shared_ptr<const EndpointScorer>();
}

/// One look at a library: what is stored, then what is new.
class Pass {
public:
    Pass(Catalogue& catalogue, PictureDecoder* decoder, std::vector<LikePair>& published,
         CancelToken cancel)
        : m_catalogue(catalogue),
          m_decoder(decoder),
          m_published(published),
          m_cancel(std::move(cancel)) {}

    Status run(const GroupKeeper::Progress& progress);

private:
    Status load();
    Status compare(const GroupKeeper::Progress& progress);
    Status compareEach(const std::vector<RowReader::ContentKey>& waiting, GroupFinder& finder,
                       const EndpointScorer& scorer, const GroupKeeper::Progress& progress);
    bool remakeThumbnails(const RowReader::ContentKey& content);
    void take(const RowReader::ContentKey& content, GroupFinder::Found found);
    Status store();
    void publish();

    Catalogue& m_catalogue;
    PictureDecoder* const m_decoder;
    std::vector<LikePair>& m_published;  ///< that the catalogue has
    const CancelToken m_cancel;

    std::unique_ptr<RowReader> m_reader;
    std::unique_ptr<Likenesses> m_likenesses;
    std::unique_ptr<Thumbnails> m_thumbnails;
    std::vector<RowReader::ContentKey> m_contents;
    std::vector<LikePair> m_pairs;
    std::unordered_map<ContentId, std::optional<LookSignature>> m_compared;

    std::vector<Likenesses::Compared> m_newCompared;  ///< not stored yet
    std::vector<Likenesses::Pair> m_newPairs;
    std::unordered_map<ContentId, QByteArray> m_keyOf;  ///< of m_contents
};

Status Pass::run(const GroupKeeper::Progress& progress) {
    SEMBLANCE_TRY_ASSIGN(m_reader, m_catalogue.openReader());
    SEMBLANCE_TRY_ASSIGN(m_likenesses, m_catalogue.openLikenesses());
    SEMBLANCE_TRY(load());
    publish();
    return m_catalogue.writer() ? compare(progress) : Status();
}

Status Pass::load() {
    SEMBLANCE_TRY_ASSIGN(m_contents, m_reader->contentKeys());
    QHash<QByteArray, ContentId> idOf;
    idOf.reserve(static_cast<qsizetype>(m_contents.size()));
    for (const RowReader::ContentKey& content : m_contents)
        idOf.insert(content.key, content.id);
    std::vector<QByteArray> gone;
    SEMBLANCE_TRY(m_likenesses->forEachCompared([&](const Likenesses::Compared& compared) {
        const ContentId id = idOf.value(compared.contentKey);
        if (id.isValid())
            m_compared.emplace(id, signatureIn(compared.looks));
        else
            gone.push_back(compared.contentKey);
    }));
    SEMBLANCE_TRY(m_likenesses->forEachPair([&](const Likenesses::Pair& pair) {
        const ContentId a = idOf.value(pair.a);
        const ContentId b = idOf.value(pair.b);
        if (a.isValid() && b.isValid())
            m_pairs.push_back({a, b, pair.kind});
    }));
    return m_catalogue.writer() ? m_likenesses->remove(gone) : Status();
}

Status Pass::compare(const GroupKeeper::Progress& progress) {
    SEMBLANCE_TRY_ASSIGN(const auto scorer, scorerOf(*m_reader, *m_catalogue.snapshot()));
    if (!scorer)
        return {};
    std::vector<RowReader::ContentKey> waiting;
    for (const RowReader::ContentKey& content : m_contents) {
        if (!m_compared.contains(content.id) && scorer->holds(content.id))
            waiting.push_back(content);
    }
    if (waiting.empty())
        return {};
    SEMBLANCE_TRY_ASSIGN(m_thumbnails, m_catalogue.openThumbnails());
    GroupFinder finder(*m_reader, *m_thumbnails);
    for (const auto& [content, signature] : m_compared) {
        if (signature)
            finder.know(content, *signature);
    }
    for (const RowReader::ContentKey& content : m_contents)
        m_keyOf.emplace(content.id, content.key);
    const Status compared = compareEach(waiting, finder, *scorer, progress);
    SEMBLANCE_TRY(store());
    publish();
    return compared;
}

Status Pass::compareEach(const std::vector<RowReader::ContentKey>& waiting, GroupFinder& finder,
                         const EndpointScorer& scorer, const GroupKeeper::Progress& progress) {
    Clock::time_point published = Clock::now();
    for (std::size_t done = 0; done < waiting.size(); ++done) {
        SEMBLANCE_TRY_ASSIGN(auto found, finder.compare(waiting[done], scorer, m_cancel));
        if (!found.signature && remakeThumbnails(waiting[done])) {
            SEMBLANCE_TRY_ASSIGN(found, finder.compare(waiting[done], scorer, m_cancel));
        }
        take(waiting[done], std::move(found));
        if (m_newCompared.size() >= kBatch)
            SEMBLANCE_TRY(store());
        if (Clock::now() - published >= kPublishEvery) {
            publish();
            published = Clock::now();
        }
        if (progress)
            progress(done + 1, waiting.size());
    }
    return {};
}

/// The cache lost them. False where they cannot be made now.
bool Pass::remakeThumbnails(const RowReader::ContentKey& content) {
    if (!m_decoder)
        return false;
    DecodeRequest request;
    for (const PhotoItem& photo : m_catalogue.snapshot()->photosOf(content.id)) {
        if (photo.available)
            request.path = photo.path;
    }
    if (request.path.isEmpty())
        return false;
    request.thumbnailSides = {256, 512};
    const auto reply =
        m_decoder->decodeLater(request, PictureDecoder::Priority::Background, m_cancel).get();
    // The file may hold something else by now. Where two contents have one key, the full hash
    // follows it.
    return reply &&
           (reply->read.key == content.key ||
            reply->read.key + reply->read.fullHash == content.key) &&
           m_thumbnails->put({{content.key, reply->thumbnails}});
}

void Pass::take(const RowReader::ContentKey& content, GroupFinder::Found found) {
    // Without a thumbnail it waits until there is one.
    if (found.signature)
        m_newCompared.push_back({content.key, bytesOf(*found.signature)});
    for (const LikePair& pair : found.pairs) {
        m_pairs.push_back(pair);
        m_newPairs.push_back({m_keyOf[pair.a], m_keyOf[pair.b], pair.kind});
    }
}

Status Pass::store() {
    if (m_newCompared.empty())
        return {};
    return m_likenesses->put(std::exchange(m_newCompared, {}), std::exchange(m_newPairs, {}));
}

void Pass::publish() {
    std::sort(m_pairs.begin(), m_pairs.end(), [](const LikePair& a, const LikePair& b) {
        return std::tie(a.a, a.b) < std::tie(b.a, b.b);
    });
    if (m_pairs == m_published)
        return;
    m_published = m_pairs;
    m_catalogue.setGroups(std::make_shared<const ContentGroups>(m_pairs));
}
}  // namespace

struct GroupKeeper::Worker {
    Worker(Catalogue& catalogue_, PictureDecoder* decoder_)
        : catalogue(catalogue_),
          decoder(decoder_),
          passes(kPause, [this](const CancelToken& cancel) { return pass(cancel); }) {
        subscription = catalogue.changes().subscribe([this](const Delta& delta) {
            if (!delta.inserted.empty() || !delta.removed.empty() || !delta.changed.empty() ||
                delta.vectors)
                passes.ask();
        });
    }

    void setProgress(Progress told) {
        std::lock_guard lock(progressMutex);
        progress = std::move(told);
    }

    Status pass(const CancelToken& cancel);

    Catalogue& catalogue;
    PictureDecoder* const decoder;

    std::mutex progressMutex;  // guards the member below
    Progress progress;

    std::vector<LikePair> published;  // of the thread

    PassThread passes;                   // begins when all above is there
    Changes::Subscription subscription;  // last
};

Status GroupKeeper::Worker::pass(const CancelToken& cancel) {
    const auto tell = [this](std::size_t ready, std::size_t all) {
        std::lock_guard telling(progressMutex);
        if (progress)
            progress(ready, all);
    };
    const Status looked = Pass(catalogue, decoder, published, cancel).run(tell);
    if (!looked && looked.error().kind != ErrorKind::Cancelled)
        qCWarning(logGroups) << looked.error().sentence << looked.error().detail;
    return looked;
}

GroupKeeper::GroupKeeper(Catalogue& catalogue, PictureDecoder* decoder)
    : m_worker(std::make_unique<Worker>(catalogue, decoder)) {}
GroupKeeper::~GroupKeeper() = default;

std::shared_ptr<void> GroupKeeper::hold() {
    return m_worker->passes.hold();
}

Status GroupKeeper::finish(const CancelToken& cancel, Progress progress) {
    SEMBLANCE_TRY(m_worker->catalogue.refresh(cancel));
    m_worker->setProgress(std::move(progress));
    const Status looked = m_worker->passes.finish(cancel);
    m_worker->setProgress(nullptr);
    SEMBLANCE_TRY(looked);
    // Behind the groups, which were handed over before.
    return m_worker->catalogue.refresh(cancel);
}

}  // namespace semblance
