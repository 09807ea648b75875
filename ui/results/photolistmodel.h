#pragma once

#include <QAbstractListModel>
#include <memory>
#include <optional>
#include <utility>

#include "core/catalogue/photolist.h"
#include "core/library/services/libraryservice.h"
#include "core/library/services/rowchanges.h"
#include "ui/results/photoarrangement.h"
#include "ui/results/rankshifts.h"
#include "ui/results/scorescale.h"

namespace semblance {

/// A list of pictures and how it is shown.
struct ShownPhotos {
    PhotoListPtr source;  ///< as it was given; null is an empty one
    /// Its rows as they are shown; null: as they are.
    std::shared_ptr<const ArrangedPhotos> arranged{};
    /// The first rows of an answer that are good matches; nothing: not known.
    std::optional<qsizetype> good{};

    PhotoListPtr shown() const { return arranged ? PhotoListPtr(arranged) : source; }
};

/// A PhotoList for views: the whole library or an answer. Rows are made when asked for, so that
/// 100,000 pictures cost nothing until they are looked at.
class PhotoListModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        PathRole = Qt::UserRole,  ///< QString, absolute
        ContentRole,              ///< qint64
        ScoreRole,                ///< float, invalid when browsing
        GradeRole,                ///< int 0..ScoreScale::grades, invalid when browsing
        AvailableRole,            ///< bool: its disk is there
        FailureRole,              ///< QString: why it could not be read; empty: it could
    };

    using QAbstractListModel::QAbstractListModel;

    /// Shows another list; null is an empty one. Views start anew.
    void setPhotos(PhotoListPtr photos) { show({std::move(photos)}); }
    void show(ShownPhotos photos);
    /// Shows what has become of the list shown: `changes` lead from it to `photos`. Views keep what
    /// is selected and current, by FileId, and look at nothing but the rows that changed. Another
    /// list when they do not fit.
    void changePhotos(PhotoListPtr photos, const RowChanges& changes) {
        change({std::move(photos)}, changes);
    }
    /// The same; `changes` lead from the rows shown before to those shown then.
    void change(ShownPhotos photos, const RowChanges& changes);
    /// The list given last, as it was given: what is shown of it may come in another order, or
    /// later, when it takes time to arrange.
    const PhotoListPtr& photos() const { return m_source; }
    /// `photos` is being arranged and will be shown.
    void expect(PhotoListPtr photos) { m_source = std::move(photos); }
    /// The rows that are shown; null is an empty list.
    const PhotoListPtr& rows() const { return m_photos; }

    /// The library's folders, for the names of disks that are away.
    void setRoots(const QList<RootInfo>& roots) { m_roots = roots; }

    /// The picture of a valid row.
    PhotoItem photo(int row) const;
    /// The row that shows `file`, -1 when there is none.
    int rowOf(FileId file) const;
    /// True when rows carry scores.
    bool isAnswer() const { return m_isAnswer; }
    /// How many of the first rows are good matches; nothing: not known.
    std::optional<int> good() const;
    /// How many copies are folded behind a row.
    int folded(int row) const { return m_shown.arranged ? m_shown.arranged->folded(row) : 0; }
    PhotoItem foldedAt(int row, int copy) const { return m_shown.arranged->foldedAt(row, copy); }
    /// Where a row stands among the copies that were opened.
    ArrangedPhotos::Place place(int row) const;
    /// What the rows are beside another list that is shown; none: there is no other list.
    void setShifts(RankShifts shifts);
    const RankShifts& shifts() const { return m_shifts; }
    std::optional<RankShift> shift(FileId file) const { return m_shifts.of(file); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    Qt::DropActions supportedDragActions() const override { return Qt::CopyAction; }

private:
    QString toolTip(const PhotoItem& item, int row) const;
    QString accessibleText(const PhotoItem& item, int row) const;
    /// How well a row fits, in words: what its marks show.
    QString fitText(float score, int row) const;
    QString awayText(const PhotoItem& item) const;
    QString foldedText(int row) const;
    QString shiftText(FileId file) const;
    bool take(ShownPhotos photos);
    void bringIntoOrder(const std::vector<int>& order);
    void takeOutAndPutIn(const RowChanges& changes);

    PhotoListPtr m_source;
    ShownPhotos m_shown;
    PhotoListPtr m_photos;  ///< the rows of m_shown
    // While rows are taken out and put in, from the end to the beginning: those from m_split on are
    // the last ones of m_next already.
    PhotoListPtr m_next;
    int m_split = 0;
    int m_count = 0;
    QList<RootInfo> m_roots;
    bool m_isAnswer = false;
    ScoreScale m_scale;
    RankShifts m_shifts;
};

}  // namespace semblance
