#include "core/library/embedded/factfilter.h"

#include <algorithm>
#include <array>
#include <utility>

namespace semblance {

namespace {
using Term = PhotoFilter::Term;
using Field = PhotoFilter::Field;
using Relation = PhotoFilter::Relation;

QString nameOf(std::string_view path) {
    const std::string_view name = path.substr(path.rfind('/') + 1);
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}
}  // namespace

QString absolutePath(const PhotoTable& photos, const std::vector<RootInfo>& roots,
                     const PhotoFolder& folder) {
    const QString& path = photos.folderPath(folder);
    const auto root = std::find_if(roots.begin(), roots.end(),
                                   [&](const RootInfo& info) { return info.id == folder.root; });
    if (root == roots.end())
        return path;
    return path.isEmpty() ? root->path : root->path + u'/' + path;
}

bool FactFilter::Terms::agree(const FilteredPhoto& photo) const {
    const bool holdsAny =
        std::any_of(any.begin(), any.end(), [&](const Term& term) { return holds(term, photo); });
    return holdsAny != areExcluded;
}

FactFilter::FactFilter(const PhotoFilter& filter, const PhotoTable& photos,
                       const std::vector<RootInfo>& roots, const IdSet<ContentId>& duplicates,
                       const WrittenWords* written)
    : m_photos(photos), m_roots(roots), m_duplicates(duplicates), m_written(written) {
    std::vector<Terms> groups;
    for (const Term& term : filter.terms) {
        const auto others = std::find_if(groups.begin(), groups.end(), [&](const Terms& group) {
            return isAlternative(group.any.front()) && group.any.front().field == term.field;
        });
        if (isAlternative(term) && others != groups.end())
            others->any.push_back(term);
        else
            groups.push_back({{term}, term.isExcluded});
    }
    for (Terms& group : groups)
        m_checks.push_back(checkOf(std::move(group)));
    // What costs most is asked last.
    std::stable_partition(m_checks.begin(), m_checks.end(),
                          [](const Check& check) { return check.looks != Looks::Name; });
}

FactFilter::Flag FactFilter::flagOf(const QString& trait) {
    constexpr std::array names{u"landscape",  u"portrait",  u"square", u"video",
                               u"screenshot", u"duplicate", u"failed"};
    const auto at = std::find_if(names.begin(), names.end(), [&](const char16_t* name) {
        return trait.compare(QStringView(name), Qt::CaseInsensitive) == 0;
    });
    // Behind the last one: Unknown.
    return static_cast<Flag>(at - names.begin());
}

FactFilter::Check FactFilter::checkOf(Terms terms) const {
    Check check;
    const Term term = terms.any.front();
    check.bit = bit(facetOf(term));
    check.terms = std::move(terms);
    PhotoFacts facts;
    const auto askNames = [&](Looks looks, QString PhotoFacts::*fact) {
        check.looks = looks;
        for (std::uint32_t number = 0; number < m_photos.names(); ++number) {
            facts.*fact = m_photos.name(number);
            check.agrees.push_back(check.terms.agree({{}, 0, 0, &facts}));
        }
    };
    switch (term.field) {
        case Field::Folder:
            check.looks = Looks::Folder;
            for (std::uint32_t number = 0; number < m_photos.folders(); ++number) {
                const QString path = absolutePath(m_photos, m_roots, m_photos.folder(number));
                check.agrees.push_back(
                    check.terms.agree({path + QStringLiteral("/x"), 0, 0, &facts}));
            }
            break;
        case Field::Name:
            break;
        case Field::Type:
            askNames(Looks::Format, &PhotoFacts::format);
            break;
        case Field::Camera:
            askNames(Looks::Camera, &PhotoFacts::camera);
            break;
        case Field::Lens:
            askNames(Looks::Lens, &PhotoFacts::lens);
            break;
        case Field::Label:
            askNames(Looks::Label, &PhotoFacts::label);
            break;
        case Field::Tag:
        case Field::Person:
            lookAtTags(check);
            break;
        case Field::Time:
        case Field::Rating:
        case Field::Size:
            lookAtNumbers(check);
            break;
        case Field::Place:
            check.looks = Looks::Place;
            for (std::uint32_t number = 0; number < m_photos.places(); ++number)
                check.agrees.push_back(
                    check.terms.agree({{}, 0, 0, &facts, false, false, m_photos.place(number)}));
            break;
        case Field::Colour:
            lookAtColours(check);
            break;
        case Field::Day:
            lookAtDays(check);
            break;
        case Field::Words:
            check.looks = Looks::Words;
            if (m_written) {
                for (const ContentId content : m_written->withPhrase(term.text))
                    check.holding.insert(content);
            }
            break;
        case Field::Is:
            check.looks = Looks::Flag;
            check.flag = flagOf(term.text);
            break;
    }
    return check;
}

void FactFilter::lookAtNumbers(Check& check) const {
    const Term& term = check.terms.any.front();
    check.looks = term.field == Field::Time     ? Looks::Time
                  : term.field == Field::Rating ? Looks::Rating
                                                : Looks::Size;
    switch (term.relation) {
        case Relation::Equal:
            check.least = check.most = term.number;
            break;
        case Relation::AtLeast:
            check.least = term.number;
            break;
        case Relation::AtMost:
            check.most = term.number;
            break;
        case Relation::Above:
            check.isNever = term.number == check.most;
            check.least = check.isNever ? term.number : term.number + 1;
            break;
        case Relation::Below:
            check.isNever = term.number == check.least;
            check.most = check.isNever ? term.number : term.number - 1;
            break;
    }
}

void FactFilter::lookAtDays(Check& check) {
    constexpr int days = 367;  // with none
    check.looks = Looks::Day;
    const Term& term = check.terms.any.front();
    const auto range = DayRange::fromText(term.text);
    for (int day = 0; day < days; ++day)
        check.agrees.push_back((range && range->contains(day)) != term.isExcluded);
}

void FactFilter::lookAtColours(Check& check) {
    const Term& term = check.terms.any.front();
    const auto wanted = WantedColour::fromText(term.text);
    check.least = term.number;
    if (wanted && wanted->name() && term.number == usualShare) {
        check.looks = Looks::MainColour;
        check.colour = std::uint32_t(1) << static_cast<unsigned>(*wanted->name());
        return;
    }
    check.looks = Looks::Palette;
    check.isNever = !wanted;
    for (std::size_t cell = 0; cell < colourCells; ++cell)
        check.agrees.push_back(wanted && wanted->means(cell));
}

int FactFilter::shareOf(const Check& check, const PhotoRecord& photo) const {
    int share = 0;
    for (const Swatch& swatch : m_photos.palette(photo).colours())
        share += check.agrees[cellOf(swatch)] != 0 ? swatch.share : 0;
    return share;
}

void FactFilter::lookAtTags(Check& check) const {
    check.looks = Looks::Tags;
    const Term& term = check.terms.any.front();
    std::vector<char> keyword;
    std::vector<char> person;
    PhotoFacts facts;
    for (std::uint32_t number = 0; number < m_photos.words(); ++number) {
        facts.people.clear();
        facts.keywords = {m_photos.word(number)};
        keyword.push_back(holds(term, {{}, 0, 0, &facts}));
        facts.people = std::exchange(facts.keywords, {});
        person.push_back(holds(term, {{}, 0, 0, &facts}));
    }
    const auto anyOf = [](const std::vector<std::uint32_t>& words, const std::vector<char>& says) {
        return std::any_of(words.begin(), words.end(),
                           [&](std::uint32_t word) { return says[word] != 0; });
    };
    for (std::uint32_t number = 0; number < m_photos.tagSets(); ++number) {
        const TagSet& set = m_photos.tagSet(number);
        check.agrees.push_back((anyOf(set.keywords, keyword) || anyOf(set.people, person)) !=
                               term.isExcluded);
    }
}

bool FactFilter::has(Flag flag, const PhotoRecord& photo) const {
    switch (flag) {
        case Flag::Landscape:
            return photo.width > photo.height;
        case Flag::Portrait:
            return photo.width < photo.height;
        case Flag::Square:
            return photo.width == photo.height && photo.width > 0;
        case Flag::Video:
            return photo.durationMs >= 0;
        case Flag::Screenshot:
            return photo.isScreenshot;
        case Flag::Duplicate:
            return m_duplicates.contains(photo.content);
        case Flag::Failed:  // is not in the table
        case Flag::Unknown:
            break;
    }
    return false;
}

bool FactFilter::agrees(const Check& check, const PhotoRecord& photo) const {
    const auto isWithin = [&](std::int64_t number) {
        const bool isIn = !check.isNever && number >= check.least && number <= check.most;
        return isIn != check.terms.areExcluded;
    };
    switch (check.looks) {
        case Looks::Folder:
            return check.agrees[photo.folder] != 0;
        case Looks::Format:
            return check.agrees[photo.format] != 0;
        case Looks::Camera:
            return check.agrees[photo.camera] != 0;
        case Looks::Lens:
            return check.agrees[photo.lens] != 0;
        case Looks::Label:
            return check.agrees[photo.label] != 0;
        case Looks::Place:
            return check.agrees[photo.place] != 0;
        case Looks::Day:
            return check.agrees[static_cast<std::size_t>(dayOfYear(photo.takenMs))] != 0;
        case Looks::MainColour:
            return ((photo.colours & check.colour) != 0) != check.terms.areExcluded;
        case Looks::Palette: {
            const bool has = !check.isNever && isShare(shareOf(check, photo), check.least);
            return has != check.terms.areExcluded;
        }
        case Looks::Tags:
            return check.agrees[photo.tags] != 0;
        case Looks::Time:
            return isWithin(photo.takenMs);
        case Looks::Rating:
            return isWithin(photo.rating);
        case Looks::Size:
            return isWithin(photo.bytes);
        case Looks::Flag:
            return has(check.flag, photo) != check.terms.areExcluded;
        case Looks::Words:
            return check.holding.contains(photo.content) != check.terms.areExcluded;
        case Looks::Name: {
            const PhotoFacts facts;
            return check.terms.agree({nameOf(m_photos.path(photo)), 0, 0, &facts});
        }
    }
    return false;
}

std::uint32_t FactFilter::against(const PhotoRecord& photo) const {
    std::uint32_t bits = 0;
    for (const Check& check : m_checks) {
        // With two facets against it a photo is counted nowhere.
        if ((bits & (bits - 1)) != 0)
            return bits;
        if ((bits & check.bit) == 0 && !agrees(check, photo))
            bits |= check.bit;
    }
    return bits;
}

}  // namespace semblance
