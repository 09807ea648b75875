#include "core/scan/sidecars.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <span>
#include <tuple>

#include "core/base/hash.h"
#include "core/base/photofacts.h"
#include "core/base/pictureformats.h"

namespace semblance {

namespace {

using Index = std::uint32_t;

constexpr std::size_t kMost = FactLimits::sidecars;

/// Of the part of a Takeout file's name before ".json", and of a picture's own stem. Counted in
/// characters or in bytes, with or without the number: whoever cuts has done each.
constexpr std::size_t kShortestCut = 43;
constexpr std::size_t kLongestCut = 51;
constexpr std::size_t kCutStem = 47;

constexpr std::string_view kSupplement = ".supplemental-metadata";

/// What Google puts behind the name of a picture that was edited, lower case.
constexpr std::array<std::string_view, 14> editedEndings = {
    "-edited",  "-effects",    "-smile",      "-mix",     "-collage", "-animation", "-bearbeitet",
    "-modifié", "-modificato", "-ha editado", "-bewerkt", "-editado", "-edytowane", "-編集済み"};

std::string folded(std::string_view name) {
    std::string lower(name);
    for (char& letter : lower) {
        if (letter >= 'A' && letter <= 'Z')
            letter = static_cast<char>(letter - 'A' + 'a');
    }
    return lower;
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xc0) != 0x80; }));
}

bool isCutLength(std::string_view text) {
    const auto fits = [](std::size_t length) {
        return length >= kShortestCut && length <= kLongestCut;
    };
    return fits(text.size()) || fits(characters(text));
}

std::string_view endingOf(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos ? std::string_view() : name.substr(dot);
}

std::string_view withoutEnding(std::string_view name) {
    return name.substr(0, name.size() - endingOf(name).size());
}

/// Takes "(12)" off the end; 0 when there is none.
int takeNumber(std::string_view& name) {
    constexpr std::size_t mostDigits = 6;
    const std::size_t open = name.rfind('(');
    if (!name.ends_with(')') || open == std::string_view::npos || open == 0)
        return 0;
    const std::string_view digits = name.substr(open + 1, name.size() - open - 2);
    const bool isNumber =
        !digits.empty() && digits.size() <= mostDigits &&
        std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!isNumber)
        return 0;
    name.remove_suffix(name.size() - open);
    return std::stoi(std::string(digits));
}

/// Takes "-edited" off the end, also where the length of names has cut it.
bool takeEdited(std::string_view& stem) {
    for (const std::string_view ending : editedEndings) {
        if (stem.size() > ending.size() && stem.ends_with(ending)) {
            stem.remove_suffix(ending.size());
            return true;
        }
    }
    const std::size_t dash = stem.rfind('-');
    if (dash == std::string_view::npos || dash == 0 || characters(stem) != kCutStem ||
        stem.size() - dash < 3 || !editedEndings[0].starts_with(stem.substr(dash)))
        return false;
    stem.remove_suffix(stem.size() - dash);
    return true;
}

/// How well a name fits, the best first.
enum class Fit : std::uint8_t { Whole, Numbered, Stem, NumberedStem, Cut, Edited, EditedStem };

/// One name that a sidecar may call a picture by.
struct Alias {
    std::string key;  ///< folded
    int number = 0;
    Fit fit = Fit::Whole;
    Index picture = 0;
};

bool isBefore(const Alias& a, const Alias& b) {
    return std::tie(a.key, a.number, a.fit, a.picture) <
           std::tie(b.key, b.number, b.fit, b.picture);
}

class Matcher {
public:
    Matcher(const std::vector<std::string_view>& pictures, const std::vector<std::string>& sidecars)
        : m_pictures(pictures),
          m_sidecars(sidecars),
          m_isVariant(pictures.size()),
          m_found(pictures.size()) {}

    std::vector<SidecarsOf> run() {
        const bool anyJson =
            std::any_of(m_sidecars.begin(), m_sidecars.end(),
                        [](const std::string& name) { return folded(endingOf(name)) == ".json"; });
        for (Index picture = 0; picture < m_pictures.size(); ++picture)
            addAliases(picture, anyJson);
        std::sort(m_aliases.begin(), m_aliases.end(), isBefore);
        for (Index sidecar = 0; sidecar < m_sidecars.size(); ++sidecar) {
            const std::string name = folded(m_sidecars[sidecar]);
            const std::string_view stem = withoutEnding(name);
            if (endingOf(name) == ".xmp")
                takeXmp(sidecar, stem);
            else
                takeJson(sidecar, stem);
        }
        return result();
    }

private:
    struct Match {
        bool isJson = false;
        Fit fit = Fit::Whole;
        bool isOld = false;  ///< of Takeout's: of before 2024
        Index sidecar = 0;
    };

