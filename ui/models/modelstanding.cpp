#include "ui/models/modelstanding.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

#include "ui/library/wording.h"
#include "ui/models/modelwording.h"

namespace semblance {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::ModelStanding)
};

const ModelEntry* firstWith(const QList<ModelEntry>& models, bool ModelEntry::*property) {
    const auto found = std::find_if(models.begin(), models.end(),
                                    [property](const ModelEntry& e) { return e.*property; });
    return found == models.end() ? nullptr : &*found;
}

bool isCovered(const ModelEntry& entry, const ModelsSituation& s) {
    return entry.pictures >= s.libraryPictures;
}

QString countText(const ModelEntry& entry, const ModelsSituation& s) {
    const QLocale locale;
    return Text::tr("%1 of %2 pictures")
        .arg(locale.toString(entry.pictures), locale.toString(s.libraryPictures));
}

// Rounded down: 100 % is said when all are there.
QString percentText(const ModelEntry& entry, const ModelsSituation& s) {
    const qint64 percent = s.libraryPictures > 0 ? entry.pictures * 100 / s.libraryPictures : 0;
    return Text::tr("%1 %").arg(qMin<qint64>(percent, 100));
}

QString answeringSentence(const ModelEntry& entry, const ModelsSituation& s) {
    const ModelEntry* chosen = s.chosen();
    if (chosen && !entry.isChosen)
        return Text::tr("Searches are answered with this model until “%1” has caught up.")
            .arg(modelTitle(*chosen));
    if (isCovered(entry, s))
        return Text::tr("Searches are answered with this model.");
    return Text::tr("Searches are answered with this model. Encoded so far: %1.")
        .arg(countText(entry, s));
}

QString onTheWaySentence(const ModelEntry& entry, const ModelsSituation& s) {
    const ModelEntry* answering = s.answering();
    const QString far = countText(entry, s);
    const QString how =
        s.isIndexing ? Text::tr("The library is being encoded with this model: %1.").arg(far)
                     : Text::tr("Encoding the library with this model was stopped: %1.").arg(far);
    if (!answering)
        return how;
    return how + u' ' +
           Text::tr("Until the rest is done, searches are answered with “%1”.")
               .arg(modelTitle(*answering));
}

QString idleSentence(const ModelEntry& entry, const ModelsSituation& s) {
    if (entry.model.state == KnownModel::State::Unchecked && !entry.isFolder)
        return Text::tr("Nobody has looked at this model yet.");
    if (s.libraryPictures == 0)
        return Text::tr("Not in use.");
    if (isCovered(entry, s))
        return Text::tr("Not in use. It has encoded all pictures: switching to it is at once.");
    const qint64 missing = s.libraryPictures - entry.pictures;
    const ModelReport& report = entry.model.report;
    const double rate = report.wasTested() ? report.measurements.first().picturesPerSecond : 0;
    if (rate <= 0)
        return Text::tr("Not in use. To be encoded in the background, while searching goes on: %1.")
            .arg(picturesText(missing));
    return Text::tr(
               "Not in use. Encoding %1 takes %2 in the background; searching goes on "
               "meanwhile.")
        .arg(picturesText(missing), durationText(double(missing) / rate));
}

QString badgeOf(const ModelStanding& standing, const ModelEntry& entry, const ModelsSituation& s) {
    switch (standing.kind) {
        case ModelStanding::Kind::Broken:
            return Text::tr("cannot be used");
        case ModelStanding::Kind::Answers:
            return entry.isChosen || !s.chosen() ? Text::tr("in use") : Text::tr("still in use");
        case ModelStanding::Kind::OnTheWay:
            return s.isIndexing ? Text::tr("encoding, %1").arg(percentText(entry, s))
                                : Text::tr("stopped at %1").arg(percentText(entry, s));
        case ModelStanding::Kind::Idle:
            break;
    }
    return s.checking.contains(entry.model.name) ? Text::tr("being checked") : QString();
}

}  // namespace

const ModelEntry* ModelsSituation::answering() const {
    return firstWith(models, &ModelEntry::answers);
}

const ModelEntry* ModelsSituation::chosen() const {
    return firstWith(models, &ModelEntry::isChosen);
}

ModelStanding standingOf(const ModelEntry& entry, const ModelsSituation& s) {
    ModelStanding standing;
    standing.chooseText = Text::tr("&Use this model");
    if (entry.model.state == KnownModel::State::Broken) {
        standing.kind = ModelStanding::Kind::Broken;
        standing.sentence = entry.model.problem;
    } else if (entry.answers) {
        standing.kind = ModelStanding::Kind::Answers;
        standing.sentence = answeringSentence(entry, s);
        standing.canChoose = !entry.isChosen || (!isCovered(entry, s) && !s.isIndexing);
        if (!entry.isChosen && s.chosen())
            standing.chooseText = Text::tr("&Keep using this model");
    } else if (entry.isChosen) {
        standing.kind = ModelStanding::Kind::OnTheWay;
        standing.sentence = onTheWaySentence(entry, s);
        standing.canChoose = !s.isIndexing;
    } else {
        standing.sentence = idleSentence(entry, s);
        standing.canChoose = true;
    }
    if (entry.isChosen && !isCovered(entry, s) && standing.kind != ModelStanding::Kind::Broken)
        standing.chooseText = Text::tr("&Go on encoding");
    standing.badge = badgeOf(standing, entry, s);
    return standing;
}

QString removalRefusal(const ModelEntry& entry) {
    if (entry.answers)
        return Text::tr(
                   "“%1” answers the searches now. Use another model, and wait until it has "
                   "encoded the library, before removing this one.")
            .arg(modelTitle(entry));
    if (entry.isChosen)
        return Text::tr(
                   "The library is on its way to “%1”. Use another model before removing this "
                   "one.")
            .arg(modelTitle(entry));
    return {};
}

QString removalQuestion(const ModelEntry& entry) {
    const bool deletesFiles = !entry.isFolder && entry.model.origin == KnownModel::Origin::Imported;
    const QString title = modelTitle(entry);
    if (!deletesFiles)
        return Text::tr(
                   "Free the %1 of vectors that “%2” has in this library? To use it again, "
                   "the pictures are encoded anew. The model itself stays.")
            .arg(bytesText(entry.vectorBytes), title);
    if (entry.vectorBytes == 0)
        return Text::tr(
                   "Remove “%1”? That frees %2. The folder it was imported from stays as it "
                   "is.")
            .arg(title, bytesText(entry.model.report.bytes));
    return Text::tr(
               "Remove “%1”? That frees %2: %3 of the model and %4 of its vectors in this "
               "library. The folder it was imported from stays as it is.")
        .arg(title, bytesText(entry.model.report.bytes + entry.vectorBytes),
             bytesText(entry.model.report.bytes), bytesText(entry.vectorBytes));
}

}  // namespace semblance
