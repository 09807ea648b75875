#include "core/teamstore/teamparameters.h"

#include <bit>

#include "core/teamstore/wireformat.h"

namespace semblance {

namespace {
template <class Number>
QByteArray wire(Number number) {
    QByteArray bytes;
    appendNumber(bytes, number);
    return bytes;
}

QByteArray wire(const QString& text) {
    return QString(text).remove(QChar(0)).toUtf8();
}
}  // namespace

void TeamParameters::add(std::int64_t number) {
    m_values.push_back({pgtype::int8, wire(number)});
}

void TeamParameters::add(double number) {
    m_values.push_back({pgtype::float8, wire(std::bit_cast<std::uint64_t>(number))});
}

void TeamParameters::addFlag(bool yes) {
    m_values.push_back({pgtype::boolean, QByteArray(1, yes ? '\1' : '\0')});
}

void TeamParameters::add(const QString& text) {
    m_values.push_back({pgtype::text, wire(text)});
}

void TeamParameters::add(const QByteArray& bytes) {
    m_values.push_back({pgtype::bytea, bytes});
}

void TeamParameters::add(const QStringList& texts) {
    std::vector<QByteArray> elements;
    for (const QString& text : texts)
        elements.push_back(wire(text));
    m_values.push_back({pgtype::texts, toArray(pgtype::text, elements)});
}

void TeamParameters::add(const std::vector<std::int64_t>& numbers) {
    std::vector<QByteArray> elements;
    for (const std::int64_t number : numbers)
        elements.push_back(wire(number));
    m_values.push_back({pgtype::int8s, toArray(pgtype::int8, elements)});
}

void TeamParameters::add(const std::vector<QByteArray>& blobs) {
    m_values.push_back({pgtype::byteas, toArray(pgtype::bytea, blobs)});
}

}  // namespace semblance
