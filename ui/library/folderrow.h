#pragma once

#include <QFrame>

#include "core/library/services/libraryservice.h"

class QLabel;
class QToolButton;

namespace semblance {

/// One folder of the library: name, place, number of pictures, state; rescan and remove. Removing
/// is asked for in the row itself.
class FolderRow final : public QFrame {
    Q_OBJECT

public:
    explicit FolderRow(const RootInfo& root, QWidget* parent = nullptr);

    void setRoot(const RootInfo& root);
    const QString& path() const { return m_root.path; }
    /// Only its pictures are shown.
    void setChosen(bool isChosen);
    RootId id() const { return m_root.id; }

Q_SIGNALS:
    /// Its pictures alone are wanted, or all again.
    void chosen(const QString& path);
    void rescanWanted(semblance::RootId root);
    void removeWanted(semblance::RootId root);
    void leftOutWanted(semblance::RootId root);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    void askToRemove(bool asking);
    void updateIcon();
    /// Its buttons are there for whoever is at it.
    void updateTools();
    void openFolder();

    RootInfo m_root;
    QLabel* m_icon;
    QLabel* m_name;
    QLabel* m_state;
    QToolButton* m_rescan;
    QToolButton* m_remove;
    QWidget* m_question;
};

}  // namespace semblance
