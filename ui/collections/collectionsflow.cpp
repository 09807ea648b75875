#include "ui/collections/collectionsflow.h"

#include <QCoreApplication>
#include <QLocale>
#include <QMenu>
#include <algorithm>
#include <utility>

#include "core/library/services/rowchanges.h"
#include "ui/collections/collectionbar.h"
#include "ui/collections/collectionedits.h"
#include "ui/collections/handsorting.h"
#include "ui/collections/shelfsection.h"
#include "ui/query/querymodel.h"
#include "ui/results/photogrid.h"
#include "ui/results/photolistmodel.h"
#include "ui/style/describe.h"
#include "ui/style/icons.h"
#include "ui/window/browsepage.h"

namespace semblance {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::CollectionsFlow)
};

ShelfRow::Words words() {
    return {QStringLiteral("collectionRow"),
            QStringLiteral("images"),
            Text::tr("Collection %1, %2"),
            Text::tr("Remove the collection? Its pictures stay where they are."),
            Text::tr("Remove the collection…"),
            true};
}

}  // namespace

CollectionsFlow::CollectionsFlow(ShelfService& shelf, BrowsePage& browse,
                                 const PhotoListModel& model, QueryModel& query, QObject* parent)
    : QObject(parent),
      m_shelf(shelf),
      m_browse(browse),
      m_model(model),
      m_query(query),
      m_section(new ShelfSection(QStringLiteral("collections"), tr("Collections"), words())),
      m_bar(new CollectionBar),
      m_edits(new CollectionEdits(shelf, this)),
      m_sorting(new HandSorting(*browse.grid())) {
    browse.addBar(m_bar);
    connectSection();
    connect(&shelf, &ShelfService::collectionsChanged, this, &CollectionsFlow::update);
    connect(&shelf, &ShelfService::collectionsChanged, this, &CollectionsFlow::follow);
    connect(&shelf, &ShelfService::countsChanged, this, &CollectionsFlow::update);
    connect(&shelf, &ShelfService::photosReady, this, &CollectionsFlow::take);
    connect(m_edits, &CollectionEdits::said, this, &CollectionsFlow::said);
    connect(m_bar, &CollectionBar::closeWanted, this, &CollectionsFlow::leave);
    connect(m_bar, &CollectionBar::exportWanted, this, [this] { chooseExport(m_shown); });
    connect(m_sorting, &HandSorting::dropped, this,
            [this](int before) { m_edits->move(m_shown, chosenRowsNow(), rowBefore(before)); });
    connect(&model, &QAbstractItemModel::modelReset, this, &CollectionsFlow::lookAtGrid);
}

void CollectionsFlow::connectSection() {
    connect(m_section, &ShelfSection::openWanted, this,
            [this](qint64 id) { open(CollectionId{id}); });
    connect(m_section, &ShelfSection::renamed, this,
            [this](qint64 id, const QString& name) { m_edits->rename(CollectionId{id}, name); });
    connect(m_section, &ShelfSection::removeWanted, this,
            [this](qint64 id) { m_edits->remove(CollectionId{id}); });
    connect(m_section, &ShelfSection::dropped, this,
            [this](qint64 id) { m_edits->add(CollectionId{id}, m_browse.grid()->chosen()); });
    connect(m_section, &ShelfSection::menuShown, this, [this](qint64 id, QMenu* menu) {
        QAction* action =
            menu->addAction(icon(QStringLiteral("external-link"), QPalette::Text), tr("Export…"),
                            this, [this, id] { chooseExport(CollectionId{id}); });
        action->setObjectName(QStringLiteral("actionExportCollection"));
    });
}

void CollectionsFlow::update() {
    QList<ShelfSection::Entry> entries;
    for (const Collection& collection : m_shelf.collections()) {
        const qint64 count = qint64(collection.members.size());
        const int missing = m_shelf.missingOf(collection.id);
        QString toolTip = tr("%1: drop pictures here to add them").arg(collection.name);
        if (missing > 0)
            toolTip += QStringLiteral(". ") + tr("%Ln missing", nullptr, missing);
        entries.append({collection.id.value, collection.name, QLocale().toString(count), toolTip});
    }
    m_section->setEntries(entries);
}

bool CollectionsFlow::isShown() const {
    return m_list && m_model.photos() == m_list;
}

void CollectionsFlow::open(CollectionId id) {
    m_wanted = id;
    m_shelf.requestPhotos(id);
}

void CollectionsFlow::refresh() {
    m_shelf.recount();
    follow();
}

void CollectionsFlow::follow() {
    if (!isShown())
        return;
    if (m_shelf.collection(m_shown))
        m_shelf.requestPhotos(m_shown);
    else
        leave();
}

