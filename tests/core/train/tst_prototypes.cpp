#include "core/train/prototypes.h"
#include "tests/testmain.h"

#include <ATen/Context.h>
#include <ATen/ops/allclose.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include "core/train/prototypebatch.h"

using namespace semblance;

namespace {

std::vector<ClassName> names(int count) {
    std::vector<ClassName> list;
    for (int i = 0; i < count; ++i)
        list.push_back({QStringLiteral("class%1").arg(i), {QStringLiteral("other%1").arg(i)}});
    return list;
}

}  // namespace

class PrototypesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void formulaByHand();
    void drawsAreDeterministic();
    void sidesAreReal();
    void namesAreLeftOut();
    void leftOutAreEvenlySpread();
    void refusals();
    void sentences();
    void imageNetNames();
    void badNames();
};

void PrototypesTest::formulaByHand() {
    const at::Tensor rows = at::tensor({1.f, 3.f, -2.f, 6.f}).reshape({2, 2});
    const at::Tensor raw = at::tensor({1.f, 5.f, 3.f, 7.f}).reshape({2, 2});
    const at::Tensor side = at::tensor({0.f, 1.f}).reshape({2, 1});
    PrototypeConfig config;
    config.noise = 0;
    config.otherNames = 0;
    const auto prototypes = ClassPrototypes::make(rows, names(2), raw, side, config);
    QVERIFY2(prototypes, prototypes ? "" : qPrintable(prototypes.error().sentence));
    // Both rows are (-1, 1) when standardised; mean (2, 6), deviation (1, 1); 2 - 2 = 0, 6 + 2 = 8.
    const PrototypeBatch batch = prototypes->draw(2, 1);
    QVERIFY(at::allclose(batch.raw, at::tensor({0.f, 8.f, 0.f, 8.f}).reshape({2, 2})));
    const auto first = batch.classes[0].item<int>();
    QCOMPARE(batch.texts[0], QStringLiteral("a photo of a class%1").arg(first));
    QVERIFY(batch.classes[1].item<int>() != first);

    // relu: a mean of (0, 6) would give (-2, 8).
    const auto cut = ClassPrototypes::make(
        rows, names(2), at::tensor({-1.f, 5.f, 1.f, 7.f}).reshape({2, 2}), side, config);
    QVERIFY(cut);
    QCOMPARE(cut->draw(1, 1).raw.min().item<float>(), 0.f);
}

void PrototypesTest::drawsAreDeterministic() {
    at::manual_seed(1);
    const at::Tensor rows = at::randn({50, 8});
    const at::Tensor raw = at::rand({40, 8});
    const at::Tensor side = at::rand({40, 3});
    const auto prototypes = ClassPrototypes::make(rows, names(50), raw, side, {});
    QVERIFY(prototypes);
    const PrototypeBatch a = prototypes->draw(50, 11);
    const PrototypeBatch b = prototypes->draw(50, 11);
    QVERIFY(a.raw.equal(b.raw) && a.side.equal(b.side) && a.classes.equal(b.classes));
    QCOMPARE(a.texts, b.texts);
    QVERIFY(!prototypes->draw(50, 12).raw.equal(a.raw));
    QCOMPARE(a.raw.sizes(), (at::IntArrayRef{50, 8}));
    // Every class once; some by their other name.
    QSet<std::int64_t> classes;
    for (int i = 0; i < 50; ++i)
        classes.insert(a.classes[i].item<std::int64_t>());
    QCOMPARE(classes.size(), 50);
    const qsizetype others = a.texts.filter(QStringLiteral("other")).size();
    QVERIFY(others > 3 && others < 35);
    // More than there are: some twice.
    QCOMPARE(prototypes->draw(70, 1).texts.size(), 70);
}

void PrototypesTest::sidesAreReal() {
    // Picture i has the side feature i; the classifier of class 0 likes pictures 16 to 31.
    at::Tensor raw = at::zeros({64, 2});
    raw.narrow(0, 16, 16).select(1, 0).fill_(1);
    const at::Tensor side = at::arange(64, at::kFloat).reshape({64, 1});
    const at::Tensor rows = at::tensor({1.f, 0.f, 0.f, 1.f}).reshape({2, 2});
    PrototypeConfig config;
    config.matchedSides = 1;
    config.leaveOut = 1;
    for (config.seed = 0;; ++config.seed) {
        const auto prototypes = ClassPrototypes::make(rows, names(2), raw, side, config);
        QVERIFY(prototypes);
        if (prototypes->classes().front() != 0)
            continue;
        const PrototypeBatch batch = prototypes->draw(40, 1);
        QVERIFY(batch.side.min().item<float>() >= 16 && batch.side.max().item<float>() < 32);
        break;
    }
    config.matchedSides = 0;
    const auto any = ClassPrototypes::make(rows, names(2), raw, side, config);
    QVERIFY(any);
    QVERIFY(any->draw(60, 1).side.max().item<float>() >= 32);
}

