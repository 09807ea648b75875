#include <signal.h>
#include <sys/mount.h>

#include <QDir>
#include <QDirIterator>
#include <QTest>
#include <QtEndian>
#include <cmath>

#include "tests/app/cli/programs.h"
#include "tests/children/processes.h"
#include "tests/testmain.h"

using namespace semblance::test;

namespace {
int countOf(const ProgramRun& run, const char* name) {
    return run.last()[QLatin1StringView(name)].toInt(-1);
}

/// A small disk of its own at `path`, gone with this object.
class SmallDisk {
public:
    SmallDisk(const QString& path, const char* size) : m_path(QFile::encodeName(path)) {
        QDir().mkpath(path);
        m_mounted = mount(size, 0);
    }
    ~SmallDisk() {
        if (m_mounted)
            ::umount2(m_path.constData(), MNT_DETACH);
    }
    bool isMounted() const { return m_mounted; }
    bool grow(const char* size) const { return mount(size, MS_REMOUNT); }

private:
    bool mount(const char* size, unsigned long flags) const {
        const QByteArray options = QByteArray("size=") + size;
        return ::mount("none", m_path.constData(), "tmpfs", flags, options.constData()) == 0;
    }

    QByteArray m_path;
    bool m_mounted = false;
};
}  // namespace

/// The library's own files damaged, closed, held, outgrown, and the disk full.
class BadLibraryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void fromANewerProgram();
    void corruptDatabase_data();
    void corruptDatabase();
    void corruptVectorsAreMadeAgain();
    void cacheIsOnlyACache_data();
    void cacheIsOnlyACache();
    void readOnly();
    void heldByAnotherWriter();
    void libraryPathIsAFile();
    void diskFull();

private:
    QString path(const QString& name) const { return m_programs->path(name); }
    QString inLibrary(const QString& name) const {
        return m_programs->library() + QLatin1Char('/') + name;
    }
    ProgramRun index() const { return m_programs->index({m_pictures.path()}); }
    ProgramRun search() const {
        return m_programs->cli({QStringLiteral("search"), QStringLiteral("--json"),
                                QStringLiteral("--text"), QStringLiteral("a red heart")});
    }
    /// The one file of the library folder whose name matches.
    QString only(const QString& pattern) const {
        QDirIterator it(m_programs->library(), {pattern}, QDir::Files,
                        QDirIterator::Subdirectories);
        return it.hasNext() ? it.next() : QString();
    }
    /// The same pictures in the same order; sums differ in their last bits with a row's place.
    void verifySameAnswer(const ProgramRun& run) const {
        COMPARE_EXIT(run, 0);
        QCOMPARE(pathsOf(run.last()), pathsOf(m_answer));
        const QMap<QString, double> scores = scoresOf(run.last());
        const QMap<QString, double> expected = scoresOf(m_answer);
        for (auto it = expected.begin(); it != expected.end(); ++it)
            QVERIFY(std::abs(scores[it.key()] - it.value()) < 1e-5);
    }
    void verifyRefused(const ProgramRun& run, const char* word) const {
        COMPARE_EXIT(run, 3);
        QVERIFY2(run.out.isEmpty(), run.words());
        QVERIFY2(run.err.contains(word), run.words());
    }

    QTemporaryDir m_pictures;
    QTemporaryDir m_more;     // pictures that take a while, or some room
    QTemporaryDir m_indexed;  // a library ready to be copied and ruined
    QJsonObject m_answer;
    int m_count = 0;
    std::unique_ptr<Programs> m_programs;
};

void BadLibraryTest::initTestCase() {
    for (const char* name :
         {"red-heart", "green-heart", "cat", "house", "anchor", "alien", "ant"}) {
        QVERIFY(QFile::copy(demoPicture(QLatin1StringView(name)),
                            m_pictures.filePath(QLatin1StringView(name) + QStringLiteral(".png"))));
        ++m_count;
    }
    const QDir icons(demoPicture(QStringLiteral("icons/")));
    for (const QString& icon : icons.entryList({QStringLiteral("b*"), QStringLiteral("c*")}))
        QVERIFY(QFile::copy(icons.filePath(icon), m_more.filePath(icon)));
    m_programs = std::make_unique<Programs>();
    COMPARE_EXIT(index(), 0);
    m_answer = search().last();
    QCOMPARE(pathsOf(m_answer).size(), m_count);
    for (const char* folder : {"cache", "backups"})
        QVERIFY(QDir(m_indexed.path()).mkdir(QLatin1StringView(folder)));
    QDirIterator it(m_programs->library(), QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString file = it.next();
        const QString name = QDir(m_programs->library()).relativeFilePath(file);
        QVERIFY2(QFile::copy(file, m_indexed.filePath(name)), qPrintable(name));
    }
}

