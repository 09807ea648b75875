#pragma once

#include <QStringList>
#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace semblance {

/// One line of modifications that have an answer; as many as fit into its width. Hidden while there
/// are none.
class SuggestionLine final : public QWidget {
    Q_OBJECT

public:
    explicit SuggestionLine(QWidget* parent = nullptr);

    void setSuggestions(const QStringList& suggestions);
    const QStringList& suggestions() const { return m_suggestions; }

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(const QString& suggestion);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showFitting();

    QStringList m_suggestions;
    QLabel* m_label;
    QHBoxLayout* m_row;
    QList<QWidget*> m_buttons;
};

}  // namespace semblance
