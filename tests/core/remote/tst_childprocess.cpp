#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <chrono>
#include <csignal>
#include <future>
#include <memory>
#include <thread>
#include <vector>

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#endif

#include "core/remote/childprocess.h"
#include "tests/core/hangingfolder.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace std::chrono_literals;

/// ChildProcess against a real child process that crashes, hangs and refuses on request.
class TestChildProcess : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        qputenv("SEMBLANCE_BIN_DIR", QCoreApplication::applicationDirPath().toLocal8Bit());
    }

    void greetsAndEchoes() {
        ChildProcess child(m_program, {});
        const auto hello = child.start(20s);
        QVERIFY(hello);
        QCOMPARE((*hello)[QStringLiteral("extra")].toInteger(), 7);
        const auto reply = child.request(echo(QStringLiteral("Grüße 😀")), 20s);
        QVERIFY(reply);
        QCOMPARE((*reply)[QStringLiteral("text")].toString(), QStringLiteral("Grüße 😀"));
    }

    void carriesLargeFrames() {
        ChildProcess child(m_program, {});
        QVERIFY(child.start(20s));
        const QString large(8 << 20, QLatin1Char('x'));
        const auto reply = child.request(echo(large), 60s);
        QVERIFY(reply);
        QCOMPARE((*reply)[QStringLiteral("text")].toString().size(), large.size());
        const auto tooLarge = child.request({{QStringLiteral("op"), QStringLiteral("echo")},
                                             {QStringLiteral("text"), QByteArray(65 << 20, 'x')}},
                                            60s);
        QVERIFY(!tooLarge);
        QVERIFY(child.isRunning());
    }

    void survivesPrintingLibraries() {
        ChildProcess child(m_program, {});
        QVERIFY(child.start(20s));
        QVERIFY(child.request(op("print"), 20s));
        QVERIFY(child.request(op("quick"), 20s));
    }

    void passesOnRefusals() {
        ChildProcess child(m_program, {});
        QVERIFY(child.start(20s));
        const auto reply = child.request(op("refuse"), 20s);
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::BadInput);
        QCOMPARE(reply.error().sentence, QStringLiteral("Refused."));
        const auto unknown = child.request(op("no such thing"), 20s);
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().kind, ErrorKind::WrongUse);
        QVERIFY(child.isRunning());
    }

    void noticesDeath_data() {
        QTest::addColumn<QString>("how");
        QTest::newRow("crash") << QStringLiteral("crash");
        QTest::newRow("quiet exit") << QStringLiteral("exit");
    }
    void noticesDeath() {
        QFETCH(QString, how);
        ChildProcess child(m_program, {});
        QVERIFY(child.start(20s));
        const auto reply = child.request({{QStringLiteral("op"), how}}, 20s);
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::ChildFailed);
        QVERIFY(!child.isRunning());
        QVERIFY(!child.request(op("quick"), 20s));
        QVERIFY(child.start(20s));
        QVERIFY(child.request(op("quick"), 20s));
    }

    void givesUpOnSilence() {
        ChildProcess child(m_program, {});
        QVERIFY(child.start(20s));
        const auto reply = child.request(op("hang"), 100ms);
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::ChildFailed);
        QVERIFY(!child.isRunning());

        ChildProcess mute(m_program, {QStringLiteral("--mute")});
        const auto hello = mute.start(200ms);
        QVERIFY(!hello);
        QCOMPARE(hello.error().kind, ErrorKind::ChildFailed);
    }

    void lanesInTheBackgroundYield() {
#ifdef Q_OS_LINUX
        ChildProcess child(m_program, {});
        QVERIFY(child.start(20s));
        const auto background = child.request(op("nice in background"), 20s);
        QVERIFY(background);
        QVERIFY((*background)[QStringLiteral("own")].toInteger() >= 10);
        QVERIFY((*background)[QStringLiteral("inner")].toInteger() >= 10);
        const int own = getpriority(PRIO_PROCESS, 0);
        const auto usual = child.request(op("nice"), 20s);
        QVERIFY(usual);
        QCOMPARE((*usual)[QStringLiteral("own")].toInteger(), own);
        QCOMPARE((*usual)[QStringLiteral("inner")].toInteger(), own);
#else
        QSKIP("Threads have nice values of their own on Linux.");
#endif
    }

    void leavesInterruptsToTheParent() {
#ifdef Q_OS_UNIX
        ChildProcess child(m_program, {});
        QVERIFY(child.start(20s));
        // As the terminal's Ctrl-C does to the whole job.
        QCOMPARE(::kill(static_cast<pid_t>(child.processId()), SIGINT), 0);
        QVERIFY(child.request(op("quick"), 20s));
#else
        QSKIP("Signals are sent on POSIX systems.");
#endif
    }

    void lanesDoNotWaitForEachOther() {
        ChildProcess child(m_program, {});
        QVERIFY(child.start(20s));
        CancelToken cancel;
        Result<QCborMap> slow = fail(cancelledError());
        std::thread waiting([&] { slow = child.request(op("wait"), 60s, cancel); });
        QVERIFY(child.request(op("quick"), 20s));
        cancel.cancel();
        waiting.join();
        QVERIFY(!slow);
        QCOMPARE(slow.error().kind, ErrorKind::Cancelled);
        // The lane itself was told too, and is free again.
        QVERIFY(child.request(echo(QStringLiteral("free")), 20s));
    }

    void reportsWhyItCannotServe() {
        ChildProcess child(m_program, {QStringLiteral("--fail")});
        const auto hello = child.start(20s);
        QVERIFY(!hello);
        QCOMPARE(hello.error().kind, ErrorKind::Corrupt);
        QCOMPARE(hello.error().sentence, QStringLiteral("The weights are damaged."));
        QVERIFY(!child.isRunning());
    }

    void aCancelEndsTheWaitNotTheStart() {
        const QTemporaryDir dir;
        const QString sign = dir.filePath(QStringLiteral("go on"));
        qputenv("SEMBLANCE_TESTCHILD_WAITS_FOR", QFile::encodeName(sign));
        ChildProcess child(m_program, {});
        const CancelToken cancel;
        auto starting =
            std::async(std::launch::async, [&] { return child.start(kForEver, cancel); });
        QTRY_VERIFY_WITH_TIMEOUT(child.isRunning(), 20'000);
        qunsetenv("SEMBLANCE_TESTCHILD_WAITS_FOR");
        const qint64 first = child.processId();
        cancel.cancel();
        QCOMPARE(starting.get().error().kind, ErrorKind::Cancelled);
        QVERIFY(QFile(sign).open(QIODevice::WriteOnly));
        QVERIFY(child.start(20s));
        QCOMPARE(child.processId(), first);
    }

    void aCancelWaitsForNoDisk() {
        const test::HangingFolder folder;
        if (!folder.hangs())
            QSKIP("Nothing can be mounted here.");
        const QByteArray programs = qgetenv("SEMBLANCE_BIN_DIR");
        qputenv("SEMBLANCE_BIN_DIR", QFile::encodeName(folder.path()));
        ChildProcess child(m_program, {});
        const CancelToken cancel;
        auto starting =
            std::async(std::launch::async, [&] { return child.start(kForEver, cancel); });
        QVERIFY(starting.wait_for(50ms) == std::future_status::timeout);
        cancel.cancel();
        QCOMPARE(starting.get().error().kind, ErrorKind::Cancelled);
        QCOMPARE(child.start(1ms).error().kind, ErrorKind::ChildFailed);
        qputenv("SEMBLANCE_BIN_DIR", programs);
    }

    void closingEndsAStart_data() {
        waysToClose();
    }
    void closingEndsAStart() {
        auto child =
            std::make_unique<ChildProcess>(m_program, QStringList{QStringLiteral("--mute")});
        auto starting = std::async(std::launch::async,
                                   [child = child.get()] { return child->start(kForEver); });
        QTRY_VERIFY_WITH_TIMEOUT(child->isRunning(), 20'000);
        close(child);
        QCOMPARE(starting.get().error().kind, ErrorKind::Cancelled);
    }

    void closingEndsARequest_data() {
        waysToClose();
    }
    void closingEndsARequest() {
        auto child = std::make_unique<ChildProcess>(m_program, QStringList());
        QVERIFY(child->start(20s));
        const QTemporaryDir dir;
        const QString sign = dir.filePath(QStringLiteral("hangs"));
        auto hanging = std::async(std::launch::async, [&, child = child.get()] {
            return child->request(
                {{QStringLiteral("op"), QStringLiteral("hang")}, {QStringLiteral("sign"), sign}},
                kForEver);
        });
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(sign), 20'000);
        close(child);
        QCOMPARE(hanging.get().error().kind, ErrorKind::Cancelled);
    }

    void whatIsClosedStaysClosed() {
        ChildProcess child(m_program, {});
        QVERIFY(child.start(20s));
        child.close();
        QVERIFY(!child.isRunning());
        QCOMPARE(child.start(20s).error().kind, ErrorKind::Cancelled);
        QCOMPARE(child.request(op("quick"), 20s).error().kind, ErrorKind::Cancelled);
    }

    void aKillEndsARequest() {
        ChildProcess child(m_program, {});
        QVERIFY(child.start(20s));
        auto hanging =
            std::async(std::launch::async, [&] { return child.request(op("hang"), kForEver); });
        QVERIFY(child.request(op("quick"), 20s));
        child.kill();
        QCOMPARE(hanging.get().error().kind, ErrorKind::ChildFailed);
        QVERIFY(child.start(20s));
        QVERIFY(child.request(op("quick"), 20s));
    }

    void cancelledBeforeItIsSent() {
#ifdef Q_OS_UNIX
        ChildProcess child(m_program, {});
        QVERIFY(child.start(20s));
        QCOMPARE(::kill(static_cast<pid_t>(child.processId()), SIGSTOP), 0);
        const CancelToken cancel;
        std::vector<std::future<Result<QCborMap>>> replies;
        for (int i = 0; i < 3; ++i) {
            replies.push_back(std::async(std::launch::async, [&] {
                return child.request(echo(QString(2 << 20, QLatin1Char('x'))), kForEver, cancel);
            }));
        }
        cancel.cancel();
        for (auto& reply : replies)
            QCOMPARE(reply.get().error().kind, ErrorKind::Cancelled);
        QCOMPARE(::kill(static_cast<pid_t>(child.processId()), SIGCONT), 0);
        // What was half sent is sent on, and its late answer is nobody else's.
        const auto reply = child.request(echo(QStringLiteral("whole")), 60s);
        QVERIFY2(reply, reply ? "" : qPrintable(reply.error().detail));
        QCOMPARE((*reply)[QStringLiteral("text")].toString(), QStringLiteral("whole"));
#else
        QSKIP("Processes are stopped on POSIX systems.");
#endif
    }

    void aChildLeavesNoZombie() {
#ifdef Q_OS_LINUX
        ChildProcess child(m_program, {});
        QVERIFY(child.start(20s));
        const QString process = QStringLiteral("/proc/%1").arg(child.processId());
        QVERIFY(QFile::exists(process));
        child.kill();
        QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(process), 20'000);
#else
        QSKIP("Linux shows them in /proc.");
#endif
    }

    void namesTheMissingProgram() {
        ChildProcess child(QStringLiteral("semblance-nowhere"), {});
        const auto hello = child.start(20s);
        QVERIFY(!hello);
        QCOMPARE(hello.error().kind, ErrorKind::NotFound);
        QVERIFY(hello.error().sentence.contains(QStringLiteral("semblance-nowhere")));
    }

private:
    static constexpr auto kForEver = 24h;

    static void waysToClose() {
        QTest::addColumn<bool>("destroys");
        QTest::newRow("closed") << false;
        QTest::newRow("destroyed") << true;
    }
    static void close(std::unique_ptr<ChildProcess>& child) {
        QFETCH(bool, destroys);
        if (destroys)
            child.reset();
        else
            child->close();
    }

    static QCborMap op(const char* name) {
        return {{QStringLiteral("op"), QString::fromLatin1(name)}};
    }
    static QCborMap echo(const QString& text) {
        return {{QStringLiteral("op"), QStringLiteral("echo")}, {QStringLiteral("text"), text}};
    }

    const QString m_program = QStringLiteral("semblance-testchild");
};

SEMBLANCE_TEST(TestChildProcess)
#include "tst_childprocess.moc"
