#pragma once

#include <QByteArray>
#include <QList>

namespace semblance::fixtures {

struct ZipEntry {
    QByteArray name;
    QByteArray data;
    bool isDeflated = false;
    quint32 claimedSize = 0;  ///< 0: the true one
};

QByteArray zipFile(const QList<ZipEntry>& entries);

}  // namespace semblance::fixtures
