#include <signal.h>

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "core/catalogue/catalogue.h"
#include "core/library/library.h"
#include "core/library/services/indexingservice.h"
#include "core/library/services/libraryservice.h"
#include "core/library/services/modelservice.h"
#include "core/library/services/pictureservice.h"
#include "core/library/services/searchservice.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {
constexpr int kPatienceMs = 60'000;
}

/// Closing while children are in their start, which never comes to its end here: nobody waits for
/// them, nobody starts them again, none is left, and the library's lock is free.
class ClosingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void whileASearchStartsTheEngine();
    void whileIndexingStartsTheEngine();
    void whileAnotherModelIsChosen();
    void whileAModelIsLookedAt();
    void whileADecoderStarts();

private:
    QString path(const QString& name) const { return m_dir->filePath(name); }
    /// A program that says nothing, and notes that it was started.
    void makeSilent(const QString& program) const {
        QFile file(path(QStringLiteral("bin/") + program));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\necho $$ >> '" + QFile::encodeName(startsOf(program)) +
                   "'\nexec sleep 600\n");
        QVERIFY(file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner |
                                    QFileDevice::ExeOwner));
    }
    QString startsOf(const QString& program) const {
        return path(program + QStringLiteral(".starts"));
    }
    /// The processes that were started, whatever became of them.
    QList<int> started(const QString& program) const {
        QFile file(startsOf(program));
        QList<int> processes;
        if (file.open(QIODevice::ReadOnly)) {
            for (const QByteArray& line : file.readAll().split('\n')) {
                if (!line.isEmpty())
                    processes.append(line.toInt());
            }
        }
        return processes;
    }
    void open();
    /// As the window does, in its order.
    void close();
    void closesWhileStarting(const QString& program);
    /// Between fork and exec a child that is being started holds the library's lock, too.
    void isFree() {
        QTRY_VERIFY_WITH_TIMEOUT(
            Library::open(path(QStringLiteral("library")), Library::Access::Write), kPatienceMs);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<LibraryService> m_libraries;
    std::unique_ptr<IndexingService> m_indexing;
    std::unique_ptr<SearchService> m_searching;
    std::unique_ptr<PictureService> m_pictures;
    std::unique_ptr<ModelService> m_models;
    const QString m_engine = QStringLiteral("semblance-engine");
    const QString m_decoder = QStringLiteral("semblance-decoder");
};

void ClosingTest::init() {
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir().mkpath(path(QStringLiteral("bin"))));
    QVERIFY(QDir().mkpath(path(QStringLiteral("photos"))));
    QFile photo(path(QStringLiteral("photos/a.jpg")));
    QVERIFY(photo.open(QIODevice::WriteOnly) && photo.write("a") == 1);
    qputenv("SEMBLANCE_BIN_DIR", QFile::encodeName(path(QStringLiteral("bin"))));
    qputenv("SEMBLANCE_MODELS", QFile::encodeName(path(QStringLiteral("models"))));
    qputenv("XDG_CACHE_HOME", QFile::encodeName(path(QStringLiteral("cache"))));
    makeSilent(m_engine);
    makeSilent(m_decoder);
    open();
}

void ClosingTest::cleanup() {
    close();
    m_dir.reset();
}

void ClosingTest::open() {
    m_libraries = std::make_unique<LibraryService>();
    QSignalSpy opened(m_libraries.get(), &LibraryService::opened);
    m_libraries->open(path(QStringLiteral("library")));
    QVERIFY(opened.wait(kPatienceMs));
    m_indexing = std::make_unique<IndexingService>();
    m_searching = std::make_unique<SearchService>();
    m_pictures = std::make_unique<PictureService>();
    m_models = std::make_unique<ModelService>();
    m_models->setIndexing(m_indexing.get());
    m_indexing->setLibrary(m_libraries->library());
    m_searching->setLibrary(m_libraries->library());
    m_pictures->setLibrary(m_libraries->library());
    m_models->setLibrary(m_libraries->library());
}

void ClosingTest::close() {
    m_models.reset();
    m_pictures.reset();
    m_searching.reset();
    m_indexing.reset();
    m_libraries.reset();
}

void ClosingTest::closesWhileStarting(const QString& program) {
    QTRY_VERIFY_WITH_TIMEOUT(!started(program).isEmpty(), kPatienceMs);
    close();
    isFree();
    // One for what was asked, one that looks at the model for the list; none again and again.
    const QList<int> processes = started(program);
    QVERIFY2(processes.size() <= 2, qPrintable(QString::number(processes.size())));
    for (const int process : processes)
        QTRY_VERIFY_WITH_TIMEOUT(::kill(process, 0) != 0, kPatienceMs);
    QCOMPARE(started(program), processes);
}

void ClosingTest::whileASearchStartsTheEngine() {
    m_searching->warmUp();
    Query query;
    query.text = QStringLiteral("a dog");
    m_searching->search(query);
    closesWhileStarting(m_engine);
}

void ClosingTest::whileIndexingStartsTheEngine() {
    m_indexing->addFolder(path(QStringLiteral("photos")));
    closesWhileStarting(m_engine);
}

void ClosingTest::whileAnotherModelIsChosen() {
    m_models->choose(QStringLiteral("mini"));
    closesWhileStarting(m_engine);
}

void ClosingTest::whileAModelIsLookedAt() {
    m_models->check(QStringLiteral("mini"));
    closesWhileStarting(m_engine);
}

void ClosingTest::whileADecoderStarts() {
    m_pictures->requestView(path(QStringLiteral("photos/a.jpg")), 100);
    QTRY_VERIFY_WITH_TIMEOUT(!started(m_decoder).isEmpty(), kPatienceMs);
    m_pictures->requestFileThumbnail(path(QStringLiteral("photos/a.jpg")), 100);
    const auto starting = started(m_decoder);
    close();
    isFree();
    for (const int process : started(m_decoder))
        QTRY_VERIFY_WITH_TIMEOUT(::kill(process, 0) != 0, kPatienceMs);
    QVERIFY(!starting.isEmpty());
}

SEMBLANCE_TEST(ClosingTest)
#include "tst_closing.moc"
