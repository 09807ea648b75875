#pragma once

#include <QObject>
#include <QPointer>
#include <memory>

#include "core/base/result.h"
#include "core/catalogue/photolist.h"
#include "core/library/services/rowchanges.h"
#include "core/query/query.h"
#include "ui/compare/comparebar.h"
#include "ui/window/services.h"

class QSplitter;

namespace semblance {

class Actions;
class BrowsePage;
class ComparePane;
class Library;
class PhotoGrid;
class PhotoListModel;
class QueryBar;
class QueryFlow;
class QueryModel;
class Settings;
class UndoOrder;

/// Two queries side by side: opens a second one beside the window's, marks what differs between
/// their answers, and says which of the two is in use. Closed, nothing of it is there.
class CompareFlow final : public QObject {
    Q_OBJECT

public:
    struct Parts {
        Actions& actions;
        BrowsePage& browse;
        PhotoListModel& photos;
        QueryModel& query;
        QSplitter& splitter;
        QWidget& first;  ///< in the splitter: the pages, one of which is `browse`
        UndoOrder& undo;
        Settings& settings;
    };

    CompareFlow(const Services& services, const Parts& parts, QWidget* window);
    ~CompareFlow() override;

    /// Opens the second query, or gives it another one to answer.
    void open(const Query& query);
    void close();

    void setLibrary(const std::shared_ptr<Library>& library);
    /// Below it the side bar gives its room to the second query.
    bool needsRoom() const;
    /// The page of the query and its pictures is shown, or another one.
    void setBrowsing(bool isBrowsing);
    /// Puts the keyboard into the pictures of the half that is in use.
    void focusPictures();

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    /// The query and its pictures are to be seen.
    void browsingWanted();
    /// The half with these parts is in use from now on.
    void activeChanged(semblance::PhotoGrid& grid, semblance::QueryBar& bar);
    /// A picture of the second answer is to be shown large.
    void viewWanted(const semblance::PhotoItem& photo);
    void problem(const semblance::Error& error);
    void said(const QString& sentence);

private:
    using Half = CompareBar::Half;

    void build();
    void connectPane();
    void connectTogether();
    void compareSoon();
    void compare();
    QString textOf(const PhotoListModel& photos) const;
    void activate(Half half);
    void followFocus(QWidget* now);
    void switchHalf();
    void takeOver();
    void shareRoom();
    void layOut();
    void moveTogether(bool isTogether);

    Services m_services;
    Parts m_parts;
    QWidget* m_window;
    CompareBar* m_firstBar;
    QPointer<ComparePane> m_pane;
    std::shared_ptr<Library> m_library;
    PhotoListPtr m_all;
    QList<int> m_sizes;  ///< of the splitter, before
    Half m_active = Half::First;
    bool m_isBrowsing = true;
    bool m_isTogether = false;
    bool m_isFollowing = false;  ///< one half follows the other
    bool m_comparesSoon = false;
    bool m_isBusy = false;  ///< the second answer is taking long
};

}  // namespace semblance
