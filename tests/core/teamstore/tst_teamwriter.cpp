#include <QDir>
#include <QTest>
#include <atomic>
#include <mutex>
#include <set>
#include <thread>

#include "core/base/float16.h"
#include "core/teamstore/teamlistener.h"
#include "core/teamstore/teamreader.h"
#include "core/teamstore/teamwriter.h"
#include "tests/core/teamstore/teamserver.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {
constexpr int kDim = 8;

VectorModel model() {
    return {QStringLiteral("mini"), QStringLiteral("abc123"), kDim,
            QStringLiteral("fp32"), QStringLiteral("cpu"),    QStringLiteral("mini")};
}

QByteArray keyOf(int content) {
    return QByteArray(20, 'k') + QByteArray::number(content).rightJustified(4, '0');
}

IndexedFile encoded(RootId root, const QString& path, int content) {
    IndexedFile file;
    file.root = root;
    file.path = path;
    file.stat = {100 + content, 1'000'000'000LL * (1000 + content), 7, 8};
    file.contentKey = keyOf(content);
    file.facts.width = 640;
    file.facts.height = 480;
    file.facts.format = QStringLiteral("jpeg");
    file.facts.title = QStringLiteral("'; DROP TABLE semblance.file; --");
    file.thumbnails = {{256, QByteArray("thumb") + QByteArray::number(content)}};
    std::vector<float> vector(kDim, 0.0f);
    vector[std::size_t(content % kDim)] = 1;
    file.vector = toHalf(vector);
    file.modelHash = model().hash;
    return file;
}

std::unique_ptr<TeamWriter> writerAt(const TeamAddress& address) {
    auto opened = TeamWriter::open(address, CancelToken(), {});
    if (!opened)
        qFatal("%s", qPrintable(opened.error().sentence + opened.error().detail));
    if (const Status used = (*opened)->useModel(model(), RowWriter::Check::WhenNeeded); !used)
        qFatal("%s", qPrintable(used.error().sentence + used.error().detail));
    return std::move(*opened);
}

std::unique_ptr<TeamReader> readerAt(const TeamAddress& address) {
    auto opened = TeamReader::open(address, CancelToken());
    if (!opened)
        qFatal("%s", qPrintable(opened.error().sentence + opened.error().detail));
    return std::move(*opened);
}

RootPlace place(const char* name) {
    const QString path = QLatin1StringView(name);
    return {QStringLiteral("vol"), QStringLiteral("Disk"), path, QStringLiteral("/mnt/") + path};
}

/// What a client mirrors, followed by generations.
struct Mirror {
    explicit Mirror(const TeamAddress& address) : reader(readerAt(address)) {}

    bool follow() {
        const auto read = reader->changesSince(
            generation,
            [this](bool fromStart) {
                if (fromStart)
                    files.clear();
            },
            [this](const ListedFile& file) {
                if (file.kind == ListedFile::Kind::Hidden)
                    files.erase(file.file);
                else
                    files.insert(file.file);
            },
            [this](FileId file) { files.erase(file); });
        generation = read.value_or(generation);
        return read.has_value();
    }

    std::unique_ptr<TeamReader> reader;
    Generation generation = 0;
    std::set<FileId> files;
};
}  // namespace

/// Many who write to one library, and what is left when one of them, or the server, dies. What a
/// store promises is in tst_catalogue.
class TeamWriterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void manyWriteAtOnce();
    void othersAreTold();
    void aBatchIsThereWholeOrNot();
    void aContentGoesWithAllThatIsOfIt();
    void longAndHostilePathsAreKept();
    void anotherModelOfTheSameNameIsRefused();
    void aConnectionIsMadeAnew();
};

