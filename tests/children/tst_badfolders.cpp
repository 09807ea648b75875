#include <unistd.h>

#include <QDir>
#include <QJsonDocument>
#include <QTest>

#include "tests/app/cli/programs.h"
#include "tests/testmain.h"

using namespace semblance::test;

namespace {
int countOf(const ProgramRun& run, const char* name) {
    return run.last()[QLatin1StringView(name)].toInt(-1);
}
}  // namespace

/// Folders that are missing, empty, closed, nested, endless or oddly named.
class BadFoldersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void missing();
    void notAFolder();
    void empty();
    void unreadable();
    void unreadableSubfolder();
    void insideAnotherRoot();
    void aroundAnotherRoot();
    void linkLoops();
    void names();
    void namesThatAreNoUnicode();
    void libraryInAnOddPlace();
    void folderThatWentAway();

private:
    QString path(const QString& name) const { return m_programs->path(name); }
    void addPicture(const QString& file, const char* icon = "cat") const {
        QVERIFY(QDir().mkpath(QFileInfo(path(file)).absolutePath()));
        QVERIFY2(QFile::copy(demoPicture(QLatin1StringView(icon)), path(file)), qPrintable(file));
    }
    QStringList found() const {
        return pathsOf(m_programs
                           ->cli({QStringLiteral("search"), QStringLiteral("--json"),
                                  QStringLiteral("--text"), QStringLiteral("a picture")})
                           .last());
    }
    QJsonObject overview() const {
        return m_programs->cli({QStringLiteral("library"), QStringLiteral("--json")}).last();
    }

    std::unique_ptr<Programs> m_programs;
};

void BadFoldersTest::init() {
    m_programs = std::make_unique<Programs>();
}

void BadFoldersTest::cleanup() {
    m_programs.reset();
}

void BadFoldersTest::missing() {
    const ProgramRun none = m_programs->index({path(QStringLiteral("nowhere"))});
    COMPARE_EXIT(none, 3);
    QVERIFY2(none.err.contains("nowhere"), none.words());

    // The others go on.
    addPicture(QStringLiteral("a/one.png"));
    const ProgramRun some =
        m_programs->index({path(QStringLiteral("nowhere")), path(QStringLiteral("a"))});
    COMPARE_EXIT(some, 1);
    QCOMPARE(countOf(some, "indexed"), 1);
    QCOMPARE(countOf(some, "failed"), 1);
    QVERIFY2(some.err.contains("nowhere"), some.words());
}

void BadFoldersTest::notAFolder() {
    addPicture(QStringLiteral("a/one.png"));
    const ProgramRun run = m_programs->index({path(QStringLiteral("a/one.png"))});
    COMPARE_EXIT(run, 3);
    QVERIFY2(run.err.contains("one.png"), run.words());
}

void BadFoldersTest::empty() {
    QVERIFY(QDir().mkpath(path(QStringLiteral("a/deeper"))));
    const ProgramRun run = m_programs->index({path(QStringLiteral("a"))});
    COMPARE_EXIT(run, 0);
    QCOMPARE(countOf(run, "indexed"), 0);
    QCOMPARE(countOf(run, "unchanged"), 0);
    const ProgramRun search = m_programs->cli({QStringLiteral("search"), QStringLiteral("--json"),
                                               QStringLiteral("--text"), QStringLiteral("dog")});
    COMPARE_EXIT(search, 0);
    QVERIFY(search.last()[QStringLiteral("results")].toArray().isEmpty());
    QVERIFY(search.last().contains(QStringLiteral("timings_ms")));
}

