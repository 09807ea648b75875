#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <concepts>
#include <cstdint>
#include <optional>
#include <vector>

namespace semblance {

/// The values of a statement's $1, $2 ..., in their order, as PostgreSQL's binary format has them.
/// Internal to the room.
class TeamParameters {
public:
    template <class... Values>
    static TeamParameters of(const Values&... values) {
        TeamParameters parameters;
        (parameters.add(values), ...);
        return parameters;
    }

    void add(std::int64_t number);  ///< bigint
    void add(int number) { add(std::int64_t(number)); }
    void add(double number);  ///< double precision
    void add(std::same_as<bool> auto yes) { addFlag(yes); }
    void add(const QString& text);       ///< text, without the NULs that it cannot hold
    void add(const QByteArray& bytes);   ///< bytea
    void add(const QStringList& texts);  ///< text[]
    void add(const std::vector<std::int64_t>& numbers);  ///< bigint[]
    void add(const std::vector<QByteArray>& blobs);      ///< bytea[]
    /// NULL for nothing.
    template <class T>
    void add(const std::optional<T>& value) {
        if (value) {
            add(*value);
            return;
        }
        add(T());
        m_values.back().isNull = true;
    }

    struct Value {
        unsigned type = 0;  ///< PostgreSQL's number of it
        QByteArray bytes;
        bool isNull = false;
    };
    const std::vector<Value>& values() const { return m_values; }

private:
    void addFlag(bool yes);

    std::vector<Value> m_values;
};

}  // namespace semblance
