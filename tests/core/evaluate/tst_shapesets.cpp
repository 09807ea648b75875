#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "core/evaluate/inreposets.h"
#include "core/evaluate/sets.h"
#include "core/evaluate/shapedrawing.h"
#include "tests/core/evaluate/evaluationfixture.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

/// The pixel at a place of a drawing's file, as 0xRRGGBB.
unsigned pixelAt(const QByteArray& bmp, int column, int row) {
    const int fromBottom = ShapeScene::kSide - 1 - row;
    const auto* bgr = reinterpret_cast<const unsigned char*>(bmp.constData()) + 54 +
                      3 * (fromBottom * ShapeScene::kSide + column);
    return unsigned(bgr[2]) << 16 | unsigned(bgr[1]) << 8 | bgr[0];
}

/// Pixels that are fully of the colour.
int pixelsOf(const QByteArray& bmp, unsigned colour) {
    int count = 0;
    for (int row = 0; row < ShapeScene::kSide; ++row)
        for (int column = 0; column < ShapeScene::kSide; ++column)
            count += pixelAt(bmp, column, row) == colour;
    return count;
}

constexpr unsigned kRed = 0xd71e23;

}  // namespace

class ShapeSetsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void drawingsAreReproducible();
    void drawingsHoldWhatTheySay();
    void truthIsExact_data();
    void truthIsExact();
    void swapsKeepOnlyWhatIsChanged();
    void foldersAreDrawnOnce();
    void splitsDiffer();
    void probeIsLearntElsewhere();
    void unwritableFolderIsNamed();
    void isAmongTheSets();

private:
    QTemporaryDir m_dir;
    TableSource source() const { return {m_dir.path(), QStringLiteral("val")}; }
};

// Whoever draws it, whenever.
void ShapeSetsTest::drawingsAreReproducible() {
    const ShapeScene scene{3, 0, 2, 1};
    const QByteArray first = drawShapes(scene, 7);
    QCOMPARE(first.size(), ShapeScene::kFileSize);
    QCOMPARE(drawShapes(scene, 7), first);
    QVERIFY(drawShapes(scene, 8) != first);
    QVERIFY(drawShapes({3, 0, 2, 0}, 7) != first);
}

void ShapeSetsTest::drawingsHoldWhatTheySay() {
    const auto area = [](int shape, int count) {
        int sum = 0;
        for (int drawing = 0; drawing < 8; ++drawing)
            sum += pixelsOf(drawShapes({shape, 0, count, drawing}, 1), kRed);
        return sum / 8.0;
    };
    // A circle of radius .32 covers .32 of the picture, give or take its size's jitter.
    const double pixels = ShapeScene::kSide * ShapeScene::kSide;
    const double circle = area(0, 1) / pixels;
    QVERIFY2(std::abs(circle - 0.32) < 0.08, qPrintable(QString::number(circle)));
    for (int shape = 0; shape < shapeNames().size(); ++shape) {
        for (int count = 1; count <= 3; ++count) {
            QVERIFY2(area(shape, count) / pixels > 0.03, qPrintable(shapeNames()[shape]));
            QVERIFY(area(shape, count) / pixels < 0.5);
        }
    }
    // The middle of one ring is ground, of one circle colour.
    QCOMPARE(pixelAt(drawShapes({0, 0, 1, 0}, 1), 48, 48), kRed);
    const unsigned ground = pixelAt(drawShapes({4, 0, 1, 0}, 1), 48, 48);
    QVERIFY((ground & 0xff) > 200 && (ground & 0xff) == (ground >> 16));
}

void ShapeSetsTest::truthIsExact_data() {
    QTest::addColumn<int>("place");
    QTest::addColumn<int>("queries");
    QTest::newRow("shape") << 1 << 6 * 8 * 3 * 5;
    QTest::newRow("colour") << 2 << 6 * 8 * 3 * 7;
    QTest::newRow("count") << 3 << 6 * 8 * 3 * 2;
}

