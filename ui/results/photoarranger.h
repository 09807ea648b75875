#pragma once

#include <QObject>
#include <atomic>
#include <memory>
#include <optional>
#include <unordered_set>

#include "core/catalogue/photogroups.h"
#include "core/library/services/rowchanges.h"
#include "ui/results/photoarrangement.h"
#include "ui/results/photolistmodel.h"

namespace semblance {

class WorkerThread;

/// Brings lists into the arrangement that is wanted before they are shown: short ones at once, long
/// ones on a thread of its own, where a newer list overtakes an older one. Lists that need nothing
/// are passed on as they are. GUI thread.
class PhotoArranger final : public QObject {
    Q_OBJECT

public:
    /// `model` is what arranged() is shown in.
    explicit PhotoArranger(PhotoListModel& model, QObject* parent = nullptr);
    ~PhotoArranger() override;

    /// Another list; what was opened is folded again. `good` as in SearchAnswer.
    void show(PhotoListPtr photos, std::optional<qsizetype> good);
    /// What has become of the list given last; `changes` lead from it to `photos`.
    void change(PhotoListPtr photos, const RowChanges& changes, std::optional<qsizetype> good);

    /// Of lists without scores, and of those with. True when what is shown comes in another one.
    bool setArrangements(const Arrangement& browsing, const Arrangement& answers);
    /// What counts as a copy of what; null: nothing but files of one content.
    void setGroups(ContentGroupsPtr groups);
    /// Opens or folds the copies of a picture of the list.
    void setOpened(ContentId content, bool isOpened);
    bool hasOpened() const { return !m_opened.empty(); }
    /// Folds whatever is opened.
    void foldAll();

Q_SIGNALS:
    /// The list as it is to be shown; `changes` lead from the rows shown to it, nothing: it is
    /// another list.
    void arranged(const semblance::ShownPhotos& photos,
                  const std::optional<semblance::RowChanges>& changes);

private:
    void arrange(const RowChanges* changes);
    void arrangeAgain();
    const Arrangement& arrangement() const;
    void arrangeAside(const Arrangement& wanted);
    void tell(const ShownPhotos& photos, const std::optional<RowChanges>& changes);

    PhotoListModel& m_model;
    PhotoListPtr m_photos;
    PhotoListPtr m_expected;  ///< what m_photos was when it was arranged last
    std::optional<qsizetype> m_good;
    Arrangement m_browsing;
    Arrangement m_answers;
    ContentGroupsPtr m_groups;
    std::unordered_set<ContentId> m_opened;  ///< by faceKey()
    std::atomic<quint64> m_number{0};        ///< of the list asked for last
    bool m_isWaiting = false;                ///< for a list being arranged
    bool m_isAnother = false;                ///< than the one shown
    std::unique_ptr<WorkerThread> m_worker;  ///< from the first long list on
};

}  // namespace semblance
