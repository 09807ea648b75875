#include "app/desktop/nodisplay.h"

#include <QtGlobal>
#include <cstdio>
#include <cstdlib>

namespace semblance {

namespace {
QtMessageHandler former = nullptr;

// Qt's last word before it aborts, and until QApplication is made about nothing else than the
// display. No translation is installed yet.
void sayAndEnd(QtMsgType type, const QMessageLogContext& context, const QString& message) {
    if (type != QtFatalMsg) {
        if (former)
            former(type, context, message);
        return;
    }
    std::fputs(
        "Semblance cannot open its window: there is no display, or it does not answer. The command "
        "line semblance-cli needs none.\n",
        stderr);
    std::_Exit(3);
}
}  // namespace

void sayWithoutDisplay() {
    former = qInstallMessageHandler(sayAndEnd);
}

void displayIsThere() {
    qInstallMessageHandler(former);
}

}  // namespace semblance
