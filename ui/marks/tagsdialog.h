#pragma once

#include <QDialog>
#include <vector>

#include "core/library/services/markservice.h"

class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace semblance {

/// Tags and note of one picture or several. Tags that only some of them have are half checked and
/// stay so unless they are touched.
class TagsDialog final : public QDialog {
    Q_OBJECT

public:
    /// `known`: the library's tags, to complete what is typed.
    TagsDialog(const std::vector<MarkedPhoto>& photos, const QStringList& known,
               QWidget* parent = nullptr);

    /// What is to be changed.
    MarkEdit edit() const;

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build(const QStringList& known);
    void fill(const std::vector<MarkedPhoto>& photos);
    void addTyped();

    QLineEdit* m_typed;
    QPushButton* m_add;
    QListWidget* m_tags;
    QPlainTextEdit* m_note;
    QString m_noteBefore;
};

}  // namespace semblance
