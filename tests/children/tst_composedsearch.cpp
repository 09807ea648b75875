#include <QDir>
#include <QJsonDocument>
#include <QTest>
#include <cmath>
#include <numeric>

#include "core/remote/decoderpool.h"
#include "core/remote/engineclient.h"
#include "tests/app/cli/composer.h"
#include "tests/app/cli/programs.h"
#include "tests/core/model/composition/composingmodel.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {
using Vector = std::vector<double>;

constexpr double kTolerance = 0.004;  // of stored vectors, which are half precision

double dot(const Vector& a, const Vector& b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

Vector slerp(const Vector& a, const Vector& b, double t) {
    const double theta = std::acos(std::clamp(dot(a, b), -1.0, 1.0));
    Vector sum(a.size());
    for (std::size_t i = 0; i < a.size(); ++i)
        sum[i] = (std::sin((1 - t) * theta) * a[i] + std::sin(t * theta) * b[i]) / std::sin(theta);
    return sum;
}

double cosine(const std::vector<float>& a, const std::vector<float>& b) {
    return dot(Vector(a.begin(), a.end()), Vector(b.begin(), b.end()));
}

const QString kModification = QStringLiteral("in green");
}  // namespace

/// Learned composition through the real engine, and as the command line searches with it.
class ComposedSearchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theHelloTellsOfIt();
    void oneCallForEverything();
    void hostileRequestsAreRefused_data();
    void hostileRequestsAreRefused();
    void aPlainModelSaysSo();
    void theMixGoesThroughTheComposition_data();
    void theMixGoesThroughTheComposition();
    void weightsOfReferencesAreCarried();
    void aBatchAnswersAsSingleQueriesDo();
    void aReferenceThatIsAwayIsComposedFromItsPreview();

private:
    QString picture(const QString& name) const {
        return m_programs.path(QStringLiteral("pictures/%1.png").arg(name));
    }
    QByteArray input(const QString& name);
    QJsonObject search(const QStringList& query) const {
        return m_programs
            .cli(QStringList{QStringLiteral("search"), QStringLiteral("--json")} + query)
            .last();
    }
    void compareScores(const QJsonObject& answer, const Vector& wanted, const QStringList& without);

    Programs m_programs;
    QString m_model;
    const QStringList m_names{QStringLiteral("red-heart"), QStringLiteral("green-heart"),
                              QStringLiteral("cat"), QStringLiteral("blue-book"),
                              QStringLiteral("house")};
    QMap<QString, Vector> m_vectors;  // by path
    Vector m_sentence;
    std::unique_ptr<EngineClient> m_engine;
    std::unique_ptr<Composer> m_composer;
    DecoderPool m_decoders;
};

void ComposedSearchTest::initTestCase() {
    qputenv("SEMBLANCE_BIN_DIR", SEMBLANCE_BIN_DIR);
    // Else this process and the programs, which have homes of their own, may each have measured
    // another precision to be best.
    qputenv("SEMBLANCE_PRECISION", "fp32");
    m_programs.setVariable(QStringLiteral("SEMBLANCE_PRECISION"), QStringLiteral("fp32"));
    m_model = m_programs.path(QStringLiteral("composing"));
    const Status written = writeComposingModel(m_model, 2);
    QVERIFY2(written, written ? "" : qPrintable(written.error().sentence));
    m_engine = std::make_unique<EngineClient>(m_model);
    m_composer = std::make_unique<Composer>(m_model);

    QVERIFY(QDir().mkpath(m_programs.path(QStringLiteral("pictures"))));
    QStringList paths;
    for (const QString& name : m_names) {
        QVERIFY(QFile::copy(demoPicture(name), picture(name)));
        paths.append(picture(name));
    }
    const ProgramRun run = m_programs.cli({QStringLiteral("index"), QStringLiteral("--model"),
                                           m_model, m_programs.path(QStringLiteral("pictures"))});
    COMPARE_EXIT(run, 0);
    // The towers are the shipped model's.
    const std::vector<Vector> rows = m_programs.encode(paths, {kModification});
    QCOMPARE(qsizetype(rows.size()), paths.size() + 1);
    for (qsizetype i = 0; i < paths.size(); ++i)
        m_vectors.insert(paths[i], rows[std::size_t(i)]);
    m_sentence = rows.back();
}

