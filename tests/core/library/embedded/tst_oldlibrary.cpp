#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/float16.h"
#include "core/base/pictureformats.h"
#include "core/library/embedded/embeddedcatalogue.h"
#include "core/store/schema.h"
#include "core/store/sqlite.h"
#include "tests/core/store/storefixture.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {
const RootId kPhotos{1};
const RootId kStick{2};

QByteArray alikeKey() {
    return keyOf(3) + QByteArray(16, 'a');
}

/// The model that the library was changed to before everything was encoded with it.
VectorModel secondModel() {
    VectorModel second = model(QStringLiteral("def456"));
    second.name = QStringLiteral("other");
    second.source = QStringLiteral("/models/other");
    return second;
}

/// All rows of a database.
QStringList rowsOf(const QString& path) {
    SQLite::Database database = openDatabase(path, OpenMode::ReadOnly);
    QStringList rows{QString::number(database.execAndGet("PRAGMA user_version").getInt())};
    SQLite::Statement tables(database,
                             "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
    while (tables.executeStep()) {
        const std::string table = tables.getColumn(0).getString();
        SQLite::Statement row(database, "SELECT * FROM " + table);
        while (row.executeStep()) {
            QString line = QString::fromStdString(table);
            for (int column = 0; column < row.getColumnCount(); ++column)
                line += u'|' + QString::fromStdString(row.getColumn(column).getString());
            rows.append(line);
        }
    }
    return rows;
}
}  // namespace

/// A library that version 0.1 made (tests/data/library-v1) is brought up to date, and nothing of it
/// is lost.
class OldLibraryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_catalogue.reset(); }
    void picturesAndFoldersSurvive();
    void statesAndFactsSurvive();
    void vectorsSurvive();
    void thumbnailsSurvive();
    void whatFailedIsTriedAgain();
    void factsAreToBeReadAgain();
    void theOldDatabaseIsKept();
    void anotherOpenDoesNothing();
    void readersBringItUpToDate();
    void readersDoNotWhileAnotherWrites();
    void indexingGoesOn();
    void coloursAreToBeFound();

