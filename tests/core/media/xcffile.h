#pragma once

#include <QByteArray>
#include <QImage>
#include <QList>
#include <QPoint>
#include <optional>
#include <vector>

namespace semblance::fixtures {

/// A layer or a group of one.
struct XcfFixtureLayer {
    QImage image{};  ///< its alpha is kept when it has an alpha channel
    QPoint offset{};
    int opacity = 255;
    std::optional<float> floatOpacity{};
    bool isVisible = true;
    QImage mask{};  ///< grey
    bool appliesMask = true;
    bool isGroup = false;
    QList<quint32> path{};  ///< of one within groups
};

/// A GIMP file, put together by hand.
struct Xcf {
    enum Colours { Rgb, Grey, Indexed };
    enum Compression { None, RunLength, Zlib };

    int version = 3;
    Colours colours = Rgb;
    Compression compression = RunLength;
    quint32 precision = 150;  ///< from version 4 on
    QSize size{61, 43};
    QByteArray palette{};  ///< red, green, blue of each index; an image's red is its index
    QByteArray iccProfile{};
    std::vector<XcfFixtureLayer> layers{};  ///< the topmost first

    QByteArray file() const;
};

}  // namespace semblance::fixtures
