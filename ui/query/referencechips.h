#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <QPointer>
#include <functional>

#include "core/query/query.h"

class QImage;
class QMimeData;
class QWidget;

namespace semblance {

class PictureDrop;
class PictureService;
class QueryModel;
class ReferenceChip;
class ReferencePopup;

/// The chips of a query's reference pictures, kept in step with its model, and what is done with
/// them. Where they stand is the bar's concern.
class ReferenceChips final : public QObject {
    Q_OBJECT

public:
    /// All outlive it; the chips are children of `field`.
    ReferenceChips(QueryModel& model, PictureService& pictures, PictureDrop& drop, QWidget& field);

    /// Of more in the model the first have a chip.
    static constexpr int most = 6;

    /// In the model's order.
    const QList<ReferenceChip*>& all() const { return m_chips; }
    void remove(ReferenceChip* chip);

Q_SIGNALS:
    /// Other chips, or another order.
    void changed();
    /// The query is about to be edited here: what is typed and not yet taken is to be taken before.
    void editing();
    /// The user took one out.
    void removed();
    void viewWanted(const QString& path);
    void replaceWanted(std::size_t index, const QMimeData& mime);
    void neighbourWanted(QWidget* chip, int by);

private:
    void follow();
    ReferenceChip* takeMatching(QList<ReferenceChip*>& old, const PictureSource& picture,
                                bool withRegion) const;
    ReferenceChip* make(const PictureSource& picture);
    void connectChip(ReferenceChip* chip);
    void showPicture(ReferenceChip* chip);
    void requestThumbnail(ReferenceChip* chip);
    void showDetails(ReferenceChip* chip);
    std::size_t indexOf(ReferenceChip* chip) const;
    void edit(ReferenceChip* chip, const std::function<void(Reference&)>& change);
    void move(ReferenceChip* chip, qsizetype to);

    QueryModel& m_model;
    PictureService& m_pictures;
    PictureDrop& m_drop;
    QWidget& m_field;
    QList<ReferenceChip*> m_chips;
    QHash<quint64, QPointer<ReferenceChip>> m_thumbnails;  ///< by the number of their request
    QHash<quint64, QPointer<ReferencePopup>> m_larger;
};

}  // namespace semblance
