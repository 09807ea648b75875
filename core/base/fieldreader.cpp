#include "core/base/fieldreader.h"

#include <QLatin1StringView>
#include <cmath>

namespace semblance {

namespace {
/// 2^63: the least double above every qint64.
constexpr double kAboveWhole = 9223372036854775808.0;
}  // namespace

FieldReader::FieldReader(const QCborMap& object)
    : FieldReader(object, QString(), std::make_shared<QString>()) {}

FieldReader::FieldReader(const QJsonObject& object)
    : FieldReader(QCborMap::fromJsonObject(object)) {}

FieldReader::FieldReader(const QCborMap& object, QString path, std::shared_ptr<QString> bad)
    : m_object(object), m_path(std::move(path)), m_bad(std::move(bad)) {}

QStringList FieldReader::names() const {
    QStringList names;
    for (const QCborValue& name : m_object.keys())
        names << name.toString();
    return names;
}

QCborValue FieldReader::value(const char* name) const {
    return m_object.value(QLatin1StringView(name));
}

QString FieldReader::text(const char* name) {
    const QCborValue given = value(name);
    return given.isString() ? given.toString() : wrong<QString>(name);
}

QByteArray FieldReader::bytes(const char* name) {
    const QCborValue given = value(name);
    return given.isByteArray() ? given.toByteArray() : wrong<QByteArray>(name);
}

bool FieldReader::flag(const char* name) {
    const QCborValue given = value(name);
    return given.isBool() ? given.toBool() : wrong<bool>(name);
}

double FieldReader::number(const char* name) {
    const QCborValue given = value(name);
    return given.isDouble() || given.isInteger() ? given.toDouble() : wrong<double>(name);
}

double FieldReader::number(const char* name, double least, double most) {
    const double given = number(name);
    return given >= least && given <= most ? given : wrong<double>(name);
}

qint64 FieldReader::whole(const char* name, qint64 least, qint64 most) {
    const QCborValue given = value(name);
    qint64 number = 0;
    if (given.isInteger()) {
        number = given.toInteger();
    } else {
        const double real = given.isDouble() ? given.toDouble() : NAN;
        if (!(real >= -kAboveWhole && real < kAboveWhole && real == std::floor(real)))
            return wrong<qint64>(name);
        number = static_cast<qint64>(real);
    }
    return number >= least && number <= most ? number : wrong<qint64>(name);
}

int FieldReader::integer(const char* name, int least, int most) {
    return static_cast<int>(whole(name, least, most));
}

QStringList FieldReader::texts(const char* name) {
    QStringList list;
    for (const QCborValue& entry : array(name))
        list << (entry.isString() ? entry.toString() : wrong<QString>(name));
    return list;
}

QCborArray FieldReader::array(const char* name) {
    const QCborValue given = value(name);
    return given.isArray() ? given.toArray() : wrong<QCborArray>(name);
}

QCborMap FieldReader::map(const char* name) {
    const QCborValue given = value(name);
    return given.isMap() ? given.toMap() : wrong<QCborMap>(name);
}

FieldReader FieldReader::object(const char* name) {
    return {map(name), m_path + QLatin1StringView(name) + QLatin1Char('.'), m_bad};
}

void FieldReader::refuse(const char* name) {
    if (m_bad->isEmpty())
        *m_bad = m_path + QLatin1StringView(name);
}

void FieldReader::require(bool holds, const char* name) {
    if (!holds)
        refuse(name);
}

}  // namespace semblance
