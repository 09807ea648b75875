#pragma once

#include <QAbstractTableModel>

#include "core/library/services/libraryservice.h"

namespace semblance {

/// Files that could not be read: name, reason, folder.
class FailedModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, Reason, Folder, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setPhotos(const QList<FailedPhoto>& photos);
    const FailedPhoto& photo(int row) const { return m_photos.at(row); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<FailedPhoto> m_photos;
};

}  // namespace semblance
