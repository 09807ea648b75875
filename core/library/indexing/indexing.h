#pragma once

#include <QMap>
#include <QMetaType>
#include <QString>

namespace semblance {

/// How far indexing is.
struct IndexingProgress {
    enum class Phase { Idle, Scanning, Encoding, Finishing };
    Phase phase = Phase::Idle;
    bool paused = false;
    bool onBattery = false;     ///< paused, and not because the user said so
    qint64 found = 0;           ///< pictures seen so far, less those gone when their turn came
    qint64 toDo = 0;            ///< of them to be read
    qint64 done = 0;            ///< read, with success or not
    qint64 failed = 0;          ///< of them not readable
    double rate = 0.0;          ///< files a second over the last seconds
    double secondsLeft = -1.0;  ///< < 0: not known yet
    QString currentFolder;
};

/// What one run did: indexed + unchanged + failed = pictures found, less those that were gone when
/// their turn came, plus folders that could not be read (they count as failed).
struct IndexingSummary {
    qint64 indexed = 0;    ///< newly read, changed or moved, or with other sidecars
    qint64 unchanged = 0;  ///< in the library already
    qint64 failed = 0;     ///< cannot be read, known from before or not
    double seconds = 0.0;
    bool cancelled = false;
    bool isUnasked = false;  ///< it followed what was noticed; nobody waits for a word
    /// Files of picture kinds that nothing here reads, by kind ("CLIP"); counted nowhere else.
    QMap<QString, qint64> skipped{};
    qint64 links = 0;         ///< to folders, which are not followed
    qint64 placeholders = 0;  ///< pictures that a cloud keeps elsewhere; they were left alone
    qint64 left = 0;          ///< pictures still to be read whose disk went in the middle
};

}  // namespace semblance

Q_DECLARE_METATYPE(semblance::IndexingProgress)
Q_DECLARE_METATYPE(semblance::IndexingSummary)
