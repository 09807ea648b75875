#include <QTest>
#include <algorithm>
#include <cstring>
#include <functional>
#include <limits>
#include <set>

#include "core/base/float16.h"
#include "core/library/indexing/vectorbatch.h"
#include "tests/core/library/fakes.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {
constexpr int kGrey = 127;

QByteArray input(int colour) {
    return QByteArray(2 * 2 * 3, static_cast<char>(colour));
}

std::vector<QByteArray> inputs(int count) {
    std::vector<QByteArray> all;
    for (int colour = 0; colour < count; ++colour)
        all.push_back(input(colour));
    return all;
}

/// An engine that some pictures kill; it notes what it was asked.
class Fragile {
public:
    explicit Fragile(std::set<int> killers) : m_killers(std::move(killers)) {}

    Result<EncodeReply> operator()(const EncodeImagesRequest& request) {
        std::vector<int> colours;
        const qsizetype each = request.side * request.side * 3;
        for (int i = 0; i < request.count; ++i)
            colours.push_back(static_cast<uchar>(request.pixels[i * each]));
        asked.push_back(colours);
        for (const int colour : colours) {
            if (m_killers.contains(colour))
                return fail(ErrorKind::ChildFailed, QStringLiteral("The engine died."),
                            QStringLiteral("signal 11"));
        }
        return FakeEncoder::plainAnswer(request);
    }

    std::vector<std::vector<int>> asked;

private:
    const std::set<int> m_killers;
};

/// Answers with this number in place of each vector's first.
FakeEncoder::Answer withNumber(float number, int ofColour) {
    return [number, ofColour](const EncodeImagesRequest& request) -> Result<EncodeReply> {
        EncodeReply reply = *FakeEncoder::plainAnswer(request);
        const qsizetype each = request.side * request.side * 3;
        for (int i = 0; i < request.count; ++i) {
            if (static_cast<uchar>(request.pixels[i * each]) == ofColour)
                std::memcpy(reply.vectors.data() + i * dim * qsizetype(sizeof(float)), &number,
                            sizeof number);
        }
        return reply;
    };
}
}  // namespace

class VectorBatchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void vectorsStayInOrder();
    void nothingIsAskedTwice();
    void onlyThePictureThatKillsIsLeftOut();
    void severalKillersAreFound();
    void aWholeBatchOfKillers();
    void anEngineThatAlwaysDiesIsAnError();
    void otherErrorsAreNotHalved_data();
    void otherErrorsAreNotHalved();
    void cancelledWhileHalving();
    void vectorsThatMeanNothingAreRefused_data();
    void vectorsThatMeanNothingAreRefused();
    void answersThatDoNotFitAreRefused_data();
    void answersThatDoNotFitAreRefused();

private:
    const ModelInfo m_model = modelInfo();
};

void VectorBatchTest::vectorsStayInOrder() {
    FakeEncoder encoder;
    VectorBatch batch(encoder, m_model);
    const auto all = inputs(16);
    const auto items = batch.encode(all, {});
    VERIFY_OK(items);
    QCOMPARE(items->size(), all.size());
    for (int i = 0; i < 16; ++i)
        QCOMPARE(fromHalf((*items)[std::size_t(i)].vector), FakeEncoder::vectorOfColour(uchar(i)));
}

void VectorBatchTest::nothingIsAskedTwice() {
    FakeEncoder encoder;
    VectorBatch batch(encoder, m_model);
    VERIFY_OK(batch.encode(inputs(16), {}));
    QCOMPARE(encoder.batches(), 1);
}

void VectorBatchTest::onlyThePictureThatKillsIsLeftOut() {
    // Wherever it lies, and however many others there are.
    for (const int count : {1, 2, 3, 7, 16}) {
        for (int killer = 0; killer < count; ++killer) {
            Fragile engine({killer});
            FakeEncoder encoder(std::ref(engine));
            VectorBatch batch(encoder, m_model);
            const auto items = batch.encode(inputs(count), {});
            VERIFY_OK(items);
            QCOMPARE(int(items->size()), count);
            for (int i = 0; i < count; ++i) {
                const VectorBatch::Item& item = (*items)[std::size_t(i)];
                QCOMPARE(item.vector.isEmpty(), i == killer);
                if (i != killer)
                    QCOMPARE(fromHalf(item.vector), FakeEncoder::vectorOfColour(uchar(i)));
            }
            const Error& why = (*items)[std::size_t(killer)].error;
            QCOMPARE(why.kind, ErrorKind::ChildFailed);
            QVERIFY(why.sentence.endsWith(u'.'));
            QCOMPARE(why.detail, QStringLiteral("signal 11"));
        }
    }
}

void VectorBatchTest::severalKillersAreFound() {
    Fragile engine({3, 4, 15});
    FakeEncoder encoder(std::ref(engine));
    VectorBatch batch(encoder, m_model);
    const auto items = batch.encode(inputs(16), {});
    VERIFY_OK(items);
    std::set<int> without;
    for (int i = 0; i < 16; ++i) {
        if ((*items)[std::size_t(i)].vector.isEmpty())
            without.insert(i);
    }
    QCOMPARE(without, (std::set<int>{3, 4, 15}));
}

