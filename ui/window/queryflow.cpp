#include "ui/window/queryflow.h"

#include <QAction>
#include <QDateTime>
#include <QFileInfo>
#include <QKeyEvent>
#include <utility>

#include "core/library/keptpictures.h"
#include "ui/files/aside.h"
#include "ui/query/querybar.h"
#include "ui/query/querymodel.h"
#include "ui/query/queryundo.h"
#include "ui/results/photodelegate.h"
#include "ui/results/photogrid.h"
#include "ui/results/photolistmodel.h"
#include "ui/results/tilebuttons.h"
#include "ui/window/undoorder.h"

namespace semblance {

QueryFlow::QueryFlow(UndoOrder& undo, QueryModel& query, QueryBar& bar, PhotoGrid& grid,
                     QObject* parent)
    : QObject(parent), m_bar(bar), m_grid(grid) {
    QueryUndo& steps = bar.undo();
    undo.add(
        steps.stack(), [&steps] { steps.undo(); }, [&steps] { steps.redo(); });
    connect(&bar, &QueryBar::undoWanted, &undo, &UndoOrder::undo);
    connect(&bar, &QueryBar::redoWanted, &undo, &UndoOrder::redo);

    auto* buttons = new TileButtons(grid);
    static_cast<PhotoDelegate*>(grid.itemDelegate())->setButtons(buttons);
    connect(&query, &QueryModel::feedbackChanged, buttons,
            [buttons, &query] { buttons->setMarks(query.feedback()); });
    connect(&query, &QueryModel::feedbackChanged, this, &QueryFlow::keepCurrent);
    connect(&grid, &PhotoGrid::shown, this, &QueryFlow::restoreCurrent);
    connect(buttons, &TileButtons::clicked, this,
            [this](const QModelIndex& index, Feedback::Sign sign) {
                const auto* photos = static_cast<const PhotoListModel*>(index.model());
                m_bar.mark({photos->photo(index.row())}, sign);
            });
    grid.installEventFilter(this);
}

void QueryFlow::keepCurrent() {
    const QModelIndex current = m_grid.currentIndex();
    m_current.reset();
    if (!current.isValid())
        return;
    m_current = static_cast<const PhotoListModel*>(m_grid.model())->photo(current.row());
    m_currentRow = current.row();
}

// The keyboard goes on where it was: at the picture, else at its place.
void QueryFlow::restoreCurrent() {
    if (!m_current || m_grid.currentIndex().isValid())
        return;
    const auto* photos = static_cast<const PhotoListModel*>(m_grid.model());
    const FileId file = std::exchange(m_current, std::nullopt)->file;
    if (photos->rowCount() == 0)
        return;
    const int row = photos->rowOf(file);
    m_grid.setCurrentIndex(
        photos->index(row >= 0 ? row : qMin(m_currentRow, photos->rowCount() - 1)));
}

void QueryFlow::setLibraryDir(const QString& dir) {
    m_libraryDir = dir;
    m_bar.setLibraryDir(dir);
}

void QueryFlow::cleanKept(const QStringList& referred) {
    if (m_libraryDir.isEmpty())
        return;
    constexpr std::chrono::minutes patience{10};
    runAside(
        this, patience,
        [dir = m_libraryDir, all = m_bar.references() + referred] {
            return KeptPictures(dir).clean(all, QDateTime::currentDateTime());
        },
        [](std::optional<int>) {});
}

void QueryFlow::setRoots(const QList<RootInfo>& roots) {
    QStringList names;
    for (const RootInfo& root : roots)
        names.append(QFileInfo(root.path).fileName());
    names.removeDuplicates();
    m_bar.setFilterValues(QStringLiteral("folder:"), names);
}

// Letters that are no command of the grid's are the beginning of a sentence; '/' leads to it.
bool QueryFlow::eventFilter(QObject* watched, QEvent* event) {
    if (watched == &m_grid && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool plain =
            !(key->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
        const QString text = key->text();
        if (plain && text == QLatin1StringView("/")) {
            m_bar.focusSentence();
            return true;
        }
        if (plain && !text.isEmpty() && text.front().isLetter()) {
            m_bar.typeSentence(text);
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace semblance
