#include <sys/stat.h>

#include <QFile>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <mutex>
#include <vector>

#include "core/base/contentkey.h"
#include "core/remote/decoderpool.h"
#include "tests/core/hangingfolder.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace std::chrono_literals;

/// DecoderPool with decoders that crash, hang and lie on request (testdecoder.cpp).
class TestDecoderPool : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsThenAsksThenDecodes();
    void declinedBytesAreNotDecoded();
    void pastedBytesAreNotAskedAbout();
    void aCrashIsTriedOnceMore();
    void aSecondTryOfOtherBytesIsNone();
    void aViewWaitsForNoOthersSecondTry();
    void aSecondTryComesInAFlood();
    void whoWaitsIsServedBesideTheBackground();
    void theBackgroundIsLimited();
    void whatIsNoFile_data();
    void whatIsNoFile();
    void failuresWhileReading_data();
    void failuresWhileReading();
    void answersAreChecked_data();
    void answersAreChecked();
    void aLargePictureHasAllTheMemory_data();
    void aLargePictureHasAllTheMemory();
    void theTimeLimitIsToldAsSuch();
    void noAnswerEndsARun_data();
    void noAnswerEndsARun();
    void cancelWakesWhoWaitsForRoom();
    void cancelAnswersWhatWaitsForADecoder_data();
    void cancelAnswersWhatWaitsForADecoder();
    void cancelEndsTheWaitForASecondTry();
    void aDecoderThatDoesNotLetGoIsReplaced();
    void cancelWaitsForNoDisk();
    void aDiskThatHangsIsNotAnsweredForEver();
    void theEndOfThePoolAnswersAll();
    void theEndOfThePoolWaitsForNoDisk();
    void theEndOfThePoolEndsStarts();

private:
    QString write(const QString& name, const QByteArray& content) const {
        QFile file(m_dir.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write");
        return file.fileName();
    }
    /// A file with these words and the path of a marker, which is returned.
    QString writeMarked(const QString& name, const QByteArray& words) const {
        const QString marker = m_dir.filePath(name + QStringLiteral(".marker"));
        write(name, words + QFile::encodeName(marker));
        return marker;
    }
    DecodeRequest requestOf(const QString& name) const {
        DecodeRequest request;
        request.path = m_dir.filePath(name);
        request.wantInput = true;
        request.thumbnailSides = {256};
        request.viewSide = 100;
        return request;
    }
    static DecoderPool::Options few(int decoders) {
        DecoderPool::Options options;
        options.decoders = decoders;
        return options;
    }

    QTemporaryDir m_dir;
};

namespace {
constexpr auto kBackground = PictureDecoder::Priority::Background;

/// decode() with a decision, and a future of its reply.
std::future<Result<DecodeReply>> decodeIf(DecoderPool& pool, DecodeRequest request,
                                          PictureDecoder::Decide decide,
                                          const CancelToken& cancel = {}) {
    const auto promise = std::make_shared<std::promise<Result<DecodeReply>>>();
    pool.decode(std::move(request), kBackground, cancel, std::move(decide),
                [promise](Result<DecodeReply> reply) { promise->set_value(std::move(reply)); });
    return promise->get_future();
}

bool isReady(const std::future<Result<DecodeReply>>& reply) {
    return reply.wait_for(0s) == std::future_status::ready;
}
}  // namespace

void TestDecoderPool::initTestCase() {
    QVERIFY(QFile::link(
        QCoreApplication::applicationDirPath() + QStringLiteral("/semblance-testdecoder"),
        m_dir.filePath(QStringLiteral("semblance-decoder"))));
    qputenv("SEMBLANCE_BIN_DIR", QFile::encodeName(m_dir.path()));
    write(QStringLiteral("good.jpg"), "good");
}

