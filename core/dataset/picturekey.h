#pragma once

#include <QByteArray>

#include "core/dataset/datasetpicture.h"

namespace semblance {

/// What caches of computed features know a picture by: its file's size, the xxh3-128 of its first
/// 256 KiB, and its box. The same wherever the file lies and whenever it was copied there, so that
/// hours of computing outlive a move of the data. A file that cannot be read has a key too, another
/// one than any that can.
QByteArray pictureKey(const DatasetPicture& picture);

}  // namespace semblance
