#include <arpa/inet.h>
#include <ifaddrs.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <QtGlobal>
#ifdef Q_OS_LINUX
#include <linux/sockios.h>
#include <sys/ioctl.h>
#endif

#include <QTest>
#include <QtEndian>
#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <thread>

#include "core/base/float16.h"
#include "core/teamstore/teamconnection.h"
#include "core/teamstore/wireformat.h"
#include "tests/core/teamstore/teamserver.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {
using Opened = Result<std::unique_ptr<TeamConnection>>;

Opened openAt(const QString& address, const CancelToken& cancel = {},
              const TeamConnection::Limits& limits = {}) {
    return TeamConnection::open(*TeamAddress::parse(address), cancel, limits);
}

/// Of an interface that others reach, too; empty where there is none.
QString ownAddress() {
    ifaddrs* all = nullptr;
    if (getifaddrs(&all) != 0)
        return {};
    QString found;
    for (const ifaddrs* one = all; one; one = one->ifa_next) {
        if (!one->ifa_addr || one->ifa_addr->sa_family != AF_INET)
            continue;
        char text[INET_ADDRSTRLEN] = {};
        inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(one->ifa_addr)->sin_addr, text,
                  sizeof(text));
        if (qstrncmp(text, "127.", 4) != 0)
            found = QString::fromLatin1(text);
    }
    freeifaddrs(all);
    return found;
}

/// Speaks enough of PostgreSQL's protocol to be believed, and then says what it likes. Lives on a
/// thread of its own.
class HostileServer {
public:
    /// `answer` is what comes after a statement was sent.
    explicit HostileServer(QByteArray answer)
        : m_answer(std::move(answer)), m_thread([this] { serve(); }) {
        while (!m_isListening)
            std::this_thread::yield();
    }
    ~HostileServer() {
        m_isEnding = true;
        m_thread.join();
    }

    QString address() const {
        return QStringLiteral("host=%1 user=me dbname=any").arg(m_dir.path());
    }

    static QByteArray message(char type, const QByteArray& body) {
        QByteArray bytes(1, type);
        appendNumber<std::int32_t>(bytes, static_cast<std::int32_t>(body.size() + 4));
        return bytes + body;
    }
    /// A row description of one column.
    static QByteArray column(unsigned type) {
        QByteArray body;
        appendNumber<std::int16_t>(body, 1);
        body += QByteArray("number", 7);
        appendNumber<std::int32_t>(body, 0);
        appendNumber<std::int16_t>(body, 0);
        appendNumber<std::uint32_t>(body, type);
        appendNumber<std::int16_t>(body, -1);
        appendNumber<std::int32_t>(body, -1);
        appendNumber<std::int16_t>(body, 1);  // binary
        return message('T', body);
    }
    static QByteArray row(const QByteArray& field) {
        QByteArray body;
        appendNumber<std::int16_t>(body, 1);
        appendNumber<std::int32_t>(body, static_cast<std::int32_t>(field.size()));
        return message('D', body + field);
    }

private:
    static bool isReadable(int socket) {
        pollfd entry{socket, POLLIN, 0};
        return poll(&entry, 1, 20) > 0;
    }

    void serve() {
        const int server = socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un name{};
        name.sun_family = AF_UNIX;
        const QByteArray path = QFile::encodeName(m_dir.filePath(QStringLiteral(".s.PGSQL.5432")));
        qstrncpy(name.sun_path, path.constData(), sizeof(name.sun_path));
        if (bind(server, reinterpret_cast<const sockaddr*>(&name), sizeof(name)) != 0 ||
            listen(server, 4) != 0)
            qFatal("no socket");
        m_isListening = true;
        while (!m_isEnding) {
            if (!isReadable(server))
                continue;
            const int client = accept(server, nullptr, nullptr);
            talk(client);
            close(client);
        }
        close(server);
    }

    /// Whether all that was said has been taken.
    static bool isTaken(int client) {
#ifdef Q_OS_LINUX
        int waiting = 0;
        return ioctl(client, SIOCOUTQ, &waiting) != 0 || waiting == 0;
#else
        Q_UNUSED(client)
        return true;
#endif
    }

    /// No faster than it is read: what comes in while libpq reads is not counted. False when the
    /// client has gone.
    bool say(int client, const QByteArray& bytes) const {
        constexpr qsizetype kPortion = 8192;
        for (qsizetype sent = 0; sent < bytes.size();) {
            const auto size = static_cast<std::size_t>(std::min(kPortion, bytes.size() - sent));
            const auto more = send(client, bytes.constData() + sent, size, MSG_NOSIGNAL);
            if (more <= 0)
                return false;
            sent += more;
            while (!isTaken(client)) {
                if (m_isEnding)
                    return false;
                std::this_thread::yield();
            }
        }
        return true;
    }

