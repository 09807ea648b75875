#include "ui/models/factlist.h"

#include <QGridLayout>
#include <QLabel>
#include <algorithm>

#include "ui/style/describe.h"
#include "ui/style/tokens.h"

namespace semblance {

FactList::FactList(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this)) {
    describeArea(this, QStringLiteral("facts"), tr("Facts"));
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(3 * space);
    m_grid->setVerticalSpacing(space / 2);
    m_grid->setColumnStretch(1, 1);
}

QLabel* FactList::makeLabel(const QString& objectName, const QString& text, const char* look) {
    auto* label = new QLabel(text, this);
    describeArea(label, objectName, text);
    label->setProperty("look", QLatin1StringView(look));
    label->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    label->setTextFormat(Qt::PlainText);
    return label;
}

void FactList::addSection(const QString& title) {
    Section section;
    section.title = makeLabel(QStringLiteral("section%1").arg(m_sections.size()), title, "section");
    QFont bold = section.title->font();
    bold.setWeight(QFont::DemiBold);
    section.title->setFont(bold);
    section.title->setContentsMargins(0, 2 * space, 0, space / 2);
    m_grid->addWidget(section.title, m_grid->rowCount(), 0, 1, 2);
    m_sections.append(section);
}

void FactList::addFact(const QString& name, const QString& label) {
    auto* what = makeLabel(name + QStringLiteral("Label"), label, "soft");
    auto* value = makeLabel(name, {}, "plain");
    value->setAccessibleName(label);
    value->setWordWrap(true);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    value->setFocusPolicy(Qt::ClickFocus);
    const int row = m_grid->rowCount();
    m_grid->addWidget(what, row, 0);
    m_grid->addWidget(value, row, 1);
    m_facts.insert(name, {what, value});
    if (!m_sections.isEmpty())
        m_sections.last().values.append(value);
}

void FactList::addWidget(QWidget* widget) {
    m_grid->addWidget(widget, m_grid->rowCount(), 0, 1, 2);
}

void FactList::addField(const QString& label, QWidget* field) {
    const int row = m_grid->rowCount();
    if (!label.isEmpty()) {
        auto* what = makeLabel(field->objectName() + QStringLiteral("Label"), label, "soft");
        what->setAlignment(Qt::AlignVCenter | Qt::AlignLeading);
        what->setBuddy(field);
        m_grid->addWidget(what, row, 0);
    }
    m_grid->addWidget(field, row, 1);
}

void FactList::setFieldVisible(QWidget* field, bool isVisible) {
    field->setVisible(isVisible);
    if (auto* what = findChild<QLabel*>(field->objectName() + QStringLiteral("Label")))
        what->setVisible(isVisible);
}

void FactList::setFact(const QString& name, const QString& value) {
    const auto [what, label] = m_facts.value(name);
    label->setText(value);
    label->setAccessibleDescription(value);
    what->setVisible(!value.isEmpty());
    label->setVisible(!value.isEmpty());
    showSections();
}

QString FactList::fact(const QString& name) const {
    return m_facts.value(name).second->text();
}

void FactList::showSections() {
    for (const Section& section : m_sections)
        section.title->setVisible(
            std::any_of(section.values.begin(), section.values.end(),
                        [](const QLabel* value) { return !value->text().isEmpty(); }));
}

}  // namespace semblance
