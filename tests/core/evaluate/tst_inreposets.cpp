#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

#include "core/evaluate/inreposets.h"
#include "core/evaluate/sets.h"
#include "tests/core/evaluate/evaluationfixture.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

constexpr auto kStyles =
    "id\tgender\tsubCategory\tbaseColour\tproductDisplayName\tsplit\n"
    "1\tMen\tTopwear\tRed\tAcme Red Polo\tval\n"
    "2\tMen\tTopwear\tBlue\tAcme Blue Polo\tval\n"
    "3\tMen\tTopwear\tBlue\tOther Blue Tee\tval\n"
    "4\tMen\tTopwear\tBlue\tThird Navy Blue Tee\tval\n"
    "5\tWomen\tTopwear\tBlue\tFourth Tee\tval\n"
    "6\tMen\tShoes\tRed\tAcme Red Runner\tval\n"
    "7\tMen\tTopwear\tMulti\tAcme Multi Polo\tval\n"
    "8\tMen\tTopwear\tBlue\tAcme Blue Polo\ttrain\n";

TableSource sourceOf(const QTemporaryDir& dir) {
    return {dir.path(), QStringLiteral("val")};
}

QStringList rightOf(const EvaluationSet& set, const EvaluationQuery& query) {
    QStringList names;
    for (const PictureIndex picture : query.right)
        names << set.pictures[static_cast<std::size_t>(picture)].name;
    return names;
}

QString nameOf(const EvaluationSet& set, PictureIndex picture) {
    return picture < 0 ? QString() : set.pictures[static_cast<std::size_t>(picture)].name;
}

/// What must be true of every set.
void checkSound(const EvaluationSet& set) {
    QVERIFY(!set.queries.empty());
    QVERIFY(std::is_sorted(set.gallery.begin(), set.gallery.end()));
    for (const EvaluationQuery& query : set.queries) {
        QVERIFY(!query.right.empty());
        QVERIFY(std::is_sorted(query.right.begin(), query.right.end()));
        QVERIFY(!std::binary_search(query.right.begin(), query.right.end(), query.reference));
        QVERIFY(query.swapped != query.reference || query.swapped < 0);
        const auto candidates = candidatesOf(set, query);
        QVERIFY(std::includes(candidates.begin(), candidates.end(), query.right.begin(),
                              query.right.end()));
        QVERIFY(!query.sentences.first().trimmed().isEmpty());
    }
}

}  // namespace

class InRepoSetsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void colourChangeByHand();
    void familyByHand();
    void attributesByHand();
    void captionEditSetByHand();
    void photosTextByHand();
    void iconsByHand();
    void iconTwinsAreFolded();
    void badTables_data();
    void badTables();
    void realTablesGiveSoundSets_data();
    void realTablesGiveSoundSets();
};

void InRepoSetsTest::colourChangeByHand() {
    QTemporaryDir dir;
    writeText(dir.filePath(QStringLiteral("styles.tsv")), kStyles);
    const auto set = readFashionColour(sourceOf(dir));
    QVERIFY2(set, set ? "" : qPrintable(set.error().sentence));
    checkSound(*set);
    // Only blue has three right answers; it is asked of the red polo and the one of many colours.
    QCOMPARE(set->queries.size(), 2u);
    QCOMPARE(set->gallery.size(), 7u);
    const EvaluationQuery& query = set->queries.front();
    QCOMPARE(nameOf(*set, query.reference), QStringLiteral("1"));
    QCOMPARE(query.sentences, QStringList{QStringLiteral("that is blue")});
    QCOMPARE(rightOf(*set, query),
             (QStringList{QStringLiteral("2"), QStringLiteral("3"), QStringLiteral("4")}));
    QCOMPARE(query.swapped, -1);  // no other red one of men's topwear
}

void InRepoSetsTest::familyByHand() {
    QTemporaryDir dir;
    writeText(dir.filePath(QStringLiteral("styles.tsv")), kStyles);
    const auto set = readFashionFamily(sourceOf(dir));
    QVERIFY2(set, set ? "" : qPrintable(set.error().sentence));
    checkSound(*set);
    // "acme polo" in red and blue; "multi" is no colour word, so that polo is another product.
    QCOMPARE(set->queries.size(), 2u);
    QCOMPARE(nameOf(*set, set->queries[0].reference), QStringLiteral("1"));
    QCOMPARE(rightOf(*set, set->queries[0]), QStringList{QStringLiteral("2")});
    QCOMPARE(set->queries[1].sentences, QStringList{QStringLiteral("that is red")});
    // The blue polo's stand-in is another blue one of men's topwear, of another family.
    QCOMPARE(nameOf(*set, set->queries[1].swapped), QStringLiteral("3"));
}

