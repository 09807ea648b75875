#pragma once

#include <QString>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/photofacts.h"
#include "core/base/result.h"

namespace semblance {

/// The populated places of the world (of 1,000 people and more, after GeoNames), to name
/// coordinates after the nearest one. Names are as GeoNames has them: the best known ones, mostly
/// English. Immutable, thread-safe.
class Gazetteer {
public:
    /// The program's own, read at the first call (some 30 ms); one without places where its file
    /// is not there, or damaged.
    static const Gazetteer& shared();

    /// Of a file that resources/places/make_places.py made. NotFound, BadInput.
    static Result<Gazetteer> read(const QString& file);

    Gazetteer(Gazetteer&&) noexcept;
    Gazetteer& operator=(Gazetteer&&) noexcept;
    ~Gazetteer();

    /// What is farther away from everything is at sea, or in a desert.
    static constexpr double farthestKm = 100;

    /// "Italy/Lazio/Rome": country, region (where it has one) and place, UTF-8; empty when no place
    /// is within farthestKm. On the sphere: the poles and the date line are places as others. About
    /// a microsecond.
    std::string nearest(const GeoPlace& place) const;

    std::size_t size() const;

private:
    struct Places;
    explicit Gazetteer(std::unique_ptr<Places> places);

    std::unique_ptr<Places> m_places;
};

/// "Rome, Lazio, Italy" of "Italy/Lazio/Rome", as people read it.
QString placeText(const QString& place);

}  // namespace semblance
