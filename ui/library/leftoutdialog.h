#pragma once

#include <QDialog>
#include <QList>

#include "core/catalogue/rows.h"
#include "core/catalogue/snapshot.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace semblance {

/// The list of what scans leave out, everywhere and in single folders.
class LeftOutDialog final : public QDialog {
    Q_OBJECT

public:
    explicit LeftOutDialog(QWidget* parent = nullptr);

    /// The folders that have a list of their own.
    void setRoots(const QList<RootInfo>& roots);
    void setScanSettings(const ScanSettings& settings);
    /// Shows the list of one folder.
    void showRoot(RootId root);
    /// Whether the user changed something.
    bool isChanged() const { return m_isChanged; }

Q_SIGNALS:
    /// At every change.
    void changed(const semblance::ScanSettings& settings);

private:
    RootId root() const;
    void showList();
    void addLine();
    void removeLine();
    void restore();
    void apply(const ScanSettings& settings);

    ScanSettings m_settings;
    QComboBox* m_place;
    QListWidget* m_list;
    QLineEdit* m_edit;
    QPushButton* m_add;
    QPushButton* m_remove;
    QPushButton* m_restore;
    QLabel* m_problem;
    bool m_isChanged = false;
};

}  // namespace semblance
