#include <QTest>
#include <chrono>
#include <csignal>
#include <thread>

#include "core/base/workerthread.h"
#include "core/remote/childprocess.h"

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
        ChildProcess child(m_io, m_program, {});
        const auto hello = child.start(20s);
        QVERIFY(hello);
        QCOMPARE((*hello)[QStringLiteral("extra")].toInteger(), 7);
        const auto reply = child.request(echo(QStringLiteral("Grüße 😀")), 20s);
        QVERIFY(reply);
        QCOMPARE((*reply)[QStringLiteral("text")].toString(), QStringLiteral("Grüße 😀"));
    }

    void carriesLargeFrames() {
        ChildProcess child(m_io, m_program, {});
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
        ChildProcess child(m_io, m_program, {});
        QVERIFY(child.start(20s));
        QVERIFY(child.request(op("print"), 20s));
        QVERIFY(child.request(op("quick"), 20s));
    }

    void passesOnRefusals() {
        ChildProcess child(m_io, m_program, {});
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
        ChildProcess child(m_io, m_program, {});
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
        ChildProcess child(m_io, m_program, {});
        QVERIFY(child.start(20s));
        const auto reply = child.request(op("hang"), 100ms);
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::ChildFailed);
        QVERIFY(!child.isRunning());

        ChildProcess mute(m_io, m_program, {QStringLiteral("--mute")});
        const auto hello = mute.start(200ms);
        QVERIFY(!hello);
        QCOMPARE(hello.error().kind, ErrorKind::ChildFailed);
    }

    void leavesInterruptsToTheParent() {
#ifdef Q_OS_UNIX
        ChildProcess child(m_io, m_program, {});
        QVERIFY(child.start(20s));
        // As the terminal's Ctrl-C does to the whole job.
        QCOMPARE(::kill(static_cast<pid_t>(child.processId()), SIGINT), 0);
        QVERIFY(child.request(op("quick"), 20s));
#else
        QSKIP("Signals are sent on POSIX systems.");
#endif
    }

    void lanesDoNotWaitForEachOther() {
        ChildProcess child(m_io, m_program, {});
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
        ChildProcess child(m_io, m_program, {QStringLiteral("--fail")});
        const auto hello = child.start(20s);
        QVERIFY(!hello);
        QCOMPARE(hello.error().kind, ErrorKind::Corrupt);
        QCOMPARE(hello.error().sentence, QStringLiteral("The weights are damaged."));
        QVERIFY(!child.isRunning());
    }

    void namesTheMissingProgram() {
        ChildProcess child(m_io, QStringLiteral("semblance-nowhere"), {});
        const auto hello = child.start(20s);
        QVERIFY(!hello);
        QCOMPARE(hello.error().kind, ErrorKind::NotFound);
        QVERIFY(hello.error().sentence.contains(QStringLiteral("semblance-nowhere")));
    }

private:
    static QCborMap op(const char* name) {
        return {{QStringLiteral("op"), QString::fromLatin1(name)}};
    }
    static QCborMap echo(const QString& text) {
        return {{QStringLiteral("op"), QStringLiteral("echo")}, {QStringLiteral("text"), text}};
    }

    const QString m_program = QStringLiteral("semblance-testchild");
    WorkerThread m_io{QStringLiteral("test pipes")};
};

QTEST_GUILESS_MAIN(TestChildProcess)
#include "tst_childprocess.moc"
