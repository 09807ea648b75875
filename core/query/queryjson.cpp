#include "core/query/queryjson.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <array>
#include <functional>
#include <initializer_list>

#include "core/query/filtergrammar.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::QueryJson)
};

tl::unexpected<Error> illTyped(const QString& field, const QString& expected) {
    return fail(ErrorKind::WrongUse, Text::tr("The field \"%1\" must be %2.").arg(field, expected));
}

/// A field an object may have, and what takes its value over. `path` names it in sentences.
struct Field {
    QLatin1StringView name;
    std::function<Status(const QString& path, const QJsonValue& value)> take;
};

/// A null is as good as no field. `above` is the path of the object with a dot at its end.
Status takeFields(const QJsonObject& object, const QString& above,
                  std::initializer_list<Field> fields) {
    for (auto it = object.begin(); it != object.end(); ++it) {
        const Field* known = nullptr;
        QStringList names;
        for (const Field& field : fields) {
            names.append(field.name);
            if (field.name == it.key())
                known = &field;
        }
        const QString path = above + it.key();
        if (!known) {
            return fail(ErrorKind::WrongUse, Text::tr("The field \"%1\" is not known: use %2.")
                                                 .arg(path, names.join(QStringLiteral(", "))));
        }
        if (!it.value().isNull())
            SEMBLANCE_TRY(known->take(path, it.value()));
    }
    return {};
}

using Take = std::function<Status(const QString& path, const QJsonValue& value)>;

Take textInto(QString& text) {
    return [&text](const QString& path, const QJsonValue& value) -> Status {
        if (!value.isString())
            return illTyped(path, Text::tr("a text"));
        text = value.toString();
        return {};
    };
}

Take numberInto(double& number) {
    return [&number](const QString& path, const QJsonValue& value) -> Status {
        if (!value.isDouble())
            return illTyped(path, Text::tr("a number"));
        number = value.toDouble();
        return {};
    };
}

/// Calls `item` for the value itself, or for each of its items when it is a list.
Take itemsInto(const Take& item) {
    return [item](const QString& path, const QJsonValue& value) -> Status {
        if (!value.isArray())
            return item(path, value);
        for (const QJsonValue& one : value.toArray())
            SEMBLANCE_TRY(item(path, one));
        return {};
    };
}

Status takeBytes(const QString& path, const QJsonValue& value, QByteArray& bytes) {
    if (value.isString()) {
        const auto decoded = QByteArray::fromBase64Encoding(
            value.toString().toUtf8(), QByteArray::AbortOnBase64DecodingErrors);
        if (decoded) {
            bytes = *decoded;
            return {};
        }
    }
    return illTyped(path, Text::tr("a picture's bytes in base64"));
}

Status takeRegion(const QString& path, const QJsonValue& value, std::optional<QRectF>& region) {
    std::array<double, 4> sides{};
    const QJsonArray list = value.toArray();
    const bool isRegion = list.size() == qsizetype(sides.size()) &&
                          std::all_of(list.begin(), list.end(),
                                      [](const QJsonValue& side) { return side.isDouble(); });
    if (!isRegion)
        return illTyped(path, Text::tr("a list of four numbers: x, y, width, height"));
    for (std::size_t i = 0; i < sides.size(); ++i)
        sides[i] = list[qsizetype(i)].toDouble();
    region = QRectF(sides[0], sides[1], sides[2], sides[3]);
    return {};
}

Status takeReference(const QString& path, const QJsonValue& value, Query& query) {
    Reference reference;
    PictureSource& picture = reference.picture;
    if (value.isString()) {
        picture.path = value.toString();
    } else if (value.isObject()) {
        const auto bytes = [&](const QString& field, const QJsonValue& v) {
            return takeBytes(field, v, picture.bytes);
        };
        const auto region = [&](const QString& field, const QJsonValue& v) {
            return takeRegion(field, v, picture.region);
        };
        SEMBLANCE_TRY(takeFields(value.toObject(), path + u'.',
                                 {{QLatin1StringView("path"), textInto(picture.path)},
                                  {QLatin1StringView("bytes"), bytes},
                                  {QLatin1StringView("region"), region},
                                  {QLatin1StringView("weight"), numberInto(reference.weight)}}));
    } else {
        return illTyped(path, Text::tr("a path, an object with a path, or a list of them"));
    }
    query.references.push_back(reference);
    return {};
}

Status takeNegative(const QString& path, const QJsonValue& value, Query& query) {
    NegativeText negative;
    if (value.isString()) {
        negative.text = value.toString();
    } else if (value.isObject()) {
        SEMBLANCE_TRY(takeFields(value.toObject(), path + u'.',
                                 {{QLatin1StringView("text"), textInto(negative.text)},
                                  {QLatin1StringView("weight"), numberInto(negative.weight)}}));
    } else {
        return illTyped(path, Text::tr("a text, an object with a text, or a list of them"));
    }
    query.negatives.push_back(negative);
    return {};
}

Status takeContent(const QString& path, const QJsonValue& value, std::int64_t& content) {
    const qint64 number = value.toInteger();
    if (!value.isDouble() || double(number) != value.toDouble())
        return illTyped(path, Text::tr("a whole number"));
    content = number;
    return {};
}

