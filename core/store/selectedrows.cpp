#include "core/store/selectedrows.h"

#include "core/catalogue/contentstates.h"

namespace semblance {

namespace {

std::optional<int> optionalInt(SQLite::Statement& row, int column) {
    return row.isColumnNull(column) ? std::nullopt
                                    : std::optional(static_cast<int>(columnInt(row, column)));
}

std::optional<double> optionalReal(SQLite::Statement& row, int column) {
    return row.isColumnNull(column) ? std::nullopt
                                    : std::optional(row.getColumn(column).getDouble());
}

QStringList lines(SQLite::Statement& row, int column) {
    return columnText(row, column).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
}

/// The columns of moreFacts and filmLengths (schema.cpp).
void readMoreFacts(SQLite::Statement& row, int first, PhotoFacts& facts) {
    facts.zoneMinutes = optionalInt(row, first);
    facts.lens = columnText(row, first + 1);
    facts.exposureSeconds = optionalReal(row, first + 2);
    facts.aperture = optionalReal(row, first + 3);
    facts.iso = optionalInt(row, first + 4);
    facts.focalLengthMm = optionalReal(row, first + 5);
    const std::optional<double> latitude = optionalReal(row, first + 6);
    const std::optional<double> longitude = optionalReal(row, first + 7);
    if (latitude && longitude)
        facts.place = GeoPlace{*latitude, *longitude};
    facts.rating = optionalInt(row, first + 8);
    facts.label = columnText(row, first + 9);
    facts.title = columnText(row, first + 10);
    facts.description = columnText(row, first + 11);
    facts.keywords = lines(row, first + 12);
    facts.people = lines(row, first + 13);
    facts.durationMs = columnOptionalInt(row, first + 14);
}

}  // namespace

FileState fileState(SQLite::Statement& row, int column) {
    return fileStateOf(columnOptionalInt(row, column));
}

FileStat fileStat(SQLite::Statement& row, int firstColumn) {
    return {columnInt(row, firstColumn), columnInt(row, firstColumn + 1),
            static_cast<std::uint64_t>(columnInt(row, firstColumn + 2)),
            columnInt(row, firstColumn + 3)};
}

FileRow fileRow(SQLite::Statement& row) {
    FileRow file;
    file.id = {columnInt(row, 0)};
    file.root = {columnInt(row, 1)};
    file.path = columnText(row, 2);
    file.stat = fileStat(row, 3);
    file.content = {columnInt(row, 7)};
    file.state = fileState(row, 8);
    file.error = columnText(row, row.isColumnNull(7) ? 9 : 10);
    if (!row.isColumnNull(11))
        file.missingSinceMs = columnInt(row, 11);
    return file;
}

ContentRow contentRow(SQLite::Statement& row) {
    ContentRow content;
    content.id = {columnInt(row, 0)};
    content.key = columnBlob(row, 1);
    content.fullHash = columnBlob(row, 2);
    content.size = columnInt(row, 3);
    content.facts.width = static_cast<int>(columnInt(row, 4));
    content.facts.height = static_cast<int>(columnInt(row, 5));
    content.facts.orientation = static_cast<int>(columnInt(row, 6));
    content.facts.format = columnText(row, 7);
    content.facts.camera = columnText(row, 8);
    if (!row.isColumnNull(9))
        content.facts.capturedMs = columnInt(row, 9);
    content.state = static_cast<ContentState>(columnInt(row, 10));
    content.error = columnText(row, 11);
    content.decoderVersion = static_cast<int>(columnInt(row, 12));
    content.factsVersion = static_cast<int>(columnInt(row, 13));
    readMoreFacts(row, 14, content.facts);
    if (!row.isColumnNull(29))
        content.facts.palette = paletteFromBytes(columnBlob(row, 29));
    return content;
}

PhotoFacts sidecarFactsRow(SQLite::Statement& row) {
    PhotoFacts facts;
    facts.camera = columnText(row, 0);
    if (!row.isColumnNull(1))
        facts.capturedMs = columnInt(row, 1);
    readMoreFacts(row, 2, facts);
    return facts;
}

ListedFile listedFile(SQLite::Statement& row) {
    ListedFile file;
    file.file = {columnInt(row, 0)};
    file.root = {columnInt(row, 1)};
    file.content = {columnInt(row, 2)};
    const FileState state = fileState(row, 3);
    if (columnInt(row, 4) != 0 || state == FileState::Pending)
        file.kind = ListedFile::Kind::Hidden;
    else
        file.kind =
            state == FileState::Indexed ? ListedFile::Kind::Shown : ListedFile::Kind::Failed;
    file.takenMs = row.isColumnNull(5) ? columnInt(row, 6) / 1'000'000 : columnInt(row, 5);
    file.width = static_cast<int>(columnInt(row, 7));
    file.height = static_cast<int>(columnInt(row, 8));
    file.orientation = static_cast<int>(columnInt(row, 9));
    file.format = columnView(row, 10);
    file.camera = columnView(row, 11);
    file.path = columnView(row, 12);
    file.durationMs = columnOptionalInt(row, 13);
    file.bytes = columnInt(row, 14);
    file.rating = static_cast<int>(columnInt(row, 15));
    file.lens = columnView(row, 16);
    file.label = columnView(row, 17);
    const std::optional<double> latitude = optionalReal(row, 18);
    const std::optional<double> longitude = optionalReal(row, 19);
    if (latitude && longitude)
        file.place = GeoPlace{*latitude, *longitude};
    if (const std::string_view bytes = columnView(row, 20); !bytes.empty())
        file.palette = paletteFromBytes(QByteArrayView(bytes.data(), qsizetype(bytes.size())))
                           .value_or(Palette());
    return file;
}

}  // namespace semblance
