#include "ui/style/ground.h"

namespace semblance {
namespace {

constexpr int mostSamples = 128;  // a side: the edge of a large picture is found in a small one
constexpr int seen = 96;          // alpha of what can be told from its ground
constexpr int clear = 32;         // and of what cannot
constexpr float nearlyWhite = 0.85f;
constexpr float nearlyBlack = 0.2f;
constexpr float most = 0.7f;  // of the edge: what is left would not tell what is shown
constexpr int check = 8;

float lightnessOf(QRgb colour) {
    return (0.2126f * float(qRed(colour)) + 0.7152f * float(qGreen(colour)) +
            0.0722f * float(qBlue(colour))) /
           255;
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

EdgeTones edgeTones(const QImage& image) {
    if (!image.hasAlphaChannel())
        return {};
    const bool isLarge = qMax(image.width(), image.height()) > mostSamples;
    const QImage pixels =
        (isLarge ? image.scaled(mostSamples, mostSamples, Qt::KeepAspectRatio) : image)
            .convertToFormat(QImage::Format_ARGB32);
    int all = 0;
    int light = 0;
    int dark = 0;
    bool hasClear = false;
    for (int y = 0; y < pixels.height(); ++y) {
        for (int x = 0; x < pixels.width(); ++x) {
            const QRgb colour = pixels.pixel(x, y);
            hasClear = hasClear || qAlpha(colour) < clear;
            if (qAlpha(colour) < seen || !isOnEdge(pixels, x, y))
                continue;
            ++all;
            light += lightnessOf(colour) > nearlyWhite;
            dark += lightnessOf(colour) < nearlyBlack;
        }
    }
    if (!hasClear || all == 0)
        return {};
    return {float(light) / float(all), float(dark) / float(all)};
}

const Tokens& tokensUnder(EdgeTones edge, const Tokens& tokens) {
    if (tokens.dark)
        return edge.dark > most ? lightTokens() : tokens;
    return edge.light > most ? darkTokens() : tokens;
}

void paintGround(QPainter& painter, const QRectF& place, Ground ground, EdgeTones edge,
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
