#pragma once

#include <QString>
#include <QStringList>

namespace semblance {

/// The words of a text as they are compared: runs of letters and digits, without case, accents and
/// forms of one letter ("Größe," is "grosse"). Where a script has no blanks between words each
/// letter is a word. Pure.
QStringList plainWords(const QString& text);

/// Whether the words of the phrase stand in the text, whole and one after another, whatever is
/// between them. Never for a phrase without words. Pure.
bool holdsPhrase(const QString& text, const QString& phrase);

}  // namespace semblance
