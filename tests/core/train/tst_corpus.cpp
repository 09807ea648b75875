#include "core/train/corpus.h"
#include "tests/testmain.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace semblance;

namespace {

constexpr auto kCaptions =
    "image\tsplit\tcaption\na.jpg\ttrain\tA brown dog .\na.jpg\ttrain\tA dog runs .\n"
    "b.jpg\ttrain\tA cat .\nc.jpg\tval\tA bird .\n";
constexpr auto kStyles =
    "id\tgender\tsubCategory\tbaseColour\tproductDisplayName\tsplit\n"
    "1\tMen\tTopwear\tRed\tAcme Red Polo\ttrain\n2\tMen\tTopwear\tBlue\tAcme Blue Polo\ttrain\n"
    "3\tMen\tTopwear\tBlue\tOther Blue Tee\ttrain\n";
constexpr auto kIcons =
    "image\tname\tcategory\tsubcategory\tshort_names\tskin_tone\tsplit\n"
    "w.png\twoman running\tPeople & Body\tperson\twoman running\t\ttrain\n"
    "x.png\tman running, dark skin tone\tPeople & Body\tperson\tman running\tdark skin "
    "tone\ttrain\n"
    "h.png\tred heart\tSymbols\theart\theart\t\ttrain\n"
    "i.png\tscarlet heart\tSymbols\theart\theart\t\ttrain\n";

void writeText(const QString& path, const QByteArray& text) {
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), qint64(text.size()));
}

void writeTables(const QTemporaryDir& dir) {
    writeText(dir.filePath(QStringLiteral("photos/captions.tsv")), kCaptions);
    writeText(dir.filePath(QStringLiteral("fashion/styles.tsv")), kStyles);
    writeText(dir.filePath(QStringLiteral("icons/icons.tsv")), kIcons);
    // Twins are told by their bytes.
    writeText(dir.filePath(QStringLiteral("icons/images/h.png")), "heart");
    writeText(dir.filePath(QStringLiteral("icons/images/i.png")), "heart");
}

}  // namespace

class CorpusTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tablesTogether();
    void folderWithSidecars();
    void badInput_data();
    void badInput();
    void failedReaderChangesNothing();
    void subsetKeepsEntries();
    void familiesStayTogether();
    void trainingCorporaOfTables();
    void captionsInOtherLanguages();
    void trainingCorporaOfAFolder();
    void aSmallFolderHasBothSides();
    void realTables();
};

void CorpusTest::tablesTogether() {
    QTemporaryDir dir;
    writeTables(dir);
    const auto corpus = readCorpus(dir.path(), QStringLiteral("train"));
    QVERIFY2(corpus, corpus ? "" : qPrintable(corpus.error().sentence));
    QCOMPARE(corpus->pictures.size(), 8u);  // two photos, three products, three icons
    QCOMPARE(corpus->pictures[0].texts.size(), 2);
    QCOMPARE(corpus->files()[0].path, dir.filePath(QStringLiteral("photos/images/a.jpg")));
    QCOMPARE(corpus->ofKind(PictureKind::Product), (std::vector<std::int64_t>{2, 3, 4}));
    const CorpusPicture& product = corpus->pictures[3];
    QCOMPARE(corpus->products[std::size_t(product.entry)].colour, QStringLiteral("Blue"));
    QCOMPARE(product.family, corpus->pictures[2].family);
    // The same person in another gender and skin tone; a short name that says the same is no text.
    QCOMPARE(corpus->pictures[5].family, corpus->pictures[6].family);
    QCOMPARE(corpus->pictures[5].texts, QStringList{QStringLiteral("woman running")});
    // Twins: one picture, all names.
    QCOMPARE(corpus->pictures[7].texts,
             (QStringList{QStringLiteral("red heart"), QStringLiteral("heart"),
                          QStringLiteral("scarlet heart")}));
    const auto both = readCorpus(dir.filePath(QStringLiteral("photos")), {});
    QVERIFY(both);
    QCOMPARE(both->pictures.size(), 3u);
}

void CorpusTest::folderWithSidecars() {
    QTemporaryDir dir;
    writeText(dir.filePath(QStringLiteral("b/two.JPG")), "x");
    writeText(dir.filePath(QStringLiteral("b/two.txt")), "First line\r\n\n second line \n");
    writeText(dir.filePath(QStringLiteral("a.png")), "x");
    writeText(dir.filePath(QStringLiteral("c.webp")), "x");
    writeText(dir.filePath(QStringLiteral("c.txt")), "caf\xe9");
    writeText(dir.filePath(QStringLiteral("notes.txt")), "no picture");
    Corpus corpus;
    const Status added = addFolder(corpus, dir.path());
    QVERIFY2(added, added ? "" : qPrintable(added.error().sentence));
    QCOMPARE(corpus.pictures.size(), 3u);
    QVERIFY(corpus.pictures[0].texts.isEmpty());
    QCOMPARE(corpus.pictures[1].picture.name, QStringLiteral("b/two.JPG"));
    QCOMPARE(corpus.pictures[1].texts,
             (QStringList{QStringLiteral("First line"), QStringLiteral("second line")}));
    // In a wrong encoding: listed, and the picture is there without its caption.
    QVERIFY(corpus.pictures[2].texts.isEmpty());
    QCOMPARE(corpus.problems.size(), 1);
    QVERIFY(corpus.problems.first().contains(QStringLiteral("c.txt")));
}

