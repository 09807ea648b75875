#include "core/library/services/deskservice.h"

#include <utility>

#include "core/library/library.h"
#include "core/library/services/deskthreads.h"
#include "core/query/queryjson.h"

namespace semblance {

/// As it comes from the database.
struct DeskService::Known {
    std::vector<TrailStep> steps;
    bool isWhole = true;  ///< no step was passed over
    QList<SavedSearch> searches;
    QList<Collection> collections;
};

namespace {

/// What a later version wrote, and this one cannot read, is passed over and stays.
std::vector<TrailStep> trailOf(const std::vector<DeskStep>& rows) {
    std::vector<TrailStep> steps;
    for (const DeskStep& row : rows) {
        const auto query = queryFromJsonText(row.query);
        if (query)
            steps.push_back({row.id, row.parent, *query, row.name, row.topRow, row.pictures});
    }
    return steps;
}

}  // namespace

DeskService::DeskService(QObject* parent)
    : QObject(parent),
      m_threads(std::make_unique<DeskThreads>([this](const Error& error) {
          QMetaObject::invokeMethod(this, [this, error] { Q_EMIT problem(error); });
      })),
      m_history(new HistoryService(*m_threads, this)),
      m_shelf(new ShelfService(*m_threads, this)) {}

// The threads first: they post to what ends with them.
DeskService::~DeskService() {
    m_threads.reset();
}

std::optional<QStringList> DeskService::references() const {
    if (!m_isRead)
        return std::nullopt;
    QStringList paths;
    const auto add = [&paths](const Query& query) {
        for (const Reference& reference : query.references)
            paths.append(reference.picture.path);
    };
    const QueryTrail& trail = m_history->trail();
    for (const QueryTrail::Row& row : trail.rows()) {
        if (const TrailStep* step = trail.find(row.step))
            add(step->query);
    }
    for (const SavedSearch& search : m_shelf->searches()) {
        // What a later version wrote may refer to anything.
        const std::optional<Query> query = m_shelf->queryOf(search.id);
        if (!query)
            return std::nullopt;
        add(*query);
    }
    paths.removeAll(QString());
    return paths;
}

void DeskService::setLibrary(const std::shared_ptr<Library>& library) {
    m_threads->setLibrary(library);
    m_shelf->setLibrary(library);
    m_isRead = false;
    // What is kept can be seen and changed until the next one is open.
    if (!library)
        return;
    m_threads->open(library->dir(), [this](Desk* desk, const QString& notice) {
        const auto read = [&]() -> Result<Known> {
            Known known;
            if (!desk)
                return known;
            SEMBLANCE_TRY_ASSIGN(const auto steps, desk->steps());
            known.steps = trailOf(steps);
            known.isWhole = known.steps.size() == steps.size();
            SEMBLANCE_TRY_ASSIGN(const auto searches, desk->searches());
            known.searches = {searches.begin(), searches.end()};
            SEMBLANCE_TRY_ASSIGN(const auto collections, desk->collections());
            known.collections = {collections.begin(), collections.end()};
            return known;
        };
        const Result<Known> known = read();
        QMetaObject::invokeMethod(this, [this, known, notice] {
            if (!known) {
                Q_EMIT problem(known.error());
            } else {
                m_history->addKnown(known->steps);
                m_shelf->addKnown(known->searches, known->collections);
                m_isRead = known->isWhole;
            }
            if (!notice.isEmpty())
                Q_EMIT noticed(notice);
            Q_EMIT opened();
        });
    });
}

}  // namespace semblance
