#pragma once

#include <QString>
#include <array>
#include <optional>

namespace semblance {

/// A picture's place in a list of pictures.
using PictureIndex = int;

/// A picture of a data set: by its name in tables and annotations, and where its file lies.
struct DatasetPicture {
    QString name;  ///< as annotations, feature files and submissions call it; unique in a set
    QString path;  ///< empty when a set is scored from features alone
    /// x, y, width, height in pixels of the file: only a neighbourhood of this box is looked at,
    /// by the rule of GeneCIS's attribute tasks (see cropOf).
    std::optional<std::array<double, 4>> box;
};

}  // namespace semblance
