#pragma once

#include <QColor>
#include <QImage>
#include <QList>

#include "core/media/picture.h"

/// What the tests of several formats ask of a decoded picture.
namespace semblance::checks {

/// The picture as a view, at its own size.
Result<DecodedPicture> viewed(const QByteArray& file);

bool isClose(QColor a, QColor b, int tolerance);

/// Per channel and pixel of two pictures of one size, 0..255.
double meanDifference(const QImage& a, const QImage& b);

/// One letter per quarter, clockwise from the top left: fixtures::quarters() is "RGBY".
QString quartersOf(const QImage& image);

/// What is seen of "RGBY" under the EXIF orientations 1..8.
const QStringList& quartersByOrientation();

/// Refused with a sentence, at each of many lengths. Stops at the first that is not.
void verifyEveryTruncation(const QByteArray& file);

/// Damaged here and there, `count` times but for at most some seconds: refused with a sentence, or
/// whole.
void verifyDamage(const QByteArray& file, int count);

}  // namespace semblance::checks
