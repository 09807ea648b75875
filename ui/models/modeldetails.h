#pragma once

#include <QWidget>
#include <optional>

#include "ui/models/modelstanding.h"

class QFrame;
class QLabel;
class QLineEdit;
class QPushButton;

namespace semblance {

class FactList;
class MeasurementTable;

/// All about one model, and what can be done with it. Removing is asked for in here, not in a
/// dialog.
class ModelDetails final : public QWidget {
    Q_OBJECT

public:
    explicit ModelDetails(QWidget* parent = nullptr);

    /// Nothing to show with nullptr. A question being asked about the same model stays.
    void show(const ModelEntry* entry, const ModelsSituation& situation);

    /// Asks whether to remove the model, or says why it cannot be.
    void askToRemove();
    /// Takes the question back; false when none was asked.
    bool withdrawQuestion();

Q_SIGNALS:
    void chooseWanted(const QString& name);
    void checkWanted(const QString& name);
    void removeWanted(const QString& name);
    void forgetWanted(const QString& name);
    /// The model cannot be removed; a sentence.
    void refused(const QString& sentence);
    /// The question is about to go, and the focus with it.
    void questionClosed();

private:
    void buildQuestion();
    void buildFacts();
    void buildPlaces();
    void connectButtons();
    void showButtons(const ModelStanding& standing, bool isChecking);
    void showFacts(const ModelsSituation& situation);
    void showPlaces();
    void removeNow();
    bool deletesFiles() const;

    std::optional<ModelEntry> m_entry;
    QLabel* m_title;
    QLabel* m_state;
    QPushButton* m_use;
    QPushButton* m_check;
    QPushButton* m_remove;
    QFrame* m_question;
    QLabel* m_questionText;
    QPushButton* m_yes;
    QPushButton* m_no;
    FactList* m_facts;
    MeasurementTable* m_measurements;
    QLineEdit* m_folder = nullptr;
    QLineEdit* m_hash = nullptr;
    QPushButton* m_open = nullptr;
    QPushButton* m_card = nullptr;
};

}  // namespace semblance
