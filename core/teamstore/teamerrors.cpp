#include <QCoreApplication>
#include <algorithm>
#include <array>

#include "core/teamstore/teamconnection.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::TeamError)
};

struct Meaning {
    std::string_view state;  ///< begins with
    ErrorKind kind;
    const char* sentence;
};

/// The more telling ones first.
constexpr std::array meanings{
    Meaning{"28", ErrorKind::Permission,
            QT_TRANSLATE_NOOP("semblance::TeamError",
                              "The database did not accept the user's name or password. Check "
                              "the name in the connection and the password in your .pgpass.")},
    Meaning{"3D", ErrorKind::NotFound,
            QT_TRANSLATE_NOOP("semblance::TeamError",
                              "The server has no database of this name. Ask its administrator to "
                              "make one.")},
    Meaning{"42501", ErrorKind::Permission,
            QT_TRANSLATE_NOOP("semblance::TeamError",
                              "You may not do this in the team library. Ask its administrator.")},
    Meaning{"25006", ErrorKind::Permission,
            QT_TRANSLATE_NOOP("semblance::TeamError",
                              "The database server takes no changes at present. What is there "
                              "can be searched.")},
    Meaning{"58P01", ErrorKind::NotFound,
            QT_TRANSLATE_NOOP("semblance::TeamError",
                              "The server lacks the extension pgvector. Ask its administrator to "
                              "install it (version 0.8 or newer).")},
    Meaning{"0A000", ErrorKind::NotFound,
            QT_TRANSLATE_NOOP("semblance::TeamError",
                              "The server lacks something that a team library needs, most likely "
                              "the extension pgvector (version 0.8 or newer). Ask its "
                              "administrator to install it.")},
    Meaning{"53100", ErrorKind::NoSpace,
            QT_TRANSLATE_NOOP("semblance::TeamError",
                              "The database server's disk is full. Ask its administrator to make "
                              "room.")},
    Meaning{"53200", ErrorKind::NoMemory,
            QT_TRANSLATE_NOOP("semblance::TeamError",
                              "The database server is out of memory. Try again later.")},
    Meaning{"53300", ErrorKind::Busy,
            QT_TRANSLATE_NOOP("semblance::TeamError",
                              "The database server has too many visitors at present. Try again "
                              "later.")},
    Meaning{"57014", ErrorKind::Busy,
            QT_TRANSLATE_NOOP("semblance::TeamError",
                              "The database server did not answer in time. Try again later.")},
    Meaning{"55P03", ErrorKind::Busy,
            QT_TRANSLATE_NOOP("semblance::TeamError",
                              "Somebody else is changing the team library. Try again later.")},
    Meaning{"40", ErrorKind::Busy,
            QT_TRANSLATE_NOOP("semblance::TeamError",
                              "Somebody else is changing the team library. Try again later.")},
    Meaning{"57", ErrorKind::Busy,
            QT_TRANSLATE_NOOP("semblance::TeamError",
                              "The database server is starting or stopping. Try again later.")},
    Meaning{"08", ErrorKind::Busy,
            QT_TRANSLATE_NOOP("semblance::TeamError",
                              "The database server does not answer. Check the network and "
                              "whether the server runs, then try again.")},
    Meaning{"XX", ErrorKind::Corrupt,
            QT_TRANSLATE_NOOP("semblance::TeamError",
                              "The database server reports damaged data. Ask its administrator.")},
    Meaning{"22", ErrorKind::Corrupt,
            QT_TRANSLATE_NOOP("semblance::TeamError",
                              "The database server's answer makes no sense. Is this the right "
                              "database?")},
};
}  // namespace

Error teamError(std::string_view sqlState, const QString& detail) {
    const auto known = std::find_if(meanings.begin(), meanings.end(), [&](const Meaning& meaning) {
        return sqlState.substr(0, meaning.state.size()) == meaning.state;
    });
    if (known != meanings.end())
        return {known->kind, Text::tr(known->sentence), detail};
    return {ErrorKind::Internal, Text::tr("The database server could not do what was asked of it."),
            detail};
}

}  // namespace semblance
