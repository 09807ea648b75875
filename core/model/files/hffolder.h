#pragma once

#include <QDir>
#include <QString>

#include "core/base/result.h"

namespace semblance {

/// A part that was found in a folder: what it is to the model, and its plain name.
struct HfPart {
    QString role;
    QString file;
};

/// A model folder in Hugging Face's layout while it is looked through.
struct HfFolder {
    QDir dir;

    bool has(const QString& file) const;
    QString path(const QString& file) const { return dir.filePath(file); }

    /// NotFound: the folder lacks `what`.
    tl::unexpected<Error> lacks(const QString& what) const;
};

}  // namespace semblance
