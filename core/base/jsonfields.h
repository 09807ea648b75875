#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QString>
#include <QStringList>
#include <concepts>
#include <functional>
#include <type_traits>
#include <vector>

#include "core/base/result.h"

namespace semblance {

/// The fields of a configuration struct, described once for reading and for writing:
///
///     void describe(JsonFields& fields) {
///         fields.integer(u"epochs", epochs, 1, 10000);
///         fields.group(u"optimiser", optimiser);  // has a describe of its own
///     }
///
/// Reading keeps the struct's value for a field the object leaves out. The first unknown, ill-typed
/// or out-of-range field sticks as a BadInput whose sentence names it by its path
/// ("optimiser.decay"), with what is allowed there.
class JsonFields {
public:
    template <class Config>
    static QJsonObject write(const Config& config) {
        Config copy = config;
        JsonFields fields;
        copy.describe(fields);
        return fields.m_object;
    }

    /// `source` stands for the object in sentences: a file's path.
    template <class Config>
    static Result<Config> read(const QJsonObject& object, const QString& source,
                               Config config = {}) {
        JsonFields fields(object, source, {});
        config.describe(fields);
        fields.refuseUnknown();
        if (!fields.m_status)
            return fail(fields.m_status.error());
        return config;
    }

    void number(QStringView name, double& value, double least, double most);
    void integer(QStringView name, int& value, int least, int most);
    void flag(QStringView name, bool& value);
    void text(QStringView name, QString& value);
    void texts(QStringView name, QStringList& value);
    void integers(QStringView name, std::vector<int>& value, int least, int most);

    /// An enumeration whose values 0, 1, ... are called `words`.
    template <class Enum>
    requires std::is_enum_v<Enum>
    void choice(QStringView name, Enum& value, const QStringList& words) {
        int index = static_cast<int>(value);
        chooseWord(name, index, words);
        value = static_cast<Enum>(index);
    }

    /// A struct with a describe of its own, as an object.
    template <class Config>
    void group(QStringView name, Config& config) {
        nested(name, [&](JsonFields& fields) { config.describe(fields); });
    }

    /// A list of such structs, as an array of objects.
    template <class Config>
    void groups(QStringView name, std::vector<Config>& configs) {
        nestedList(
            name, configs.size(), [&](std::size_t count) { configs.assign(count, Config()); },
            [&](std::size_t i, JsonFields& fields) { configs[i].describe(fields); });
    }

    /// Refuses from within describe what no single field shows ("warmUp is longer than steps").
    /// Does nothing while writing.
    void refuse(const QString& sentence);

private:
    using Describe = std::function<void(JsonFields&)>;

    JsonFields() = default;  ///< writes
    JsonFields(QJsonObject object, QString source, QString path);

    /// The field to read; undefined when it is absent, when writing, or after a failure.
    QJsonValue take(QStringView name);
    void put(QStringView name, const QJsonValue& value);
    void illTyped(QStringView name, const QString& wanted);
    void refuseUnknown();
    QString pathOf(QStringView name) const;
    void chooseWord(QStringView name, int& index, const QStringList& words);
    void nested(QStringView name, const Describe& describe);
    void nestedList(QStringView name, std::size_t count,
                    const std::function<void(std::size_t)>& resize,
                    const std::function<void(std::size_t, JsonFields&)>& describe);

    bool m_reading = false;
    QJsonObject m_object;
    QString m_source;
    QString m_path;
    QStringList m_known;
    Status m_status;
};

/// The first place where two objects differ, as its path and both values in compact JSON
/// (Undefined: "nothing"). Empty path when they are equal.
struct JsonDifference {
    QString path;
    QString left;
    QString right;
};
JsonDifference firstDifference(const QJsonObject& left, const QJsonObject& right);

}  // namespace semblance
