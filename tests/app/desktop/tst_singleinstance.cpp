// One window a library: real processes that start, hang and are killed.

#include <QDir>
#include <QLocalSocket>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <memory>
#include <vector>

#ifdef Q_OS_UNIX
#include <signal.h>

#include "tests/testmain.h"
#endif

namespace {

constexpr int kPatienceMs = 60'000;

/// A start of the program; killed at the latest when it goes.
class Probe {
public:
    Probe(const QTemporaryDir& home, const QString& library, const QString& folder = {}) {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), home.path());
        m_process.setProcessEnvironment(environment);
        m_process.start(QStringLiteral(SEMBLANCE_INSTANCE_PROBE), {library, folder});
    }
    ~Probe() { kill(); }

    /// The first line that it says and that begins so; waits for it.
    bool says(const QString& beginning) {
        return QTest::qWaitFor([&] { return hasSaid(beginning); }, kPatienceMs);
    }
    bool hasSaid(const QString& beginning) {
        m_said += QString::fromUtf8(m_process.readAllStandardOutput());
        return m_said.startsWith(beginning) || m_said.contains(u'\n' + beginning);
    }
    bool ends() {
        return QTest::qWaitFor([&] { return m_process.state() == QProcess::NotRunning; },
                               kPatienceMs);
    }
    void kill() {
        m_process.kill();
        m_process.waitForFinished();
    }
    QProcess& process() { return m_process; }
    QString said() const { return m_said; }

private:
    QProcess m_process;
    QString m_said;
};

const QString kFirst = QStringLiteral("first");
const QString kHandedOver = QStringLiteral("handed over");
const QString kRequested = QStringLiteral("requested ");
const QString kUnanswered = QStringLiteral("unanswered");

}  // namespace

class TestSingleInstance : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void handsItsFolderOver();
    void linksLeadToTheSameWindow_data();
    void linksLeadToTheSameWindow();
    void oneOfTwoStartedTogether();
    void oneOfMany();
    void whatAKilledOneLeftIsNoObstacle();
    void aHangingOneIsTold();
    void whoWaitsForADyingOneFollowsIt();
    void rubbishOnTheSocket();

