#include "ui/results/photolistmodel.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QMimeData>
#include <QUrl>
#include <algorithm>
#include <limits>
#include <utility>

#include "core/base/clocktext.h"
#include "ui/results/photomonths.h"
#include "ui/results/videomark.h"

namespace semblance {
namespace {

QString nameOf(const QString& path) {
    return path.sliced(path.lastIndexOf(u'/') + 1);
}

int countOf(const PhotoList* photos) {
    return photos ? int(qMin<qsizetype>(photos->size(), std::numeric_limits<int>::max())) : 0;
}

/// Another list's pictures in another order, until the next list takes its place.
class OrderedPhotos final : public PhotoList {
public:
    OrderedPhotos(PhotoListPtr photos, std::vector<int> order)
        : m_photos(std::move(photos)), m_order(std::move(order)) {}
    qsizetype size() const override { return qsizetype(m_order.size()); }
    PhotoItem at(qsizetype row) const override { return m_photos->at(m_order[std::size_t(row)]); }

private:
    PhotoListPtr m_photos;
    std::vector<int> m_order;
};

}  // namespace

void PhotoListModel::show(ShownPhotos photos) {
    beginResetModel();
    m_photos = photos.shown();
    m_count = countOf(m_photos.get());
    take(std::move(photos));
    endResetModel();
}

void PhotoListModel::change(ShownPhotos photos, const RowChanges& changes) {
    const PhotoListPtr rows = photos.shown();
    if (!changes.lead(m_count, countOf(rows.get())))
        return show(std::move(photos));
    // Between the lists, rows are not those that anything is folded behind.
    m_shown.arranged.reset();
    if (!changes.order.empty())
        bringIntoOrder(changes.order);
    m_next = rows;
    takeOutAndPutIn(changes);
    m_photos = std::exchange(m_next, nullptr);
    if (take(std::move(photos)) && m_count > 0) {
        Q_EMIT dataChanged(index(0), index(m_count - 1));
        return;
    }
    for (const RowRange& range : changes.changed)
        Q_EMIT dataChanged(index(int(range.first)), index(int(range.end() - 1)));
}

void PhotoListModel::bringIntoOrder(const std::vector<int>& order) {
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    std::vector<int> places(order.size());
    for (std::size_t place = 0; place < order.size(); ++place)
        places[std::size_t(order[place])] = int(place);
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    after.reserve(before.size());
    for (const QModelIndex& old : before)
        after.append(index(places[std::size_t(old.row())]));
    m_photos = std::make_shared<OrderedPhotos>(m_photos, order);
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

// From the end to the beginning, so that at any time a row is either an old one or a new one.
void PhotoListModel::takeOutAndPutIn(const RowChanges& changes) {
    auto removed = changes.removed.rbegin();
    auto inserted = changes.inserted.rbegin();
    qsizetype oldEnd = m_count;
    qsizetype newEnd = countOf(m_next.get());
    m_split = m_count;
    while (removed != changes.removed.rend() || inserted != changes.inserted.rend()) {
        const bool hasRemoved = removed != changes.removed.rend();
        const bool hasInserted = inserted != changes.inserted.rend();
        const qsizetype behindRemoved = hasRemoved ? oldEnd - removed->end() : oldEnd;
        const qsizetype behindInserted = hasInserted ? newEnd - inserted->end() : newEnd;
        const qsizetype kept = std::min(behindRemoved, behindInserted);
        oldEnd -= kept;
        newEnd -= kept;
        m_split = int(oldEnd);
        if (hasInserted && behindInserted == kept) {
            beginInsertRows({}, m_split, m_split + int(inserted->count) - 1);
            newEnd -= inserted->count;
            m_count += int(inserted->count);
            ++inserted;
            endInsertRows();
        } else {
            beginRemoveRows({}, int(removed->first), m_split - 1);
            oldEnd -= removed->count;
            m_split = int(oldEnd);
            m_count -= int(removed->count);
            ++removed;
            endRemoveRows();
        }
    }
}

// True when rows that stayed are to be drawn anew all the same: by another scale of scores, or
// because other copies are folded.
bool PhotoListModel::take(ShownPhotos photos) {
    m_source = photos.source;
    m_shown = std::move(photos);
    m_isAnswer = m_count > 0 && m_photos->at(0).score.has_value();
    const ScoreScale scale = m_isAnswer ? ScoreScale(*m_source, m_shown.good) : ScoreScale();
    return std::exchange(m_scale, scale) != scale || m_shown.arranged;
}

std::optional<int> PhotoListModel::good() const {
    const auto good = m_shown.arranged ? m_shown.arranged->good() : m_shown.good;
    return m_isAnswer && good ? std::optional(int(std::clamp<qsizetype>(*good, 0, m_count)))
                              : std::nullopt;
}

ArrangedPhotos::Place PhotoListModel::place(int row) const {
    return m_shown.arranged ? m_shown.arranged->place(row) : ArrangedPhotos::Place::Alone;
}

PhotoItem PhotoListModel::photo(int row) const {
    if (m_next && row >= m_split)
        return m_next->at(m_next->size() - m_count + row);
    return m_photos->at(row);
}

int PhotoListModel::rowOf(FileId file) const {
    return m_photos ? int(rowOfFile(*m_photos, file)) : -1;
}

int PhotoListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : m_count;
}

QVariant PhotoListModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    switch (role) {
        case Qt::DisplayRole:
            return nameOf(photo(index.row()).path);
        case Qt::ToolTipRole:
            return toolTip(photo(index.row()), index.row());
        case Qt::AccessibleTextRole:
            return accessibleText(photo(index.row()), index.row());
        case Qt::AccessibleDescriptionRole: {
            const auto score = photo(index.row()).score;
            return score ? tr("Score %1").arg(QLocale().toString(double(*score), 'f', 3))
                         : QString();
        }
        case PathRole:
            return photo(index.row()).path;
        case ContentRole:
            return qint64(photo(index.row()).content.value);
        case AvailableRole:
            return photo(index.row()).available;
        case FailureRole:
            return photo(index.row()).failure;
        case ScoreRole:
        case GradeRole: {
            const auto score = photo(index.row()).score;
            if (!score)
                return {};
            return role == ScoreRole ? QVariant(*score) : QVariant(m_scale.grade(*score));
        }
        default:
            return {};
    }
}

