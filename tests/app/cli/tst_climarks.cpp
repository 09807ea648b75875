#include <QDir>
#include <QTest>

#include "tests/app/cli/programs.h"
#include "tests/core/store/storefixture.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

/// What the user says of pictures, from the command line and back.
class CliMarksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void marksAreKeptAndShown();
    void copiesHaveThem();
    void filtersGoByThem();
    void refusesWhatMakesNoSense();
    void saysWhatItDoesNotKnow();
    void writesSidecars();
    void leavesWhatItCannotKeep();
    void takesTheSidecarThatIsThere();

private:
    QString picture(const QString& name) const {
        return m_programs->path(QStringLiteral("pictures/")) + name;
    }
    ProgramRun mark(const QStringList& names, const QStringList& options) const {
        QStringList arguments{QStringLiteral("mark"), QStringLiteral("--json")};
        for (const QString& name : names)
            arguments.append(picture(name));
        return m_programs->cli(arguments + options);
    }
    QJsonObject show(const QString& name) const {
        return m_programs->cli({QStringLiteral("show"), QStringLiteral("--json"), picture(name)})
            .last();
    }

    std::unique_ptr<Programs> m_programs;
};

/// A library of three files, two of one picture, as indexing leaves it.
void CliMarksTest::init() {
    m_programs = std::make_unique<Programs>();
    QVERIFY(QDir().mkpath(picture(QString())));
    const LibraryPaths paths(m_programs->library());
    auto lock = LibraryLock::acquire(paths);
    VERIFY_OK(lock);
    auto writer = StoreWriter::open(paths, std::move(*lock));
    VERIFY_OK(writer);
    VERIFY_OK((*writer)->useModel(model()));
    const auto root = (*writer)->addRoot({QStringLiteral("vol"), QStringLiteral("Disk"),
                                          QStringLiteral("pictures"),
                                          m_programs->path(QStringLiteral("pictures"))});
    VERIFY_OK(root);
    IndexedFile file = encodedFile(root->root, QStringLiteral("a.jpg"), 1);
    file.facts.rating = 2;
    file.facts.keywords = {QStringLiteral("own")};
    for (const auto& [name, content] :
         {std::pair("a.jpg", 1), std::pair("copy.jpg", 1), std::pair("b.jpg", 2)}) {
        file.path = QLatin1StringView(name);
        file.contentKey = keyOf(content);
        VERIFY_OK((*writer)->submit(file));
        QVERIFY(writeFile(picture(file.path), "picture"));
    }
    VERIFY_OK((*writer)->flush());
}

void CliMarksTest::marksAreKeptAndShown() {
    const ProgramRun run =
        mark({QStringLiteral("a.jpg")},
             {QStringLiteral("--rating"), QStringLiteral("5"), QStringLiteral("--label"),
              QStringLiteral("red"), QStringLiteral("--tag"), QStringLiteral(" given  tag "),
              QStringLiteral("--untag"), QStringLiteral("own"), QStringLiteral("--note"),
              QStringLiteral("for Ada")});
    COMPARE_EXIT(run, 0);
    const QJsonObject told = run.last();
    QCOMPARE(told[QStringLiteral("rating")].toInt(), 5);
    QCOMPARE(told[QStringLiteral("label")].toString(), QStringLiteral("Red"));
    QCOMPARE(told[QStringLiteral("tags")].toArray(), QJsonArray{QStringLiteral("given tag")});
    const QJsonObject shown = show(QStringLiteral("a.jpg"));
    for (const QString& field : {QStringLiteral("rating"), QStringLiteral("label"),
                                 QStringLiteral("tags"), QStringLiteral("note")})
        QCOMPARE(shown[field], told[field]);
    // The file's own again.
    COMPARE_EXIT(mark({QStringLiteral("a.jpg")},
                      {QStringLiteral("--untag"), QStringLiteral("given tag"),
                       QStringLiteral("--tag"), QStringLiteral("own"), QStringLiteral("--label"),
                       QStringLiteral("none"), QStringLiteral("--note"), QString()}),
                 0);
    const QJsonObject after = show(QStringLiteral("a.jpg"));
    QCOMPARE(after[QStringLiteral("tags")].toArray(), QJsonArray{QStringLiteral("own")});
    QVERIFY(after[QStringLiteral("label")].isNull());
    QVERIFY(after[QStringLiteral("note")].isNull());
    QCOMPARE(readFile(picture(QStringLiteral("a.jpg"))), QByteArray("picture"));
}

void CliMarksTest::copiesHaveThem() {
    COMPARE_EXIT(mark({QStringLiteral("a.jpg")}, {QStringLiteral("--rating"), QStringLiteral("1")}),
                 0);
    QCOMPARE(show(QStringLiteral("copy.jpg"))[QStringLiteral("rating")].toInt(), 1);
    QCOMPARE(show(QStringLiteral("b.jpg"))[QStringLiteral("rating")].toInt(), 2);
}

void CliMarksTest::filtersGoByThem() {
    COMPARE_EXIT(mark({QStringLiteral("b.jpg")}, {QStringLiteral("--rating"), QStringLiteral("4"),
                                                  QStringLiteral("--tag"), QStringLiteral("x/y")}),
                 0);
    const auto found = [&](const QString& filter) {
        QStringList names;
        for (const QString& path :
             pathsOf(m_programs
                         ->cli({QStringLiteral("search"), QStringLiteral("--json"),
                                QStringLiteral("--filter"), filter})
                         .last()))
            names.append(path.section(u'/', -1));
        names.sort();
        return names;
    };
    QCOMPARE(found(QStringLiteral("rating>=3")), QStringList{QStringLiteral("b.jpg")});
    QCOMPARE(found(QStringLiteral("tag:y")), QStringList{QStringLiteral("b.jpg")});
    QCOMPARE(found(QStringLiteral("is:duplicate")),
             (QStringList{QStringLiteral("a.jpg"), QStringLiteral("copy.jpg")}));
    QCOMPARE(found(QStringLiteral("rating:2")),
             (QStringList{QStringLiteral("a.jpg"), QStringLiteral("copy.jpg")}));
}