void CorpusTest::badInput_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("says");
    const QString captions = QStringLiteral("captions.tsv");
    QTest::newRow("wrong encoding")
        << captions << QByteArray("image\tsplit\tcaption\na.jpg\ttrain\tcaf\xe9\n")
        << QStringLiteral("line 2");
    QTest::newRow("short line") << captions << QByteArray("image\tsplit\tcaption\na.jpg\n")
                                << QStringLiteral("line 2");
    QTest::newRow("no such column")
        << captions << QByteArray("image\tcaption\n") << QStringLiteral("\"split\"");
    QTest::newRow("empty") << captions << QByteArray() << QStringLiteral("captions.tsv");
    QTest::newRow("no such split")
        << QStringLiteral("icons.tsv") << QByteArray(kIcons).replace("train", "val")
        << QStringLiteral("\"train\"");
    QTest::newRow("no table") << QStringLiteral("other.tsv") << QByteArray("x")
                              << QStringLiteral("neither captions.tsv");
}

void CorpusTest::badInput() {
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    QFETCH(QString, says);
    QTemporaryDir dir;
    writeText(dir.filePath(file), content);
    const auto corpus = readCorpus(dir.path(), QStringLiteral("train"));
    QVERIFY(!corpus);
    QVERIFY2(corpus.error().sentence.contains(says), qPrintable(corpus.error().sentence));
}

void CorpusTest::failedReaderChangesNothing() {
    QTemporaryDir dir;
    writeTables(dir);
    Corpus corpus;
    QVERIFY(addPhotos(corpus, dir.path(), QStringLiteral("train")));
    QVERIFY(!addProducts(corpus, dir.path(), QStringLiteral("test")));
    QVERIFY(!addFolder(corpus, dir.filePath(QStringLiteral("nowhere"))));
    QVERIFY(!addFolder(corpus, dir.filePath(QStringLiteral("photos"))));
    QCOMPARE(corpus.pictures.size(), 2u);
}

void CorpusTest::subsetKeepsEntries() {
    QTemporaryDir dir;
    writeTables(dir);
    const auto corpus = readCorpus(dir.path(), QStringLiteral("train"));
    QVERIFY(corpus);
    const std::vector<std::int64_t> picked{7, 4, 0};
    const Corpus some = subset(*corpus, picked);
    QCOMPARE(some.pictures.size(), 3u);
    QCOMPARE(some.icons[std::size_t(some.pictures[0].entry)].name, QStringLiteral("red heart"));
    QCOMPARE(some.products[std::size_t(some.pictures[1].entry)].name,
             QStringLiteral("Other Blue Tee"));
    QCOMPARE(some.pictures[2].texts, corpus->pictures[0].texts);
}

void CorpusTest::familiesStayTogether() {
    Corpus corpus;
    for (int i = 0; i < 3000; ++i) {
        CorpusPicture picture;
        picture.family = QString::number(i / 3);
        corpus.pictures.push_back(picture);
    }
    const FamilySplit split = splitByFamily(corpus, 0.2, 7);
    QCOMPARE(split.fit.size() + split.choose.size(), 3000u);
    QVERIFY(split.choose.size() > 480 && split.choose.size() < 720);
    QSet<QString> fit;
    for (const std::int64_t index : split.fit)
        fit.insert(corpus.pictures[std::size_t(index)].family);
    for (const std::int64_t index : split.choose)
        QVERIFY(!fit.contains(corpus.pictures[std::size_t(index)].family));
    QCOMPARE(splitByFamily(corpus, 0.2, 7).choose, split.choose);
    QVERIFY(splitByFamily(corpus, 0.2, 8).choose != split.choose);
    QVERIFY(splitByFamily(corpus, 0, 7).choose.empty());
    QVERIFY(splitByFamily(corpus, 1, 7).fit.empty());
}

void CorpusTest::trainingCorporaOfTables() {
    QTemporaryDir dir;
    writeText(dir.filePath(QStringLiteral("styles.tsv")),
              QByteArray(kStyles) +
                  "4\tMen\tTopwear\tGreen\tAcme Green Polo\tval\n"
                  "5\tMen\tTopwear\tGreen\tThird Green Tee\tval\n");
    writeText(dir.filePath(QStringLiteral("more/x.jpg")), "x");
    const auto corpora = readTrainingCorpora(dir.path(), dir.filePath(QStringLiteral("more")));
    QVERIFY2(corpora, corpora ? "" : qPrintable(corpora.error().sentence));
    QCOMPARE(corpora->train.pictures.size(), 4u);
    QCOMPARE(corpora->val.pictures.size(), 2u);
    // The green polo's red and blue sisters are in train.
    QCOMPARE(corpora->choose, std::vector<std::int64_t>{1});
    writeText(dir.filePath(QStringLiteral("styles.tsv")),
              QByteArray(kStyles) + "4\tMen\tTopwear\tGreen\tAcme Green Polo\tval\n");
    const auto none = readTrainingCorpora(dir.path(), {});
    QVERIFY(!none);
    QVERIFY(none.error().sentence.contains(QStringLiteral("relatives")));
}

