#pragma once

#include <QDialog>

class QMenuBar;
class QTreeWidget;

namespace semblance {

/// The keys of the window: those of its menus, as they are there, and those of its parts.
class KeysDialog final : public QDialog {
    Q_OBJECT

public:
    explicit KeysDialog(const QMenuBar& menus, QWidget* parent = nullptr);

private:
    void addMenus(const QMenuBar& menus);
    void addParts();

    QTreeWidget* m_keys;
};

}  // namespace semblance
