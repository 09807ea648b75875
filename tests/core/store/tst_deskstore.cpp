// What a person keeps beside the pictures, in a real database that is damaged, killed and replaced.

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <cstdio>

#include "core/store/deskstore.h"
#include "tests/core/store/storefixture.h"

using namespace semblance;
using namespace semblance::test;

namespace {

DeskStep step(std::int64_t id, std::int64_t parent = 0) {
    DeskStep made;
    made.id = StepId{id};
    made.parent = StepId{parent};
    made.query = QStringLiteral(R"({"text":"step %1"})").arg(id);
    made.topRow = int(id % 7);
    made.pictures = {keyOf(int(id)), keyOf(int(id) + 1)};
    return made;
}

Collection collection(std::int64_t id, int members) {
    Collection made;
    made.id = CollectionId{id};
    made.name = QStringLiteral("Board %1").arg(id);
    for (int i = 0; i < members; ++i)
        made.members.push_back({keyOf(members - i), QStringLiteral("/pictures/%1.jpg").arg(i)});
    return made;
}

/// The process that is killed: puts ever longer collections and more steps, telling of each that
/// is committed.
int writeUntilKilled(const QString& dir) {
    auto opened = DeskStore::open(LibraryPaths(dir));
    if (!opened)
        return 1;
    for (int round = 1;; ++round) {
        if (!opened->desk->putCollection(collection(1, round)) ||
            !opened->desk->putStep(step(round, round - 1)))
            return 1;
        std::fprintf(stdout, "%d\n", round);
        std::fflush(stdout);
    }
}

}  // namespace

class TestDeskStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsEverything();
    void removes();
    void keepsTheNewestSteps();
    void forgetsForGood();
    void movesADamagedFileAside();
    void bringsBackTheCopy();
    void leavesANewerFileAlone();
    void twoWindowsWrite();
    void killedAnywhere_data();
    void killedAnywhere();

