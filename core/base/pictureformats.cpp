#include "core/base/pictureformats.h"

#include <algorithm>
#include <string>
#include <vector>

namespace semblance {

QString pictureFormatName(PictureFormat format) {
    const auto row =
        std::find_if(pictureFormats.begin(), pictureFormats.end(),
                     [&](const PictureFormatRow& known) { return known.format == format; });
    return row == pictureFormats.end() ? QString() : QString(row->name);
}

const QStringList& pictureExtensions() {
    static const QStringList list = [] {
        QStringList all;
        for (const PictureFormatRow& row : pictureFormats) {
            for (const QLatin1StringView extension : row.extensions) {
                if (!extension.isEmpty())
                    all.append(extension);
            }
        }
        return all;
    }();
    return list;
}

namespace {

/// Extensions to look for: every file of every folder is asked about.
class ExtensionSet {
public:
    explicit ExtensionSet(bool (*isMeant)(const PictureFormatRow&)) {
        for (const PictureFormatRow& row : pictureFormats) {
            for (const QLatin1StringView extension : row.extensions) {
                if (!extension.isEmpty() && isMeant(row))
                    m_sorted.emplace_back(extension.data(),
                                          static_cast<std::size_t>(extension.size()));
            }
        }
        std::sort(m_sorted.begin(), m_sorted.end());
        for (const std::string& extension : m_sorted)
            m_longest = std::max(m_longest, extension.size());
    }

    bool hasThatOf(std::string_view fileName) const {
        const std::string ending = lowerExtension(fileName, m_longest);
        return !ending.empty() && std::binary_search(m_sorted.begin(), m_sorted.end(), ending);
    }

private:
    std::vector<std::string> m_sorted;
    std::size_t m_longest = 0;
};

}  // namespace

std::string lowerExtension(std::string_view fileName, std::size_t most) {
    const std::size_t dot = fileName.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || fileName.size() - dot - 1 > most)
        return {};
    std::string ending(fileName.substr(dot + 1));
    for (char& letter : ending) {
        if (letter >= 'A' && letter <= 'Z')
            letter = static_cast<char>(letter - 'A' + 'a');
    }
    return ending;
}

bool hasPictureExtension(std::string_view fileName) {
    static const ExtensionSet all([](const PictureFormatRow&) { return true; });
    return all.hasThatOf(fileName);
}

bool hasVideoExtension(std::string_view fileName) {
    static const ExtensionSet films([](const PictureFormatRow& row) { return row.isVideo(); });
    return films.hasThatOf(fileName);
}

}  // namespace semblance
