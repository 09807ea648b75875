#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "core/evaluate/benchmarks.h"
#include "core/evaluate/featurefile.h"
#include "tests/core/evaluate/evaluationfixture.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

struct Outcome {
    int code = -1;
    QByteArray output;
    QString errors;

    QJsonObject json() const { return QJsonDocument::fromJson(output).object(); }
};

Outcome evaluate(const QStringList& arguments) {
    QProcess engine;
    engine.start(QStringLiteral(SEMBLANCE_BIN_DIR "/semblance-engine"),
                 QStringList{QStringLiteral("evaluate")} + arguments);
    Outcome outcome;
    if (!engine.waitForFinished(500'000))
        return outcome;
    outcome.code = engine.exitCode();
    outcome.output = engine.readAllStandardOutput();
    outcome.errors = QString::fromUtf8(engine.readAllStandardError());
    return outcome;
}

QJsonObject figuresOf(const QJsonObject& report, qsizetype part, const QString& method) {
    const QJsonObject object = report[u"parts"].toArray().at(part).toObject();
    for (const QJsonValue& row : object[u"methods"].toArray()) {
        if (row[u"method"].toString() == method)
            return row[u"figures"].toObject();
    }
    return {};
}

}  // namespace

/// The command line on the real annotation files and pictures.
class EvaluateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wrongUse_data();
    void wrongUse();
    void chanceOnCirrFromFeatures();
    void modelOnProductFamilies();
    void modelOnAnOwnFolder();
};

void EvaluateTest::wrongUse_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const char* arguments, const char* says) {
        QTest::newRow(name) << QString::fromLatin1(arguments).split(u' ', Qt::SkipEmptyParts)
                            << QString::fromLatin1(says);
    };
    row("nothing", "", "--set NAME --data DIR");
    row("unknown set", "--set cir --data . --model mini", "cirr, circo");
    row("no model", "--set cirr --data .", "--model DIR or feature files");
    row("both", "--set cirr --data . --model mini --gallery-features a --query-features b",
        "--model DIR or feature files");
    row("half", "--set cirr --data . --gallery-features a", "go together");
    row("too few", "--set fashioniq --data . --gallery-features a --query-features b", "3 part");
    row("mix", "--set cirr --data . --model mini --mix 2", "0 to 1");
    row("splits of a folder", "--set folder --data . --split val --model mini", "no splits");
    row("unknown option", "--set cirr --dta .", "dta");
}

void EvaluateTest::wrongUse() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    const Outcome outcome = evaluate(arguments);
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.errors.contains(says), qPrintable(outcome.errors));
    QVERIFY(outcome.output.isEmpty());
}

void EvaluateTest::chanceOnCirrFromFeatures() {
    BenchmarkSource source;
    source.dir = realAnnotations(QStringLiteral("cirr"));
    if (source.dir.isEmpty())
        QSKIP("The public annotation files are not in ../shared.");
    const auto set = readCirr(source);
    QVERIFY(set);
    constexpr int kWidth = 32;
    NamedRows gallery{{}, randomRows(set->pictures.size(), kWidth, 1)};
    for (const DatasetPicture& picture : set->pictures)
        gallery.names << picture.name;
    // Names are not asked of query files, so a gallery file serves as one.
    NamedRows queries{{}, randomRows(set->queries.size(), kWidth, 2)};
    for (const EvaluationQuery& query : set->queries)
        queries.names << query.id;
    QTemporaryDir dir;
    const QString galleryFile = dir.filePath(QStringLiteral("g.safetensors"));
    const QString queryFile = dir.filePath(QStringLiteral("q.safetensors"));
    QVERIFY(writeGalleryFeatures(galleryFile, gallery));
    QVERIFY(writeGalleryFeatures(queryFile, queries));

    const QString submission = dir.filePath(QStringLiteral("cirr.json"));
    const Outcome outcome = evaluate(
        {QStringLiteral("--set"), QStringLiteral("cirr"), QStringLiteral("--data"), source.dir,
         QStringLiteral("--gallery-features"), galleryFile, QStringLiteral("--query-features"),
         queryFile, QStringLiteral("--submission"), submission, QStringLiteral("--json")});
    QVERIFY2(outcome.code == 0, qPrintable(outcome.errors));
    const QJsonObject figures = figuresOf(outcome.json(), 0, QStringLiteral("features"));
    const double chance = figures[u"R_s@1"].toDouble();
    // Five standard deviations of 4,181 draws.
    QVERIFY2(std::abs(chance - 20) < 5 * 100 * std::sqrt(0.2 * 0.8 / 4181),
             qPrintable(QString::number(chance)));
    QVERIFY(QFile::exists(dir.filePath(QStringLiteral("cirr.recall.json"))));
    QVERIFY(QFile::exists(dir.filePath(QStringLiteral("cirr.recall_subset.json"))));
}

