#include "core/teamstore/teamrows.h"

#include "core/catalogue/contentstates.h"

namespace semblance {

const std::string teamFactsColumns =
    "camera, captured_ms, zone_minutes, lens, exposure_s, aperture, iso, focal_length_mm, latitude,"
    " longitude, rating, label, title, description, keywords, people";

const std::string teamFileColumns =
    "SELECT file.id, file.root, file.path, file.size, file.mtime_ns, file.file_index,"
    " file.ctime_ns, content.id, content.state, file.error, content.error, file.missing_since_ms"
    " FROM file LEFT JOIN content ON content.key = file.content_key ";

const std::string teamContentColumns =
    "SELECT id, key, full_hash, size, width, height, orientation, format, duration_ms, palette,"
    " state, error, decoder, facts, " +
    teamFactsColumns + " FROM content ";

const std::string teamSidecarColumns = "SELECT duration_ms, " + teamFactsColumns + " FROM sidecar ";

const std::string teamListedColumns =
    "SELECT file.id, file.root, content.id, content.state, file.missing_since_ms IS NOT NULL,"
    " coalesce(content.captured_ms, sidecar.captured_ms), file.mtime_ns, content.width,"
    " content.height, content.orientation, content.format,"
    " coalesce(nullif(content.camera, ''), sidecar.camera), file.path, content.duration_ms,"
    " file.size, coalesce(mark.rating, sidecar.rating, content.rating),"
    " coalesce(nullif(content.lens, ''), sidecar.lens),"
    " coalesce(mark.label, nullif(sidecar.label, ''), content.label),"
    // A place is of one of them, never a half of each.
    " CASE WHEN sidecar.latitude IS NULL OR sidecar.longitude IS NULL"
    "   THEN content.latitude ELSE sidecar.latitude END,"
    " CASE WHEN sidecar.latitude IS NULL OR sidecar.longitude IS NULL"
    "   THEN content.longitude ELSE sidecar.longitude END,"
    " content.palette,"
    " CASE WHEN mark.key IS NULL THEN array_to_string(own.keywords, E'\\n')"
    "   ELSE (SELECT string_agg(name, E'\\n') FROM (SELECT unnest(own.keywords)"
    "     EXCEPT SELECT unnest(mark.taken) UNION SELECT unnest(mark.tags)) AS named (name)) END,"
    " array_to_string(CASE WHEN cardinality(sidecar.people) > 0 THEN sidecar.people"
    "   ELSE content.people END, E'\\n')"
    " FROM file LEFT JOIN content ON content.key = file.content_key"
    " LEFT JOIN sidecar ON sidecar.file = file.id"
    " LEFT JOIN mark ON mark.key = file.content_key"
    " CROSS JOIN LATERAL (SELECT CASE WHEN cardinality(sidecar.keywords) > 0 THEN sidecar.keywords"
    "   ELSE content.keywords END) AS own (keywords) ";

namespace {
std::optional<int> optionalInt(const TeamRow& row, int column) {
    const auto number = row.optionalNumber(column);
    return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

std::optional<GeoPlace> placeAt(const TeamRow& row, int column) {
    const auto latitude = row.optionalReal(column);
    const auto longitude = row.optionalReal(column + 1);
    return latitude && longitude ? std::optional(GeoPlace{*latitude, *longitude}) : std::nullopt;
}

std::string_view viewAt(const TeamRow& row, int column) {
    const QByteArrayView view = row.view(column);
    return {view.data(), static_cast<std::size_t>(view.size())};
}

void addDegrees(TeamParameters& parameters, const std::optional<GeoPlace>& place,
                double GeoPlace::*degrees) {
    if (place)
        parameters.add((*place).*degrees);
    else
        parameters.add(std::optional<double>());
}

/// teamFactsColumns.
void readFacts(const TeamRow& row, int first, PhotoFacts& facts) {
    facts.camera = row.text(first);
    facts.capturedMs = row.optionalNumber(first + 1);
    facts.zoneMinutes = optionalInt(row, first + 2);
    facts.lens = row.text(first + 3);
    facts.exposureSeconds = row.optionalReal(first + 4);
    facts.aperture = row.optionalReal(first + 5);
    facts.iso = optionalInt(row, first + 6);
    facts.focalLengthMm = row.optionalReal(first + 7);
    facts.place = placeAt(row, first + 8);
    facts.rating = optionalInt(row, first + 10);
    facts.label = row.text(first + 11);
    facts.title = row.text(first + 12);
    facts.description = row.text(first + 13);
    facts.keywords = row.texts(first + 14);
    facts.people = row.texts(first + 15);
}
}  // namespace

void addFacts(TeamParameters& parameters, const PhotoFacts& facts) {
    parameters.add(facts.camera);
    parameters.add(facts.capturedMs);
    parameters.add(facts.zoneMinutes);
    parameters.add(facts.lens);
    parameters.add(facts.exposureSeconds);
    parameters.add(facts.aperture);
    parameters.add(facts.iso);
    parameters.add(facts.focalLengthMm);
    addDegrees(parameters, facts.place, &GeoPlace::latitude);
    addDegrees(parameters, facts.place, &GeoPlace::longitude);
    parameters.add(facts.rating);
    parameters.add(facts.label);
    parameters.add(facts.title);
    parameters.add(facts.description);
    parameters.add(facts.keywords);
    parameters.add(facts.people);
}

void addStat(TeamParameters& parameters, const FileStat& stat) {
    parameters.add(stat.size);
    parameters.add(stat.mtimeNs);
    parameters.add(static_cast<std::int64_t>(stat.fileIndex));
    parameters.add(stat.changedNs);
}

FileState teamFileState(const TeamRow& row, int column) {
    return fileStateOf(row.optionalNumber(column));
}

FileStat teamFileStat(const TeamRow& row, int first) {
    return {row.number(first), row.number(first + 1),
            static_cast<std::uint64_t>(row.number(first + 2)), row.number(first + 3)};
}

FileRow teamFileRow(const TeamRow& row) {
    FileRow file;
    file.id = {row.number(0)};
    file.root = {row.number(1)};
    file.path = row.text(2);
    file.stat = teamFileStat(row, 3);
    file.content = {row.number(7)};
    file.state = teamFileState(row, 8);
    file.error = row.text(row.isNull(7) ? 9 : 10);
    file.missingSinceMs = row.optionalNumber(11);
    return file;
}

ContentRow teamContentRow(const TeamRow& row) {
    ContentRow content;
    content.id = {row.number(0)};
    content.key = row.bytes(1);
    content.fullHash = row.bytes(2);
    content.size = row.number(3);
    content.facts.width = static_cast<int>(row.number(4));
    content.facts.height = static_cast<int>(row.number(5));
    content.facts.orientation = static_cast<int>(row.number(6));
    content.facts.format = row.text(7);
    content.facts.durationMs = row.optionalNumber(8);
    if (!row.isNull(9))
        content.facts.palette = paletteFromBytes(row.bytes(9));
    content.state = static_cast<ContentState>(row.number(10));
    content.error = row.text(11);
    content.decoderVersion = static_cast<int>(row.number(12));
    content.factsVersion = static_cast<int>(row.number(13));
    readFacts(row, 14, content.facts);
    return content;
}

PhotoFacts teamSidecarRow(const TeamRow& row) {
    PhotoFacts facts;
    facts.durationMs = row.optionalNumber(0);
    readFacts(row, 1, facts);
    return facts;
}

ListedFile teamListedFile(const TeamRow& row) {
    ListedFile file;
    file.file = {row.number(0)};
    file.root = {row.number(1)};
    file.content = {row.number(2)};
    const FileState state = teamFileState(row, 3);
    if (row.flag(4) || state == FileState::Pending)
        file.kind = ListedFile::Kind::Hidden;
    else
        file.kind =
            state == FileState::Indexed ? ListedFile::Kind::Shown : ListedFile::Kind::Failed;
    file.takenMs = row.optionalNumber(5).value_or(row.number(6) / 1'000'000);
    file.width = static_cast<int>(row.number(7));
    file.height = static_cast<int>(row.number(8));
    file.orientation = static_cast<int>(row.number(9));
    file.format = viewAt(row, 10);
    file.camera = viewAt(row, 11);
    file.path = viewAt(row, 12);
    file.durationMs = row.optionalNumber(13);
    file.bytes = row.number(14);
    file.rating = static_cast<int>(row.number(15));
    file.lens = viewAt(row, 16);
    file.label = viewAt(row, 17);
    file.place = placeAt(row, 18);
    if (const QByteArrayView palette = row.view(20); !palette.isEmpty())
        file.palette = paletteFromBytes(palette).value_or(Palette());
    file.keywords = viewAt(row, 21);
    file.people = viewAt(row, 22);
    if (file.file.value <= 0 || file.file.value > mostTeamNumber || file.content.value < 0 ||
        file.content.value > mostTeamNumber || file.root.value <= 0)
        row.refuse();
    return file;
}

}  // namespace semblance
