#include "core/dataset/translations.h"
#include "core/train/triplets.h"
#include "tests/testmain.h"

#include <ATen/ops/tensor.h>

#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <map>

using namespace semblance;

namespace {

void addProduct(Corpus& corpus, const QString& gender, const QString& kind, const QString& colour,
                const QString& family) {
    const QString name = QString::number(corpus.pictures.size());
    CorpusPicture picture{
        {name, name, {}}, PictureKind::Product, {name}, family, int(corpus.products.size())};
    corpus.pictures.push_back(picture);
    corpus.products.push_back(
        {picture.picture, QStringLiteral("train"), gender, kind, colour, name, family});
}

void addIcon(Corpus& corpus, const QString& name, const QString& category,
             const QString& subcategory = {}, const QString& skinTone = {}) {
    CorpusPicture picture{
        {name, name, {}}, PictureKind::Icon, {name}, name, int(corpus.icons.size())};
    corpus.pictures.push_back(picture);
    corpus.icons.push_back(
        {picture.picture, name, category, subcategory, skinTone, {}, QStringLiteral("train")});
}

void addPhoto(Corpus& corpus, const QStringList& captions) {
    const QString name = QString::number(corpus.pictures.size());
    corpus.pictures.push_back({{name, name, {}}, PictureKind::Photo, captions, name});
}

/// 0, 1: one polo in red and blue; 2, 3: other topwear of men in blue; 4: of women; 5: shoes.
Corpus products() {
    Corpus corpus;
    const QString men = QStringLiteral("Men");
    const QString topwear = QStringLiteral("Topwear");
    const QString blue = QStringLiteral("Blue");
    addProduct(corpus, men, topwear, QStringLiteral("Red"), QStringLiteral("polo"));
    addProduct(corpus, men, topwear, blue, QStringLiteral("polo"));
    addProduct(corpus, men, topwear, blue, QStringLiteral("tee"));
    addProduct(corpus, men, topwear, blue, QStringLiteral("shirt"));
    addProduct(corpus, QStringLiteral("Women"), topwear, blue, QStringLiteral("blouse"));
    addProduct(corpus, men, QStringLiteral("Shoes"), blue, QStringLiteral("runner"));
    addProduct(corpus, men, topwear, QStringLiteral("Multi"), QStringLiteral("polo"));
    return corpus;
}

QStringList modifications(const std::vector<Triplet>& triplets) {
    QSet<QString> texts;
    for (const Triplet& triplet : triplets)
        texts.insert(triplet.modification);
    QStringList list(texts.begin(), texts.end());
    list.sort();
    return list;
}

/// What must be true of every triplet.
void checkSound(const Corpus& corpus, const std::vector<Triplet>& triplets) {
    const auto last = int(corpus.pictures.size()) - 1;
    for (const Triplet& triplet : triplets) {
        const auto isRight = [&](int picture) {
            return std::binary_search(triplet.positives.begin(), triplet.positives.end(), picture);
        };
        QVERIFY(std::is_sorted(triplet.positives.begin(), triplet.positives.end()));
        QVERIFY(triplet.positives.front() >= 0 && triplet.positives.back() <= last);
        QVERIFY(!isRight(triplet.reference));
        QVERIFY(isRight(triplet.target));
        for (const int member : triplet.family)
            QVERIFY(isRight(member));
        for (const int other : triplet.otherTargets)
            QVERIFY(!isRight(other) && other != triplet.reference);
        QVERIFY(!triplet.modification.trimmed().isEmpty());
        QVERIFY2(!triplet.modification.contains(u'%'), qPrintable(triplet.modification));
    }
}

}  // namespace

class TripletsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void familiesByHand();
    void coloursByHand();
    void gendersAndKindsByHand();
    void drawsDependOnTheSeedAlone();
    void rareColoursAreNotRepeated();
    void wishesInOtherLanguages();
    void captionEditsByHand();
    void neighboursByHand();
    void iconsByHand();
    void textsByHand();
    void emptyCorpus();
    void listedTriplets();
    void badTripletFiles_data();
    void badTripletFiles();
    void realTables();
};

