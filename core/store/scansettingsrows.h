#pragma once

#include "core/catalogue/rows.h"
#include "core/store/sqlite.h"

/// What scans look at. Internal to the room; the functions throw SQLite::Exception.
namespace semblance {

ScanSettings readScanSettings(SQLite::Database& database);

/// Inside a transaction. Roots that are not there are passed over.
void writeScanSettings(SQLite::Database& database, const ScanSettings& settings);

/// What a root leaves out the other one leaves out from now on, in a folder of it ("": in all).
/// Inside a transaction.
void giveGlobs(SQLite::Database& database, RootId from, RootId to, const QString& folder);

}  // namespace semblance