    void talk(int client) {
        const QByteArray ready = message('Z', "I");
        QByteArray heard;
        bool isIn = false;
        bool goesOn = true;
        int statements = 0;
        while (!m_isEnding && goesOn) {
            if (!isReadable(client))
                continue;
            char buffer[4096];
            const auto length = recv(client, buffer, sizeof(buffer), 0);
            if (length <= 0)
                return;
            heard.append(buffer, length);
            if (!isIn) {
                QByteArray yes;
                appendNumber<std::int32_t>(yes, 0);
                goesOn = say(client, message('R', yes) +
                                         message('S', QByteArray("server_version\00015.4\0", 20)) +
                                         ready);
                isIn = true;
                heard.clear();
                continue;
            }
            // Each statement is prepared, then run; of the first only the connection itself knows.
            if (!heard.endsWith(QByteArray("S\0\0\0\4", 5)))
                continue;
            if (heard.startsWith('P'))
                goesOn = say(client, message('1', {}) + ready);
            else if (statements++ == 0)
                goesOn = say(client, message('2', {}) + message('n', {}) +
                                         message('C', QByteArray("SELECT 0\0", 9)) + ready);
            else
                goesOn = say(client, message('2', {}) + m_answer);
            heard.clear();
        }
    }

    QTemporaryDir m_dir;
    const QByteArray m_answer;
    std::atomic<bool> m_isListening{false};
    std::atomic<bool> m_isEnding{false};
    std::thread m_thread;
};
}  // namespace

class TeamConnectionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void addressesHoldNoSecrets();
    void knowsWhatStaysHere();
    void vectorsAreChecked();
    void valuesComeBackAsTheyWere();
    void saysWhyThereIsNoConnection();
    void passwordsStayOutOfMessages();
    void encryptsWhatLeavesTheComputer();
    void statementsAreCancelled();
    void locksAreWaitedForInVain();
    void aLostServerIsNoticed();
    void copiesBothWays();
    void hostileAnswersAreRefused_data();
    void hostileAnswersAreRefused();
    void memoryStaysBounded();
};

void TeamConnectionTest::addressesHoldNoSecrets() {
    for (const char* text :
         {"host=nas password=hunter2", "postgresql://me:hunter2@nas/pictures",
          "host=nas sslpassword=hunter2", "nonsense hunter2", "", "  ", "colour=blue hunter2"}) {
        const auto address = TeamAddress::parse(QString::fromLatin1(text));
        QVERIFY2(!address, text);
        QVERIFY(address.error().kind == ErrorKind::WrongUse);
        QVERIFY(!address.error().sentence.contains(QStringLiteral("hunter2")));
        QVERIFY(!address.error().detail.contains(QStringLiteral("hunter2")));
    }
    const auto address = TeamAddress::parse(QStringLiteral(" postgresql://me@nas/pictures "));
    QVERIFY(address);
    QCOMPARE(address->text(), QStringLiteral("postgresql://me@nas/pictures"));
    TeamAddress::Settings settings = address->settings();
    std::sort(settings.begin(), settings.end());
    QVERIFY((settings ==
             TeamAddress::Settings{{"dbname", "pictures"}, {"host", "nas"}, {"user", "me"}}));
}

void TeamConnectionTest::knowsWhatStaysHere() {
    for (const char* hosts : {"", "/run/postgresql", "localhost", "127.0.0.1", "127.1.2.3", "::1",
                              "localhost,/tmp", "@abstract"})
        QVERIFY2(isOnThisComputer(hosts), hosts);
    for (const char* hosts : {"nas", "192.168.1.7", "localhost,nas", "fe80::1", "localhost.evil"})
        QVERIFY2(!isOnThisComputer(hosts), hosts);
}

void TeamConnectionTest::vectorsAreChecked() {
    const std::vector<float> numbers{0.5f, -1, 0, 65504};
    const QByteArray half = toHalf(numbers);
    const QByteArray wire = toHalfVector(half);
    QCOMPARE(fromHalfVector(wire, 4).value_or(QByteArray()), half);
    QVERIFY(!fromHalfVector(wire, 3));
    QVERIFY(!fromHalfVector(wire.chopped(1), 4));
    QVERIFY(!fromHalfVector(wire + '\0', 4));
    QVERIFY(!fromHalfVector({}, 0));
    for (const float bad : {std::nanf(""), std::numeric_limits<float>::infinity()})
        QVERIFY(!fromHalfVector(toHalfVector(toHalf(std::vector{bad})), 1));
}

