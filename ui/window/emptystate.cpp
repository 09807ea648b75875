#include "ui/window/emptystate.h"

#include <QCoreApplication>

namespace semblance {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::EmptyState)
};

EmptyState damagedState(const EmptySituation& s) {
    const bool hasBackup = !s.backup.isEmpty();
    EmptyState state;
    state.icon = QStringLiteral("alert-triangle");
    state.title = Text::tr("The library is damaged");
    state.text =
        hasBackup ? Text::tr(
                        "Your photos are not affected. What can be read is kept, else the state of "
                        "%1 is brought back; what came later is read again from your folders. The "
                        "damaged file is kept beside it.")
                        .arg(s.backup)
                  : Text::tr(
                        "Your photos are not affected, and there is no backup. What can be read is "
                        "kept; the rest is read again from your folders. The damaged file is kept "
                        "beside it.");
    state.text += QStringLiteral("\n\n") + s.openError;
    state.main = EmptyState::Action::Repair;
    state.other = EmptyState::Action::OpenAgain;
    if (hasBackup)
        state.mainText = Text::tr("Restore the backup of %1").arg(s.backup);
    return state;
}

EmptyState nothingAdded(const EmptySituation& s) {
    EmptyState state{
        QStringLiteral("images"), Text::tr("No pictures yet"),
        Text::tr("Add a folder of pictures. They are only read, never changed, and nothing "
                 "leaves this computer."),
        EmptyState::Action::AddFolder,
        s.hasDemo ? EmptyState::Action::UseDemo : EmptyState::Action::None};
    if (!s.pictures.isEmpty()) {
        state.main = EmptyState::Action::AddPictures;
        state.mainText = s.pictures;
    }
    return state;
}

EmptyState nothingPasses(const EmptySituation& s) {
    return {QStringLiteral("sliders"), Text::tr("No picture passes these filters"),
            Text::tr("Remove one of them, or all."), EmptyState::Action::RemoveFilters,
            s.isFilterOnly ? EmptyState::Action::None : EmptyState::Action::ClearQuery};
}

}  // namespace

EmptyState emptyState(const EmptySituation& s) {
    using Action = EmptyState::Action;
    using Library = EmptySituation::Library;
    if (s.library == Library::Failed && s.isDamaged)
        return damagedState(s);
    if (s.library == Library::Failed)
        return {QStringLiteral("alert-triangle"), Text::tr("The library could not be opened"),
                s.openError, Action::OpenAgain, Action::None};
    if (s.library == Library::Opening)
        return s.slow ? EmptyState{QStringLiteral("clock"), Text::tr("Opening the library…"), {}}
                      : EmptyState();
    if (s.indexing)
        return {QStringLiteral("images"), Text::tr("Looking for pictures…"),
                Text::tr("They appear here as soon as they are read, and can be searched at once."),
                s.searching ? Action::ClearQuery : Action::None, Action::None};
    if (!s.hasFolders)
        return nothingAdded(s);
    if (s.isFiltered)
        return nothingPasses(s);
    if (s.searching)
        return {QStringLiteral("search"), Text::tr("Nothing found"),
                Text::tr("No picture of the library could be compared with this query. Ask for "
                         "something else, or show all pictures."),
                Action::ClearQuery, Action::None};
    return {QStringLiteral("images"), Text::tr("No pictures in these folders"),
            Text::tr("Photos, also HEIC and raw, drawings, icons and the files of drawing programs "
                     "are found, in all folders below those that were added."),
            Action::AddFolder, Action::RescanAll};
}

QString actionText(EmptyState::Action action) {
    switch (action) {
        case EmptyState::Action::None:
            return {};
        case EmptyState::Action::AddFolder:
            return Text::tr("Add folder…");
        case EmptyState::Action::AddPictures:
            return Text::tr("Add my pictures");
        case EmptyState::Action::UseDemo:
            return Text::tr("Use the demo pictures");
        case EmptyState::Action::RescanAll:
            return Text::tr("Rescan");
        case EmptyState::Action::OpenAgain:
            return Text::tr("Try again");
        case EmptyState::Action::Repair:
            return Text::tr("Recover what can be read");
        case EmptyState::Action::RemoveFilters:
            return Text::tr("Remove the filters");
        case EmptyState::Action::ClearQuery:
            return Text::tr("Show all pictures");
    }
    return {};
}

}  // namespace semblance
