#include "core/media/codecs/isomedia.h"

#include <QtEndian>
#include <algorithm>
#include <optional>

namespace semblance {

namespace {

struct Box {
    QByteArrayView kind;
    QByteArrayView content;  ///< as much of it as is there
    qint64 size = 0;         ///< with its header, as it says
};

constexpr qsizetype kHeader = 8;
constexpr qsizetype kLongHeader = 16;

std::optional<Box> firstBox(QByteArrayView boxes) {
    if (boxes.size() < kHeader)
        return {};
    Box box;
    box.kind = boxes.sliced(4, 4);
    qsizetype header = kHeader;
    box.size = qFromBigEndian<quint32>(boxes.data());
    if (box.size == 1 && boxes.size() >= kLongHeader) {
        header = kLongHeader;
        box.size = qint64(qFromBigEndian<quint64>(boxes.data() + kHeader));
    } else if (box.size == 0) {
        box.size = boxes.size();  // to the end of the file
    }
    if (box.size < header)
        return {};
    const auto there = qsizetype(std::min<qint64>(box.size, boxes.size()));
    box.content = boxes.sliced(header, there - header);
    return box;
}

QByteArrayView after(QByteArrayView boxes, const Box& box) {
    return box.size < boxes.size() ? boxes.sliced(qsizetype(box.size)) : QByteArrayView();
}

bool isOneOf(QByteArrayView brand, std::initializer_list<QByteArrayView> brands) {
    return std::find(brands.begin(), brands.end(), brand) != brands.end();
}

/// The major brand, its version, and the compatible brands, four bytes each.
QByteArrayView brandsOf(QByteArrayView bytes) {
    const std::optional<Box> box = firstBox(bytes);
    return box && box->kind == "ftyp" && box->content.size() >= 4 ? box->content : QByteArrayView();
}

}  // namespace

bool hasMajorBrand(QByteArrayView bytes, std::initializer_list<QByteArrayView> brands) {
    const QByteArrayView named = brandsOf(bytes);
    return !named.isEmpty() && isOneOf(named.first(4), brands);
}

bool hasAnyBrand(QByteArrayView bytes, std::initializer_list<QByteArrayView> brands) {
    if (hasMajorBrand(bytes, brands))
        return true;
    constexpr qsizetype most = 8 + 4 * 32;  // of a box that can claim the whole file
    const QByteArrayView named = brandsOf(bytes);
    for (qsizetype at = 8; at + 4 <= std::min(named.size(), most); at += 4) {
        if (isOneOf(named.sliced(at, 4), brands))
            return true;
    }
    return false;
}

QByteArrayView boxOf(QByteArrayView boxes, QByteArrayView kind) {
    while (const std::optional<Box> box = firstBox(boxes)) {
        if (box->kind == kind)
            return box->content;
        boxes = after(boxes, *box);
    }
    return {};
}

bool boxesEndEarly(QByteArrayView boxes) {
    while (const std::optional<Box> box = firstBox(boxes)) {
        if (box->size > boxes.size())
            return true;
        boxes = after(boxes, *box);
    }
    return !boxes.isEmpty() && boxes.size() < kHeader;
}

}  // namespace semblance