void TeamConnectionTest::valuesComeBackAsTheyWere() {
    TEAM_SERVER(server);
    const auto opened = openAt(server->address(QStringLiteral("postgres")));
    QVERIFY(opened);
    TeamConnection& connection = **opened;
    QVERIFY(connection.serverVersion() >= 150000);
    const QString name = QStringLiteral("'; DROP TABLE file; -- \"\\ \u00e4\U0001F600\n$1");
    const QByteArray bytes("\0\xff'\\x", 5);
    const QStringList list{name, QString(), QStringLiteral("NULL"), QStringLiteral("{a,b}")};
    const auto parameters = TeamParameters::of(
        std::numeric_limits<std::int64_t>::min(), 0.1, true, name, bytes, list, QStringList(),
        std::optional<std::int64_t>(), std::vector<std::int64_t>{3, 1}, std::vector{bytes});
    int rows = 0;
    const Status done = connection.forEach(
        "SELECT $1, $2, $3, $4, $5, $6, $7, $8, 3 = ANY ($9), $5 = ANY ($10), 7::smallint, 8::int",
        parameters, [&](const TeamRow& row) {
            ++rows;
            return row.number(0) == std::numeric_limits<std::int64_t>::min() &&
                   row.optionalReal(1) == 0.1 && row.flag(2) && row.text(3) == name &&
                   row.bytes(4) == bytes && row.texts(5) == list && row.texts(6).isEmpty() &&
                   row.isNull(7) && !row.optionalNumber(7) && row.flag(8) && row.flag(9) &&
                   row.number(10) == 7 && row.number(11) == 8 && ++rows > 0;
        });
    QVERIFY(done);
    QCOMPARE(rows, 2);
    // What a text cannot hold goes.
    const auto text = connection.one<QString>(
        "SELECT $1", TeamParameters::of(QStringLiteral("a") + QChar(0) + u'b'),
        [](const TeamRow& row) { return row.text(0); });
    QCOMPARE(text->value_or(QString()), QStringLiteral("ab"));
    // A statement that is wrong leaves a connection that works, and so does one that is left.
    QVERIFY(!connection.run("SELECT nothing FROM nowhere"));
    QVERIFY(connection.one<int>("SELECT generate_series(1, 1000000)", {},
                                [](const TeamRow&) { return 1; }));
    QCOMPARE(connection.number("SELECT 5::bigint").value_or(0), 5);
    // Of another type than is asked for.
    QVERIFY(connection.number("SELECT 'text'").error().kind == ErrorKind::Corrupt);
}

void TeamConnectionTest::saysWhyThereIsNoConnection() {
    const auto nobody = openAt(QStringLiteral("host=/nonexistent dbname=any"));
    QVERIFY(!nobody && nobody.error().kind == ErrorKind::Busy);
    TEAM_SERVER(server);
    const auto nothing = openAt(server->address(QStringLiteral("nothing")));
    QVERIFY(!nothing && nothing.error().kind == ErrorKind::NotFound);
    const CancelToken cancelled;
    cancelled.cancel();
    const auto stopped = openAt(server->address(QStringLiteral("postgres")), cancelled);
    QVERIFY(!stopped && stopped.error().kind == ErrorKind::Cancelled);
}

void TeamConnectionTest::passwordsStayOutOfMessages() {
    TEAM_SERVER(server);
    QFile rules(server->folder() + QStringLiteral("/data/pg_hba.conf"));
    QVERIFY(rules.open(QIODevice::ReadWrite));
    const QByteArray before = rules.readAll();
    QVERIFY(rules.seek(0));
    rules.write("local all guest scram-sha-256\n" + before);
    rules.close();
    server->sql(QStringLiteral("postgres"), QStringLiteral("SELECT pg_reload_conf()"));
    server->sql(QStringLiteral("postgres"),
                QStringLiteral("CREATE ROLE guest LOGIN PASSWORD 'right'"));
    const QString address =
        QStringLiteral("host=%1 user=guest dbname=postgres").arg(server->folder());
    const auto refusal = [&](const QByteArray& password) -> Error {
        QTemporaryDir dir;
        const QString file = dir.filePath(QStringLiteral("pass"));
        QFile passwords(file);
        if (!passwords.open(QIODevice::WriteOnly))
            return {};
        passwords.write("*:*:*:guest:" + password + "\n");
        passwords.close();
        passwords.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        const auto opened = openAt(address + QStringLiteral(" passfile=") + file);
        return opened ? Error{ErrorKind::Cancelled, {}, {}} : opened.error();
    };
    QTRY_VERIFY(refusal("wr0ng").kind == ErrorKind::Permission);
    const Error wrong = refusal("wr0ng");
    QVERIFY(!wrong.sentence.contains(QStringLiteral("wr0ng")));
    QVERIFY(!wrong.detail.contains(QStringLiteral("wr0ng")));
    QVERIFY(refusal("right").kind == ErrorKind::Cancelled);
    const auto none = openAt(address + QStringLiteral(" passfile=/nonexistent"));
    QVERIFY(!none && none.error().kind == ErrorKind::Permission);
    QVERIFY2(none.error().sentence.contains(QStringLiteral(".pgpass")),
             qPrintable(none.error().sentence));
}

