#include <signal.h>

#include <QDir>
#include <QElapsedTimer>
#include <QTest>
#include <QThread>
#include <cmath>
#include <map>
#include <random>

#include "core/base/float16.h"
#include "core/store/libraryreader.h"
#include "core/store/thumbnailstore.h"
#include "tests/app/cli/programs.h"
#include "tests/children/processes.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {
constexpr int kPoints = 25;
constexpr int kSampledPoints = 3;

/// Everything of a library that must not depend on how it came about.
struct Contents {
    struct File {
        FileStat stat;
        FileState state = FileState::Unknown;
        QByteArray key;
        QString error;
        int width = 0;
        bool thumbnail = false;
        std::vector<float> vector;
    };
    QMap<QString, File> files;
    StoreCounts counts;
};

double cosine(const std::vector<float>& a, const std::vector<float>& b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        ab += double(a[i]) * double(b[i]);
        aa += double(a[i]) * double(a[i]);
        bb += double(b[i]) * double(b[i]);
    }
    return ab / std::sqrt(aa * bb);
}

/// Empty when the library cannot be read.
Contents readContents(const QString& dir, const QString& modelHash) {
    const LibraryPaths paths(dir);
    Contents contents;
    const auto opened = LibraryReader::open(paths);
    if (!opened)
        return contents;
    LibraryReader& reader = **opened;
    const auto cache = paths.cacheDir(reader.uuid());
    const auto thumbnails = cache ? ThumbnailStore::open(*cache) : fail(cache.error());
    std::map<ContentId, std::vector<float>> vectors;
    const auto keep = [&](const LibraryReader::StoredVector& stored) {
        vectors[stored.content] = fromHalf(stored.half);
        return true;
    };
    static_cast<void>(reader.forEachVector(modelHash, 0, keep));
    const auto roots = reader.rootLocations();
    const auto listing = roots && roots->size() == 1 ? reader.listing(roots->front().id, {})
                                                     : Result<FileListing>(FileListing());
    for (std::size_t i = 0; listing && i < listing->size(); ++i) {
        const auto row = reader.file((*listing)[i].id);
        if (!row || !*row)
            continue;
        Contents::File& file = contents.files[(*row)->path];
        file.stat = (*row)->stat;
        file.state = (*row)->state;
        file.error = (*row)->error;
        const auto content = reader.content((*row)->content);
        if (!content || !*content)
            continue;
        file.key = (*content)->key;
        file.width = (*content)->facts.width;
        if (thumbnails) {
            const auto image = (*thumbnails)->get(file.key, 256);
            file.thumbnail = image && image->has_value();
        }
        file.vector = vectors[(*row)->content];
    }
    if (const auto counts = reader.counts())
        contents.counts = *counts;
    return contents;
}

QString firstDifference(const Contents& made, const Contents& expected) {
    if (made.files.keys() != expected.files.keys())
        return QStringLiteral("other files");
    for (auto it = expected.files.begin(); it != expected.files.end(); ++it) {
        const Contents::File& a = made.files[it.key()];
        const Contents::File& b = it.value();
        if (a.state != b.state || a.error != b.error)
            return it.key() + QStringLiteral(": another state ") + a.error;
        if (a.key != b.key || !(a.stat == b.stat) || a.width != b.width)
            return it.key() + QStringLiteral(": another content");
        if (a.thumbnail != b.thumbnail)
            return it.key() + QStringLiteral(": another thumbnail");
        if (a.vector.size() != b.vector.size())
            return it.key() + QStringLiteral(": no vector");
        if (!b.vector.empty() && cosine(a.vector, b.vector) < 0.9999)
            return it.key() + QStringLiteral(": another vector");
    }
    const auto numbers = [](const StoreCounts& c) {
        return QList<std::int64_t>{c.files,    c.missing, c.unreadable, c.contents,
                                   c.readable, c.untried, c.failed,     c.quarantined};
    };
    return numbers(made.counts) == numbers(expected.counts) ? QString()
                                                            : QStringLiteral("other counts");
}
}  // namespace

/// Kill -9 of each program at random points of indexing: after the last restart the library is as
/// if nothing had happened. SEMBLANCE_SLOW_SAMPLE (a seed) runs some of the points.
class KilledTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void killed_data();
    void killed();
    void killedAgainAndAgain();

private:
    ProgramRun index(const Programs& programs) const { return programs.index({m_pictures.path()}); }
    void verifyAsUndisturbed(const Programs& programs) const {
        const QString difference =
            firstDifference(readContents(programs.library(), m_modelHash), m_expected);
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }
    static unsigned seed() {
        const QByteArray given = qgetenv("SEMBLANCE_SLOW_SAMPLE");
        return given.isEmpty() ? 20261123u : given.toUInt();
    }

    QTemporaryDir m_pictures;
    QString m_modelHash;
    Contents m_expected;
    qint64 m_undisturbedMs = 0;
};