void BadFoldersTest::unreadable() {
    addPicture(QStringLiteral("a/one.png"));
    addPicture(QStringLiteral("b/two.png"), "house");
    m_programs->dropPrivileges();
    QVERIFY(QFile::setPermissions(path(QStringLiteral("a")), QFile::Permissions()));
    const ProgramRun run =
        m_programs->index({path(QStringLiteral("a")), path(QStringLiteral("b"))});
    QVERIFY(QFile::setPermissions(path(QStringLiteral("a")),
                                  QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    COMPARE_EXIT(run, 1);
    QCOMPARE(countOf(run, "indexed"), 1);
    QVERIFY2(run.err.contains("/a"), run.words());

    const ProgramRun later =
        m_programs->index({path(QStringLiteral("a")), path(QStringLiteral("b"))});
    COMPARE_EXIT(later, 0);
    QCOMPARE(countOf(later, "indexed"), 1);
}

void BadFoldersTest::unreadableSubfolder() {
    addPicture(QStringLiteral("a/one.png"));
    addPicture(QStringLiteral("a/closed/two.png"), "house");
    addPicture(QStringLiteral("a/file.png"), "anchor");
    m_programs->dropPrivileges();
    COMPARE_EXIT(m_programs->index({path(QStringLiteral("a"))}), 0);
    QVERIFY(QFile::setPermissions(path(QStringLiteral("a/closed")), QFile::Permissions()));
    QVERIFY(QFile::setPermissions(path(QStringLiteral("a/file.png")), QFile::Permissions()));
    addPicture(QStringLiteral("a/new.png"), "anchor");
    const ProgramRun run = m_programs->index({path(QStringLiteral("a"))});
    QVERIFY(QFile::setPermissions(path(QStringLiteral("a/closed")),
                                  QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    COMPARE_EXIT(run, 1);
    QCOMPARE(countOf(run, "indexed"), 1);
    QVERIFY2(run.err.contains("closed"), run.words());
    // What lies below is not taken for gone.
    QVERIFY(found().contains(path(QStringLiteral("a/closed/two.png"))));
    QVERIFY(found().contains(path(QStringLiteral("a/new.png"))));
}

void BadFoldersTest::insideAnotherRoot() {
    addPicture(QStringLiteral("a/one.png"));
    addPicture(QStringLiteral("a/sub/two.png"), "house");
    COMPARE_EXIT(m_programs->index({path(QStringLiteral("a"))}), 0);
    const ProgramRun run = m_programs->index({path(QStringLiteral("a/sub"))});
    COMPARE_EXIT(run, 0);
    QCOMPARE(countOf(run, "indexed"), 0);
    QCOMPARE(overview()[QStringLiteral("roots")].toArray().size(), 1);
    QCOMPARE(found().size(), 2);
    // Twice the same in one call.
    const ProgramRun twice =
        m_programs->index({path(QStringLiteral("a")), path(QStringLiteral("a/sub/../sub"))});
    COMPARE_EXIT(twice, 0);
    QCOMPARE(countOf(twice, "unchanged"), 2);
}

void BadFoldersTest::aroundAnotherRoot() {
    addPicture(QStringLiteral("a/one.png"));
    addPicture(QStringLiteral("a/sub/two.png"), "house");
    COMPARE_EXIT(m_programs->index({path(QStringLiteral("a/sub"))}), 0);
    const ProgramRun run = m_programs->index({path(QStringLiteral("a"))});
    COMPARE_EXIT(run, 0);
    QCOMPARE(countOf(run, "indexed"), 1);
    QCOMPARE(countOf(run, "unchanged"), 1);
    QCOMPARE(overview()[QStringLiteral("roots")].toArray().size(), 1);
    QCOMPARE(found().size(), 2);
}

void BadFoldersTest::linkLoops() {
    addPicture(QStringLiteral("a/one.png"));
    addPicture(QStringLiteral("outside.png"), "house");
    const auto link = [&](const QString& target, const QString& name) {
        QVERIFY2(QFile::link(target, path(name)), qPrintable(name));
    };
    link(path(QStringLiteral("a")), QStringLiteral("a/loop"));
    link(path(QStringLiteral("a/y.png")), QStringLiteral("a/x.png"));
    link(path(QStringLiteral("a/x.png")), QStringLiteral("a/y.png"));
    link(path(QStringLiteral("nowhere.png")), QStringLiteral("a/dangling.png"));
    link(path(QStringLiteral("outside.png")), QStringLiteral("a/linked.png"));
    const ProgramRun run = m_programs->index({path(QStringLiteral("a"))});
    QVERIFY2(run.exitCode == 0 || run.exitCode == 1, run.words());
    QCOMPARE(countOf(run, "indexed"), 2);
    QStringList paths = found();
    paths.sort();
    QCOMPARE(paths, (QStringList{path(QStringLiteral("a/linked.png")),
                                 path(QStringLiteral("a/one.png"))}));

    // The folder itself by a link is the same folder.
    link(path(QStringLiteral("a")), QStringLiteral("entrance"));
    const ProgramRun again = m_programs->index({path(QStringLiteral("entrance"))});
    QCOMPARE(countOf(again, "indexed"), 0);
    QCOMPARE(countOf(again, "unchanged"), 2);
    QCOMPARE(overview()[QStringLiteral("roots")].toArray().size(), 1);
}

void BadFoldersTest::names() {
    const QString deep = QString(150, QLatin1Char('d'));
    const QStringList names{
        QStringLiteral("\U0001F600\U0001F468\u200D\U0001F469.png"),
        QStringLiteral("Gr\u00fc\u00dfe.png"),
        QStringLiteral("Gru\u0308\u00dfe.png"),  // the same, decomposed: another file
        QStringLiteral("trailing.dot./one.png"),
        QStringLiteral("ends with space /two .png"),
        QString(251, QLatin1Char('n')) + QStringLiteral(".png"),
        deep + QLatin1Char('/') + deep + QLatin1Char('/') + deep + QStringLiteral("/deep.png"),
        QStringLiteral("-n.png"),
        QStringLiteral("new\nline.png"),
        QStringLiteral("quote\"'`$(x).png"),
        QStringLiteral("back\\slash.png"),
        QStringLiteral("100%25.png"),
        QStringLiteral("a?b#c&d;e.png"),
        QStringLiteral("UPPER.PNG"),
        QStringLiteral("two..dots..png"),
        QStringLiteral("\u0645\u0631\u062d\u0628\u0627/\u4f60\u597d.png"),
    };
    QStringList expected;
    for (qsizetype i = 0; i < names.size(); ++i) {
        addPicture(QStringLiteral("a/") + names[i], i % 2 == 0 ? "cat" : "house");
        expected.append(path(QStringLiteral("a/") + names[i]));
    }
    const ProgramRun run = m_programs->index({path(QStringLiteral("a"))});
    COMPARE_EXIT(run, 0);
    QCOMPARE(countOf(run, "indexed"), int(names.size()));
    QStringList paths = found();
    paths.sort();
    expected.sort();
    QCOMPARE(paths, expected);

    // Each can be a reference.
    QByteArray lines;
    for (const QString& file : expected)
        lines +=
            "{\"image\": " + QJsonDocument(QJsonArray{file}).toJson(QJsonDocument::Compact) + "}\n";
    const ProgramRun batch = m_programs->cli(
        {QStringLiteral("search"), QStringLiteral("--batch"), QStringLiteral("-")}, lines);
    COMPARE_EXIT(batch, 0);
    QCOMPARE(batch.objects().size(), expected.size());
}

void BadFoldersTest::namesThatAreNoUnicode() {
    addPicture(QStringLiteral("a/one.png"));
    const QByteArray name =
        QFile::encodeName(path(QStringLiteral("a"))) + QByteArray("/caf\xe9.png");
    const QByteArray target = QFile::encodeName(path(QStringLiteral("a/one.png")));
    QVERIFY(::link(target.constData(), name.constData()) == 0);
    const ProgramRun run = m_programs->index({path(QStringLiteral("a"))});
    // Qt's way of removing the folder does not reach such a name.
    QVERIFY(::unlink(name.constData()) == 0);
    COMPARE_EXIT(run, 1);
    QCOMPARE(countOf(run, "indexed"), 1);
    QCOMPARE(countOf(run, "failed"), 1);
    QVERIFY2(run.err.contains("caf"), run.words());
}

void BadFoldersTest::libraryInAnOddPlace() {
    addPicture(QStringLiteral("a/one.png"));
    const QString odd = path(QStringLiteral("b\u00fccher \U0001F600 100%25 'x'?#."));
    const QStringList library{QStringLiteral("--library"), odd};
    COMPARE_EXIT(
        m_programs->run(QStringLiteral("semblance-cli"),
                        QStringList{QStringLiteral("index"), path(QStringLiteral("a"))} + library),
        0);
    const ProgramRun search =
        m_programs->run(QStringLiteral("semblance-cli"),
                        QStringList{QStringLiteral("search"), QStringLiteral("--json"),
                                    QStringLiteral("--text"), QStringLiteral("dog")} +
                            library);
    COMPARE_EXIT(search, 0);
    QCOMPARE(pathsOf(search.last()).size(), 1);
    QVERIFY(QFile::exists(odd + QStringLiteral("/library.db")));
}

void BadFoldersTest::folderThatWentAway() {
    addPicture(QStringLiteral("a/one.png"));
    addPicture(QStringLiteral("b/two.png"), "house");
    COMPARE_EXIT(m_programs->index({path(QStringLiteral("a")), path(QStringLiteral("b"))}), 0);
    QVERIFY(QDir().rename(path(QStringLiteral("a")), path(QStringLiteral("elsewhere"))));
    // Asked for by name it is missing; what it held stays until somebody removes the folder.
    COMPARE_EXIT(m_programs->index({path(QStringLiteral("a"))}), 3);
    QCOMPARE(overview()[QStringLiteral("searchable")].toInt(), 2);
    COMPARE_EXIT(m_programs->index({path(QStringLiteral("b"))}), 0);
    QCOMPARE(overview()[QStringLiteral("searchable")].toInt(), 2);
    QVERIFY(QDir().rename(path(QStringLiteral("elsewhere")), path(QStringLiteral("a"))));
    const ProgramRun back = m_programs->index({path(QStringLiteral("a"))});
    COMPARE_EXIT(back, 0);
    QCOMPARE(countOf(back, "unchanged"), 1);
}

SEMBLANCE_TEST(BadFoldersTest)
#include "tst_badfolders.moc"
