#pragma once

#include <QAbstractListModel>

#include "core/catalogue/photolist.h"
#include "core/library/services/libraryservice.h"
#include "core/library/services/rowchanges.h"

namespace semblance {

/// A PhotoList for views: the whole library or an answer. Rows are made when asked for, so that
/// 100,000 pictures cost nothing until they are looked at.
class PhotoListModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        PathRole = Qt::UserRole,  ///< QString, absolute
        ContentRole,              ///< qint64
        ScoreRole,                ///< float, invalid when browsing
        StrengthRole,   ///< float 0..1: the score between the last and the best of this answer
        AvailableRole,  ///< bool: its disk is there
    };

    using QAbstractListModel::QAbstractListModel;

    /// Shows another list; null is an empty one. Views start anew.
    void setPhotos(PhotoListPtr photos);
    /// Shows what has become of the list shown: `changes` lead from it to `photos`. Views keep what
    /// is selected and current, by FileId, and look at nothing but the rows that changed. Another
    /// list when they do not fit.
    void changePhotos(PhotoListPtr photos, const RowChanges& changes);
    const PhotoListPtr& photos() const { return m_photos; }

    /// The library's folders, for the names of disks that are away.
    void setRoots(const QList<RootInfo>& roots) { m_roots = roots; }

    /// The picture of a valid row.
    PhotoItem photo(int row) const;
    /// The row that shows `file`, -1 when there is none.
    int rowOf(FileId file) const;
    /// True when rows carry scores.
    bool isAnswer() const { return m_isAnswer; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    Qt::DropActions supportedDragActions() const override { return Qt::CopyAction; }

private:
    QString toolTip(const PhotoItem& item) const;
    QString accessibleText(const PhotoItem& item, int row) const;
    QString awayText(const PhotoItem& item) const;
    float strength(float score) const;
    bool takeScores();
    void bringIntoOrder(const std::vector<int>& order);
    void takeOutAndPutIn(const RowChanges& changes);

    PhotoListPtr m_photos;
    // While rows are taken out and put in, from the end to the beginning: those from m_split on are
    // the last ones of m_next already.
    PhotoListPtr m_next;
    int m_split = 0;
    int m_count = 0;
    QList<RootInfo> m_roots;
    bool m_isAnswer = false;
    float m_best = 0;
    float m_last = 0;
};

}  // namespace semblance