void KilledTest::initTestCase() {
    const auto copy = [&](const QString& from, const QString& name) {
        QVERIFY2(QFile::copy(from, m_pictures.filePath(name)), qPrintable(from));
    };
    const QDir icons(demoPicture(QStringLiteral("icons/")));
    const QDir photos(demoPicture(QStringLiteral("photos/")));
    for (const QString& name : icons.entryList(QDir::Files).first(36))
        copy(icons.filePath(name), name);
    for (const QString& name : photos.entryList({QStringLiteral("*.jpg")}).first(14))
        copy(photos.filePath(name), name);
    // Copies, and files that stay failed.
    for (const QString& name : icons.entryList(QDir::Files).first(6))
        copy(icons.filePath(name), QStringLiteral("copy of ") + name);
    for (int i = 0; i < 4; ++i) {
        QVERIFY(writeFile(m_pictures.filePath(QStringLiteral("broken%1.jpg").arg(i)),
                          QByteArray(100 + i, 'x')));
    }

    const Programs programs;
    QElapsedTimer timer;
    timer.start();
    const ProgramRun run = index(programs);
    m_undisturbedMs = timer.elapsed();
    COMPARE_EXIT(run, 1);
    QCOMPARE(run.last()[QStringLiteral("indexed")].toInt(), 56);
    const ProgramRun doctor = programs.cli({QStringLiteral("doctor"), QStringLiteral("--json")});
    m_modelHash = doctor.last()[QStringLiteral("engine")][QStringLiteral("hash")].toString();
    m_expected = readContents(programs.library(), m_modelHash);
    QCOMPARE(m_expected.files.size(), 60);
    QCOMPARE(m_expected.counts.readable, std::int64_t(50));
    QCOMPARE(m_expected.counts.failed, std::int64_t(4));
    QVERIFY(!m_expected.files.first().vector.empty());
}

void KilledTest::killed_data() {
    QTest::addColumn<QString>("victim");
    QTest::addColumn<double>("when");  // as a share of an undisturbed run
    std::mt19937 random(seed());
    std::uniform_real_distribution<double> share(0.0, 1.05);
    const bool sampled = qEnvironmentVariableIsSet("SEMBLANCE_SLOW_SAMPLE");
    for (const char* victim : {"semblance-cli", "semblance-engine", "semblance-decoder"}) {
        for (int point = 0; point < kPoints; ++point) {
            // Spread over the run, whatever is drawn.
            const double when = (point + share(random)) / kPoints;
            if (sampled && random() % kPoints >= kSampledPoints)
                continue;
            QTest::addRow("%s at %.0f %%", victim, 100 * when)
                << QString::fromLatin1(victim) << when;
        }
    }
}

void KilledTest::killed() {
    QFETCH(QString, victim);
    QFETCH(double, when);
    const Programs programs;
    const auto indexing = programs.startIndex({m_pictures.path()});
    QVERIFY(indexing->waitForStarted());
    QThread::msleep(static_cast<unsigned long>(when * double(m_undisturbedMs)));
    const bool isParent = victim == QLatin1StringView("semblance-cli");
    QList<qint64> victims{indexing->processId()};
    // A child that is not there yet is killed as soon as it is.
    if (!isParent) {
        QVERIFY(eventually([&] {
            victims = childrenOf(indexing->processId(), victim);
            return !victims.isEmpty() || indexing->waitForFinished(1);
        }));
    }
    if (!victims.isEmpty())
        sendSignal(victims.first(), SIGKILL);
    const ProgramRun disturbed = Programs::finish(*indexing);
    // Who loses a child goes on with another one.
    if (!isParent)
        COMPARE_EXIT(disturbed, 1);

    const ProgramRun restarted = index(programs);
    COMPARE_EXIT(restarted, 1);
    QCOMPARE(restarted.last()[QStringLiteral("indexed")].toInt() +
                 restarted.last()[QStringLiteral("unchanged")].toInt(),
             56);
    verifyAsUndisturbed(programs);
}

void KilledTest::killedAgainAndAgain() {
    const Programs programs;
    std::mt19937 random(seed());
    std::uniform_real_distribution<double> share(0.3, 0.9);
    for (int kill = 0; kill < 5; ++kill) {
        const auto indexing = programs.startIndex({m_pictures.path()});
        QVERIFY(indexing->waitForStarted());
        QThread::msleep(static_cast<unsigned long>(share(random) * double(m_undisturbedMs)));
        sendSignal(indexing->processId(), SIGKILL);
        Programs::finish(*indexing);
    }
    COMPARE_EXIT(index(programs), 1);
    verifyAsUndisturbed(programs);
}

SEMBLANCE_TEST(KilledTest)
#include "tst_killed.moc"
