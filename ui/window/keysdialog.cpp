#include "ui/window/keysdialog.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/style/describe.h"
#include "ui/style/lettersize.h"
#include "ui/style/tokens.h"

namespace semblance {

namespace {
enum Column { Command, Keys };

QString withoutMnemonic(QString text) {
    return text.remove(u'&');
}

/// Menus show a key behind a tab where it is no shortcut of theirs.
QString keysOf(const QAction& action) {
    QStringList keys;
    for (const QKeySequence& sequence : action.shortcuts())
        keys.append(sequence.toString(QKeySequence::NativeText));
    if (const qsizetype tab = action.text().indexOf(u'\t'); tab >= 0)
        keys.append(action.text().mid(tab + 1));
    return keys.join(QStringLiteral(", "));
}

QTreeWidgetItem* addGroup(QTreeWidget* tree, const QString& name) {
    auto* group = new QTreeWidgetItem(tree, {name});
    QFont font = tree->font();
    font.setBold(true);
    group->setFont(Command, font);
    group->setFirstColumnSpanned(true);
    group->setExpanded(true);
    group->setFlags(Qt::ItemIsEnabled);
    return group;
}
}  // namespace

KeysDialog::KeysDialog(const QMenuBar& menus, QWidget* parent)
    : QDialog(parent), m_keys(new QTreeWidget(this)) {
    describeArea(this, QStringLiteral("keysDialog"), tr("Keys"));
    setWindowTitle(tr("Keys"));
    describeArea(m_keys, QStringLiteral("keysList"), tr("Keys"));
    m_keys->setHeaderLabels({tr("Command"), tr("Keys")});
    m_keys->setRootIsDecorated(false);
    m_keys->setItemsExpandable(false);
    m_keys->setIndentation(space);
    m_keys->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    // Scrolled on a narrow screen, not cut.
    m_keys->header()->setStretchLastSection(false);
    addMenus(menus);
    addParts();
    resize(sizeForLetters({520, 620}, *this, widthOfColumns(*m_keys) + 4 * space));
    auto* buttons = new QDialogButtonBox(this);
    describeArea(buttons, QStringLiteral("keysButtons"), tr("Actions"));
    auto* close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    describe(close, QStringLiteral("keysClose"), tr("Close"), tr("Close (Esc)"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2 * space, 2 * space, 2 * space, 2 * space);
    column->setSpacing(2 * space);
    column->addWidget(m_keys, 1);
    column->addWidget(buttons);
    m_keys->setFocus();
}

void KeysDialog::addMenus(const QMenuBar& menus) {
    for (const QAction* top : menus.actions()) {
        if (!top->menu())
            continue;
        QTreeWidgetItem* group = addGroup(m_keys, withoutMnemonic(top->text()));
        for (const QAction* action : top->menu()->actions()) {
            if (const QString keys = keysOf(*action); !keys.isEmpty())
                new QTreeWidgetItem(group,
                                    {withoutMnemonic(action->text().section(u'\t', 0, 0)), keys});
        }
        if (group->childCount() == 0)
            delete group;
    }
}

void KeysDialog::addParts() {
    const auto native = [](const char* keys) {
        return QKeySequence(QLatin1StringView(keys)).toString(QKeySequence::NativeText);
    };
    QTreeWidgetItem* group = addGroup(m_keys, tr("Among the pictures"));
    new QTreeWidgetItem(group, {tr("Go through the pictures"), tr("Arrow keys")});
    new QTreeWidgetItem(group, {tr("Select more"), tr("%1 and arrow keys").arg(native("Shift"))});
    new QTreeWidgetItem(group, {tr("Change the size"), tr("%1 and wheel").arg(native("Ctrl"))});
    group = addGroup(m_keys, tr("In the large view"));
    new QTreeWidgetItem(group, {tr("Next or previous picture"), tr("Arrow keys")});
    new QTreeWidgetItem(group, {tr("Ground behind the picture"), native("B")});
    new QTreeWidgetItem(group, {tr("Back to the pictures"), native("Esc")});
}

}  // namespace semblance
