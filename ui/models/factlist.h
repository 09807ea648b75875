#pragma once

#include <QHash>
#include <QWidget>

class QGridLayout;
class QLabel;

namespace semblance {

/// Facts under headings, a label and a value each. A fact without a value is not shown, nor is a
/// heading without facts. Values can be selected and copied.
class FactList final : public QWidget {
    Q_OBJECT

public:
    explicit FactList(QWidget* parent = nullptr);

    /// What is added from now on stands below it.
    void addSection(const QString& title);
    /// `name` finds the value again, and is its object name.
    void addFact(const QString& name, const QString& label);
    /// A widget over the whole width; whoever adds it shows and hides it.
    void addWidget(QWidget* widget);
    /// A widget as the value; `label` empty for none.
    void addField(const QString& label, QWidget* field);
    void setFieldVisible(QWidget* field, bool isVisible);

    void setFact(const QString& name, const QString& value);
    QString fact(const QString& name) const;

private:
    struct Section {
        QLabel* title = nullptr;
        QList<QLabel*> values;
    };

    QLabel* makeLabel(const QString& objectName, const QString& text, const char* look);
    void showSections();

    QGridLayout* m_grid;
    QList<Section> m_sections;
    QHash<QString, std::pair<QLabel*, QLabel*>> m_facts;  // label, value
};

}  // namespace semblance
