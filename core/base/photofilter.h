#pragma once

#include <QString>
#include <QStringList>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/photofacts.h"

namespace semblance {

/// Which photos are meant, by what is known of them. A value without behaviour but matches(): any
/// store may translate it, and must come to the same.
struct PhotoFilter {
    enum class Field {
        Folder,  ///< text: a folder's name, or several with '/', anywhere in the path; or from its
                 ///< root, as an absolute path
        Name,    ///< text: a part of the file's name
        Type,    ///< text: a format ("jpeg"), an ending ("jpg") or a family ("raw")
        Time,    ///< number: wall-clock milliseconds since 1970; of capture, else of the file
        Rating,  ///< number: -1 .. 5; of a photo without one 0
        Label,   ///< text: a colour label, or "none"
        Tag,     ///< text: a keyword or one of its upper parts; a person
        Person,  ///< text: a name
        Camera,  ///< text: a part of it
        Lens,    ///< text: a part of it
        Size,    ///< number: bytes
        Words,   ///< text: words that stand in the picture one after another (plainwords.h)
        Is,      ///< text: one of photoTraits()
        Place,   ///< text: a country, region or place by its whole name, or several with '/'; with
                 ///< a '/' before it from the country on
        Colour,  ///< text: a name of NamedColour, or "#rrggbb"; number: its least share, percent
        Day,     ///< text: days of any year, as a DayRange writes them
    };
    enum class Relation { Equal, AtLeast, AtMost, Above, Below };

    /// Text is compared without regard to case, and only for being Equal.
    struct Term {
        Field field = Field::Name;
        Relation relation = Relation::Equal;
        QString text{};
        std::int64_t number = 0;
        bool isExcluded = false;  ///< what matches is not meant

        friend bool operator==(const Term&, const Term&) = default;
    };

    /// Several folders, names, types, labels, cameras, lenses or places: any of them. All else must
    /// hold together.
    std::vector<Term> terms;

    bool isEmpty() const { return terms.empty(); }

    friend bool operator==(const PhotoFilter&, const PhotoFilter&) = default;
};

/// Days of any year, from the first to the last, both of them with it; over the turn of the year
/// where the last comes before the first. Days are 1 (January 1st) .. 366, of a leap year.
struct DayRange {
    int first = 1;
    int last = 366;

    bool contains(int day) const {
        const bool isIn = first <= last ? day >= first && day <= last : day >= first || day <= last;
        return day > 0 && isIn;
    }
    /// "12-24" for one day, "12-28..01-03" for several. Nothing when the text is neither.
    static std::optional<DayRange> fromText(QStringView text);
    QString toText() const;
};
/// The day of a year of wall-clock milliseconds since 1970, as in DayRange; 0 outside of the years
/// 1 .. 9999.
int dayOfYear(std::int64_t ms);

/// What a photo can be said to be: "landscape", "portrait", "square", "screenshot", "video",
/// "duplicate"; "failed": it could not be read. What a library shows is no failed photo.
const QStringList& photoTraits();

/// True for a format's name, an ending or a family ("photo", "raw", "vector", "layered",
/// "video").
bool isPhotoType(const QString& text);

/// A photo as a filter sees it.
struct FilteredPhoto {
    QString path;             ///< absolute, '/'
    std::int64_t timeMs = 0;  ///< as Field::Time
    std::int64_t bytes = 0;   ///< of the file
    const PhotoFacts* facts = nullptr;
    bool isDuplicate = false;  ///< it has copies, or near-duplicates that are no burst
    bool isFailed = false;     ///< it could not be read
    QString place{};           ///< country, region and place with '/'; empty when it has none
    QString written{};         ///< what was read in the picture
};

/// What one term says of a photo, whether or not it is excluded. Each looks at one fact alone; but
/// "screenshot" at name and camera. Pure, thread-safe.
bool holds(const PhotoFilter::Term& term, const FilteredPhoto& photo);

/// The filter means photos that could not be read, and no others.
bool asksForFailed(const PhotoFilter& filter);

/// Of several such terms of a field one is enough.
bool isAlternative(const PhotoFilter::Term& term);

/// As operating systems and phones name the files of screenshots. UTF-8.
bool isScreenshotName(std::string_view name);

/// Pure, thread-safe.
bool matches(const PhotoFilter& filter, const FilteredPhoto& photo);

}  // namespace semblance
