#include <QDir>
#include <QImage>
#include <QPainter>
#include <QTest>
#include <cmath>

#include "core/remote/engineclient.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {
constexpr int side = 260;

QByteArray rgbOf(const QImage& image) {
    const QImage rgb = image.convertToFormat(QImage::Format_RGB888);
    QByteArray bytes;
    for (int y = 0; y < side; ++y)
        bytes.append(reinterpret_cast<const char*>(rgb.constScanLine(y)), qsizetype(side) * 3);
    return bytes;
}

std::vector<std::vector<float>> vectorsOf(EngineClient& engine, const QList<QImage>& images,
                                          const QStringList& texts = {}) {
    QueryRequest request;
    request.pictures.count = int(images.size());
    request.pictures.side = side;
    for (const QImage& image : images)
        request.pictures.pixels += rgbOf(image);
    request.texts = texts;
    const auto reply = engine.encodeQuery(request, {});
    if (!reply)
        qFatal("%s", qPrintable(reply.error().sentence));
    std::vector<std::vector<float>> vectors;
    for (int i = 0; i < images.size(); ++i)
        vectors.push_back(rowOf(reply->pictureVectors, reply->dim, i));
    for (int i = 0; i < texts.size(); ++i)
        vectors.push_back(rowOf(reply->textVectors, reply->dim, i));
    return vectors;
}

QList<QImage> demoInputs(int count) {
    const QDir dir(QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/demo/photos"));
    QList<QImage> images;
    const QStringList names = dir.entryList({QStringLiteral("*.jpg")}, QDir::Files, QDir::Name);
    for (int i = 0; i < count; ++i) {
        const QImage whole(dir.filePath(names.at(i * names.size() / count)));
        const QImage filled =
            whole.scaled(side, side, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
        images.append(
            filled.copy((filled.width() - side) / 2, (filled.height() - side) / 2, side, side));
    }
    return images;
}

std::vector<float> mapOf(EngineClient& engine, const QImage& image,
                         const std::vector<float>& direction, int& columns) {
    ExplainRequest request;
    request.picture.count = 1;
    request.picture.side = side;
    request.picture.pixels = rgbOf(image);
    request.direction = QByteArray(reinterpret_cast<const char*>(direction.data()),
                                   qsizetype(direction.size() * sizeof(float)));
    const auto reply = engine.explain(request, {});
    if (!reply)
        qFatal("%s", qPrintable(reply.error().sentence));
    columns = reply->columns;
    return rowOf(reply->cells, columns * columns, 0);
}

std::vector<float> difference(std::vector<float> a, const std::vector<float>& b) {
    for (std::size_t i = 0; i < a.size(); ++i)
        a[i] -= b[i];
    return a;
}

double dotOf(const std::vector<float>& a, const std::vector<float>& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += double(a[i]) * double(b[i]);
    return sum;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
    double meanA = 0;
    double meanB = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        meanA += a[i] / double(a.size());
        meanB += b[i] / double(b.size());
    }
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        ab += (a[i] - meanA) * (b[i] - meanB);
        aa += (a[i] - meanA) * (a[i] - meanA);
        bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / std::sqrt(aa * bb);
}
}  // namespace

/// Where the real engine with the shipped model says that an answer lies in a picture.
class ExplainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("SEMBLANCE_BIN_DIR", SEMBLANCE_BIN_DIR); }
    void mapsShowWhereTheAnswerLies();
    void mapsAgreeWithOcclusion();
    void wrongRequestsAreRefused();
};

/// Of two photos side by side, the half that the direction means is the brighter one.
void ExplainTest::mapsShowWhereTheAnswerLies() {
    EngineClient engine(QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/models/mini"));
    const QList<QImage> photos = demoInputs(12);
    const auto vectors = vectorsOf(engine, photos);
    int right = 0;
    int asked = 0;
    for (int i = 0; i + 1 < photos.size(); ++i) {
        QImage both(side, side, QImage::Format_RGB32);
        QPainter painter(&both);
        painter.drawImage(0, 0, photos[i].copy(side / 4, 0, side / 2, side));
        painter.drawImage(side / 2, 0, photos[i + 1].copy(side / 4, 0, side / 2, side));
        painter.end();
        int columns = 0;
        const auto map =
            mapOf(engine, both, difference(vectors[std::size_t(i)], vectors[std::size_t(i) + 1]),
                  columns);
        double left = 0;
        double rest = 0;
        for (int y = 0; y < columns; ++y) {
            for (int x = 0; x < columns / 2; ++x) {
                left += double(map[std::size_t(y * columns + x)]);
                rest += double(map[std::size_t(y * columns + columns - 1 - x)]);
            }
        }
        ++asked;
        right += left > rest ? 1 : 0;
    }
    QVERIFY2(right >= asked - 1, qPrintable(QStringLiteral("%1 of %2").arg(right).arg(asked)));
}

/// The oracle: what the score loses when a ninth of the picture is grey.
void ExplainTest::mapsAgreeWithOcclusion() {
    EngineClient engine(QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/models/mini"));
    const QList<QImage> photos = demoInputs(10);
    const QStringList sentences{QStringLiteral("a dog"), QStringLiteral("people"),
                                QStringLiteral("water"), QStringLiteral("a photo")};
    const auto texts = vectorsOf(engine, {}, sentences);
    double sum = 0;
    int count = 0;
    for (const QImage& photo : photos) {
        QList<QImage> covered{photo};
        for (int block = 0; block < 9; ++block) {
            QImage image = photo;
            QPainter painter(&image);
            painter.fillRect(block % 3 * side / 3, block / 3 * side / 3, side / 3, side / 3,
                             QColor(128, 128, 128));
            painter.end();
            covered.append(image);
        }
        const auto vectors = vectorsOf(engine, covered);
        for (std::size_t text = 0; text + 1 < texts.size(); ++text) {
            const auto direction = difference(texts[text], texts.back());
            int columns = 0;
            const auto map = mapOf(engine, photo, direction, columns);
            std::vector<double> lost(9);
            std::vector<double> told(9);
            for (std::size_t block = 0; block < 9; ++block)
                lost[block] = dotOf(vectors[0], direction) - dotOf(vectors[block + 1], direction);
            for (int y = 0; y < columns; ++y) {
                for (int x = 0; x < columns; ++x)
                    told[std::size_t(y * 3 / columns * 3 + x * 3 / columns)] +=
                        double(map[std::size_t(y * columns + x)]);
            }
            sum += correlation(lost, told);
            ++count;
        }
    }
    const double mean = sum / count;
    qInfo("mean correlation with occlusion: %.3f", mean);
    QVERIFY(mean > 0.3);
}

void ExplainTest::wrongRequestsAreRefused() {
    EngineClient engine(QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/models/mini"));
    ExplainRequest request;
    request.picture.count = 1;
    request.picture.side = side;
    request.picture.pixels = rgbOf(demoInputs(1).first());
    request.direction = QByteArray(3 * qsizetype(sizeof(float)), 0);
    const auto otherModel = engine.explain(request, {});
    QVERIFY(!otherModel);
    QCOMPARE(otherModel.error().kind, ErrorKind::WrongUse);
    QVERIFY(engine.model({}));
}

SEMBLANCE_TEST(ExplainTest)
#include "tst_explain.moc"
