#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include "core/base/result.h"

namespace semblance {

/// Reads a JSON file whose top is an object. The sentence names the file and, for a syntax error,
/// the place. Files over `limitBytes` are refused.
Result<QJsonObject> readJsonObject(const QString& path, qint64 limitBytes = 64 << 20);

/// The same for a file whose top is an array.
Result<QJsonArray> readJsonArray(const QString& path, qint64 limitBytes = 64 << 20);

}  // namespace semblance
