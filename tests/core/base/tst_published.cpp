#include <QTest>
#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "core/base/published.h"
#include "tests/testmain.h"

using namespace semblance;

class PublishedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsReadStays();
    void theFormerValueGoesWithoutTheLock();
    void readersSeeWholeValuesInOrder();
};

void PublishedTest::whatIsReadStays() {
    Published<int> published;
    QVERIFY(!published.get());
    published.set(std::make_shared<const int>(1));
    const auto first = published.get();
    published.set(std::make_shared<const int>(2));
    QCOMPARE(*first, 1);
    QCOMPARE(*published.get(), 2);
    published.set(nullptr);
    QVERIFY(!published.get());
}

/// What ends with it may look at what is published.
void PublishedTest::theFormerValueGoesWithoutTheLock() {
    Published<int> published;
    int seen = 0;
    {
        auto former = std::shared_ptr<const int>(new int(1), [&](const int* value) {
            delete value;
            seen = *published.get();
        });
        published.set(std::move(former));
    }
    published.set(std::make_shared<const int>(2));
    QCOMPARE(seen, 2);
}

void PublishedTest::readersSeeWholeValuesInOrder() {
    constexpr int rounds = 20'000;
    const auto valueOf = [](int round) {
        return std::make_shared<const std::vector<int>>(16, round);
    };
    Published<std::vector<int>> published(valueOf(0));
    std::atomic<bool> isWrong = false;
    std::vector<std::thread> readers;
    for (int reader = 0; reader < 2; ++reader) {
        readers.emplace_back([&] {
            for (int last = 0; last < rounds;) {
                const auto value = published.get();
                for (const int number : *value)
                    isWrong = isWrong || number != value->front();
                isWrong = isWrong || value->front() < last;
                last = value->front();
            }
        });
    }
    for (int round = 1; round <= rounds; ++round)
        published.set(valueOf(round));
    for (std::thread& reader : readers)
        reader.join();
    QVERIFY(!isWrong);
}

SEMBLANCE_TEST(PublishedTest)
#include "tst_published.moc"
