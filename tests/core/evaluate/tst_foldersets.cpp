#include <QTemporaryDir>
#include <QTest>

#include "core/evaluate/foldersets.h"
#include "core/evaluate/sets.h"
#include "tests/core/evaluate/evaluationfixture.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

void write(const QTemporaryDir& dir, const char* name, const QByteArray& text = "x") {
    writeText(dir.filePath(QString::fromUtf8(name)), text);
}

Result<EvaluationSet> readSet(const QString& name, const QString& dir, const QString& split = {}) {
    SetSource source;
    source.dir = dir;
    source.split = split;
    return readEvaluationSet(name, {}, source);
}

QStringList rightOf(const EvaluationSet& set, std::size_t query) {
    QStringList names;
    for (const PictureIndex picture : set.queries[query].right)
        names << set.pictures[static_cast<std::size_t>(picture)].name;
    return names;
}

}  // namespace

class FolderSetsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void captionsByHand();
    void namesByHand();
    void namesFromTable();
    void badInput_data();
    void badInput();
    void noSplits();
};

void FolderSetsTest::captionsByHand() {
    const QTemporaryDir dir;
    write(dir, "a.jpg");
    write(dir, "a.txt", "A dog.\nA wet dog.\nA dog.\n");
    write(dir, "sub/b.png");
    write(dir, "sub/b.txt", "A dog.\r\n\r\n");
    write(dir, "c.jpg");
    write(dir, "d.jpg");
    write(dir, "d.txt", "caf\xe9");
    const auto set = readFolderCaptions(dir.path());
    QVERIFY2(set, set ? "" : qPrintable(set.error().sentence));
    QCOMPARE(set->protocol, EvaluationSet::Protocol::Words);
    QCOMPARE(set->gallery, (std::vector<PictureIndex>{0, 1, 2, 3}));
    QCOMPARE(set->queries.size(), 2u);
    QCOMPARE(set->queries[0].sentences, QStringList{QStringLiteral("A dog.")});
    QCOMPARE(rightOf(*set, 0), (QStringList{QStringLiteral("a.jpg"), QStringLiteral("sub/b.png")}));
    QCOMPARE(set->queries[1].sentences, QStringList{QStringLiteral("A wet dog.")});
    QCOMPARE(rightOf(*set, 1), QStringList{QStringLiteral("a.jpg")});
    // What is not asked for is said, and why.
    QVERIFY2(set->note.contains(u'2') && set->note.contains(QStringLiteral("d.txt")),
             qPrintable(set->note));
}

void FolderSetsTest::namesByHand() {
    const QTemporaryDir dir;
    write(dir, "alone.jpg");
    write(dir, "golden_retriever/1.jpg");
    write(dir, "golden_retriever/deep/2.jpg");
    write(dir, "owl/1.jpg");
    const auto set = readFolderNames(dir.path());
    QVERIFY2(set, set ? "" : qPrintable(set.error().sentence));
    QCOMPARE(set->gallery.size(), 4u);
    QCOMPARE(set->queries.size(), 2u);
    QCOMPARE(set->queries[0].sentences,
             (QStringList{QStringLiteral("golden retriever"),
                          QStringLiteral("a photo of a golden retriever")}));
    QCOMPARE(rightOf(*set, 0), (QStringList{QStringLiteral("golden_retriever/1.jpg"),
                                            QStringLiteral("golden_retriever/deep/2.jpg")}));
    QCOMPARE(set->queries[1].sentences.last(), QStringLiteral("a photo of an owl"));
    QVERIFY2(set->note.contains(u'1'), qPrintable(set->note));
}

void FolderSetsTest::namesFromTable() {
    const QTemporaryDir dir;
    write(dir, "n01440764/1.jpg");
    write(dir, "n01443537/1.jpg");
    write(dir, "names.tsv", "folder\tname\nn01440764\ttench\nn01443537\tgoldfish\nn9\tshark\n");
    const auto set = readFolderNames(dir.path());
    QVERIFY2(set, set ? "" : qPrintable(set.error().sentence));
    QCOMPARE(set->queries.size(), 2u);
    QCOMPARE(set->queries[0].sentences.first(), QStringLiteral("goldfish"));
    QCOMPARE(rightOf(*set, 0), QStringList{QStringLiteral("n01443537/1.jpg")});
    QVERIFY(set->note.isEmpty());
}

void FolderSetsTest::badInput_data() {
    QTest::addColumn<QString>("set");
    QTest::addColumn<QStringList>("files");
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const char* set, const char* files, const char* table,
                        const char* says) {
        QTest::newRow(name) << QString::fromLatin1(set)
                            << QString::fromUtf8(files).split(u' ', Qt::SkipEmptyParts)
                            << QByteArray(table) << QString::fromLatin1(says);
    };
    row("no pictures", "folder", "notes.md", "", "holds no pictures");
    row("no captions", "folder", "a.jpg", "", "put a file x.txt beside");
    row("only a broken caption", "folder", "a.jpg a.txt", "", "not UTF-8");
    row("no folders", "folder-names", "a.jpg", "", "folder of its own");
    row("nameless folder", "folder-names", "_/a.jpg", "", "has no name");
    row("folder not in the table", "folder-names", "cats/a.jpg", "folder\tname\ndogs\tdog\n",
        "gives the folder cats no name");
    row("blank name in the table", "folder-names", "cats/a.jpg", "folder\tname\ncats\t \n",
        "gives the folder cats no name");
    row("wrong table", "folder-names", "cats/a.jpg", "class\tname\ncats\tcat\n", "\"folder\"");
}

void FolderSetsTest::badInput() {
    QFETCH(QString, set);
    QFETCH(QStringList, files);
    QFETCH(QByteArray, table);
    QFETCH(QString, says);
    const QTemporaryDir dir;
    for (const QString& file : files)
        write(dir, qUtf8Printable(file), "caf\xe9");
    if (!table.isEmpty())
        write(dir, "names.tsv", table);
    const auto read = readSet(set, dir.path());
    QVERIFY(!read);
    QVERIFY2(read.error().sentence.contains(says), qPrintable(read.error().sentence));
    const auto nowhere = readSet(set, dir.filePath(QStringLiteral("no")));
    QVERIFY(!nowhere);
    QCOMPARE(nowhere.error().kind, ErrorKind::NotFound);
}

void FolderSetsTest::noSplits() {
    const QTemporaryDir dir;
    write(dir, "a.jpg");
    write(dir, "a.txt", "A dog.");
    const auto set = readSet(QStringLiteral("folder"), dir.path());
    QVERIFY2(set, set ? "" : qPrintable(set.error().sentence));
    const auto split = readSet(QStringLiteral("folder"), dir.path(), QStringLiteral("test"));
    QVERIFY(!split);
    QVERIFY2(split.error().sentence.contains(QStringLiteral("no splits")),
             qPrintable(split.error().sentence));
}

SEMBLANCE_TEST(FolderSetsTest)
#include "tst_foldersets.moc"