    void addAliases(Index picture, bool anyJson) {
        const std::string name = folded(m_pictures[picture]);
        const std::string ending(endingOf(name));
        std::string_view stem = withoutEnding(name);
        m_aliases.push_back({name, 0, Fit::Whole, picture});
        m_aliases.push_back({std::string(stem), 0, Fit::Stem, picture});
        if (!anyJson)
            return;
        int number = takeNumber(stem);
        m_isVariant[picture] = number > 0;
        if (number > 0) {
            m_aliases.push_back({std::string(stem) + ending, number, Fit::Numbered, picture});
            m_aliases.push_back({std::string(stem), number, Fit::NumberedStem, picture});
        }
        if (!takeEdited(stem))
            return;
        m_isVariant[picture] = true;
        if (number == 0)
            number = takeNumber(stem);
        m_aliases.push_back({std::string(stem) + ending, number, Fit::Edited, picture});
        // Of a HEIC an edited JPEG is made. The slash: in no name, so that nothing else is found.
        m_aliases.push_back({std::string(stem) + '/', number, Fit::EditedStem, picture});
    }

    std::span<const Alias> named(std::string_view key, int number) const {
        const auto begin = std::lower_bound(
            m_aliases.begin(), m_aliases.end(), std::tie(key, number),
            [](const Alias& alias, const auto& wanted) {
                return std::tuple(std::string_view(alias.key), alias.number) < wanted;
            });
        auto end = begin;
        while (end != m_aliases.end() && end->key == key && end->number == number)
            ++end;
        return {begin, end};
    }

    void takeXmp(Index sidecar, std::string_view stem) {
        for (const Alias& alias : ofOneCase(sidecar, named(stem, 0)))
            m_found[alias.picture].push_back({false, alias.fit, false, sidecar});
    }

    void takeJson(Index sidecar, std::string_view stem) {
        const int number = takeNumber(stem);
        const std::string_view tail = endingOf(stem);
        const bool isNew = !tail.empty() && kSupplement.starts_with(tail);
        const std::string_view picture = isNew ? withoutEnding(stem) : stem;
        bool isFound = take(sidecar, named(picture, number), isNew);
        if (!isFound && isNew)
            isFound = take(sidecar, named(stem, number), false);
        if (hasPictureExtension(picture))
            isFound |=
                take(sidecar, named(std::string(withoutEnding(picture)) + '/', number), isNew);
        if (!isFound && isCutLength(stem))
            takeCut(sidecar, stem, number);
    }

    bool take(Index sidecar, std::span<const Alias> aliases, bool isNew) {
        for (const Alias& alias : ofOneCase(sidecar, aliases))
            m_found[alias.picture].push_back({true, alias.fit, !isNew, sidecar});
        return !aliases.empty();
    }

    void takeCut(Index sidecar, std::string_view begin, int number) {
        const auto first = std::lower_bound(
            m_aliases.begin(), m_aliases.end(), begin,
            [](const Alias& alias, std::string_view wanted) { return alias.key < wanted; });
        std::vector<Alias> fitting;
        for (auto alias = first; alias != m_aliases.end() && alias->key.starts_with(begin);
             ++alias) {
            const bool isName = alias->fit == Fit::Numbered || alias->fit == Fit::Edited ||
                                (alias->fit == Fit::Whole && !m_isVariant[alias->picture]);
            if (isName && alias->number == number)
                fitting.push_back(*alias);
        }
        // Two that go on differently: it is one's, and nobody can say whose.
        if (std::any_of(fitting.begin(), fitting.end(),
                        [&](const Alias& alias) { return alias.key != fitting.front().key; }))
            return;
        for (const Alias& alias : fitting)
            m_found[alias.picture].push_back({true, Fit::Cut, true, sidecar});
    }

    /// Without those that differ in case, where others do not.
    std::vector<Alias> ofOneCase(Index sidecar, std::span<const Alias> aliases) const {
        const std::string_view name = m_sidecars[sidecar];
        const auto isExact = [&](const Alias& alias) {
            const bool isLiteral = alias.fit == Fit::Whole || alias.fit == Fit::Stem;
            const std::size_t length = alias.key.size();
            return isLiteral &&
                   name.substr(0, length) == m_pictures[alias.picture].substr(0, length);
        };
        std::vector<Alias> exact;
        std::copy_if(aliases.begin(), aliases.end(), std::back_inserter(exact), isExact);
        return exact.empty() ? std::vector<Alias>(aliases.begin(), aliases.end()) : exact;
    }

