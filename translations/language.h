#pragma once

#include <QString>

class QCoreApplication;

namespace semblance {

/// Installs the translations of Semblance and of Qt itself: of `language` ("de"), or of the
/// system's languages when it is empty. Dates and numbers follow. Call it before the first
/// sentence.
void installLanguage(QCoreApplication& app, const QString& language);

}  // namespace semblance
