#pragma once

#include <QByteArray>
#include <QString>

#include "core/base/cancel.h"
#include "core/base/contentkey.h"
#include "core/base/result.h"

/// Keys of files by their paths. What is not a regular file is refused without a wait
/// (core/base/regularfile.h), in sentences that name the file.
namespace semblance {

/// The key (core/base/contentkey.h) of a file. Reads at most contentKeyWholeBytes.
/// Errors: the file cannot be read, or its size changed meanwhile (BadInput).
Result<QByteArray> contentKey(const QString& path);

/// xxh3-128 of every byte of a file, 16 bytes.
Result<QByteArray> fullHash(const QString& path, const CancelToken& cancel = {});

}  // namespace semblance
