#include "core/scan/unreadkinds.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/base/pictureformats.h"

namespace semblance {

namespace {

/// What cameras and drawing programs write, lower case, sorted.
constexpr std::array<std::string_view, 29> extensions = {
    "bpg",  "cdr", "clip", "cpt", "dcm", "djvu", "emf", "fits", "flif", "iff",
    "indd", "jls", "jxr",  "lbm", "mng", "pct",  "pic", "pict", "ptx",  "pxr",
    "r3d",  "ras", "raw",  "rgb", "sai", "sgi",  "wdp", "wmf",  "xcf"};

constexpr std::size_t longest = 4;  // letters of an extension

}  // namespace

QString unreadKind(std::string_view fileName) {
    const std::size_t dot = fileName.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || hasPictureExtension(fileName))
        return {};
    const std::string_view ending = fileName.substr(dot + 1);
    if (ending.size() > longest)
        return {};
    std::string wanted(ending);
    for (char& letter : wanted) {
        if (letter >= 'A' && letter <= 'Z')
            letter = static_cast<char>(letter - 'A' + 'a');
    }
    if (!std::binary_search(extensions.begin(), extensions.end(), std::string_view(wanted)))
        return {};
    return QString::fromStdString(wanted).toUpper();
}

}  // namespace semblance
