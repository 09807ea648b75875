#include "core/evaluate/modelencoder.h"
#include "tests/testmain.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include "tests/core/model/composition/composingmodel.h"

using namespace semblance;

namespace {
constexpr int kSide = 260;

/// Files are not looked at: a picture's colours follow from its path.
class PaintingDecoder : public PictureDecoder {
public:
    void decode(DecodeRequest request, Priority, const CancelToken&, Decide, Done done) override {
        ++decoded;
        if (request.path.endsWith(QStringLiteral("broken")))
            return done(fail(ErrorKind::BadInput, QStringLiteral("It is broken.")));
        DecodeReply reply;
        reply.input = inputOf(request.path);
        done(std::move(reply));
    }
    int parallelism() const override { return 1; }

    static QByteArray inputOf(const QString& path) {
        const auto seed = static_cast<int>(path.back().unicode());
        QByteArray pixels(kSide * kSide * 3, Qt::Uninitialized);
        for (int i = 0; i < kSide * kSide; ++i) {
            pixels[3 * i] = static_cast<char>(seed * 37 + i / kSide / 4);
            pixels[3 * i + 1] = static_cast<char>(seed * 91);
            pixels[3 * i + 2] = static_cast<char>(seed * (i % kSide) / 16);
        }
        return pixels;
    }

    int decoded = 0;
};

DatasetPicture picture(const char* name) {
    const QString text = QString::fromLatin1(name);
    return {text, QDir::temp().filePath(text), {}};
}

ComposedQuery query(const char* reference, const char* modification) {
    return {picture(reference), QString::fromLatin1(modification)};
}
}  // namespace

class ModelEncoderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void composesAsTheModelDoes();
    void eachReferenceIsDecodedOnce();
    void wordsAreKeptOnDisk();
    void anUnreadableReferenceIsNamed();
    void aPlainModelDoesNotCompose();

private:
    QTemporaryDir m_dir;
    std::unique_ptr<DualEncoder> m_model;
    PaintingDecoder m_decoder;
};

void ModelEncoderTest::initTestCase() {
    const QString dir = m_dir.filePath(QStringLiteral("composing"));
    QVERIFY(test::writeComposingModel(dir, 1));
    auto loaded = DualEncoder::load(dir);
    QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().sentence));
    m_model = std::move(*loaded);
}

void ModelEncoderTest::composesAsTheModelDoes() {
    ModelEncoder encoder(*m_model, m_decoder);
    QVERIFY(encoder.composes());
    const std::vector<ComposedQuery> queries{query("a", "is red"), query("b", "is red"),
                                             query("a", "on a beach")};
    const auto rows = encoder.encodeComposed(queries, {}, {});
    QVERIFY2(rows, rows ? "" : qPrintable(rows.error().sentence));
    QCOMPARE(rows->dim, encoder.dim());
    QCOMPARE(rows->size(), queries.size());
    for (std::size_t i = 0; i < queries.size(); ++i) {
        const QByteArray input = PaintingDecoder::inputOf(queries[i].reference.path);
        const auto reference = m_model->encodeReferences(
            std::span(reinterpret_cast<const std::uint8_t*>(input.constData()),
                      static_cast<std::size_t>(input.size())),
            1, kSide);
        QVERIFY(reference);
        const DualEncoder::Composition composition{reference->words, queries[i].modification};
        const auto expected = m_model->encodeComposed(std::span(&composition, 1));
        QVERIFY(expected);
        // Alone or among others, up to the last bits.
        QVERIFY(dot(rows->row(i), *expected) > 0.9999f);
    }
    QVERIFY(dot(rows->row(0), rows->row(1)) < 0.9999f);
    QVERIFY(dot(rows->row(0), rows->row(2)) < 0.9999f);
}

void ModelEncoderTest::eachReferenceIsDecodedOnce() {
    ModelEncoder encoder(*m_model, m_decoder);
    m_decoder.decoded = 0;
    QVERIFY(encoder.encodeComposed({query("a", "x"), query("b", "y"), query("a", "z")}, {}, {}));
    QCOMPARE(m_decoder.decoded, 2);
    QVERIFY(encoder.encodeComposed({query("b", "other"), query("c", "y")}, {}, {}));
    QCOMPARE(m_decoder.decoded, 3);
}

void ModelEncoderTest::wordsAreKeptOnDisk() {
    const QString cache = m_dir.filePath(QStringLiteral("cache"));
    const std::vector<ComposedQuery> queries{query("a", "is red"), query("b", "is red")};
    const auto first = ModelEncoder(*m_model, m_decoder, cache).encodeComposed(queries, {}, {});
    QVERIFY(first);
    m_decoder.decoded = 0;
    const auto second = ModelEncoder(*m_model, m_decoder, cache).encodeComposed(queries, {}, {});
    QVERIFY(second);
    QCOMPARE(m_decoder.decoded, 0);
    QCOMPARE(second->values, first->values);
}

void ModelEncoderTest::anUnreadableReferenceIsNamed() {
    ModelEncoder encoder(*m_model, m_decoder);
    const auto rows = encoder.encodeComposed({query("a", "x"), query("broken", "y")}, {}, {});
    QVERIFY(!rows);
    QVERIFY2(rows.error().sentence.contains(QStringLiteral("broken")),
             qPrintable(rows.error().sentence));
}

void ModelEncoderTest::aPlainModelDoesNotCompose() {
    const QString dir = m_dir.filePath(QStringLiteral("plain"));
    QVERIFY(test::writePlainModel(dir));
    const auto plain = DualEncoder::load(dir);
    QVERIFY(plain);
    QVERIFY(!ModelEncoder(**plain, m_decoder).composes());
}

SEMBLANCE_TEST(ModelEncoderTest)
#include "tst_modelencoder.moc"
