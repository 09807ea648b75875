#include <QTest>
#include <atomic>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "core/base/pagedvector.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {
using Numbers = PagedVector<int>;
constexpr std::size_t kPage = Numbers::pageSize;

/// A vector and what must be read from it.
struct Checked {
    Numbers numbers;
    std::vector<int> expected;

    void edit(std::size_t index, int value) {
        numbers.edit(index) = value;
        expected.resize(std::max(expected.size(), index + 1));
        expected[index] = value;
    }
    bool isRight() const {
        for (std::size_t i = 0; i < expected.size() + kPage; ++i) {
            if (numbers[i] != (i < expected.size() ? expected[i] : 0))
                return false;
        }
        return true;
    }
};
}  // namespace

class PagedVectorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWasNeverSetIsTheDefault();
    void indicesMayLieFarApart();
    void copiesAreValues();
    void movesKeepTheValues();
    void randomFamiliesOfCopies();
    void copiesAreReadWhileTheOriginGoesOn();
};

void PagedVectorTest::whatWasNeverSetIsTheDefault() {
    PagedVector<std::string> words;
    QCOMPARE(words[0], std::string());
    words.edit(5) = "five";
    QCOMPARE(words[4], std::string());
    QCOMPARE(words[5], std::string("five"));
    QCOMPARE(words[5 + kPage], std::string());
    QCOMPARE(words[std::size_t(-1)], std::string());
    words.edit(5 + kPage);  // to be changed, perhaps another time
    QCOMPARE(words[5 + kPage], std::string());
}

void PagedVectorTest::indicesMayLieFarApart() {
    Numbers numbers;
    constexpr std::size_t far = 400'000'000;
    numbers.edit(far) = 7;
    QCOMPARE(numbers[far], 7);
    QCOMPARE(numbers[far / 2], 0);
}

void PagedVectorTest::copiesAreValues() {
    Numbers a;
    a.edit(1) = 1;
    Numbers b = a;
    a.edit(1) = 2;
    QCOMPARE(b[1], 1);
    b.edit(1) = 3;
    QCOMPARE(a[1], 2);
    // Also when the origin had made the page its own before, and when an assignment replaced it.
    a.edit(2) = 4;
    b = a;
    a.edit(2) = 5;
    b.edit(1) = 6;
    QCOMPARE(b[2], 4);
    QCOMPARE(a[2], 5);
    QCOMPARE(a[1], 2);
    const Numbers& same = a;
    a = same;
    QCOMPARE(a[2], 5);
}

void PagedVectorTest::movesKeepTheValues() {
    Numbers a;
    a.edit(kPage) = 1;
    const Numbers copy = a;
    Numbers b = std::move(a);
    b.edit(kPage) = 2;
    QCOMPARE(copy[kPage], 1);
    a = Numbers();
    a.edit(kPage) = 3;
    QCOMPARE(b[kPage], 2);
    b = std::move(a);
    QCOMPARE(b[kPage], 3);
}

/// Copies of copies, each changed in its own way, in any order.
void PagedVectorTest::randomFamiliesOfCopies() {
    std::mt19937 random(11);
    std::vector<Checked> family(4);
    for (int step = 0; step < 4000; ++step) {
        Checked& one = family[random() % family.size()];
        switch (random() % 8) {
            case 0:
                one = family[random() % family.size()];
                break;
            case 1: {
                Checked copy = one;
                one = std::move(copy);
                break;
            }
            default:
                one.edit(random() % (3 * kPage), static_cast<int>(random() % 1000));
        }
        if (step % 100 == 0) {
            for (const Checked& each : family)
                QVERIFY2(each.isRight(), qPrintable(QString::number(step)));
        }
    }
    for (const Checked& each : family)
        QVERIFY(each.isRight());
}

void PagedVectorTest::copiesAreReadWhileTheOriginGoesOn() {
    constexpr int rounds = 200;
    Numbers origin;
    for (std::size_t i = 0; i < 4 * kPage; ++i)
        origin.edit(i) = -1;
    std::vector<Numbers> copies;
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t i = 0; i < 4 * kPage; i += 97)
            origin.edit(i) = round;
        copies.push_back(origin);
    }
    std::atomic<bool> isWrong = false;
    std::vector<std::thread> readers;
    for (int reader = 0; reader < 3; ++reader) {
        readers.emplace_back([&] {
            for (int round = 0; round < rounds; ++round) {
                for (std::size_t i = 0; i < 4 * kPage; i += 97) {
                    if (copies[static_cast<std::size_t>(round)][i] != round)
                        isWrong = true;
                }
            }
        });
    }
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t i = 0; i < 4 * kPage; i += 31)
            origin.edit(i) = rounds + round;
    }
    for (std::thread& reader : readers)
        reader.join();
    QVERIFY(!isWrong);
}

SEMBLANCE_TEST(PagedVectorTest)
#include "tst_pagedvector.moc"
