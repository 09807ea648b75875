#include "app/cli/batchline.h"

#include <QJsonDocument>
#include <QJsonObject>

#include "core/base/currentfolder.h"
#include "core/query/queryjson.h"

namespace semblance {

namespace {
Result<Query> queryOf(const QJsonObject& object, const Query& defaults) {
    SEMBLANCE_TRY_ASSIGN(Query query, queryFromJson(object, defaults));
    for (Reference& reference : query.references) {
        SEMBLANCE_TRY_ASSIGN(reference.picture.path, absolutePath(reference.picture.path));
    }
    query = tidied(query);
    SEMBLANCE_TRY(validate(query));
    return query;
}
}  // namespace

BatchLine parseBatchLine(const QByteArray& line, const Query& defaults) {
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(line, &error);
    if (error.error != QJsonParseError::NoError) {
        return {QJsonValue::Null,
                fail(ErrorKind::WrongUse,
                     QStringLiteral("This line is not valid JSON (near byte %1): %2.")
                         .arg(error.offset)
                         .arg(error.errorString()))};
    }
    if (!document.isObject()) {
        return {QJsonValue::Null,
                fail(ErrorKind::WrongUse, QStringLiteral("This line is not a JSON object."))};
    }
    QJsonObject object = document.object();
    const QJsonValue id = object.take(QLatin1StringView("id"));
    return {id.isUndefined() ? QJsonValue(QJsonValue::Null) : id, queryOf(object, defaults)};
}

}  // namespace semblance