    std::vector<SidecarsOf> result() {
        std::vector<SidecarsOf> result;
        for (Index picture = 0; picture < m_pictures.size(); ++picture) {
            std::vector<Match>& matches = m_found[picture];
            if (matches.empty())
                continue;
            std::sort(matches.begin(), matches.end(), [&](const Match& a, const Match& b) {
                return std::tie(a.isJson, a.fit, a.isOld, m_sidecars[a.sidecar]) <
                       std::tie(b.isJson, b.fit, b.isOld, m_sidecars[b.sidecar]);
            });
            // Takeout writes one for each picture: the others are of others.
            const auto json = std::find_if(matches.begin(), matches.end(),
                                           [](const Match& match) { return match.isJson; });
            if (json != matches.end())
                matches.erase(json + 1, matches.end());
            SidecarsOf& of = result.emplace_back();
            of.picture = picture;
            for (const Match& match : matches) {
                if (of.sidecars.size() < kMost)
                    of.sidecars.push_back(match.sidecar);
            }
        }
        return result;
    }

    const std::vector<std::string_view>& m_pictures;
    const std::vector<std::string>& m_sidecars;
    std::vector<Alias> m_aliases;
    std::vector<bool> m_isVariant;            ///< by picture: numbered, edited or both
    std::vector<std::vector<Match>> m_found;  ///< by picture
};

}  // namespace

bool isSidecarName(std::string_view fileName) {
    const std::string_view ending = endingOf(fileName);
    if (ending.size() == fileName.size() || (ending.size() != 4 && ending.size() != 5))
        return false;
    const std::string lower = folded(ending);
    return lower == ".xmp" || lower == ".json";
}

std::vector<SidecarsOf> matchSidecars(const std::vector<std::string_view>& pictures,
                                      const std::vector<std::string>& sidecars) {
    if (pictures.empty() || sidecars.empty())
        return {};
    return Matcher(pictures, sidecars).run();
}

SidecarStamp sidecarStamp(const std::vector<std::pair<std::string, FileStat>>& sidecars) {
    std::string bytes;
    const auto add = [&](std::int64_t number) {
        bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
    };
    add(factsVersion);
    for (const auto& [name, stat] : sidecars) {
        bytes.append(name);
        add(stat.size);
        add(stat.mtimeNs);
        add(stat.changedNs);
    }
    const QByteArray digest = xxh3(std::as_bytes(std::span(bytes)));
    SidecarStamp stamp = 0;
    std::memcpy(&stamp, digest.constData(), sizeof stamp);
    return stamp == 0 || stamp == unknownSidecars ? 1 : stamp;
}

void noteSidecars(FileListing& files, std::size_t first, const std::vector<std::string>& sidecars,
                  const std::function<Result<FileStat>(const std::string& name)>& statOf) {
    if (sidecars.empty() || first == files.size())
        return;
    const std::size_t folder = files.path(first).rfind('/') + 1;  // npos + 1 is 0
    std::vector<std::string_view> pictures;
    for (std::size_t file = first; file < files.size(); ++file)
        pictures.push_back(files.path(file).substr(folder));
    const std::vector<SidecarsOf> matches = matchSidecars(pictures, sidecars);
    // One may be of several pictures.
    std::vector<std::optional<Result<FileStat>>> stats(sidecars.size());
    for (const auto& [picture, theirs] : matches) {
        std::vector<std::pair<std::string, FileStat>> there;
        std::vector<std::string> names;
        bool isKnown = true;
        for (const Index sidecar : theirs) {
            std::optional<Result<FileStat>>& stat = stats[sidecar];
            if (!stat)
                stat = statOf(sidecars[sidecar]);
            if (*stat) {
                there.emplace_back(sidecars[sidecar], **stat);
                names.push_back(sidecars[sidecar]);
            } else {
                isKnown = isKnown && stat->error().kind == ErrorKind::NotFound;
            }
        }
        if (!isKnown)
            files.setSidecars(first + picture, unknownSidecars, {});
        else if (!there.empty())
            files.setSidecars(first + picture, sidecarStamp(there), names);
    }
}

void noteUnknownSidecars(FileListing& files, std::size_t first) {
    for (std::size_t file = first; file < files.size(); ++file)
        files.setSidecars(file, unknownSidecars, {});
}

}  // namespace semblance
