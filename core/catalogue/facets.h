#pragma once

#include <QString>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/ids.h"
#include "core/base/idset.h"
#include "core/base/photofilter.h"

namespace semblance {

/// The shown photos that a filter means.
struct FilteredPhotos {
    IdSet<FileId> files;
    std::vector<ContentId> contents;  ///< of these files, each once
};

/// What a person narrows pictures down by. A filter's terms belong to one each.
enum class Facet : std::uint8_t {
    Date,
    Folder,
    Kind,
    Rating,
    Label,
    Tag,
    Person,
    Shape,
    Size,
    Camera,
    Lens,
    Trait,      ///< screenshots
    Duplicate,  ///< what has copies
    Name,       ///< of the file, and words in the picture; is not counted
    Place,
    Colour,
    Failed,  ///< what could not be read
};
inline constexpr std::size_t facetCount = 17;

Facet facetOf(const PhotoFilter::Term& term);

/// Terms that narrow down what is left, one after another; the others of a facet stand for each
/// other's alternatives.
constexpr bool narrowsDown(Facet facet) {
    return facet == Facet::Tag || facet == Facet::Person || facet == Facet::Colour;
}

/// The filter less the terms of a facet.
PhotoFilter without(const PhotoFilter& filter, Facet facet);
/// Its terms of a facet.
PhotoFilter termsOf(const PhotoFilter& filter, Facet facet);

/// How many shown photos each value of each fact has, under the terms of the other facets: what
/// one would see with that value instead. Of a facet that narrowsDown(), under all terms: what one
/// would see with that value besides. Values that no photo has are left out.
struct Facets {
    struct Value {
        QString name;
        std::int64_t photos = 0;

        friend bool operator==(const Value&, const Value&) = default;
    };
    struct Month {
        int number = 0;  ///< months since January of the year 0
        std::int64_t photos = 0;

        friend bool operator==(const Month&, const Month&) = default;
    };
    enum Shape : std::uint8_t { Landscape, Portrait, Square };
    /// Bounds of the sizes that are counted, bytes: below the first, ..., from the last on.
    static constexpr std::array<std::int64_t, 4> sizeBounds{100'000, 1'000'000, 5'000'000,
                                                            20'000'000};

    std::int64_t photos = 0;     ///< under all terms
    std::vector<Month> months;   ///< of the years 1 .. 9999, ascending
    std::vector<Value> folders;  ///< that hold photos themselves: absolute, with '/'; by name
    std::vector<Value> formats;  ///< PhotoFacts::format; these by name, too
    std::array<std::int64_t, 7> ratings{};  ///< -1 .. 5
    std::vector<Value> labels;              ///< of photos that have one
    std::int64_t unlabelled = 0;
    std::vector<Value> tags;
    std::vector<Value> people;
    std::array<std::int64_t, 3> shapes{};  ///< by Shape
    std::array<std::int64_t, sizeBounds.size() + 1> sizes{};
    std::vector<Value> cameras;  ///< of photos that name one
    std::vector<Value> lenses;
    std::int64_t screenshots = 0;
    std::int64_t duplicates = 0;
    std::int64_t failed = 0;    ///< photos that could not be read, under no terms
    std::vector<Value> places;  ///< of photos that have one: country, region and place with '/'
    std::array<std::int64_t, namedColours> colours{};  ///< that make up usualShare, by NamedColour

    /// Of a rating -1 .. 5.
    std::int64_t rated(int rating) const { return ratings[static_cast<std::size_t>(rating + 1)]; }
    /// The place of a size among `sizes`.
    static std::size_t sizeClass(std::int64_t bytes);

    friend bool operator==(const Facets&, const Facets&) = default;
};

/// The month of wall-clock milliseconds since 1970; nothing outside of the years 1 .. 9999.
std::optional<int> monthOf(std::int64_t ms);
/// When a month begins.
std::int64_t startOfMonth(int month);

}  // namespace semblance