void BadLibraryTest::init() {
    m_programs = std::make_unique<Programs>();
    for (const char* folder : {"cache", "backups"})
        QVERIFY(QDir().mkpath(inLibrary(QLatin1StringView(folder))));
    QDirIterator it(m_indexed.path(), QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString file = it.next();
        QVERIFY(QFile::copy(file, inLibrary(QDir(m_indexed.path()).relativeFilePath(file))));
    }
}

void BadLibraryTest::fromANewerProgram() {
    QByteArray bytes = readFile(inLibrary(QStringLiteral("library.db")));
    constexpr int kUserVersionAt = 60;
    qToBigEndian(quint32(9999), bytes.data() + kUserVersionAt);
    QVERIFY(writeFile(inLibrary(QStringLiteral("library.db")), bytes));
    verifyRefused(index(), "newer");
    verifyRefused(search(), "newer");
    QCOMPARE(readFile(inLibrary(QStringLiteral("library.db"))), bytes);
}

void BadLibraryTest::corruptDatabase_data() {
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray whole = readFile(m_indexed.filePath(QStringLiteral("library.db")));
    QVERIFY(whole.size() > 8192);
    QTest::newRow("other file") << QByteArray("This is a shopping list.").repeated(500);
    QTest::newRow("cut in half") << whole.first(whole.size() / 2 / 4096 * 4096);
    QTest::newRow("cut off") << whole.first(5000);
    QByteArray ruined = whole;
    ruined.replace(100, 3000, QByteArray(3000, '\x5a'));
    QTest::newRow("first page ruined") << ruined;
}

void BadLibraryTest::corruptDatabase() {
    QFETCH(QByteArray, bytes);
    QVERIFY(writeFile(inLibrary(QStringLiteral("library.db")), bytes));
    verifyRefused(index(), "damaged");
    verifyRefused(search(), "damaged");
    QCOMPARE(readFile(inLibrary(QStringLiteral("library.db"))), bytes);

    // As the sentence advises: the run that made the library made a backup of it, too.
    const ProgramRun repaired =
        m_programs->cli({QStringLiteral("doctor"), QStringLiteral("--repair")});
    COMPARE_EXIT(repaired, 0);
    QVERIFY2(repaired.out.contains("kept as"), repaired.words());
    verifySameAnswer(search());
    QCOMPARE(countOf(index(), "unchanged"), m_count);

    // Moved away with its backups it begins anew; the vectors beside it still serve.
    QVERIFY(QDir().rename(inLibrary(QStringLiteral("backups")), path(QStringLiteral("kept"))));
    for (const char* suffix : {"-wal", "-shm"})
        QFile::remove(inLibrary(QStringLiteral("library.db") + QLatin1StringView(suffix)));
    QVERIFY(QFile::rename(inLibrary(QStringLiteral("library.db")), path(QStringLiteral("aside"))));
    const ProgramRun anew = index();
    COMPARE_EXIT(anew, 0);
    QCOMPARE(countOf(anew, "indexed"), m_count);
    verifySameAnswer(search());
}

void BadLibraryTest::corruptVectorsAreMadeAgain() {
    const QString vectors = only(QStringLiteral("vectors-*.db"));
    QVERIFY(!vectors.isEmpty());
    QVERIFY(writeFile(vectors, QByteArray("no vectors ").repeated(1000)));
    const ProgramRun run = index();
    COMPARE_EXIT(run, 0);
    QCOMPARE(countOf(run, "indexed"), m_count);
    QCOMPARE(pathsOf(search().last()).size(), m_count);
    QVERIFY(QFile::exists(vectors + QStringLiteral(".damaged")));
}