void InRepoSetsTest::attributesByHand() {
    QTemporaryDir dir;
    writeText(dir.filePath(QStringLiteral("styles.tsv")), kStyles);
    const auto gender = readFashionAttribute(sourceOf(dir), QStringLiteral("gender"));
    QVERIFY(gender);
    checkSound(*gender);
    // 2, 3 and 4 -> 5 for women; 5 -> 2, 3, 4 for men.
    QCOMPARE(gender->queries.size(), 4u);
    QCOMPARE(gender->queries.back().sentences, QStringList{QStringLiteral("that is for men")});
    QCOMPARE(gender->queries.back().right.size(), 3u);
    const auto kind = readFashionAttribute(sourceOf(dir), QStringLiteral("kind"));
    QVERIFY(kind);
    QCOMPARE(kind->queries.size(), 2u);
    QCOMPARE(kind->queries.front().sentences, QStringList{QStringLiteral("shoes instead")});
}

void InRepoSetsTest::captionEditSetByHand() {
    QTemporaryDir dir;
    writeText(dir.filePath(QStringLiteral("captions.tsv")),
              "image\tsplit\tcaption\n"
              "a.jpg\tval\tA brown dog runs fast .\n"
              "b.jpg\tval\tA black dog runs fast .\n"
              "c.jpg\tval\tA black dog runs fast!\n"
              "d.jpg\tval\tNothing of the kind here .\n"
              "e.jpg\ttrain\tA white dog runs fast .\n");
    const auto set = readPhotoCaptionEdit(sourceOf(dir));
    QVERIFY2(set, set ? "" : qPrintable(set.error().sentence));
    checkSound(*set);
    QCOMPARE(set->queries.size(), 3u);
    QCOMPARE(set->queries[0].sentences, QStringList{QStringLiteral("black instead of brown")});
    QCOMPARE(rightOf(*set, set->queries[0]),
             (QStringList{QStringLiteral("b.jpg"), QStringLiteral("c.jpg")}));
    QCOMPARE(rightOf(*set, set->queries[1]), QStringList{QStringLiteral("a.jpg")});
}

void InRepoSetsTest::photosTextByHand() {
    QTemporaryDir dir;
    writeText(dir.filePath(QStringLiteral("photos/captions.tsv")),
              "image\tsplit\tcaption\na.jpg\tval\tOne\na.jpg\tval\tTwo\nb.jpg\tval\tThree\n");
    const auto set = readPhotosText(sourceOf(dir));
    QVERIFY(set);
    checkSound(*set);
    QCOMPARE(set->queries.size(), 3u);
    QCOMPARE(set->gallery.size(), 2u);
    QCOMPARE(set->pictures[0].path, dir.filePath(QStringLiteral("photos/images/a.jpg")));
}

void InRepoSetsTest::iconsByHand() {
    QTemporaryDir dir;
    writeText(dir.filePath(QStringLiteral("icons.tsv")),
              "image\tname\tcategory\tsubcategory\tskin_tone\tsplit\n"
              "1.png\tman\tPeople & Body\tperson\t\tval\n"
              "2.png\tman, dark skin tone\tPeople & Body\tperson\tdark skin tone\tval\n"
              "3.png\twoman, dark skin tone\tPeople & Body\tperson\tdark skin tone\ttrain\n"
              "4.png\tred heart\tSmileys & Emotion\theart\t\ttrain\n"
              "5.png\tblue heart\tSmileys & Emotion\theart\t\tval\n"
              "6.png\tgrinning face\tSmileys & Emotion\tface-smiling\t\tval\n"
              "7.png\tcrying face\tSmileys & Emotion\tface-concerned\t\ttrain\n"
              "8.png\tnorway flag\tFlags\tcountry-flag\t\tval\n");
    const auto tone = readIcons(sourceOf(dir), QStringLiteral("skin-tone"));
    QVERIFY2(tone, tone ? "" : qPrintable(tone.error().sentence));
    checkSound(*tone);
    QCOMPARE(tone->queries.size(), 1u);
    QCOMPARE(tone->queries[0].sentences, QStringList{QStringLiteral("with dark skin tone")});
    QCOMPARE(rightOf(*tone, tone->queries[0]), QStringList{QStringLiteral("2.png")});
    const auto colour = readIcons(sourceOf(dir), QStringLiteral("colour"));
    QVERIFY(colour);
    QCOMPARE(colour->queries.size(), 1u);
    QCOMPARE(nameOf(*colour, colour->queries[0].reference), QStringLiteral("4.png"));
    QCOMPARE(rightOf(*colour, colour->queries[0]), QStringList{QStringLiteral("5.png")});
    const auto face = readIcons(sourceOf(dir), QStringLiteral("expression"));
    QVERIFY(face);
    QCOMPARE(rightOf(*face, face->queries[0]), QStringList{QStringLiteral("6.png")});

    const auto names = readIconNames(sourceOf(dir), QStringLiteral("icons"));
    QVERIFY(names);
    QCOMPARE(names->gallery.size(), 4u);
    const auto flags = readIconNames(sourceOf(dir), QStringLiteral("flags"));
    QVERIFY(flags);
    QCOMPARE(flags->gallery.size(), 1u);
}

