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

SEMBLANCE_TEST(CliMarksTest)
#include "tst_climarks.moc"
