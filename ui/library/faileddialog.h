#pragma once

#include <QDialog>

#include "core/library/services/libraryservice.h"

class QLabel;
class QTableView;

namespace semblance {

class FailedModel;

/// The files that could not be read, with the reasons. Not modal: indexing and searching go on.
class FailedDialog final : public QDialog {
    Q_OBJECT

public:
    explicit FailedDialog(QWidget* parent = nullptr);

    void setPhotos(const QList<FailedPhoto>& photos);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitRows();
    void copyList();
    void openFolder();

    FailedModel* m_model;
    QTableView* m_table;
    QLabel* m_title;
};

}  // namespace semblance
