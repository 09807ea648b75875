#include "ui/library/wording.h"
#include "ui/style/dates.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>
#include <QStringList>
#include <climits>
#include <cmath>

namespace semblance {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Wording)
};

QString number(qint64 value) {
    return QLocale().toString(value);
}

}  // namespace

QString picturesText(qint64 count) {
    return Text::tr("%Ln picture(s)", nullptr, int(qMin<qint64>(count, INT_MAX)));
}

QString timeLeftText(double seconds) {
    if (seconds < 0)
        return {};
    if (seconds < 60)
        return Text::tr("less than a minute left");
    const double minutes = std::round(seconds / 60);
    if (minutes < 90)
        return Text::tr("about %n minute(s) left", nullptr, int(minutes));
    return Text::tr("about %n hour(s) left", nullptr, int(std::round(seconds / 3600)));
}

QString progressText(const IndexingProgress& p) {
    const QString counts = Text::tr("%1 of %2").arg(number(p.done), number(p.toDo));
    if (p.paused && p.toDo > 0) {
        return p.onBattery ? Text::tr("Paused: on battery") + QStringLiteral("  ·  ") + counts
                           : Text::tr("Paused: %1").arg(counts);
    }
    switch (p.phase) {
        case IndexingProgress::Phase::Idle:
            return {};
        case IndexingProgress::Phase::Scanning:
            return p.found > 0 ? Text::tr("Looking for pictures: %1 found").arg(number(p.found))
                               : Text::tr("Looking for pictures…");
        case IndexingProgress::Phase::Finishing:
            return Text::tr("Finishing…");
        case IndexingProgress::Phase::Encoding:
            break;
    }
    QStringList parts{Text::tr("Reading pictures: %1").arg(counts)};
    if (p.rate >= 1)
        parts.append(Text::tr("%1 a second").arg(number(std::llround(p.rate))));
    if (const QString left = timeLeftText(p.secondsLeft); !left.isEmpty())
        parts.append(left);
    return parts.join(QStringLiteral("  ·  "));
}

QString summaryText(const IndexingSummary& s) {
    QString text;
    if (s.cancelled)
        text = Text::tr(
            "Stopped. %Ln picture(s) were added; the rest is read when the folder is "
            "rescanned.",
            nullptr, int(s.indexed));
    else if (s.indexed == 0)
        text = Text::tr("The library is up to date.");
    else
        text = Text::tr("%Ln picture(s) added or brought up to date.", nullptr, int(s.indexed));
    if (s.failed > 0)
        text += u' ' + Text::tr("%Ln file(s) could not be read.", nullptr, int(s.failed));
    if (s.left > 0)
        text += u' ' + Text::tr(
                           "A disk went in the middle: %Ln picture(s) are still to be read "
                           "when it is back.",
                           nullptr, int(s.left));
    return text;
}

QString repairedText(const LibraryHealth& health) {
    using From = RestoredDatabase::From;
    if (health.restored.empty())
        return Text::tr("The library is in order again.");
    const RestoredDatabase& restored = health.restored.front();
    switch (restored.from) {
        case From::Itself:
            return Text::tr("The library is mended, and nothing was lost.");
        case From::Backup:
            return Text::tr(
                       "The library is restored as it was on %1. Rescan your folders: what "
                       "came later is read again.")
                .arg(shortDateTime(restored.backup));
        case From::WhatIsLeft:
            return Text::tr(
                "What could be read of the library is kept. Rescan your folders: the "
                "rest is read again.");
        case From::Nothing:
            break;
    }
    return Text::tr("Nothing of the library could be read. Add your folders again.");
}

QString passedOverText(const IndexingSummary& s) {
    QStringList sentences;
    if (s.links > 0)
        sentences.append(
            Text::tr("%Ln link(s) to folders are not followed.", nullptr, int(s.links)));
    if (s.placeholders > 0)
        sentences.append(Text::tr("%Ln picture(s) are kept in a cloud and left alone.", nullptr,
                                  int(s.placeholders)));
    return sentences.join(u'\n');
}

QString savedText(const QString& file, const ExportedLibrary& what) {
    return Text::tr("%Ln picture(s) are saved in %1 (%2).", nullptr,
                    int(qMin<qint64>(what.pictures, INT_MAX)))
        .arg(QFileInfo(file).fileName(), QLocale().formattedDataSize(what.bytes));
}

QString mergedText(const MergedLibrary& what) {
    if (what.files == 0 && what.pictures == 0 && what.completed == 0 && what.searches == 0 &&
        what.collections == 0)
        return Text::tr("This library knew all of it already.");
    QString text =
        Text::tr("%Ln picture(s) were added.", nullptr, int(qMin<qint64>(what.pictures, INT_MAX)));
    if (what.completed > 0) {
        text += u' ' + Text::tr("More is known now of %Ln picture(s).", nullptr,
                                int(qMin<qint64>(what.completed, INT_MAX)));
    }
    if (what.searches > 0)
        text += u' ' + Text::tr("%Ln saved search(es) came along.", nullptr, int(what.searches));
    if (what.collections > 0)
        text += u' ' + Text::tr("%Ln collection(s) came along.", nullptr, int(what.collections));
    return text;
}

}  // namespace semblance
