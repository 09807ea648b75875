#include "ui/marks/tagsdialog.h"

#include <QCompleter>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <map>

#include "ui/style/describe.h"
#include "ui/style/lettersize.h"
#include "ui/style/tokens.h"

namespace semblance {

namespace {
constexpr int stateBefore = Qt::UserRole;
}  // namespace

TagsDialog::TagsDialog(const std::vector<MarkedPhoto>& photos, const QStringList& known,
                       QWidget* parent)
    : QDialog(parent),
      m_typed(new QLineEdit(this)),
      m_add(new QPushButton(tr("Add"), this)),
      m_tags(new QListWidget(this)),
      m_note(new QPlainTextEdit(this)) {
    describeArea(this, QStringLiteral("tagsDialog"), tr("Tags and note"));
    setWindowTitle(tr("Tags and note"));
    resize(sizeForLetters({440, 480}, *this));
    build(known);
    fill(photos);
    m_typed->setFocus();
}

void TagsDialog::build(const QStringList& known) {
    describe(m_typed, QStringLiteral("tagEdit"), tr("Tag to add"));
    m_typed->setPlaceholderText(tr("Tag, for example family or places/Rome"));
    m_typed->setMaxLength(int(FactLimits::line));
    auto* completer = new QCompleter(known, m_typed);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_typed->setCompleter(completer);
    describe(m_add, QStringLiteral("tagAdd"), tr("Add the tag"), tr("Add (Return)"));
    m_add->setAutoDefault(false);
    describeArea(m_tags, QStringLiteral("tagList"), tr("Tags"));
    auto* noteTitle = new QLabel(tr("Note"), this);
    describe(noteTitle, QStringLiteral("noteTitle"), tr("Note"));
    describe(m_note, QStringLiteral("noteEdit"), tr("Note"));
    noteTitle->setBuddy(m_note);
    m_note->setTabChangesFocus(true);
    auto* where = new QLabel(
        tr("Kept in the library, for every copy of the picture. The files are not changed."), this);
    describe(where, QStringLiteral("tagsWhere"), where->text());
    where->setProperty("look", QStringLiteral("soft"));
    where->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(this);
    describeArea(buttons, QStringLiteral("tagsButtons"), tr("Actions"));
    auto* save = new QPushButton(tr("Save"), this);
    describe(save, QStringLiteral("tagsSave"), tr("Save"), tr("Save (Ctrl+Return)"));
    save->setProperty("look", QStringLiteral("main"));
    save->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return));
    save->setAutoDefault(false);
    buttons->addButton(save, QDialogButtonBox::AcceptRole);
    auto* cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    describe(cancel, QStringLiteral("tagsCancel"), tr("Cancel"), tr("Cancel (Esc)"));
    cancel->setAutoDefault(false);
    auto* entry = new QHBoxLayout;
    entry->setSpacing(space);
    entry->addWidget(m_typed, 1);
    entry->addWidget(m_add);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2 * space, 2 * space, 2 * space, 2 * space);
    column->setSpacing(space);
    column->addLayout(entry);
    column->addWidget(m_tags, 2);
    column->addWidget(noteTitle);
    column->addWidget(m_note, 1);
    column->addWidget(where);
    column->addWidget(buttons);
    connect(m_typed, &QLineEdit::returnPressed, this, &TagsDialog::addTyped);
    connect(m_add, &QPushButton::clicked, this, &TagsDialog::addTyped);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        addTyped();
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void TagsDialog::fill(const std::vector<MarkedPhoto>& photos) {
    std::map<QString, std::size_t> tags;
    bool isOneNote = true;
    for (const MarkedPhoto& photo : photos) {
        for (const QString& tag : withMarks(photo.facts, photo.marks).keywords)
            ++tags[tag];
        isOneNote = isOneNote && photo.marks.note == photos.front().marks.note;
    }
    for (const auto& [tag, count] : tags) {
        auto* item = new QListWidgetItem(tag, m_tags);
        const Qt::CheckState state = count == photos.size() ? Qt::Checked : Qt::PartiallyChecked;
        item->setCheckState(state);
        item->setData(stateBefore, state);
    }
    if (isOneNote && !photos.empty())
        m_noteBefore = photos.front().marks.note;
    else
        m_note->setPlaceholderText(tr("The pictures have different notes"));
    m_note->setPlainText(m_noteBefore);
}

void TagsDialog::addTyped() {
    for (const QString& typed : m_typed->text().split(u',')) {
        const QString tag = tidiedTag(typed);
        if (tag.isEmpty())
            continue;
        const auto same = m_tags->findItems(tag, Qt::MatchExactly | Qt::MatchCaseSensitive);
        QListWidgetItem* item = same.isEmpty() ? new QListWidgetItem(tag) : same.first();
        if (same.isEmpty()) {
            item->setData(stateBefore, Qt::Unchecked);
            m_tags->insertItem(0, item);
        }
        item->setCheckState(Qt::Checked);
        m_tags->setCurrentItem(item);
    }
    m_typed->clear();
}

// Return adds what is typed; it would press the default button, too.
void TagsDialog::keyPressEvent(QKeyEvent* event) {
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isReturn && event->modifiers() == Qt::NoModifier && m_typed->hasFocus())
        event->accept();
    else
        QDialog::keyPressEvent(event);
}

MarkEdit TagsDialog::edit() const {
    MarkEdit edit;
    for (int row = 0; row < m_tags->count(); ++row) {
        const QListWidgetItem* item = m_tags->item(row);
        if (item->checkState() == item->data(stateBefore).value<Qt::CheckState>())
            continue;
        if (item->checkState() == Qt::Checked)
            edit.tags.append(item->text());
        else if (item->checkState() == Qt::Unchecked)
            edit.untags.append(item->text());
    }
    const QString note = m_note->toPlainText().left(FactLimits::description);
    if (note != m_noteBefore)
        edit.note = note;
    return edit;
}

}  // namespace semblance
