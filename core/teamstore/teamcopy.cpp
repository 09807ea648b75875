#include <libpq-fe.h>

#include "core/teamstore/teamconnection.h"
#include "core/teamstore/wireformat.h"

namespace semblance {

namespace {
constexpr QByteArrayView kSignature("PGCOPY\n\377\r\n\0", 11);
constexpr QByteArrayView kTrailer("\377\377", 2);
constexpr qsizetype kChunk = 256 << 10;

struct FreeMemory {
    void operator()(char* memory) const { PQfreemem(memory); }
};

void appendRow(QByteArray& to, const TeamConnection::CopiedFields& fields) {
    appendNumber<std::int16_t>(to, static_cast<std::int16_t>(fields.size()));
    for (const QByteArray& field : fields) {
        appendNumber<std::int32_t>(to, static_cast<std::int32_t>(field.size()));
        to.append(field);
    }
}

/// The fields of the next row; nothing where there is none, or none that makes sense.
std::optional<std::vector<QByteArrayView>> readRow(WireReader& reader, int columns) {
    if (reader.number<std::int16_t>() != columns)
        return std::nullopt;
    std::vector<QByteArrayView> fields;
    for (int i = 0; i < columns; ++i) {
        const auto length = reader.number<std::int32_t>();
        const auto field = !length                        ? std::nullopt
                           : *length == -1                ? std::optional(QByteArrayView())
                           : *length > TeamRow::mostBytes ? std::nullopt
                                                          : reader.take(*length);
        if (!field)
            return std::nullopt;
        fields.push_back(*field);
    }
    return fields;
}
}  // namespace

Status TeamConnection::beginCopy(const std::string& sql, int expected) {
    if (!m_connection || PQsendQuery(m_connection, sql.c_str()) == 0)
        return fail(lost());
    SEMBLANCE_TRY_ASSIGN(const ResultPtr result, nextResult());
    if (result && PQresultStatus(result.get()) == expected)
        return {};
    if (!result || PQresultStatus(result.get()) != PGRES_FATAL_ERROR)
        return fail(notSensible());
    const Error error = failed(result.get());
    SEMBLANCE_TRY(finish());
    return fail(error);
}

Status TeamConnection::putCopied(const QByteArray& bytes) {
    for (;;) {
        const int put =
            PQputCopyData(m_connection, bytes.constData(), static_cast<int>(bytes.size()));
        if (put < 0)
            return fail(lost());
        SEMBLANCE_TRY(flush());
        if (put > 0)
            return {};
    }
}

Status TeamConnection::copyIn(const std::string& sql,
                              const std::function<std::optional<CopiedFields>()>& next) {
    SEMBLANCE_TRY(beginCopy(sql, PGRES_COPY_IN));
    QByteArray buffer = kSignature.toByteArray();
    appendNumber<std::int32_t>(buffer, 0);  // flags
    appendNumber<std::int32_t>(buffer, 0);  // no extension
    while (const auto fields = next()) {
        appendRow(buffer, *fields);
        if (buffer.size() < kChunk)
            continue;
        SEMBLANCE_TRY(putCopied(buffer));
        buffer.clear();
    }
    appendNumber<std::int16_t>(buffer, -1);
    SEMBLANCE_TRY(putCopied(buffer));
    for (;;) {
        const int put = PQputCopyEnd(m_connection, nullptr);
        if (put < 0)
            return fail(lost());
        SEMBLANCE_TRY(flush());
        if (put > 0)
            break;
    }
    return finish().map([](std::int64_t) {});
}

Status TeamConnection::copyOut(
    const std::string& sql, int columns,
    const std::function<bool(const std::vector<QByteArrayView>&)>& visit) {
    SEMBLANCE_TRY(beginCopy(sql, PGRES_COPY_OUT));
    bool hasBegun = false;
    for (;;) {
        char* memory = nullptr;
        const int length = PQgetCopyData(m_connection, &memory, 1);
        const std::unique_ptr<char, FreeMemory> owned(memory);
        if (length == 0) {
            SEMBLANCE_TRY(waitForServer(false));
            continue;
        }
        m_received = 0;
        if (length == -1)
            return finish().map([](std::int64_t) {});
        if (length < 0)
            return fail(lost());
        // A message is a row; before the first one stands the header, the last one says that it is.
        WireReader reader(QByteArrayView(memory, length));
        if (!hasBegun) {
            const auto signature = reader.take(kSignature.size());
            const auto flags = reader.number<std::int32_t>();
            const auto extension = reader.number<std::int32_t>();
            if (!signature || *signature != kSignature || flags != 0 || extension != 0)
                return fail(notSensible());
            hasBegun = true;
        }
        if (reader.left() == kTrailer)
            continue;
        const auto fields = readRow(reader, columns);
        if (!fields || !reader.isAtEnd())
            return fail(notSensible());
        if (!visit(*fields)) {
            abandon();
            return {};
        }
    }
}

}  // namespace semblance
