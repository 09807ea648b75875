#include <QDir>
#include <QTest>
#include <map>

#include "core/library/groups/likenesscheck.h"
#include "core/library/groups/looksignature.h"
#include "core/media/picture.h"
#include "tests/core/library/groups/variants.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {

/// Of a file, as indexing stores it.
PreparedSketch sketchOfFile(const QByteArray& file) {
    PictureWish wish;
    wish.thumbnailSides = {512};
    const auto decoded = decodePicture(file, wish);
    if (!decoded)
        qFatal("%s", qPrintable(decoded.error().sentence));
    const auto sketch = sketchOf(decoded->thumbnails.value(512));
    if (!sketch)
        qFatal("no sketch");
    return PreparedSketch(*sketch);
}

bool areOnePicture(const PreparedSketch& a, const PreparedSketch& b) {
    const Looks looks = compareLooks(a, b).looks;
    return looks == Looks::Same || looks == Looks::Cropped;
}

/// How many of a kind were taken for one picture.
struct Tally {
    int all = 0;
    int one = 0;
    double share() const { return all == 0 ? 0 : double(one) / all; }
};
using Tallies = std::map<QString, Tally>;

void say(const Tallies& tallies) {
    for (const auto& [kind, tally] : tallies)
        qInfo("%-20s %4d of %4d are one picture", qPrintable(kind), tally.one, tally.all);
}

Tally sum(const Tallies& tallies) {
    Tally all;
    for (const auto& [kind, tally] : tallies) {
        all.all += tally.all;
        all.one += tally.one;
    }
    return all;
}

QStringList demoPhotos() {
    const QDir dir(QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/demo/photos"));
    QStringList paths;
    for (const QString& name : dir.entryList({QStringLiteral("*.jpg")}, QDir::Files, QDir::Name))
        paths.append(dir.filePath(name));
    return paths;
}

constexpr int kPhotos = 24;
}  // namespace

/// What is one picture, and what are two of one scene.
class LikenessCheckTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void findsCopies();
    void keepsShotsApart();
    void keepsPhotosApart();
    void asymmetryDoesNotMatter();
    void tellsHowItIsTurned();
    void saysNothingOfFlatPictures();
    void refusesWhatIsNoPicture();

private:
    std::vector<QImage> m_photos;
    std::vector<PreparedSketch> m_sketches;  ///< of m_photos
};

void LikenessCheckTest::initTestCase() {
    const QStringList paths = demoPhotos();
    QVERIFY(paths.size() >= 2 * kPhotos);
    for (qsizetype i = 0; i < kPhotos; ++i) {
        m_photos.emplace_back(paths[i * paths.size() / kPhotos]);
        m_photos.back() = m_photos.back().convertToFormat(QImage::Format_RGB32);
        m_sketches.push_back(sketchOfFile(jpegOf(m_photos.back(), 92)));
    }
}

void LikenessCheckTest::findsCopies() {
    std::mt19937 random(1);
    Tallies tallies;
    for (std::size_t i = 0; i < m_photos.size(); ++i) {
        for (const Variant& copy : copiesOf(m_photos[i], random)) {
            Tally& tally = tallies[copy.kind];
            ++tally.all;
            tally.one += areOnePicture(m_sketches[i], sketchOfFile(copy.file)) ? 1 : 0;
        }
    }
    say(tallies);
    for (const auto& [kind, tally] : tallies)
        QVERIFY2(tally.share() >= 0.95, qPrintable(kind));
}

void LikenessCheckTest::keepsShotsApart() {
    std::mt19937 random(2);
    Tallies tallies;
    for (std::size_t i = 0; i < m_photos.size(); ++i) {
        const QImage& other = m_photos[(i + 1) % m_photos.size()];
        // The one that is panned to and fro lacks something that the other shows, and has more.
        const QImage shown = m_photos[i].copy(0, m_photos[i].height() / 16,
                                              m_photos[i].width() * 15 / 16, m_photos[i].height());
        for (const Variant& shot : shotsOf(m_photos[i], other, random)) {
            const bool isPanned = shot.kind == QLatin1StringView("panned");
            const PreparedSketch first = isPanned ? sketchOfFile(jpegOf(shown, 90)) : m_sketches[i];
            Tally& tally = tallies[shot.kind];
            ++tally.all;
            tally.one += areOnePicture(first, sketchOfFile(shot.file)) ? 1 : 0;
        }
    }
    say(tallies);
    QVERIFY(sum(tallies).share() <= 0.01);
}

void LikenessCheckTest::keepsPhotosApart() {
    for (std::size_t a = 0; a < m_sketches.size(); ++a) {
        for (std::size_t b = 0; b < a; ++b)
            QVERIFY(!areOnePicture(m_sketches[a], m_sketches[b]));
    }
}

void LikenessCheckTest::asymmetryDoesNotMatter() {
    std::mt19937 random(3);
    for (const Variant& copy : copiesOf(m_photos[0], random)) {
        const PreparedSketch sketch = sketchOfFile(copy.file);
        QCOMPARE(compareLooks(sketch, m_sketches[0]).looks,
                 compareLooks(m_sketches[0], sketch).looks);
    }
}

void LikenessCheckTest::tellsHowItIsTurned() {
    const QImage& photo = m_photos[1];
    const QImage right = photo.transformed(QTransform().rotate(90));
    const LooksAlike looks = compareLooks(m_sketches[1], sketchOfFile(jpegOf(right, 90)));
    QCOMPARE(looks.looks, Looks::Same);
    // What was turned to the right is turned back to the left: EXIF's 8.
    QCOMPARE(looks.orientation, 8);
    QVERIFY(distance(m_sketches[1].signature, sketchOfFile(jpegOf(right, 90)).signature) <
            largestDistanceOfLooks / 2);
}

void LikenessCheckTest::saysNothingOfFlatPictures() {
    QImage dark(640, 480, QImage::Format_RGB32);
    dark.fill(qRgb(3, 3, 4));
    QImage darker = dark;
    darker.fill(qRgb(2, 3, 3));
    QCOMPARE(compareLooks(sketchOfFile(jpegOf(dark, 90)), sketchOfFile(jpegOf(darker, 90))).looks,
             Looks::Different);
}

void LikenessCheckTest::refusesWhatIsNoPicture() {
    QVERIFY(!sketchOf({}));
    QVERIFY(!sketchOf(QByteArray(1000, 'x')));
    QVERIFY(!sketchOf(jpegOf(m_photos[0], 80).left(100)));
}

SEMBLANCE_TEST(LikenessCheckTest)
#include "tst_likenesscheck.moc"
