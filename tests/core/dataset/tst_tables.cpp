#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include "core/dataset/captiontable.h"
#include "core/dataset/icontable.h"
#include "core/dataset/producttable.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

void writeText(const QString& path, const QByteArray& text) {
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), qint64(text.size()));
}

}  // namespace

/// The tables that evaluation and training read, and what is mined from them.
class TablesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void familyNames();
    void captionEdits_data();
    void captionEdits();
    void minedEdits();
    void productsOfASplit();
    void productListedTwice();
    void captionsOfAllSplits();
    void iconTwinsAndVariants();
    void emptySplits();
};

void TablesTest::familyNames() {
    const QSet<QString> colours{QStringLiteral("navy"), QStringLiteral("blue")};
    QCOMPARE(familyName(QStringLiteral("Acme  Navy Blue Polo"), colours),
             QStringLiteral("acme polo"));
    QCOMPARE(familyName(QStringLiteral("Blueprint Tee"), colours), QStringLiteral("blueprint tee"));
}

void TablesTest::captionEdits_data() {
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    const auto row = [](const char* a, const char* b, const char* from, const char* to) {
        QTest::newRow(a) << QString::fromLatin1(a) << QString::fromLatin1(b)
                         << QString::fromLatin1(from) << QString::fromLatin1(to);
    };
    row("a brown dog runs fast", "a black dog runs fast", "brown", "black");
    row("a dog is running home", "a dog is walking slowly home", "running", "walking slowly");
    row("a dog plays in snow", "a brown dog plays in snow", "dog", "brown dog");
    row("two big dogs run home", "two big dogs run", "run home", "run");
    row("a dog runs on grass", "the dog runs on grass", "", "");
    row("one two three", "one two four", "", "");
    row("a b c d e f", "a x y z e f", "", "");
    row("same words all over", "same words all over", "", "");
}

void TablesTest::captionEdits() {
    QFETCH(QString, a);
    QFETCH(QString, b);
    QFETCH(QString, from);
    QFETCH(QString, to);
    const CaptionEdit edit = captionEdit(a.split(u' '), b.split(u' '));
    QCOMPARE(edit.from.join(u' '), from);
    QCOMPARE(edit.to.join(u' '), to);
}

void TablesTest::minedEdits() {
    const std::vector<Caption> captions{{0, QStringLiteral("A brown dog runs fast .")},
                                        {1, QStringLiteral("A black dog runs fast")},
                                        {2, QStringLiteral("a black dog runs fast.")},
                                        {0, QStringLiteral("Something else entirely")}};
    const auto edits = mineCaptionEdits(captions);
    QCOMPARE(edits.size(), 3u);
    QCOMPARE(edits[0].reference, 0);
    QCOMPARE(edits[0].edit.to, QStringList{QStringLiteral("black")});
    QCOMPARE(edits[0].right, (std::vector<PictureIndex>{1, 2}));
    QCOMPARE(edits[2].reference, 2);
    QCOMPARE(edits[2].right, std::vector<PictureIndex>{0});
}

void TablesTest::productsOfASplit() {
    QTemporaryDir dir;
    writeText(dir.filePath(QStringLiteral("fashion/styles.tsv")),
              "id\tgender\tsubCategory\tbaseColour\tproductDisplayName\tsplit\n"
              "1\tMen\tTopwear\tNavy Blue\tAcme Navy Blue Polo\ttrain\n"
              "2\tMen\tTopwear\tMulti\tAcme Multi Polo\tval\n");
    const auto train = readProductTable(dir.path(), QStringLiteral("train"));
    QVERIFY(train);
    QCOMPARE(train->size(), 1u);
    QCOMPARE(train->front().family, QStringLiteral("acme polo"));
    QCOMPARE(train->front().picture.path, dir.filePath(QStringLiteral("fashion/images/1.jpg")));
    const auto all = readProductTable(dir.path(), {});
    QVERIFY(all);
    QCOMPARE(all->size(), 2u);
    // "Multi" is no colour that a sentence asks for, so it stays in the family's name.
    QCOMPARE(all->back().family, QStringLiteral("acme multi polo"));
    QVERIFY(!isColourName(all->back().colour));
}

void TablesTest::productListedTwice() {
    QTemporaryDir dir;
    writeText(dir.filePath(QStringLiteral("styles.tsv")),
              "id\tgender\tsubCategory\tbaseColour\tproductDisplayName\tsplit\n"
              "1\tMen\tTopwear\tRed\tA\ttrain\n1\tMen\tTopwear\tRed\tB\ttrain\n");
    const auto table = readProductTable(dir.path(), QStringLiteral("train"));
    QVERIFY(!table);
    QVERIFY(table.error().sentence.contains(QStringLiteral("1 is listed twice")));
}

void TablesTest::captionsOfAllSplits() {
    QTemporaryDir dir;
    writeText(dir.filePath(QStringLiteral("captions.tsv")),
              "image\tsplit\tcaption\na.jpg\ttrain\tOne\na.jpg\ttrain\t \nb.jpg\tval\tTwo\n");
    const auto table = readCaptionTable(dir.path(), {});
    QVERIFY(table);
    QCOMPARE(table->photos.size(), 2u);
    QCOMPARE(table->captions.size(), 2u);
    QCOMPARE(table->captions[1].photo, 1);
}

void TablesTest::iconTwinsAndVariants() {
    QTemporaryDir dir;
    writeText(dir.filePath(QStringLiteral("icons.tsv")),
              "image\tname\tcategory\tsubcategory\tshort_names\tskin_tone\tsplit\n"
              "a.png\twave\tPeople & Body\thand\twave\t\ttrain\n"
              "b.png\twave, dark skin tone\tPeople & Body\thand\twave\tdark skin tone\tval\n"
              "c.png\tred heart\tSymbols\theart\theart\t\ttrain\n"
              "d.png\tred and blue heart\tSymbols\theart\t\t\ttrain\n"
              "e.png\tgrinning face\tSmileys & Emotion\tface-smiling\tgrinning\t\ttrain\n");
    writeText(dir.filePath(QStringLiteral("images/c.png")), "same");
    writeText(dir.filePath(QStringLiteral("images/d.png")), "same");
    const auto icons = readIconTable(dir.path(), {});
    QVERIFY(icons);
    QCOMPARE(icons->size(), 5u);
    QCOMPARE((*icons)[3].picture.name, QStringLiteral("c.png"));
    QCOMPARE((*icons)[4].shortName, QStringLiteral("grinning"));
    QVERIFY(isFace((*icons)[4]));
    const auto tones = skinToneVariants(*icons);
    QCOMPARE(tones.size(), 2u);
    QCOMPARE(tones[0].family, tones[1].family);
    QCOMPARE(tones[1].value, QStringLiteral("dark skin tone"));
    // A name with two colours is no variant of either.
    const auto colours = colourVariants(*icons);
    QCOMPARE(colours.size(), 1u);
    QCOMPARE(colours[0].family, QStringLiteral("heart"));
}

void TablesTest::emptySplits() {
    QTemporaryDir dir;
    writeText(dir.filePath(QStringLiteral("captions.tsv")), "image\tsplit\tcaption\n");
    const auto captions = readCaptionTable(dir.path(), QStringLiteral("train"));
    QVERIFY(!captions);
    QVERIFY(captions.error().sentence.contains(QStringLiteral("\"train\"")));
    QVERIFY(!readIconTable(dir.path(), {}));
}

SEMBLANCE_TEST(TablesTest)
#include "tst_tables.moc"
