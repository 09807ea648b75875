#include <QTest>

#include "core/remote/decoderbudget.h"
#include "tests/testmain.h"

using namespace semblance;

/// How the machine's memory is divided among decoders.
class TestDecoderBudget : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isForAllTogether_data();
    void isForAllTogether();
};

void TestDecoderBudget::isForAllTogether_data() {
    QTest::addColumn<int>("cores");
    QTest::addColumn<int>("physicalMiB");
    QTest::newRow("a small machine") << 2 << 2048;
    QTest::newRow("a laptop") << 8 << 16384;
    QTest::newRow("many cores, little memory") << 64 << 8192;
    QTest::newRow("a workstation") << 16 << 65536;
    QTest::newRow("not known") << 4 << 0;
}

void TestDecoderBudget::isForAllTogether() {
    QFETCH(const int, cores);
    QFETCH(const int, physicalMiB);
    const DecoderBudget budget = decoderBudget(cores, 0, physicalMiB);
    QVERIFY(budget.decoders >= 1 && budget.decoders <= cores);
    QVERIFY(budget.decoders * budget.shareMiB <= budget.aloneMiB);
    QCOMPARE(budget.aloneMiB, qMax(3072, physicalMiB / 4));
    QVERIFY(budget.shareMiB >= 512);
    QCOMPARE(decoderBudget(16, 100, physicalMiB).decoders, 1);
    QCOMPARE(decoderBudget(16, 100, physicalMiB).shareMiB, 100);
}

SEMBLANCE_TEST(TestDecoderBudget)
#include "tst_decoderbudget.moc"
