#include <QJsonArray>
#include <QTest>

#include "core/remote/modelreport.h"
#include "tests/testmain.h"

using namespace semblance;

class ModelReportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reportsComeBackWhole();
    void whatIsNoReportIsRefused();
};

namespace {
ModelReport report() {
    ModelReport report;
    report.name = QStringLiteral("模型");
    report.family = QStringLiteral("clip");
    report.imageNetwork = QStringLiteral("ViT-L/14");
    report.textNetwork = QStringLiteral("Transformer, 12 layers of 768");
    report.hash = QStringLiteral("abc");
    report.compositionHash = QStringLiteral("def");
    report.bytes = 5'000'000'000;
    report.parameters = 427'616'513;
    report.dim = 768;
    report.side = 336;
    report.maxTokens = 77;
    report.licences = QStringList{QStringLiteral("mit"), QStringLiteral("other")};
    report.composes = true;
    report.defaultMix = 0.42;
    report.precision = QStringLiteral("bf16");
    report.device = QStringLiteral("cpu");
    report.files = QStringList{QStringLiteral("config.json")};
    report.partsDir = QStringLiteral("/elsewhere");
    report.measurements = {
        {QStringLiteral("bf16"), QStringLiteral("cpu"), 12.5, 90, 0.9995, 0.98},
        {QStringLiteral("fp32"), QStringLiteral("cpu"), 7.25, 60, std::nullopt, std::nullopt}};
    report.peakMemory = 3'000'000'000;
    report.loadSeconds = 1.25;
    return report;
}
}  // namespace

void ModelReportTest::reportsComeBackWhole() {
    const ModelReport original = report();
    QVERIFY(original.wasTested());
    const auto read = ModelReport::fromJson(original.toJson());
    QVERIFY(read);
    QCOMPARE(read->toJson(), original.toJson());
    QCOMPARE(read->bytes, original.bytes);
    QCOMPARE(read->measurements.size(), 2);
    QCOMPARE(read->measurements[0].cosine, original.measurements[0].cosine);
    QVERIFY(!read->measurements[1].cosine && !read->measurements[1].agreement);

    ModelReport untested = original;
    untested.measurements.clear();
    QVERIFY(!ModelReport::fromJson(untested.toJson())->wasTested());
}

void ModelReportTest::whatIsNoReportIsRefused() {
    QVERIFY(!ModelReport::fromJson({}));
    for (const char* field : {"hash", "files", "dim"}) {
        QJsonObject json = report().toJson();
        json.remove(QLatin1String(field));
        const auto read = ModelReport::fromJson(json);
        QVERIFY2(!read, field);
        QCOMPARE(read.error().kind, ErrorKind::Corrupt);
    }
}

SEMBLANCE_TEST(ModelReportTest)
#include "tst_modelreport.moc"
