#include <QDir>
#include <QTimeZone>
#include <atomic>
#include <thread>

#include "core/store/librarybackups.h"
#include "tests/core/filesizelimit.h"
#include "tests/core/store/keepingfixture.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

class TestLibraryBackups : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_library = std::make_unique<Fixture>();
        QCOMPARE(m_library->open(), QString());
        fill(*m_library, 300);
    }

    void aCopyHoldsWhatTheLibraryHolds() {
        const LibraryBackups backups(m_library->paths);
        QVERIFY(!backups.newestGood());
        const auto made = backups.make();
        VERIFY_OK(made);
        QCOMPARE(rowsOf(made->path), rowsOf(m_library->paths.database));
        QCOMPARE(backups.newestGood()->path, made->path);
        QVERIFY(!QFile::exists(made->path + QStringLiteral("-wal")));
    }

    void threeAreKept() {
        const LibraryBackups backups(m_library->paths);
        QDateTime now = QDateTime::currentDateTime().addDays(-10);
        for (int day = 0; day < 5; ++day) {
            run(m_library->paths.database,
                "UPDATE meta SET value = value + 1 WHERE name = 'generation'");
            const auto made = backups.makeIfDue(now.addDays(day));
            VERIFY_OK(made);
            QVERIFY(*made);
        }
        QCOMPARE(backups.list().size(), std::size_t(LibraryBackups::kept));
        QCOMPARE(backups.list().front().made.toSecsSinceEpoch(), now.addDays(4).toSecsSinceEpoch());
    }

    void onceADayAndOnlyAfterAChange() {
        const LibraryBackups backups(m_library->paths);
        const QDateTime now = QDateTime::currentDateTime();
        QCOMPARE(backups.makeIfDue(now.addDays(-2)).value(), true);
        QCOMPARE(backups.makeIfDue(now).value(), false);  // nothing changed
        run(m_library->paths.database,
            "UPDATE meta SET value = value + 1 WHERE name = 'generation'");
        QCOMPARE(backups.makeIfDue(now.addDays(-2).addSecs(3600)).value(), false);
        QCOMPARE(backups.makeIfDue(now).value(), true);
    }

    void aDamagedLibraryCostsNoGoodBackup() {
        const LibraryBackups backups(m_library->paths);
        const auto good = backups.make();
        VERIFY_OK(good);
        m_library->close();
        QByteArray bytes = bytesOf(m_library->paths.database);
        bytes.replace(8192, 8192, QByteArray(8192, '\x5a'));
        QVERIFY(putBytes(m_library->paths.database, bytes));
        QVERIFY(!backups.make());
        QCOMPARE(backups.list().size(), std::size_t(1));
        QCOMPARE(backups.newestGood()->path, good->path);
        // And a damaged backup is passed over.
        QVERIFY(putBytes(m_library->paths.backups + QStringLiteral("/library-29990101T000000Z.db"),
                         bytes));
        QCOMPARE(backups.newestGood()->path, good->path);
    }

    void whoWritesMeanwhileDisturbsNothing() {
        const LibraryBackups backups(m_library->paths);
        std::atomic<bool> stop = false;
        std::atomic<int> written = 0;
        const RootId root = m_library->reader->rootLocations()->front().id;
        std::thread writing([&] {
            for (int i = 1000; !stop; ++i) {
                if (m_library->writer->submit(encodedFile(root, QStringLiteral("%1").arg(i), i)) &&
                    m_library->writer->flush())
                    ++written;
            }
        });
        std::vector<LibraryBackup> made;
        for (int i = 0; i < 5; ++i) {
            const auto one = backups.make();
            if (one)
                made.push_back(*one);
        }
        stop = true;
        writing.join();
        QCOMPARE(made.size(), std::size_t(5));
        QVERIFY(written > 0);
        const QString last = backups.newestGood()->path;
        QCOMPARE(ask(last, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
        QVERIFY(ask(last, "SELECT count(*) FROM file") >= 300);
    }

    /// As on a network drive: each commit starts the copy over.
    void withoutALogItIsWholeOrNotMade() {
        fill(*m_library, 4000, 1000);
        m_library->close();
        const LibraryBackups backups(m_library->paths);
        run(m_library->paths.database, "PRAGMA journal_mode = DELETE");
        std::atomic<bool> stop = false;
        std::thread writing([&] {
            SQLite::Database database(m_library->paths.database.toStdString(),
                                      SQLite::OPEN_READWRITE, 10'000);
            while (!stop)
                database.tryExec("UPDATE meta SET value = value + 1 WHERE name = 'generation'");
        });
        const auto made = backups.make();
        stop = true;
        writing.join();
        if (made)
            QCOMPARE(ask(made->path, "SELECT count(*) FROM file"), 4300);
        else
            QVERIFY(made.error().kind == ErrorKind::Busy);
        VERIFY_OK(backups.make());
        QVERIFY(QDir(m_library->paths.backups).entryList({QStringLiteral("*.part*")}).isEmpty());
    }

    void cancelledAndOutOfRoomLeaveNothing() {
        const LibraryBackups backups(m_library->paths);
        CancelToken cancel;
        cancel.cancel();
        fill(*m_library, 6000, 1000);
        const auto cancelled = backups.make(cancel);
        QVERIFY(!cancelled);
        QVERIFY(cancelled.error().kind == ErrorKind::Cancelled);
#ifdef Q_OS_UNIX
        m_library->close();
        {
            const FileSizeLimit limit(64 << 10);
            VERIFY_FAILS(backups.make(), ErrorKind::NoSpace);
        }
#endif
        QVERIFY(QDir(m_library->paths.backups).entryList(QDir::Files).isEmpty());
    }

private:
    std::unique_ptr<Fixture> m_library;
};

SEMBLANCE_TEST(TestLibraryBackups)
#include "tst_librarybackups.moc"
