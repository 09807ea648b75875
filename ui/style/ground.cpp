#include "ui/style/ground.h"

namespace semblance {
namespace {

constexpr int mostSamples = 128;  // a side: the edge of a large picture is found in a small one
constexpr int seen = 96;          // alpha of what can be told from its ground
constexpr int clear = 32;         // and of what cannot
constexpr float leastContrast = 0.3f;
constexpr int check = 8;

float lightnessOf(QRgb colour) {
    return (0.2126f * float(qRed(colour)) + 0.7152f * float(qGreen(colour)) +
            0.0722f * float(qBlue(colour))) /
           255;
}

float lightnessOf(const QColor& colour) {
    return lightnessOf(colour.rgb());
}

bool isClear(const QImage& pixels, int x, int y) {
    // Beyond the picture its ground goes on.
    return !pixels.valid(x, y) || qAlpha(pixels.pixel(x, y)) < clear;
}

bool isOnEdge(const QImage& pixels, int x, int y) {
    return isClear(pixels, x - 1, y) || isClear(pixels, x + 1, y) || isClear(pixels, x, y - 1) ||
           isClear(pixels, x, y + 1);
}

void paintChecks(QPainter& painter, const QRectF& place) {
    painter.fillRect(place, lightTokens().tile);
    const QColor grey = lightTokens().border;
    for (int row = 0; row * check < place.height(); ++row) {
        for (int column = row % 2; column * check < place.width(); column += 2) {
            const QRectF cell(place.left() + column * check, place.top() + row * check, check,
                              check);
            painter.fillRect(cell.intersected(place), grey);
        }
    }
}

}  // namespace

std::optional<float> edgeLightness(const QImage& image) {
    if (!image.hasAlphaChannel())
        return std::nullopt;
    const bool isLarge = qMax(image.width(), image.height()) > mostSamples;
    const QImage pixels =
        (isLarge ? image.scaled(mostSamples, mostSamples, Qt::KeepAspectRatio) : image)
            .convertToFormat(QImage::Format_ARGB32);
    float sum = 0;
    int count = 0;
    bool hasClear = false;
    for (int y = 0; y < pixels.height(); ++y) {
        for (int x = 0; x < pixels.width(); ++x) {
            const QRgb colour = pixels.pixel(x, y);
            hasClear = hasClear || qAlpha(colour) < clear;
            if (qAlpha(colour) < seen || !isOnEdge(pixels, x, y))
                continue;
            sum += lightnessOf(colour);
            ++count;
        }
    }
    return hasClear && count > 0 ? std::optional(sum / float(count)) : std::nullopt;
}

const Tokens& tokensUnder(std::optional<float> edge, const Tokens& tokens) {
    const Tokens& other = tokens.dark ? lightTokens() : darkTokens();
    const auto contrast = [&](const Tokens& t) { return qAbs(*edge - lightnessOf(t.tile)); };
    return edge && contrast(tokens) < leastContrast && contrast(other) > contrast(tokens) ? other
                                                                                          : tokens;
}

void paintGround(QPainter& painter, const QRectF& place, Ground ground, std::optional<float> edge,
                 const Tokens& tokens) {
    switch (ground) {
        case Ground::Fitting:
            painter.fillRect(place, tokensUnder(edge, tokens).tile);
            return;
        case Ground::Light:
            painter.fillRect(place, lightTokens().tile);
            return;
        case Ground::Dark:
            painter.fillRect(place, darkTokens().tile);
            return;
        case Ground::Checks:
            paintChecks(painter, place);
            return;
    }
}

}  // namespace semblance