Status takeSign(const QString& path, const QJsonValue& value, Feedback::Sign& sign) {
    if (value != QLatin1StringView("more") && value != QLatin1StringView("less"))
        return illTyped(path, Text::tr("\"more\" or \"less\""));
    sign = value == QLatin1StringView("more") ? Feedback::Sign::More : Feedback::Sign::Less;
    return {};
}

Status takeFeedback(const QString& path, const QJsonValue& value, Query& query) {
    if (!value.isObject())
        return illTyped(path, Text::tr("a list of objects"));
    Feedback feedback;
    const auto content = [&](const QString& field, const QJsonValue& v) {
        return takeContent(field, v, feedback.content);
    };
    const auto sign = [&](const QString& field, const QJsonValue& v) {
        return takeSign(field, v, feedback.sign);
    };
    SEMBLANCE_TRY(
        takeFields(value.toObject(), path + u'.',
                   {{QLatin1StringView("content"), content}, {QLatin1StringView("sign"), sign}}));
    query.feedback.push_back(feedback);
    return {};
}

Status takeFilter(const QString& path, const QJsonValue& value, Query& query) {
    QString text;
    SEMBLANCE_TRY(textInto(text)(path, value));
    SEMBLANCE_TRY_ASSIGN(query.filter, filterFromText(text));
    return {};
}

Status takeMix(const QString& path, const QJsonValue& value, Query& query) {
    if (!value.isDouble())
        return illTyped(path, Text::tr("a number from 0 to 1"));
    query.mix = value.toDouble();
    return {};
}

Status takeLimit(const QString& path, const QJsonValue& value, Query& query) {
    if (!value.isDouble() || value.toInt(-1) != value.toDouble())
        return illTyped(path, Text::tr("a whole number"));
    query.limit = value.toInt();
    return {};
}

QJsonValue toJson(const Reference& reference) {
    const PictureSource& picture = reference.picture;
    if (picture.bytes.isEmpty() && !picture.region && reference.weight == 1)
        return picture.path;
    QJsonObject json;
    if (!picture.path.isEmpty())
        json[QLatin1StringView("path")] = picture.path;
    if (!picture.bytes.isEmpty())
        json[QLatin1StringView("bytes")] = QString::fromLatin1(picture.bytes.toBase64());
    if (const auto& region = picture.region)
        json[QLatin1StringView("region")] =
            QJsonArray{region->x(), region->y(), region->width(), region->height()};
    if (reference.weight != 1)
        json[QLatin1StringView("weight")] = reference.weight;
    return json;
}

QJsonValue toJson(const NegativeText& negative) {
    if (negative.weight == 1)
        return negative.text;
    return QJsonObject{{QStringLiteral("text"), negative.text},
                       {QStringLiteral("weight"), negative.weight}};
}

QJsonValue toJson(const Feedback& feedback) {
    return QJsonObject{
        {QStringLiteral("content"), qint64(feedback.content)},
        {QStringLiteral("sign"),
         feedback.sign == Feedback::Sign::More ? QStringLiteral("more") : QStringLiteral("less")}};
}

template <class Items>
void putList(QJsonObject& json, QLatin1StringView name, const Items& items) {
    if (items.empty())
        return;
    QJsonArray list;
    for (const auto& item : items)
        list.append(toJson(item));
    json[name] = list;
}

}  // namespace

Result<Query> queryFromJson(const QJsonObject& object, const Query& defaults) {
    Query query = defaults;
    const auto into = [&query](Status (*take)(const QString&, const QJsonValue&, Query&)) {
        return [&query, take](const QString& path, const QJsonValue& value) {
            return take(path, value, query);
        };
    };
    SEMBLANCE_TRY(takeFields(object, {},
                             {{QLatin1StringView("image"), itemsInto(into(takeReference))},
                              {QLatin1StringView("modify"), textInto(query.modification)},
                              {QLatin1StringView("text"), textInto(query.text)},
                              {QLatin1StringView("not"), itemsInto(into(takeNegative))},
                              {QLatin1StringView("feedback"), itemsInto(into(takeFeedback))},
                              {QLatin1StringView("filter"), into(takeFilter)},
                              {QLatin1StringView("mix"), into(takeMix)},
                              {QLatin1StringView("limit"), into(takeLimit)}}));
    return query;
}

QJsonObject toJson(const Query& query) {
    QJsonObject json;
    putList(json, QLatin1StringView("image"), query.references);
    if (!query.modification.isEmpty())
        json[QLatin1StringView("modify")] = query.modification;
    if (!query.text.isEmpty())
        json[QLatin1StringView("text")] = query.text;
    putList(json, QLatin1StringView("not"), query.negatives);
    putList(json, QLatin1StringView("feedback"), query.feedback);
    if (!query.filter.isEmpty())
        json[QLatin1StringView("filter")] = toText(query.filter);
    if (query.mix)
        json[QLatin1StringView("mix")] = *query.mix;
    json[QLatin1StringView("limit")] = query.limit;
    return json;
}

QString toJsonText(const Query& query) {
    return QString::fromUtf8(QJsonDocument(toJson(query)).toJson(QJsonDocument::Compact));
}

Result<Query> queryFromJsonText(const QString& text) {
    return queryFromJson(QJsonDocument::fromJson(text.toUtf8()).object());
}

}  // namespace semblance
