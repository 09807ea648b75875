#include "core/media/metadata/metadata.h"

#include <QRegularExpression>
#include <cmath>

#include "core/media/metadata/capturedate.h"
#include "core/media/metadata/guessedtext.h"
#include "core/media/metadata/metadatatags.h"
#include "core/media/metadata/picturewords.h"

namespace semblance {

using namespace Qt::StringLiterals;

namespace {

QString lineOf(const MetadataTags& tags, const char* exifKey, const char* xmpKey) {
    const QString text = asLine(tags.exifText(exifKey), FactLimits::line);
    return text.isEmpty() ? asLine(tags.xmpText(xmpKey), FactLimits::line) : text;
}

std::optional<double> numberOf(const MetadataTags& tags, const char* exifKey, const char* xmpKey) {
    const std::optional<double> number = tags.exifNumber(exifKey);
    return number ? number : tags.xmpNumber(xmpKey);
}

std::optional<double> within(std::optional<double> number, double least, double most) {
    return number && *number >= least && *number <= most ? number : std::nullopt;
}

/// XMP's only where EXIF has none: programs that turn a picture forget one or the other, and EXIF's
/// is what every viewer goes by.
int orientationOf(const MetadataTags& tags) {
    const auto number =
        within(numberOf(tags, "Exif.Image.Orientation", "Xmp.tiff.Orientation"), 1, 8);
    return int(number.value_or(1));
}

QString cameraOf(const MetadataTags& tags) {
    return cameraName(lineOf(tags, "Exif.Image.Make", "Xmp.tiff.Make"),
                      lineOf(tags, "Exif.Image.Model", "Xmp.tiff.Model"));
}

QString lensOf(const MetadataTags& tags) {
    // Old and adapted lenses tell the camera nothing.
    static const QRegularExpression nothing(
        u"^(-+|n/a|none|unknown.*|0(\\.0)? ?mm.*|no lens.*|\\W*)$"_s,
        QRegularExpression::CaseInsensitiveOption);
    for (const QString& text :
         {tags.exifText("Exif.Photo.LensModel"), tags.xmpText("Xmp.exifEX.LensModel"),
          tags.xmpText("Xmp.aux.Lens"), tags.knownLens()}) {
        const QString lens = asLine(text, FactLimits::line);
        if (!nothing.match(lens).hasMatch())
            return lens;
    }
    return {};
}

std::optional<double> exposureOf(const MetadataTags& tags) {
    constexpr double longest = 86'400;  // a day
    const auto seconds =
        within(numberOf(tags, "Exif.Photo.ExposureTime", "Xmp.exif.ExposureTime"), 1e-7, longest);
    if (seconds)
        return seconds;
    // APEX: the exposure is 2^-v seconds.
    const auto speed = within(
        numberOf(tags, "Exif.Photo.ShutterSpeedValue", "Xmp.exif.ShutterSpeedValue"), -16, 23);
    return speed ? std::optional(std::exp2(-*speed)) : std::nullopt;
}

std::optional<double> apertureOf(const MetadataTags& tags) {
    constexpr double smallest = 0.1;
    constexpr double largest = 1000;
    const auto aperture =
        within(numberOf(tags, "Exif.Photo.FNumber", "Xmp.exif.FNumber"), smallest, largest);
    if (aperture)
        return aperture;
    // APEX: the f-number is the root of 2^v. 0 is written by lenses without contacts.
    const auto value =
        within(numberOf(tags, "Exif.Photo.ApertureValue", "Xmp.exif.ApertureValue"), 0.01, 20);
    return value ? std::optional(std::round(std::exp2(*value / 2) * 10) / 10) : std::nullopt;
}

std::optional<int> isoOf(const MetadataTags& tags) {
    constexpr double most = 100'000'000;
    // What the first one, of 16 bits, cannot hold stands in one of the others.
    constexpr double full = 65'534;
    const auto iso =
        within(numberOf(tags, "Exif.Photo.ISOSpeedRatings", "Xmp.exif.ISOSpeedRatings"), 1, full);
    if (iso)
        return int(*iso);
    for (const char* key :
         {"Exif.Photo.RecommendedExposureIndex", "Exif.Photo.StandardOutputSensitivity",
          "Exif.Photo.ISOSpeed", "Exif.Photo.ISOSpeedRatings"}) {
        if (const auto other = within(tags.exifNumber(key), 1, most))
            return int(*other);
    }
    return {};
}

/// Degrees, minutes and seconds, each of which may have a fraction.
std::optional<double> exifDegrees(const MetadataTags& tags, const char* key, const char* signKey,
                                  QChar negative) {
    const auto degrees = tags.exifNumber(key, 0);
    if (!degrees)
        return {};
    const double angle = *degrees + tags.exifNumber(key, 1).value_or(0) / 60 +
                         tags.exifNumber(key, 2).value_or(0) / 3600;
    return tags.exifText(signKey).startsWith(negative, Qt::CaseInsensitive) ? -angle : angle;
}

/// "52,31.5N", "52,31,30N" or a plain number.
std::optional<double> xmpDegrees(const MetadataTags& tags, const char* key) {
    QString text = tags.xmpText(key).trimmed().toUpper();
    const bool isNegative = text.endsWith(u'S') || text.endsWith(u'W');
    text.remove(QRegularExpression(u"[NSEW]$"_s));
    double angle = 0;
    double worth = 1;
    for (const QString& part : text.split(u',')) {
        bool isNumber = false;
        angle += part.toDouble(&isNumber) * worth;
        if (!isNumber)
            return {};
        worth /= 60;
    }
    return isNegative ? -angle : angle;
}

std::optional<GeoPlace> placeOf(const MetadataTags& tags) {
    auto latitude =
        exifDegrees(tags, "Exif.GPSInfo.GPSLatitude", "Exif.GPSInfo.GPSLatitudeRef", u'S');
    auto longitude =
        exifDegrees(tags, "Exif.GPSInfo.GPSLongitude", "Exif.GPSInfo.GPSLongitudeRef", u'W');
    if (!latitude || !longitude) {
        latitude = xmpDegrees(tags, "Xmp.exif.GPSLatitude");
        longitude = xmpDegrees(tags, "Xmp.exif.GPSLongitude");
    }
    if (!within(latitude, -90, 90) || !within(longitude, -180, 180))
        return {};
    // What receivers without a fix write: a place in the open sea.
    if (*latitude == 0 && *longitude == 0)
        return {};
    return GeoPlace{*latitude, *longitude};
}

/// Windows' percentages: 1, 25, 50, 75 and 99 are one to five stars.
std::optional<int> starsOfPercent(std::optional<double> percent) {
    if (!within(percent, 0, 100))
        return {};
    return *percent == 0 ? 0 : qBound(1, int(std::lround(*percent / 25)) + 1, 5);
}

std::optional<int> ratingOf(const MetadataTags& tags) {
    const auto rating = within(tags.xmpNumber("Xmp.xmp.Rating"), -1, 5);
    if (rating)
        return int(std::lround(*rating));
    if (const auto stars = starsOfPercent(tags.xmpNumber("Xmp.MicrosoftPhoto.Rating")))
        return stars;
    if (const auto stars = within(tags.exifNumber("Exif.Image.Rating"), 0, 5))
        return int(*stars);
    return starsOfPercent(tags.exifNumber("Exif.Image.RatingPercent"));
}

}  // namespace

QString cameraName(const QString& make, const QString& model) {
    // "Canon" and "Canon EOS 5D", "NIKON CORPORATION" and "NIKON D90": the maker stands in both.
    const QString maker = make.section(u' ', 0, 0);
    if (make.isEmpty() || model.startsWith(maker, Qt::CaseInsensitive))
        return model;
    return asLine(make + u' ' + model, FactLimits::line);
}

PhotoFacts readMetadata(const QByteArray& bytes, const QByteArray& exif) {
    return factsOf(MetadataTags::ofFile(bytes, exif));
}

PhotoFacts factsOf(const MetadataTags& tags) {
    constexpr double longestFocus = 100'000;
    PhotoFacts facts;
    facts.orientation = orientationOf(tags);
    facts.camera = cameraOf(tags);
    if (const std::optional<WallClock> date = captureDateOf(tags)) {
        facts.capturedMs = date->ms;
        facts.zoneMinutes = date->zoneMinutes;
    }
    facts.lens = lensOf(tags);
    facts.exposureSeconds = exposureOf(tags);
    facts.aperture = apertureOf(tags);
    facts.iso = isoOf(tags);
    facts.focalLengthMm =
        within(numberOf(tags, "Exif.Photo.FocalLength", "Xmp.exif.FocalLength"), 0.1, longestFocus);
    facts.place = placeOf(tags);
    facts.rating = ratingOf(tags);
    facts.label = labelOf(tags);
    facts.title = titleOf(tags);
    facts.description = descriptionOf(tags);
    facts.keywords = keywordsOf(tags);
    facts.people = peopleOf(tags);
    return facts;
}

}  // namespace semblance