QByteArray ComposedSearchTest::input(const QString& name) {
    DecodeRequest request;
    request.path = picture(name);
    request.wantInput = true;
    const auto decoded = m_decoders.decodeNow(request);
    return decoded ? decoded->input : QByteArray();
}

void ComposedSearchTest::compareScores(const QJsonObject& answer, const Vector& wanted,
                                       const QStringList& without) {
    const QMap<QString, double> scores = scoresOf(answer);
    QCOMPARE(scores.size(), m_vectors.size() - without.size());
    for (auto it = m_vectors.begin(); it != m_vectors.end(); ++it) {
        if (without.contains(it.key()))
            continue;
        const double score = scores.value(it.key(), -2);
        QVERIFY2(std::abs(score - dot(it.value(), wanted)) < kTolerance,
                 qPrintable(QStringLiteral("%1: %2, not %3")
                                .arg(it.key())
                                .arg(score)
                                .arg(dot(it.value(), wanted))));
    }
}

void ComposedSearchTest::theHelloTellsOfIt() {
    const auto info = m_engine->model({});
    QVERIFY2(info, info ? "" : qPrintable(info.error().sentence));
    QVERIFY(info->composes);
    QCOMPARE(info->wordWidth, 2 * 256);
    QVERIFY(!info->compositionHash.isEmpty());
}

void ComposedSearchTest::oneCallForEverything() {
    const QByteArray heart = input(m_names[0]);
    const QByteArray cat = input(m_names[2]);
    QVERIFY(!heart.isEmpty() && !cat.isEmpty());
    QueryRequest request;
    request.pictures = {2, 260, heart + cat};
    request.texts = {kModification, QStringLiteral("an animal")};
    request.compositions = {{1, {}, kModification}, {0, {}, QStringLiteral("on a beach")}};
    const auto reply = m_engine->encodeQuery(request, {});
    QVERIFY2(reply, reply ? "" : qPrintable(reply.error().sentence));
    QCOMPARE(reply->dim, 512);
    QCOMPARE(reply->unknownFractions.size(), 2);
    const auto plain = m_engine->encodeImages(request.pictures, {});
    QVERIFY(plain);
    QVERIFY(cosine(rowOf(reply->pictureVectors, 512, 1), rowOf(plain->vectors, 512, 1)) > 0.9999);

    // The words say the same as the pictures they came with.
    QueryRequest again;
    const qsizetype bytes = reply->wordWidth * qsizetype(sizeof(float));
    again.compositions = {{-1, reply->words.mid(bytes, bytes), kModification},
                          {-1, reply->words.left(bytes), QStringLiteral("on a beach")}};
    const auto byWord = m_engine->encodeQuery(again, {});
    QVERIFY2(byWord, byWord ? "" : qPrintable(byWord.error().sentence));
    for (int row = 0; row < 2; ++row)
        QVERIFY(cosine(rowOf(byWord->composedVectors, 512, row),
                       rowOf(reply->composedVectors, 512, row)) > 0.9999);
    QVERIFY(cosine(rowOf(reply->composedVectors, 512, 0), rowOf(reply->composedVectors, 512, 1)) <
            0.999);
}

void ComposedSearchTest::hostileRequestsAreRefused_data() {
    QTest::addColumn<int>("picture");
    QTest::addColumn<int>("wordBytes");
    QTest::addColumn<QString>("modification");
    const int right = 2 * 256 * int(sizeof(float));
    QTest::newRow("word too short") << -1 << right - 4 << kModification;
    QTest::newRow("word too long") << -1 << right + 4 << kModification;
    QTest::newRow("no word") << -1 << 0 << kModification;
    QTest::newRow("picture out of range") << 1 << 0 << kModification;
    QTest::newRow("blank modification") << 0 << 0 << QStringLiteral(" \t ");
    QTest::newRow("blank modification of a word") << -1 << right << QString();
}

void ComposedSearchTest::hostileRequestsAreRefused() {
    QFETCH(int, picture);
    QFETCH(int, wordBytes);
    QFETCH(QString, modification);
    QVERIFY(m_engine->model({}));
    const qint64 before = m_engine->processId();
    QueryRequest request;
    request.pictures = {1, 260, input(m_names[0])};
    request.compositions = {{picture, QByteArray(wordBytes, '\0'), modification}};
    const auto reply = m_engine->encodeQuery(request, {});
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, ErrorKind::WrongUse);
    QVERIFY2(reply.error().sentence.endsWith(u'.'), qPrintable(reply.error().sentence));
    QCOMPARE(m_engine->processId(), before);
}

