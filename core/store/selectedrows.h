#pragma once

#include "core/catalogue/listedfile.h"
#include "core/catalogue/rows.h"
#include "core/store/sqlite.h"

/// The library's rows as they are selected: each list of columns with the function that reads it.
/// Internal to the room.
namespace semblance {

/// With a WHERE behind it.
inline constexpr const char* fileColumns =
    "SELECT file.id, file.root, file.path, file.size, file.mtime_ns, file.file_index,"
    "       file.ctime_ns, file.content, content.state, file.error, content.error,"
    "       file.missing_since_ms"
    " FROM file LEFT JOIN content ON content.id = file.content ";

inline constexpr const char* contentColumns =
    "SELECT id, key, full_hash, size, width, height, orientation, format, camera, captured_ms,"
    "       state, error, decoder, facts, zone_minutes, lens, exposure_s, aperture, iso,"
    "       focal_length_mm, latitude, longitude, rating, label, title, description,"
    // Lines: no name has two.
    "       (SELECT group_concat(name, char(10)) FROM (SELECT name FROM tag"
    "         WHERE tag.content = content.id ORDER BY number)),"
    "       (SELECT group_concat(name, char(10)) FROM (SELECT name FROM person"
    "         WHERE person.content = content.id ORDER BY number)), duration_ms, palette"
    " FROM content ";

inline constexpr const char* sidecarColumns =
    "SELECT camera, captured_ms, zone_minutes, lens, exposure_s, aperture, iso, focal_length_mm,"
    "       latitude, longitude, rating, label, title, description,"
    "       (SELECT group_concat(name, char(10)) FROM (SELECT name FROM sidecar_tag"
    "         WHERE sidecar_tag.file = sidecar.file ORDER BY number)),"
    "       (SELECT group_concat(name, char(10)) FROM (SELECT name FROM sidecar_person"
    "         WHERE sidecar_person.file = sidecar.file ORDER BY number)), duration_ms FROM "
    "sidecar ";

/// Each fact as withSidecars() and withMarks() choose it.
inline constexpr const char* listedColumns =
    "SELECT file.id, file.root, file.content, content.state,"
    "       file.missing_since_ms IS NOT NULL,"
    "       coalesce(content.captured_ms, sidecar.captured_ms), file.mtime_ns,"
    "       content.width, content.height, content.orientation, content.format,"
    "       CASE content.camera WHEN '' THEN coalesce(sidecar.camera, '') ELSE content.camera END,"
    "       file.path, content.duration_ms, file.size,"
    "       coalesce(mark.rating, sidecar.rating, content.rating, 0),"
    "       CASE content.lens WHEN '' THEN coalesce(sidecar.lens, '') ELSE content.lens END,"
    "       coalesce(mark.label, nullif(sidecar.label, ''), content.label, ''),"
    // A place is of one of them, never a half of each.
    "       CASE WHEN sidecar.latitude IS NULL OR sidecar.longitude IS NULL"
    "         THEN content.latitude ELSE sidecar.latitude END,"
    "       CASE WHEN sidecar.latitude IS NULL OR sidecar.longitude IS NULL"
    "         THEN content.longitude ELSE sidecar.longitude END,"
    "       content.palette"
    " FROM file LEFT JOIN content ON content.id = file.content"
    " LEFT JOIN sidecar ON sidecar.file = file.id"
    " LEFT JOIN mark ON mark.key = content.key ";

/// `column` holds content.state, NULL for a file without a content.
FileState fileState(SQLite::Statement& row, int column);

/// Four columns: size, mtime_ns, file_index, ctime_ns.
FileStat fileStat(SQLite::Statement& row, int firstColumn);

FileRow fileRow(SQLite::Statement& row);
ContentRow contentRow(SQLite::Statement& row);
PhotoFacts sidecarFactsRow(SQLite::Statement& row);
ListedFile listedFile(SQLite::Statement& row);

}  // namespace semblance