void TeamConnectionTest::encryptsWhatLeavesTheComputer() {
    TEAM_SERVER(shared);
    Q_UNUSED(shared)
    const QString own = ownAddress();
    if (own.isEmpty())
        QSKIP("This computer has no address but its own.");
    const QString port = QString::number(20'000 + QCoreApplication::applicationPid() % 20'000);
    const auto server = TeamServer::start({QStringLiteral("-c"),
                                           QStringLiteral("listen_addresses=127.0.0.1,") + own,
                                           QStringLiteral("-c"), QStringLiteral("port=") + port});
    if (!server)
        QSKIP("The port is taken.");
    const QString address = QStringLiteral("host=%1 port=%2 dbname=postgres user=owner %3");
    // The server offers no TLS: it is not told the user's name.
    for (const char* mode : {"", "sslmode=disable", "sslmode=prefer", "sslmode=require"}) {
        const auto plain = openAt(address.arg(own, port, QLatin1StringView(mode)));
        QVERIFY2(!plain, mode);
        QVERIFY2(plain.error().kind == ErrorKind::Permission &&
                     plain.error().sentence.contains(QStringLiteral("TLS")),
                 qPrintable(plain.error().sentence + plain.error().detail));
    }
    // The address counts, not the name.
    QVERIFY(
        !openAt(address.arg(QStringLiteral("localhost"), port, QStringLiteral("hostaddr=")) + own));
    QVERIFY(openAt(address.arg(QStringLiteral("nas"), port, QStringLiteral("hostaddr=127.0.0.1"))));
    QVERIFY(openAt(address.arg(QStringLiteral("127.0.0.1"), port, QString())));
}