void ShapeSetsTest::truthIsExact() {
    QFETCH(int, place);
    QFETCH(int, queries);
    const auto set = readShapes(source(), QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY2(set, set ? "" : qPrintable(set.error().sentence));
    QCOMPARE(set->pictures.size(), 288U);
    QCOMPARE(set->gallery.size(), 288U);
    QCOMPARE(int(set->queries.size()), queries);
    QList<QStringList> attributes;
    for (const DatasetPicture& picture : set->pictures)
        attributes << picture.name.split(u'-').mid(0, 4);
    for (const EvaluationQuery& query : set->queries) {
        QStringList wanted = attributes[query.reference];
        wanted[place] = query.asked;
        std::vector<PictureIndex> right;
        for (PictureIndex i = 0; i < attributes.size(); ++i) {
            if (attributes[i] == wanted)
                right.push_back(i);
        }
        QCOMPARE(query.right, right);
        QVERIFY(query.sentences.first().contains(query.asked));
    }
}

void ShapeSetsTest::swapsKeepOnlyWhatIsChanged() {
    const auto set = readShapes(source(), QStringLiteral("colour"));
    QVERIFY(set);
    for (const EvaluationQuery& query : set->queries) {
        const auto attributes = [&](PictureIndex picture) {
            return set->pictures[static_cast<std::size_t>(picture)].name.split(u'-');
        };
        const QStringList own = attributes(query.reference);
        const QStringList other = attributes(query.swapped);
        QCOMPARE(other[2], own[2]);
        QVERIFY(other[1] != own[1] && other[3] != own[3]);
    }
}

void ShapeSetsTest::foldersAreDrawnOnce() {
    const auto set = readShapes(source(), QStringLiteral("colour"));
    QVERIFY(set);
    const QString path = set->pictures[5].path;
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(100) && file.putChar('x'));
    file.close();
    QVERIFY(QFile::resize(set->pictures[6].path, 10));
    QVERIFY(readShapes(source(), QStringLiteral("count")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll()[100], 'x');
    QCOMPARE(QFileInfo(set->pictures[6].path).size(), ShapeScene::kFileSize);
}

void ShapeSetsTest::splitsDiffer() {
    const auto val = readShapes(source(), QStringLiteral("colour"));
    const auto test = readShapes({m_dir.path(), QStringLiteral("test")}, QStringLiteral("colour"));
    QVERIFY(val && test);
    const auto bytes = [](const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    QVERIFY(bytes(val->pictures[0].path) != bytes(test->pictures[0].path));
}

void ShapeSetsTest::probeIsLearntElsewhere() {
    const auto val = readShapes(source(), QStringLiteral("count"));
    QVERIFY(val && val->probe);
    QCOMPARE(val->probe->pictures.size(), std::size_t(val->probe->changed.size()));
    QCOMPARE(val->probe->kept.size(), 2U);
    for (std::size_t i = 0; i < val->probe->pictures.size(); ++i) {
        const QStringList parts = val->probe->pictures[i].name.split(u'-');
        QCOMPARE(parts[0], QStringLiteral("train"));
        QCOMPARE(parts[3], val->probe->changed[qsizetype(i)]);
        QCOMPARE(parts[1], val->probe->kept[0][qsizetype(i)]);
    }
    const auto train = readShapes({m_dir.path(), QStringLiteral("train")}, QStringLiteral("count"));
    QVERIFY(train && !train->probe);
}

void ShapeSetsTest::unwritableFolderIsNamed() {
    QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("file"));
    writeText(file, "x");
    const auto set = readShapes({file + QStringLiteral("/below"), QStringLiteral("val")},
                                QStringLiteral("colour"));
    QVERIFY(!set);
    QVERIFY(set.error().sentence.contains(file));
}

void ShapeSetsTest::isAmongTheSets() {
    QVERIFY(evaluationSetNames().contains(QStringLiteral("shapes")));
    const auto parts = evaluationSetParts(QStringLiteral("shapes"));
    QVERIFY(parts && parts->size() == 3);
    for (const QString& part : *parts) {
        const auto set =
            readEvaluationSet(QStringLiteral("shapes"), part, {m_dir.path(), {}, {}, false, {}});
        QVERIFY(set && set->part == part);
    }
}

SEMBLANCE_TEST(ShapeSetsTest)
#include "tst_shapesets.moc"
