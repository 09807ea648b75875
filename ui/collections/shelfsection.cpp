#include "ui/collections/shelfsection.h"

#include <QLabel>
#include <QMenu>
#include <QVBoxLayout>
#include <utility>

#include "ui/style/describe.h"
#include "ui/style/tokens.h"

namespace semblance {

ShelfSection::ShelfSection(const QString& objectName, const QString& title,
                           const ShelfRow::Words& words, QWidget* parent)
    : QWidget(parent), m_words(words), m_rows(new QVBoxLayout) {
    describeArea(this, objectName, title);
    auto* label = new QLabel(title, this);
    describeArea(label, objectName + QStringLiteral("Title"), title);
    QFont bold = label->font();
    bold.setWeight(QFont::DemiBold);
    label->setFont(bold);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(2);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 2 * space, 0, 0);
    column->setSpacing(space / 2);
    column->addWidget(label);
    column->addLayout(m_rows);
    hide();
}

ShelfRow* ShelfSection::makeRow(qint64 id) {
    auto* row = new ShelfRow(m_words, this);
    connect(row, &ShelfRow::openWanted, this, [this, id] { Q_EMIT openWanted(id); });
    connect(row, &ShelfRow::renamed, this,
            [this, id](const QString& name) { Q_EMIT renamed(id, name); });
    connect(row, &ShelfRow::removeWanted, this, [this, id] { Q_EMIT removeWanted(id); });
    connect(row, &ShelfRow::dropped, this, [this, id] { Q_EMIT dropped(id); });
    connect(row, &ShelfRow::menuShown, this,
            [this, id](QMenu* menu) { Q_EMIT menuShown(id, menu); });
    return row;
}

void ShelfSection::setEntries(const QList<Entry>& entries) {
    QHash<qint64, ShelfRow*> old = std::exchange(m_byId, {});
    int place = 0;
    for (const Entry& entry : entries) {
        ShelfRow* row = old.take(entry.id);
        if (!row)
            row = makeRow(entry.id);
        row->setEntry(entry.name, entry.count, entry.toolTip);
        row->setCurrent(entry.id == m_current);
        m_byId.insert(entry.id, row);
        if (m_rows->indexOf(row) != place)
            m_rows->insertWidget(place, row);
        ++place;
    }
    for (ShelfRow* row : std::as_const(old)) {
        row->hide();
        row->deleteLater();
    }
    updateVisible();
}

void ShelfSection::setCurrent(qint64 id) {
    m_current = id;
    for (auto it = m_byId.begin(); it != m_byId.end(); ++it)
        it.value()->setCurrent(it.key() == id);
}

void ShelfSection::begin(const QString& suggestedName,
                         std::function<void(const QString& name)> named) {
    if (m_begun)
        return;
    m_begun = new ShelfRow(m_words, this);
    m_begun->setEntry(suggestedName, {}, suggestedName);
    m_rows->addWidget(m_begun);
    const auto end = [this] {
        ShelfRow* row = std::exchange(m_begun, nullptr);
        row->hide();
        row->deleteLater();
    };
    connect(m_begun, &ShelfRow::renamed, this, [this, end, named](const QString& name) {
        end();
        named(name);
        updateVisible();
    });
    connect(m_begun, &ShelfRow::renamingRefused, this, [this, end] {
        end();
        updateVisible();
    });
    updateVisible();
    m_begun->rename();
}

void ShelfSection::updateVisible() {
    setVisible(m_begun || !m_byId.isEmpty());
}

}  // namespace semblance
