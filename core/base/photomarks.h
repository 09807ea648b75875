#pragma once

#include <QString>
#include <QStringList>
#include <optional>

#include "core/base/photofacts.h"

namespace semblance {

/// What the user said of a picture in this program. Kept in the library, by what the picture holds:
/// files are never written. Laid over what file and sidecars say.
struct PhotoMarks {
    std::optional<int> rating{};     ///< 0 none .. 5; nothing: as the file says
    std::optional<QString> label{};  ///< as PhotoFacts::label, empty for none; nothing: the file's
    QStringList tags{};              ///< besides those of the file
    QStringList taken{};             ///< of the file's own tags those that do not count
    QString note{};

    bool isEmpty() const { return *this == PhotoMarks(); }
    friend bool operator==(const PhotoMarks&, const PhotoMarks&) = default;
};

/// The colours a label has, as other programs name them in files: "Red", "Yellow", "Green",
/// "Blue", "Purple".
const QStringList& labelNames();

PhotoFacts withMarks(PhotoFacts facts, const PhotoMarks& marks);

/// One change of marks, of any number of pictures.
struct MarkEdit {
    std::optional<int> rating{};  ///< 0 .. 5
    std::optional<QString> label{};
    QStringList tags{};    ///< to be given
    QStringList untags{};  ///< to be taken away
    std::optional<QString> note{};

    bool isEmpty() const {
        return !rating && !label && !note && tags.isEmpty() && untags.isEmpty();
    }
};

/// The marks after an edit; `facts` are what file and sidecars say.
PhotoMarks edited(PhotoMarks marks, const MarkEdit& edit, const PhotoFacts& facts);

/// Trimmed, of one line and no longer than FactLimits; empty when nothing is left.
QString tidiedTag(const QString& tag);

}  // namespace semblance
