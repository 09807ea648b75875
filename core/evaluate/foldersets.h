#pragma once

#include <QString>

#include "core/base/result.h"
#include "core/evaluate/evaluationset.h"

/// Sets made from a person's own folder of pictures, without any table (readPictureFolder). There
/// are no splits. A picture that is not asked for competes with the others.
namespace semblance {

/// Each caption finds its picture; a caption that several pictures have, any of them. BadInput when
/// no picture has one.
Result<EvaluationSet> readFolderCaptions(const QString& dir);

/// Each class's name finds the pictures of that class. A class is a folder directly below `dir`,
/// with all that lies below it; its name is the folder's with spaces for "_" and "-", or what
/// `dir`/names.tsv says (columns "folder" and "name"). Asked are the name alone and "a photo of a
/// {name}", averaged. BadInput when no picture lies in such a folder, when a table is there but
/// lacks a folder that has pictures, or gives it no name.
Result<EvaluationSet> readFolderNames(const QString& dir);

}  // namespace semblance
