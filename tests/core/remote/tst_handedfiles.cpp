#include <fcntl.h>
#include <signal.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <future>
#include <vector>

#include "core/remote/childprocess.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace std::chrono_literals;

/// Open files that go to a real child along with requests.
class TestHandedFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        qputenv("SEMBLANCE_BIN_DIR", QCoreApplication::applicationDirPath().toLocal8Bit());
    }
    void theChildReadsTheFileThatIsOpenHere();
    void theCallersHandleStaysOpen();
    void withoutAFileNoneComes();
    void eachRequestGetsItsOwn();
    void cancelledRequestsTakeNoOthersFile();
    void aChildWithoutRoomMixesNothingUp();

private:
    /// A file with this text, open and without a name.
    FileHandle opened(const QString& text) const {
        const QString path = m_dir.filePath(QStringLiteral("file"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0)
            qFatal("cannot write");
        file.close();
        FileHandle handle(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC));
        QFile::remove(path);
        return handle;
    }

    static QCborMap reading(qsizetype padding = 0) {
        return {{QStringLiteral("op"), QStringLiteral("read")},
                {QStringLiteral("padding"), QByteArray(padding, 'x')}};
    }

    static QString textOf(const Result<QCborMap>& reply) {
        return reply ? (*reply)[QStringLiteral("text")].toString() : reply.error().sentence;
    }

    const QString m_program = QStringLiteral("semblance-testchild");
    QTemporaryDir m_dir;
};

void TestHandedFiles::theChildReadsTheFileThatIsOpenHere() {
    ChildProcess child(m_program, {});
    QVERIFY(child.start(20s));
    const FileHandle file = opened(QStringLiteral("gone from its folder"));
    QCOMPARE(textOf(child.request(reading(), 20s, {}, &file)),
             QStringLiteral("gone from its folder"));
}

void TestHandedFiles::theCallersHandleStaysOpen() {
    ChildProcess child(m_program, {});
    QVERIFY(child.start(20s));
    const FileHandle file = opened(QStringLiteral("twice"));
    QCOMPARE(textOf(child.request(reading(), 20s, {}, &file)), QStringLiteral("twice"));
    QCOMPARE(textOf(child.request(reading(), 20s, {}, &file)), QStringLiteral("twice"));
}

void TestHandedFiles::withoutAFileNoneComes() {
    ChildProcess child(m_program, {});
    QVERIFY(child.start(20s));
    const auto reply = child.request(reading(), 20s);
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, ErrorKind::NotFound);
}

void TestHandedFiles::eachRequestGetsItsOwn() {
    ChildProcess child(m_program, {});
    QVERIFY(child.start(20s));
    std::vector<std::future<void>> callers;
    for (int caller = 0; caller < 4; ++caller) {
        callers.push_back(std::async(std::launch::async, [&, caller] {
            for (int i = 0; i < 50; ++i) {
                const QString text = QStringLiteral("%1/%2").arg(caller).arg(i);
                // Some frames fill the stream, some fit into it many times.
                const qsizetype padding = i % 5 == 0 ? 700'000 : 10;
                const FileHandle file = [&] {
                    static std::mutex oneName;
                    std::lock_guard lock(oneName);
                    return opened(text);
                }();
                const auto reply = child.request(reading(padding), 60s, {}, &file);
                QCOMPARE(textOf(reply), text);
                QCOMPARE((*reply)[QStringLiteral("size")].toInteger(), padding);
                QCOMPARE(textOf(child.request(reading(), 60s)),
                         QStringLiteral("No file came along."));
            }
        }));
    }
    for (auto& caller : callers)
        caller.get();
}

void TestHandedFiles::cancelledRequestsTakeNoOthersFile() {
    ChildProcess child(m_program, {});
    QVERIFY(child.start(20s));
    // It reads nothing meanwhile: the first frames lie in the stream, one is half sent, the rest
    // wait.
    QCOMPARE(::kill(static_cast<pid_t>(child.processId()), SIGSTOP), 0);
    constexpr int kRequests = 24;
    std::vector<CancelToken> cancels(kRequests);
    std::vector<std::future<QString>> replies;
    for (int i = 0; i < kRequests; ++i) {
        replies.push_back(std::async(std::launch::async, [&, i, file = opened(QString::number(i))] {
            return textOf(child.request(reading(50'000), 60s, cancels[std::size_t(i)], &file));
        }));
    }
    for (int i = 0; i < kRequests; i += 2) {
        cancels[std::size_t(i)].cancel();
        QCOMPARE(replies[std::size_t(i)].get(), cancelledError().sentence);
    }
    QCOMPARE(::kill(static_cast<pid_t>(child.processId()), SIGCONT), 0);
    for (int i = 1; i < kRequests; i += 2)
        QCOMPARE(replies[std::size_t(i)].get(), QString::number(i));
    const FileHandle last = opened(QStringLiteral("last"));
    QCOMPARE(textOf(child.request(reading(), 20s, {}, &last)), QStringLiteral("last"));
}

void TestHandedFiles::aChildWithoutRoomMixesNothingUp() {
    ChildProcess child(m_program, {QStringLiteral("--few-files")});
    QVERIFY(child.start(20s));
    bool wasFull = false;
    for (int i = 0; i < 30; ++i) {
        QCborMap message = reading();
        message[QStringLiteral("keep")] = true;
        const FileHandle file = opened(QString::number(i));
        const auto reply = child.request(message, 20s, {}, &file);
        if (reply)
            QCOMPARE(textOf(reply), QString::number(i));
        wasFull = wasFull || !reply;
    }
    QVERIFY(wasFull);
    QVERIFY(child.isRunning());
}

SEMBLANCE_TEST(TestHandedFiles)
#include "tst_handedfiles.moc"
