#pragma once

#include <QString>
#include <QStringList>

#include "core/query/query.h"

namespace semblance {

/// A sentence taken apart: what is wanted, and what is not.
struct TakenApart {
    QString wanted;
    QStringList unwanted;

    friend bool operator==(const TakenApart&, const TakenApart&) = default;
};

/// Takes "a beach without people or dogs, not at night -boat" apart into "a beach" and "people",
/// "dogs", "at night", "boat": models find what a sentence names, whatever stands before it. Known
/// are "without", "no", "not", "isn't" and their like, "-x" behind a blank; German "ohne", "kein"
/// in its cases, "nicht"; French "sans", "pas de", "ni". What is unwanted ends at a comma, a full
/// stop, "but", "with" and their like. What stands in double quotes is left whole and as it is.
/// Pure, thread-safe.
TakenApart takeApart(const QString& sentence);

/// The query with its sentences taken apart: what they do not want is among its negatives, each
/// once. A sentence that says nothing else stays as it is where nothing else is asked.
Query withNegationsApart(Query query);

}  // namespace semblance
