#pragma once

#include <string>

#include "core/catalogue/listedfile.h"
#include "core/catalogue/rows.h"
#include "core/teamstore/teamconnection.h"

/// The library's rows as they are selected and stored: each list of columns with the function that
/// reads or fills it. Internal to the room.
namespace semblance {

/// Numbers of files and contents are places in tables of this process: a server must not choose
/// how large they are.
inline constexpr std::int64_t mostTeamNumber = std::int64_t(1) << 31;

/// With a WHERE behind it.
extern const std::string teamFileColumns;
extern const std::string teamContentColumns;
extern const std::string teamSidecarColumns;
/// Each fact as withSidecars() and withMarks() choose it.
extern const std::string teamListedColumns;

/// `column` holds content.state, NULL for a file without a content.
FileState teamFileState(const TeamRow& row, int column);
/// Four columns: size, mtime_ns, file_index, ctime_ns.
FileStat teamFileStat(const TeamRow& row, int first);

FileRow teamFileRow(const TeamRow& row);
ContentRow teamContentRow(const TeamRow& row);
PhotoFacts teamSidecarRow(const TeamRow& row);
/// Its texts live as long as the row.
ListedFile teamListedFile(const TeamRow& row);

/// The columns of what a file or its sidecars say, but for its pixels: "camera, captured_ms, ...".
extern const std::string teamFactsColumns;
inline constexpr int teamFactsCount = 16;
/// Their values, in this order.
void addFacts(TeamParameters& parameters, const PhotoFacts& facts);
void addStat(TeamParameters& parameters, const FileStat& stat);

}  // namespace semblance
