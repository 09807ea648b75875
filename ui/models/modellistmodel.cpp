#include "ui/models/modellistmodel.h"

#include <QDir>
#include <QStringList>
#include <algorithm>

#include "ui/models/modelwording.h"

namespace semblance {
namespace {

QString joined(QStringList parts) {
    parts.removeAll(QString());
    return parts.join(QStringLiteral("  ·  "));
}

bool namesAreEqual(const QList<ModelEntry>& a, const QList<ModelEntry>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const ModelEntry& one, const ModelEntry& other) {
                          return one.model.name == other.model.name;
                      });
}

}  // namespace

void ModelListModel::setSituation(const ModelsSituation& situation) {
    if (namesAreEqual(m_situation.models, situation.models)) {
        m_situation = situation;
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_situation = situation;
    endResetModel();
}

int ModelListModel::rowOf(const QString& name) const {
    for (int row = 0; row < rowCount(); ++row) {
        if (entry(row).model.name == name)
            return row;
    }
    return -1;
}

int ModelListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_situation.models.size());
}

QString ModelListModel::facts(const ModelEntry& entry) const {
    const ModelReport& report = entry.model.report;
    if (report.family.isEmpty())
        return QDir::toNativeSeparators(entry.model.dir);
    return joined(
        {familyText(report), bytesText(report.bytes), tr("%1 dimensions").arg(report.dim)});
}

QString ModelListModel::abilities(const ModelEntry& entry) const {
    if (entry.model.state == KnownModel::State::Broken)
        return entry.model.problem;
    if (entry.isFolder)
        return tr("Not imported: it is used where it lies");
    if (entry.model.state == KnownModel::State::Unchecked)
        return tr("Not checked yet");
    const ModelReport& report = entry.model.report;
    return joined({compositionText(report), speedText(report)});
}

QString ModelListModel::coverage(const ModelEntry& entry) const {
    const ModelReport& report = entry.model.report;
    return joined({!report.family.isEmpty() ? shortLicenceText(report) : QString(),
                   m_situation.libraryPictures > 0
                       ? coverageText(entry.pictures, m_situation.libraryPictures)
                       : QString()});
}

QVariant ModelListModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const ModelEntry& model = entry(index.row());
    switch (role) {
        case Qt::DisplayRole:
            return modelTitle(model);
        case Qt::ToolTipRole:
            return QDir::toNativeSeparators(model.model.dir);
        case Qt::AccessibleTextRole:
            return joined({modelTitle(model), standingOf(model, m_situation).badge, facts(model),
                           abilities(model), coverage(model)});
        case NameRole:
            return model.model.name;
        case FactsRole:
            return facts(model);
        case AbilitiesRole:
            return abilities(model);
        case CoverageRole:
            return coverage(model);
        case ShareRole:
            return m_situation.libraryPictures > 0
                       ? std::clamp(double(model.pictures) / double(m_situation.libraryPictures),
                                    0.0, 1.0)
                       : 0.0;
        case BadgeRole:
            return standingOf(model, m_situation).badge;
        case KindRole:
            return int(standingOf(model, m_situation).kind);
        default:
            return {};
    }
}

}  // namespace semblance