private:
    /// Makes a database of the dump.
    void make(const QString& dump, const QString& path) const {
        QFile sql(QStringLiteral(SEMBLANCE_SOURCE_DIR "/tests/data/library-v1/%1.sql").arg(dump));
        QVERIFY(sql.open(QIODevice::ReadOnly));
        SQLite::Database database(path.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        database.exec(sql.readAll().toStdString());
    }
    void open(EmbeddedCatalogue::Access access = EmbeddedCatalogue::Access::Write) {
        m_catalogue.reset();
        auto opened = EmbeddedCatalogue::open(m_paths, access);
        VERIFY_OK(opened);
        m_catalogue = std::move(*opened);
        auto reader = m_catalogue->openReader();
        VERIFY_OK(reader);
        m_reader = std::move(*reader);
    }
    ContentRow content(const QByteArray& key) const {
        const auto row = m_reader->contentByKey(key);
        return row && *row ? **row : ContentRow();
    }
    FileRow file(RootId root, const char* path) const {
        const auto row = m_reader->fileAt(root, QLatin1StringView(path));
        return row && *row ? **row : FileRow();
    }
    QStringList shown() const {
        QStringList paths;
        const PhotoListPtr photos = m_catalogue->snapshot()->photos();
        for (qsizetype row = 0; row < photos->size(); ++row)
            paths.append(photos->at(row).path);
        return paths;
    }
    QStringList rowsOfAll() const {
        return rowsOf(m_paths.database) + rowsOf(m_paths.vectors(model().hash)) +
               rowsOf(m_paths.vectors(secondModel().hash));
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    LibraryPaths m_paths{QString()};
    std::unique_ptr<EmbeddedCatalogue> m_catalogue;
    std::unique_ptr<RowReader> m_reader;
};

void OldLibraryTest::init() {
    m_reader.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_paths = LibraryPaths(m_dir->filePath(QStringLiteral("library")));
    QVERIFY(QDir().mkpath(m_paths.dir + QStringLiteral("/cache")));
    make(QStringLiteral("library"), m_paths.database);
    for (const VectorModel& one : {model(), secondModel()})
        make(QStringLiteral("vectors-") + one.hash, m_paths.vectors(one.hash));
    make(QStringLiteral("thumbnails"), m_paths.dir + QStringLiteral("/cache/thumbnails.db"));
}

void OldLibraryTest::picturesAndFoldersSurvive() {
    open();
    const auto& roots = m_catalogue->snapshot()->roots();
    QCOMPARE(roots.size(), std::size_t(2));
    QCOMPARE(roots[0].id, kStick);
    QCOMPARE(roots[0].path, QStringLiteral("/media/stick"));
    QCOMPARE(roots[0].volume, QStringLiteral("Stick"));
    QCOMPARE(roots[0].photos, 1);
    QCOMPARE(roots[1].id, kPhotos);
    QCOMPARE(roots[1].photos, 6);
    QCOMPARE(roots[1].failed, 3);
    // Newest first; the third one tells when it was taken.
    const QString photos = QStringLiteral("/mnt/vol/photos/");
    QCOMPARE(
        shown(),
        (QStringList{photos + QStringLiteral("3.jpg"), photos + QStringLiteral("trip/alike.jpg"),
                     QStringLiteral("/media/stick/5.jpg"), photos + QStringLiteral("4.jpg"),
                     photos + QStringLiteral("2.jpg"), photos + QStringLiteral("1.jpg"),
                     photos + QStringLiteral("trip/copy.jpg")}));
    // Numbers mean what they meant: a window, or a saved search, may hold them.
    QCOMPARE(file(kPhotos, "3.jpg").id, FileId{3});
    QCOMPARE(file(kPhotos, "trip/copy.jpg").content, file(kPhotos, "1.jpg").content);
    QCOMPARE(file(kStick, "6.jpg").missingSinceMs, std::optional<std::int64_t>(1'600'000'000'000));
    QCOMPARE(file(kPhotos, "locked.jpg").state, FileState::Unreadable);
    QCOMPARE(file(kPhotos, "locked.jpg").error, QStringLiteral("You may not read it."));
    QVERIFY((file(kPhotos, "2.jpg").stat == FileStat{102, 1'002'000'000'000, 7002}));
}

void OldLibraryTest::statesAndFactsSurvive() {
    open();
    // With a vector of the last model or without: whether there is one is not the content's state.
    for (const int number : {1, 2, 3, 4, 5, 6})
        QCOMPARE(content(keyOf(number)).state, ContentState::Readable);
    QCOMPARE(content(alikeKey()).state, ContentState::Readable);
    QCOMPARE(content(keyOf(7)).state, ContentState::Untried);
    QCOMPARE(content(keyOf(8)).state, ContentState::Quarantined);
    QCOMPARE(content(keyOf(8)).error, QStringLiteral("It killed the decoder."));
    QCOMPARE(content(keyOf(10)).state, ContentState::Failed);
    QCOMPARE(content(keyOf(10)).error, QStringLiteral("It is broken."));
    const ContentRow third = content(keyOf(3));
    QCOMPARE(third.id, ContentId{3});
    QCOMPARE(third.facts.camera, QStringLiteral("Ümläut 3000"));
    QCOMPARE(third.facts.capturedMs, std::optional<std::int64_t>(1'700'000'000'000));
    QCOMPARE(third.facts.orientation, 6);
    QCOMPARE(third.facts.width, 640);
    QCOMPARE(third.size, 103);
    QVERIFY(third.fullHash.isEmpty());
    QCOMPARE(content(keyOf(2)).fullHash, QByteArray(16, 'h'));
    const auto counts = m_reader->counts();
    VERIFY_OK(counts);
    QCOMPARE(counts->files, 11);
    QCOMPARE(counts->missing, 1);
    QCOMPARE(counts->unreadable, 1);
    QCOMPARE(counts->contents, 10);
    QCOMPARE(counts->readable, 7);
    QCOMPARE(counts->untried, 1);
    QCOMPARE(counts->failed, 1);
    QCOMPARE(counts->quarantined, 1);
}

void OldLibraryTest::vectorsSurvive() {
    open();
    QCOMPARE(m_reader->lastModel().value_or(QString()), secondModel().source);
    const auto models = m_reader->models();
    VERIFY_OK(models);
    QCOMPARE(models->size(), std::size_t(2));
    QCOMPARE((*models)[0].model.source, secondModel().source);
    QCOMPARE((*models)[0].vectors, 2);
    QCOMPARE((*models)[1].model.source, model().source);
    QCOMPARE((*models)[1].vectors, 7);
    VERIFY_OK(m_catalogue->openVectors(model()));
    VERIFY_OK(m_catalogue->openVectors(secondModel()));
    const SnapshotPtr snapshot = m_catalogue->snapshot();
    const auto first = snapshot->scorer(model().hash);
    QCOMPARE(first->searchable(), std::size_t(6));
    for (const int number : {1, 2, 3, 4, 5, 6})
        QCOMPARE(toHalf(first->vectorOf(content(keyOf(number)).id).value()), vectorOf(number));
    QCOMPARE(toHalf(first->vectorOf(content(alikeKey()).id).value()), vectorOf(9));
    const auto second = snapshot->scorer(secondModel().hash);
    QCOMPARE(second->searchable(), std::size_t(2));
    QCOMPARE(toHalf(second->vectorOf(content(keyOf(2)).id).value()), vectorOf(5));
    // What is still to be encoded is known by the vectors.
    QVERIFY(snapshot->rootsToEncode(model().hash).empty());
    QCOMPARE(snapshot->rootsToEncode(secondModel().hash).size(), std::size_t(2));
}

void OldLibraryTest::thumbnailsSurvive() {
    open();
    const auto thumbnails = m_catalogue->openThumbnails();
    VERIFY_OK(thumbnails);
    VERIFY_OK(m_catalogue->settle());
    for (const int number : {1, 2, 3, 4, 5, 6}) {
        const auto image = (*thumbnails)->get(keyOf(number), 256);
        VERIFY_OK(image);
        QCOMPARE(image->value_or(QByteArray()), "thumb" + QByteArray::number(number));
    }
}

/// Decoders have learned since then; which one failed at it was not noted.
void OldLibraryTest::whatFailedIsTriedAgain() {
    open();
    const auto stateOf = [this](int version, const char* path) {
        RowReader::ListingOptions options;
        options.decoderVersion = version;
        const auto listing = m_reader->listing(kPhotos, options);
        for (std::uint32_t i = 0; listing && i < listing->size(); ++i) {
            if (listing->pathString(i) == QLatin1StringView(path))
                return (*listing)[i].state;
        }
        return FileState::Unknown;
    };
    QCOMPARE(stateOf(decoderVersion, "broken10.jpg"), FileState::Pending);
    QCOMPARE(stateOf(0, "broken10.jpg"), FileState::Failed);
    QCOMPARE(stateOf(decoderVersion, "broken7.jpg"), FileState::Pending);
    QCOMPARE(stateOf(decoderVersion, "1.jpg"), FileState::Indexed);
}

/// Which had fewer of them: without decoding anew, and but once.
void OldLibraryTest::factsAreToBeReadAgain() {
    open();
    const auto stateOf = [this](const char* path) {
        RowReader::ListingOptions options;
        options.factsVersion = factsVersion;
        const auto listing = m_reader->listing(kPhotos, options);
        for (std::uint32_t i = 0; listing && i < listing->size(); ++i) {
            if (listing->pathString(i) == QLatin1StringView(path))
                return (*listing)[i].state;
        }
        return FileState::Unknown;
    };
    for (const char* path : {"1.jpg", "3.jpg", "trip/copy.jpg"})
        QCOMPARE(stateOf(path), FileState::Outdated);
    QCOMPARE(stateOf("broken8.jpg"), FileState::Quarantined);
    QCOMPARE(content(keyOf(3)).factsVersion, 0);
    QVERIFY(content(keyOf(3)).facts.keywords.isEmpty());

    IndexedFile described = encodedFile(kPhotos, QStringLiteral("1.jpg"), 1);
    described.outcome = IndexedFile::Outcome::Described;
    described.thumbnails.clear();
    described.vector.clear();
    described.facts.title = QStringLiteral("First");
    described.facts.keywords = {QStringLiteral("new")};
    described.factsVersion = factsVersion;
    VERIFY_OK(m_catalogue->writer()->submit(described));
    VERIFY_OK(m_catalogue->writer()->flush());
    QCOMPARE(stateOf("1.jpg"), FileState::Indexed);
    QCOMPARE(stateOf("trip/copy.jpg"), FileState::Indexed);
    QCOMPARE(stateOf("3.jpg"), FileState::Outdated);
    QCOMPARE(content(keyOf(1)).facts.title, QStringLiteral("First"));
    QCOMPARE(content(keyOf(1)).facts.keywords, QStringList(QStringLiteral("new")));
}

void OldLibraryTest::theOldDatabaseIsKept() {
    const QStringList before = rowsOf(m_paths.database);
    QCOMPARE(before.front(), QStringLiteral("1"));
    open();
    QCOMPARE(rowsOf(m_paths.database + QStringLiteral(".v1.bak")), before);
    QCOMPARE(rowsOf(m_paths.database).front(), QString::number(librarySchema.steps.size()));
}

void OldLibraryTest::anotherOpenDoesNothing() {
    open();
    const QStringList pictures = shown();
    m_reader.reset();
    m_catalogue.reset();
    const QString backup = m_paths.database + QStringLiteral(".v1.bak");
    QVERIFY(QFile::remove(backup));
    const QStringList before = rowsOfAll();
    for (int start = 0; start < 2; ++start) {
        open();
        QCOMPARE(shown(), pictures);
        m_reader.reset();
        m_catalogue.reset();
        QCOMPARE(rowsOfAll(), before);
        QVERIFY(!QFile::exists(backup));
    }
}

void OldLibraryTest::readersBringItUpToDate() {
    open(EmbeddedCatalogue::Access::Read);
    QCOMPARE(shown().size(), 7);
    QVERIFY(!m_catalogue->writer());
    VERIFY_OK(m_catalogue->openVectors(model()));
    QCOMPARE(m_catalogue->snapshot()->scorer(model().hash)->searchable(), std::size_t(6));
    QVERIFY(QFile::exists(m_paths.database + QStringLiteral(".v1.bak")));
}

void OldLibraryTest::readersDoNotWhileAnotherWrites() {
    const auto lock = LibraryLock::acquire(m_paths);
    VERIFY_OK(lock);
    VERIFY_FAILS(EmbeddedCatalogue::open(m_paths, EmbeddedCatalogue::Access::Read),
                 ErrorKind::Busy);
    QCOMPARE(rowsOf(m_paths.database).front(), QStringLiteral("1"));
}

void OldLibraryTest::indexingGoesOn() {
    open();
    RowWriter& writer = *m_catalogue->writer();
    VERIFY_OK(writer.useModel(secondModel()));
    VERIFY_OK(m_catalogue->openVectors(secondModel()));
    for (const int number : {3, 7}) {
        IndexedFile encoded = encodedFile(
            kPhotos, number == 3 ? QStringLiteral("3.jpg") : QStringLiteral("broken7.jpg"), number);
        encoded.modelHash = secondModel().hash;
        VERIFY_OK(writer.submit(encoded));
    }
    VERIFY_OK(writer.flush());
    VERIFY_OK(writer.markMissing({file(kPhotos, "1.jpg").id}, 1));
    VERIFY_OK(writer.purgeMissing(2));
    VERIFY_OK(m_catalogue->settle());
    VERIFY_OK(m_catalogue->refresh({}));
    QCOMPARE(shown().size(), 7);
    QCOMPARE(content(keyOf(3)).id, ContentId{3});
    QCOMPARE(content(keyOf(7)).state, ContentState::Readable);
    QCOMPARE(m_catalogue->snapshot()->scorer(secondModel().hash)->searchable(), std::size_t(4));
    // Tidying up took nothing that is still of use.
    VERIFY_OK(m_catalogue->openVectors(model()));
    QCOMPARE(m_catalogue->snapshot()->scorer(model().hash)->searchable(), std::size_t(6));
}

/// From the thumbnails that it has: no picture is decoded for that.
void OldLibraryTest::coloursAreToBeFound() {
    open();
    const auto without = m_reader->contentsWithoutPalette();
    VERIFY_OK(without);
    QCOMPARE(without->size(), std::size_t(7));  // the readable ones
    QVERIFY(!content(keyOf(3)).facts.palette);
    QVERIFY(m_catalogue->snapshot()->facets({}).colours[std::size_t(NamedColour::Red)] == 0);
    const auto writer = m_catalogue->acquireWriter();
    VERIFY_OK(writer);
    Palette red;
    red.swatches[0] = {200, 30, 30, 255};
    const ContentId first = content(keyOf(1)).id;
    VERIFY_OK((*writer)->setPalettes({{first, red}, {content(keyOf(2)).id, Palette()}}));
    VERIFY_OK(m_catalogue->refresh({}));
    // A picture and its copy.
    QCOMPARE(m_catalogue->snapshot()->facets({}).colours[std::size_t(NamedColour::Red)], 2);
    QVERIFY(content(keyOf(1)).facts.palette == red);
    // Looked at, and nothing found: known, too.
    QVERIFY(content(keyOf(2)).facts.palette == Palette());
    QCOMPARE(m_reader->contentsWithoutPalette()->size(), std::size_t(5));
}

SEMBLANCE_TEST(OldLibraryTest)
#include "tst_oldlibrary.moc"
