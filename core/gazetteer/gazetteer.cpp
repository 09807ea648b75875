#include "core/gazetteer/gazetteer.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QLoggingCategory>
#include <QStringList>
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <nanoflann.hpp>
#include <numbers>
#include <string_view>

#include "core/base/resources.h"

namespace semblance {

namespace {
Q_LOGGING_CATEGORY(logGazetteer, "semblance.gazetteer")

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Gazetteer)
};

/// On the unit sphere: the straight line between two points grows with the way along it.
using Point = std::array<float, 3>;

Point pointOf(double latitude, double longitude) {
    constexpr double radians = std::numbers::pi / 180;
    const double along = std::cos(latitude * radians);
    return {float(along * std::cos(longitude * radians)),
            float(along * std::sin(longitude * radians)), float(std::sin(latitude * radians))};
}

/// The square of the line between points so far apart.
float squaredLine(double kilometres) {
    constexpr double earthRadiusKm = 6371.0088;
    const double line = 2 * std::sin(kilometres / (2 * earthRadiusKm));
    return float(line * line);
}

/// What nanoflann asks of a set of points.
struct Points {
    std::vector<Point> all;

    std::size_t kdtree_get_point_count() const { return all.size(); }
    float kdtree_get_pt(std::size_t index, std::size_t dimension) const {
        return all[index][dimension];
    }
    template <class Box>
    bool kdtree_get_bbox(Box&) const {
        return false;
    }
};

using Tree = nanoflann::KDTreeSingleIndexAdaptor<nanoflann::L2_Simple_Adaptor<float, Points>,
                                                 Points, 3, std::uint32_t>;

struct Town {
    std::uint32_t name = 0;  ///< where it begins in the names
    std::uint16_t length = 0;
    std::uint16_t region = 0;
};

std::optional<int> thousandths(std::string_view text, int most) {
    int value = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool isWhole = end.ec == std::errc() && end.ptr == text.data() + text.size();
    return isWhole && std::abs(value) <= most ? std::optional(value) : std::nullopt;
}
}  // namespace

struct Gazetteer::Places {
    std::string names;
    std::vector<std::string> regions;  ///< "Italy/Lazio"
    std::vector<Town> towns;
    Points points;
    std::unique_ptr<Tree> tree;

    bool take(std::string_view text);
    bool takeLine(std::string_view line, std::string& country);
    void plant();
};

bool Gazetteer::Places::take(std::string_view text) {
    std::string country;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (!takeLine(text.substr(0, end), country))
            return false;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return true;
}

bool Gazetteer::Places::takeLine(std::string_view line, std::string& country) {
    constexpr std::size_t mostRegions = 1 << 16;
    constexpr std::size_t longest = 1 << 10;
    if (line.empty() || line.size() > longest)
        return false;
    if (line.front() == '=') {
        country = line.substr(1);
        return true;
    }
    if (line.front() == '-') {
        const std::string_view region = line.substr(1);
        regions.push_back(region.empty() ? country : country + '/' + std::string(region));
        return regions.size() <= mostRegions;
    }
    const std::size_t first = line.find('\t');
    const std::size_t second = line.find('\t', first + 1);
    if (first == std::string_view::npos || second == std::string_view::npos || regions.empty())
        return false;
    const auto latitude = thousandths(line.substr(first + 1, second - first - 1), 90'000);
    const auto longitude = thousandths(line.substr(second + 1), 180'000);
    if (!latitude || !longitude)
        return false;
    towns.push_back({static_cast<std::uint32_t>(names.size()), static_cast<std::uint16_t>(first),
                     static_cast<std::uint16_t>(regions.size() - 1)});
    names += line.substr(0, first);
    points.all.push_back(pointOf(*latitude / 1000.0, *longitude / 1000.0));
    return true;
}

void Gazetteer::Places::plant() {
    names.shrink_to_fit();
    towns.shrink_to_fit();
    points.all.shrink_to_fit();
    constexpr std::size_t leaf = 16;
    if (!towns.empty())
        tree = std::make_unique<Tree>(3, points, nanoflann::KDTreeSingleIndexAdaptorParams(leaf));
}

Gazetteer::Gazetteer(std::unique_ptr<Places> places) : m_places(std::move(places)) {}
Gazetteer::Gazetteer(Gazetteer&&) noexcept = default;
Gazetteer& Gazetteer::operator=(Gazetteer&&) noexcept = default;
Gazetteer::~Gazetteer() = default;

const Gazetteer& Gazetteer::shared() {
    static const Gazetteer gazetteer = [] {
        Result<Gazetteer> read = Gazetteer::read(
            QDir(resourceDir(QStringLiteral("places"))).filePath(QStringLiteral("places.bin")));
        if (read)
            return std::move(*read);
        qCWarning(logGazetteer) << read.error().sentence;
        return Gazetteer(std::make_unique<Places>());
    }();
    return gazetteer;
}

Result<Gazetteer> Gazetteer::read(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::NotFound, Text::tr("The list of places, %1, is missing. Install "
                                                  "Semblance again.")
                                             .arg(path));
    const QByteArray text = qUncompress(file.readAll());
    auto places = std::make_unique<Places>();
    if (text.isEmpty() || !places->take({text.constData(), static_cast<std::size_t>(text.size())}))
        return fail(ErrorKind::BadInput, Text::tr("The list of places, %1, is damaged. Install "
                                                  "Semblance again.")
                                             .arg(path));
    places->plant();
    return Gazetteer(std::move(places));
}

std::size_t Gazetteer::size() const {
    return m_places->towns.size();
}

std::string Gazetteer::nearest(const GeoPlace& place) const {
    static const float farthest = squaredLine(farthestKm);
    if (!m_places->tree)
        return {};
    const Point wanted = pointOf(place.latitude, place.longitude);
    std::uint32_t index = 0;
    float squared = 0;
    if (m_places->tree->knnSearch(wanted.data(), 1, &index, &squared) == 0 || squared > farthest)
        return {};
    const Town& town = m_places->towns[index];
    return m_places->regions[town.region] + '/' + m_places->names.substr(town.name, town.length);
}

QString placeText(const QString& place) {
    QStringList parts = place.split(u'/', Qt::SkipEmptyParts);
    std::reverse(parts.begin(), parts.end());
    parts.removeDuplicates();
    return parts.join(QStringLiteral(", "));
}

}  // namespace semblance
