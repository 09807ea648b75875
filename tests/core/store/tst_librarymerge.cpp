#include <QDir>
#include <QJsonDocument>

#include "core/store/deskstore.h"
#include "core/store/librarydoctor.h"
#include "core/store/libraryexport.h"
#include "core/store/librarymerge.h"
#include "tests/core/filesizelimit.h"
#include "tests/core/store/keepingfixture.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

/// Libraries written into one file and taken out of it again.
class TestLibraryMerge : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_dir = std::make_unique<QTemporaryDir>();
        m_file = m_dir->filePath(QStringLiteral("mine.semblance"));
        m_from = std::make_unique<Fixture>();
        m_into = std::make_unique<Fixture>();
        QCOMPARE(m_from->open(), QString());
        fill(*m_from, 300);
        m_from->close();
    }

    void nothingIsLostOnTheWay() {
        const ExportedLibrary exported = exportAll();
        QCOMPARE(exported.files, 300);
        QCOMPARE(exported.vectors, 300);
        QCOMPARE(exported.thumbnails, 300);
        const MergedLibrary merged = merge({}, true);
        QCOMPARE(merged.files, 300);
        QCOMPARE(merged.pictures, 300);
        QCOMPARE(merged.vectors, 300);
        QCOMPARE(merged.thumbnails, 300);
        verifySame();
        // Of its own: numbers of rows mean something else here.
        QVERIFY(textOf(m_into->paths.database, "SELECT value FROM meta WHERE name = 'uuid'") !=
                textOf(m_from->paths.database, "SELECT value FROM meta WHERE name = 'uuid'"));
        QVERIFY(LibraryDoctor(m_into->paths).look()->findings.empty());
    }

    void againChangesNothing() {
        exportAll();
        merge({}, true);
        const QStringList rows = rowsOf(m_into->paths.database);
        const QStringList vectors = rowsOf(m_into->paths.vectors(model().hash));
        const MergedLibrary again = merge({});
        QCOMPARE(again.files + again.pictures + again.vectors + again.thumbnails + again.completed +
                     again.searches,
                 0);
        QCOMPARE(rowsOf(m_into->paths.database), rows);
        QCOMPARE(rowsOf(m_into->paths.vectors(model().hash)), vectors);
        // Nor does its own export.
        QVERIFY(exportLibrary(m_into->paths, m_file, {}));
        merge({});
        QCOMPARE(rowsOf(m_into->paths.database), rows);
    }

    void importWantsAnEmptyLibrary() {
        exportAll();
        merge({}, true);
        MergeOptions options;
        options.intoEmpty = true;
        VERIFY_FAILS(mergeWith(options), ErrorKind::WrongUse);
    }

    void twoLibrariesOfOneFolder() {
        // The other one knows half of the files, more of one of them, and one of its own.
        QCOMPARE(m_into->open(), QString());
        fill(*m_into, 200, 200);
        m_into->close();
        run(m_into->paths.database,
            "UPDATE content SET rating = 5 WHERE id = 1;"
            "INSERT INTO tag VALUES (1, 'only here', 9)");
        run(m_from->paths.database,
            "UPDATE content SET rating = 3, title = 'there' WHERE id IN (201, 202);"
            "INSERT INTO tag VALUES (201, 'only there', 9)");
        exportAll();
        const MergedLibrary merged = merge({});
        QCOMPARE(merged.files, 200);
        QCOMPARE(merged.pictures, 200);
        QCOMPARE(merged.vectors, 200);
        QCOMPARE(merged.completed, 2);
        QCOMPARE(ask(m_into->paths.database, "SELECT count(*) FROM root"), 1);
        QCOMPARE(ask(m_into->paths.database, "SELECT count(*) FROM file"), 400);
        const std::string first = "(SELECT content FROM file WHERE path = '000200.jpg')";
        QCOMPARE(ask(m_into->paths.database, "SELECT rating FROM content WHERE id = " + first), 5);
        QCOMPARE(ask(m_into->paths.database,
                     "SELECT rating FROM content WHERE id = (SELECT content FROM file WHERE path ="
                     " '000201.jpg')"),
                 3);
        QCOMPARE(ask(m_into->paths.database,
                     "SELECT count(*) FROM tag WHERE name LIKE 'only%' AND content = " + first),
                 2);
        verifyVectors(400);
        QVERIFY(LibraryDoctor(m_into->paths).look()->findings.empty());
    }

    void marksComeAlong() {
        const auto mark = [](const Fixture& library, int content, const char* columns,
                             const char* tag) {
            const std::string key = "x'" + keyOf(content).toHex().toStdString() + "'";
            run(library.paths.database, std::string("INSERT INTO mark (key, rating, label, note)"
                                                    " VALUES (") +
                                            key + ", " + columns + ");");
            run(library.paths.database,
                "INSERT INTO mark_tag VALUES (" + key + ", '" + tag + "', 1);");
        };
        mark(*m_from, 1, "5, 'Red', 'theirs'", "theirs");
        mark(*m_from, 2, "4, NULL, ''", "theirs");
        // Of a picture that is in the library no more.
        mark(*m_from, 9999, "3, NULL, ''", "gone");
        exportAll();
        merge({});
        run(m_into->paths.database, "DELETE FROM mark");
        mark(*m_into, 1, "1, NULL, ''", "ours");
        const auto generation =
            ask(m_into->paths.database, "SELECT value FROM meta WHERE name = 'generation'");
        merge({});
        QCOMPARE(ask(m_into->paths.database, "SELECT count(*) FROM mark"), 2);
        QCOMPARE(ask(m_into->paths.database,
                     "SELECT count(*) FROM mark WHERE rating = 1 AND label = 'Red' AND note ="
                     " 'theirs'"),
                 1);
        QCOMPARE(ask(m_into->paths.database, "SELECT count(*) FROM mark_tag"), 3);
        // Readers hear of the files.
        QCOMPARE(ask(m_into->paths.database,
                     "SELECT count(*) FROM file WHERE changed > " + std::to_string(generation)),
                 2);
        const QStringList rows = rowsOf(m_into->paths.database);
        merge({});
        QCOMPARE(rowsOf(m_into->paths.database), rows);
    }

    void foldersAtAnotherPlace() {
        exportAll();
        MergeOptions options;
        options.folders = {{QStringLiteral("/mnt/vol/photos"),
                            place(QStringLiteral("pictures/old"), QStringLiteral("vol2"))}};
        // Inside of one that is there.
        QCOMPARE(m_into->open(), QString());
        VERIFY_OK(
            m_into->writer->addRoot(place(QStringLiteral("pictures"), QStringLiteral("vol2"))));
        m_into->close();
        VERIFY_OK(mergeWith(options));
        QCOMPARE(ask(m_into->paths.database, "SELECT count(*) FROM root"), 1);
        QCOMPARE(ask(m_into->paths.database,
                     "SELECT count(*) FROM file WHERE path LIKE 'old/%' AND file_index = 0"),
                 300);
        const QStringList rows = rowsOf(m_into->paths.database);
        VERIFY_OK(mergeWith(options));
        QCOMPARE(rowsOf(m_into->paths.database), rows);

        options.folders.front().exported = QStringLiteral("/no/such");
        const auto wrong = mergeWith(options);
        VERIFY_FAILS(wrong, ErrorKind::WrongUse);
        QVERIFY(wrong.error().sentence.contains(QStringLiteral("/mnt/vol/photos")));
    }

    void whatIsHereStays() {
        // The same path, another picture.
        QCOMPARE(m_into->open(), QString());
        VERIFY_OK(m_into->writer->submit(
            encodedFile(m_into->addRoot(), QStringLiteral("000007.jpg"), 7777)));
        m_into->close();
        exportAll();
        const MergedLibrary merged = merge({});
        QCOMPARE(merged.files, 299);
        QCOMPARE(merged.pictures, 299);
        QCOMPARE(ask(m_into->paths.database,
                     "SELECT count(*) FROM content WHERE NOT EXISTS (SELECT 1 FROM file WHERE"
                     " file.content = content.id)"),
                 0);
        verifyVectors(300);
    }

    void contentsThatLookAlike() {
        // One key, two pictures: told apart by their full hashes.
        const QByteArray ours(16, 'o');
        const QByteArray theirs(16, 't');
        QCOMPARE(m_into->open(), QString());
        IndexedFile file = encodedFile(m_into->addRoot(), QStringLiteral("here.jpg"), 5);
        file.fullHash = ours;
        VERIFY_OK(m_into->writer->submit(file));
        m_into->close();
        run(m_from->paths.database, "UPDATE content SET full_hash = x'" +
                                        theirs.toHex().toStdString() + "' WHERE key = x'" +
                                        keyOf(5).toHex().toStdString() + "'");
        exportAll();
        QCOMPARE(merge({}).pictures, 300);
        QCOMPARE(ask(m_into->paths.database, "SELECT count(*) FROM content WHERE key = x'" +
                                                 (keyOf(5) + theirs).toHex().toStdString() + "'"),
                 1);
        QCOMPARE(ask(m_into->paths.vectors(model().hash), "SELECT count(*) FROM vector"), 301);
        QCOMPARE(merge({}).pictures, 0);
    }

    void savedSearches() {
        run(m_from->paths.database,
            "INSERT INTO saved_search (name, query) VALUES"
            " ('same', '{\"text\":\"a\"}'), ('other', '{\"text\":\"theirs\"}'),"
            " ('picture', '{\"references\":[{\"path\":\"/mnt/vol/photos/000001.jpg\"}]}')");
        QCOMPARE(m_into->open(), QString());
        m_into->close();
        run(m_into->paths.database,
            "INSERT INTO saved_search (name, query) VALUES"
            " ('same', '{\"text\":\"a\"}'), ('other', '{\"text\":\"ours\"}')");
        exportAll();
        QVERIFY(!bytesOf(m_file).contains("photos/000001.jpg"));
        MergeOptions options;
        options.folders = {{QStringLiteral("/mnt/vol/photos"),
                            place(QStringLiteral("new"), QStringLiteral("vol2"))}};
        const auto merged = mergeWith(options);
        VERIFY_OK(merged);
        QCOMPARE(merged->searches, 2);
        QCOMPARE(merged->renamed, 1);
        const auto query = [&](const char* name) {
            return textOf(
                m_into->paths.database,
                std::string("SELECT query FROM saved_search WHERE name = '") + name + "'");
        };
        QCOMPARE(query("other"), QStringLiteral("{\"text\":\"ours\"}"));
        QCOMPARE(query("other (2)"), QStringLiteral("{\"text\":\"theirs\"}"));
        QVERIFY(query("picture").contains(QStringLiteral("/mnt/vol2/new/000001.jpg")));
        QCOMPARE(mergeWith(options)->searches, 0);
    }

    void theDeskComesAlong() {
        const auto deskOf = [](const Fixture& library) {
            auto opened = DeskStore::open(library.paths);
            return opened ? std::move(opened->desk) : nullptr;
        };
        const QString path = QStringLiteral("/mnt/vol/photos/000001.jpg");
        const QString picture = QStringLiteral("{\"references\":[{\"path\":\"%1\"}]}").arg(path);
        const QString outside = QStringLiteral("/home/me/Desktop/scan.png");
        {
            const auto desk = deskOf(*m_from);
            QVERIFY(desk);
            VERIFY_OK(desk->putSearch({SearchId{1}, QStringLiteral("lake"), picture}));
            VERIFY_OK(
                desk->putSearch({SearchId{2}, QStringLiteral("other"), QStringLiteral("{}")}));
            VERIFY_OK(desk->putCollection({CollectionId{3},
                                           QStringLiteral("best"),
                                           {{keyOf(9), outside}, {keyOf(1), path}}}));
            VERIFY_OK(desk->putCollection({CollectionId{4}, QStringLiteral("empty"), {}}));
            VERIFY_OK(desk->putStep({StepId{5}, {}, QStringLiteral("{\"text\":\"secret wish\"}")}));
        }
        QCOMPARE(m_into->open(), QString());
        m_into->close();
        {
            const auto desk = deskOf(*m_into);
            VERIFY_OK(desk->putSearch(
                {SearchId{8}, QStringLiteral("other"), QStringLiteral("{\"text\":\"ours\"}")}));
            VERIFY_OK(
                desk->putCollection({CollectionId{7}, QStringLiteral("best"), {{keyOf(1), {}}}}));
        }
        exportAll();
        for (const char* absent : {"secret wish", "photos/000001.jpg", "/home/me"})
            QVERIFY2(!bytesOf(m_file).contains(absent), absent);

        MergeOptions options;
        options.folders = {{QStringLiteral("/mnt/vol/photos"),
                            place(QStringLiteral("new"), QStringLiteral("vol2"))}};
        const auto merged = mergeWith(options);
        VERIFY_OK(merged);
        QCOMPARE(merged->searches, 2);
        QCOMPARE(merged->renamed, 1);
        QCOMPARE(merged->collections, 2);
        const auto desk = deskOf(*m_into);
        const auto searches = desk->searches().value();
        QCOMPARE(searches.size(), std::size_t(3));
        QCOMPARE(searches[0].query, QStringLiteral("{\"text\":\"ours\"}"));
        QVERIFY2(searches[1].query.contains(QStringLiteral("/mnt/vol2/new/000001.jpg")),
                 qPrintable(searches[1].query));
        QCOMPARE(searches[2].name, QStringLiteral("other (2)"));
        const auto collections = desk->collections().value();
        QCOMPARE(collections.size(), std::size_t(2));
        // Its own order first, then what it had not; where that lies is for the library to say.
        QCOMPARE(collections[0].members,
                 (std::vector<CollectionMember>{{keyOf(1), {}}, {keyOf(9), {}}}));
        QCOMPARE(collections[1].name, QStringLiteral("empty"));
        QVERIFY(desk->steps().value().empty());
        // Again.
        const auto again = mergeWith(options);
        VERIFY_OK(again);
        QCOMPARE(again->searches + again->collections, 0);
    }

    void aDamagedDeskStaysOut() {
        QVERIFY(putBytes(m_from->paths.desk, QByteArray(5000, 'x')));
        exportAll();
        QCOMPARE(merge({}, true).searches, 0);
        QCOMPARE(bytesOf(m_from->paths.desk), QByteArray(5000, 'x'));
    }

    void theFileTellsNoPaths() {
        run(m_from->paths.database,
            "UPDATE meta SET value = '/home/me/models/big' WHERE name = 'model';"
            "INSERT INTO query_trail (query, asked_ms) VALUES ('/home/me/secret.jpg', 1)");
        run(m_from->paths.vectors(model().hash),
            "UPDATE meta SET value = '/home/me/models/big' WHERE name = 'source'");
        exportAll();
        QVERIFY(!bytesOf(m_file).contains("/home/me"));
        QCOMPARE(exportedFolders(m_file).value(),
                 std::vector<QString>{QStringLiteral("/mnt/vol/photos")});
    }

    void onlyExportsAreReplaced() {
        const QByteArray photo(5000, 'p');
        QVERIFY(putBytes(m_file, photo));
        VERIFY_FAILS(exportLibrary(m_from->paths, m_file, {}), ErrorKind::WrongUse);
        QCOMPARE(bytesOf(m_file), photo);
        VERIFY_FAILS(exportLibrary(m_from->paths, m_from->paths.database, {}), ErrorKind::WrongUse);
        QVERIFY(QFile::remove(m_file));
        exportAll();
        exportAll();
    }

    void badFiles_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("error");
        QTest::newRow("no file") << QStringLiteral("none") << int(ErrorKind::NotFound);
        QTest::newRow("a picture") << QStringLiteral("picture") << int(ErrorKind::BadInput);
        QTest::newRow("a library") << QStringLiteral("library") << int(ErrorKind::BadInput);
        QTest::newRow("cut off") << QStringLiteral("cut") << int(ErrorKind::Corrupt);
        QTest::newRow("a page overwritten") << QStringLiteral("page") << int(ErrorKind::Corrupt);
        QTest::newRow("newer") << QStringLiteral("newer") << int(ErrorKind::Newer);
        QTest::newRow("a view for a table") << QStringLiteral("view") << int(ErrorKind::Corrupt);
    }
    void badFiles() {
        QFETCH(QString, kind);
        QFETCH(int, error);
        exportAll();
        const QByteArray whole = bytesOf(m_file);
        if (kind == QStringLiteral("none"))
            QFile::remove(m_file);
        else if (kind == QStringLiteral("picture"))
            putBytes(m_file, QByteArray(5000, 'p'));
        else if (kind == QStringLiteral("library"))
            m_file = m_from->paths.database;
        else if (kind == QStringLiteral("cut"))
            putBytes(m_file, whole.first(whole.size() / 2));
        else if (kind == QStringLiteral("page"))
            putBytes(m_file, QByteArray(whole).replace(40960, 4096, QByteArray(4096, 'x')));
        else if (kind == QStringLiteral("newer"))
            run(m_file, "PRAGMA journal_mode = DELETE; PRAGMA user_version = 99");
        else
            run(m_file,
                "PRAGMA journal_mode = DELETE; ALTER TABLE tag RENAME TO t;"
                "CREATE VIEW tag AS SELECT * FROM t");
        const auto merged = mergeWith({});
        QVERIFY(!merged);
        QCOMPARE(int(merged.error().kind), error);
        QVERIFY(!QFile::exists(m_into->paths.database) ||
                ask(m_into->paths.database, "SELECT count(*) FROM file") == 0);
    }

    void pathsLeadNowhereElse() {
        exportAll();
        run(m_file,
            "PRAGMA journal_mode = DELETE;"
            "UPDATE file SET path = '../../etc/passwd' WHERE id = 1;"
            "UPDATE file SET path = '/etc/passwd' WHERE id = 2;"
            "UPDATE package_model SET hash = '../../../tmp/x'");
        const MergedLibrary merged = merge({});
        QCOMPARE(merged.files, 298);
        QCOMPARE(merged.vectors, 0);
    }

    void cancelledAndOutOfRoom() {
        ExportOptions options;
        options.cancel.cancel();
        VERIFY_FAILS(exportLibrary(m_from->paths, m_file, options), ErrorKind::Cancelled);
        QVERIFY(QDir(m_dir->path()).entryList(QDir::Files).isEmpty());
#ifdef Q_OS_UNIX
        {
            const FileSizeLimit limit(32 << 10);
            VERIFY_FAILS(exportLibrary(m_from->paths, m_file, {}), ErrorKind::NoSpace);
        }
        QVERIFY(QDir(m_dir->path()).entryList(QDir::Files).isEmpty());
        exportAll();
        {
            const FileSizeLimit limit(32 << 10);
            VERIFY_FAILS(mergeWith({}), ErrorKind::NoSpace);
        }
        merge({});
        verifySame();
#endif
    }

    void aLibraryOfTheFirstVersion() {
        const LibraryPaths old(m_dir->filePath(QStringLiteral("old")));
        QVERIFY(QDir().mkpath(old.dir + QStringLiteral("/cache")));
        make(QStringLiteral("library"), old.database);
        make(QStringLiteral("vectors-abc123"), old.vectors(QStringLiteral("abc123")));
        make(QStringLiteral("vectors-def456"), old.vectors(QStringLiteral("def456")));
        const auto exported = exportLibrary(old, m_file, {});
        VERIFY_OK(exported);
        QCOMPARE(exported->files, 12);
        QCOMPARE(exported->vectors, 9);
        const MergedLibrary merged = merge({}, true);
        QCOMPARE(merged.files, 12);
        QCOMPARE(merged.pictures, 10);
        QCOMPARE(merged.vectors, 9);
        QCOMPARE(rowsOf(m_into->paths.vectors(QStringLiteral("def456")), "'meta','sqlite_sequence'")
                     .size(),
                 2);
        QCOMPARE(ask(m_into->paths.database, "SELECT count(*) FROM model"), 2);
        QCOMPARE(merge({}).files, 0);
    }