void TripletsTest::familiesByHand() {
    const Corpus corpus = products();
    const TripletMaker maker(corpus);
    // The red polo for the blue one, and back, and from the one of many colours to both.
    QCOMPARE(maker.available(TripletKind::Family), 4u);
    const auto triplets = maker.draw(TripletKind::Family, 200, 1);
    QCOMPARE(triplets.size(), 200u);
    checkSound(corpus, triplets);
    for (const Triplet& triplet : triplets) {
        if (triplet.reference != 0)
            continue;
        QCOMPARE(triplet.family, std::vector<int>{1});
        QCOMPARE(triplet.target, 1);
        // Whatever else is men's topwear in blue is right too.
        QCOMPARE(triplet.positives, (std::vector<int>{1, 2, 3}));
    }
    const QStringList texts = modifications(triplets);
    QVERIFY(texts.contains(QStringLiteral("that is blue")));
    QVERIFY(texts.contains(QStringLiteral("in red")));
    QVERIFY(texts.contains(QStringLiteral("red instead of blue")));
    QVERIFY(texts.contains(QStringLiteral("change the colour to blue")));
    QVERIFY(!texts.join(u' ').contains(QStringLiteral("that is multi")));
}

void TripletsTest::coloursByHand() {
    const Corpus corpus = products();
    const TripletMaker maker(corpus);
    // 1, 2, 3 for red; 0 for blue; 6 for both.
    QCOMPARE(maker.available(TripletKind::Colour), 6u);
    const auto triplets = maker.draw(TripletKind::Colour, 100, 1);
    checkSound(corpus, triplets);
    for (const Triplet& triplet : triplets) {
        QVERIFY(triplet.family.empty());
        if (triplet.reference == 0)
            QCOMPARE(triplet.positives, (std::vector<int>{1, 2, 3}));
    }
    // The one of many colours has other targets under other wishes.
    const auto other = std::ranges::find_if(
        triplets, [](const Triplet& t) { return t.reference == 6 && !t.otherTargets.empty(); });
    QVERIFY(other != triplets.end());
}

void TripletsTest::gendersAndKindsByHand() {
    const Corpus corpus = products();
    const TripletMaker maker(corpus);
    QCOMPARE(maker.available(TripletKind::Gender), 4u);
    const auto genders = maker.draw(TripletKind::Gender, 100, 2);
    checkSound(corpus, genders);
    QVERIFY(modifications(genders).contains(QStringLiteral("that is for women")));
    QVERIFY(modifications(genders).contains(QStringLiteral("for men instead of women")));
    const auto kinds = maker.draw(TripletKind::Kind, 100, 2);
    QCOMPARE(maker.available(TripletKind::Kind), 4u);
    checkSound(corpus, kinds);
    for (const Triplet& triplet : kinds) {
        if (triplet.reference == 5)
            QCOMPARE(triplet.positives, (std::vector<int>{1, 2, 3}));
    }
    QVERIFY(modifications(kinds).contains(QStringLiteral("shoes instead")));
}

void TripletsTest::drawsDependOnTheSeedAlone() {
    const Corpus corpus = products();
    const TripletMaker maker(corpus);
    const TripletMaker again(corpus);
    const auto first = maker.draw(TripletKind::Colour, 30, 5);
    (void)again.draw(TripletKind::Colour, 7, 1);
    const auto second = again.draw(TripletKind::Colour, 30, 5);
    for (std::size_t i = 0; i < first.size(); ++i) {
        QCOMPARE(first[i].reference, second[i].reference);
        QCOMPARE(first[i].modification, second[i].modification);
        QCOMPARE(first[i].target, second[i].target);
        QCOMPARE(first[i].otherTargets, second[i].otherTargets);
    }
}

