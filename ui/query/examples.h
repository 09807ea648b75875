#pragma once

#include <QList>
#include <QString>

#include "core/base/result.h"

namespace semblance {

/// A query that the demo library answers well, one click away on the first start.
struct Example {
    QString id;
    QString title;      ///< translated
    QString reference;  ///< absolute path, empty when there is none
    QString sentence;   ///< English: the embedded model reads English only
};

/// The examples of `demoDir`/queries.json whose pictures are there.
Result<QList<Example>> loadExamples(const QString& demoDir);

}  // namespace semblance
