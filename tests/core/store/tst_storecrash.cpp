#include <sqlite3.h>

#include <QCoreApplication>
#include <QProcess>
#include <QRandomGenerator>
#include <csignal>
#include <cstdio>
#include <map>
#include <set>

#include "tests/core/store/storefixture.h"

/// Kills a writing process at seeded points, between any two row changes and right before any
/// commit of any of its databases, and looks at what it left.
using namespace semblance;
using namespace semblance::test;

namespace {

constexpr int files = 60;

// --- the process that dies ---

std::atomic<int> eventsLeft = 0;

void countEvent() {
    if (--eventsLeft <= 0)
        std::raise(SIGKILL);
}

int watchConnection(sqlite3* database, const char**, const sqlite3_api_routines*) {
    sqlite3_commit_hook(
        database,
        [](void*) {
            countEvent();
            return 0;
        },
        nullptr);
    sqlite3_update_hook(
        database, [](void*, int, const char*, const char*, sqlite3_int64) { countEvent(); },
        nullptr);
    return SQLITE_OK;
}

void say(const QByteArray& line) {
    std::fputs((line + '\n').constData(), stdout);
    std::fflush(stdout);
}

int changeLibraryUntilKilled(const QString& dir, quint32 seed) {
    QRandomGenerator random(seed);
    Fixture library;
    library.paths = LibraryPaths(dir);
    library.dir.remove();  // unused, and a killed process leaves it behind
    StoreWriter::Options options;
    options.batchFiles = 7;
    if (!library.open(options).isEmpty())
        return 1;
    const RootId root = library.writer->addRoot(place(QStringLiteral("photos")))->root;
    say("ready");
    eventsLeft = random.bounded(1, 900);
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(watchConnection));
    // Connections made from now on are watched: close and open again.
    library.close();
    if (!library.open(options).isEmpty())
        return 1;
    for (int round = 0;; ++round) {
        const int file = random.bounded(files);
        const QString path = QString::number(file);
        const int action = random.bounded(12);
        const auto known = library.reader->fileAt(root, path);
        if (!known)
            return 1;
        const bool isThere = known->has_value();
        if (action < 8) {
            // The content follows from the round, so that files change often.
            IndexedFile item = encodedFile(root, path, file * 1000 + round);
            if (!library.writer->submit(item))
                return 1;
        } else if (action == 8 && isThere) {
            if (!forget(*library.writer, {(*known)->id}))
                return 1;
            say("removed " + path.toUtf8());
        } else if (action == 9 && isThere) {
            if (!library.writer->markMissing({(*known)->id}, 1))
                return 1;
        } else if (action == 10 && isThere) {
            const QString to = QString::number(random.bounded(files));
            if (!library.writer->moveFiles({{(*known)->id, root, to, (*known)->stat}}))
                return 1;
            say("moved " + path.toUtf8());
        } else {
            if (!library.writer->flush())
                return 1;
            say("flushed");
        }
    }
}

}  // namespace

class TestStoreCrash : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void killedAnywhere_data() {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 25; ++seed)
            QTest::addRow("%u", seed) << seed;
    }

    void killedAnywhere() {
        QFETCH(quint32, seed);
        Fixture library;
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QCoreApplication::applicationFilePath(),
                      {QStringLiteral("--die"), library.paths.dir, QString::number(seed)});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitStatus(), QProcess::CrashExit);
        QVERIFY(process.readAllStandardOutput().startsWith("ready"));

        // A killed process left no stale lock, and no readable content lacks its vector.
        {
            auto reader = LibraryReader::open(library.paths);
            VERIFY_OK(reader);
            QVERIFY(readableWithoutVector(**reader).empty());
        }
        QCOMPARE(library.open(), QString());
        VERIFY_OK(library.writer->tidy());
        VERIFY_OK(library.reader->check());
        QVERIFY(readableWithoutVector(*library.reader).empty());
        const auto counts = library.reader->counts();
        QCOMPARE(counts->untried, 0);
        QCOMPARE(counts->readable, counts->contents);
        // No vector without its content, no content without its file.
        std::int64_t vectors = 0;
        std::int64_t lastDelivered = 0;
        const auto end = library.reader->forEachVector(
            model().hash, 0, [&](const LibraryReader::StoredVector& stored) {
                ++vectors;
                lastDelivered = stored.content.value;
                return true;
            });
        VERIFY_OK(end);
        QCOMPARE(vectors, counts->readable);
        const RootId root = library.reader->rootLocations()->front().id;
        const auto listing = library.reader->listing(root, {});
        VERIFY_OK(listing);
        std::set<std::int64_t> held;
        auto halves = storedVectors(*library.reader);
        for (std::size_t i = 0; i < listing->size(); ++i) {
            const auto row = library.reader->file((*listing)[i].id);
            VERIFY_OK(row);
            const auto content = library.reader->content((*row)->content);
            QVERIFY(content->has_value());
            held.insert((*row)->content.value);
            // The vector is the content's own.
            const int number = (*content)->key.mid(20).toInt() - 1000;
            QCOMPARE(halves[(*row)->content], vectorOf(number));
        }
        QCOMPARE(std::int64_t(held.size()), counts->contents);
        // It goes on as if nothing had happened.
        VERIFY_OK(library.writer->submit(encodedFile(root, QStringLiteral("after"), 999'999)));
        VERIFY_OK(library.writer->flush());
        QVERIFY(library.reader->fileAt(root, QStringLiteral("after"))->has_value());
    }

private:
    static std::vector<ContentId> readableWithoutVector(LibraryReader& reader) {
        std::vector<ContentId> lacking;
        const Lists lists = changesSince(reader, 0);
        const auto vectors = storedVectors(reader);
        for (const Listed& photo : lists.shown) {
            const ContentId id = photo.content;
            const auto content = reader.content(id);
            const bool hasVector = vectors.contains(id);
            if (!content || ((*content)->state == ContentState::Readable && !hasVector))
                lacking.push_back(id);
        }
        return lacking;
    }
};

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QStringLiteral("--die"))
        return changeLibraryUntilKilled(arguments.value(2), arguments.value(3).toUInt());
    TestStoreCrash test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_storecrash.moc"