void TripletsTest::rareColoursAreNotRepeated() {
    // Forty blue, forty red, one green: 41 questions for each of blue and red, 80 for green.
    Corpus corpus;
    for (int i = 0; i < 81; ++i) {
        const QString colour = i == 80   ? QStringLiteral("Green")
                               : i >= 40 ? QStringLiteral("Red")
                                         : QStringLiteral("Blue");
        addProduct(corpus, QStringLiteral("Men"), QStringLiteral("Socks"), colour,
                   QString::number(i));
    }
    const TripletMaker maker(corpus);
    QCOMPARE(maker.available(TripletKind::Colour), 162u);
    std::map<int, int> asked;
    for (const Triplet& triplet : maker.draw(TripletKind::Colour, 3000, 3))
        ++asked[triplet.positives.size() == 1 ? 2 : triplet.target >= 40];
    // The even share is a third: green's 80 questions are held down to 54 of 136.
    QVERIFY(asked[2] > 1050 && asked[2] < 1320);
    QVERIFY(std::abs(asked[0] - asked[1]) < 200);
}

void TripletsTest::wishesInOtherLanguages() {
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("translations.json"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"languages": {"xx": {"words": {"colour": {"blue": "Blo"}},
                                        "wishes": {"colour": ["na %1", "%1 fe %2"]}}}})");
    file.close();
    const auto translations = AttributeTranslations::read(path);
    QVERIFY(translations);
    const Corpus corpus = products();
    const auto drawn = [&](double share, TripletKind kind) {
        TripletMaker::Options options;
        options.translations = &*translations;
        options.translatedShare = share;
        return TripletMaker(corpus, std::move(options)).draw(kind, 400, 1);
    };
    // What the language has a word for is asked in it, and nothing else is.
    const auto isForeign = [](const QString& wish) {
        return wish.compare(QStringLiteral("na Blo"), Qt::CaseInsensitive) == 0;
    };
    const auto all = drawn(1, TripletKind::Colour);
    checkSound(corpus, all);
    for (const Triplet& triplet : all) {
        const bool isBlue = triplet.target != 0;
        QCOMPARE(isForeign(triplet.modification), isBlue);
    }
    QVERIFY(std::ranges::none_of(drawn(1, TripletKind::Gender), isForeign, &Triplet::modification));
    const auto some =
        std::ranges::count_if(drawn(.5, TripletKind::Colour), isForeign, &Triplet::modification);
    const auto whole = std::ranges::count_if(all, isForeign, &Triplet::modification);
    QVERIFY2(some > whole / 4 && some < whole * 3 / 4, qPrintable(QString::number(some)));
    // Without a share nothing is drawn otherwise than before.
    const auto plain = TripletMaker(corpus).draw(TripletKind::Colour, 400, 1);
    QCOMPARE(modifications(drawn(0, TripletKind::Colour)), modifications(plain));
}

void TripletsTest::captionEditsByHand() {
    Corpus corpus;
    addPhoto(corpus, {QStringLiteral("A brown dog runs fast ."), QStringLiteral("something else")});
    addPhoto(corpus, {QStringLiteral("A black dog runs fast")});
    addPhoto(corpus, {QStringLiteral("a black dog runs fast.")});
    const TripletMaker maker(corpus);
    QCOMPARE(maker.available(TripletKind::CaptionEdit), 3u);
    const auto triplets = maker.draw(TripletKind::CaptionEdit, 100, 1);
    checkSound(corpus, triplets);
    for (const Triplet& triplet : triplets) {
        if (triplet.reference == 0)
            QCOMPARE(triplet.positives, (std::vector<int>{1, 2}));
    }
    QVERIFY(modifications(triplets).contains(QStringLiteral("black instead of brown")));
    QVERIFY(modifications(triplets).size() > 4);
}