void TestDecoderPool::readsThenAsksThenDecodes() {
    DecoderPool pool(few(1));
    std::vector<ReadReply> asked;
    auto reply = decodeIf(pool, requestOf(QStringLiteral("good.jpg")), [&](const ReadReply& read) {
                     asked.push_back(read);
                     return true;
                 }).get();
    QVERIFY2(reply, reply ? "" : qPrintable(reply.error().sentence));
    QCOMPARE(asked.size(), std::size_t(1));
    QCOMPARE(asked[0].key, contentKeyOf("good"));
    QCOMPARE(asked[0].fullHash, fullHashOf("good"));
    QVERIFY(reply->read == asked[0]);
    QVERIFY(reply->decoded);
    QCOMPARE(reply->input.size(), qsizetype{260} * 260 * 3);
}

void TestDecoderPool::declinedBytesAreNotDecoded() {
    DecoderPool pool(few(1));
    // Decoding it would kill the decoder.
    const QString marker = writeMarked(QStringLiteral("declined"), "crash once ");
    const auto reply = decodeIf(pool, requestOf(QStringLiteral("declined")), [](const ReadReply&) {
                           return false;
                       }).get();
    QVERIFY2(reply, reply ? "" : qPrintable(reply.error().sentence));
    QVERIFY(!reply->decoded);
    QVERIFY(!reply->read.key.isEmpty());
    QVERIFY(reply->input.isEmpty());
    QVERIFY(!QFile::exists(marker));
    QVERIFY(pool.decodeNow(requestOf(QStringLiteral("good.jpg"))));
}

void TestDecoderPool::pastedBytesAreNotAskedAbout() {
    DecoderPool pool(few(1));
    DecodeRequest request = requestOf(QStringLiteral("no such file"));
    request.bytes = "pasted";
    const auto reply = decodeIf(pool, request, [](const ReadReply&) { return false; }).get();
    QVERIFY2(reply, reply ? "" : qPrintable(reply.error().sentence));
    QVERIFY(reply->decoded);
    QVERIFY(reply->read.key.isEmpty());
}

void TestDecoderPool::aCrashIsTriedOnceMore() {
    DecoderPool pool(few(1));
    writeMarked(QStringLiteral("crashes"), "crash once ");
    int asked = 0;
    const auto reply = decodeIf(pool, requestOf(QStringLiteral("crashes")), [&](const ReadReply&) {
                           ++asked;
                           return true;
                       }).get();
    QVERIFY2(reply, reply ? "" : qPrintable(reply.error().sentence));
    QCOMPARE(asked, 1);
}

void TestDecoderPool::aSecondTryOfOtherBytesIsNone() {
    DecoderPool pool(few(1));
    writeMarked(QStringLiteral("changes"), "crash once ");
    const auto reply = decodeIf(pool, requestOf(QStringLiteral("changes")), [&](const ReadReply&) {
                           // Between the first try's reading and the second's.
                           writeMarked(QStringLiteral("changes"), "good crash once ");
                           return true;
                       }).get();
    QVERIFY(!reply);
    // Not held against the content that was decided on.
    QCOMPARE(reply.error().kind, ErrorKind::Permission);
}

void TestDecoderPool::aViewWaitsForNoOthersSecondTry() {
    DecoderPool pool(few(2));
    const QString marker = writeMarked(QStringLiteral("bad"), "crash then hang ");
    const auto hanging = pool.decodeLater(requestOf(QStringLiteral("bad")), kBackground);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(marker + QStringLiteral(".hangs")), 20'000);
    const auto view = pool.decodeNow(requestOf(QStringLiteral("good.jpg")));
    QVERIFY2(view.has_value(), view ? "" : qPrintable(view.error().detail));
    QVERIFY(!isReady(hanging));
}

/// Others follow each other without a gap; the one that must be alone gets its turn all the same.
void TestDecoderPool::aSecondTryComesInAFlood() {
    DecoderPool pool(few(3));
    writeMarked(QStringLiteral("once"), "crash once ");
    std::atomic<bool> stop{false};
    std::vector<std::thread> flood;
    for (int i = 0; i < 4; ++i) {
        flood.emplace_back([&] {
            while (!stop)
                pool.decodeLater(requestOf(QStringLiteral("good.jpg")), kBackground).wait();
        });
    }
    const auto reply = pool.decodeLater(requestOf(QStringLiteral("once")), kBackground).get();
    stop = true;
    for (std::thread& thread : flood)
        thread.join();
    QVERIFY2(reply, reply ? "" : qPrintable(reply.error().sentence));
}

