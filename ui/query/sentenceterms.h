#pragma once

#include <QString>
#include <QStringList>

#include "core/base/photofilter.h"

namespace semblance {

/// What in a sentence being typed is no part of it: filters, as core/query/filtergrammar.h has them
/// ("type:raw"), and what is not wanted ("-strap", -"red strap"). Pure.
struct SentenceTerms {
    PhotoFilter filter;
    QStringList negatives;  ///< without their sign and quotes
    QString rest;           ///< the sentence without them
    int cursor = 0;         ///< where it is in the rest

    bool isEmpty() const { return filter.isEmpty() && negatives.isEmpty(); }
};

enum class Typing {
    GoesOn,  ///< only words with a blank behind them are finished
    IsDone,
};

SentenceTerms takeTerms(const QString& text, int cursor, Typing typing);

/// The word around the cursor: its place in the text.
struct WordPlace {
    int begin = 0;
    int end = 0;
};
WordPlace wordAt(const QString& text, int cursor);

/// The sentence without the word at the cursor where that is on its way to becoming a term.
QString withoutUnfinished(const QString& text, int cursor);

}  // namespace semblance