private:
    std::unique_ptr<Desk> open(QString* notice = nullptr) {
        auto opened = DeskStore::open(*paths);
        if (!opened) {
            m_error = opened.error();
            return nullptr;
        }
        if (notice)
            *notice = opened->notice;
        return std::move(opened->desk);
    }
    QByteArray bytesOf(const QString& path) const {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void damage() const {
        QFile file(paths->desk);
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.seek(50);
        file.write(QByteArray(4000, '\x5a'));
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::optional<LibraryPaths> paths;
    Error m_error;
};

void TestDeskStore::init() {
    m_dir = std::make_unique<QTemporaryDir>();
    paths.emplace(m_dir->path());
}

void TestDeskStore::keepsEverything() {
    DeskStep named = step(3, 1);
    named.name = QStringLiteral("Größe “ü”");
    const SavedSearch search{SearchId{5}, QStringLiteral("beach"), QStringLiteral("{}")};
    {
        const auto desk = open();
        QVERIFY(desk);
        VERIFY_OK(desk->putStep(step(1)));
        VERIFY_OK(desk->putStep(step(3, 1)));
        VERIFY_OK(desk->putStep(named));
        VERIFY_OK(desk->putSearch({SearchId{5}, QStringLiteral("old"), QStringLiteral("{}")}));
        VERIFY_OK(desk->putSearch(search));
        VERIFY_OK(desk->putCollection(collection(7, 30)));
        VERIFY_OK(desk->putCollection(collection(8, 0)));
        VERIFY_OK(desk->putCollection(collection(7, 3)));
    }
    const auto desk = open();
    QVERIFY(desk);
    const auto steps = desk->steps();
    VERIFY_OK(steps);
    QCOMPARE(*steps, (std::vector<DeskStep>{step(1), named}));
    const auto searches = desk->searches();
    VERIFY_OK(searches);
    QCOMPARE(*searches, std::vector<SavedSearch>{search});
    const auto collections = desk->collections();
    VERIFY_OK(collections);
    QCOMPARE(*collections, (std::vector<Collection>{collection(7, 3), collection(8, 0)}));
}

void TestDeskStore::removes() {
    const auto desk = open();
    QVERIFY(desk);
    for (int id = 1; id <= 4; ++id)
        VERIFY_OK(desk->putStep(step(id, id - 1)));
    VERIFY_OK(desk->removeStep(StepId{2}));
    VERIFY_OK(desk->removeStep(StepId{99}));
    const auto steps = desk->steps();
    VERIFY_OK(steps);
    QCOMPARE(*steps, (std::vector<DeskStep>{step(1), step(3, 1), step(4, 3)}));
    VERIFY_OK(desk->putCollection(collection(1, 5)));
    VERIFY_OK(desk->removeCollection(CollectionId{1}));
    QVERIFY(desk->collections()->empty());
    // One that comes back has its own pictures only.
    VERIFY_OK(desk->putCollection(collection(1, 2)));
    QCOMPARE(desk->collections()->front().members.size(), std::size_t(2));
}

void TestDeskStore::keepsTheNewestSteps() {
    const auto desk = open();
    QVERIFY(desk);
    for (int id = 1; id <= Desk::mostSteps + 25; ++id)
        VERIFY_OK(desk->putStep(step(id)));
    const auto steps = desk->steps();
    VERIFY_OK(steps);
    QCOMPARE(steps->size(), std::size_t(Desk::mostSteps));
    QCOMPARE(steps->front().id.value, 26);
}

void TestDeskStore::forgetsForGood() {
    const QByteArray secret = "a sentence nobody is to read";
    {
        const auto desk = open();
        QVERIFY(desk);
        DeskStep kept = step(1);
        kept.query = QString::fromUtf8(secret);
        VERIFY_OK(desk->putStep(kept));
        VERIFY_OK(desk->putCollection(collection(1, 2)));
    }
    QVERIFY(bytesOf(paths->desk).contains(secret));
    // A day later the copy is made; it has the collections, but no history.
    QVERIFY(QFile::remove(paths->backups + QStringLiteral("/desk.db")));
    const auto desk = open();
    QVERIFY(desk);
    const QByteArray copy = bytesOf(paths->backups + QStringLiteral("/desk.db"));
    QVERIFY(copy.contains("Board 1"));
    QVERIFY(!copy.contains(secret));
    VERIFY_OK(desk->removeAllSteps());
    for (const QFileInfo& file : QDir(paths->dir).entryInfoList(QDir::Files))
        QVERIFY2(!bytesOf(file.filePath()).contains(secret), qPrintable(file.fileName()));
    QVERIFY(desk->steps()->empty());
    QCOMPARE(desk->collections()->size(), std::size_t(1));
}

void TestDeskStore::movesADamagedFileAside() {
    QVERIFY(open());
    QVERIFY(QDir(paths->backups).removeRecursively());
    damage();
    const QByteArray damaged = bytesOf(paths->desk);
    QString notice;
    const auto desk = open(&notice);
    QVERIFY2(desk, qPrintable(m_error.sentence));
    QVERIFY2(notice.contains(QStringLiteral("damaged")), qPrintable(notice));
    QVERIFY(desk->steps()->empty());
    VERIFY_OK(desk->putStep(step(1)));
    const QStringList aside =
        QDir(paths->dir).entryList({QStringLiteral("desk.db.damaged-*Z")}, QDir::Files);
    QCOMPARE(aside.size(), 1);
    QCOMPARE(bytesOf(paths->dir + u'/' + aside.first()), damaged);
}

void TestDeskStore::bringsBackTheCopy() {
    {
        const auto desk = open();
        QVERIFY(desk);
        VERIFY_OK(desk->putCollection(collection(1, 4)));
        VERIFY_OK(desk->putSearch({SearchId{2}, QStringLiteral("beach"), QStringLiteral("{}")}));
    }
    QVERIFY(QFile::remove(paths->backups + QStringLiteral("/desk.db")));
    QVERIFY(open());
    damage();
    QString notice;
    const auto desk = open(&notice);
    QVERIFY2(desk, qPrintable(m_error.sentence));
    QVERIFY2(notice.contains(QStringLiteral("last copy")), qPrintable(notice));
    QCOMPARE(*desk->collections(), std::vector<Collection>{collection(1, 4)});
    QCOMPARE(desk->searches()->size(), std::size_t(1));
}

void TestDeskStore::leavesANewerFileAlone() {
    QVERIFY(open());
    QFile file(paths->desk);
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.seek(60);  // user_version
    file.write(QByteArray("\0\0\x27\x0f", 4));
    file.close();
    const QByteArray before = bytesOf(paths->desk);
    QVERIFY(!open());
    QCOMPARE(int(m_error.kind), int(ErrorKind::Newer));
    QVERIFY(m_error.sentence.contains(QStringLiteral("left alone")));
    QCOMPARE(bytesOf(paths->desk), before);
}

void TestDeskStore::twoWindowsWrite() {
    const auto one = open();
    const auto other = open();
    QVERIFY(one && other);
    for (int id = 1; id <= 20; ++id)
        VERIFY_OK((id % 2 ? one : other)->putStep(step(id)));
    QCOMPARE(one->steps()->size(), std::size_t(20));
    QCOMPARE(other->steps()->size(), std::size_t(20));
}

void TestDeskStore::killedAnywhere_data() {
    QTest::addColumn<int>("rounds");
    for (const int rounds : {1, 3, 8, 20, 45})
        QTest::addRow("after %d", rounds) << rounds;
}

void TestDeskStore::killedAnywhere() {
    QFETCH(int, rounds);
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--write"), paths->dir});
    QByteArray told;
    while (told.count('\n') < rounds && process.waitForReadyRead())
        told += process.readAllStandardOutput();
    QVERIFY(told.count('\n') >= rounds);
    process.kill();
    QVERIFY(process.waitForFinished());
    told += process.readAllStandardOutput();
    const int committed = int(told.count('\n'));

    QString notice;
    const auto desk = open(&notice);
    QVERIFY2(desk, qPrintable(m_error.sentence));
    QCOMPARE(notice, QString());
    // All that was committed is there, and what was under way is there whole or not at all.
    const auto collections = desk->collections();
    VERIFY_OK(collections);
    QCOMPARE(collections->size(), std::size_t(1));
    const int members = int(collections->front().members.size());
    QVERIFY2(members >= committed, qPrintable(QString::number(members)));
    QCOMPARE(collections->front(), collection(1, members));
    const auto steps = desk->steps();
    VERIFY_OK(steps);
    QVERIFY(int(steps->size()) >= committed && int(steps->size()) >= members - 1);
    for (const DeskStep& kept : *steps)
        QCOMPARE(kept, step(kept.id.value, kept.parent.value));
    VERIFY_OK(desk->putStep(step(100'000)));
}

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QStringLiteral("--write"))
        return writeUntilKilled(arguments.value(2));
    TestDeskStore test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_deskstore.moc"
