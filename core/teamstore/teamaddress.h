#pragma once

#include <QByteArray>
#include <QString>
#include <utility>
#include <vector>

#include "core/base/result.h"

namespace semblance {

/// Where the database of a team library is, as its user entered it: what PostgreSQL calls a
/// connection string ("service=studio", "host=nas dbname=pictures", "postgresql://nas/pictures").
/// A password is never part of it: that comes from ~/.pgpass or the service's file, which only
/// libpq reads. A value.
class TeamAddress {
public:
    /// WrongUse for what is no connection string, and for one with a password in it.
    static Result<TeamAddress> parse(const QString& text);

    /// As it was entered. Without secrets.
    const QString& text() const { return m_text; }

    /// Keywords with their values, in the order in which they were given.
    using Settings = std::vector<std::pair<QByteArray, QByteArray>>;
    const Settings& settings() const { return m_settings; }

private:
    QString m_text;
    Settings m_settings;
};

/// Whether what is said to these hosts (PostgreSQL's list, apart by commas) stays on this computer:
/// each is a folder of sockets, a loopback address, or empty.
bool isOnThisComputer(const QByteArray& hosts);

}  // namespace semblance