void CliMarksTest::refusesWhatMakesNoSense() {
    for (const QStringList& options :
         {QStringList{QStringLiteral("--rating"), QStringLiteral("6")},
          QStringList{QStringLiteral("--rating"), QStringLiteral("-1")},
          QStringList{QStringLiteral("--label"), QStringLiteral("mauve")},
          QStringList{QStringLiteral("--tag"), QStringLiteral("  ")}})
        COMPARE_EXIT(mark({QStringLiteral("a.jpg")}, options), 2);
    COMPARE_EXIT(mark({}, {QStringLiteral("--rating"), QStringLiteral("1")}), 2);
}

void CliMarksTest::saysWhatItDoesNotKnow() {
    const ProgramRun run = mark({QStringLiteral("a.jpg"), QStringLiteral("none.jpg")},
                                {QStringLiteral("--rating"), QStringLiteral("3")});
    COMPARE_EXIT(run, 1);
    QCOMPARE(run.objects().size(), 2);
    QCOMPARE(run.objects().first()[QStringLiteral("rating")].toInt(), 3);
    QCOMPARE(run.last()[QStringLiteral("known")].toBool(), false);
}

void CliMarksTest::writesSidecars() {
    const QStringList write{QStringLiteral("--write-sidecars")};
    COMPARE_EXIT(
        mark({QStringLiteral("a.jpg")}, {QStringLiteral("--rating"), QStringLiteral("5"),
                                         QStringLiteral("--tag"), QStringLiteral("new tag")}),
        0);
    // On request only.
    QVERIFY(!QFile::exists(picture(QStringLiteral("a.jpg.xmp"))));
    const ProgramRun run = mark({QStringLiteral("a.jpg"), QStringLiteral("b.jpg")}, write);
    COMPARE_EXIT(run, 0);
    const QJsonObject told = run.last();
    QCOMPARE(told[QStringLiteral("written")].toInt(), 1);
    QCOMPARE(told[QStringLiteral("unmarked")].toInt(), 1);
    const QByteArray xmp = readFile(picture(QStringLiteral("a.jpg.xmp")));
    QVERIFY2(xmp.contains("Rating=\"5\"") && xmp.contains("new tag") && xmp.contains("own"),
             xmp.constData());
    QVERIFY(!QFile::exists(picture(QStringLiteral("b.jpg.xmp"))));
    QVERIFY(!QFile::exists(picture(QStringLiteral("a.jpg.xmp.bak"))));
    QCOMPARE(readFile(picture(QStringLiteral("a.jpg"))), QByteArray("picture"));
    // Nothing is left lying about.
    QCOMPARE(QDir(picture(QString())).entryList(QDir::Files | QDir::Hidden).size(), 4);

    const ProgramRun again = mark({QStringLiteral("a.jpg")}, write);
    QCOMPARE(again.last()[QStringLiteral("unchanged")].toInt(), 1);
    QCOMPARE(again.last()[QStringLiteral("written")].toInt(), 0);
    QCOMPARE(readFile(picture(QStringLiteral("a.jpg.xmp"))), xmp);
}

void CliMarksTest::leavesWhatItCannotKeep() {
    const QByteArray notes = "these are my notes";
    QVERIFY(writeFile(picture(QStringLiteral("a.jpg.xmp")), notes));
    // A link that leads to the picture itself.
    QVERIFY(QFile::link(picture(QStringLiteral("b.jpg")), picture(QStringLiteral("b.jpg.xmp"))));
    const ProgramRun run =
        mark({QStringLiteral("a.jpg"), QStringLiteral("b.jpg")},
             {QStringLiteral("--rating"), QStringLiteral("3"), QStringLiteral("--write-sidecars")});
    COMPARE_EXIT(run, 1);
    QCOMPARE(run.last()[QStringLiteral("left")].toArray().size(), 2);
    QCOMPARE(run.last()[QStringLiteral("written")].toInt(), 0);
    QCOMPARE(readFile(picture(QStringLiteral("a.jpg.xmp"))), notes);
    QCOMPARE(readFile(picture(QStringLiteral("b.jpg"))), QByteArray("picture"));
}

void CliMarksTest::takesTheSidecarThatIsThere() {
    // As Lightroom names it.
    const QByteArray before =
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'>"
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description"
        " rdf:about='' xmlns:crs='http://ns.adobe.com/camera-raw-settings/1.0/'"
        " crs:Exposure2012='+0.35'/></rdf:RDF></x:xmpmeta>";
    QVERIFY(writeFile(picture(QStringLiteral("b.xmp")), before));
    const ProgramRun run = mark(
        {QStringLiteral("b.jpg")},
        {QStringLiteral("--label"), QStringLiteral("blue"), QStringLiteral("--write-sidecars")});
    COMPARE_EXIT(run, 0);
    QCOMPARE(run.last()[QStringLiteral("backups")].toInt(), 1);
    QCOMPARE(readFile(picture(QStringLiteral("b.xmp.bak"))), before);
    const QByteArray after = readFile(picture(QStringLiteral("b.xmp")));
    QVERIFY2(after.contains("+0.35") && after.contains("Blue"), after.constData());
    QVERIFY(!QFile::exists(picture(QStringLiteral("b.jpg.xmp"))));
}

SEMBLANCE_TEST(CliMarksTest)
#include "tst_climarks.moc"