void CorpusTest::captionsInOtherLanguages() {
    QTemporaryDir dir;
    writeTables(dir);
    // d.jpg has no English caption: there is no such photo.
    writeText(dir.filePath(QStringLiteral("photos/captions.de.tsv")),
              "image\tsplit\tcaption\na.jpg\ttrain\tEin Hund .\na.jpg\ttrain\tEin Hund läuft .\n"
              "d.jpg\ttrain\tEin Pferd .\nc.jpg\tval\tEin Vogel .\n");
    writeText(dir.filePath(QStringLiteral("photos/captions.zh.tsv")),
              "image\tsplit\tcaption\na.jpg\ttrain\t狗\nc.jpg\tval\t鸟\n");
    writeText(dir.filePath(QStringLiteral("fashion/styles.tsv")),
              QByteArray(kStyles) + "4\tMen\tTopwear\tGreen\tThird Green Tee\tval\n");
    writeText(dir.filePath(QStringLiteral("icons/icons.tsv")),
              QByteArray(kIcons) + "j.png\tanchor\tSymbols\tother\tanchor\t\tval\n");
    const auto corpora =
        readTrainingCorpora(dir.path(), {}, {QStringLiteral("de"), QStringLiteral("zh")});
    QVERIFY2(corpora, corpora ? "" : qPrintable(corpora.error().sentence));
    const auto& dog = corpora->train.pictures[0];
    QCOMPARE(dog.translations,
             (QStringList{QStringLiteral("Ein Hund ."), QStringLiteral("Ein Hund läuft ."),
                          QStringLiteral("狗")}));
    QCOMPARE(dog.texts.size(), 2);
    QVERIFY(corpora->train.pictures[1].translations.isEmpty());
    QCOMPARE(corpora->val.pictures[0].translations,
             (QStringList{QStringLiteral("Ein Vogel ."), QStringLiteral("鸟")}));
    const std::vector<std::int64_t> first{0};
    QCOMPARE(subset(corpora->train, first).pictures[0].translations, dog.translations);

    const auto unknown = readTrainingCorpora(dir.path(), {}, {QStringLiteral("cs")});
    QVERIFY(!unknown);
    QVERIFY(unknown.error().sentence.contains(QStringLiteral("captions.cs.tsv")));
}

void CorpusTest::trainingCorporaOfAFolder() {
    QTemporaryDir dir;
    for (int i = 0; i < 200; ++i)
        writeText(dir.filePath(QStringLiteral("%1.jpg").arg(i)), "x");
    const auto corpora = readTrainingCorpora({}, dir.path());
    QVERIFY2(corpora, corpora ? "" : qPrintable(corpora.error().sentence));
    QCOMPARE(corpora->train.pictures.size() + corpora->choose.size(), 200u);
    QVERIFY(!corpora->choose.empty() && corpora->choose.size() < 40);
    QVERIFY(!readTrainingCorpora({}, {}));
}

void CorpusTest::aSmallFolderHasBothSides() {
    QTemporaryDir dir;
    writeText(dir.filePath(QStringLiteral("0.jpg")), "x");
    const auto single = readTrainingCorpora({}, dir.path());
    QVERIFY(!single);
    QVERIFY(single.error().sentence.contains(QStringLiteral("a single picture")));
    for (int i = 1; i < 12; ++i) {
        writeText(dir.filePath(QStringLiteral("%1.jpg").arg(i)), "x");
        const auto corpora = readTrainingCorpora({}, dir.path());
        QVERIFY2(corpora, corpora ? "" : qPrintable(corpora.error().sentence));
        QVERIFY(!corpora->choose.empty() && !corpora->train.pictures.empty());
        QCOMPARE(corpora->train.pictures.size() + corpora->choose.size(), std::size_t(i) + 1);
    }
}

void CorpusTest::realTables() {
    const QString dir = QStringLiteral(SEMBLANCE_SHARED_DIR "/data");
    if (!QFileInfo(dir).isDir())
        QSKIP("../shared/data is not there");
    const auto corpus = readCorpus(dir, QStringLiteral("train"));
    QVERIFY2(corpus, corpus ? "" : qPrintable(corpus.error().sentence));
    QCOMPARE(corpus->ofKind(PictureKind::Photo).size(), 6533u);
    QCOMPARE(corpus->ofKind(PictureKind::Product).size(), 7151u);
    QVERIFY(corpus->ofKind(PictureKind::Icon).size() > 2000);
    QVERIFY(corpus->problems.isEmpty());
    for (const CorpusPicture& picture : corpus->pictures)
        QVERIFY(!picture.texts.isEmpty() && QFileInfo::exists(picture.picture.path));
}

SEMBLANCE_TEST(CorpusTest)
#include "tst_corpus.moc"
