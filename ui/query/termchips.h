#pragma once

#include <QHash>
#include <QList>
#include <QMultiHash>
#include <QObject>
#include <QPointer>
#include <functional>

#include "core/query/query.h"

class QWidget;

namespace semblance {

class PictureService;
class QueryModel;
class TermChip;

/// The chips of all of a query that is neither a reference nor its sentence: what is not wanted,
/// the filters, and what there should be more or less of. In step with the model.
class TermChips final : public QObject {
    Q_OBJECT

public:
    /// All outlive it; the chips are children of `field`.
    TermChips(QueryModel& model, PictureService& pictures, QWidget& field);

    /// More marked results than these are one chip, which opens a list.
    static constexpr std::size_t mostPictures = 3;

    /// Filters that are shown in another place get no chip.
    void setShownElsewhere(std::function<bool(const PhotoFilter::Term&)> isShown);

    const QList<TermChip*>& all() const { return m_chips; }
    /// What a content of the library is called and where it lies, as far as that is known here.
    void noteFile(qint64 content, const QString& path);
    void removeLast();

    /// Of a marked result, at `index` of the model's feedback.
    TermChip* makeFeedbackChip(std::size_t index, QWidget* parent);

Q_SIGNALS:
    void changed();
    /// The query is about to be edited here: what is typed and not yet taken is to be taken before.
    void editing();
    void removed();
    /// A chip becomes text of the sentence again.
    void textWanted(const QString& text);
    void neighbourWanted(QWidget* chip, int by);

private:
    struct Wanted;

    void follow();
    std::vector<Wanted> wanted() const;
    TermChip* make(const Wanted& chip);
    void activate(const TermChip* chip);
    void remove(const TermChip* chip);
    void turn(const TermChip* chip, int steps);
    void showList(const QWidget& below);
    QString nameOf(qint64 content) const;

    QueryModel& m_model;
    PictureService& m_pictures;
    QWidget& m_field;
    QList<TermChip*> m_chips;
    std::function<bool(const PhotoFilter::Term&)> m_isElsewhere;
    QHash<qint64, QString> m_files;                    ///< content -> path
    QMultiHash<qint64, QPointer<TermChip>> m_waiting;  ///< for the thumbnail of a content
};

}  // namespace semblance
