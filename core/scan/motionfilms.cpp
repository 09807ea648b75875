#include "core/scan/motionfilms.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>
#include <array>
#include <unordered_set>

#include "core/base/pictureformats.h"

namespace semblance {

namespace {

constexpr std::size_t kLongest = 4;  // letters of an extension

bool isOneOf(std::string_view fileName, std::initializer_list<std::string_view> extensions) {
    const std::string ending = lowerExtension(fileName, kLongest);
    return std::find(extensions.begin(), extensions.end(), ending) != extensions.end();
}

/// What phones write of one.
bool mayBeHalf(std::string_view fileName) {
    return isOneOf(fileName, {"mov", "mp4"});
}

bool isPhonesPhoto(std::string_view fileName) {
    return isOneOf(fileName, {"heic", "heif", "jpg", "jpeg"});
}

std::string_view nameOf(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

std::string_view stemOf(std::string_view fileName) {
    return fileName.substr(0, fileName.rfind('.'));
}

}  // namespace

std::vector<std::string> filmsOfTheirOwn(std::vector<std::string> films, const FileListing& listing,
                                         std::size_t first) {
    if (std::none_of(films.begin(), films.end(), mayBeHalf))
        return films;
    std::unordered_set<std::string_view> photos;
    for (std::size_t i = first; i < listing.size(); ++i) {
        const std::string_view name = nameOf(listing.path(i));
        if (isPhonesPhoto(name))
            photos.insert(stemOf(name));
    }
    std::erase_if(films, [&](const std::string& film) {
        return mayBeHalf(film) && photos.contains(stemOf(film));
    });
    return films;
}

bool isFilmOfPhoto(const QString& path) {
    const QFileInfo film(path);
    const std::string name = film.fileName().toStdString();
    if (!mayBeHalf(name))
        return false;
    const QStringList beside = film.dir().entryList(QDir::Files);
    return std::any_of(beside.begin(), beside.end(), [&](const QString& other) {
        const std::string photo = other.toStdString();
        return isPhonesPhoto(photo) && stemOf(photo) == stemOf(name);
    });
}

}  // namespace semblance
