#pragma once

#include <QString>

namespace semblance {

/// A text that may hold anything (a file's name, a sentence with one in it) as one line for a
/// terminal: line breaks, tabs, escape codes and what turns the direction of writing are shown as
/// \n, \t, \x1b, \u202e. Everything else stays as it is.
QString printable(const QString& text);

}  // namespace semblance
