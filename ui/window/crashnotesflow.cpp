#include "ui/window/crashnotesflow.h"

#include <QLocale>
#include <QWidget>
#include <chrono>
#include <optional>

#include "core/base/timelimit.h"
#include "ui/files/aside.h"
#include "ui/window/crashnotesdialog.h"
#include "ui/window/messagestrip.h"

namespace semblance {

namespace {
using namespace std::chrono_literals;
/// A folder on a dead network drive is left alone.
constexpr auto kLookLimit = 10s;
constexpr QLatin1StringView kWindowsProgram{"semblance"};
}  // namespace

CrashNotesFlow::CrashNotesFlow(const QString& dir, MessageStrip& messages, QWidget* window)
    : QObject(window), m_messages(messages), m_window(window) {
    runAside(
        this, kLookLimit, [dir] { return look(dir); },
        [this](const std::optional<Found>& found) {
            if (found && !found->notes.empty())
                offer(*found);
        });
}

CrashNotesFlow::Found CrashNotesFlow::look(const QString& dir) {
    tidyCrashNotes(dir);
    Found found;
    for (const CrashNote& note : crashNotes(dir)) {
        const Result<QString> text = note.isNew ? readCrashNote(note.path) : QString();
        if (!note.isNew || !text)
            continue;
        found.notes.push_back(note);
        found.isOfWindow = found.isOfWindow || note.program == kWindowsProgram;
        if (!found.text.isEmpty())
            found.text += u'\n';
        found.text += QLocale().toString(note.when, QLocale::ShortFormat) + u'\n' + *text;
    }
    return found;
}

void CrashNotesFlow::offer(const Found& found) {
    const QString sentence =
        found.isOfWindow
            ? tr("Semblance crashed. A note of where is on this computer; nothing was sent.")
            : tr("A helper of Semblance crashed and was started again. A note of where is on this "
                 "computer; nothing was sent.");
    m_offered = found.notes;
    connect(&m_messages, &MessageStrip::declined, this, &CrashNotesFlow::markSeen);
    m_messages.showOffer(sentence, tr("Show"), [this, text = found.text] {
        markSeen();
        (new CrashNotesDialog(text, m_window))->show();
    });
}

void CrashNotesFlow::markSeen() const {
    runAbandoned([notes = m_offered] { markCrashNotesSeen(notes); });
}

}  // namespace semblance
