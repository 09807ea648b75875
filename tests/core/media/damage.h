#pragma once

#include <QByteArray>
#include <QImage>
#include <QtEndian>

#include "core/base/result.h"
#include "core/media/picture.h"

namespace semblance::fixtures {

/// The picture as a view at its own size, or a vector picture's at `side`.
Result<DecodedPicture> viewed(const QByteArray& file, int side = 4096);

/// Decodes a file with two patterns in the memory that it gets. Empty when both results are whole
/// (an error with a sentence, or all that was asked for) and the same; else what went wrong.
QString problemWith(const QByteArray& file);

/// Decodes a good file cut off at many lengths and with `flips` times a few bytes changed, the same
/// ones every time. Empty when every result was whole (an error with a sentence, or all that was
/// asked for) and did not depend on what memory held before; else what went wrong.
QString damaged(const QByteArray& file, int flips);

/// The bytes of a number.
template <class Number>
QByteArray little(Number value) {
    QByteArray bytes(sizeof value, '\0');
    qToLittleEndian(value, bytes.data());
    return bytes;
}

template <class Number>
QByteArray big(Number value) {
    QByteArray bytes(sizeof value, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

/// Empty when every pixel of the view is within `tolerance` of the right one, and more where
/// colours are premultiplied on the way; what is clear has no colour.
QString difference(const Result<DecodedPicture>& picture, const QImage& right, int tolerance = 0);

}  // namespace semblance::fixtures
