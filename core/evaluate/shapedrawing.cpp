#include "core/evaluate/shapedrawing.h"

#include <QtEndian>
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <random>
#include <vector>

namespace semblance {

namespace {

constexpr int kSamples = 3;  ///< per pixel and direction, against jagged edges

using Rgb = std::array<double, 3>;

/// Whether a point lies in a shape of radius 1 around the origin; y points down.
using Inside = bool (*)(double x, double y);

bool inCircle(double x, double y) {
    return x * x + y * y <= 1;
}

bool inSquare(double x, double y) {
    return std::max(std::abs(x), std::abs(y)) <= 0.86;
}

/// Equilateral, its tip up.
bool inTriangle(double x, double y) {
    return y <= 0.5 && std::numbers::sqrt3 * std::abs(x) <= y + 1;
}

/// Five tips, one of them up.
bool inStar(double x, double y) {
    constexpr double kTenth = std::numbers::pi / 5;
    constexpr double kInner = 0.42;
    // Every tip looks alike, and so do its halves: fold the point into the half that begins at 0.
    const double angle = std::abs(std::remainder(std::atan2(x, -y), 2 * kTenth));
    const double radius = std::hypot(x, y);
    const double u = radius * std::cos(angle);
    const double v = radius * std::sin(angle);
    // Left of the edge from the tip (1, 0) to the notch.
    const double notchU = kInner * std::cos(kTenth) - 1;
    const double notchV = kInner * std::sin(kTenth);
    return notchU * v - notchV * (u - 1) >= 0;
}

bool inRing(double x, double y) {
    const double square = x * x + y * y;
    return square <= 1 && square >= 0.3;
}

bool inCross(double x, double y) {
    return std::min(std::abs(x), std::abs(y)) <= 0.32 && std::max(std::abs(x), std::abs(y)) <= 0.95;
}

struct Shape {
    const char* name;
    Inside contains;
};
constexpr std::array<Shape, 6> kShapes{{{"circle", inCircle},
                                        {"square", inSquare},
                                        {"triangle", inTriangle},
                                        {"star", inStar},
                                        {"ring", inRing},
                                        {"cross", inCross}}};

struct Colour {
    const char* name;
    Rgb rgb;
};
constexpr std::array<Colour, 8> kColours{{{"red", {215, 30, 35}},
                                          {"orange", {245, 140, 20}},
                                          {"yellow", {250, 220, 30}},
                                          {"green", {35, 150, 60}},
                                          {"blue", {30, 80, 200}},
                                          {"purple", {125, 45, 160}},
                                          {"pink", {245, 130, 180}},
                                          {"black", {20, 20, 20}}}};

struct Placed {
    double x, y, radius;  ///< in shares of the side
};

/// 0 <= number < 1. The library's distributions differ between compilers, its engine does not.
double uniform(std::mt19937& random) {
    return random() / 4294967296.0;
}

std::vector<Placed> places(int count, std::mt19937& random) {
    static const std::array<std::vector<Placed>, 3> layouts{{
        {{0.5, 0.5, 0.32}},
        {{0.28, 0.5, 0.18}, {0.72, 0.5, 0.18}},
        {{0.28, 0.3, 0.17}, {0.72, 0.3, 0.17}, {0.5, 0.72, 0.17}},
    }};
    std::vector<Placed> placed = layouts[static_cast<std::size_t>(count - 1)];
    for (Placed& shape : placed) {
        shape.x += 0.1 * (uniform(random) - 0.5);
        shape.y += 0.1 * (uniform(random) - 0.5);
        shape.radius *= 0.85 + 0.3 * uniform(random);
    }
    return placed;
}

/// The share of a pixel that the shapes cover.
double coverage(const std::vector<Placed>& placed, Inside contains, int column, int row) {
    int hits = 0;
    for (int i = 0; i < kSamples * kSamples; ++i) {
        const double x = (column + (i % kSamples + 0.5) / kSamples) / ShapeScene::kSide;
        const double y = (row + (i / kSamples + 0.5) / kSamples) / ShapeScene::kSide;
        hits += std::any_of(placed.begin(), placed.end(), [&](const Placed& shape) {
            const double dx = (x - shape.x) / shape.radius;
            const double dy = (y - shape.y) / shape.radius;
            return std::abs(dx) <= 1 && std::abs(dy) <= 1 && contains(dx, dy);
        });
    }
    return double(hits) / (kSamples * kSamples);
}

template <class Number>
void append(QByteArray& bytes, Number number) {
    const Number little = qToLittleEndian(number);
    bytes.append(reinterpret_cast<const char*>(&little), sizeof little);
}

/// The headers of an uncompressed 24-bit BMP; rows follow, the lowest first.
QByteArray bmpHeader(int side) {
    constexpr quint32 kHeaders = 14 + 40;
    const auto pixels = static_cast<quint32>(side) * static_cast<quint32>(side) * 3;
    QByteArray bytes("BM");
    append(bytes, kHeaders + pixels);
    append(bytes, quint32(0));
    append(bytes, kHeaders);
    append(bytes, quint32(40));
    append(bytes, qint32(side));
    append(bytes, qint32(side));
    append(bytes, quint16(1));
    append(bytes, quint16(24));
    append(bytes, quint32(0));
    append(bytes, pixels);
    for (int i = 0; i < 4; ++i)
        append(bytes, quint32(0));
    return bytes;
}

}  // namespace

QStringList shapeNames() {
    QStringList names;
    for (const Shape& shape : kShapes)
        names << QLatin1String(shape.name);
    return names;
}

QStringList shapeColourNames() {
    QStringList names;
    for (const Colour& colour : kColours)
        names << QLatin1String(colour.name);
    return names;
}

QByteArray drawShapes(const ShapeScene& scene, quint32 seed) {
    static_assert(ShapeScene::kSide % 4 == 0, "BMP pads its rows to four bytes");
    std::seed_seq seeds{seed, quint32(scene.shape), quint32(scene.colour), quint32(scene.count),
                        quint32(scene.drawing)};
    std::mt19937 random(seeds);
    const std::vector<Placed> placed = places(scene.count, random);
    const double ground = 255 - 40 * uniform(random);
    const Inside contains = kShapes[static_cast<std::size_t>(scene.shape)].contains;
    const Rgb& rgb = kColours[static_cast<std::size_t>(scene.colour)].rgb;

    QByteArray bytes = bmpHeader(ShapeScene::kSide);
    for (int row = ShapeScene::kSide - 1; row >= 0; --row) {
        for (int column = 0; column < ShapeScene::kSide; ++column) {
            const double share = coverage(placed, contains, column, row);
            for (const std::size_t channel : {2, 1, 0}) {
                const double value = ground + share * (rgb[channel] - ground);
                bytes.append(static_cast<char>(static_cast<unsigned char>(std::lround(value))));
            }
        }
    }
    return bytes;
}

}  // namespace semblance
