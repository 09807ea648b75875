#include <QDir>
#include <QImage>
#include <QTest>
#include <cmath>
#include <map>
#include <random>

#include "core/base/float16.h"
#include "core/store/libraryreader.h"
#include "tests/app/cli/programs.h"
#include "tests/core/media/fixtures.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {
constexpr QSize kTwelveMegapixels(4000, 3000);

double cosine(const std::vector<float>& a, const std::vector<double>& b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        ab += double(a[i]) * b[i];
        aa += double(a[i]) * double(a[i]);
        bb += b[i] * b[i];
    }
    return ab / std::sqrt(aa * bb);
}

/// A demo photo as a camera would have taken it: enlarged, with sensor noise.
QImage asTaken(const QString& name) {
    QImage image = QImage(demoPicture(name))
                       .scaled(kTwelveMegapixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                       .convertToFormat(QImage::Format_RGB888);
    std::minstd_rand random(1);
    for (int y = 0; y < image.height(); ++y) {
        uchar* row = image.scanLine(y);
        for (int x = 0; x < 3 * image.width(); ++x)
            row[x] = uchar(std::clamp(int(row[x]) + int(random() % 21) - 10, 0, 255));
    }
    return image;
}
}  // namespace

/// What indexing does to a large JPEG, decoding at a fraction of its size and storing half
/// precision, changes its vector next to nothing, compared to every pixel decoded: the same
/// pixels as a PNG, for which there is no smaller scale.
class IndexPathTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sameVectorAsFullDecode_data();
    void sameVectorAsFullDecode();

private:
    Programs m_programs;
    QMap<QString, std::vector<float>> m_indexed;
    QMap<QString, std::vector<double>> m_full;
    const QStringList m_names{
        QStringLiteral("photos/dog.jpg"), QStringLiteral("photos/forest-stream.jpg"),
        QStringLiteral("photos/louvre-by-day.jpg"), QStringLiteral("painted")};
};

void IndexPathTest::initTestCase() {
    const QString folder = m_programs.path(QStringLiteral("a"));
    QVERIFY(QDir().mkpath(folder));
    QStringList pngs;
    for (qsizetype i = 0; i < m_names.size(); ++i) {
        const QImage image =
            m_names[i].contains(QLatin1Char('/'))
                ? asTaken(m_names[i])
                : fixtures::painted(kTwelveMegapixels.width(), kTwelveMegapixels.height());
        const QByteArray jpeg = fixtures::encoded(image, "jpg", 92);
        QVERIFY(writeFile(folder + QStringLiteral("/%1.jpg").arg(i), jpeg));
        pngs.append(m_programs.path(QStringLiteral("%1.png").arg(i)));
        // Quality 100: uncompressed and so quickly written.
        QVERIFY(writeFile(pngs.last(), fixtures::encoded(QImage::fromData(jpeg), "png", 100)));
    }
    COMPARE_EXIT(m_programs.index({folder}), 0);
    const ProgramRun doctor = m_programs.cli({QStringLiteral("doctor"), QStringLiteral("--json")});
    const QString hash = doctor.last()[QStringLiteral("engine")][QStringLiteral("hash")].toString();

    const std::vector<std::vector<double>> full = m_programs.encode(pngs, {});
    QCOMPARE(qsizetype(full.size()), m_names.size());
    const auto reader = LibraryReader::open(LibraryPaths(m_programs.library()));
    QVERIFY(reader.has_value());
    const auto roots = (*reader)->rootLocations();
    QVERIFY(roots && roots->size() == 1);
    std::map<ContentId, std::vector<float>> vectors;
    const auto keep = [&](const LibraryReader::StoredVector& stored) {
        vectors[stored.content] = fromHalf(stored.half);
        return true;
    };
    QVERIFY((*reader)->forEachVector(hash, 0, keep));
    for (qsizetype i = 0; i < m_names.size(); ++i) {
        const auto file = (*reader)->fileAt(roots->front().id, QStringLiteral("%1.jpg").arg(i));
        QVERIFY(file && *file);
        QVERIFY(vectors.contains((*file)->content));
        m_indexed.insert(m_names[i], vectors[(*file)->content]);
        m_full.insert(m_names[i], full[std::size_t(i)]);
    }
}

void IndexPathTest::sameVectorAsFullDecode_data() {
    QTest::addColumn<QString>("name");
    for (const QString& name : m_names)
        QTest::newRow(qPrintable(name)) << name;
}

void IndexPathTest::sameVectorAsFullDecode() {
    QFETCH(QString, name);
    const double same = cosine(m_indexed[name], m_full[name]);
    qInfo("%s: cosine %.5f", qPrintable(name), same);
    QVERIFY(same >= 0.998);
    // And it is this picture's vector, not any.
    for (const QString& other : m_names) {
        if (other != name)
            QVERIFY(cosine(m_indexed[name], m_full[other]) < 0.95);
    }
}

SEMBLANCE_TEST(IndexPathTest)
#include "tst_indexpath.moc"
