#include <QDir>
#include <QFile>
#include <QFileInfo>

#include "core/store/librarybackups.h"
#include "core/store/librarydoctor.h"
#include "core/store/thumbnailstore.h"
#include "tests/core/filesizelimit.h"
#include "tests/core/store/keepingfixture.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {
using From = RestoredDatabase::From;
constexpr int pageBytes = 4096;
constexpr int files = 1000;
}  // namespace

/// Real databases, damaged in every way that disks and people know.
class TestLibraryDoctor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        Fixture whole;
        QCOMPARE(whole.open(), QString());
        fill(whole, files);
        VERIFY_OK(whole.writer->submit(failedFile(whole.addRoot(), QStringLiteral("bad"), 99'999)));
        whole.close();
        run(whole.paths.database,
            "INSERT INTO saved_search (name, query) VALUES ('mine', '{}');"
            "PRAGMA wal_checkpoint(TRUNCATE)");
        QDir().mkpath(m_whole.filePath(QStringLiteral("cache")));
        for (const QString& name : names())
            QVERIFY(QFile::copy(whole.paths.dir + QLatin1Char('/') + name, m_whole.filePath(name)));
    }
    void init() {
        m_library = std::make_unique<Fixture>();
        m_path = m_library->paths.database;
        QDir().mkpath(m_library->paths.dir + QStringLiteral("/cache"));
        for (const QString& name : names())
            QVERIFY(QFile::copy(m_whole.filePath(name),
                                m_library->paths.dir + QLatin1Char('/') + name));
    }

    void aSoundLibraryIsLeftAlone() {
        const QByteArray before = bytesOf(m_path);
        QVERIFY(look().findings.empty());
        QVERIFY(mend().findings.empty());
        QCOMPARE(bytesOf(m_path), before);
        QVERIFY(LibraryBackups(m_library->paths).list().empty());
    }

    void whatNothingHoldsGoes() {
        const QString vectors = m_library->paths.vectors(model().hash);
        const QString thumbnails = m_library->paths.dir + QStringLiteral("/cache/thumbnails.db");
        run(m_path,
            "DELETE FROM file WHERE path IN ('000001.jpg', '000002.jpg');"
            "UPDATE file SET missing_since_ms = 1 WHERE path = '000003.jpg';"
            "INSERT INTO tag VALUES (777777, 'ghost', 0);"
            "INSERT INTO person VALUES (777778, 'nobody', 0);"
            "UPDATE file SET content = 888888 WHERE path = '000004.jpg'");
        run(vectors,
            "INSERT INTO vector (key, half) VALUES (x'0102', zeroblob(16));"
            "UPDATE vector SET half = x'00' WHERE key = "
            "(SELECT key FROM vector ORDER BY seq LIMIT 1)");
        run(thumbnails, "INSERT INTO thumbnail VALUES (x'0102', 256, x'00')");
        QVERIFY(putBytes(m_library->paths.dir + QStringLiteral("/library.db.v1.bak.part"), "x"));

        const LibraryHealth found = look();
        QCOMPARE(countOf(found, LibraryFault::DanglingRows), 3);
        QCOMPARE(countOf(found, LibraryFault::ExpiredFiles), 1);
        QCOMPARE(countOf(found, LibraryFault::LooseContents), 3);  // of 000004, too
        QCOMPARE(countOf(found, LibraryFault::LooseVectors), 1);
        QCOMPARE(countOf(found, LibraryFault::UnusableVectors), 1);
        QCOMPARE(countOf(found, LibraryFault::LooseThumbnails), 1);
        QCOMPARE(countOf(found, LibraryFault::Leftover), 1);
        QCOMPARE(ask(m_path, "SELECT count(*) FROM tag WHERE content = 777777"), 1);

        const LibraryHealth mended = mend();
        QVERIFY(mended.restored.empty());
        QVERIFY(mended.backup.isValid());
        QVERIFY(look().findings.empty());
        QCOMPARE(ask(m_path, "SELECT count(*) FROM file"), files + 1 - 4);
        QCOMPARE(ask(m_path, "SELECT count(*) FROM content"), files + 1 - 4);
        // The first one's vector was none, those of contents that went are gone with them.
        QCOMPARE(ask(vectors, "SELECT count(*) FROM vector"), files - 4 - 1);
        QCOMPARE(ask(thumbnails, "SELECT count(DISTINCT key) FROM thumbnail"), files - 4);
        // What went is in the backup still.
        const auto backup = LibraryBackups(m_library->paths).newestGood();
        QCOMPARE(ask(backup->path, "SELECT count(*) FROM file"), files - 1);
        verifyUsable(files - 4);
    }

    void damaged_data() {
        QTest::addColumn<QString>("kind");
        for (const char* kind : {"cut in half", "cut off in a page", "a page of the middle zeroed",
                                 "every 16th page overwritten", "garbage header",
                                 "first page overwritten", "a page twice"})
            QTest::addRow("%s", kind) << QString::fromLatin1(kind);
    }

    /// With a backup nothing but what came later is lost; without one what can be read is kept.
    void damaged() {
        QFETCH(QString, kind);
        for (const bool hasBackup : {false, true}) {
            init();
            if (hasBackup) {
                VERIFY_OK(LibraryBackups(m_library->paths).make());
                run(m_path,
                    "UPDATE saved_search SET name = 'later';"
                    "PRAGMA wal_checkpoint(TRUNCATE)");
            }
            const QByteArray bytes = damagedBytes(kind);
            QVERIFY(putBytes(m_path, bytes));
            const LibraryHealth found = look();
            QCOMPARE(countOf(found, LibraryFault::DamagedDatabase), 1);
            QCOMPARE(found.backup.isValid(), hasBackup);
            QCOMPARE(bytesOf(m_path), bytes);
            QVERIFY(!LibraryReader::open(m_library->paths) || !m_libraryIsSound());

            const LibraryHealth mended = mend();
            QCOMPARE(mended.restored.size(), std::size_t(1));
            const RestoredDatabase& restored = mended.restored.front();
            QCOMPARE(bytesOf(restored.aside), bytes);
            if (hasBackup)
                QVERIFY(restored.from == From::Backup || restored.from == From::Itself);
            else
                QVERIFY(restored.from == From::WhatIsLeft || restored.from == From::Itself);
            const std::int64_t kept = ask(m_path, "SELECT count(*) FROM content");
            qInfo("%s, %s backup: %s, %lld of %d contents, %lld files", qPrintable(kind),
                  hasBackup ? "with" : "without",
                  restored.from == From::Itself   ? "whole"
                  : restored.from == From::Backup ? "backup"
                                                  : "what is left",
                  static_cast<long long>(kept), files + 1,
                  static_cast<long long>(ask(m_path, "SELECT count(*) FROM file")));
            QCOMPARE(ask(m_path, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
            if (restored.from != From::WhatIsLeft)
                QCOMPARE(kept, files + 1);
            else
                QVERIFY(kept > 0);
            // All vectors are kept: those of lost rows serve when their files are read again.
            QCOMPARE(ask(m_library->paths.vectors(model().hash), "SELECT count(*) FROM vector"),
                     files);
            QVERIFY(look().findings.empty());
            verifyUsable(-1);
        }
    }

    void moreThanAnOldBackupKnowsIsKept() {
        run(m_path,
            "CREATE TABLE aside AS SELECT * FROM content;"
            "DELETE FROM content WHERE id > 100");
        VERIFY_OK(LibraryBackups(m_library->paths).make());
        run(m_path,
            "INSERT OR IGNORE INTO content SELECT * FROM aside; DROP TABLE aside;"
            "PRAGMA wal_checkpoint(TRUNCATE)");
        // Where one of the contents lies, and one entry of the index.
        QByteArray bytes = bytesOf(m_path);
        for (qsizetype at = bytes.indexOf(keyOf(500)); at >= 0; at = bytes.indexOf(keyOf(500)))
            bytes.replace(at / pageBytes * pageBytes, pageBytes, QByteArray(pageBytes, '\x33'));
        QVERIFY(putBytes(m_path, bytes));
        const auto restored = mend().restored;
        QCOMPARE(int(restored.front().from), int(From::WhatIsLeft));
        QVERIFY(ask(m_path, "SELECT count(*) FROM content") > 900);
    }

    /// Packed, its tables begin elsewhere than those of a new one.
    void anotherTablesPagesAreNoRows() {
        run(m_path, "VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
        QVERIFY(putBytes(m_path, damagedBytes(QStringLiteral("first page overwritten"))));
        const LibraryHealth mended = mend();
        QVERIFY(!mended.restored.empty());
        if (mended.restored.front().from == From::Nothing)
            return;
        QCOMPARE(ask(m_path,
                     "SELECT count(*) FROM content WHERE typeof(key) <> 'blob' OR"
                     " length(key) < 24 OR typeof(size) <> 'integer'"),
                 0);
        QCOMPARE(ask(m_path,
                     "SELECT count(*) FROM file WHERE typeof(path) <> 'text' OR"
                     " path NOT LIKE '%.jpg' AND path <> 'bad'"),
                 0);
        QVERIFY(look().findings.empty());
    }

    void vectorsOfLostRowsSurviveTidying() {
        QVERIFY(putBytes(m_path, damagedBytes(QStringLiteral("cut in half"))));
        mend();
        QCOMPARE(m_library->open(), QString());
        VERIFY_OK(m_library->writer->tidy());
        m_library->close();
        QCOMPARE(ask(m_library->paths.vectors(model().hash), "SELECT count(*) FROM vector"), files);
    }

    void onlyAnIndexDamagedLosesNothing() {
        const QStringList before = rowsOf(m_path);
        const std::int64_t page =
            ask(m_path, "SELECT rootpage FROM sqlite_master WHERE name = 'file_changed'");
        QByteArray bytes = bytesOf(m_path);
        bytes.replace((page - 1) * pageBytes, pageBytes, QByteArray(pageBytes, '\x33'));
        QVERIFY(putBytes(m_path, bytes));
        const LibraryHealth mended = mend();
        QCOMPARE(mended.restored.size(), std::size_t(1));
        QVERIFY(mended.restored.front().from == From::Itself);
        QCOMPARE(rowsOf(m_path), before);
    }

    void whatTheLogHoldsIsRead() {
        // A log that was not written back, beside a damaged file.
        SQLite::Database writing = openDatabase(m_path, OpenMode::Create);
        writing.exec("INSERT INTO saved_search (name, query) VALUES ('in the log', '{}')");
        const QString copy = m_library->paths.dir + QStringLiteral("2");
        QVERIFY(QDir().mkpath(copy));
        for (const char* suffix : {"", "-wal"})
            QVERIFY(QFile::copy(m_path + QLatin1StringView(suffix),
                                copy + QStringLiteral("/library.db") + QLatin1StringView(suffix)));
        const LibraryPaths paths(copy);
        QByteArray bytes = bytesOf(paths.database);
        const std::int64_t page =
            ask(m_path, "SELECT rootpage FROM sqlite_master WHERE name = 'file_changed'");
        bytes.replace((page - 1) * pageBytes, pageBytes, QByteArray(pageBytes, '\x33'));
        QVERIFY(putBytes(paths.database, bytes));
        const auto lock = LibraryLock::acquire(paths);
        const auto mended = LibraryDoctor(paths).mend(**lock);
        VERIFY_OK(mended);
        QCOMPARE(QFileInfo(paths.database + QStringLiteral("-wal")).size(), 0);
        QCOMPARE(ask(paths.database, "SELECT count(*) FROM saved_search"), 2);
        QVERIFY(QFile::exists(mended->restored.front().aside + QStringLiteral("-wal")));
    }

    void aMissingLogIsAnOlderState() {
        {
            SQLite::Database writing = openDatabase(m_path, OpenMode::Create);
            writing.exec("INSERT INTO saved_search (name, query) VALUES ('lost', '{}')");
            QVERIFY(QFile::copy(m_path, m_path + QStringLiteral(".copy")));
        }
        for (const char* suffix : {"", "-wal", "-shm"})
            QFile::remove(m_path + QLatin1StringView(suffix));
        QVERIFY(QFile::rename(m_path + QStringLiteral(".copy"), m_path));
        QVERIFY(mend().findings.empty());
        verifyUsable(files);
    }

    void emptyOrGoneIsNoNewLibrary() {
        for (const bool isGone : {true, false}) {
            init();
            VERIFY_OK(LibraryBackups(m_library->paths).make());
            for (const char* suffix : {"", "-wal", "-shm"})
                QFile::remove(m_path + QLatin1StringView(suffix));
            if (!isGone)
                QVERIFY(putBytes(m_path, {}));
            VERIFY_FAILS(LibraryReader::open(m_library->paths), ErrorKind::Corrupt);
            auto lock = LibraryLock::acquire(m_library->paths);
            VERIFY_FAILS(StoreWriter::open(m_library->paths, std::move(*lock)), ErrorKind::Corrupt);
            QCOMPARE(countOf(look(), LibraryFault::LostDatabase), 1);
            QVERIFY(mend().restored.front().from == From::Backup);
            verifyUsable(files);
        }
    }

    void nothingLeftIsSaid() {
        QVERIFY(putBytes(m_path, QByteArray("This is a shopping list.").repeated(500)));
        const LibraryHealth mended = mend();
        QVERIFY(mended.restored.front().from == From::Nothing);
        QVERIFY(bytesOf(mended.restored.front().aside).startsWith("This is"));
        QVERIFY(!QFile::exists(m_path));
    }

    void aNewerLibraryIsLeftAlone() {
        run(m_path, "PRAGMA user_version = 9999; PRAGMA wal_checkpoint(TRUNCATE)");
        const QByteArray before = bytesOf(m_path);
        VERIFY_FAILS(LibraryDoctor(m_library->paths).look(), ErrorKind::Newer);
        const auto lock = LibraryLock::acquire(m_library->paths);
        VERIFY_FAILS(LibraryDoctor(m_library->paths).mend(**lock), ErrorKind::Newer);
        QCOMPARE(bytesOf(m_path), before);
    }

    void damagedVectorsKeepWhatCanBeRead() {
        const QString vectors = m_library->paths.vectors(model().hash);
        run(vectors, "PRAGMA wal_checkpoint(TRUNCATE)");
        QByteArray bytes = bytesOf(vectors);
        const auto pages = bytes.size() / pageBytes;
        bytes.replace(pages / 2 * pageBytes, pageBytes, QByteArray(pageBytes, '\x33'));
        QVERIFY(putBytes(vectors, bytes));
        QCOMPARE(countOf(look(), LibraryFault::DamagedVectors), 1);
        const LibraryHealth mended = mend();
        QCOMPARE(bytesOf(mended.restored.front().aside), bytes);
        const std::int64_t kept = ask(vectors, "SELECT count(*) FROM vector");
        QVERIFY2(kept > files * 9 / 10, qPrintable(QString::number(kept)));
        QVERIFY(look().findings.empty());
        QCOMPARE(m_library->open(), QString());
        QCOMPARE(storedVectors(*m_library->reader).size(), std::size_t(kept));
    }

    void damagedThumbnailsAreMadeAgain() {
        const QString thumbnails = m_library->paths.dir + QStringLiteral("/cache/thumbnails.db");
        QVERIFY(putBytes(thumbnails, QByteArray(100'000, 'x')));
        QCOMPARE(countOf(mend(), LibraryFault::DamagedThumbnails), 1);
        QVERIFY(!QFile::exists(thumbnails));
        verifyUsable(files);
    }

    void aReplacementBrokenOffIsFinished() {
        // As it is left when the program ends between the two last steps.
        QVERIFY(QFile::copy(m_path, m_path + QStringLiteral(".repaired")));
        QVERIFY(putBytes(m_path, QByteArray(8192, 'x')));
        QVERIFY(putBytes(m_path + QStringLiteral("-wal"), QByteArray(8192, 'x')));
        QVERIFY(mend().findings.empty());
        verifyUsable(files);
    }

    void aFullDiskChangesNothing() {
#ifdef Q_OS_UNIX
        QVERIFY(putBytes(m_path, damagedBytes(QStringLiteral("cut in half"))));
        const QByteArray before = bytesOf(m_path);
        {
            const auto lock = LibraryLock::acquire(m_library->paths);
            const FileSizeLimit limit(32 << 10);
            VERIFY_FAILS(LibraryDoctor(m_library->paths).mend(**lock), ErrorKind::NoSpace);
        }
        QCOMPARE(bytesOf(m_path), before);
        QVERIFY(mend().restored.front().from == From::WhatIsLeft);
#endif
    }

    void besideAWriterOnlyDamageShows() {
        QCOMPARE(m_library->open(), QString());
        const LibraryHealth found = look();
        QVERIFY(found.isBusy);
        QVERIFY(found.findings.empty());
    }

private:
    LibraryHealth look() {
        auto health = LibraryDoctor(m_library->paths).look();
        if (!health)
            qWarning() << health.error().sentence << health.error().detail;
        return health.value_or(LibraryHealth());
    }
    LibraryHealth mend() {
        const auto lock = LibraryLock::acquire(m_library->paths);
        auto health = LibraryDoctor(m_library->paths).mend(**lock);
        if (!health)
            qWarning() << health.error().sentence << health.error().detail;
        return health.value_or(LibraryHealth());
    }
    bool m_libraryIsSound() {
        const auto reader = LibraryReader::open(m_library->paths);
        return reader && (*reader)->check();
    }
    static std::int64_t countOf(const LibraryHealth& health, LibraryFault fault) {
        std::int64_t count = 0;
        for (const LibraryFinding& finding : health.findings)
            count += finding.fault == fault ? finding.count : 0;
        return count;
    }

    QByteArray damagedBytes(const QString& kind) const {
        QByteArray bytes = bytesOf(m_path);
        const auto pages = bytes.size() / pageBytes;
        const QByteArray garbage(pageBytes, '\x5a');
        if (kind == QStringLiteral("cut in half"))
            return bytes.first(pages / 2 * pageBytes);
        if (kind == QStringLiteral("cut off in a page"))
            return bytes.first(bytes.size() - pageBytes * 3 - 1000);
        if (kind == QStringLiteral("a page of the middle zeroed"))
            return bytes.replace(pages / 2 * pageBytes, pageBytes, QByteArray(pageBytes, '\0'));
        if (kind == QStringLiteral("every 16th page overwritten")) {
            for (auto page = pages / 4; page < pages; page += 16)
                bytes.replace(page * pageBytes, pageBytes, garbage);
            return bytes;
        }
        if (kind == QStringLiteral("garbage header"))
            return bytes.replace(0, 100, garbage.first(100));
        if (kind == QStringLiteral("first page overwritten"))
            return bytes.replace(0, pageBytes, garbage);
        return bytes.replace(pages / 2 * pageBytes, pageBytes,
                             bytes.mid((pages / 2 + 3) * pageBytes, pageBytes));
    }

    /// It opens, is written to, and holds so many searchable pictures (-1: any number).
    void verifyUsable(int searchable) {
        QCOMPARE(m_library->open(), QString());
        VERIFY_OK(m_library->reader->check());
        const auto vectors = storedVectors(*m_library->reader);
        QVERIFY(!vectors.empty());
        for (const auto& [content, half] : vectors) {
            const auto row = m_library->reader->content(content);
            QVERIFY(row && *row);
            QCOMPARE(half, vectorOf((*row)->key.mid(20).toInt() - 1000));
        }
        if (searchable >= 0)
            QVERIFY(qAbs(int(vectors.size()) - searchable) <= 1);
        const RootId root = m_library->addRoot();
        VERIFY_OK(m_library->writer->submit(encodedFile(root, QStringLiteral("after"), 555'555)));
        VERIFY_OK(m_library->writer->flush());
        m_library->close();
    }

    static QStringList names() {
        return {QStringLiteral("library.db"), QStringLiteral("vectors-%1.db").arg(model().hash),
                QStringLiteral("cache/thumbnails.db")};
    }

    QTemporaryDir m_whole;
    std::unique_ptr<Fixture> m_library;
    QString m_path;
};

SEMBLANCE_TEST(TestLibraryDoctor)
#include "tst_librarydoctor.moc"
