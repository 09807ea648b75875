#include "core/base/crashnotes.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QSet>
#include <algorithm>

#include "core/base/paths.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::CrashNotes)
};

constexpr std::size_t kMostNotes = 10;
constexpr QLatin1StringView kNewEnding{".new.txt"};
constexpr QLatin1StringView kSeenEnding{".txt"};

/// From the file's name, PROGRAM-SECONDS.new.txt; without a program when it is none of ours.
CrashNote noteOf(const QFileInfo& file) {
    CrashNote note;
    QString name = file.fileName();
    note.path = file.filePath();
    note.isNew = name.endsWith(kNewEnding);
    name.chop(note.isNew ? kNewEnding.size() : kSeenEnding.size());
    const qsizetype dash = name.lastIndexOf(u'-');
    bool isNumber = false;
    const qint64 seconds = name.mid(dash + 1).toLongLong(&isNumber);
    if (dash > 0 && isNumber) {
        note.program = name.left(dash);
        note.when = QDateTime::fromSecsSinceEpoch(seconds);
    }
    return note;
}

/// Where it crashed: the same twice is the same fault.
QByteArray placeOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray text = file.read(kMostOfCrashNote);
    const qsizetype stack = text.indexOf("\nstack:");
    return stack < 0 ? text : text.mid(stack);
}

/// The notes of a folder.
struct Listed {
    std::vector<CrashNote> told;  ///< the newest first
    std::vector<CrashNote> surplus;
};

Listed listed(const QString& dir) {
    std::vector<CrashNote> notes;
    for (const QFileInfo& file :
         QDir(dir).entryInfoList({QLatin1Char('*') + kSeenEnding}, QDir::Files)) {
        if (const CrashNote note = noteOf(file); !note.program.isEmpty())
            notes.push_back(note);
    }
    std::stable_sort(notes.begin(), notes.end(),
                     [](const CrashNote& a, const CrashNote& b) { return a.when > b.when; });
    QSet<QByteArray> places;
    Listed listed;
    for (const CrashNote& note : notes) {
        const QByteArray place = placeOf(note.path);
        const bool isTold = !places.contains(place) && listed.told.size() < kMostNotes;
        places.insert(place);
        (isTold ? listed.told : listed.surplus).push_back(note);
    }
    return listed;
}

QByteArray printableLines(const QByteArray& text) {
    QByteArray kept;
    for (const char c : text.left(kMostOfCrashNote)) {
        if (c == '\n' || (c >= ' ' && c <= '~'))
            kept += c;
    }
    return kept;
}
}  // namespace

QString crashNotesDir() {
    return defaultCacheDir() + QStringLiteral("/crashes");
}

QString crashNoteName(const QString& program, qint64 secondsSinceEpoch) {
    return QStringLiteral("%1-%2").arg(program).arg(secondsSinceEpoch) + kNewEnding;
}

std::vector<CrashNote> crashNotes(const QString& dir) {
    return listed(dir).told;
}

void tidyCrashNotes(const QString& dir) {
    for (const CrashNote& note : listed(dir).surplus)
        QFile::remove(note.path);
}

Result<QString> readCrashNote(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::NotFound, Text::tr("The crash note is no longer there."),
                    file.errorString());
    return QString::fromLatin1(file.read(kMostOfCrashNote));
}

void markCrashNotesSeen(const std::vector<CrashNote>& notes) {
    for (const CrashNote& note : notes) {
        if (note.isNew)
            QFile::rename(note.path, note.path.chopped(kNewEnding.size()) + kSeenEnding);
    }
}

Status keepCrashNote(const QString& dir, const QString& program, const QByteArray& text) {
    QSaveFile file(QDir(dir).filePath(crashNoteName(program, QDateTime::currentSecsSinceEpoch())));
    const QByteArray kept = printableLines(text);
    if (!QDir().mkpath(dir) || !file.open(QIODevice::WriteOnly) ||
        file.write(kept) != kept.size() || !file.commit())
        return fail(ErrorKind::Permission, Text::tr("The crash note could not be kept."),
                    file.errorString());
    tidyCrashNotes(dir);
    return {};
}

}  // namespace semblance