void InRepoSetsTest::iconTwinsAreFolded() {
    QTemporaryDir dir;
    writeText(dir.filePath(QStringLiteral("icons.tsv")),
              "image\tname\tcategory\tsubcategory\tskin_tone\tsplit\n"
              "1.png\tbouvet island\tObjects\tx\t\tval\n"
              "2.png\tnorway\tObjects\tx\t\tval\n"
              "3.png\tsweden\tObjects\tx\t\tval\n");
    writeText(dir.filePath(QStringLiteral("images/1.png")), "same");
    writeText(dir.filePath(QStringLiteral("images/2.png")), "same");
    writeText(dir.filePath(QStringLiteral("images/3.png")), "other");
    const auto set = readIconNames(sourceOf(dir), QStringLiteral("icons"));
    QVERIFY(set);
    QCOMPARE(set->gallery.size(), 2u);
    QCOMPARE(set->queries.size(), 3u);
    QCOMPARE(set->queries[1].right, set->queries[0].right);
}

void InRepoSetsTest::badTables_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("missing column")
        << QByteArray("image\tcaption\n") << QStringLiteral("\"split\"");
    QTest::newRow("short line") << QByteArray("image\tsplit\tcaption\na.jpg\tval\n")
                                << QStringLiteral("line 2");
    QTest::newRow("not UTF-8") << QByteArray("image\tsplit\tcaption\na.jpg\tval\tcaf\xe9\n")
                               << QStringLiteral("UTF-8");
    QTest::newRow("no such split")
        << QByteArray("image\tsplit\tcaption\na.jpg\ttrain\tA dog\n") << QStringLiteral("\"val\"");
    QTest::newRow("empty") << QByteArray() << QStringLiteral("captions.tsv");
}

void InRepoSetsTest::badTables() {
    QFETCH(QByteArray, text);
    QFETCH(QString, says);
    QTemporaryDir dir;
    writeText(dir.filePath(QStringLiteral("captions.tsv")), text);
    const auto set = readPhotosText(sourceOf(dir));
    QVERIFY(!set);
    QVERIFY2(set.error().sentence.contains(says), qPrintable(set.error().sentence));
    QVERIFY(set.error().sentence.contains(QStringLiteral("captions.tsv")));
}

void InRepoSetsTest::realTablesGiveSoundSets_data() {
    QTest::addColumn<QString>("set");
    QTest::addColumn<QString>("part");
    for (const char* name :
         {"fashion-colour", "fashion-translated", "fashion-family", "fashion-attribute",
          "photo-caption-edit", "photos-text", "photos-translated", "icons", "icon-names"}) {
        const auto parts = evaluationSetParts(QLatin1String(name));
        QVERIFY(parts);
        for (const QString& part : *parts)
            QTest::newRow(qPrintable(QLatin1String(name) + u' ' + part))
                << QString::fromLatin1(name) << part;
    }
}

void InRepoSetsTest::realTablesGiveSoundSets() {
    QFETCH(QString, set);
    QFETCH(QString, part);
    SetSource source;
    source.dir = realTables();
    if (source.dir.isEmpty())
        QSKIP("The tables of pictures are not in ../shared.");
    const auto read = readEvaluationSet(set, part, source);
    QVERIFY2(read, read ? "" : qPrintable(read.error().sentence));
    checkSound(*read);
    // Nothing is drawn at random, nor by a hash's order: the same again.
    if (set != QStringLiteral("photo-caption-edit") && set != QStringLiteral("fashion-family"))
        return;
    const auto again = readEvaluationSet(set, part, source);
    QVERIFY(again);
    QCOMPARE(again->queries.size(), read->queries.size());
    for (std::size_t i = 0; i < read->queries.size(); ++i) {
        QCOMPARE(again->queries[i].reference, read->queries[i].reference);
        QCOMPARE(again->queries[i].sentences, read->queries[i].sentences);
        QCOMPARE(again->queries[i].right, read->queries[i].right);
    }
}

SEMBLANCE_TEST(InRepoSetsTest)
#include "tst_inreposets.moc"
