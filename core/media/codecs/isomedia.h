#pragma once

#include <QByteArrayView>
#include <initializer_list>

/// Files of boxes, each with its size and its kind in front (ISO/IEC 14496-12): HEIF, AVIF and CR3,
/// and in the same manner JPEG 2000 and JPEG XL. What is damaged reads as if it were not there.
namespace semblance {

/// Whether the file is one of these brands, be it the first that its "ftyp" box names or a further
/// one that it says it is compatible with.
bool hasMajorBrand(QByteArrayView bytes, std::initializer_list<QByteArrayView> brands);
bool hasAnyBrand(QByteArrayView bytes, std::initializer_list<QByteArrayView> brands);

/// What the first box of a kind among `boxes` holds, without its header; empty without one.
QByteArrayView boxOf(QByteArrayView boxes, QByteArrayView kind);

/// Whether a box says that it is longer than what is there of it.
bool boxesEndEarly(QByteArrayView boxes);

}  // namespace semblance
