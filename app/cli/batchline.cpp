#include "app/cli/batchline.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "app/cli/arguments.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::BatchLine)
};

tl::unexpected<Error> illTyped(const QString& field, const QString& expected) {
    return fail(ErrorKind::WrongUse, Text::tr("The field \"%1\" must be %2.").arg(field, expected));
}

Result<QString> textOf(const QString& field, const QJsonValue& value) {
    if (value.isNull())
        return QString();
    if (!value.isString())
        return illTyped(field, Text::tr("a text"));
    return value.toString();
}

Result<QStringList> textsOf(const QString& field, const QJsonValue& value) {
    if (value.isNull())
        return QStringList();
    if (value.isString())
        return QStringList{value.toString()};
    if (!value.isArray())
        return illTyped(field, Text::tr("a text or a list of texts"));
    QStringList texts;
    for (const QJsonValue& item : value.toArray()) {
        if (!item.isString())
            return illTyped(field, Text::tr("a text or a list of texts"));
        texts.append(item.toString());
    }
    return texts;
}

Status readField(const QString& field, const QJsonValue& value, Query& query) {
    if (field == QLatin1StringView("image")) {
        SEMBLANCE_TRY_ASSIGN(const QStringList paths, textsOf(field, value));
        for (const QString& path : paths)
            query.references.push_back(referenceTo(path));
    } else if (field == QLatin1StringView("text")) {
        SEMBLANCE_TRY_ASSIGN(query.text, textOf(field, value));
    } else if (field == QLatin1StringView("modify")) {
        SEMBLANCE_TRY_ASSIGN(query.modification, textOf(field, value));
    } else if (field == QLatin1StringView("not")) {
        SEMBLANCE_TRY_ASSIGN(const QStringList texts, textsOf(field, value));
        for (const QString& text : texts)
            query.negatives.push_back({text, 1});
    } else if (field == QLatin1StringView("mix")) {
        if (value.isNull())
            return {};
        if (!value.isDouble())
            return illTyped(field, Text::tr("a number from 0 to 1"));
        query.mix = value.toDouble();
    } else if (field == QLatin1StringView("limit")) {
        if (value.isNull())
            return {};
        if (!value.isDouble() || value.toInt(-1) != value.toDouble()) {
            return illTyped(field, Text::tr("a whole number"));
        }
        query.limit = value.toInt();
    } else {
        return fail(
            ErrorKind::WrongUse,
            Text::tr("The field \"%1\" is not known: use id, image, text, modify, not, mix, limit.")
                .arg(field));
    }
    return {};
}

Result<Query> queryOf(const QJsonObject& object, const Query& defaults) {
    Query query = defaults;
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.key() != QLatin1StringView("id"))
            SEMBLANCE_TRY(readField(it.key(), it.value(), query));
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
        return {QJsonValue::Null, fail(ErrorKind::WrongUse,
                                       Text::tr("This line is not valid JSON (near byte %1): %2.")
                                           .arg(error.offset)
                                           .arg(error.errorString()))};
    }
    if (!document.isObject()) {
        return {QJsonValue::Null,
                fail(ErrorKind::WrongUse, Text::tr("This line is not a JSON object."))};
    }
    const QJsonObject object = document.object();
    const QJsonValue id = object.value(QLatin1StringView("id"));
    return {id.isUndefined() ? QJsonValue(QJsonValue::Null) : id, queryOf(object, defaults)};
}

}  // namespace semblance
