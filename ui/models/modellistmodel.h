#pragma once

#include <QAbstractListModel>

#include "ui/models/modelstanding.h"

namespace semblance {

/// The models there are, a row each, in words.
class ModelListModel final : public QAbstractListModel {
    Q_OBJECT

public:
    /// Beside Qt::DisplayRole, the title.
    enum Role {
        NameRole = Qt::UserRole,  ///< KnownModel::name
        FactsRole,                ///< "CLIP ViT-L/14 · 1.7 GB · 768 dimensions"
        AbilitiesRole,            ///< "Mixes picture and sentence · about 35 pictures a second"
        CoverageRole,             ///< "MIT · All 52,000 pictures"
        ShareRole,                ///< of the pictures that it has encoded, 0..1
        BadgeRole,                ///< "in use"
        KindRole,                 ///< int(ModelStanding::Kind)
    };

    using QAbstractListModel::QAbstractListModel;

    /// Rows that stay keep their place among the selected ones.
    void setSituation(const ModelsSituation& situation);
    const ModelsSituation& situation() const { return m_situation; }

    const ModelEntry& entry(int row) const { return m_situation.models.at(row); }
    /// -1 when there is none of this name.
    int rowOf(const QString& name) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    QString facts(const ModelEntry& entry) const;
    QString abilities(const ModelEntry& entry) const;
    QString coverage(const ModelEntry& entry) const;

    ModelsSituation m_situation;
};

}  // namespace semblance
