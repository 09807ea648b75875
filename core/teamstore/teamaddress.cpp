#include "core/teamstore/teamaddress.h"

#include <libpq-fe.h>

#include <QCoreApplication>
#include <algorithm>
#include <memory>

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::TeamAddress)
};

struct FreeOptions {
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
struct FreeMemory {
    void operator()(char* memory) const { PQfreemem(memory); }
};

bool isSecret(const QByteArray& keyword) {
    return keyword == "password" || keyword == "sslpassword";
}
}  // namespace

Result<TeamAddress> TeamAddress::parse(const QString& text) {
    char* message = nullptr;
    const std::unique_ptr<PQconninfoOption, FreeOptions> options(
        PQconninfoParse(text.trimmed().toUtf8().constData(), &message));
    const std::unique_ptr<char, FreeMemory> owned(message);
    if (!options || text.trimmed().isEmpty()) {
        // libpq's message may quote what was entered, and so a password.
        return fail(ErrorKind::WrongUse,
                    Text::tr("This is no connection to PostgreSQL. Give its parts as in "
                             "\"host=nas dbname=pictures user=me\", a service as in "
                             "\"service=studio\", or an address that begins with "
                             "postgresql://."));
    }
    TeamAddress address;
    address.m_text = text.trimmed();
    for (const PQconninfoOption* option = options.get(); option->keyword; ++option) {
        if (!option->val)
            continue;
        if (isSecret(option->keyword)) {
            return fail(ErrorKind::WrongUse,
                        Text::tr("Leave the password out: everybody on this computer could read "
                                 "it there. Write it into the file .pgpass in your home folder "
                                 "instead; PostgreSQL's manual says how."));
        }
        address.m_settings.emplace_back(option->keyword, option->val);
    }
    return address;
}

bool isOnThisComputer(const QByteArray& hosts) {
    const QList<QByteArray> all = hosts.split(',');
    return std::all_of(all.begin(), all.end(), [](const QByteArray& host) {
        return host.isEmpty() || host.startsWith('/') || host.startsWith('@') ||
               host == "localhost" || host.startsWith("127.") || host == "::1";
    });
}

}  // namespace semblance
