#include <QDir>
#include <QDirIterator>
#include <QTest>

#include "core/store/librarylock.h"
#include "tests/app/cli/programs.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {
QString s(const char* text) {
    return QString::fromLatin1(text);
}

QStringList allBelow(const QString& dir) {
    QStringList files;
    QDirIterator entries(dir, QDir::Files | QDir::Hidden | QDir::System,
                         QDirIterator::Subdirectories);
    while (entries.hasNext())
        files += QDir(dir).relativeFilePath(entries.next());
    files.sort();
    return files;
}
}  // namespace

/// `library erase`: all that is Semblance's goes, and nothing that is not.
class CliEraseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_programs = std::make_unique<Programs>();
        m_photos = m_programs->path(s("photos"));
        QVERIFY(QDir().mkpath(m_photos));
        QVERIFY(QFile::copy(demoPicture(s("red-heart")), m_photos + s("/heart.png")));
    }
    void wantsToBeSure();
    void leavesNothing();
    void leavesWhatIsNotOurs();
    void refusesWhatIsNoLibrary();
    void refusesABusyLibrary();

private:
    ProgramRun own(QStringList arguments) const {
        return m_programs->run(s("semblance-cli"), std::move(arguments));
    }
    /// The exit code; for runs of which nothing else is looked at.
    int code(QStringList arguments) const { return own(std::move(arguments)).exitCode; }

    std::unique_ptr<Programs> m_programs;
    QString m_photos;
};

void CliEraseTest::wantsToBeSure() {
    QCOMPARE(m_programs->index({m_photos}).exitCode, 0);
    const QStringList before = allBelow(m_programs->library());
    const ProgramRun asked = m_programs->cli({s("library"), s("erase")});
    COMPARE_EXIT(asked, 2);
    QVERIFY2(asked.err.contains("library.db"), asked.words());
    QVERIFY(asked.err.contains("--yes"));
    QCOMPARE(allBelow(m_programs->library()), before);
}

void CliEraseTest::leavesNothing() {
    QCOMPARE(code({s("index"), m_photos}), 0);
    QStringList before = allBelow(m_programs->path({}));
    QVERIFY(before.size() > 3);
    const ProgramRun erased = own({s("library"), s("erase"), s("--yes")});
    COMPARE_EXIT(erased, 0);
    QCOMPARE(allBelow(m_programs->path({})), QStringList{s("photos/heart.png")});
    QCOMPARE(code({s("library"), s("erase"), s("--yes")}), 3);
}

void CliEraseTest::leavesWhatIsNotOurs() {
    // A library in the folder of the photos, with a file whose name is nearly one of ours.
    const QStringList library{s("--library"), m_photos};
    QVERIFY(
        writeFile(m_photos + s("/library-of-congress.png"), readFile(m_photos + s("/heart.png"))));
    QVERIFY(writeFile(m_photos + s("/kept.txt"), "mine"));
    QCOMPARE(code(QStringList{s("index"), m_photos} + library), 0);
    QVERIFY(QFile::exists(m_photos + s("/library.db")));
    QCOMPARE(code(QStringList{s("library"), s("erase"), s("--yes")} + library), 0);
    QCOMPARE(allBelow(m_photos),
             (QStringList{s("heart.png"), s("kept.txt"), s("library-of-congress.png")}));
}

void CliEraseTest::refusesWhatIsNoLibrary() {
    const ProgramRun run = own({s("library"), s("erase"), s("--yes"), s("--library"), m_photos});
    COMPARE_EXIT(run, 3);
    QCOMPARE(allBelow(m_photos), QStringList{s("heart.png")});
}

void CliEraseTest::refusesABusyLibrary() {
    QCOMPARE(m_programs->index({m_photos}).exitCode, 0);
    const QStringList before = allBelow(m_programs->library());
    {
        const auto lock = LibraryLock::acquire(LibraryPaths(m_programs->library()));
        QVERIFY(lock);
        QCOMPARE(m_programs->cli({s("library"), s("erase"), s("--yes")}).exitCode, 3);
        QCOMPARE(allBelow(m_programs->library()), before);
    }
    QCOMPARE(m_programs->cli({s("library"), s("erase"), s("--yes")}).exitCode, 0);
    QVERIFY(!QDir(m_programs->library()).exists());
}

SEMBLANCE_TEST(CliEraseTest)
#include "tst_clierase.moc"
