#include <signal.h>

#include <QProcess>
#include <QTest>
#include <memory>
#include <utility>

#include "tests/testmain.h"

namespace {

#if defined(__SANITIZE_THREAD__)
constexpr bool kThreadSanitized = true;
#elif defined(__has_feature)
constexpr bool kThreadSanitized = __has_feature(thread_sanitizer);
#else
constexpr bool kThreadSanitized = false;
#endif

std::unique_ptr<QProcess> startProbe(const QString& work, bool ignoringHangUp = false) {
    auto probe = std::make_unique<QProcess>();
    if (ignoringHangUp)
        probe->setChildProcessModifier([] { ::signal(SIGHUP, SIG_IGN); });
    probe->start(QStringLiteral(SEMBLANCE_INTERRUPTION_PROBE), {work});
    return probe;
}

/// Reads on until it says this.
bool says(QProcess& probe, QByteArray& said, const QByteArray& word) {
    while (!said.contains(word) && probe.waitForReadyRead(60'000))
        said += probe.readAllStandardOutput();
    return said.contains(word);
}

bool send(QProcess& process, int signal) {
    return ::kill(static_cast<pid_t>(process.processId()), signal) == 0;
}

bool ends(QProcess& process) {
    return process.state() == QProcess::NotRunning || process.waitForFinished(60'000);
}

}  // namespace

class InterruptionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void endsInTime_data();
    void endsInTime();
    void aSecondSignalEndsAtOnce();
    void whatWasIgnoredStaysIgnored();
};

void InterruptionTest::initTestCase() {
    // It hands a signal over when the thread next calls something, and these wait for the signal.
    if (kThreadSanitized)
        QSKIP("The thread sanitizer keeps signals back.");
}

void InterruptionTest::endsInTime_data() {
    QTest::addColumn<QString>("work");
    QTest::addColumn<int>("signal");
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<int>("exitCode");
    const auto row = [](const char* name, const char* work, int signal, const char* said,
                        int exitCode) {
        QTest::newRow(name) << QString::fromLatin1(work) << signal << QByteArray(said) << exitCode;
    };
    for (const auto& [name, signal] : {std::pair("SIGTERM", SIGTERM), std::pair("SIGINT", SIGINT),
                                       std::pair("SIGHUP", SIGHUP)}) {
        row(QByteArray(QByteArray(name) + ", ends by itself").constData(), "ends", signal,
            "ready\ncancelled\nended\n", 5);
        row(QByteArray(QByteArray(name) + ", hangs").constData(), "hangs", signal,
            "ready\ncancelled\nlast words\n", 3);
    }
    row("a callback hangs", "hangsInCancel", SIGTERM, "ready\ncancelled\nlast words\n", 3);
    row("the end hangs", "hangsAfterwards", SIGTERM, "ready\ncancelled\nended\n", 3);
}

void InterruptionTest::endsInTime() {
    QFETCH(QString, work);
    QFETCH(int, signal);
    QFETCH(int, exitCode);
    const auto probe = startProbe(work);
    QByteArray said;
    QVERIFY(says(*probe, said, "ready"));
    QVERIFY(send(*probe, signal));
    QVERIFY(ends(*probe));
    said += probe->readAllStandardOutput();
    QTEST(said, "said");
    QCOMPARE(probe->exitStatus(), QProcess::NormalExit);
    QCOMPARE(probe->exitCode(), exitCode);
}

void InterruptionTest::aSecondSignalEndsAtOnce() {
    const auto probe = startProbe(QStringLiteral("hangs"));
    QByteArray said;
    QVERIFY(says(*probe, said, "ready"));
    QVERIFY(send(*probe, SIGINT));
    // Until the first has arrived the two may be taken for one.
    while (probe->state() == QProcess::Running && !probe->waitForFinished(1))
        send(*probe, SIGTERM);
    QVERIFY(ends(*probe));
    QCOMPARE(probe->exitStatus(), QProcess::CrashExit);
}

void InterruptionTest::whatWasIgnoredStaysIgnored() {
    const auto probe = startProbe(QStringLiteral("ends"), true);
    QByteArray said;
    QVERIFY(says(*probe, said, "ready"));
    QVERIFY(send(*probe, SIGHUP));
    QVERIFY(send(*probe, SIGTERM));
    QVERIFY(ends(*probe));
    QCOMPARE(probe->exitCode(), 5);
}

SEMBLANCE_TEST(InterruptionTest)
#include "tst_interruption.moc"