void TestDecoderPool::whoWaitsIsServedBesideTheBackground() {
    DecoderPool pool(few(1));
    const QString marker = writeMarked(QStringLiteral("long"), "wait for cancel ");
    const CancelToken cancel;
    auto background = pool.decodeLater(requestOf(QStringLiteral("long")), kBackground, cancel);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(marker), 20'000);
    // Its only decoder is busy.
    QVERIFY(pool.decodeNow(requestOf(QStringLiteral("good.jpg"))));
    QVERIFY(!isReady(background));
    cancel.cancel();
    QCOMPARE(background.get().error().kind, ErrorKind::Cancelled);
}

void TestDecoderPool::theBackgroundIsLimited() {
    DecoderPool pool(few(3));
    pool.setBackgroundLimit(1);
    const CancelToken cancel;
    std::vector<std::future<Result<DecodeReply>>> replies;
    QStringList markers;
    for (int i = 0; i < 3; ++i) {
        const QString name = QStringLiteral("long%1").arg(i);
        markers.append(writeMarked(name, "wait for cancel "));
        replies.push_back(pool.decodeLater(requestOf(name), kBackground, cancel));
    }
    const auto underWay = [&] {
        return std::count_if(markers.begin(), markers.end(),
                             [](const QString& marker) { return QFile::exists(marker); });
    };
    QTRY_COMPARE_WITH_TIMEOUT(underWay(), 1, 20'000);
    // Decoders are at hand all the same.
    QVERIFY(pool.decodeNow(requestOf(QStringLiteral("good.jpg"))));
    QCOMPARE(underWay(), 1);
    pool.setBackgroundLimit(2);
    QTRY_COMPARE_WITH_TIMEOUT(underWay(), 2, 20'000);
    pool.setBackgroundLimit(0);
    QTRY_COMPARE_WITH_TIMEOUT(underWay(), 3, 20'000);
    cancel.cancel();
    for (auto& reply : replies)
        QCOMPARE(reply.get().error().kind, ErrorKind::Cancelled);
}

void TestDecoderPool::whatIsNoFile_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<ErrorKind>("kind");
    const QString pipe = m_dir.filePath(QStringLiteral("pipe.jpg"));
    ::mkfifo(QFile::encodeName(pipe).constData(), 0600);
    QTest::newRow("pipe") << pipe << ErrorKind::BadInput;
    QTest::newRow("folder") << m_dir.path() << ErrorKind::BadInput;
    QTest::newRow("device") << QStringLiteral("/dev/zero") << ErrorKind::BadInput;
    QTest::newRow("nothing") << QStringLiteral("/no/such/file") << ErrorKind::NotFound;
}

void TestDecoderPool::whatIsNoFile() {
    QFETCH(const QString, path);
    QFETCH(const ErrorKind, kind);
    DecoderPool pool(few(1));
    DecodeRequest request = requestOf({});
    request.path = path;
    bool asked = false;
    const auto reply =
        decodeIf(pool, request, [&](const ReadReply&) { return asked = true; }).get();
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, kind);
    QVERIFY(!asked);
}

void TestDecoderPool::failuresWhileReading_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("being written") << QByteArray("being written") << ErrorKind::BadInput;
    // No picture was decoded yet, so none is to blame.
    QTest::newRow("dies") << QByteArray("die reading") << ErrorKind::Permission;
    QTest::newRow("spoilt key") << QByteArray("spoilt key") << ErrorKind::Permission;
    QTest::newRow("spoilt size") << QByteArray("spoilt size") << ErrorKind::Permission;
    QTest::newRow("spoilt hash") << QByteArray("spoilt hash") << ErrorKind::Permission;
    const QByteArray marker = QFile::encodeName(m_dir.filePath(QStringLiteral("read.marker")));
    QTest::newRow("hangs") << "hang reading " + marker << ErrorKind::Permission;
}

