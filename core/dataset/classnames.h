#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "core/base/result.h"

namespace semblance {

/// What a classifier's classes are called.
struct ClassName {
    QString name;
    QStringList others;  ///< less usual names; may be empty
};

/// A table with the columns "name" and "others" (comma-separated), a line a class in the
/// classifier's order. BadInput as TsvTable's, and for a class without a name.
Result<std::vector<ClassName>> readClassNames(const QString& path);

/// The names of ImageNet-1k's classes, which come with the program.
QString imageNetClassNames();

/// "a photo of a {name}", with "an" before a vowel.
QString classSentence(const QString& name);

}  // namespace semblance
