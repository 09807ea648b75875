#include "ui/models/modelsflow.h"

#include <algorithm>
#include <utility>

#include "core/library/services/indexingservice.h"
#include "ui/models/modelspage.h"
#include "ui/models/modelwording.h"

namespace semblance {

ModelsFlow::ModelsFlow(ModelService& models, IndexingService& indexing, ModelsPage& page,
                       QObject* parent)
    : QObject(parent), m_models(models), m_indexing(indexing), m_page(page) {
    models.setIndexing(&indexing);
    connect(&indexing, &IndexingService::progressChanged, &page, &ModelsPage::setIndexing);
    connectWishes();
    connectImport();
}

void ModelsFlow::connectWishes() {
    connect(&m_page, &ModelsPage::opened, this, [this] {
        m_models.refresh();
        measureShippedModels();
    });
    connect(&m_page, &ModelsPage::checkWanted, &m_models, &ModelService::check);
    connect(&m_page, &ModelsPage::chooseWanted, this, [this](const QString& name) {
        // A large model takes seconds before anything else can be said.
        Q_EMIT said(tr("Loading “%1”…").arg(titleOf(name)));
        m_models.choose(name);
    });
    connect(&m_page, &ModelsPage::removeWanted, &m_models, &ModelService::remove);
    connect(&m_page, &ModelsPage::forgetWanted, &m_models, &ModelService::forget);
    connect(&m_models, &ModelService::modelsChanged, this, &ModelsFlow::take);
    connect(&m_models, &ModelService::checkStarted, this, &ModelsFlow::show);
    connect(&m_models, &ModelService::checked, this, &ModelsFlow::sayWhatTheCheckFound);
    connect(&m_models, &ModelService::choiceWaits, this, [this](const QString& name) {
        Q_EMIT said(tr("Searches will be answered with “%1” as soon as a library is open.")
                        .arg(titleOf(name)));
    });
    connect(&m_models, &ModelService::removed, this,
            [this](const QString& name) { Q_EMIT said(tr("“%1” was removed.").arg(name)); });
    connect(&m_models, &ModelService::forgotten, this, [this](const QString&, qint64 bytesFreed) {
        Q_EMIT said(tr("%1 were freed.").arg(bytesText(bytesFreed)));
    });
    connect(&m_models, &ModelService::problem, this, [this](const Error& error) {
        show();
        Q_EMIT problem(error);
    });
}

void ModelsFlow::connectImport() {
    connect(&m_page, &ModelsPage::importWanted, this, [this](const QString& dir) {
        // Shown at once: the first word of the service waits for its engine.
        if (!m_models.isImporting())
            m_page.setImport({});
        m_models.importFolder(dir);
    });
    connect(&m_page, &ModelsPage::cancelImportWanted, &m_models, &ModelService::cancelImport);
    connect(&m_models, &ModelService::importProgressed, &m_page, &ModelsPage::setImport);
    connect(&m_models, &ModelService::imported, this, [this](const QString& name, bool wasThere) {
        endImport();
        m_page.select(name);
        Q_EMIT said(wasThere
                        ? tr("This model is there already: “%1”. Nothing was copied.").arg(name)
                        : tr("“%1” was imported and computes well. It can be used now.").arg(name));
    });
    connect(&m_models, &ModelService::importFailed, this,
            [this](const QString&, const Error& error) {
                endImport();
                if (error.kind == ErrorKind::Cancelled)
                    Q_EMIT said(tr("The import was cancelled. Nothing of it was kept."));
                else
                    Q_EMIT problem(error);
            });
}

void ModelsFlow::take(const QList<ModelEntry>& models) {
    m_list = models;
    show();
    measureShippedModels();
    const auto found =
        std::find_if(models.begin(), models.end(), [](const ModelEntry& e) { return e.answers; });
    if (found == models.end())
        return;
    const QString before = std::exchange(m_answering, found->model.name);
    if (before.isEmpty() || before == m_answering)
        return;
    Q_EMIT said(tr("Searches are answered with “%1” now.").arg(modelTitle(*found)));
    Q_EMIT answeringChanged();
}

// An imported model was measured when it came; how fast a shipped one runs here is found out when
// somebody looks, once on a machine. Not while the library is read: both would be slow.
void ModelsFlow::measureShippedModels() {
    if (!m_page.isVisible() || m_indexing.isRunning() || m_models.isImporting())
        return;
    for (const ModelEntry& entry : std::as_const(m_list)) {
        const KnownModel& model = entry.model;
        const bool isMeasured = model.state != KnownModel::State::Good || model.report.wasTested();
        if (entry.isFolder || isMeasured || model.origin != KnownModel::Origin::Shipped ||
            m_measured.contains(model.name))
            continue;
        m_measured.insert(model.name);
        m_unasked.insert(model.name);
        m_models.check(model.name);
    }
}

void ModelsFlow::show() {
    QSet<QString> checking;
    for (const ModelEntry& entry : std::as_const(m_list)) {
        if (m_models.isChecking(entry.model.name))
            checking.insert(entry.model.name);
    }
    m_page.setModels(m_list, m_models.libraryPictures(), checking);
}

void ModelsFlow::endImport() {
    if (m_models.isImporting())
        m_page.setImport({});  // the next one's turn
    else
        m_page.endImport();
}

const ModelEntry* ModelsFlow::find(const QString& name) const {
    const auto found = std::find_if(m_list.begin(), m_list.end(), [&](const ModelEntry& entry) {
        return entry.model.name == name;
    });
    return found == m_list.end() ? nullptr : &*found;
}

QString ModelsFlow::titleOf(const QString& name) const {
    const ModelEntry* entry = find(name);
    return entry ? modelTitle(*entry) : name;
}

// What is wrong with a model stands beside it.
void ModelsFlow::sayWhatTheCheckFound(const QString& name) {
    show();
    const ModelEntry* entry = find(name);
    if (m_unasked.remove(name) || !entry || entry->model.state == KnownModel::State::Broken)
        return;
    const QString title = modelTitle(*entry);
    const QString speed = speedText(entry->model.report);
    Q_EMIT said(speed.isEmpty() ? tr("“%1” can be used.").arg(title)
                                : tr("“%1” computes well: %2.").arg(title, speed));
}

}  // namespace semblance