void TestDecoderPool::failuresWhileReading() {
    QFETCH(const QByteArray, content);
    QFETCH(const ErrorKind, kind);
    DecoderPool::Options options = few(1);
    options.fileLimit = content.startsWith("hang") ? 300ms : 60s;
    DecoderPool pool(options);
    write(QStringLiteral("unread"), content);
    bool asked = false;
    const auto reply = decodeIf(pool, requestOf(QStringLiteral("unread")), [&](const ReadReply&) {
                           return asked = true;
                       }).get();
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, kind);
    QVERIFY(reply.error().sentence.endsWith(u'.'));
    QVERIFY(!asked);
}

void TestDecoderPool::answersAreChecked_data() {
    QTest::addColumn<QByteArray>("how");
    for (const char* how :
         {"input", "no input", "huge input", "thumbnail missing", "thumbnail unasked",
          "thumbnail huge", "thumbnail of another kind", "view", "view too large", "facts",
          "format", "camera", "rating", "place", "long keyword", "too many people"})
        QTest::newRow(how) << QByteArray(how);
}

/// Whatever a decoder answers, what comes out of the pool fits the request.
void TestDecoderPool::answersAreChecked() {
    QFETCH(const QByteArray, how);
    DecoderPool pool(few(1));
    QVERIFY(pool.warm());
    // The one that serves whoever waits.
    const qint64 before = pool.processIds().last();
    write(QStringLiteral("spoilt"), "spoilt " + how);
    const auto reply = pool.decodeNow(requestOf(QStringLiteral("spoilt")));
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, ErrorKind::ChildFailed);
    // It was taken over; the next file gets another.
    QVERIFY(pool.decodeNow(requestOf(QStringLiteral("good.jpg"))));
    QVERIFY(pool.processIds().last() != before);
}

void TestDecoderPool::aLargePictureHasAllTheMemory_data() {
    QTest::addColumn<int>("needed");
    QTest::addColumn<bool>("isEnough");
    QTest::newRow("its share") << 700 << true;
    QTest::newRow("more than its share") << 2000 << true;
    QTest::newRow("more than all") << 3000 << false;
}

void TestDecoderPool::aLargePictureHasAllTheMemory() {
    QFETCH(const int, needed);
    QFETCH(const bool, isEnough);
    DecoderPool::Options options = few(3);
    options.memoryMiB = 2400;
    DecoderPool pool(options);
    write(QStringLiteral("large"), "needs " + QByteArray::number(needed));
    for (auto priority : {kBackground, PictureDecoder::Priority::Interactive}) {
        const auto reply = pool.decodeLater(requestOf(QStringLiteral("large")), priority).get();
        QCOMPARE(reply.has_value(), isEnough);
        if (!isEnough)
            QCOMPARE(reply.error().kind, ErrorKind::BadInput);
    }
    // What it took is given back at once.
    QVERIFY(pool.processIds().size() <= 3);
    QVERIFY(pool.decodeNow(requestOf(QStringLiteral("good.jpg"))));
}

void TestDecoderPool::theTimeLimitIsToldAsSuch() {
    DecoderPool::Options options = few(1);
    options.fileLimit = 500ms;
    DecoderPool pool(options);
    writeMarked(QStringLiteral("slow"), "crash then hang ");
    const auto reply = pool.decodeLater(requestOf(QStringLiteral("slow")), kBackground).get();
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, ErrorKind::ChildFailed);
    QVERIFY2(reply.error().sentence.contains(QStringLiteral("longer than 0.5 s")),
             qPrintable(reply.error().sentence));
}

