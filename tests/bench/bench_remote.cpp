#include <QElapsedTimer>
#include <QTest>
#include <cstdio>
#include <functional>
#include <vector>

#include "app/engine/keepmemory.h"
#include "core/base/resources.h"
#include "core/model/composition/dualencoder.h"
#include "core/remote/engineclient.h"
#include "tests/bench/spread.h"

using namespace semblance;
using semblance::test::Spread;

/// What the way into the engine's process and back costs: the same sentences there and in this
/// process, by turns, so that a busy moment of the machine hits both.
class RemoteBench : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void emptyCalls();
    void sentences();
    void picturesOnTheirWay();

private:
    std::unique_ptr<DualEncoder> m_encoder;
    std::unique_ptr<EngineClient> m_engine;
};

namespace {

constexpr int kRounds = 20;
constexpr int kCallsInARow = 10;

double millisecondsOf(const std::function<void()>& work) {
    QElapsedTimer timer;
    timer.start();
    work();
    return double(timer.nsecsElapsed()) / 1e6;
}

QueryRequest asking(const QStringList& texts) {
    QueryRequest request;
    request.texts = texts;
    return request;
}

void print(const char* what, const Spread& spread) {
    std::printf("%-38s median %6.3f ms, p95 %6.3f ms\n", what, spread.median, spread.p95);
    std::fflush(stdout);
}

}  // namespace

void RemoteBench::initTestCase() {
    keepFreedMemory();  // as the engine does
    if (!qEnvironmentVariableIsSet("SEMBLANCE_BIN_DIR"))
        qputenv("SEMBLANCE_BIN_DIR", SEMBLANCE_BIN_DIR);
    const QString dir = resourceDir(QStringLiteral("models/mini"));
    m_engine = std::make_unique<EngineClient>(dir);
    const auto info = m_engine->model({});
    QVERIFY2(info, info ? "" : qPrintable(info.error().sentence));
    auto encoder = DualEncoder::load(dir);
    QVERIFY(encoder);
    m_encoder = std::move(*encoder);
    QCOMPARE(info->precision, toString(m_encoder->info().precision));
}

void RemoteBench::emptyCalls() {
    std::vector<double> times;
    for (int i = 0; i < kRounds * kCallsInARow; ++i)
        times.push_back(millisecondsOf([&] { QVERIFY(m_engine->encodeQuery(asking({}), {})); }));
    print("a call that asks for nothing", Spread(times));
}

void RemoteBench::sentences() {
    std::vector<double> there;
    std::vector<double> here;
    for (int round = -1; round < kRounds; ++round) {
        QStringList sentences;
        for (int i = 0; i < kCallsInARow; ++i)
            sentences
                << QStringLiteral("a small dog jumps over fence number %1").arg(round * 10 + i);
        std::vector<double> thereNow;
        std::vector<double> hereNow;
        for (const QString& sentence : sentences) {
            thereNow.push_back(
                millisecondsOf([&] { QVERIFY(m_engine->encodeQuery(asking({sentence}), {})); }));
        }
        for (const QString& sentence : sentences) {
            hereNow.push_back(millisecondsOf([&] { QVERIFY(m_encoder->encodeTexts({sentence})); }));
        }
        if (round < 0)
            continue;
        there.insert(there.end(), thereNow.begin(), thereNow.end());
        here.insert(here.end(), hereNow.begin(), hereNow.end());
    }
    const Spread outside(there);
    const Spread inside(here);
    print("a sentence through the process", outside);
    print("the same inside", inside);
    std::printf("%-38s median %6.3f ms, p95 %6.3f ms (to reach: < 1.5 ms)\n",
                "the way there and back", outside.median - inside.median, outside.p95 - inside.p95);
}

void RemoteBench::picturesOnTheirWay() {
    // Pixels of a batch go along, 32 pictures of 260 x 260: what indexing sends.
    const InputSpec input = m_encoder->info().input;
    EncodeImagesRequest request;
    request.count = 32;
    request.side = input.side;
    request.pixels = QByteArray(qsizetype(request.count) * input.side * input.side * 3, '\x7f');
    const std::span pixels(reinterpret_cast<const std::uint8_t*>(request.pixels.constData()),
                           std::size_t(request.pixels.size()));
    std::vector<double> there;
    std::vector<double> here;
    for (int round = -1; round < 8; ++round) {
        const double away = millisecondsOf([&] { QVERIFY(m_engine->encodeImages(request, {})); });
        const double home = millisecondsOf(
            [&] { QVERIFY(m_encoder->encodeImages(pixels, request.count, request.side)); });
        if (round < 0)
            continue;
        there.push_back(away);
        here.push_back(home);
    }
    print("32 pictures through the process", Spread(there));
    print("the same inside", Spread(here));
}

QTEST_GUILESS_MAIN(RemoteBench)
#include "bench_remote.moc"
