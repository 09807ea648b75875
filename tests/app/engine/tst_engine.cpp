#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <future>

#include "core/base/paths.h"
#include "core/model/files/manifest.h"
#include "core/model/kernels/colourhistogram.h"
#include "core/remote/decoderpool.h"
#include "core/remote/engineclient.h"
#include "tests/testmain.h"

using namespace semblance;

/// The real semblance-engine with the shipped model, alone and together with real decoders.
class EngineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void helloIsTheManifest();
    void bothLanesAnswerTogether();
    void refusalsLeaveItAlive();
    void aBrokenModelIsReportedInPlaceOfTheHello();
    void encodeKeepsTheOrder();
    void encodeWorksWithoutTheEnvironment();
    void encodeGoesOnAfterABadPicture();
    void encodePrintsLinesWithoutJson();
    void encodeTakesManyItems();
    void exitCodes_data();
    void exitCodes();
    void paintedPicturesGiveTheReference_data();
    void paintedPicturesGiveTheReference();
    void photosMatchTheirCaptions();

private:
    struct Outcome {
        int code = -1;
        QByteArray out;
        QString err;
    };
    Outcome run(const QStringList& arguments,
                const QProcessEnvironment& environment = QProcessEnvironment::systemEnvironment());
    static std::vector<std::vector<double>> vectorsOf(const QByteArray& json);
    QString paint(int width, int height) const;

    const QString m_model = QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/models/mini");
    QJsonObject m_reference;
    QTemporaryDir m_dir;
};

namespace {

double cosine(const std::vector<double>& a, const std::vector<double>& b) {
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
        dot += a[i] * b[i];
        aa += a[i] * a[i];
        bb += b[i] * b[i];
    }
    return dot / std::sqrt(aa * bb);
}

std::vector<double> numbers(const QJsonArray& array) {
    std::vector<double> result;
    for (const QJsonValue& value : array)
        result.push_back(value.toDouble());
    return result;
}

QByteArray greyPictures(int count) {
    return QByteArray(qsizetype(count) * 260 * 260 * 3, '\x80');
}

}  // namespace

