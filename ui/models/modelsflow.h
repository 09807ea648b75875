#pragma once

#include <QList>
#include <QObject>
#include <QSet>
#include <QString>

#include "core/library/services/modelservice.h"

namespace semblance {

class IndexingService;
class ModelsPage;

/// Carries what the Models page wants to the services, and what they answer back to it; says what
/// came of it.
class ModelsFlow final : public QObject {
    Q_OBJECT

public:
    ModelsFlow(ModelService& models, IndexingService& indexing, ModelsPage& page,
               QObject* parent = nullptr);

Q_SIGNALS:
    /// Something was done; a sentence.
    void said(const QString& sentence);
    void problem(const semblance::Error& error);
    /// Searches are answered with another model than before.
    void answeringChanged();

private:
    void connectWishes();
    void connectImport();
    void take(const QList<ModelEntry>& models);
    void measureShippedModels();
    void show();
    void endImport();
    const ModelEntry* find(const QString& name) const;
    QString titleOf(const QString& name) const;
    void sayWhatTheCheckFound(const QString& name);

    ModelService& m_models;
    IndexingService& m_indexing;
    ModelsPage& m_page;
    QList<ModelEntry> m_list;
    QString m_answering;       ///< name of the model
    QSet<QString> m_measured;  ///< by measureShippedModels()
    QSet<QString> m_unasked;   ///< being checked without anybody having asked for it
};

}  // namespace semblance
