#include "core/base/jsonfields.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <cmath>

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::JsonFields)
};

QString shown(const QJsonValue& value) {
    if (value.isUndefined())
        return Text::tr("nothing");
    const QByteArray list =
        QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact).trimmed();
    return QString::fromUtf8(list.mid(1, list.size() - 2));
}

JsonDifference difference(const QString& path, const QJsonValue& left, const QJsonValue& right) {
    if (!left.isObject() || !right.isObject()) {
        return left == right ? JsonDifference() : JsonDifference{path, shown(left), shown(right)};
    }
    JsonDifference inside = firstDifference(left.toObject(), right.toObject());
    if (!inside.path.isEmpty())
        inside.path.prepend(path + QLatin1Char('.'));
    return inside;
}

}  // namespace

JsonFields::JsonFields(QJsonObject object, QString source, QString path)
    : m_reading(true),
      m_object(std::move(object)),
      m_source(std::move(source)),
      m_path(std::move(path)) {}

QString JsonFields::pathOf(QStringView name) const {
    return m_path.isEmpty() ? name.toString() : QStringLiteral("%1.%2").arg(m_path, name);
}

QJsonValue JsonFields::take(QStringView name) {
    if (!m_reading)
        return QJsonValue(QJsonValue::Undefined);
    m_known.append(name.toString());
    if (!m_status)
        return QJsonValue(QJsonValue::Undefined);
    return m_object.value(name);
}

void JsonFields::put(QStringView name, const QJsonValue& value) {
    if (!m_reading)
        m_object.insert(name.toString(), value);
}

void JsonFields::illTyped(QStringView name, const QString& wanted) {
    if (m_status)
        m_status =
            fail(ErrorKind::BadInput,
                 Text::tr("%1: the field \"%2\" must be %3.").arg(m_source, pathOf(name), wanted));
}

void JsonFields::refuse(const QString& sentence) {
    if (m_reading && m_status)
        m_status = fail(ErrorKind::BadInput, QStringLiteral("%1: %2").arg(m_source, sentence));
}

void JsonFields::refuseUnknown() {
    if (!m_status)
        return;
    for (auto it = m_object.constBegin(); it != m_object.constEnd(); ++it) {
        if (m_known.contains(it.key()))
            continue;
        m_status = fail(ErrorKind::BadInput,
                        Text::tr("%1: there is no field \"%2\"; allowed there are: %3.")
                            .arg(m_source, pathOf(it.key()), m_known.join(QStringLiteral(", "))));
        return;
    }
}

void JsonFields::number(QStringView name, double& value, double least, double most) {
    put(name, value);
    const QJsonValue given = take(name);
    if (given.isUndefined())
        return;
    const double number = given.toDouble(std::nan(""));
    if (number >= least && number <= most)  // false for what is no number
        value = number;
    else
        illTyped(name, Text::tr("a number from %1 to %2").arg(least).arg(most));
}

void JsonFields::integer(QStringView name, int& value, int least, int most) {
    put(name, value);
    const QJsonValue given = take(name);
    if (given.isUndefined())
        return;
    const double number = given.toDouble(std::nan(""));
    if (number >= least && number <= most && number == std::floor(number))
        value = static_cast<int>(number);
    else
        illTyped(name, Text::tr("a whole number from %1 to %2").arg(least).arg(most));
}

void JsonFields::flag(QStringView name, bool& value) {
    put(name, value);
    const QJsonValue given = take(name);
    if (given.isBool())
        value = given.toBool();
    else if (!given.isUndefined())
        illTyped(name, Text::tr("true or false"));
}

void JsonFields::text(QStringView name, QString& value) {
    put(name, value);
    const QJsonValue given = take(name);
    if (given.isString())
        value = given.toString();
    else if (!given.isUndefined())
        illTyped(name, Text::tr("a text"));
}

void JsonFields::texts(QStringView name, QStringList& value) {
    put(name, QJsonArray::fromStringList(value));
    const QJsonValue given = take(name);
    if (given.isUndefined())
        return;
    const QString wanted = Text::tr("a list of texts");
    if (!given.isArray())
        return illTyped(name, wanted);
    QStringList read;
    for (const QJsonValue& entry : given.toArray()) {
        if (!entry.isString())
            return illTyped(name, wanted);
        read.append(entry.toString());
    }
    value = read;
}

void JsonFields::integers(QStringView name, std::vector<int>& value, int least, int most) {
    QJsonArray written;
    for (const int entry : value)
        written.append(entry);
    put(name, written);
    const QJsonValue given = take(name);
    if (given.isUndefined())
        return;
    const QString wanted = Text::tr("a list of whole numbers from %1 to %2").arg(least).arg(most);
    if (!given.isArray())
        return illTyped(name, wanted);
    std::vector<int> read;
    for (const QJsonValue& entry : given.toArray()) {
        const double number = entry.toDouble(std::nan(""));
        if (!(number >= least && number <= most && number == std::floor(number)))
            return illTyped(name, wanted);
        read.push_back(static_cast<int>(number));
    }
    value = std::move(read);
}

void JsonFields::chooseWord(QStringView name, int& index, const QStringList& words) {
    put(name, words.value(index));
    const QJsonValue given = take(name);
    if (given.isUndefined())
        return;
    const qsizetype found = given.isString() ? words.indexOf(given.toString()) : -1;
    if (found >= 0)
        index = static_cast<int>(found);
    else
        illTyped(name, Text::tr("one of \"%1\"").arg(words.join(QStringLiteral("\", \""))));
}

void JsonFields::nested(QStringView name, const Describe& describe) {
    if (!m_reading) {
        JsonFields inside;
        describe(inside);
        put(name, inside.m_object);
        return;
    }
    const QJsonValue given = take(name);
    if (given.isUndefined())
        return;
    if (!given.isObject())
        return illTyped(name, Text::tr("an object"));
    JsonFields inside(given.toObject(), m_source, pathOf(name));
    describe(inside);
    inside.refuseUnknown();
    if (!inside.m_status)
        m_status = inside.m_status;
}

void JsonFields::nestedList(QStringView name, std::size_t count,
                            const std::function<void(std::size_t)>& resize,
                            const std::function<void(std::size_t, JsonFields&)>& describe) {
    if (!m_reading) {
        QJsonArray written;
        for (std::size_t i = 0; i < count; ++i) {
            JsonFields inside;
            describe(i, inside);
            written.append(inside.m_object);
        }
        put(name, written);
        return;
    }
    const QJsonValue given = take(name);
    if (given.isUndefined())
        return;
    if (!given.isArray())
        return illTyped(name, Text::tr("a list of objects"));
    const QJsonArray entries = given.toArray();
    resize(static_cast<std::size_t>(entries.size()));
    for (qsizetype i = 0; i < entries.size() && m_status; ++i) {
        const QString place = QStringLiteral("%1[%2]").arg(name).arg(i);
        if (!entries[i].isObject())
            return illTyped(place, Text::tr("an object"));
        JsonFields inside(entries[i].toObject(), m_source, pathOf(place));
        describe(static_cast<std::size_t>(i), inside);
        inside.refuseUnknown();
        if (!inside.m_status)
            m_status = inside.m_status;
    }
}

JsonDifference firstDifference(const QJsonObject& left, const QJsonObject& right) {
    QStringList keys = left.keys();
    for (const QString& key : right.keys())
        if (!left.contains(key))
            keys.append(key);
    for (const QString& key : keys) {
        JsonDifference found = difference(key, left.value(key), right.value(key));
        if (!found.path.isEmpty())
            return found;
    }
    return {};
}

}  // namespace semblance
