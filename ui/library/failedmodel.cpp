#include "ui/library/failedmodel.h"

#include <QDir>
#include <QFileInfo>

namespace semblance {

void FailedModel::setPhotos(const QList<FailedPhoto>& photos) {
    beginResetModel();
    m_photos = photos;
    endResetModel();
}

int FailedModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_photos.size());
}

int FailedModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FailedModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const FailedPhoto& failed = m_photos.at(index.row());
    if (role == Qt::ToolTipRole)
        return QString(QDir::toNativeSeparators(failed.path) + u'\n' + failed.reason);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
        case Name:
            return QFileInfo(failed.path).fileName();
        case Reason:
            return failed.reason;
        case Folder:
            return QDir::toNativeSeparators(QFileInfo(failed.path).path());
        default:
            return {};
    }
}

QVariant FailedModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
        case Name:
            return tr("File");
        case Reason:
            return tr("What happened");
        case Folder:
            return tr("Folder");
        default:
            return {};
    }
}

}  // namespace semblance
