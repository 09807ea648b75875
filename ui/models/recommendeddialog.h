#pragma once

#include <QDialog>
#include <QList>
#include <QUrl>

#include "ui/models/recommendedmodels.h"

class QLabel;
class QPushButton;
class QTreeWidget;

namespace semblance {

/// A table of models that are worth fetching. Fetches nothing: a page is opened by the browser, and
/// when asked.
class RecommendedDialog final : public QDialog {
    Q_OBJECT

public:
    explicit RecommendedDialog(QWidget* parent = nullptr);

Q_SIGNALS:
    /// Show this page in the browser.
    void pageWanted(const QUrl& page);

private:
    void fillTable();
    void showFiles();
    const RecommendedModel* selected() const;

    QList<RecommendedModel> m_models;
    QTreeWidget* m_table;
    QLabel* m_files;
    QPushButton* m_open;
};

}  // namespace semblance
