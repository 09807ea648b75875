#pragma once

#include <QAbstractListModel>

#include "core/library/libraryservice.h"
#include "core/library/photolist.h"

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

    /// Shows another list; null is an empty one.
    void setPhotos(PhotoListPtr photos);
    const PhotoListPtr& photos() const { return m_photos; }

    /// The library's folders, for the names of disks that are away.
    void setRoots(const QList<RootInfo>& roots) { m_roots = roots; }

    /// The picture of a valid row.
    PhotoItem photo(int row) const;
    /// The row that shows `file`, looked for at `near` first and then around it; -1 when it is not
    /// within `reach` rows of it.
    int rowOf(FileId file, int near, int reach = 4096) const;
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

    PhotoListPtr m_photos;
    QList<RootInfo> m_roots;
    bool m_isAnswer = false;
    float m_best = 0;
    float m_last = 0;
};

}  // namespace semblance