void TripletsTest::neighboursByHand() {
    Corpus corpus;
    addPhoto(corpus, {QStringLiteral("A dog .")});
    addProduct(corpus, QStringLiteral("Men"), QStringLiteral("Socks"), QStringLiteral("Red"), {});
    addPhoto(corpus, {QStringLiteral("A wolf .")});
    addPhoto(corpus, {QStringLiteral("A car")});
    addPhoto(corpus, {QStringLiteral("a car.")});
    const at::Tensor rows =
        at::tensor({1., 0., 1., 0., .9, .1, 0., 1., -.5, 1.}, at::kFloat).reshape({5, 2});
    TripletMaker::Options options;
    options.embeddings = &rows;
    options.neighbours = 1;
    const TripletMaker maker(corpus, std::move(options));
    QCOMPARE(maker.available(TripletKind::Neighbour), 4u);
    const auto triplets = maker.draw(TripletKind::Neighbour, 100, 1);
    checkSound(corpus, triplets);
    for (const Triplet& triplet : triplets) {
        if (triplet.reference == 0) {
            QCOMPARE(triplet.target, 2);
            QVERIFY(triplet.modification.contains(QStringLiteral("a wolf")));
        } else if (triplet.reference == 2) {
            QCOMPARE(triplet.target, 0);
        }
    }
    QCOMPARE(TripletMaker(corpus).available(TripletKind::Neighbour), 0u);
}

void TripletsTest::iconsByHand() {
    Corpus corpus;
    const QString people = QStringLiteral("People & Body");
    const QString dark = QStringLiteral("dark skin tone");
    addIcon(corpus, QStringLiteral("woman running"), people);
    addIcon(corpus, QStringLiteral("woman running, dark skin tone"), people, {}, dark);
    addIcon(corpus, QStringLiteral("man running"), people);
    addIcon(corpus, QStringLiteral("woman and man holding hands"), people);
    addIcon(corpus, QStringLiteral("red heart"), QStringLiteral("Symbols"));
    addIcon(corpus, QStringLiteral("blue heart"), QStringLiteral("Symbols"));
    const QString faces = QStringLiteral("Smileys & Emotion");
    addIcon(corpus, QStringLiteral("grinning face"), faces, QStringLiteral("face-smiling"));
    addIcon(corpus, QStringLiteral("crying face"), faces, QStringLiteral("face-concerned"));
    const TripletMaker maker(corpus);
    const auto only = [&](TripletKind kind, std::size_t available) {
        QCOMPARE(maker.available(kind), available);
        const auto triplets = maker.draw(kind, 60, 4);
        checkSound(corpus, triplets);
    };
    only(TripletKind::SkinTone, 1);  // nobody asks for the plain one
    only(TripletKind::IconPerson, 2);
    only(TripletKind::IconColour, 2);
    only(TripletKind::Expression, 2);
    const Triplet tone = maker.draw(TripletKind::SkinTone, 1, 1).front();
    QCOMPARE(tone.reference, 0);
    QCOMPARE(tone.positives, std::vector<int>{1});
    const QStringList tones = modifications(maker.draw(TripletKind::SkinTone, 60, 1));
    QVERIFY(tones.contains(QStringLiteral("with dark skin tone")));
    const QStringList persons = modifications(maker.draw(TripletKind::IconPerson, 60, 1));
    QVERIFY(persons.contains(QStringLiteral("a man instead of a woman")));
}

void TripletsTest::textsByHand() {
    Corpus corpus = products();
    addPhoto(corpus, {QStringLiteral("A brown dog runs .")});
    const TripletMaker maker(corpus);
    const auto texts = maker.drawTexts(100, 9);
    QCOMPARE(texts.size(), 100u);
    int captions = 0;
    for (const TextTriplet& text : texts) {
        QVERIFY(text.target != text.reference);
        QVERIFY(!text.modification.isEmpty());
        if (text.reference != QLatin1StringView("a brown dog runs"))
            continue;
        ++captions;
        const QStringList words = text.target.split(u' ');
        QCOMPARE(words.size(), 4);
        QVERIFY((words[1] == QLatin1StringView("brown")) != (words[2] == QLatin1StringView("dog")));
    }
    QVERIFY(captions > 30 && captions < 70);
}

