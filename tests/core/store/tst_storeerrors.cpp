#include <QFile>
#include <QProcess>
#include <csignal>

#include "core/store/thumbnailstore.h"
#include "tests/core/filesizelimit.h"
#include "tests/core/store/storefixture.h"
#include "tests/core/unprivileged.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {

constexpr int pageBytes = 4096;

void overwrite(const QString& path, qint64 offset, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(offset));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray contentsOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Result<std::unique_ptr<StoreWriter>> openWriter(const LibraryPaths& paths) {
    SEMBLANCE_TRY_ASSIGN(auto lock, LibraryLock::acquire(paths));
    return StoreWriter::open(paths, std::move(lock));
}

/// One megabyte, where the test may mount at all.
struct SmallFileSystem {
    explicit SmallFileSystem(const QString& mountPoint) : path(mountPoint) {
        QDir().mkpath(path);
        isMounted =
            QProcess::execute(QStringLiteral("mount"),
                              {QStringLiteral("-t"), QStringLiteral("tmpfs"), QStringLiteral("-o"),
                               QStringLiteral("size=1m"), QStringLiteral("tmpfs"), path}) == 0;
    }
    ~SmallFileSystem() {
        if (isMounted)
            QProcess::execute(QStringLiteral("umount"), {path});
    }
    SmallFileSystem(const SmallFileSystem&) = delete;
    SmallFileSystem& operator=(const SmallFileSystem&) = delete;

    QString path;
    bool isMounted = false;
};

}  // namespace

