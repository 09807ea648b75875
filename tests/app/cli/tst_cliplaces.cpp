#include <QDir>
#include <QTest>

#include "tests/app/cli/programs.h"
#include "tests/testmain.h"

using namespace semblance::test;

/// Folders that move, links, and what is left out, as scripts meet them.
class CliPlacesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aRenamedFolderIsHintedAtAndRelocated();
    void relocateRefusesWhatIsNotTheFolder();
    void whatIsLeftOutIsEdited();
    void linksAreFollowedFromThenOn();
    void aFolderOfTheLibraryIsSaidToBe();

private:
    QString at(const QString& name) const { return m_programs->path(name); }
    void put(const QString& folder, const QStringList& names) const {
        QVERIFY(QDir().mkpath(at(folder)));
        for (const QString& name : names)
            QVERIFY(
                QFile::copy(demoPicture(name), at(folder) + u'/' + name + QStringLiteral(".png")));
    }
    ProgramRun library(const QStringList& arguments) const {
        return m_programs->cli(QStringList{QStringLiteral("library")} + arguments);
    }

    const QStringList m_names{QStringLiteral("red-heart"), QStringLiteral("green-heart"),
                              QStringLiteral("cat"), QStringLiteral("house")};
    std::unique_ptr<Programs> m_programs;
};

void CliPlacesTest::init() {
    m_programs = std::make_unique<Programs>();
    put(QStringLiteral("holiday"), m_names);
}

void CliPlacesTest::aRenamedFolderIsHintedAtAndRelocated() {
    const ProgramRun first = m_programs->index({at(QStringLiteral("holiday"))});
    COMPARE_EXIT(first, 0);
    QVERIFY2(!first.err.contains("relocate"), first.words());
    QVERIFY(QDir().rename(at(QStringLiteral("holiday")), at(QStringLiteral("summer's"))));
    // It goes on as asked: to one script or the other this is a new folder.
    const ProgramRun hinted = m_programs->cli(
        {QStringLiteral("index"), QStringLiteral("--json"), at(QStringLiteral("summer's"))});
    COMPARE_EXIT(hinted, 0);
    QCOMPARE(hinted.objects().size(), 1);
    QCOMPARE(hinted.last()[QStringLiteral("indexed")].toInt(), 4);
    QVERIFY2(hinted.err.contains("4 of 4 files") && hinted.err.contains("library relocate"),
             hinted.words());

    const ProgramRun relocated =
        library({QStringLiteral("relocate"), at(QStringLiteral("none/../holiday/")),
                 at(QStringLiteral("summer's")), QStringLiteral("--json")});
    COMPARE_EXIT(relocated, 0);
    QCOMPARE(relocated.last()[QStringLiteral("matched")].toInt(), 4);
    QCOMPARE(relocated.last()[QStringLiteral("files")].toInt(), 4);
    const ProgramRun again = m_programs->index({at(QStringLiteral("summer's"))});
    COMPARE_EXIT(again, 0);
    QCOMPARE(again.last()[QStringLiteral("unchanged")].toInt(), 4);
    QVERIFY2(!again.err.contains("relocate"), again.words());
    const ProgramRun overview = library({QStringLiteral("--json")});
    QCOMPARE(overview.last()[QStringLiteral("roots")].toArray().size(), 1);
    QCOMPARE(overview.last()[QStringLiteral("files")].toInt(), 4);
}

void CliPlacesTest::relocateRefusesWhatIsNotTheFolder() {
    COMPARE_EXIT(m_programs->index({at(QStringLiteral("holiday"))}), 0);
    put(QStringLiteral("others"), {QStringLiteral("blue-book")});
    const auto relocate = [&](const QString& from, const QString& to) {
        return library({QStringLiteral("relocate"), at(from), at(to)});
    };
    const QString holiday = QStringLiteral("holiday");
    COMPARE_EXIT(relocate(holiday, QStringLiteral("others")), 2);
    COMPARE_EXIT(relocate(holiday, QStringLiteral("nowhere")), 3);
    COMPARE_EXIT(relocate(QStringLiteral("others"), holiday), 3);
    COMPARE_EXIT(library({QStringLiteral("relocate"), at(holiday)}), 2);
    QVERIFY(QDir().mkpath(at(QStringLiteral("backup"))));
    QVERIFY(QDir().rename(at(holiday), at(QStringLiteral("backup/holiday"))));
    const ProgramRun deeper = relocate(holiday, QStringLiteral("backup"));
    COMPARE_EXIT(deeper, 2);
    QVERIFY2(deeper.err.contains("backup/holiday: name that folder"), deeper.words());
    COMPARE_EXIT(relocate(holiday, QStringLiteral("backup/holiday")), 0);
}