void TripletsTest::emptyCorpus() {
    const Corpus corpus;
    const TripletMaker maker(corpus);
    for (const TripletKind kind : {TripletKind::Family, TripletKind::CaptionEdit,
                                   TripletKind::Expression, TripletKind::Listed})
        QVERIFY(maker.draw(kind, 10, 1).empty());
    QVERIFY(maker.drawTexts(10, 1).empty());
}

void TripletsTest::listedTriplets() {
    const Corpus corpus = products();
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("triplets.json"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"([{"reference": 0, "modification": "like this", "target": "3"},
                   {"reference": "4", "modification": "or that", "targets": [5, "1", 5]}])");
    file.close();
    auto triplets = readTriplets(path, corpus);
    QVERIFY2(triplets, triplets ? "" : qPrintable(triplets.error().sentence));
    QCOMPARE(triplets->size(), 2u);
    checkSound(corpus, *triplets);
    QCOMPARE((*triplets)[1].positives, (std::vector<int>{1, 5}));
    QCOMPARE((*triplets)[1].target, 5);
    TripletMaker::Options options;
    options.listed = std::move(*triplets);
    const TripletMaker maker(corpus, std::move(options));
    QCOMPARE(maker.available(TripletKind::Listed), 2u);
    QCOMPARE(modifications(maker.draw(TripletKind::Listed, 30, 1)).size(), 2);
}

void TripletsTest::badTripletFiles_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const char* entry, const char* says) {
        QTest::newRow(name) << QByteArray("[") + entry + "]" << QString::fromLatin1(says);
    };
    row("unknown id", R"({"reference": 99, "modification": "x", "target": 1})", "no picture 99");
    row("unknown target", R"({"reference": 0, "modification": "x", "target": "q"})",
        "no picture q");
    row("blank", R"({"reference": 0, "modification": " ", "target": 1})", "blank");
    row("itself", R"({"reference": 0, "modification": "x", "targets": [1, 0]})", "itself");
    row("no target", R"({"reference": 0, "modification": "x"})", "\"target\"");
    row("none of them", R"({"reference": 0, "modification": "x", "targets": []})", "no target");
    row("not unique", R"({"reference": "twice", "modification": "x", "target": 1})", "more than");
    row("no object", "3", "entry 1");
    row("no JSON", "{", "JSON");
}

void TripletsTest::badTripletFiles() {
    QFETCH(QByteArray, content);
    QFETCH(QString, says);
    Corpus corpus = products();
    for (int i = 0; i < 2; ++i)
        corpus.pictures.push_back({{QStringLiteral("twice"), {}, {}}, PictureKind::Plain, {}, {}});
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("triplets.json"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    const auto triplets = readTriplets(path, corpus);
    QVERIFY(!triplets);
    QVERIFY2(triplets.error().sentence.contains(says), qPrintable(triplets.error().sentence));
    QVERIFY(triplets.error().sentence.contains(QStringLiteral("triplets.json")));
}

void TripletsTest::realTables() {
    const QString dir = QStringLiteral(SEMBLANCE_SHARED_DIR "/data");
    if (!QFileInfo(dir).isDir())
        QSKIP("../shared/data is not there");
    // Mining all of train's captions takes longer than a quick test may.
    Corpus corpus;
    QVERIFY(addPhotos(corpus, dir, QStringLiteral("val")));
    QVERIFY(addProducts(corpus, dir, QStringLiteral("train")));
    QVERIFY(addIcons(corpus, dir, QStringLiteral("train")));
    const TripletMaker maker(corpus);
    for (int kind = 0; kind < int(TripletKind::Listed); ++kind) {
        if (TripletKind(kind) == TripletKind::Neighbour)
            continue;
        QVERIFY2(maker.available(TripletKind(kind)) > 0, qPrintable(QString::number(kind)));
        checkSound(corpus, maker.draw(TripletKind(kind), 50, 1));
    }
    QCOMPARE(maker.drawTexts(20, 1).size(), 20u);
}

SEMBLANCE_TEST(TripletsTest)
#include "tst_triplets.moc"
