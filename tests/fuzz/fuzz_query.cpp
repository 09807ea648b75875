#include <QJsonDocument>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "core/query/filtergrammar.h"
#include "core/query/queryjson.h"

/// Any text as filters and as a query: what is read is written and read alike, and no filter gets
/// lost on the way.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace semblance;
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const QString text = QString::fromUtf8(bytes);
    const FilterText found = readFilters(text);
    const auto again = filterFromText(toText(found.filter));
    if (!again || *again != found.filter || found.rest.size() > text.size())
        std::abort();
    const QJsonDocument json = QJsonDocument::fromJson(bytes);
    if (!json.isObject())
        return 0;
    const auto read = queryFromJson(json.object());
    if (!read)
        return 0;
    const Query query = tidied(*read);
    if (!validate(query))
        return 0;
    const auto back = queryFromJson(toJson(query));
    if (!back || tidied(*back) != query)
        std::abort();
    return 0;
}
