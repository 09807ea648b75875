#pragma once

#include <QByteArray>
#include <QColor>
#include <QList>
#include <QSize>

namespace semblance::fixtures {

/// A picture of an icon, with what the directory says of it.
struct IconEntry {
    int width;
    int height;
    int bits;
    QByteArray data;
};

/// A DIB of one colour, all of it seen, in 1 or 32 bits.
QByteArray iconDib(QSize size, QColor colour, int bits);

/// `type`: 1 of an icon, 2 of a cursor.
QByteArray iconFile(const QList<IconEntry>& entries, int type = 1);

}  // namespace semblance::fixtures
