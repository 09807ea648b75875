#include "core/scan/unreadkinds.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/base/pictureformats.h"

namespace semblance {

namespace {

/// What cameras and drawing programs write, lower case, sorted.
constexpr std::array<std::string_view, 38> extensions = {
    "asf", "bpg", "cdr", "clip", "cpt", "dcm",  "djvu", "emf", "fits", "flif", "flv", "iff", "indd",
    "jls", "jxr", "lbm", "m2ts", "mng", "mpeg", "mpg",  "mts", "mxf",  "ogv",  "pct", "pic", "pict",
    "ptx", "pxr", "r3d", "ras",  "raw", "rgb",  "sai",  "sgi", "vob",  "wdp",  "wmf", "wmv"};

constexpr std::size_t longest = 4;  // letters of an extension

}  // namespace

QString unreadKind(std::string_view fileName) {
    const std::string wanted = lowerExtension(fileName, longest);
    if (wanted.empty() || hasPictureExtension(fileName) ||
        !std::binary_search(extensions.begin(), extensions.end(), std::string_view(wanted)))
        return {};
    return QString::fromStdString(wanted).toUpper();
}

QString videoKind(std::string_view fileName) {
    return hasVideoExtension(fileName)
               ? QString::fromStdString(lowerExtension(fileName, longest)).toUpper()
               : QString();
}

}  // namespace semblance
