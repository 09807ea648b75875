#pragma once

#include <QWidget>

#include "core/library/indexing/indexing.h"
#include "ui/models/modelstanding.h"

class QLabel;
class QListView;
class QPushButton;
class QScrollArea;
class QSplitter;
class QToolButton;

namespace semblance {

class ImportStrip;
class MessageStrip;
class ModelDetails;
class ModelListModel;

/// The models there are: which one answers, what each is and can; import, check, use, remove. Shows
/// what it is told and says what is wanted; ModelsFlow connects it with the services.
class ModelsPage final : public QWidget {
    Q_OBJECT

public:
    explicit ModelsPage(QWidget* parent = nullptr);

    /// `checking`: names of the models whose self-test runs or waits.
    void setModels(const QList<ModelEntry>& models, qint64 libraryPictures,
                   const QSet<QString>& checking);
    void setIndexing(const IndexingProgress& progress);

    void setImport(const ModelImportProgress& progress);
    /// No import is under way any more.
    void endImport();

    /// Shows this model in the details, now or as soon as it is in the list.
    void select(const QString& name);
    QString selected() const;

    /// Where the page says what happened.
    MessageStrip* messages() const { return m_messages; }

    void chooseFolder();

    /// The table of models that are worth fetching.
    void showRecommended();

Q_SIGNALS:
    /// The page came into sight.
    void opened();
    void closed();
    void importWanted(const QString& dir);
    void cancelImportWanted();
    void checkWanted(const QString& name);
    void chooseWanted(const QString& name);
    void removeWanted(const QString& name);
    void forgetWanted(const QString& name);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* buildBar();
    QWidget* buildList();
    QWidget* buildDetails();
    void connectParts();
    void setSituation(const ModelsSituation& situation);
    void showSelected();
    void setDropping(bool isDropping);

    ModelListModel* m_model;
    ImportStrip* m_import = nullptr;
    MessageStrip* m_messages = nullptr;
    QListView* m_list = nullptr;
    ModelDetails* m_details = nullptr;
    QSplitter* m_splitter = nullptr;
    QToolButton* m_back = nullptr;
    QPushButton* m_find = nullptr;
    QPushButton* m_add = nullptr;
    QLabel* m_line = nullptr;
    QLabel* m_hint = nullptr;
    QScrollArea* m_scroll = nullptr;
    QString m_shown;   ///< name of the model in the details
    QString m_wanted;  ///< to be selected when it is there
};

}  // namespace semblance
