#include "ui/results/photolistmodel.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QMimeData>
#include <QUrl>
#include <limits>

namespace semblance {
namespace {

QString nameOf(const QString& path) {
    return path.sliced(path.lastIndexOf(u'/') + 1);
}

}  // namespace

void PhotoListModel::setPhotos(PhotoListPtr photos) {
    beginResetModel();
    m_photos = std::move(photos);
    const int count = rowCount();
    m_isAnswer = count > 0 && m_photos->at(0).score.has_value();
    if (m_isAnswer) {
        m_best = *m_photos->at(0).score;
        m_last = m_photos->at(count - 1).score.value_or(m_best);
    }
    endResetModel();
}

PhotoItem PhotoListModel::photo(int row) const {
    return m_photos->at(row);
}

int PhotoListModel::rowOf(FileId file, int near, int reach) const {
    const int count = rowCount();
    for (int distance = 0; distance <= reach; ++distance) {
        for (const int row : {near - distance, near + distance}) {
            if (row >= 0 && row < count && m_photos->at(row).file == file)
                return row;
        }
    }
    return -1;
}

int PhotoListModel::rowCount(const QModelIndex& parent) const {
    if (parent.isValid() || !m_photos)
        return 0;
    return int(qMin<qsizetype>(m_photos->size(), std::numeric_limits<int>::max()));
}

QVariant PhotoListModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    switch (role) {
        case Qt::DisplayRole:
            return nameOf(photo(index.row()).path);
        case Qt::ToolTipRole:
            return toolTip(photo(index.row()));
        case Qt::AccessibleTextRole:
            return accessibleText(photo(index.row()), index.row());
        case PathRole:
            return photo(index.row()).path;
        case ContentRole:
            return qint64(photo(index.row()).content.value);
        case AvailableRole:
            return photo(index.row()).available;
        case ScoreRole:
        case StrengthRole: {
            const auto score = photo(index.row()).score;
            if (!score)
                return {};
            return role == ScoreRole ? *score : strength(*score);
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

QString PhotoListModel::toolTip(const PhotoItem& item) const {
    QString text = QStringLiteral("<b>%1</b><br>%2")
                       .arg(nameOf(item.path).toHtmlEscaped(),
                            QDir::toNativeSeparators(QFileInfo(item.path).path()).toHtmlEscaped());
    if (item.score)
        text += QStringLiteral("<br>") +
                tr("Similarity %1").arg(QLocale().toString(double(*item.score), 'f', 3));
    if (!item.available)
        text += QStringLiteral("<br>") + awayText(item).toHtmlEscaped();
    return text;
}

QString PhotoListModel::awayText(const PhotoItem& item) const {
    for (const RootInfo& root : m_roots) {
        if (!root.volume.isEmpty() && item.path.startsWith(root.path + u'/'))
            return tr("The disk “%1” is not connected. Plug it in to open the picture.")
                .arg(root.volume);
    }
    return tr("Its disk is not connected. Plug it in to open the picture.");
}

QString PhotoListModel::accessibleText(const PhotoItem& item, int row) const {
    QString text =
        tr("%1, picture %2 of %3")
            .arg(nameOf(item.path), QLocale().toString(row + 1), QLocale().toString(rowCount()));
    if (!item.available)
        text += QStringLiteral(", ") + tr("its disk is not connected");
    return text;
}

float PhotoListModel::strength(float score) const {
    if (m_best - m_last < 1e-6f)
        return 1.0f;
    // The last one keeps a visible stub: it is a result, too.
    return 0.1f + 0.9f * qBound(0.0f, (score - m_last) / (m_best - m_last), 1.0f);
}

}  // namespace semblance