/// A harmless picture proves that the engine as such works.
void VectorBatchTest::aWholeBatchOfKillers() {
    Fragile engine({0, 1, 2, 3});
    FakeEncoder encoder(std::ref(engine));
    VectorBatch batch(encoder, m_model);
    const auto items = batch.encode(inputs(4), {});
    VERIFY_OK(items);
    for (const VectorBatch::Item& item : *items)
        QCOMPARE(item.error.kind, ErrorKind::ChildFailed);
    const auto probes = std::count(engine.asked.begin(), engine.asked.end(), std::vector{kGrey});
    QCOMPARE(probes, std::ptrdiff_t(4));
}

void VectorBatchTest::anEngineThatAlwaysDiesIsAnError() {
    Fragile engine({0, 1, 2, 3, kGrey});
    FakeEncoder encoder(std::ref(engine));
    VectorBatch batch(encoder, m_model);
    const auto items = batch.encode(inputs(4), {});
    VERIFY_FAILS(items, ErrorKind::ChildFailed);
    QCOMPARE(items.error().sentence, QStringLiteral("The engine died."));
    // No picture is blamed, and no more are tried.
    QCOMPARE(engine.asked.size(), std::size_t(4));
    QCOMPARE(engine.asked.back(), std::vector{kGrey});
}

void VectorBatchTest::otherErrorsAreNotHalved_data() {
    QTest::addColumn<int>("kind");
    QTest::newRow("cancelled") << int(ErrorKind::Cancelled);
    QTest::newRow("internal") << int(ErrorKind::Internal);
    QTest::newRow("no model") << int(ErrorKind::NotFound);
}

void VectorBatchTest::otherErrorsAreNotHalved() {
    QFETCH(int, kind);
    FakeEncoder encoder([kind](const EncodeImagesRequest&) -> Result<EncodeReply> {
        return fail(ErrorKind(kind), QStringLiteral("No."));
    });
    VectorBatch batch(encoder, m_model);
    VERIFY_FAILS(batch.encode(inputs(16), {}), ErrorKind(kind));
    QCOMPARE(encoder.batches(), 1);
}

void VectorBatchTest::cancelledWhileHalving() {
    const CancelToken cancel;
    FakeEncoder encoder([&](const EncodeImagesRequest&) -> Result<EncodeReply> {
        cancel.cancel();
        return fail(ErrorKind::ChildFailed, QStringLiteral("The engine died."));
    });
    VectorBatch batch(encoder, m_model);
    VERIFY_FAILS(batch.encode(inputs(16), cancel), ErrorKind::Cancelled);
    QCOMPARE(encoder.batches(), 1);
}

void VectorBatchTest::vectorsThatMeanNothingAreRefused_data() {
    QTest::addColumn<float>("number");
    QTest::newRow("not a number") << std::numeric_limits<float>::quiet_NaN();
    QTest::newRow("infinite") << std::numeric_limits<float>::infinity();
    QTest::newRow("minus infinite") << -std::numeric_limits<float>::infinity();
    QTest::newRow("its square is infinite") << 1e30f;
    QTest::newRow("zero") << 0.0f;
    // Finite, but not in 16 bits.
    QTest::newRow("infinite as a half") << 70'000.0f;
    QTest::newRow("zero as a half") << 1e-9f;
}

void VectorBatchTest::vectorsThatMeanNothingAreRefused() {
    QFETCH(float, number);
    // The vector of this colour points along the first axis.
    constexpr int colour = 8;
    FakeEncoder encoder(withNumber(number, colour));
    VectorBatch batch(encoder, m_model);
    const auto items = batch.encode(inputs(16), {});
    VERIFY_OK(items);
    for (int i = 0; i < 16; ++i) {
        const VectorBatch::Item& item = (*items)[std::size_t(i)];
        QCOMPARE(item.vector.isEmpty(), i == colour);
        if (i != colour)
            continue;
        QCOMPARE(item.error.kind, ErrorKind::BadInput);
        QVERIFY(item.error.sentence.endsWith(u'.'));
    }
    QCOMPARE(encoder.batches(), 1);
}

void VectorBatchTest::answersThatDoNotFitAreRefused_data() {
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("width");
    QTest::newRow("none") << 0 << dim;
    QTest::newRow("one too few") << 15 << dim;
    QTest::newRow("one too many") << 17 << dim;
    QTest::newRow("another dimension") << 16 << 2 * dim;
    QTest::newRow("another shape") << 8 << 2 * dim;
}

void VectorBatchTest::answersThatDoNotFitAreRefused() {
    QFETCH(int, rows);
    QFETCH(int, width);
    FakeEncoder encoder([rows, width](const EncodeImagesRequest&) -> Result<EncodeReply> {
        EncodeReply reply;
        reply.dim = width;
        reply.vectors = QByteArray(rows * width * qsizetype(sizeof(float)), 'v');
        return reply;
    });
    VectorBatch batch(encoder, m_model);
    VERIFY_FAILS(batch.encode(inputs(16), {}), ErrorKind::Internal);
    QCOMPARE(encoder.batches(), 1);
}

SEMBLANCE_APPLESS_TEST(VectorBatchTest)
#include "tst_vectorbatch.moc"
