#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "core/base/result.h"
#include "core/dataset/datasetpicture.h"

/// Pictures that come without a table: what is known of them is how they lie.
namespace semblance {

struct FolderPicture {
    DatasetPicture picture;  ///< its name is the path within the folder
    QStringList captions;
};

struct PictureFolder {
    std::vector<FolderPicture> pictures;  ///< in the paths' order
    QStringList problems;                 ///< caption files that could not be read, a sentence each
};

/// Every picture file below `dir`; the captions of x.jpg are the lines of x.txt beside it, in
/// UTF-8, blank ones passed over. NotFound without the folder, BadInput without a picture.
Result<PictureFolder> readPictureFolder(const QString& dir);

}  // namespace semblance
