#include "ui/results/photoarranger.h"

#include <utility>

#include "core/base/workerthread.h"

namespace semblance {
namespace {

// What is arranged at once costs a few milliseconds at most.
constexpr qsizetype mostAtOnce = 2000;

}  // namespace

PhotoArranger::PhotoArranger(PhotoListModel& model, QObject* parent)
    : QObject(parent), m_model(model), m_groups(std::make_shared<const ContentGroups>()) {}

PhotoArranger::~PhotoArranger() = default;

void PhotoArranger::show(PhotoListPtr photos, std::optional<qsizetype> good) {
    m_photos = std::move(photos);
    m_good = good;
    m_opened.clear();
    m_isAnother = true;
    arrange(nullptr);
}

void PhotoArranger::change(PhotoListPtr photos, const RowChanges& changes,
                           std::optional<qsizetype> good) {
    m_photos = std::move(photos);
    m_good = good;
    arrange(&changes);
}

bool PhotoArranger::setArrangements(const Arrangement& browsing, const Arrangement& answers) {
    const Arrangement before = arrangement();
    m_browsing = browsing;
    m_answers = answers;
    if (!m_photos || arrangement() == before)
        return false;
    arrangeAgain();
    return true;
}

void PhotoArranger::setGroups(ContentGroupsPtr groups) {
    m_groups = groups ? std::move(groups) : std::make_shared<const ContentGroups>();
    if (arrangement().foldsCopies)
        arrangeAgain();
}

void PhotoArranger::setOpened(ContentId content, bool isOpened) {
    const ContentId key = faceKey(content, *m_groups);
    const bool changed = isOpened ? m_opened.insert(key).second : m_opened.erase(key) > 0;
    if (changed)
        arrangeAgain();
}

void PhotoArranger::foldAll() {
    if (m_opened.empty())
        return;
    m_opened.clear();
    arrangeAgain();
}

const Arrangement& PhotoArranger::arrangement() const {
    const bool isAnswer = m_photos && m_photos->size() > 0 && m_photos->at(0).score;
    return isAnswer ? m_answers : m_browsing;
}

void PhotoArranger::arrangeAgain() {
    if (m_photos)
        arrange(nullptr);
}

/// `changes` lead from the list that was given before to this one.
void PhotoArranger::arrange(const RowChanges* changes) {
    ++m_number;
    const PhotoListPtr before = std::exchange(m_expected, m_photos);
    const Arrangement& wanted = arrangement();
    m_model.expect(m_photos);
    if (!m_photos || wanted == Arrangement()) {
        const bool lead = changes && !m_isWaiting && m_model.rows() == before;
        const ShownPhotos shown{m_photos, nullptr, m_good};
        if (m_isAnother)
            tell(shown, std::nullopt);
        else
            tell(shown, lead ? *changes : rowChanges(m_model.rows().get(), m_photos.get()));
    } else if (m_photos->size() <= mostAtOnce) {
        ShownPhotos shown{m_photos, nullptr, m_good};
        shown.arranged =
            std::make_shared<const ArrangedPhotos>(m_photos, wanted, m_good, *m_groups, m_opened);
        tell(shown, m_isAnother
                        ? std::nullopt
                        : std::optional(rowChanges(m_model.rows().get(), shown.arranged.get())));
    } else {
        arrangeAside(wanted);
    }
}

void PhotoArranger::arrangeAside(const Arrangement& wanted) {
    if (!m_worker)
        m_worker = std::make_unique<WorkerThread>(QStringLiteral("arranging"));
    m_isWaiting = true;
    const auto job = [this, wanted, number = m_number.load(), photos = m_photos, good = m_good,
                      groups = m_groups, opened = m_opened, isAnother = m_isAnother,
                      rows = m_model.rows()] {
        if (number != m_number)
            return;
        ShownPhotos shown{photos, nullptr, good};
        shown.arranged =
            std::make_shared<const ArrangedPhotos>(photos, wanted, good, *groups, opened);
        std::optional<RowChanges> changes;
        if (!isAnother)
            changes = rowChanges(rows.get(), shown.arranged.get());
        QMetaObject::invokeMethod(this, [this, number, shown, changes] {
            if (number == m_number)
                tell(shown, changes);
        });
    };
    m_worker->post(job);
}

void PhotoArranger::tell(const ShownPhotos& photos, const std::optional<RowChanges>& changes) {
    m_isWaiting = false;
    m_isAnother = false;
    Q_EMIT arranged(photos, changes);
}

}  // namespace semblance
