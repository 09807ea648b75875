#pragma once

#include <QStringList>
#include <QTemporaryDir>
#include <memory>

#include "core/base/result.h"

class QMimeData;

namespace semblance {

/// Turns what was dropped or pasted into files that can be references: local files as they are,
/// pictures without a file (copied from a browser or an editor) written to a private folder that
/// goes away with this object. Nothing is decoded here.
class PictureDrop {
public:
    PictureDrop();
    ~PictureDrop();

    /// True when take() will find something; cheap, for drag-enter.
    static bool accepts(const QMimeData& data);
    /// The files, or a sentence why there are none.
    Result<QStringList> take(const QMimeData& data);

private:
    Result<QString> writeAside(const QByteArray& bytes, const QString& suffix);

    std::unique_ptr<QTemporaryDir> m_dir;
    int m_count = 0;
};

}  // namespace semblance