private:
    ExportedLibrary exportAll() {
        ExportOptions options;
        options.cacheDir = m_from->paths.dir + QStringLiteral("/cache");
        const auto exported = exportLibrary(m_from->paths, m_file, options);
        if (!exported)
            qWarning() << exported.error().sentence << exported.error().detail;
        return exported.value_or(ExportedLibrary());
    }
    Result<MergedLibrary> mergeWith(MergeOptions options) {
        const auto lock = LibraryLock::acquire(m_into->paths);
        options.cacheDir = m_into->paths.dir + QStringLiteral("/cache");
        QDir().mkpath(options.cacheDir);
        return mergeLibrary(m_into->paths, **lock, m_file, options);
    }
    MergedLibrary merge(const std::vector<FolderHere>& folders, bool intoEmpty = false) {
        MergeOptions options;
        options.folders = folders;
        options.intoEmpty = intoEmpty;
        const auto merged = mergeWith(options);
        if (!merged)
            qWarning() << merged.error().sentence << merged.error().detail;
        return merged.value_or(MergedLibrary());
    }
    static QString textOf(const QString& path, const std::string& sql) {
        SQLite::Database database = openDatabase(path, OpenMode::ReadOnly);
        return QString::fromStdString(database.execAndGet(sql).getString());
    }
    void make(const QString& dump, const QString& path) const {
        QFile sql(QStringLiteral(SEMBLANCE_SOURCE_DIR "/tests/data/library-v1/%1.sql").arg(dump));
        QVERIFY(sql.open(QIODevice::ReadOnly));
        SQLite::Database database(path.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        database.exec(sql.readAll().toStdString());
    }
    /// Everything but what belongs to the place: numbers and the names of libraries.
    void verifySame() {
        const std::string own = "'meta', 'removed_file', 'sqlite_sequence', 'file'";
        QCOMPARE(rowsOf(m_into->paths.database, own), rowsOf(m_from->paths.database, own));
        verifyVectors(300);
    }
    void verifyVectors(int count) {
        const auto reader = LibraryReader::open(m_into->paths);
        VERIFY_OK(reader);
        const auto vectors = storedVectors(**reader);
        QCOMPARE(int(vectors.size()), count);
        for (const auto& [content, half] : vectors) {
            const auto row = (*reader)->content(content);
            QCOMPARE(half, vectorOf((*row)->key.mid(20).toInt() - 1000));
        }
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_file;
    std::unique_ptr<Fixture> m_from;
    std::unique_ptr<Fixture> m_into;
};

SEMBLANCE_TEST(TestLibraryMerge)
#include "tst_librarymerge.moc"
