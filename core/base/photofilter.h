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

    /// Several folders, names, types, labels, cameras or lenses: any of them. All else must hold
    /// together.
    std::vector<Term> terms;

    bool isEmpty() const { return terms.empty(); }

    friend bool operator==(const PhotoFilter&, const PhotoFilter&) = default;
};

/// What a photo can be said to be: "landscape", "portrait", "square", "screenshot", "video",
/// "duplicate".
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
    QString written{};         ///< what was read in the picture
};

/// What one term says of a photo, whether or not it is excluded. Each looks at one fact alone; but
/// "screenshot" at name and camera. Pure, thread-safe.
bool holds(const PhotoFilter::Term& term, const FilteredPhoto& photo);

/// Of several such terms of a field one is enough.
bool isAlternative(const PhotoFilter::Term& term);

/// As operating systems and phones name the files of screenshots. UTF-8.
bool isScreenshotName(std::string_view name);

/// Pure, thread-safe.
bool matches(const PhotoFilter& filter, const FilteredPhoto& photo);

}  // namespace semblance