class TestStoreErrors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_library = std::make_unique<Fixture>();
        QCOMPARE(m_library->open(), QString());
        m_root = m_library->addRoot();
    }

    void noLibraryYet() {
        QTemporaryDir dir;
        const auto reader = LibraryReader::open(LibraryPaths(dir.filePath(QStringLiteral("no"))));
        VERIFY_FAILS(reader, ErrorKind::NotFound);
    }

    void secondWriterIsRefusedAndReadersAreNot() {
        VERIFY_FAILS(LibraryLock::acquire(paths()), ErrorKind::Busy);
        VERIFY_OK(LibraryReader::open(paths()));
        m_library->close();
        VERIFY_OK(LibraryLock::acquire(paths()));
    }

    void newerLibraryIsRefusedAndKept() {
        m_library->close();
        overwrite(paths().database, 60, QByteArray("\0\0\0\x63", 4));  // user_version = 99
        const QByteArray before = contentsOf(paths().database);
        VERIFY_FAILS(openWriter(paths()), ErrorKind::Newer);
        VERIFY_FAILS(LibraryReader::open(paths()), ErrorKind::Newer);
        QCOMPARE(contentsOf(paths().database), before);
    }

    void anotherProgramsDatabaseIsRefusedAndKept() {
        m_library->close();
        overwrite(paths().database, 68, QByteArray("\x01\x02\x03\x04", 4));  // application_id
        const QByteArray before = contentsOf(paths().database);
        VERIFY_FAILS(openWriter(paths()), ErrorKind::Corrupt);
        VERIFY_FAILS(LibraryReader::open(paths()), ErrorKind::Corrupt);
        QCOMPARE(contentsOf(paths().database), before);
    }

    void damagedHeaderIsRefusedAndKept() {
        m_library->close();
        overwrite(paths().database, 0, QByteArray(100, 'x'));
        const QByteArray before = contentsOf(paths().database);
        VERIFY_FAILS(openWriter(paths()), ErrorKind::Corrupt);
        VERIFY_FAILS(LibraryReader::open(paths()), ErrorKind::Corrupt);
        QCOMPARE(contentsOf(paths().database), before);
    }

    void damagedPagesAreFound() {
        fill(2000);
        m_library->close();
        QFile file(paths().database);
        const qint64 pages = file.size() / pageBytes;
        QVERIFY(pages > 60);
        for (qint64 page = pages / 3; page < pages; ++page)
            overwrite(paths().database, page * pageBytes, QByteArray(pageBytes, '\xff'));
        const auto reader = LibraryReader::open(paths());
        VERIFY_OK(reader);
        VERIFY_FAILS((*reader)->check(), ErrorKind::Corrupt);
        VERIFY_FAILS((*reader)->listing(m_root, {}), ErrorKind::Corrupt);
        VERIFY_FAILS((*reader)->failedFiles(), ErrorKind::Corrupt);
    }

    void everyTruncationIsAnErrorOrALibrary() {
        fill(200);
        m_library->close();
        const QByteArray whole = contentsOf(paths().database);
        for (int tenth = 1; tenth < 10; ++tenth) {
            QFile file(paths().database);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(whole.first(whole.size() * tenth / 10));
            file.close();
            auto reader = LibraryReader::open(paths());
            const Status checked = reader ? (*reader)->check() : Status(fail(reader.error()));
            VERIFY_FAILS(checked, ErrorKind::Corrupt);
        }
    }

    void damagedVectorsAreSetAsideAndMadeAnew() {
        fill(500);
        m_library->close();
        const QString vectors = paths().vectors(model().hash);
        overwrite(vectors, 5 * pageBytes, QByteArray(8 * pageBytes, '\xff'));
        QCOMPARE(m_library->open(), QString());
        // It is a reader that meets the damage.
        VERIFY_FAILS(m_library->reader->forEachVector(
                         model().hash, 0, [](const LibraryReader::StoredVector&) { return true; }),
                     ErrorKind::Corrupt);
        VERIFY_OK(m_library->writer->useModel(model(), RowWriter::Check::Always));
        QVERIFY(QFile::exists(vectors + QStringLiteral(".damaged")));
        QCOMPARE(storedVectors(*m_library->reader).size(), std::size_t(0));
        fill(500);
        QCOMPARE(storedVectors(*m_library->reader).size(), std::size_t(500));
    }

    void lostVectorsAreMadeAnew() {
        fill(10);
        const auto ignore = [](const LibraryReader::StoredVector&) { return true; };
        const auto before = m_library->reader->forEachVector(model().hash, 0, ignore);
        m_library->close();
        QVERIFY(QFile::remove(paths().vectors(model().hash)));
        QCOMPARE(m_library->open(), QString());
        QCOMPARE(storedVectors(*m_library->reader).size(), std::size_t(0));
        // Whoever remembers a place in the lost database is given all of the new one.
        fill(10);
        int seen = 0;
        VERIFY_OK(m_library->reader->forEachVector(
            model().hash, *before, [&](const LibraryReader::StoredVector&) { return ++seen > 0; }));
        QCOMPARE(seen, 10);
    }

    void damagedThumbnailsAreThrownAway_data() {
        QTest::addColumn<qint64>("offset");
        QTest::newRow("header") << qint64(0);
        QTest::newRow("middle") << qint64(2 * pageBytes);
    }

    void damagedThumbnailsAreThrownAway() {
        QFETCH(qint64, offset);
        fill(500);
        const QString cache = *paths().cacheDir(m_library->writer->uuid());
        m_library->close();
        overwrite(cache + QStringLiteral("/thumbnails.db"), offset,
                  QByteArray(20 * pageBytes, '\xff'));
        auto store = ThumbnailStore::open(cache);
        VERIFY_OK(store);
        for (int i = 0; i < 500; ++i) {
            const auto image = (*store)->get(keyOf(i), 256);
            VERIFY_OK(image);
            if (image->has_value())
                QCOMPARE(**image, QByteArray("thumb") + QByteArray::number(i));
        }
        VERIFY_OK((*store)->put({{keyOf(1), {{256, QByteArray("again")}}}}));
        QCOMPARE((*store)->get(keyOf(1), 256)->value_or(QByteArray()), QByteArray("again"));
    }

    void readOnlyFolderCanBeReadNotWritten() {
#ifdef Q_OS_UNIX
        fill(10);
        m_library->close();
        QFile::setPermissions(m_library->dir.path(), QFileDevice::Permissions(0x7755));
        QVERIFY(QProcess::execute(
                    QStringLiteral("chmod"),
                    {QStringLiteral("-R"), QStringLiteral("a+rX,a-w"), paths().dir}) == 0);
        {
            const Unprivileged user;
            if (!user.isBound())
                QSKIP("Permissions cannot be tested here.");
            auto reader = LibraryReader::open(paths());
            VERIFY_OK(reader);
            QCOMPARE((*reader)->listing(m_root, {})->size(), std::size_t(10));
            int vectors = 0;
            VERIFY_OK((*reader)->forEachVector(
                model().hash, 0,
                [&](const LibraryReader::StoredVector&) { return ++vectors > 0; }));
            QCOMPARE(vectors, 10);
            VERIFY_FAILS(LibraryLock::acquire(paths()), ErrorKind::Permission);
            VERIFY_FAILS(LibraryLock::acquire(LibraryPaths(paths().dir + QStringLiteral("/new"))),
                         ErrorKind::Permission);
        }
        QProcess::execute(QStringLiteral("chmod"),
                          {QStringLiteral("-R"), QStringLiteral("u+w"), paths().dir});
#else
        QSKIP("Permissions are tested on POSIX systems.");
#endif
    }

    void fullDiskLosesNothingThatWasStored() {
#ifdef Q_OS_UNIX
        fill(50);
        Error reported;
        {
            const FileSizeLimit limit(
                static_cast<rlim_t>(QFile(paths().database + QStringLiteral("-wal")).size()));
            for (int i = 1000; i < 1500; ++i) {
                if (const Status status =
                        m_library->writer->submit(encodedFile(m_root, QString::number(i), i));
                    !status)
                    reported = status.error();
            }
            if (const Status status = m_library->writer->flush(); !status)
                reported = status.error();
            QCOMPARE(int(reported.kind), int(ErrorKind::NoSpace));
            QVERIFY(reported.sentence.endsWith(QLatin1Char('.')));
            VERIFY_OK(m_library->reader->check());
            QVERIFY(m_library->reader->counts()->readable >= 50);
        }
        // Space was made: the same writer goes on.
        for (int i = 1000; i < 1500; ++i)
            VERIFY_OK(m_library->writer->submit(encodedFile(m_root, QString::number(i), i)));
        VERIFY_OK(m_library->writer->flush());
        QCOMPARE(m_library->reader->counts()->readable, 550);
        VERIFY_OK(m_library->reader->check());
#else
        QSKIP("File size limits are set on POSIX systems.");
#endif
    }

    void fullFileSystem() {
        m_library->close();
        const SmallFileSystem small(m_library->dir.filePath(QStringLiteral("small")));
        if (!small.isMounted)
            QSKIP("No file system can be mounted here.");
        Fixture library;
        library.paths = LibraryPaths(small.path + QStringLiteral("/library"));
        QCOMPARE(library.open(), QString());
        const RootId root = library.addRoot();
        Status status;
        for (int i = 0; i < 100'000 && status; ++i)
            status = library.writer->submit(encodedFile(root, QString::number(i), i));
        VERIFY_FAILS(status, ErrorKind::NoSpace);
        VERIFY_OK(library.reader->check());
        library.close();
    }

private:
    const LibraryPaths& paths() const {
        return m_library->paths;
    }

    void fill(int files) {
        for (int i = 0; i < files; ++i)
            VERIFY_OK(m_library->writer->submit(encodedFile(m_root, QString::number(i), i)));
        VERIFY_OK(m_library->writer->flush());
    }

    std::unique_ptr<Fixture> m_library;
    RootId m_root;
};

SEMBLANCE_TEST(TestStoreErrors)
#include "tst_storeerrors.moc"
