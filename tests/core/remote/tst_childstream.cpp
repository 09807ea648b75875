#include <signal.h>

#include <QTest>
#include <condition_variable>
#include <mutex>

#include "core/base/cancel.h"
#include "core/remote/childstream.h"
#include "core/remote/programrun.h"
#include "tests/core/hangingfolder.h"
#include "tests/testmain.h"

using namespace semblance;

/// Both ways to a program's standard input and output, with the system's small programs.
class TestChildStream : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bytesGoBothWays_data() { streams(); }
    void bytesGoBothWays();
    void tellsHowItEnded_data() { streams(); }
    void tellsHowItEnded();
    void tellsWhatCannotBeStarted_data() { streams(); }
    void tellsWhatCannotBeStarted();
    void killedBeforeTheStart_data() { streams(); }
    void killedBeforeTheStart();
    void endsThoughAnotherKeepsItsOutput_data() { streams(); }
    void endsThoughAnotherKeepsItsOutput();
    void aHungDiskHoldsNobodyUp_data() { streams(); }
    void aHungDiskHoldsNobodyUp();
    void mergesErrors_data() { streams(); }
    void mergesErrors();
    void runsAProgramToItsEnd();
    void cancellingARunKillsIt();

private:
    static void streams() {
        QTest::addColumn<bool>("qt");
        QTest::newRow("socket") << false;
        QTest::newRow("pipes") << true;
    }
    static std::shared_ptr<ChildStream> make() {
        QFETCH(bool, qt);
        return qt ? makeQtStream() : makeSocketStream();
    }
    static ChildStream::Program shell(const char* script) {
        return {QStringLiteral("/bin/sh"), {QStringLiteral("-c"), QString::fromLatin1(script)}};
    }
};

namespace {
/// What a stream told.
class Heard {
public:
    ChildStream::Events events() {
        return {[this](QByteArrayView bytes) {
                    std::lock_guard lock(m_mutex);
                    m_output.append(bytes);
                    m_changed.notify_all();
                },
                [this](const QString& detail) {
                    std::lock_guard lock(m_mutex);
                    m_end = detail;
                    m_hasEnded = true;
                    m_changed.notify_all();
                }};
    }
    QByteArray waitForOutput(qsizetype size) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_hasEnded || m_output.size() >= size; });
        return m_output;
    }
    QString waitForEnd() {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_hasEnded; });
        return m_end;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    QByteArray m_output;
    QString m_end;
    bool m_hasEnded = false;
};
}  // namespace

void TestChildStream::bytesGoBothWays() {
    Heard heard;
    const auto stream = make();
    stream->start({QStringLiteral("/bin/cat"), {}}, heard.events());
    QByteArray sent;
    for (int i = 0; i < 40; ++i) {
        const QByteArray frame(i * 10'000 + 1, char('a' + i % 26));
        stream->send(i, frame, {});
        sent += frame;
    }
    QCOMPARE(heard.waitForOutput(sent.size()), sent);
    QVERIFY(stream->processId() != 0);
    stream->kill();
    heard.waitForEnd();
    QCOMPARE(stream->processId(), 0);
}

void TestChildStream::tellsHowItEnded() {
    for (const auto& [script, end] : {std::pair("exit 7", "7"), std::pair("kill -9 $$", "")}) {
        Heard heard;
        const auto stream = make();
        stream->start(shell(script), heard.events());
        const QString detail = heard.waitForEnd();
        QVERIFY2(!detail.isEmpty() && detail.endsWith(QLatin1StringView(end)), qPrintable(detail));
    }
}

void TestChildStream::tellsWhatCannotBeStarted() {
    Heard heard;
    const auto stream = make();
    stream->start({QStringLiteral("/nowhere/at all"), {}}, heard.events());
    QVERIFY(!heard.waitForEnd().isEmpty());
    QCOMPARE(stream->processId(), 0);
}

void TestChildStream::killedBeforeTheStart() {
    Heard heard;
    const auto stream = make();
    stream->kill();
    stream->start({QStringLiteral("/bin/cat"), {}}, heard.events());
    heard.waitForEnd();
    QCOMPARE(stream->processId(), 0);
}

void TestChildStream::endsThoughAnotherKeepsItsOutput() {
    Heard heard;
    const auto stream = make();
    stream->start(shell("sleep 1000 & echo $!; exec cat"), heard.events());
    const auto other = static_cast<pid_t>(heard.waitForOutput(2).trimmed().toInt());
    stream->kill();
    heard.waitForEnd();
    QVERIFY(other > 0);
    QCOMPARE(::kill(other, SIGKILL), 0);
}

void TestChildStream::aHungDiskHoldsNobodyUp() {
    test::HangingFolder folder;
    if (!folder.hangs())
        QSKIP("Nothing can be mounted here.");
    Heard heard;
    const auto stream = make();
    stream->start({folder.path() + QStringLiteral("/program"), {}}, heard.events());
    stream->send(1, "anything", {});
    stream->kill();
    folder.release();
    QVERIFY(!heard.waitForEnd().isEmpty());
}

void TestChildStream::mergesErrors() {
    Heard heard;
    const auto stream = make();
    ChildStream::Program program = shell("echo out; echo err >&2");
    program.mergesErrors = true;
    stream->start(program, heard.events());
    heard.waitForEnd();
    QCOMPARE(heard.waitForOutput(0), QByteArray("out\nerr\n"));
}

void TestChildStream::runsAProgramToItsEnd() {
    qputenv("SEMBLANCE_BIN_DIR", "/bin");
    const auto run = runProgram(QStringLiteral("sh"),
                                {QStringLiteral("-c"), QStringLiteral("echo done; exit 3")}, {});
    QVERIFY(run);
    QCOMPARE(run->output, QByteArray("done\n"));
    QVERIFY(run->end.contains(u'3'));
    QCOMPARE(runProgram(QStringLiteral("no such program"), {}, {}).error().kind,
             ErrorKind::NotFound);
}

void TestChildStream::cancellingARunKillsIt() {
    qputenv("SEMBLANCE_BIN_DIR", "/bin");
    const CancelToken cancel;
    cancel.cancel();
    const auto run = runProgram(QStringLiteral("sleep"), {QStringLiteral("1000")}, cancel);
    QVERIFY(!run);
    QCOMPARE(run.error().kind, ErrorKind::Cancelled);
}

SEMBLANCE_TEST(TestChildStream)
#include "tst_childstream.moc"