private:
    QString path(const QString& name) const { return m_dir->filePath(name); }
    QString socketPath() const;
    std::unique_ptr<Probe> start(const QString& library, const QString& folder = {}) const {
        return std::make_unique<Probe>(*m_dir, library, folder);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

QString TestSingleInstance::socketPath() const {
    const QStringList entries =
        QDir(m_dir->path()).entryList({QStringLiteral("semblance-*")}, QDir::Files | QDir::System);
    for (const QString& entry : entries) {
        if (!entry.endsWith(QStringLiteral(".lock")))
            return path(entry);
    }
    return {};
}

void TestSingleInstance::handsItsFolderOver() {
    const auto first = start(path(QStringLiteral("lib")));
    QVERIFY(first->says(kFirst));
    const QString folder = path(QStringLiteral("f\u00f6lder"));
    QVERIFY(QDir().mkpath(folder));
    const auto second = start(path(QStringLiteral("lib")), folder);
    QVERIFY2(second->says(kHandedOver), qPrintable(second->said()));
    QVERIFY(second->ends());
    QCOMPARE(second->process().exitCode(), 0);
    QVERIFY2(first->says(kRequested + folder), qPrintable(first->said()));
    // Another library is another window.
    QVERIFY(start(path(QStringLiteral("lib2")))->says(kFirst));
}

void TestSingleInstance::linksLeadToTheSameWindow_data() {
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::newRow("the library itself") << "photos/lib"
                                        << "libraryLink";
    QTest::newRow("a folder above it") << "photos/lib"
                                       << "photosLink/lib";
    QTest::newRow("not there yet") << "photos/new"
                                   << "photosLink/new";
    QTest::newRow("not there yet, nor what holds it") << "photosLink/a/b/new"
                                                      << "photos/a/b/new";
    QTest::newRow("with dots") << "photos/./x/../lib/"
                               << "photosLink//lib";
}

void TestSingleInstance::linksLeadToTheSameWindow() {
    QFETCH(QString, one);
    QFETCH(QString, other);
    QVERIFY(QDir().mkpath(path(QStringLiteral("photos/lib"))));
    QVERIFY(QFile::link(path(QStringLiteral("photos")), path(QStringLiteral("photosLink"))));
    QVERIFY(QFile::link(path(QStringLiteral("photos/lib")), path(QStringLiteral("libraryLink"))));
    const auto first = start(path(one));
    QVERIFY(first->says(kFirst));
    const auto second = start(path(other));
    QVERIFY2(second->says(kHandedOver), qPrintable(second->said()));
}

void TestSingleInstance::oneOfTwoStartedTogether() {
    for (int round = 0; round < 20; ++round) {
        const QString library = path(QStringLiteral("lib%1").arg(round % 2));
        // The last round's socket is still there: its window was killed.
        const std::vector<std::unique_ptr<Probe>> two = [&] {
            std::vector<std::unique_ptr<Probe>> started;
            started.push_back(start(library));
            started.push_back(start(library));
            return started;
        }();
        QVERIFY(QTest::qWaitFor(
            [&] {
                const bool told[] = {two[0]->hasSaid(kHandedOver), two[1]->hasSaid(kHandedOver)};
                const bool isThere[] = {two[0]->hasSaid(kFirst), two[1]->hasSaid(kFirst)};
                return (told[0] || told[1]) && (isThere[0] || isThere[1]);
            },
            kPatienceMs));
        QVERIFY(two[0]->hasSaid(kFirst) != two[1]->hasSaid(kFirst));
        QVERIFY(two[0]->hasSaid(kHandedOver) != two[1]->hasSaid(kHandedOver));
    }
}

void TestSingleInstance::oneOfMany() {
    constexpr int kMany = 20;
    std::vector<std::unique_ptr<Probe>> all;
    for (int i = 0; i < kMany; ++i)
        all.push_back(start(path(QStringLiteral("lib"))));
    const auto count = [&](const QString& word) {
        return std::count_if(all.begin(), all.end(),
                             [&](const auto& probe) { return probe->hasSaid(word); });
    };
    QVERIFY(QTest::qWaitFor([&] { return count(kHandedOver) == kMany - 1; }, kPatienceMs));
    QCOMPARE(count(kFirst), 1);
}

void TestSingleInstance::whatAKilledOneLeftIsNoObstacle() {
    const auto killed = start(path(QStringLiteral("lib")));
    QVERIFY(killed->says(kFirst));
    killed->kill();
#ifdef Q_OS_UNIX
    QVERIFY(!socketPath().isEmpty());
#endif
    const auto next = start(path(QStringLiteral("lib")));
    QVERIFY(next->says(kFirst));
    QVERIFY(start(path(QStringLiteral("lib")))->says(kHandedOver));
}

void TestSingleInstance::aHangingOneIsTold() {
#ifdef Q_OS_UNIX
    const auto hanging = start(path(QStringLiteral("lib")));
    QVERIFY(hanging->says(kFirst));
    const auto pid = static_cast<pid_t>(hanging->process().processId());
    QCOMPARE(::kill(pid, SIGSTOP), 0);
    const auto second = start(path(QStringLiteral("lib")));
    QVERIFY(second->says(kUnanswered));
    QVERIFY(!second->hasSaid(kFirst) && !second->hasSaid(kHandedOver));
    // It is still asked.
    QCOMPARE(::kill(pid, SIGCONT), 0);
    QVERIFY(second->says(kHandedOver));
#endif
}

void TestSingleInstance::whoWaitsForADyingOneFollowsIt() {
#ifdef Q_OS_UNIX
    const auto dying = start(path(QStringLiteral("lib")));
    QVERIFY(dying->says(kFirst));
    QCOMPARE(::kill(static_cast<pid_t>(dying->process().processId()), SIGSTOP), 0);
    const auto second = start(path(QStringLiteral("lib")));
    QVERIFY(second->says(kUnanswered));
    dying->kill();
    QVERIFY(second->says(kFirst));
    QVERIFY(start(path(QStringLiteral("lib")))->says(kHandedOver));
#endif
}

void TestSingleInstance::rubbishOnTheSocket() {
#ifdef Q_OS_UNIX
    const auto first = start(path(QStringLiteral("lib")));
    QVERIFY(first->says(kFirst));
    QLocalSocket socket;
    socket.connectToServer(socketPath());
    QVERIFY(socket.waitForConnected(kPatienceMs));
    socket.write(QByteArray(200000, '\xff'));
    QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QLocalSocket::UnconnectedState, kPatienceMs);
    QVERIFY(!first->hasSaid(kRequested));
    QVERIFY(start(path(QStringLiteral("lib")))->says(kHandedOver));
#endif
}

SEMBLANCE_TEST(TestSingleInstance)
#include "tst_singleinstance.moc"
