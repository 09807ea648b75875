#pragma once

#include <QStringList>

#include "core/base/result.h"
#include "core/catalogue/rows.h"

/// What a scan leaves out: the usual list as the user changed it. The lists are those of
/// ignorerules.h.
namespace semblance {

/// What every root leaves out: the usual lines that were not taken back, then the user's own.
QStringList leftOutEverywhere(const ScanSettings& settings);

/// What one root leaves out, its own lines last.
QStringList leftOutOf(RootId root, const ScanSettings& settings);

/// The lines that are shown, and edited, for a root, or with an invalid one for every root.
QStringList editableLines(RootId root, const ScanSettings& settings);

/// Adds a line to what a root, or every root, leaves out; of one of the usual lines it takes back
/// that it does not count. BadInput when it is no such line; what is there already stays.
Status addLeftOut(ScanSettings& settings, RootId root, const QString& line);

/// NotFound when there is no such line.
Status removeLeftOut(ScanSettings& settings, RootId root, const QString& line);

/// As it was at first, for a root or for every root.
void restoreLeftOut(ScanSettings& settings, RootId root);

}  // namespace semblance
