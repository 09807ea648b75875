#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/filelisting.h"

/// Phones keep a Live or Motion Photo as two files of one name, "IMG_1.HEIC" and "IMG_1.MOV": the
/// photo stands for both, and the film is left alone. Names are UTF-8, without folder.
namespace semblance {

/// Of a folder's `films` those that are no half of a photo, in their order. The folder's photos are
/// the files of `listing` from `first` on.
std::vector<std::string> filmsOfTheirOwn(std::vector<std::string> films, const FileListing& listing,
                                         std::size_t first);

/// The same question of one file that is there, by its path: looks into its folder.
bool isFilmOfPhoto(const QString& path);

}  // namespace semblance