void TeamWriterTest::manyWriteAtOnce() {
    TEAM_SERVER(server);
    const TeamAddress address = *TeamAddress::parse(server->address(server->makeLibrary()));
    RootId root;
    {
        const auto writer = writerAt(address);
        root = writer->addRoot(place("photos"))->root;
    }
    constexpr int machines = 4;
    constexpr int each = 60;
    std::atomic<bool> isDone{false};
    std::atomic<int> failures{0};
    // Someone follows meanwhile: every file comes once, whoever commits first.
    Mirror mirror(address);
    std::thread follower([&] {
        while (!isDone) {
            if (!mirror.follow())
                ++failures;
        }
    });
    std::vector<std::thread> threads;
    for (int machine = 0; machine < machines; ++machine) {
        threads.emplace_back([&, machine] {
            const auto writer = writerAt(address);
            for (int i = 0; i < each; ++i) {
                // Half of the contents are in the files of two machines.
                const int content = i % 2 ? i : machine * 1000 + i;
                const auto path = QStringLiteral("%1/%2.jpg").arg(machine).arg(i);
                if (!writer->submit(encoded(root, path, content)))
                    ++failures;
            }
            if (!writer->flush())
                ++failures;
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    isDone = true;
    follower.join();
    QCOMPARE(failures.load(), 0);
    QVERIFY(mirror.follow());
    QCOMPARE(mirror.files.size(), std::size_t(machines * each));
    Mirror anew(address);
    QVERIFY(anew.follow());
    QVERIFY(anew.files == mirror.files);
    const auto counts = anew.reader->counts();
    QVERIFY(counts);
    QCOMPARE(counts->files, machines * each);
    QCOMPARE(counts->contents, machines * each / 2 + each / 2);
    // Each content has one vector, of its own number.
    std::set<std::int64_t> seqs;
    std::set<ContentId> contents;
    const auto end =
        anew.reader->forEachVector(model().hash, 0, [&](const LibraryFeed::StoredVector& stored) {
            seqs.insert(stored.seq);
            contents.insert(stored.content);
            return true;
        });
    QVERIFY(end);
    QCOMPARE(seqs.size(), std::size_t(counts->contents));
    QCOMPARE(contents.size(), seqs.size());
    QCOMPARE(*end, anew.reader->vectorsStanding(model().hash)->lastSeq);
}

void TeamWriterTest::othersAreTold() {
    TEAM_SERVER(server);
    const QString database = server->makeLibrary();
    const TeamAddress address = *TeamAddress::parse(server->address(database));
    std::atomic<int> told{0};
    const TeamListener listener(address, [&] { ++told; });
    QTRY_VERIFY_WITH_TIMEOUT(told > 0, 60'000);
    const auto writer = writerAt(address);
    int before = told;
    QVERIFY(writer->addRoot(place("photos")));
    QTRY_VERIFY_WITH_TIMEOUT(told > before, 60'000);
    // Its connection breaks: it comes back, and says so, since something may have been missed.
    before = told;
    server->sql(database, QStringLiteral("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                         " WHERE query = 'LISTEN semblance'"));
    QTRY_VERIFY_WITH_TIMEOUT(told > before, 60'000);
    before = told;
    QVERIFY(writer->addRoot(place("more")));
    QTRY_VERIFY_WITH_TIMEOUT(told > before, 60'000);
}

void TeamWriterTest::aBatchIsThereWholeOrNot() {
    TEAM_SERVER(shared);
    Q_UNUSED(shared)
    const auto server = TeamServer::start();
    QVERIFY2(server, qPrintable(TeamServer::whyNot()));
    const TeamAddress address = *TeamAddress::parse(server->address(server->makeLibrary()));
    auto writer = writerAt(address);
    const RootId root = writer->addRoot(place("photos"))->root;
    int content = 0;
    for (int round = 0; round < 5; ++round) {
        // The server dies somewhere in between, as in a power cut.
        std::thread machine([&] {
            for (int i = 0; i < 40; ++i) {
                ++content;
                if (!writer->submit(encoded(root, QString::number(content), content)))
                    break;
            }
            static_cast<void>(writer->flush());
        });
        server->kill();
        machine.join();
        QVERIFY(server->restart());
        // The same writer goes on.
        QTRY_VERIFY_WITH_TIMEOUT(writer->flush() && writer->markReturned({}), 60'000);
        const auto reader = readerAt(address);
        const auto counts = reader->counts();
        QVERIFY(counts);
        QCOMPARE(counts->files, counts->contents);
        std::int64_t vectors = 0;
        QVERIFY(reader->forEachVector(
            model().hash, 0, [&](const LibraryFeed::StoredVector&) { return ++vectors > 0; }));
        QCOMPARE(vectors, counts->contents);
    }
    QVERIFY(writer->submit(encoded(root, QStringLiteral("last"), 9999)));
    QVERIFY(writer->flush());
    QVERIFY(readerAt(address)->fileAt(root, QStringLiteral("last"))->has_value());
}

void TeamWriterTest::aContentGoesWithAllThatIsOfIt() {
    TEAM_SERVER(server);
    const QString database = server->makeLibrary();
    const TeamAddress address = *TeamAddress::parse(server->address(database));
    const auto writer = writerAt(address);
    const RootId root = writer->addRoot(place("photos"))->root;
    VectorModel other = model();
    other.hash = QStringLiteral("0ther");
    for (const VectorModel& used : {model(), other}) {
        QVERIFY(writer->useModel(used, RowWriter::Check::WhenNeeded));
        for (int i = 0; i < 3; ++i) {
            IndexedFile file = encoded(root, QString::number(i), i);
            file.modelHash = used.hash;
            QVERIFY(writer->submit(file));
        }
        QVERIFY(writer->flush());
    }
    const auto rows = [&](const char* table) {
        return server
            ->sql(database,
                  QStringLiteral("SELECT count(*) FROM semblance.%1").arg(QLatin1StringView(table)))
            .toInt();
    };
    for (const char* table : {"content", "thumbnail", "vector_1", "vector_2", "file"})
        QCOMPARE(rows(table), 3);
    QVERIFY(writer->removeRoot(root));
    for (const char* table : {"content", "thumbnail", "vector_1", "vector_2", "file"})
        QCOMPARE(rows(table), 0);
    QCOMPARE(rows("removed_file"), 3);
}

void TeamWriterTest::longAndHostilePathsAreKept() {
    TEAM_SERVER(server);
    const TeamAddress address = *TeamAddress::parse(server->address(server->makeLibrary()));
    const auto writer = writerAt(address);
    const RootId root = writer->addRoot(place("photos"))->root;
    QStringList paths{QStringLiteral("'; DROP TABLE semblance.file; --"), QStringLiteral("a\\b\"c"),
                      QStringLiteral("\u00e4\U0001F600/x.jpg"), QStringLiteral("%s$1%")};
    QString longest;
    for (int i = 0; i < 16; ++i)
        longest += QString(250, QChar('a' + i)) + u'/';
    paths << longest + QStringLiteral("1.jpg") << longest + QStringLiteral("2.jpg");
    for (int i = 0; i < paths.size(); ++i)
        QVERIFY(writer->submit(encoded(root, paths[i], i)));
    const Status stored = writer->flush();
    QVERIFY2(stored, stored ? "" : qPrintable(stored.error().detail));
    const auto reader = readerAt(address);
    for (const QString& path : paths) {
        const auto file = reader->fileAt(root, path);
        QVERIFY(file && *file);
        QCOMPARE((*file)->path, path);
    }
    RowReader::ListingOptions options;
    options.only = {{longest.chopped(1).toStdString(), false}};
    QCOMPARE(reader->listing(root, options)->size(), std::size_t(2));
    QCOMPARE(reader->listing(root, {})->size(), std::size_t(paths.size()));
}

void TeamWriterTest::anotherModelOfTheSameNameIsRefused() {
    TEAM_SERVER(server);
    const TeamAddress address = *TeamAddress::parse(server->address(server->makeLibrary()));
    const auto one = writerAt(address);
    const auto two = writerAt(address);
    VectorModel wrong = model();
    wrong.dim = kDim + 1;
    const Status refused = two->useModel(wrong, RowWriter::Check::WhenNeeded);
    QVERIFY(!refused && refused.error().kind == ErrorKind::WrongUse);
    // One forgets the model that the other uses: that one is told, and nothing is stored.
    VectorModel other = model();
    other.hash = QStringLiteral("0ther");
    QVERIFY(two->useModel(other, RowWriter::Check::WhenNeeded));
    QVERIFY(two->removeModel(model().hash));
    const RootId root = one->addRoot(place("photos"))->root;
    QVERIFY(one->submit(encoded(root, QStringLiteral("a.jpg"), 1)));
    const Status lost = one->flush();
    QVERIFY(!lost && lost.error().kind == ErrorKind::WrongUse);
    QCOMPARE(readerAt(address)->counts()->files, 0);
}

void TeamWriterTest::aConnectionIsMadeAnew() {
    TEAM_SERVER(server);
    const QString database = server->makeLibrary();
    const TeamAddress address = *TeamAddress::parse(server->address(database));
    const auto writer = writerAt(address);
    const auto reader = readerAt(address);
    const auto cut = [&] {
        server->sql(database, QStringLiteral("SELECT pg_terminate_backend(pid) FROM"
                                             " pg_stat_activity WHERE datname = '%1' AND pid <>"
                                             " pg_backend_pid()")
                                  .arg(database));
    };
    cut();
    const auto failed = reader->generation();
    QVERIFY(!failed && failed.error().kind == ErrorKind::Busy);
    QVERIFY(reader->generation());
    const auto lost = writer->addRoot(place("photos"));
    QVERIFY(!lost && lost.error().kind == ErrorKind::Busy);
    QVERIFY(writer->addRoot(place("photos")));
    QCOMPARE(reader->rootLocations()->size(), std::size_t(1));
}

SEMBLANCE_TEST(TeamWriterTest)
#include "tst_teamwriter.moc"
