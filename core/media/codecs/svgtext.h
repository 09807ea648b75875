#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include "core/base/result.h"

namespace semblance {

/// Whether a file is an SVG document, plain or compressed by gzip (SVGZ), in UTF-8 or UTF-16: its
/// first element is <svg>. XML's declaration, comments and the document type may come first, as
/// long as the element begins within the first 64 KiB. A web page with pictures in it is none.
bool isSvg(QByteArrayView bytes);

/// The document's XML, unpacked if need be. Fails with BadInput: damaged, or larger than any
/// document that is read.
Result<QByteArray> svgText(const QByteArray& bytes);

}  // namespace semblance