void CliPlacesTest::whatIsLeftOutIsEdited() {
    const QString folder = at(QStringLiteral("holiday"));
    COMPARE_EXIT(m_programs->index({folder}), 0);
    const auto ignore = [&](const QStringList& words) {
        return library(QStringList{QStringLiteral("ignore")} + words);
    };
    const ProgramRun usual = ignore({});
    COMPARE_EXIT(usual, 0);
    QVERIFY2(usual.out.contains("\n@eaDir/\n"), usual.words());
    QCOMPARE(ignore({QStringLiteral("list")}).out, usual.out);
    COMPARE_EXIT(ignore({QStringLiteral("add"), QStringLiteral("*-heart.png")}), 0);
    COMPARE_EXIT(
        ignore({QStringLiteral("--root"), folder, QStringLiteral("add"), QStringLiteral("cat*")}),
        0);
    QCOMPARE(ignore({QStringLiteral("--root"), folder}).out, QByteArray("cat*\n"));
    ProgramRun run = m_programs->index({folder});
    COMPARE_EXIT(run, 0);
    QCOMPARE(run.last()[QStringLiteral("unchanged")].toInt(), 1);
    QCOMPARE(run.last()[QStringLiteral("failed")].toInt(), 0);
    QCOMPARE(library({QStringLiteral("--json")}).last()[QStringLiteral("files")].toInt(), 1);
    COMPARE_EXIT(ignore({QStringLiteral("remove"), QStringLiteral("*-heart.png")}), 0);
    run = m_programs->index({folder});
    QCOMPARE(run.last()[QStringLiteral("unchanged")].toInt(), 3);
    COMPARE_EXIT(ignore({QStringLiteral("remove"), QStringLiteral("*-heart.png")}), 3);
    COMPARE_EXIT(ignore({QStringLiteral("add")}), 2);
    COMPARE_EXIT(ignore({QStringLiteral("forget"), QStringLiteral("x")}), 2);
    COMPARE_EXIT(ignore({QStringLiteral("--root"), at(QStringLiteral("none"))}), 3);
    QCOMPARE(ignore({QStringLiteral("--json"), QStringLiteral("--root"), folder})
                 .last()[QStringLiteral("ignored")]
                 .toArray(),
             QJsonArray{QStringLiteral("cat*")});
}

void CliPlacesTest::linksAreFollowedFromThenOn() {
    const QString folder = at(QStringLiteral("holiday"));
    put(QStringLiteral("others"), {QStringLiteral("blue-book")});
    QVERIFY(QFile::link(at(QStringLiteral("others")), folder + QStringLiteral("/link")));
    ProgramRun run = m_programs->index({folder});
    QCOMPARE(run.last()[QStringLiteral("indexed")].toInt(), 4);
    QVERIFY2(run.out.contains("not followed: 1"), run.words());
    run = m_programs->index({QStringLiteral("--follow-links"), folder});
    QCOMPARE(run.last()[QStringLiteral("indexed")].toInt(), 1);
    run = m_programs->index({folder});
    QCOMPARE(run.last()[QStringLiteral("unchanged")].toInt(), 5);
    run = m_programs->index({QStringLiteral("--no-follow-links"), folder});
    QCOMPARE(run.last()[QStringLiteral("unchanged")].toInt(), 4);
    COMPARE_EXIT(m_programs->index({QStringLiteral("--no-follow-links"),
                                    QStringLiteral("--follow-links"), folder}),
                 2);
}

void CliPlacesTest::aFolderOfTheLibraryIsSaidToBe() {
    put(QStringLiteral("all/trip"), {QStringLiteral("blue-book")});
    put(QStringLiteral("all"), {QStringLiteral("cat")});
    COMPARE_EXIT(m_programs->index({at(QStringLiteral("all/trip"))}), 0);
    const ProgramRun parent = m_programs->index({at(QStringLiteral("all"))});
    COMPARE_EXIT(parent, 0);
    QCOMPARE(parent.last()[QStringLiteral("indexed")].toInt(), 1);
    QCOMPARE(parent.last()[QStringLiteral("unchanged")].toInt(), 1);
    QVERIFY2(parent.err.contains("part of it now"), parent.words());
    const ProgramRun inner = m_programs->index({at(QStringLiteral("all/trip"))});
    COMPARE_EXIT(inner, 0);
    QVERIFY2(inner.err.contains("in the library already"), inner.words());
    QCOMPARE(library({QStringLiteral("--json")}).last()[QStringLiteral("roots")].toArray().size(),
             1);
}

SEMBLANCE_TEST(CliPlacesTest)
#include "tst_cliplaces.moc"