void PrototypesTest::namesAreLeftOut() {
    at::manual_seed(1);
    const at::Tensor rows = at::randn({30, 4});
    const at::Tensor raw = at::rand({10, 4});
    PrototypeConfig config;
    config.leaveOut = 10;
    const auto prototypes = ClassPrototypes::make(rows, names(30), raw, at::rand({10, 1}), config);
    QVERIFY(prototypes);
    QCOMPARE(prototypes->classes().size(), 20u);
    QCOMPARE(prototypes->leftOut().size(), 10u);
    const PrototypeBatch batch = prototypes->draw(200, 1);
    for (int i = 0; i < 200; ++i) {
        const int drawn = batch.classes[i].item<int>();
        QVERIFY(!std::ranges::binary_search(prototypes->leftOut(), drawn));
    }
    config.seed = 1;
    const auto others = ClassPrototypes::make(rows, names(30), raw, at::rand({10, 1}), config);
    QVERIFY(others && others->leftOut() != prototypes->leftOut());

    // One of every class, in order, to measure with.
    const PrototypeBatch every = prototypes->drawEvery(7);
    QVERIFY(every.classes.equal(at::arange(30, at::kLong)));
    QCOMPARE(every.raw.sizes(), (at::IntArrayRef{30, 4}));
    QCOMPARE(every.texts.size(), 30);
    QVERIFY(every.raw.equal(prototypes->drawEvery(7).raw));
}

void PrototypesTest::leftOutAreEvenlySpread() {
    QCOMPARE(leftOutClasses(10, 5, 0), (std::vector<int>{0, 2, 4, 6, 8}));
    QCOMPARE(leftOutClasses(10, 5, 1), (std::vector<int>{1, 3, 5, 7, 9}));
    QCOMPARE(leftOutClasses(10, 3, 9), (std::vector<int>{2, 5, 9}));
    QVERIFY(leftOutClasses(10, 0, 3).empty());
    // However many, however shifted: never one twice, and no gap is two longer than another.
    for (const int leaveOut : {1, 7, 100, 333, 1000}) {
        for (const int seed : {0, 13, 99'999'999}) {
            const auto classes = leftOutClasses(1000, leaveOut, seed);
            QCOMPARE(classes.size(), static_cast<std::size_t>(leaveOut));
            for (std::size_t i = 1; i < classes.size(); ++i) {
                const int gap = classes[i] - classes[i - 1];
                QVERIFY(gap >= 1000 / leaveOut && gap <= 1000 / leaveOut + 1);
            }
        }
    }
}

void PrototypesTest::refusals() {
    const at::Tensor rows = at::rand({3, 4});
    const at::Tensor raw = at::rand({5, 4});
    const at::Tensor side = at::rand({5, 1});
    QVERIFY(!ClassPrototypes::make({}, names(3), raw, side, {}));
    QVERIFY(!ClassPrototypes::make(rows, names(2), raw, side, {}));
    QVERIFY(!ClassPrototypes::make(rows, names(3), at::rand({5, 6}), side, {}));
    QVERIFY(!ClassPrototypes::make(rows, names(3), raw, at::rand({4, 1}), {}));
    QVERIFY(!ClassPrototypes::make(rows, names(3), at::rand({1, 4}), at::rand({1, 1}), {}));
    PrototypeConfig config;
    config.leaveOut = 3;
    QVERIFY(!ClassPrototypes::make(rows, names(3), raw, side, config));
}

void PrototypesTest::sentences() {
    QCOMPARE(classSentence(QStringLiteral("tench")), QStringLiteral("a photo of a tench"));
    QCOMPARE(classSentence(QStringLiteral("Airedale")), QStringLiteral("a photo of an Airedale"));
}

void PrototypesTest::imageNetNames() {
    const auto list = readClassNames(imageNetClassNames());
    QVERIFY2(list, list ? "" : qPrintable(list.error().sentence));
    QCOMPARE(list->size(), 1000u);
    QCOMPARE(list->front().name, QStringLiteral("tench"));
    QCOMPARE(list->back().name, QStringLiteral("toilet tissue"));
    QSet<QString> all;
    for (const ClassName& name : *list) {
        QVERIFY2(!all.contains(name.name.toLower()), qPrintable(name.name));
        all.insert(name.name.toLower());
    }
    // No class's other name is another class's name.
    for (const ClassName& name : *list) {
        for (const QString& other : name.others)
            QVERIFY2(!all.contains(other.toLower()), qPrintable(other));
    }
}

void PrototypesTest::badNames() {
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("names.tsv"));
    QVERIFY(!readClassNames(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("name\tothers\na\t\n \tb\n");
    file.close();
    const auto list = readClassNames(path);
    QVERIFY(!list);
    QVERIFY(list.error().sentence.contains(QStringLiteral("class 2")));
}

SEMBLANCE_TEST(PrototypesTest)
#include "tst_prototypes.moc"
