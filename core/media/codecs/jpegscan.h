#pragma once

#include <QByteArrayView>

struct jpeg_decompress_struct;

namespace semblance {

/// Where the first scan's data begin in a file, and its endBeforeJunk() from there on.
struct JpegExtent {
    qsizetype scan = 0;
    qsizetype end = 0;
};
JpegExtent jpegExtent(QByteArrayView jpeg);

/// How much of its first scan (0..1) a picture really has: of one that libjpeg complained of,
/// since it decodes whatever bits it gets, and fills up what is missing, too. Data that are not
/// this picture's show by codes that do not exist, blocks of more than 64 coefficients or brighter
/// than pixels can be, and restarts or an end at the wrong place. One damaged spot spoils what is
/// around it, or its restart interval. `info` has just read the header, of data that end where
/// jpegExtent() says. Negative for what is not looked into, arithmetic coding.
double soundShareOfFirstScan(const jpeg_decompress_struct& info);

}  // namespace semblance
