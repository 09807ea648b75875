#pragma once

#include <QString>
#include <string_view>

namespace semblance {

/// The kind of a picture file that the scan passes over because nothing here reads it, by the
/// name's extension: "CLIP", "CDR", "JXR". Empty for pictures that are read and for everything
/// else.
QString unreadKind(std::string_view fileName);

/// The kind of a film, where films are not wanted: "MP4". Of other files nothing.
QString videoKind(std::string_view fileName);

}  // namespace semblance