void TestDecoderPool::noAnswerEndsARun_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("broken") << QByteArray("says broken") << ErrorKind::BadInput;
    QTest::newRow("internal") << QByteArray("says internal") << ErrorKind::BadInput;
    QTest::newRow("not found") << QByteArray("says not found") << ErrorKind::BadInput;
    // Without being asked to.
    QTest::newRow("cancelled") << QByteArray("says cancelled") << ErrorKind::ChildFailed;
}

void TestDecoderPool::noAnswerEndsARun() {
    QFETCH(const QByteArray, content);
    QFETCH(const ErrorKind, kind);
    DecoderPool pool(few(1));
    write(QStringLiteral("says"), content);
    const auto reply = pool.decodeNow(requestOf(QStringLiteral("says")));
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, kind);
}

void TestDecoderPool::cancelWakesWhoWaitsForRoom() {
    DecoderPool::Options options = few(1);
    options.backgroundQueue = 1;
    DecoderPool pool(options);
    const QString marker = writeMarked(QStringLiteral("waits"), "wait for cancel ");
    const CancelToken first;
    const auto working = pool.decodeLater(requestOf(QStringLiteral("waits")), kBackground, first);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(marker), 20'000);
    const auto queued = pool.decodeLater(requestOf(QStringLiteral("good.jpg")), kBackground);
    const CancelToken cancel;
    auto blocked = std::async(std::launch::async, [&] {
        return pool.decodeLater(requestOf(QStringLiteral("good.jpg")), kBackground, cancel).get();
    });
    cancel.cancel();
    const auto reply = blocked.get();
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, ErrorKind::Cancelled);
    QVERIFY(!isReady(working));
    first.cancel();
}

void TestDecoderPool::cancelAnswersWhatWaitsForADecoder_data() {
    QTest::addColumn<PictureDecoder::Priority>("priority");
    QTest::newRow("background") << PictureDecoder::Priority::Background;
    QTest::newRow("interactive") << PictureDecoder::Priority::Interactive;
}

void TestDecoderPool::cancelAnswersWhatWaitsForADecoder() {
    QFETCH(const PictureDecoder::Priority, priority);
    DecoderPool pool(few(1));
    const QString marker = writeMarked(QStringLiteral("occupies"), "hang reading ");
    const auto hanging = pool.decodeLater(requestOf(QStringLiteral("occupies")), kBackground);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(marker + QStringLiteral(".hangs")), 20'000);
    QFile::remove(marker + QStringLiteral(".hangs"));
    const CancelToken cancel;
    auto waiting = pool.decodeLater(requestOf(QStringLiteral("good.jpg")), priority, cancel);
    QVERIFY(!isReady(waiting));
    cancel.cancel();
    QCOMPARE(waiting.get().error().kind, ErrorKind::Cancelled);
    QVERIFY(!isReady(hanging));
}

