#include <signal.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <future>

#include "core/base/paths.h"
#include "core/base/resources.h"
#include "core/remote/decoderpool.h"
#include "core/remote/engineclient.h"
#include "tests/children/processes.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;
using namespace std::chrono_literals;

namespace {
QString icon() {
    return QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/demo/icons/cat.png");
}

QueryRequest sentence(const char* text) {
    QueryRequest request;
    request.texts.append(QString::fromLatin1(text));
    return request;
}

DecodeRequest request(const QString& path) {
    DecodeRequest request;
    request.path = path;
    request.wantInput = true;
    return request;
}
}  // namespace

/// The real children stopped or killed while they are asked, behind short limits.
class HangsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("SEMBLANCE_BIN_DIR", SEMBLANCE_BIN_DIR); }
    void hangingEngineIsReplaced();
    void engineKilledInAQuery();
    void engineKilledBetweenQueries();
    void cancelDoesNotWaitForAHangingEngine();
    void hangingDecoderIsReplaced();
    void decoderKilledInAFile();
    void aSlowPictureIsToldAsSuch();
};

void HangsTest::hangingEngineIsReplaced() {
    EngineClient::Options options;
    options.queryLimit = 1s;
    EngineClient engine(resourceDir(QStringLiteral("models/mini")), options);
    QVERIFY(engine.model({}).has_value());
    const qint64 first = engine.processId();
    QVERIFY(sendSignal(first, SIGSTOP));
    const auto reply = engine.encodeQuery(sentence("a dog"), {});
    QVERIFY2(reply.has_value(), reply ? "" : qPrintable(reply.error().detail));
    QVERIFY(engine.processId() != first);
    QVERIFY(eventually([&] { return !sendSignal(first, 0); }));
}

void HangsTest::engineKilledInAQuery() {
    EngineClient engine(resourceDir(QStringLiteral("models/mini")));
    const auto before = engine.encodeQuery(sentence("a dog"), {});
    QVERIFY(before.has_value());
    // Stopped first, so that it surely dies with the question open.
    const qint64 first = engine.processId();
    QVERIFY(sendSignal(first, SIGSTOP));
    auto asked =
        std::async(std::launch::async, [&] { return engine.encodeQuery(sentence("a dog"), {}); });
    QVERIFY(asked.wait_for(200ms) == std::future_status::timeout);
    QVERIFY(sendSignal(first, SIGKILL));
    const auto after = asked.get();
    QVERIFY2(after.has_value(), after ? "" : qPrintable(after.error().detail));
    QCOMPARE(after->textVectors, before->textVectors);
}

void HangsTest::engineKilledBetweenQueries() {
    EngineClient engine(resourceDir(QStringLiteral("models/mini")));
    QVERIFY(engine.encodeQuery(sentence("a dog"), {}).has_value());
    const qint64 first = engine.processId();
    QVERIFY(sendSignal(first, SIGKILL));
    QVERIFY(engine.encodeQuery(sentence("a cat"), {}).has_value());
    QVERIFY(engine.processId() != first);
}

void HangsTest::cancelDoesNotWaitForAHangingEngine() {
    EngineClient engine(resourceDir(QStringLiteral("models/mini")));
    QVERIFY(engine.model({}).has_value());
    QVERIFY(sendSignal(engine.processId(), SIGSTOP));
    const CancelToken cancel;
    auto asked = std::async(std::launch::async,
                            [&] { return engine.encodeQuery(sentence("a dog"), cancel); });
    cancel.cancel();
    const auto reply = asked.get();
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, ErrorKind::Cancelled);
    QVERIFY(sendSignal(engine.processId(), SIGCONT));
    QVERIFY(engine.encodeQuery(sentence("a dog"), {}).has_value());
}

void HangsTest::hangingDecoderIsReplaced() {
    DecoderPool::Options options;
    options.decoders = 1;
    options.fileLimit = 1s;
    DecoderPool pool(options);
    QVERIFY(pool.decodeNow(request(icon())).has_value());
    const qint64 first = pool.processIds().value(0);
    QVERIFY(sendSignal(first, SIGSTOP));
    const auto reply = pool.decodeNow(request(icon()));
    QVERIFY2(reply.has_value(), reply ? "" : qPrintable(reply.error().sentence));
    QVERIFY(pool.processIds().value(0) != first);
}

void HangsTest::decoderKilledInAFile() {
    DecoderPool::Options options;
    options.decoders = 1;
    DecoderPool pool(options);
    QVERIFY(pool.decodeNow(request(icon())).has_value());
    const auto killTheOneAtWork = [&](qint64 decoder) {
        QVERIFY(sendSignal(decoder, SIGSTOP));
        QTest::qWait(50);
        QVERIFY(sendSignal(decoder, SIGKILL));
    };
    const qint64 first = pool.processIds().value(0);
    QVERIFY(sendSignal(first, SIGSTOP));
    auto asked = std::async(std::launch::async, [&] { return pool.decodeNow(request(icon())); });
    killTheOneAtWork(first);
    // Tried once more, alone, and well.
    QVERIFY(asked.get().has_value());

    // Every decoder that touches the file dies: the file is named.
    QVERIFY(sendSignal(pool.processIds().value(0), SIGSTOP));
    asked = std::async(std::launch::async, [&] { return pool.decodeNow(request(icon())); });
    while (asked.wait_for(1ms) != std::future_status::ready) {
        for (qint64 decoder : pool.processIds())
            sendSignal(decoder, SIGKILL);
    }
    const auto reply = asked.get();
    if (!reply) {
        // Killed while it answered is ChildFailed; while it started, Internal.
        QVERIFY(reply.error().kind == ErrorKind::ChildFailed ||
                reply.error().kind == ErrorKind::Internal);
        QVERIFY(!reply.error().sentence.isEmpty());
    }
    QVERIFY(pool.decodeNow(request(icon())).has_value());
}

/// No crash and no hang, but a picture that really takes far longer than the limit: noise is
/// computed for every pixel of a drawing, over and over.
void HangsTest::aSlowPictureIsToldAsSuch() {
    const QTemporaryDir dir;
    QByteArray drawing(R"(<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="4000">)"
                       R"(<filter id="f" x="0" y="0" width="1" height="1">)");
    for (int i = 0; i < 200; ++i)
        drawing += R"(<feTurbulence baseFrequency="0.)" + QByteArray::number(i + 10) +
                   R"(" numOctaves="9" result="n"/><feBlend in="n" in2="SourceGraphic"/>)";
    drawing += R"x(</filter><rect width="4000" height="4000" filter="url(#f)"/></svg>)x";
    const QString path = dir.filePath(QStringLiteral("slow.svg"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(drawing) == drawing.size());
    file.close();
    DecoderPool::Options options;
    options.decoders = 1;
    options.fileLimit = 3s;
    DecoderPool pool(options);
    DecodeRequest view = request(path);
    view.viewSide = 4096;
    const auto reply = pool.decodeNow(view);
    QVERIFY(!reply);
    if (reply.error().kind == ErrorKind::BadInput)
        QSKIP("SVG is not read here");
    QCOMPARE(reply.error().kind, ErrorKind::ChildFailed);
    QVERIFY2(reply.error().sentence.contains(QStringLiteral("longer than 3 s")),
             qPrintable(reply.error().sentence));
    QVERIFY(pool.decodeNow(request(icon())).has_value());
}

SEMBLANCE_TEST(HangsTest)
#include "tst_hangs.moc"
