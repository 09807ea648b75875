#pragma once

#include <QObject>

#include "core/library/services/shelfservice.h"

namespace semblance {

class BrowsePage;
class CollectionBar;
class CollectionEdits;
class HandSorting;
class PhotoListModel;
class QueryModel;
class ShelfSection;

/// The collections: their section in the side bar, one of them in the grid, in its order, and what
/// is done with them.
class CollectionsFlow final : public QObject {
    Q_OBJECT

public:
    CollectionsFlow(ShelfService& shelf, BrowsePage& browse, const PhotoListModel& model,
                    QueryModel& query, QObject* parent = nullptr);

    ShelfSection& section() { return *m_section; }
    CollectionEdits& edits() { return *m_edits; }

    /// The grid shows a collection.
    bool isShown() const;
    /// Back from a collection, where one is shown.
    void leave();
    /// What is known of the pictures may have changed.
    void refresh();

    /// Asks which collection the pictures are to come into.
    void chooseAndAdd(const QList<PhotoItem>& pictures);
    /// In the collection that is shown: takes out what is chosen, moves it by one place.
    void takeOutChosen();
    void moveChosen(int places);

Q_SIGNALS:
    /// A collection is shown; what stands elsewhere in the window is to make room.
    void shown();
    /// What was shown before is to be shown again.
    void left();
    /// Another one is shown now, or none.
    void shownChanged(bool isShown);
    /// There is a name to be typed in the side bar.
    void sideBarWanted();
    void exportWanted(const QString& name, const QList<semblance::PhotoItem>& pictures);
    void said(const QString& sentence);

private:
    void connectSection();
    void update();
    /// What is shown, as the collection is now.
    void follow();
    void open(CollectionId id);
    void take(CollectionId id, const CollectionPhotos& photos);
    void lookAtGrid();
    void create(const QList<PhotoItem>& pictures);
    void chooseExport(CollectionId id);
    /// Of the collection, of what the grid shows in these rows; rising.
    QList<int> rowsNow(const QList<int>& shownRows) const;
    int rowBefore(int shownRow) const;
    QList<int> chosenRowsNow() const;

    ShelfService& m_shelf;
    BrowsePage& m_browse;
    const PhotoListModel& m_model;
    QueryModel& m_query;
    ShelfSection* m_section;
    CollectionBar* m_bar;
    CollectionEdits* m_edits;
    HandSorting* m_sorting;
    CollectionId m_wanted;    ///< is to be shown as soon as it is read
    CollectionId m_toExport;  ///< is to be exported then
    CollectionId m_shown;
    PhotoListPtr m_list;               ///< of m_shown
    QHash<qint64, QByteArray> m_keys;  ///< of its files' contents
};

}  // namespace semblance
