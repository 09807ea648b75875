#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <vector>

#include "core/base/result.h"

/// What is left of a crashed program (crashhandler.h): a text of some kilobytes with its version
/// and its stack, kept in a folder on this computer and sent nowhere. It names no file of the
/// user's. Blocking, on any thread.
namespace semblance {

/// <cache folder>/semblance/crashes.
QString crashNotesDir();

struct CrashNote {
    QString path;
    QString program;  ///< "semblance-decoder"
    QDateTime when;
    bool isNew = true;  ///< nobody was told of it yet
};

/// The newest first, of crashes at the same place the last alone, and ten in all. Changes nothing.
std::vector<CrashNote> crashNotes(const QString& dir);

/// Removes the notes that crashNotes() leaves out.
void tidyCrashNotes(const QString& dir);

/// NotFound when it has gone.
Result<QString> readCrashNote(const QString& path);

/// They were told of.
void markCrashNotesSeen(const std::vector<CrashNote>& notes);

/// Keeps what a crashed child wrote, and tidies. It comes from a program that read hostile files:
/// whatever is not printable ASCII, or too long, is left out.
Status keepCrashNote(const QString& dir, const QString& program, const QByteArray& text);

/// The name of a new note's file.
QString crashNoteName(const QString& program, qint64 secondsSinceEpoch);

/// The longest note, in bytes.
inline constexpr qsizetype kMostOfCrashNote = 16 * 1024;

}  // namespace semblance