void BadLibraryTest::cacheIsOnlyACache_data() {
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QByteArray>("bytes");
    const auto file = [&](const QString& pattern) {
        QDirIterator it(m_indexed.path(), {pattern}, QDir::Files, QDirIterator::Subdirectories);
        return it.hasNext() ? readFile(it.next()) : QByteArray();
    };
    const QString vectors = QStringLiteral("vectors-*.f16");
    const QByteArray whole = file(vectors);
    QVERIFY(!whole.isEmpty());
    QByteArray flipped = whole;
    flipped[whole.size() / 2] = char(flipped[whole.size() / 2] ^ 1);
    QTest::newRow("bit flipped") << vectors << flipped;
    QTest::newRow("truncated") << vectors << whole.first(whole.size() - 1000);
    QTest::newRow("empty") << vectors << QByteArray();
    QTest::newRow("other file") << vectors << QByteArray(whole.size(), 'x');
    QTest::newRow("thumbnails") << QStringLiteral("thumbnails.db") << QByteArray(100'000, 'x');
}

void BadLibraryTest::cacheIsOnlyACache() {
    QFETCH(QString, pattern);
    QFETCH(QByteArray, bytes);
    QVERIFY(writeFile(only(pattern), bytes));
    verifySameAnswer(search());
    const ProgramRun run = index();
    COMPARE_EXIT(run, 0);
    QCOMPARE(countOf(run, "unchanged"), m_count);
    verifySameAnswer(search());
}

void BadLibraryTest::readOnly() {
    m_programs->dropPrivileges();
    QStringList closed{m_programs->library(), inLibrary(QStringLiteral("cache"))};
    QDirIterator it(m_programs->library(), QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext())
        QVERIFY(QFile::setPermissions(it.next(), QFile::ReadOwner));
    for (const QString& dir : closed)
        QVERIFY(QFile::setPermissions(dir, QFile::ReadOwner | QFile::ExeOwner));
    const ProgramRun writing = index();
    const ProgramRun reading = search();
    for (const QString& dir : closed)
        QVERIFY(QFile::setPermissions(dir, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    verifyRefused(writing, "cannot be written");
    verifySameAnswer(reading);
}

void BadLibraryTest::heldByAnotherWriter() {
    const auto first = m_programs->startIndex({m_more.path()});
    QVERIFY(first->waitForStarted());
    // It holds the library before it starts its children.
    QVERIFY(eventually([&] {
        return !childrenOf(first->processId(), QStringLiteral("semblance-engine")).isEmpty();
    }));
    QVERIFY(sendSignal(first->processId(), SIGSTOP));
    const ProgramRun second = index();
    const ProgramRun beside = search();
    QVERIFY(sendSignal(first->processId(), SIGCONT));
    verifyRefused(second, "Another Semblance");
    COMPARE_EXIT(beside, 0);
    QVERIFY(pathsOf(beside.last()).size() >= m_count);

    // And while the first really works.
    const ProgramRun again = search();
    COMPARE_EXIT(again, 0);
    QVERIFY(sendSignal(first->processId(), SIGINT));
    const ProgramRun stopped = Programs::finish(*first);
    QVERIFY2(stopped.exitCode == 3 || stopped.exitCode == 0, stopped.words());
    QCOMPARE(stopped.last().size(), 5);
    COMPARE_EXIT(index(), 0);
}

void BadLibraryTest::libraryPathIsAFile() {
    const ProgramRun run =
        m_programs->run(QStringLiteral("semblance-cli"),
                        {QStringLiteral("index"), m_pictures.path(), QStringLiteral("--library"),
                         m_pictures.filePath(QStringLiteral("cat.png"))});
    verifyRefused(run, "cat.png");
}

void BadLibraryTest::diskFull() {
    m_programs = std::make_unique<Programs>();
    const SmallDisk disk(m_programs->library(), "2m");
    if (!disk.isMounted())
        QSKIP("A small disk can only be made by root with the right to mount.");
    COMPARE_EXIT(index(), 0);
    const ProgramRun full = m_programs->index({m_more.path()});
    verifyRefused(full, "full");

    // What was there is there, and can be searched on the full disk.
    const ProgramRun found = search();
    COMPARE_EXIT(found, 0);
    QVERIFY(pathsOf(found.last()).size() >= m_count);
    const ProgramRun still = m_programs->index({m_more.path()});
    QVERIFY2(still.exitCode == 3, still.words());

    QVERIFY(disk.grow("200m"));
    const ProgramRun run = m_programs->index({m_more.path()});
    COMPARE_EXIT(run, 0);
    const auto all = QDir(m_more.path()).entryList(QDir::Files).size();
    QCOMPARE(countOf(run, "indexed") + countOf(run, "unchanged"), int(all));
    const ProgramRun library =
        m_programs->cli({QStringLiteral("library"), QStringLiteral("--json")});
    QCOMPARE(library.last()[QStringLiteral("files")].toInt(), int(all) + m_count);
    QCOMPARE(library.last()[QStringLiteral("searchable")],
             library.last()[QStringLiteral("pictures")]);
}

SEMBLANCE_TEST(BadLibraryTest)
#include "tst_badlibrary.moc"
