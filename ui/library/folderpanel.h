#pragma once

#include <QFrame>
#include <QList>

#include "core/library/services/indexingservice.h"
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
    /// The folders, by path, whose pictures alone are shown.
    void setChosen(const QStringList& paths);
    void setCounts(const LibraryCounts& counts);
    /// Asks whether a folder is one of the library's at a new place, above the list.
    void askAboutPlace(const PlaceQuestion& question);
    /// Tells what the last run passed over.
    void setPassedOver(const IndexingSummary& summary);
    /// Adding and rescanning need an open library.
    void setLibraryOpen(bool open);
    /// The system lets not all folders be watched.
    void setWatchLimited(bool isLimited);

    /// Puts a section of its own below the folders.
    void addSection(QWidget* section);

    /// Asks for a folder in the system's dialog.
    void chooseFolder();

Q_SIGNALS:
    /// The pictures of a folder alone are wanted, or all again.
    void folderChosen(const QString& path);
    void addWanted(const QString& path);
    void rescanAllWanted();
    void rescanWanted(semblance::RootId root);
    void removeWanted(semblance::RootId root);
    void failedWanted();
    void placeUsed(const semblance::PlaceQuestion& question);
    /// It is a folder of its own.
    void placeRefused(const QString& folder);
    /// The list of what is left out of a folder is asked for.
    void leftOutWanted(semblance::RootId root);
    void problem(const semblance::Error& error);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    FolderRow* rowOf(RootId root) const;

    QVBoxLayout* m_questions;
    QVBoxLayout* m_rows;
    QVBoxLayout* m_sections;
    QLabel* m_empty;
    QLabel* m_limited;
    QToolButton* m_rescanAll;
    QPushButton* m_add;
    QPushButton* m_failed;
    QLabel* m_passedOver;
    QList<FolderRow*> m_folders;
    QStringList m_chosen;
};

}  // namespace semblance
