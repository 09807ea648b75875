#pragma once

#include <QString>

namespace semblance {

/// What to say when there are no pictures to show. Pure: decided from the situation alone.
struct EmptyState {
    enum class Action {
        None,
        AddFolder,
        AddPictures,
        UseDemo,
        RescanAll,
        OpenAgain,
        Repair,
        RemoveFilters,
        ClearQuery
    };

    QString icon;
    QString title;
    QString text;
    Action main = Action::None;
    Action other = Action::None;
    QString mainText{};  ///< what its button says; empty: actionText(main)
};

struct EmptySituation {
    enum class Library { Opening, Failed, Open };

    Library library = Library::Opening;
    bool slow = false;          ///< opening takes long enough to be spoken of
    QString openError;          ///< Failed: the sentence
    bool isDamaged = false;     ///< Failed: it can be repaired
    QString backup;             ///< the date of the last good backup; empty: none
    bool searching = false;     ///< a query is in the bar
    bool isFiltered = false;    ///< it has filters
    bool isFilterOnly = false;  ///< and nothing else
    bool indexing = false;
    bool hasFolders = false;
    bool hasDemo = false;  ///< the demo pictures can be added
    QString pictures;      ///< what adds the user's own folder says; empty: there is none
};

EmptyState emptyState(const EmptySituation& situation);

/// What the button for an action says.
QString actionText(EmptyState::Action action);

}  // namespace semblance