void EvaluateTest::modelOnProductFamilies() {
    const QString tables = realTables();
    if (tables.isEmpty())
        QSKIP("The product pictures are not in ../shared.");
    QTemporaryDir cache;
    const QStringList arguments{QStringLiteral("--set"),   QStringLiteral("fashion-family"),
                                QStringLiteral("--data"),  tables,
                                QStringLiteral("--model"), QStringLiteral("mini"),
                                QStringLiteral("--cache"), cache.path(),
                                QStringLiteral("--json")};
    const Outcome first = evaluate(arguments);
    QVERIFY2(first.code == 0, qPrintable(first.errors));
    QVERIFY(first.errors.contains(QStringLiteral("932 of 932")));
    const QJsonObject report = first.json();
    const double slerp = figuresOf(report, 0, QStringLiteral("slerp"))[u"R@10"].toDouble();
    const double picture = figuresOf(report, 0, QStringLiteral("picture only"))[u"R@10"].toDouble();
    QVERIFY2(slerp > picture + 10,
             qPrintable(QStringLiteral("slerp %1, picture %2").arg(slerp).arg(picture)));
    QCOMPARE(report[u"parts"][0][u"testsComposition"].toBool(), true);

    // The second time the vectors come from the cache, and give the same figures.
    const Outcome second = evaluate(arguments);
    QCOMPARE(second.code, 0);
    QVERIFY(!second.errors.contains(QStringLiteral("of 932")));
    QCOMPARE(second.json()[u"parts"], report[u"parts"]);
}

/// Pictures with captions beside them, in folders that name them.
void EvaluateTest::modelOnAnOwnFolder() {
    const QTemporaryDir dir;
    const QDir demo(QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/demo/icons"));
    const QStringList icons = demo.entryList({QStringLiteral("*.png")}, QDir::Files).first(12);
    for (const char* folder : {"first", "second"})
        QVERIFY(QDir(dir.path()).mkdir(QLatin1String(folder)));
    for (qsizetype i = 0; i < icons.size(); ++i) {
        const QString to = dir.filePath(
            (i < 6 ? QStringLiteral("first/%1") : QStringLiteral("second/%1")).arg(icons[i]));
        QVERIFY(QFile::copy(demo.filePath(icons[i]), to));
        if (i > 0)
            writeText(to.chopped(4) + QStringLiteral(".txt"), "icon " + QByteArray::number(i));
    }
    const auto run = [&](const QString& set) {
        return evaluate({QStringLiteral("--set"), set, QStringLiteral("--data"), dir.path(),
                         QStringLiteral("--model"), QStringLiteral("mini"),
                         QStringLiteral("--json")});
    };
    const Outcome captions = run(QStringLiteral("folder"));
    QVERIFY2(captions.code == 0, qPrintable(captions.errors));
    const QJsonObject part = captions.json()[u"parts"].toArray().first().toObject();
    QCOMPARE(part[u"queries"].toInt(), 11);
    QCOMPARE(part[u"gallery"].toInt(), 12);
    QVERIFY(part[u"note"].toString().contains(u'1'));
    QVERIFY(!figuresOf(captions.json(), 0, QStringLiteral("text only")).isEmpty());
    const Outcome names = run(QStringLiteral("folder-names"));
    QVERIFY2(names.code == 0, qPrintable(names.errors));
    QCOMPARE(names.json()[u"parts"].toArray().first().toObject()[u"queries"].toInt(), 2);

    // A picture that is none is named.
    writeText(dir.filePath(QStringLiteral("first/broken.jpg")), "no picture");
    const Outcome broken = run(QStringLiteral("folder"));
    QVERIFY(broken.code != 0);
    QVERIFY2(broken.errors.contains(QStringLiteral("broken.jpg")), qPrintable(broken.errors));
}

SEMBLANCE_TEST(EvaluateTest)
#include "tst_evaluate.moc"
