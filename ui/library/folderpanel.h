#pragma once

#include <QFrame>
#include <QList>

#include "core/library/services/libraryservice.h"

class QLabel;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace semblance {

class FolderRow;

/// The folders of the library, at the side of the window. Takes folders dropped on it.
class FolderPanel final : public QFrame {
    Q_OBJECT

public:
    explicit FolderPanel(QWidget* parent = nullptr);

    void setRoots(const QList<RootInfo>& roots);
    void setCounts(const LibraryCounts& counts);
    /// Adding and rescanning need an open library.
    void setLibraryOpen(bool open);
    /// The system lets not all folders be watched.
    void setWatchLimited(bool isLimited);

    /// Asks for a folder in the system's dialog.
    void chooseFolder();

Q_SIGNALS:
    void addWanted(const QString& path);
    void rescanAllWanted();
    void rescanWanted(semblance::RootId root);
    void removeWanted(semblance::RootId root);
    void failedWanted();
    void problem(const semblance::Error& error);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    FolderRow* rowOf(RootId root) const;

    QVBoxLayout* m_rows;
    QLabel* m_empty;
    QLabel* m_limited;
    QToolButton* m_rescanAll;
    QPushButton* m_add;
    QPushButton* m_failed;
    QList<FolderRow*> m_folders;
};

}  // namespace semblance
