#include "ui/marks/markflow.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QUndoCommand>
#include <algorithm>
#include <utility>

#include "core/library/library.h"
#include "ui/filters/filtertexts.h"
#include "ui/marks/tagsdialog.h"
#include "ui/results/photogrid.h"
#include "ui/style/describe.h"
#include "ui/style/icons.h"
#include "ui/style/stars.h"
#include "ui/style/tokens.h"
#include "ui/viewer/viewerpage.h"
#include "ui/window/photocommands.h"

namespace semblance {

namespace {
bool has(const std::vector<MarkedContent>& marked, ContentId content) {
    return std::any_of(marked.begin(), marked.end(),
                       [content](const MarkedContent& one) { return one.content == content; });
}
}  // namespace

/// What was done already, to be taken back and done again.
class MarkFlow::Command final : public QUndoCommand {
public:
    Command(MarkService& service, MarksChange change, const QString& text)
        : QUndoCommand(text), m_service(service), m_change(std::move(change)) {}

    void undo() override { m_service.restore(m_change.before); }
    void redo() override {
        if (std::exchange(m_isUndone, true))
            m_service.restore(m_change.after);
    }

private:
    MarkService& m_service;
    const MarksChange m_change;
    bool m_isUndone = false;  ///< the first redo() is the pushing of it
};

MarkFlow::MarkFlow(PhotoCommands& commands, PhotoGrid& grid, ViewerPage& viewer, QMenuBar& bar,
                   QWidget* window)
    : QObject(window), m_commands(commands), m_grid(grid), m_viewer(viewer), m_window(window) {
    if (auto* menu = bar.findChild<QMenu*>(QStringLiteral("menuPicture")))
        build(*menu);
    connect(&m_service, &MarkService::failed, this, &MarkFlow::problem);
    connect(&m_service, &MarkService::looked, this, &MarkFlow::takeLook);
    connect(&m_service, &MarkService::restored, this, &MarkFlow::refreshViewer);
    connect(&m_service, &MarkService::edited, this,
            [this](const MarkEdit& edit, const MarksChange& change) {
                if (change.after.empty())
                    return;
                const int count = int(change.after.size());
                const QString what = edit.rating && *edit.rating > 0 ? starsText(*edit.rating)
                                     : edit.rating                   ? tr("Rating removed")
                                     : edit.label                    ? tr("Label changed")
                                                                     : tr("Tags and note changed");
                m_undo.push(new Command(m_service, change, what));
                Q_EMIT done(tr("%1 · %Ln picture(s)", nullptr, count).arg(what));
                if (has(change.after, m_viewer.photo().content))
                    refreshViewer();
            });
    connect(&commands, &PhotoCommands::choiceChanged, this, &MarkFlow::followChoice);
    connect(&commands, &PhotoCommands::menuOpened, this, [this](QMenu* menu) {
        menu->addSeparator();
        for (QMenu* own : std::as_const(m_menus))
            menu->addMenu(own);
        menu->addAction(m_actions.last());
    });
    followChoice();
}

MarkFlow::~MarkFlow() = default;

void MarkFlow::setLibrary(std::shared_ptr<Library> library) {
    m_undo.clear();
    m_service.setLibrary(std::move(library));
}

void MarkFlow::build(QMenu& menu) {
    menu.addSeparator();
    QMenu* rating = menu.addMenu(tr("&Rating"));
    describeArea(rating, QStringLiteral("menuRating"), tr("Rating"));
    for (int stars = 5; stars >= 0; --stars) {
        MarkEdit edit;
        edit.rating = stars;
        addEdit(*rating, stars > 0 ? starsText(stars) : tr("No rating"),
                QStringLiteral("actionRate%1").arg(stars), edit,
                QKeySequence(Qt::Key(Qt::Key_0 + stars)));
    }
    QMenu* label = menu.addMenu(tr("&Label"));
    describeArea(label, QStringLiteral("menuLabel"), tr("Label"));
    for (const QString& name : labelNames() + QStringList{QString()}) {
        MarkEdit edit;
        edit.label = name;
        addEdit(*label, name.isEmpty() ? tr("No label") : labelText(name),
                QStringLiteral("actionLabel") + name, edit);
    }
    m_menus = {rating, label};
    auto* tags = new QAction(tr("&Tags and note…"), this);
    tags->setObjectName(QStringLiteral("actionTags"));
    tags->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_T));
    tags->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    menu.addAction(tags);
    m_actions.append(tags);
    connect(tags, &QAction::triggered, this, &MarkFlow::askForTags);
    for (QAction* action : std::as_const(m_actions)) {
        m_grid.addAction(action);
        m_viewer.addAction(action);
    }
}

QAction* MarkFlow::addEdit(QMenu& menu, const QString& text, const QString& name,
                           const MarkEdit& edit, const QKeySequence& key) {
    auto* action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcut(key);
    // Where text is written a digit is a digit.
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    menu.addAction(action);
    m_actions.append(action);
    connect(action, &QAction::triggered, this, [this, edit] { apply(edit); });
    return action;
}

std::vector<ContentId> MarkFlow::chosen() const {
    std::vector<ContentId> contents;
    for (const PhotoItem& item : m_commands.chosen()) {
        if (item.content.isValid())
            contents.push_back(item.content);
    }
    std::sort(contents.begin(), contents.end());
    contents.erase(std::unique(contents.begin(), contents.end()), contents.end());
    return contents;
}

void MarkFlow::apply(const MarkEdit& edit) {
    if (const auto contents = chosen(); !contents.empty())
        m_service.edit(contents, edit);
}

void MarkFlow::askForTags() {
    if (const auto contents = chosen(); !contents.empty())
        m_dialogNumber = m_service.look(contents);
}

void MarkFlow::takeLook(quint64 number, const std::vector<MarkedPhoto>& photos) {
    if (number == m_viewerNumber && photos.size() == 1)
        m_viewer.setKnown(photos.front().content,
                          withMarks(photos.front().facts, photos.front().marks));
    if (number != m_dialogNumber || photos.empty())
        return;
    auto* dialog = new TagsDialog(photos, m_service.knownTags(), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    std::vector<ContentId> contents;
    for (const MarkedPhoto& photo : photos)
        contents.push_back(photo.content);
    connect(dialog, &QDialog::accepted, this, [this, dialog, contents] {
        if (const MarkEdit edit = dialog->edit(); !edit.isEmpty())
            m_service.edit(contents, edit);
    });
    dialog->open();
}

void MarkFlow::refreshViewer() {
    if (m_viewer.isVisible() && m_viewer.photo().content.isValid())
        m_viewerNumber = m_service.look({m_viewer.photo().content});
}

void MarkFlow::followChoice() {
    const bool any = m_commands.hasChoice();
    for (QAction* action : std::as_const(m_actions))
        action->setEnabled(any);
    for (QMenu* menu : std::as_const(m_menus))
        menu->setEnabled(any);
}

}  // namespace semblance
