#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "core/base/idset.h"
#include "core/catalogue/facets.h"
#include "core/catalogue/snapshot.h"
#include "core/catalogue/writtenwords.h"
#include "core/library/embedded/phototable.h"

namespace semblance {

/// The absolute path of a folder; relative where its root is not known.
QString absolutePath(const PhotoTable& photos, const std::vector<RootInfo>& roots,
                     const PhotoFolder& folder);

/// A filter made ready for one table: what each of its terms says of a folder, a camera or a tag is
/// found out once, and a photo is judged by numbers. Says what matches() says. Thread-safe.
class FactFilter {
public:
    /// All outlive it. `duplicates` are the contents whose photos have copies; without `written`
    /// nothing is written anywhere.
    FactFilter(const PhotoFilter& filter, const PhotoTable& photos,
               const std::vector<RootInfo>& roots, const IdSet<ContentId>& duplicates,
               const WrittenWords* written = nullptr);

    /// The facets that have a term against this photo, a bit each.
    std::uint32_t against(const PhotoRecord& photo) const;
    bool means(const PhotoRecord& photo) const { return against(photo) == 0; }

    static constexpr std::uint32_t bit(Facet facet) {
        return std::uint32_t(1) << static_cast<unsigned>(facet);
    }

private:
    /// Terms of which one must hold, or one that must not.
    struct Terms {
        std::vector<PhotoFilter::Term> any;
        bool areExcluded = false;

        bool agree(const FilteredPhoto& photo) const;
    };
    enum class Looks {
        Folder,
        Format,
        Camera,
        Lens,
        Label,
        Place,
        Tags,
        Time,
        Day,
        Rating,
        Size,
        Flag,
        MainColour,
        Palette,
        Words,
        Name,
    };
    enum class Flag { Landscape, Portrait, Square, Video, Screenshot, Duplicate, Failed, Unknown };
    static Flag flagOf(const QString& trait);
    struct Check {
        Terms terms;
        std::uint32_t bit = 0;
        Looks looks = Looks::Name;
        /// By the number of a folder, name, place, set of tags or day; of a colour's cell: it is
        /// meant.
        std::vector<char> agrees;
        std::int64_t least = std::numeric_limits<std::int64_t>::min();
        std::int64_t most = std::numeric_limits<std::int64_t>::max();
        bool isNever = false;  ///< no number can hold
        Flag flag = Flag::Unknown;
        std::uint32_t colour = 0;  ///< its bit in PhotoRecord::colours
        IdSet<ContentId> holding;  ///< the words
    };

    Check checkOf(Terms terms) const;
    void lookAtNumbers(Check& check) const;
    void lookAtTags(Check& check) const;
    static void lookAtDays(Check& check);
    static void lookAtColours(Check& check);
    int shareOf(const Check& check, const PhotoRecord& photo) const;
    bool agrees(const Check& check, const PhotoRecord& photo) const;
    bool has(Flag flag, const PhotoRecord& photo) const;

    const PhotoTable& m_photos;
    const std::vector<RootInfo>& m_roots;
    const IdSet<ContentId>& m_duplicates;
    const WrittenWords* const m_written;
    std::vector<Check> m_checks;
};

/// Counts what each facet shows.
Facets countFacets(const PhotoFilter& filter, const PhotoTable& photos,
                   const std::vector<RootInfo>& roots, const IdSet<ContentId>& duplicates,
                   const WrittenWords* written);

}  // namespace semblance
