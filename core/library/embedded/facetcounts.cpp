#include <algorithm>
#include <bit>

#include "core/library/embedded/factfilter.h"

namespace semblance {

namespace {
using Counts = std::vector<std::int64_t>;

constexpr std::size_t kMonths = 10'000 * 12;

class FacetCounter {
public:
    FacetCounter(const PhotoTable& photos, const IdSet<ContentId>& duplicates)
        : m_photos(photos),
          m_duplicates(duplicates),
          m_months(kMonths),
          m_folders(photos.folders()),
          m_formats(photos.names()),
          m_labels(photos.names()),
          m_cameras(photos.names()),
          m_lenses(photos.names()),
          m_places(photos.places()),
          m_tagSets(photos.tagSets()) {}

    void take(const PhotoRecord& photo, std::uint32_t against) {
        if (against == 0) {
            ++m_facets.photos;
            ++m_tagSets[photo.tags];
            for (std::uint32_t bits = photo.colours; bits != 0; bits &= bits - 1)
                ++m_facets.colours[static_cast<std::size_t>(std::countr_zero(bits))];
            for (std::size_t facet = 0; facet < facetCount; ++facet)
                count(photo, static_cast<Facet>(facet));
        } else if ((against & (against - 1)) == 0) {
            // Under the terms of the others it is there.
            count(photo, static_cast<Facet>(std::countr_zero(against)));
        }
    }

    Facets facets(const std::vector<RootInfo>& roots) && {
        for (std::size_t month = 0; month < m_months.size(); ++month) {
            if (m_months[month] > 0)
                m_facets.months.push_back({static_cast<int>(month), m_months[month]});
        }
        m_facets.folders = values(m_folders, [&](std::uint32_t number) {
            return absolutePath(m_photos, roots, m_photos.folder(number));
        });
        m_facets.unlabelled = m_labels[0];
        m_labels[0] = m_cameras[0] = m_lenses[0] = 0;
        const auto name = [&](std::uint32_t number) { return m_photos.name(number); };
        m_facets.formats = values(m_formats, name);
        m_facets.labels = values(m_labels, name);
        m_facets.cameras = values(m_cameras, name);
        m_facets.lenses = values(m_lenses, name);
        m_places[0] = 0;
        m_facets.places =
            values(m_places, [&](std::uint32_t number) { return m_photos.place(number); });
        countWords();
        for (const RootInfo& root : roots)
            m_facets.failed += root.failed;
        return std::move(m_facets);
    }

private:
    void count(const PhotoRecord& photo, Facet facet) {
        switch (facet) {
            case Facet::Date:
                if (const auto month = monthOf(photo.takenMs))
                    ++m_months[static_cast<std::size_t>(*month)];
                break;
            case Facet::Folder:
                ++m_folders[photo.folder];
                break;
            case Facet::Kind:
                ++m_formats[photo.format];
                break;
            case Facet::Rating:
                ++m_facets.ratings[static_cast<std::size_t>(photo.rating + 1)];
                break;
            case Facet::Label:
                ++m_labels[photo.label];
                break;
            case Facet::Shape:
                if (photo.width > 0 || photo.height > 0)
                    ++m_facets.shapes[photo.width > photo.height   ? Facets::Landscape
                                      : photo.width < photo.height ? Facets::Portrait
                                                                   : Facets::Square];
                break;
            case Facet::Size:
                ++m_facets.sizes[Facets::sizeClass(photo.bytes)];
                break;
            case Facet::Camera:
                ++m_cameras[photo.camera];
                break;
            case Facet::Lens:
                ++m_lenses[photo.lens];
                break;
            case Facet::Trait:
                m_facets.screenshots += photo.isScreenshot ? 1 : 0;
                break;
            case Facet::Duplicate:
                m_facets.duplicates += m_duplicates.contains(photo.content) ? 1 : 0;
                break;
            case Facet::Place:
                ++m_places[photo.place];
                break;
            case Facet::Colour:
            case Facet::Tag:
            case Facet::Person:
            case Facet::Name:
            case Facet::Failed:
                break;
        }
    }

    void countWords() {
        Counts tags(m_photos.words());
        Counts people(m_photos.words());
        for (std::uint32_t number = 0; number < m_tagSets.size(); ++number) {
            if (m_tagSets[number] == 0)
                continue;
            for (const std::uint32_t word : m_photos.tagSet(number).keywords)
                tags[word] += m_tagSets[number];
            for (const std::uint32_t word : m_photos.tagSet(number).people)
                people[word] += m_tagSets[number];
        }
        const auto word = [&](std::uint32_t number) { return m_photos.word(number); };
        m_facets.tags = values(tags, word);
        m_facets.people = values(people, word);
    }

    template <class NameOf>
    static std::vector<Facets::Value> values(const Counts& counts, NameOf nameOf) {
        std::vector<Facets::Value> values;
        for (std::uint32_t number = 0; number < counts.size(); ++number) {
            if (counts[number] > 0)
                values.push_back({nameOf(number), counts[number]});
        }
        std::sort(values.begin(), values.end(),
                  [](const Facets::Value& a, const Facets::Value& b) { return a.name < b.name; });
        return values;
    }

    const PhotoTable& m_photos;
    const IdSet<ContentId>& m_duplicates;
    Facets m_facets;
    Counts m_months;
    Counts m_folders;
    Counts m_formats;
    Counts m_labels;
    Counts m_cameras;
    Counts m_lenses;
    Counts m_places;
    Counts m_tagSets;
};
}  // namespace

Facets countFacets(const PhotoFilter& filter, const PhotoTable& photos,
                   const std::vector<RootInfo>& roots, const IdSet<ContentId>& duplicates,
                   const WrittenWords* written) {
    const FactFilter ready(filter, photos, roots, duplicates, written);
    FacetCounter counter(photos, duplicates);
    photos.forEachShown(
        [&](const PhotoRecord& photo) { counter.take(photo, ready.against(photo)); });
    return std::move(counter).facets(roots);
}

}  // namespace semblance