void TestDecoderPool::cancelEndsTheWaitForASecondTry() {
    DecoderPool pool(few(2));
    const QString hangs = writeMarked(QStringLiteral("beside"), "hang reading ");
    const auto hanging = pool.decodeLater(requestOf(QStringLiteral("beside")), kBackground);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(hangs + QStringLiteral(".hangs")), 20'000);
    const QString crashed = writeMarked(QStringLiteral("dies"), "crash once ");
    const CancelToken cancel;
    auto waiting = pool.decodeLater(requestOf(QStringLiteral("dies")), kBackground, cancel);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(crashed), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(pool.processIds().size(), 1, 20'000);
    QVERIFY(!isReady(waiting));
    cancel.cancel();
    QCOMPARE(waiting.get().error().kind, ErrorKind::Cancelled);
}

void TestDecoderPool::aDecoderThatDoesNotLetGoIsReplaced() {
    DecoderPool::Options options = few(1);
    options.fileLimit = 24h;
    options.cancelLimit = 20ms;
    DecoderPool pool(options);
    const QString marker = writeMarked(QStringLiteral("keeps"), "hang reading ");
    const CancelToken cancel;
    auto hanging = pool.decodeLater(requestOf(QStringLiteral("keeps")), kBackground, cancel);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(marker + QStringLiteral(".hangs")), 20'000);
    const QList<qint64> before = pool.processIds();
    cancel.cancel();
    QCOMPARE(hanging.get().error().kind, ErrorKind::Cancelled);
    const auto next = pool.decodeNow(requestOf(QStringLiteral("good.jpg")));
    QVERIFY2(next, next ? "" : qPrintable(next.error().sentence));
    QVERIFY(pool.processIds() != before);
}

void TestDecoderPool::cancelWaitsForNoDisk() {
    const test::HangingFolder folder;
    if (!folder.hangs())
        QSKIP("Nothing can be mounted here.");
    DecoderPool pool(few(1));
    DecodeRequest request = requestOf({});
    request.path = folder.path() + QStringLiteral("/photo.jpg");
    const CancelToken cancel;
    auto hanging = pool.decodeLater(request, kBackground, cancel);
    QVERIFY(hanging.wait_for(50ms) == std::future_status::timeout);
    cancel.cancel();
    QCOMPARE(hanging.get().error().kind, ErrorKind::Cancelled);
    QVERIFY(pool.decodeNow(requestOf(QStringLiteral("good.jpg"))));
}

void TestDecoderPool::aDiskThatHangsIsNotAnsweredForEver() {
    const test::HangingFolder folder;
    if (!folder.hangs())
        QSKIP("Nothing can be mounted here.");
    DecoderPool::Options options = few(1);
    options.fileLimit = 100ms;
    DecoderPool pool(options);
    DecodeRequest request = requestOf({});
    request.path = folder.path() + QStringLiteral("/photo.jpg");
    const auto reply = pool.decodeNow(request);
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, ErrorKind::Permission);
}

void TestDecoderPool::theEndOfThePoolAnswersAll() {
    std::vector<std::future<Result<DecodeReply>>> replies;
    const QString marker = writeMarked(QStringLiteral("again"), "crash then hang ");
    {
        DecoderPool pool(few(1));
        replies.push_back(pool.decodeLater(requestOf(QStringLiteral("again")), kBackground));
        replies.push_back(pool.decodeLater(requestOf(QStringLiteral("good.jpg")), kBackground));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(marker + QStringLiteral(".hangs")), 20'000);
    }
    for (auto& reply : replies) {
        QVERIFY(isReady(reply));
        QCOMPARE(reply.get().error().kind, ErrorKind::Cancelled);
    }
}

void TestDecoderPool::theEndOfThePoolWaitsForNoDisk() {
    const test::HangingFolder folder;
    if (!folder.hangs())
        QSKIP("Nothing can be mounted here.");
    std::future<Result<DecodeReply>> hanging;
    {
        DecoderPool pool(few(2));
        DecodeRequest request = requestOf({});
        request.path = folder.path() + QStringLiteral("/photo.jpg");
        hanging = pool.decodeLater(request, kBackground);
        QVERIFY(hanging.wait_for(50ms) == std::future_status::timeout);
    }
    QVERIFY(isReady(hanging));
    QCOMPARE(hanging.get().error().kind, ErrorKind::Cancelled);
}

void TestDecoderPool::theEndOfThePoolEndsStarts() {
    std::future<Result<DecodeReply>> waiting;
    {
        qputenv("SEMBLANCE_TESTCHILD_IS_MUTE", "1");
        const auto talkative = qScopeGuard([] { qunsetenv("SEMBLANCE_TESTCHILD_IS_MUTE"); });
        DecoderPool::Options options = few(1);
        options.startLimit = 24h;
        DecoderPool pool(options);
        waiting = pool.decodeLater(requestOf(QStringLiteral("good.jpg")), kBackground);
        QTRY_VERIFY_WITH_TIMEOUT(!pool.processIds().isEmpty(), 20'000);
    }
    QVERIFY(isReady(waiting));
    QCOMPARE(waiting.get().error().kind, ErrorKind::Cancelled);
}

SEMBLANCE_TEST(TestDecoderPool)
#include "tst_decoderpool.moc"
