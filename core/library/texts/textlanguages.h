#pragma once

#include <QString>
#include <QStringList>

namespace semblance {

/// The languages that text in pictures is read in.
struct TextLanguages {
    QString dataDir;    ///< where their data lie; empty: nowhere
    QStringList names;  ///< Tesseract's ("eng", "deu", "chi_sim"); empty: none

    bool isEmpty() const { return names.isEmpty(); }

    friend bool operator==(const TextLanguages&, const TextLanguages&) = default;
};

/// What this computer has: English, German, what the user's system speaks, then others, at most
/// `mostTextLanguages` since each takes its time with every word. Looks at folders: not on the GUI
/// thread.
TextLanguages installedTextLanguages();
/// The same of these folders, the first that has any, for a user who reads `spoken` (as
/// QLocale::uiLanguages says them).
TextLanguages textLanguagesIn(const QStringList& folders, const QStringList& spoken);

inline constexpr int mostTextLanguages = 4;

}  // namespace semblance
