#include <signal.h>

#include <QDir>
#include <QFile>
#include <QTest>
#include <algorithm>

#include "tests/app/cli/programs.h"
#include "tests/children/processes.h"
#include "tests/testmain.h"

using namespace semblance::test;

namespace {

const QString kDecoder = QStringLiteral("semblance-decoder");

}  // namespace

/// A command that is told to stop, stops: whatever else hangs.
class CliInterruptedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void indexingEndsWithItsSummary_data();
    void indexingEndsWithItsSummary();
    void watchesUntilThen();
};

void CliInterruptedTest::indexingEndsWithItsSummary_data() {
    QTest::addColumn<int>("signal");
    QTest::addColumn<bool>("decodersHang");
    QTest::newRow("SIGTERM") << SIGTERM << false;
    QTest::newRow("SIGINT") << SIGINT << false;
    QTest::newRow("SIGHUP") << SIGHUP << false;
    QTest::newRow("SIGTERM while decoders hang") << SIGTERM << true;
}

void CliInterruptedTest::indexingEndsWithItsSummary() {
    QFETCH(int, signal);
    QFETCH(bool, decodersHang);
    const Programs programs;
    const QString pictures = programs.path(QStringLiteral("pictures"));
    QVERIFY(QDir().mkpath(pictures));
    const QByteArray photo = readFile(demoPicture(QStringLiteral("photos/dog.jpg")));
    constexpr int kPictures = 200;
    // Bytes behind a picture's end make another content of it.
    for (int i = 0; i < kPictures; ++i)
        QVERIFY(
            writeFile(pictures + QStringLiteral("/%1.jpg").arg(i), photo + QByteArray::number(i)));
    const auto indexing = programs.startIndex({pictures});
    QVERIFY(indexing->waitForStarted());
    QList<qint64> decoders;
    QVERIFY(eventually([&] {
        decoders = childrenOf(indexing->processId(), kDecoder);
        return !decoders.isEmpty() || indexing->waitForFinished(1);
    }));
    QVERIFY(!decoders.isEmpty());
    if (decodersHang) {
        for (const qint64 decoder : decoders)
            QVERIFY(sendSignal(decoder, SIGSTOP));
    }
    QVERIFY(sendSignal(indexing->processId(), signal));
    const ProgramRun run = Programs::finish(*indexing);
    COMPARE_EXIT(run, 3);
    QCOMPARE(run.last().size(), 5);
    QVERIFY2(run.err.contains("goes on"), run.words());
    // Nothing of it is left, stopped or not.
    QVERIFY(eventually([&] {
        return std::none_of(decoders.begin(), decoders.end(),
                            [](qint64 decoder) { return sendSignal(decoder, 0); });
    }));
    const ProgramRun again = programs.index({pictures});
    COMPARE_EXIT(again, 0);
    QCOMPARE(again.last()[u"indexed"].toInt() + again.last()[u"unchanged"].toInt(), kPictures);
}

void CliInterruptedTest::watchesUntilThen() {
    const Programs programs;
    const QString pictures = programs.path(QStringLiteral("pictures"));
    QVERIFY(QDir().mkpath(pictures));
    QVERIFY(QFile::copy(demoPicture(QStringLiteral("cat")), pictures + QStringLiteral("/1.png")));
    const auto watching =
        programs.start(QStringLiteral("semblance-cli"),
                       {QStringLiteral("--library"), programs.library(), QStringLiteral("index"),
                        QStringLiteral("--watch"), pictures});
    QByteArray out;
    const auto hasSaid = [&](int summaries) {
        return eventually([&] {
            watching->waitForReadyRead(10);
            out += watching->readAllStandardOutput();
            return out.count("\"indexed\":1") >= summaries;
        });
    };
    QVERIFY2(hasSaid(1), out);
    QVERIFY(QFile::copy(demoPicture(QStringLiteral("house")), pictures + QStringLiteral("/2.png")));
    QVERIFY2(hasSaid(2), out);
    QVERIFY(sendSignal(watching->processId(), SIGINT));
    COMPARE_EXIT(Programs::finish(*watching), 0);
}

SEMBLANCE_TEST(CliInterruptedTest)
#include "tst_cliinterrupted.moc"