void TeamConnectionTest::statementsAreCancelled() {
    TEAM_SERVER(server);
    const CancelToken cancel;
    const auto opened = openAt(server->address(QStringLiteral("postgres")), cancel);
    QVERIFY(opened);
    std::thread other([&] { cancel.cancel(); });
    const auto slept = (*opened)->run("SELECT pg_sleep(600)");
    other.join();
    QVERIFY(!slept && slept.error().kind == ErrorKind::Cancelled);
    // The server does not go on with it.
    QTRY_COMPARE_WITH_TIMEOUT(
        server->sql(QStringLiteral("postgres"),
                    QStringLiteral("SELECT count(*) FROM pg_stat_activity WHERE query LIKE"
                                   " '%pg_sleep(600)%' AND state = 'active'"
                                   " AND pid <> pg_backend_pid()")),
        QStringLiteral("0"), 60'000);
}

void TeamConnectionTest::locksAreWaitedForInVain() {
    TEAM_SERVER(server);
    const QString database = server->makeDatabase();
    server->sql(database, QStringLiteral("CREATE TABLE things (number int)"));
    const auto one = openAt(server->address(database));
    TeamConnection::Limits limits;
    limits.lockSeconds = 1;
    const auto two = openAt(server->address(database), {}, limits);
    QVERIFY(one && two);
    auto held = TeamTransaction::begin(**one, TeamTransaction::Kind::Write);
    QVERIFY(held);
    QVERIFY((*one)->run("LOCK TABLE things"));
    const auto waited = (*two)->run("INSERT INTO things VALUES (1)");
    QVERIFY(!waited && waited.error().kind == ErrorKind::Busy);
    QVERIFY(held->commit());
    QVERIFY((*two)->run("INSERT INTO things VALUES (1)"));
}

void TeamConnectionTest::aLostServerIsNoticed() {
    TEAM_SERVER(shared);
    Q_UNUSED(shared)
    const auto server = TeamServer::start();
    QVERIFY2(server, qPrintable(TeamServer::whyNot()));
    const auto opened = openAt(server->address(QStringLiteral("postgres")));
    QVERIFY(opened);
    server->kill();
    const auto after = (*opened)->number("SELECT 1");
    QVERIFY(!after && after.error().kind == ErrorKind::Busy);
    QVERIFY(!(*opened)->isAlive());
    QVERIFY(!(*opened)->number("SELECT 1"));
    QVERIFY(server->restart());
    QVERIFY(openAt(server->address(QStringLiteral("postgres"))));
}

void TeamConnectionTest::copiesBothWays() {
    TEAM_SERVER(server);
    const QString database = server->makeDatabase();
    server->sql(database, QStringLiteral("CREATE TABLE things (name bytea, number bigint)"));
    const auto opened = openAt(server->address(database));
    QVERIFY(opened);
    TeamConnection& connection = **opened;
    constexpr int rows = 20'000;
    int next = 0;
    const Status put = connection.copyIn(
        "COPY things FROM STDIN (FORMAT binary)",
        [&]() -> std::optional<TeamConnection::CopiedFields> {
            if (next == rows)
                return std::nullopt;
            QByteArray number;
            appendNumber<std::int64_t>(number, next);
            return TeamConnection::CopiedFields{QByteArray(next++ % 100, 'x'), number};
        });
    QVERIFY2(put, put ? "" : qPrintable(put.error().detail));
    int seen = 0;
    const auto check = [&](const std::vector<QByteArrayView>& fields) {
        if (fields[0].size() != seen % 100 || WireReader(fields[1]).number<std::int64_t>() != seen)
            return false;
        ++seen;
        return true;
    };
    const std::string out = "COPY (SELECT * FROM things ORDER BY number) TO STDOUT (FORMAT binary)";
    QVERIFY(connection.copyOut(out, 2, check));
    QCOMPARE(seen, rows);
    // A row of another form, and an empty answer.
    QVERIFY(connection.copyOut("COPY (SELECT * FROM things LIMIT 0) TO STDOUT (FORMAT binary)", 2,
                               check));
    const auto wrong = connection.copyOut(out, 3, check);
    QVERIFY(!wrong && wrong.error().kind == ErrorKind::Corrupt);
}

void TeamConnectionTest::hostileAnswersAreRefused_data() {
    using Server = HostileServer;
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("a text for a number")
        << QByteArray(Server::column(pgtype::text) + Server::row("eight by"));
    QTest::newRow("a short number")
        << QByteArray(Server::column(pgtype::int8) + Server::row("abc"));
    QTest::newRow("a long number")
        << QByteArray(Server::column(pgtype::int8) + Server::row("nine byte"));
    QTest::newRow("an array") << QByteArray(Server::column(pgtype::texts) +
                                            Server::row("\x7f\xff\xff\xff"));
    QTest::newRow("a row that was not announced") << Server::row("12345678");
    QTest::newRow("noise") << QByteArray(2000, '\x5a');
    QTest::newRow("a length below nothing") << QByteArray("D\xff\xff\xff\xff", 5);
    QTest::newRow("a copy") << Server::message('H', QByteArray("\1\0\0", 3));
}

void TeamConnectionTest::hostileAnswersAreRefused() {
    QFETCH(QByteArray, answer);
    const HostileServer server(answer + HostileServer::message('Z', "I"));
    const auto opened = openAt(server.address());
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().detail));
    const auto number = (*opened)->number("SELECT 1");
    QVERIFY(!number);
    QVERIFY(!number.error().sentence.isEmpty());
}

void TeamConnectionTest::memoryStaysBounded() {
    // A row that says it is a gigabyte, and begins to be; and rows without an end.
    QByteArray huge("D\x3f\xff\xff\xff", 5);
    huge += QByteArray(8 << 20, 'x');
    QByteArray endless = HostileServer::column(pgtype::int8);
    for (int i = 0; i < 2000; ++i)
        endless += HostileServer::row("12345678");
    TeamConnection::Limits limits;
    limits.messageBytes = 1 << 20;
    limits.rows = 1000;
    for (const QByteArray& answer : {huge, endless}) {
        const HostileServer server(answer);
        const auto opened = openAt(server.address(), {}, limits);
        QVERIFY(opened);
        const Status all = (*opened)->forEach("SELECT 1", {}, [](const TeamRow&) { return true; });
        QVERIFY(!all);
        QVERIFY(all.error().kind == ErrorKind::Corrupt);
        QVERIFY(!(*opened)->isAlive());
    }
}

SEMBLANCE_TEST(TeamConnectionTest)
#include "tst_teamconnection.moc"
