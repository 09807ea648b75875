#include "core/base/photofacts.h"

namespace semblance {

namespace {

/// `first` where it says anything.
QString either(const QString& first, const QString& second) {
    return first.isEmpty() ? second : first;
}
QStringList either(const QStringList& first, const QStringList& second) {
    return first.isEmpty() ? second : first;
}
template <class T>
std::optional<T> either(const std::optional<T>& first, const std::optional<T>& second) {
    return first ? first : second;
}

/// What the camera wrote.
void addMissingShot(PhotoFacts& facts, const PhotoFacts& more) {
    if (!facts.capturedMs) {
        facts.capturedMs = more.capturedMs;
        facts.zoneMinutes = more.zoneMinutes;
    }
    facts.camera = either(facts.camera, more.camera);
    facts.lens = either(facts.lens, more.lens);
    facts.exposureSeconds = either(facts.exposureSeconds, more.exposureSeconds);
    facts.aperture = either(facts.aperture, more.aperture);
    facts.iso = either(facts.iso, more.iso);
    facts.focalLengthMm = either(facts.focalLengthMm, more.focalLengthMm);
}

/// What a person gave: `first` before `second`.
void chooseWords(PhotoFacts& facts, const PhotoFacts& first, const PhotoFacts& second) {
    facts.place = either(first.place, second.place);
    facts.rating = either(first.rating, second.rating);
    facts.label = either(first.label, second.label);
    facts.title = either(first.title, second.title);
    facts.description = either(first.description, second.description);
    facts.keywords = either(first.keywords, second.keywords);
    facts.people = either(first.people, second.people);
}

}  // namespace

PhotoFacts withSidecars(PhotoFacts picture, const PhotoFacts& sidecars) {
    addMissingShot(picture, sidecars);
    chooseWords(picture, sidecars, PhotoFacts(picture));
    return picture;
}

void addMissingFacts(PhotoFacts& facts, const PhotoFacts& more) {
    addMissingShot(facts, more);
    chooseWords(facts, PhotoFacts(facts), more);
}

}  // namespace semblance