void CollectionsFlow::take(CollectionId id, const CollectionPhotos& photos) {
    const std::optional<Collection> collection = m_shelf.collection(id);
    if (!collection)
        return;
    if (std::exchange(m_toExport, m_toExport == id ? CollectionId() : m_toExport) == id) {
        QList<PhotoItem> pictures;
        for (qsizetype row = 0; row < photos.photos->size(); ++row)
            pictures.append(photos.photos->at(row));
        Q_EMIT exportWanted(collection->name, pictures);
    }
    const bool isWanted = m_wanted == id;
    if (!isWanted && !(isShown() && m_shown == id))
        return;
    const bool isNew = !isShown() || m_shown != id;
    m_wanted = {};
    if (isNew)
        m_query.clear();  // shows all pictures; the way back leads to the query
    m_shown = id;
    m_list = photos.photos;
    m_keys.clear();
    for (qsizetype row = 0; row < m_list->size(); ++row)
        m_keys.insert(m_list->at(row).file.value, photos.members[std::size_t(row)].contentKey);
    m_bar->setCollection(collection->name, m_list->size(), photos.missing);
    if (isNew)
        m_browse.grid()->setPhotos(m_list);
    else
        m_browse.grid()->changePhotos(m_list, rowChanges(m_model.photos().get(), m_list.get()));
    m_browse.showGrid();
    lookAtGrid();
    if (isNew)
        Q_EMIT shown();
}

void CollectionsFlow::lookAtGrid() {
    const bool isShown = this->isShown();
    m_bar->setVisible(isShown);
    m_sorting->setEnabled(isShown);
    m_section->setCurrent(isShown ? m_shown.value : 0);
    Q_EMIT shownChanged(isShown);
}

void CollectionsFlow::leave() {
    if (!isShown())
        return;
    m_list.reset();
    Q_EMIT left();
    lookAtGrid();
}

void CollectionsFlow::create(const QList<PhotoItem>& pictures) {
    Q_EMIT sideBarWanted();
    m_section->begin(ShelfService::freeName(tr("New collection"), m_shelf.collectionNames()),
                     [this, pictures](const QString& name) { m_edits->create(name, pictures); });
}

void CollectionsFlow::chooseAndAdd(const QList<PhotoItem>& pictures) {
    if (pictures.isEmpty())
        return;
    if (m_shelf.collections().isEmpty())
        return create(pictures);
    auto* menu = new QMenu(m_browse.window());
    menu->setAttribute(Qt::WA_DeleteOnClose);
    describeArea(menu, QStringLiteral("collectionMenu"), tr("Add to a collection"));
    for (const Collection& collection : m_shelf.collections()) {
        QString text = collection.name;
        menu->addAction(icon(QStringLiteral("images"), QPalette::Text),
                        text.replace(u'&', QStringLiteral("&&")), this,
                        [this, pictures, id = collection.id] { m_edits->add(id, pictures); });
    }
    menu->addSeparator();
    menu->addAction(icon(QStringLiteral("plus"), QPalette::Text), tr("New collection…"), this,
                    [this, pictures] { create(pictures); });
    menu->setActiveAction(menu->actions().first());
    const QWidget* window = m_browse.window();
    QPoint point = window->mapToGlobal(window->rect().center());
    const PhotoGrid* grid = m_browse.grid();
    const QRect cell = grid->visualRect(grid->currentIndex()) & grid->viewport()->rect();
    if (grid->isVisible() && !cell.isEmpty())
        point = grid->viewport()->mapToGlobal(cell.center());
    menu->popup(point);
}

// The grid may be sorted another way, and follows an edit a moment later: meanwhile its rows are
// those of before.
QList<int> CollectionsFlow::rowsNow(const QList<int>& shownRows) const {
    const std::optional<Collection> now = m_shelf.collection(m_shown);
    if (!now)
        return {};
    QHash<QByteArray, int> rowOf;
    for (std::size_t row = 0; row < now->members.size(); ++row)
        rowOf.insert(now->members[row].contentKey, int(row));
    QList<int> rows;
    for (const int shown : shownRows) {
        const auto key = m_keys.find(m_model.photo(shown).file.value);
        const auto row = key == m_keys.end() ? rowOf.end() : rowOf.find(*key);
        if (row != rowOf.end())
            rows.append(*row);
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

int CollectionsFlow::rowBefore(int shownRow) const {
    const QList<int> row = shownRow < m_model.rowCount() ? rowsNow({shownRow}) : QList<int>();
    const std::optional<Collection> now = m_shelf.collection(m_shown);
    return !row.isEmpty() ? row.first() : now ? int(now->members.size()) : 0;
}

QList<int> CollectionsFlow::chosenRowsNow() const {
    return rowsNow(m_browse.grid()->chosenRows());
}

void CollectionsFlow::takeOutChosen() {
    if (isShown())
        m_edits->takeOut(m_shown, chosenRowsNow());
}

void CollectionsFlow::moveChosen(int places) {
    const QList<int> rows = isShown() ? chosenRowsNow() : QList<int>();
    if (rows.isEmpty())
        return;
    const int before = places < 0 ? rows.first() + places : rows.last() + 1 + places;
    m_edits->move(m_shown, rows, qBound(0, before, int(m_list->size())));
}

void CollectionsFlow::chooseExport(CollectionId id) {
    m_toExport = id;
    m_shelf.requestPhotos(id);
}

}  // namespace semblance