void ComposedSearchTest::aPlainModelSaysSo() {
    const QString plain = m_programs.path(QStringLiteral("plain"));
    QVERIFY(writePlainModel(plain));
    EngineClient engine(plain);
    const auto info = engine.model({});
    QVERIFY(info && !info->composes);
    QCOMPARE(info->wordWidth, 0);
    QueryRequest request;
    request.pictures = {1, 260, input(m_names[0])};
    const auto picture = engine.encodeQuery(request, {});
    QVERIFY(picture && picture->words.isEmpty());
    request.compositions = {{0, {}, kModification}};
    const auto reply = engine.encodeQuery(request, {});
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, ErrorKind::WrongUse);
}

void ComposedSearchTest::theMixGoesThroughTheComposition_data() {
    QTest::addColumn<double>("mix");
    for (const double mix : {0.0, 0.25, 0.5, 0.75, 1.0})
        QTest::addRow("%.2f", mix) << mix;
}

void ComposedSearchTest::theMixGoesThroughTheComposition() {
    QFETCH(double, mix);
    const QString heart = picture(m_names[0]);
    const Vector c = m_composer->composed(heart, kModification);
    QVERIFY(!c.empty());
    const Vector wanted =
        mix <= 0.5 ? slerp(m_vectors[heart], c, 2 * mix) : slerp(c, m_sentence, 2 * mix - 1);
    compareScores(search({QStringLiteral("--image"), heart, QStringLiteral("--modify"),
                          kModification, QStringLiteral("--mix"), QString::number(mix)}),
                  wanted, {heart});
}

void ComposedSearchTest::weightsOfReferencesAreCarried() {
    const QString heart = picture(m_names[0]);
    const QString cat = picture(m_names[2]);
    const Vector wanted = slerp(m_composer->composed(heart, kModification),
                                m_composer->composed(cat, kModification), 0.5);
    compareScores(search({QStringLiteral("--image"), heart, QStringLiteral("--image"), cat,
                          QStringLiteral("--modify"), kModification, QStringLiteral("--mix"),
                          QStringLiteral("0.5")}),
                  wanted, {heart, cat});
}

void ComposedSearchTest::aBatchAnswersAsSingleQueriesDo() {
    QByteArray lines;
    for (const QString& name : m_names) {
        lines += QJsonDocument(QJsonObject{{QStringLiteral("id"), name},
                                           {QStringLiteral("image"), picture(name)},
                                           {QStringLiteral("modify"), kModification}})
                     .toJson(QJsonDocument::Compact) +
                 '\n';
    }
    const ProgramRun run = m_programs.cli({QStringLiteral("search"), QStringLiteral("--batch"),
                                           QStringLiteral("-"), QStringLiteral("--json")},
                                          lines);
    COMPARE_EXIT(run, 0);
    const QList<QJsonObject> answers = run.objects();
    QCOMPARE(answers.size(), m_names.size());
    for (const QJsonObject& answer : answers) {
        const QString name = answer[QStringLiteral("id")].toString();
        const auto together = scoresOf(answer);
        const auto alone = scoresOf(search(
            {QStringLiteral("--image"), picture(name), QStringLiteral("--modify"), kModification}));
        QCOMPARE(together.keys(), alone.keys());
        for (auto it = alone.begin(); it != alone.end(); ++it)
            QVERIFY(std::abs(together[it.key()] - it.value()) < 0.001);
    }
}

void ComposedSearchTest::aReferenceThatIsAwayIsComposedFromItsPreview() {
    const QString heart = picture(m_names[0]);
    const QStringList query{QStringLiteral("--image"), heart, QStringLiteral("--modify"),
                            kModification};
    const auto before = scoresOf(search(query));
    const QString folder = m_programs.path(QStringLiteral("pictures"));
    QVERIFY(QDir().rename(folder, folder + QStringLiteral(" away")));
    const auto after = scoresOf(search(query));
    QVERIFY(QDir().rename(folder + QStringLiteral(" away"), folder));
    QCOMPARE(after.keys(), before.keys());
    for (auto it = before.begin(); it != before.end(); ++it)
        QVERIFY2(std::abs(after[it.key()] - it.value()) < 0.05, qPrintable(it.key()));
}

SEMBLANCE_TEST(ComposedSearchTest)
#include "tst_composedsearch.moc"
