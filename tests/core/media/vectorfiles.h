#pragma once

#include <QByteArray>

namespace semblance::fixtures {

QByteArray svgFile(const QByteArray& attributes, const QByteArray& content);

/// Four quarters of 50 x 50: red, green, blue, yellow, clockwise from the top left.
QByteArray svgQuarters(const QByteArray& attributes);

QByteArray gzipped(const QByteArray& bytes);

/// A page of 200 x 100 points with a red half, a blue half and, if asked for, more.
QByteArray pdfFile(const QByteArray& pageKeys = "/MediaBox[0 0 200 100]",
                   const QByteArray& more = {});

/// PostScript in an envelope with its preview.
QByteArray epsFile(const QByteArray& tiff);

}  // namespace semblance::fixtures
