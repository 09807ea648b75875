#include "core/base/pictureformats.h"

#include <algorithm>

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
    const std::size_t dot = fileName.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || dot + 1 == fileName.size())
        return false;
    const std::string_view text = fileName.substr(dot + 1);
    const QLatin1StringView ending(text.data(), static_cast<qsizetype>(text.size()));
    const auto isEnding = [&](QLatin1StringView extension) {
        return ending.compare(extension, Qt::CaseInsensitive) == 0;
    };
    return std::any_of(
        pictureFormats.begin(), pictureFormats.end(), [&](const PictureFormatRow& row) {
            return std::any_of(row.extensions.begin(), row.extensions.end(), isEnding);
        });
}

}  // namespace semblance
