#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <memory>

namespace semblance::test {

/// A PostgreSQL server with pgvector of the test's own, on a socket in a temporary folder, run as
/// an ordinary user, too, where the tests are root. It comes with packaging/setup.sh --developer,
/// or SEMBLANCE_TEST_POSTGRES names a folder with bin/postgres in it. It ends with this process.
class TeamServer {
public:
    static bool isInstalled();
    /// Started at the first call; null where that fails: see whyNot().
    static TeamServer* shared();
    static const QString& whyNot();

    /// A server with settings of its own ("-c", "port=7", ...).
    static std::unique_ptr<TeamServer> start(const QStringList& settings = {});
    ~TeamServer();

    /// The connection string of one of its databases, as its owner.
    QString address(const QString& database) const;
    QString folder() const { return m_dir.path(); }

    /// A new database: an empty one, or one with a team library in it.
    QString makeDatabase();
    QString makeLibrary();

    /// Runs statements as the server's owner; the first column of the last one's first row.
    QString sql(const QString& database, const QString& statements);

    /// Ends it as a power cut would.
    void kill();
    /// Starts it again on what is on its disk.
    bool restart();

private:
    TeamServer() = default;
    bool prepare();
    bool launch();

    QTemporaryDir m_dir;
    QStringList m_settings;
    QString m_install;
    QProcess m_process;
    int m_databases = 0;
    QString m_template;
};

/// `TEAM_SERVER(server);` declares a pointer to the shared server, or skips the test where none is
/// installed.
#define TEAM_SERVER(name)                                                                          \
    if (!::semblance::test::TeamServer::isInstalled())                                             \
        QSKIP("There is no PostgreSQL with pgvector: packaging/setup.sh --developer fetches it."); \
    ::semblance::test::TeamServer* const name = ::semblance::test::TeamServer::shared();           \
    QVERIFY2(name, qPrintable(::semblance::test::TeamServer::whyNot()))

}  // namespace semblance::test
