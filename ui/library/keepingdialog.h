#pragma once

#include <QDialog>
#include <QStringList>
#include <utility>
#include <vector>

#include "core/base/result.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QTreeWidget;
class QVBoxLayout;

namespace semblance {

/// Saves the library as one file, or takes such a file in: asks what is needed, shows how far it
/// is, and says what came of it. Knows no service.
class KeepingDialog final : public QDialog {
    Q_OBJECT

public:
    enum class Task { Save, Merge };

    explicit KeepingDialog(Task task, QWidget* parent = nullptr);

    Task task() const { return m_task; }
    QString file() const;
    void setFile(const QString& file);

    /// Of the file to take in, by the places where they were last.
    void setFolders(const QStringList& folders);

    void setRunning(bool running);
    void setProgress(int percent);
    /// At the end.
    void showResult(const QString& sentence);
    void showProblem(const Error& error);

    void reject() override;

Q_SIGNALS:
    void saveWanted(const QString& file, bool withThumbnails);
    void foldersWanted(const QString& file);
    /// Folders that the user gave a place here.
    void mergeWanted(const QString& file, const std::vector<std::pair<QString, QString>>& folders);
    void cancelWanted();

private:
    void build(QVBoxLayout* column);
    void chooseFile();
    void chooseFolder();
    void start();
    void updateButtons();
    void say(const QString& sentence, const char* look);

    const Task m_task;
    QLineEdit* m_file;
    QPushButton* m_choose;
    QCheckBox* m_thumbnails;
    QTreeWidget* m_folders;
    QPushButton* m_folder;
    QProgressBar* m_bar;
    QLabel* m_said;
    QPushButton* m_start;
    QPushButton* m_close;
    bool m_isRunning = false;
    bool m_isRead = false;  ///< the folders of the file that is named
};

}  // namespace semblance
