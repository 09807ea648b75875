#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace semblance {

/// One picture of the shapes set: `count` shapes of one kind and colour on a plain ground.
struct ShapeScene {
    static constexpr int kSide = 96;                             ///< pixels
    static constexpr qint64 kFileSize = 54 + kSide * kSide * 3;  ///< bytes of a drawing's file

    int shape = 0;    ///< index into shapeNames()
    int colour = 0;   ///< index into shapeColourNames()
    int count = 1;    ///< 1..3
    int drawing = 0;  ///< another number: other places, sizes and ground
};

QStringList shapeNames();
QStringList shapeColourNames();

/// The picture as a BMP file, the same bytes for the same scene on every machine. `seed` sets apart
/// the drawings of different splits.
QByteArray drawShapes(const ShapeScene& scene, quint32 seed);

}  // namespace semblance
