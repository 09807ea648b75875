#pragma once

#include <QStringList>

namespace semblance {

/// Sentences that were made for no library: what a model makes of them is what a query is compared
/// with (resultsbackground.h). In English, as the queries that models read best.

/// Of pictures of everyday life, some 250.
QStringList plainCaptions();

/// Of things, a word or two each, 64: few libraries show many of them.
QStringList plainNames();

}  // namespace semblance