Qt::ItemFlags PhotoListModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags base = QAbstractListModel::flags(index);
    return index.isValid() ? base | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren : base;
}

QStringList PhotoListModel::mimeTypes() const {
    return {QStringLiteral("text/uri-list")};
}

QMimeData* PhotoListModel::mimeData(const QModelIndexList& indexes) const {
    if (indexes.isEmpty())
        return nullptr;
    QList<QUrl> urls;
    for (const QModelIndex& index : indexes)
        urls.append(QUrl::fromLocalFile(photo(index.row()).path));
    auto* data = new QMimeData;
    data->setUrls(urls);
    return data;
}

QString PhotoListModel::toolTip(const PhotoItem& item, int row) const {
    QString text = QStringLiteral("<b>%1</b><br>%2")
                       .arg(nameOf(item.path).toHtmlEscaped(),
                            QDir::toNativeSeparators(QFileInfo(item.path).path()).toHtmlEscaped());
    if (item.score)
        text += QStringLiteral("<br>") +
                tr("Similarity %1").arg(QLocale().toString(double(*item.score), 'f', 3));
    if (item.durationMs.value_or(0) > 0)
        text += QStringLiteral("<br>") + tr("Video, %1").arg(clockText(*item.durationMs));
    if (!item.failure.isEmpty())
        text += QStringLiteral("<br>") + item.failure.toHtmlEscaped();
    if (!item.available)
        text += QStringLiteral("<br>") + awayText(item).toHtmlEscaped();
    if (const QString folded = foldedText(row); !folded.isEmpty())
        text += QStringLiteral("<br>") + folded + QStringLiteral(" (+)");
    if (const QString shifted = shiftText(item.file); !shifted.isEmpty())
        text += QStringLiteral("<br>") + shifted;
    return text;
}

QString PhotoListModel::awayText(const PhotoItem& item) const {
    if (!item.file.isValid())
        return tr("It is no longer in the library.");
    for (const RootInfo& root : m_roots) {
        if (!root.volume.isEmpty() && item.path.startsWith(root.path + u'/'))
            return tr("The disk “%1” is not connected. Plug it in to open the picture.")
                .arg(root.volume);
    }
    return tr("Its disk is not connected. Plug it in to open the picture.");
}

QString PhotoListModel::accessibleText(const PhotoItem& item, int row) const {
    const bool isRanked = item.score && (!m_shown.arranged || m_shown.arranged->isAsGiven());
    QString text =
        (isRanked ? tr("%1, rank %2 of %3") : tr("%1, picture %2 of %3"))
            .arg(nameOf(item.path), QLocale().toString(row + 1), QLocale().toString(rowCount()));
    if (item.score)
        text += QStringLiteral(", ") + fitText(*item.score, row);
    if (m_photos->isByTime())
        text += QStringLiteral(", ") + monthText(monthOf(item.takenMs));
    if (item.durationMs)
        text += QStringLiteral(", ") + videoText(*item.durationMs);
    if (!item.failure.isEmpty())
        text += QStringLiteral(", ") + tr("could not be read: %1").arg(item.failure);
    if (!item.available)
        text += QStringLiteral(", ") + (item.file.isValid() ? tr("its disk is not connected")
                                                            : tr("no longer in the library"));
    if (const QString folded = foldedText(row); !folded.isEmpty())
        text += QStringLiteral(", ") + folded;
    if (const QString shifted = shiftText(item.file); !shifted.isEmpty())
        text += QStringLiteral(", ") + shifted;
    return text;
}

QString PhotoListModel::fitText(float score, int row) const {
    static_assert(ScoreScale::grades == 3);
    switch (row < good().value_or(m_count) ? m_scale.grade(score) : 0) {
        case 0:
            return tr("a weak match");
        case 1:
            return tr("a fair match");
        case 2:
            return tr("a good match");
        default:
            return tr("a very good match");
    }
}

void PhotoListModel::setShifts(RankShifts shifts) {
    if (m_shifts.isEmpty() && shifts.isEmpty())
        return;
    m_shifts = std::move(shifts);
    if (m_count > 0)
        Q_EMIT dataChanged(index(0), index(m_count - 1));
}

QString PhotoListModel::shiftText(FileId file) const {
    const std::optional<RankShift> found = shift(file);
    switch (found ? found->kind : RankShift::Kind::Same) {
        case RankShift::Kind::Same:
            break;
        case RankShift::Kind::Higher:
            return tr("%Ln place(s) higher than in the other answer", nullptr, found->places);
        case RankShift::Kind::Lower:
            return tr("%Ln place(s) lower than in the other answer", nullptr, found->places);
        case RankShift::Kind::OnlyHere:
            return tr("not in the other answer");
    }
    return {};
}

QString PhotoListModel::foldedText(int row) const {
    const int copies = folded(row);
    return copies > 0 ? tr("%Ln copies folded", nullptr, copies) : QString();
}

}  // namespace semblance
