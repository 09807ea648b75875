#pragma once

#include <QLocale>
#include <QString>

class QCoreApplication;

namespace semblance {

/// Installs the window's and Qt's own translations: of `language` ("de"), or of the system's
/// languages when it is empty. English needs none.
void installLanguage(QCoreApplication& app, const QString& language);

}  // namespace semblance
