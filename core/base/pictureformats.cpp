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

bool hasPictureExtension(std::string_view fileName) {
    // Every file of every folder is asked about.
    static const std::vector<std::string> sorted = [] {
        std::vector<std::string> all;
        for (const QString& extension : pictureExtensions())
            all.push_back(extension.toStdString());
        std::sort(all.begin(), all.end());
        return all;
    }();
    static const std::size_t longest =
        std::max_element(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
            return a.size() < b.size();
        })->size();
    const std::size_t dot = fileName.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || fileName.size() - dot - 1 > longest)
        return false;
    std::string ending(fileName.substr(dot + 1));
    for (char& letter : ending) {
        if (letter >= 'A' && letter <= 'Z')
            letter = static_cast<char>(letter - 'A' + 'a');
    }
    return std::binary_search(sorted.begin(), sorted.end(), ending);
}

}  // namespace semblance
