#pragma once

#include <QByteArray>
#include <QJsonValue>

#include "core/base/result.h"
#include "core/query/query.h"

namespace semblance {

/// One line of a batch file: a query as in queryjson.h, relative paths starting from the current
/// folder, and an `id`, any JSON value, which comes back with the answer.
struct BatchLine {
    QJsonValue id = QJsonValue::Null;
    Result<Query> query;
};

/// Unknown or ill-typed fields are named in the error; `id` is kept wherever it can be read. What
/// the line leaves out is as in `defaults`.
BatchLine parseBatchLine(const QByteArray& line, const Query& defaults);

}  // namespace semblance