void EngineTest::initTestCase() {
    qputenv("SEMBLANCE_BIN_DIR", SEMBLANCE_BIN_DIR);
    qputenv("SEMBLANCE_RESOURCES", SEMBLANCE_SOURCE_DIR "/resources");
    QVERIFY(m_dir.isValid());
    QFile file(QStringLiteral(SEMBLANCE_SOURCE_DIR "/tests/core/model/data/reference.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_reference = QJsonDocument::fromJson(file.readAll()).object();
}

EngineTest::Outcome EngineTest::run(const QStringList& arguments,
                                    const QProcessEnvironment& environment) {
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(siblingProgram(QStringLiteral("semblance-engine")), arguments);
    process.closeWriteChannel();
    if (!process.waitForFinished(120'000))
        return {};
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2,
            process.readAllStandardOutput(), QString::fromUtf8(process.readAllStandardError())};
}

std::vector<std::vector<double>> EngineTest::vectorsOf(const QByteArray& json) {
    std::vector<std::vector<double>> rows;
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    for (const QJsonValue& row : object[u"vectors"].toArray())
        rows.push_back(numbers(row.toArray()));
    return rows;
}

/// One of the reference's painted pictures as a PNG file.
QString EngineTest::paint(int width, int height) const {
    QImage image(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const int red =
                int(std::floor(127.5 + 127.5 * std::sin(x / 37.0) * std::cos(y / 53.0)));
            const int green = (x / 80 + y / 80) % 2 == 0 ? 200 : 40;
            const int blue = int(std::floor(255.0 * (x + y) / (width + height - 2)));
            image.setPixel(x, y, qRgb(red, green, blue));
        }
    }
    const QString path = m_dir.filePath(QStringLiteral("painted %1x%2.png").arg(width).arg(height));
    return image.save(path) ? path : QString();
}

void EngineTest::helloIsTheManifest() {
    EngineClient engine(m_model);
    const auto info = engine.model({});
    QVERIFY2(info, qPrintable(info ? QString() : info.error().sentence));
    const auto manifest = ModelManifest::read(m_model);
    QVERIFY(manifest);
    QCOMPARE(info->name, QStringLiteral("mini"));
    QCOMPARE(info->hash, manifest->hash());
    QCOMPARE(info->dim, 512);
    QCOMPARE(info->input, manifest->input);
    QCOMPARE(info->defaultMix, manifest->defaultMix);
    QCOMPARE(info->logitScale, manifest->logitScale);
    QVERIFY(info->composes);
    QCOMPARE(info->device, QStringLiteral("cpu"));
    QVERIFY(info->precision == QStringLiteral("fp32") || info->precision == QStringLiteral("bf16"));
}

void EngineTest::bothLanesAnswerTogether() {
    EngineClient engine(m_model);
    EncodeImagesRequest request;
    request.count = 24;
    request.side = 260;
    request.pixels = greyPictures(request.count);
    auto pictures =
        std::async(std::launch::async, [&] { return engine.encodeImages(request, CancelToken()); });
    QueryRequest query;
    query.texts = {QStringLiteral("a dog"), QStringLiteral("雪の中の犬")};
    const auto texts = engine.encodeQuery(query, CancelToken());
    QVERIFY2(texts, qPrintable(texts ? QString() : texts.error().sentence));
    QCOMPARE(texts->textVectors.size(), qsizetype(2 * 512 * sizeof(float)));
    QCOMPARE(texts->unknownFractions.size(), 2);
    QVERIFY(texts->unknownFractions[0] < 0.1f);
    QVERIFY(texts->unknownFractions[1] > 0.9f);
    const auto rows = pictures.get();
    QVERIFY2(rows, qPrintable(rows ? QString() : rows.error().sentence));
    QCOMPARE(rows->vectors.size(), qsizetype(24 * 512 * sizeof(float)));
}

void EngineTest::refusalsLeaveItAlive() {
    EngineClient engine(m_model);
    QVERIFY(engine.model({}));
    const qint64 pid = engine.processId();
    QueryRequest query;
    query.texts = {QStringLiteral("  ")};
    const auto blank = engine.encodeQuery(query, CancelToken());
    QVERIFY(!blank);
    QCOMPARE(blank.error().kind, ErrorKind::WrongUse);
    EncodeImagesRequest request;
    request.count = 1;
    request.side = 224;
    request.pixels = QByteArray(224 * 224 * 3, '\0');
    const auto wrongSide = engine.encodeImages(request, CancelToken());
    QVERIFY(!wrongSide);
    QCOMPARE(wrongSide.error().kind, ErrorKind::WrongUse);
    query.texts = {QStringLiteral("a dog")};
    QVERIFY(engine.encodeQuery(query, CancelToken()));
    QCOMPARE(engine.processId(), pid);
}

void EngineTest::aBrokenModelIsReportedInPlaceOfTheHello() {
    const QString copy = m_dir.filePath(QStringLiteral("broken"));
    QVERIFY(QDir().mkpath(copy));
    for (const QString& name : QDir(m_model).entryList(QDir::Files))
        QVERIFY(QFile::copy(QDir(m_model).filePath(name), QDir(copy).filePath(name)));
    QFile part(QDir(copy).filePath(QStringLiteral("use-lite.spm.model")));
    QVERIFY(part.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    QVERIFY(part.open(QIODevice::ReadWrite));
    QVERIFY(part.seek(200'000));
    char byte = 0;
    QVERIFY(part.getChar(&byte) && part.seek(200'000) && part.putChar(char(byte ^ 1)));
    part.close();

    EngineClient engine(copy);
    const auto info = engine.model({});
    QVERIFY(!info);
    QCOMPARE(info.error().kind, ErrorKind::Corrupt);
    QVERIFY2(info.error().sentence.contains(QStringLiteral("use-lite.spm.model")),
             qPrintable(info.error().sentence));

    const Outcome encode = run({QStringLiteral("encode"), QStringLiteral("--model"), copy,
                                QStringLiteral("--text"), QStringLiteral("dog")});
    QCOMPARE(encode.code, 3);
    QVERIFY2(encode.err.contains(QStringLiteral("use-lite.spm.model")), qPrintable(encode.err));
    QVERIFY2(encode.err.contains(QStringLiteral("is damaged")), qPrintable(encode.err));

    // In the window's language, when a window asks.
    qputenv("SEMBLANCE_LANGUAGE", "de_DE");
    const auto german = EngineClient(copy).model({});
    qunsetenv("SEMBLANCE_LANGUAGE");
    QVERIFY(!german);
    QCOMPARE(german.error().kind, ErrorKind::Corrupt);
    QVERIFY2(german.error().sentence.contains(QStringLiteral("ist beschädigt")),
             qPrintable(german.error().sentence));
}

void EngineTest::encodeKeepsTheOrder() {
    const QString picture = paint(224, 224);
    const QStringList dog{QStringLiteral("--text"), QStringLiteral("a dog")};
    const QStringList cat{QStringLiteral("--text"), QStringLiteral("a cat")};
    const QStringList image{QStringLiteral("--image"), picture};
    const QStringList command{QStringLiteral("encode"), QStringLiteral("--model"),
                              QStringLiteral("mini"), QStringLiteral("--json")};
    const Outcome mixed = run(command + dog + image + cat + image + dog);
    QVERIFY2(mixed.code == 0, qPrintable(mixed.err));
    const auto rows = vectorsOf(mixed.out);
    QCOMPARE(rows.size(), 5u);
    QCOMPARE(QJsonDocument::fromJson(mixed.out).object()[u"dim"].toInt(), 512);
    for (const auto& row : rows) {
        QCOMPARE(row.size(), 512u);
        double length = 0;
        for (const double value : row)
            length += value * value;
        QVERIFY(std::abs(std::sqrt(length) - 1) < 1e-4);
    }
    QVERIFY(cosine(rows[0], rows[4]) > 0.9999);
    QVERIFY(cosine(rows[1], rows[3]) > 0.9999);
    QVERIFY(cosine(rows[0], rows[2]) < 0.99);
    const Outcome alone = run(command + cat);
    QCOMPARE(alone.code, 0);
    QVERIFY(cosine(vectorsOf(alone.out)[0], rows[2]) > 0.9999);
}

void EngineTest::encodeWorksWithoutTheEnvironment() {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("OMP_WAIT_POLICY"));
    const Outcome outcome =
        run({QStringLiteral("encode"), QStringLiteral("--model"), m_model, QStringLiteral("--text"),
             QStringLiteral("große Wörter 🐕"), QStringLiteral("--json")},
            environment);
    QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
    QCOMPARE(vectorsOf(outcome.out).size(), 1u);
}

void EngineTest::encodeGoesOnAfterABadPicture() {
    const QString broken = m_dir.filePath(QStringLiteral("broken.jpg"));
    QFile file(broken);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("this is no picture");
    file.close();
    const Outcome outcome =
        run({QStringLiteral("encode"), QStringLiteral("--model"), m_model, QStringLiteral("--json"),
             QStringLiteral("--image"), broken, QStringLiteral("--image"), paint(224, 224),
             QStringLiteral("--image"), m_dir.filePath(QStringLiteral("none.png"))});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains(broken), qPrintable(outcome.err));
    QVERIFY(outcome.err.contains(QStringLiteral("none.png")));
    const QJsonArray rows = QJsonDocument::fromJson(outcome.out).object()[u"vectors"].toArray();
    QCOMPARE(rows.size(), 3);
    QVERIFY(rows[0].isNull() && rows[2].isNull());
    QCOMPARE(rows[1].toArray().size(), 512);
}

void EngineTest::encodePrintsLinesWithoutJson() {
    const Outcome outcome =
        run({QStringLiteral("encode"), QStringLiteral("--model"), m_model, QStringLiteral("--text"),
             QStringLiteral("dog"), QStringLiteral("--text"), QStringLiteral("cat")});
    QCOMPARE(outcome.code, 0);
    const QByteArrayList lines = outcome.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    for (const QByteArray& line : lines)
        QCOMPARE(line.split(' ').size(), 512);
}

void EngineTest::encodeTakesManyItems() {
    QStringList arguments{QStringLiteral("encode"), QStringLiteral("--model"), m_model,
                          QStringLiteral("--json")};
    const QString picture = paint(40, 30);
    for (int i = 0; i < 70; ++i) {
        arguments << QStringLiteral("--image") << picture;
        arguments << QStringLiteral("--text") << QStringLiteral("number %1").arg(i);
    }
    const Outcome outcome = run(arguments);
    QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
    const auto rows = vectorsOf(outcome.out);
    QCOMPARE(rows.size(), 140u);
    QVERIFY(cosine(rows[0], rows[138]) > 0.9999);
}

void EngineTest::exitCodes_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::newRow("help") << QStringList{QStringLiteral("--help")} << 0;
    QTest::newRow("version") << QStringList{QStringLiteral("--version")} << 0;
    QTest::newRow("nothing") << QStringList{} << 2;
    QTest::newRow("unknown option") << QStringList{QStringLiteral("--loud")} << 2;
    QTest::newRow("blank sentence")
        << QStringList{QStringLiteral("encode"), QStringLiteral("--model"), QStringLiteral("mini"),
                       QStringLiteral("--text"), QStringLiteral("  ")}
        << 2;
    QTest::newRow("no such model")
        << QStringList{QStringLiteral("encode"), QStringLiteral("--model"),
                       QStringLiteral("/nowhere"), QStringLiteral("--text"), QStringLiteral("dog")}
        << 3;
    QTest::newRow("serve without model")
        << QStringList{QStringLiteral("serve"), QStringLiteral("--model"),
                       QStringLiteral("/nowhere")}
        << 3;
}

void EngineTest::exitCodes() {
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.code, code);
    const bool isServe = arguments.value(0) == QLatin1StringView("serve");
    QVERIFY(isServe || (code == 0 ? !outcome.out.isEmpty() : outcome.err.endsWith(u'\n')));
}

void EngineTest::paintedPicturesGiveTheReference_data() {
    QTest::addColumn<int>("index");
    for (int i = 0; i < m_reference[u"painted_images"].toArray().size(); ++i)
        QTest::addRow("picture %d", i) << i;
}

void EngineTest::paintedPicturesGiveTheReference() {
    QFETCH(int, index);
    const QJsonValue expected = m_reference[u"painted_images"].toArray()[index];
    const QString path = paint(expected[u"width"].toInt(), expected[u"height"].toInt());
    QVERIFY(!path.isEmpty());
    DecodeRequest request;
    request.path = path;
    request.wantInput = true;
    DecoderPool pool;
    const auto decoded = pool.decodeNow(request);
    QVERIFY2(decoded, qPrintable(decoded ? QString() : decoded.error().sentence));
    const auto* pixels = reinterpret_cast<const std::uint8_t*>(decoded->input.constData());

    double sums[3] = {};
    for (qsizetype i = 0; i < decoded->input.size(); ++i)
        sums[i % 3] += (pixels[i] - 127.0) / 128.0;
    for (int c = 0; c < 3; ++c) {
        const double mean = sums[c] / (260.0 * 260.0);
        QVERIFY2(std::abs(mean - expected[u"input_mean"][c].toDouble()) <= 0.03,
                 qPrintable(QString::number(mean)));
    }

    std::array<double, kColourBins> wanted{};
    for (const QJsonValue& bin : expected[u"colour_nonzero"].toArray())
        wanted[std::size_t(bin[0].toInt())] = bin[1].toDouble();
    const auto histogram = colourHistogram(std::span(pixels, std::size_t(decoded->input.size())));
    for (std::size_t bin = 0; bin < wanted.size(); ++bin) {
        QVERIFY2(std::abs(double(histogram[bin]) - wanted[bin]) <= 0.03,
                 qPrintable(QStringLiteral("bin %1: %2, not %3")
                                .arg(bin)
                                .arg(double(histogram[bin]))
                                .arg(wanted[bin])));
    }

    const Outcome outcome = run({QStringLiteral("encode"), QStringLiteral("--model"), m_model,
                                 QStringLiteral("--json"), QStringLiteral("--image"), path});
    QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
    const double similarity =
        cosine(vectorsOf(outcome.out)[0], numbers(expected[u"embedding_full"].toArray()));
    QVERIFY2(similarity > 0.99, qPrintable(QString::number(similarity)));
}

void EngineTest::photosMatchTheirCaptions() {
    const QDir photos(QStringLiteral(SEMBLANCE_SHARED_DIR "/data/photos/images"));
    if (!photos.exists())
        QSKIP("../shared/data/photos is not here.");
    const QJsonObject expected = m_reference[u"photos"].toObject();
    QStringList arguments{QStringLiteral("encode"), QStringLiteral("--model"), m_model,
                          QStringLiteral("--json")};
    for (const QJsonValue& file : expected[u"files"].toArray())
        arguments << QStringLiteral("--image") << photos.filePath(file.toString());
    for (const QJsonValue& caption : expected[u"captions"].toArray())
        arguments << QStringLiteral("--text") << caption.toString();
    const Outcome outcome = run(arguments);
    QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
    const auto rows = vectorsOf(outcome.out);
    const QJsonArray cosines = expected[u"cosine"].toArray();
    const auto count = std::size_t(cosines.size());
    QCOMPARE(rows.size(), 2 * count);
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t j = 0; j < count; ++j) {
            const double got = cosine(rows[i], rows[count + j]);
            const double wanted = cosines[qsizetype(i)][qsizetype(j)].toDouble();
            QVERIFY2(std::abs(got - wanted) <= 0.03,
                     qPrintable(QStringLiteral("photo %1, caption %2: %3, not %4")
                                    .arg(i)
                                    .arg(j)
                                    .arg(got)
                                    .arg(wanted)));
        }
    }
}

SEMBLANCE_TEST(EngineTest)
#include "tst_engine.moc"
