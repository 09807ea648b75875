#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "core/evaluate/shapedrawing.h"
#include "tests/core/evaluate/evaluationfixture.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

struct Outcome {
    int code = -1;
    QString errors;
};

Outcome ablate(const QStringList& arguments) {
    QProcess engine;
    engine.start(QStringLiteral(SEMBLANCE_BIN_DIR "/semblance-engine"),
                 QStringList{QStringLiteral("ablate")} + arguments);
    Outcome outcome;
    if (!engine.waitForFinished(900'000))
        return outcome;
    outcome.code = engine.exitCode();
    outcome.errors = QString::fromUtf8(engine.readAllStandardError());
    return outcome;
}

QByteArray readAll(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

/// The command line, with drawn products.
class AblateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void wrongUse_data();
    void wrongUse();
    void badConfigurationsAreNamedBeforeAnyWork_data();
    void badConfigurationsAreNamedBeforeAnyWork();
    void trainsMeasuresAndGoesOn();

private:
    QStringList arguments(const QByteArray& config) const;

    QTemporaryDir m_dir;
};

/// Products of four kinds in four colours, half of them to learn from.
void AblateTest::initTestCase() {
    QByteArray table = "id\tgender\tsubCategory\tbaseColour\tproductDisplayName\tsplit\n";
    int id = 0;
    for (int drawing = 0; drawing < 8; ++drawing) {
        for (int shape = 0; shape < 4; ++shape) {
            for (int colour = 0; colour < 4; ++colour) {
                ++id;
                const QString kind = shapeNames()[shape];
                const QString tint = shapeColourNames()[colour];
                writeText(m_dir.filePath(QStringLiteral("data/fashion/images/%1.jpg").arg(id)),
                          drawShapes({shape, colour, 1, drawing}, 5));
                table +=
                    QStringLiteral("%1\tUnisex\t%2\t%3\tBrand%4 %3 %2\t%5\n")
                        .arg(id)
                        .arg(kind, tint)
                        .arg(drawing)
                        .arg(drawing % 2 == 0 ? QStringLiteral("train") : QStringLiteral("val"))
                        .toUtf8();
            }
        }
    }
    writeText(m_dir.filePath(QStringLiteral("data/fashion/styles.tsv")), table);
}

QStringList AblateTest::arguments(const QByteArray& config) const {
    writeText(m_dir.filePath(QStringLiteral("plan.json")), config);
    return {QStringLiteral("--model"),  QStringLiteral("mini"),
            QStringLiteral("--data"),   m_dir.filePath(QStringLiteral("data")),
            QStringLiteral("--out"),    m_dir.filePath(QStringLiteral("out")),
            QStringLiteral("--report"), m_dir.filePath(QStringLiteral("report")),
            QStringLiteral("--config"), m_dir.filePath(QStringLiteral("plan.json"))};
}

void AblateTest::wrongUse_data() {
    QTest::addColumn<QStringList>("given");
    QTest::addColumn<QString>("says");
    QTest::newRow("nothing") << QStringList() << QStringLiteral("--model DIR");
    QTest::newRow("minutes") << QStringList{QStringLiteral("--model"),   QStringLiteral("mini"),
                                            QStringLiteral("--data"),    QStringLiteral("x"),
                                            QStringLiteral("--out"),     QStringLiteral("x"),
                                            QStringLiteral("--minutes"), QStringLiteral("soon")}
                             << QStringLiteral("--minutes needs a number from 0, not 'soon'");
    QTest::newRow("no such option")
        << QStringList{QStringLiteral("--seed")} << QStringLiteral("--help");
}

void AblateTest::wrongUse() {
    QFETCH(QStringList, given);
    QFETCH(QString, says);
    const Outcome outcome = ablate(given);
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.errors.contains(says), qPrintable(outcome.errors));
}

void AblateTest::badConfigurationsAreNamedBeforeAnyWork_data() {
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QString>("says");
    QTest::newRow("no JSON") << QByteArray("{") << QStringLiteral("plan.json");
    QTest::newRow("unknown field") << QByteArray(R"({"seed": 1})") << QStringLiteral("seed");
    QTest::newRow("unknown row") << QByteArray(R"({"rows": ["psi"]})") << QStringLiteral("psi");
    QTest::newRow("stage's field")
        << QByteArray(R"({"map": {"loop": {"step": 3}}})") << QStringLiteral("loop.step");
    QTest::newRow("stage's type") << QByteArray(R"({"compose": {"familyShare": "half"}})")
                                  << QStringLiteral("familyShare");
    QTest::newRow("a set without references")
        << QByteArray(R"({"sets": ["nothing"]})") << QStringLiteral("nothing");
}

void AblateTest::badConfigurationsAreNamedBeforeAnyWork() {
    QFETCH(QByteArray, config);
    QFETCH(QString, says);
    const Outcome outcome = ablate(arguments(config));
    QVERIFY(outcome.code > 0);
    QVERIFY2(outcome.errors.contains(says), qPrintable(outcome.errors));
    QVERIFY(!QFileInfo::exists(m_dir.filePath(QStringLiteral("out/models"))));
}

void AblateTest::trainsMeasuresAndGoesOn() {
    const QByteArray config = R"({
        "sets": ["fashion-colour", "shapes"], "seeds": [1], "sizes": [], "mostQueries": 40,
        "rows": ["phi", "phi + stage 2"],
        "map": {"batch": {"photos": 0, "icons": 0, "fashion": 16},
                "loop": {"steps": 3, "measureEvery": 0}},
        "compose": {"batch": {"captionEdits": 0, "icons": 0}, "loop": {"steps": 3, "measureEvery": 0}}})";
    Outcome outcome =
        ablate(arguments(config) + QStringList{QStringLiteral("--minutes"), QStringLiteral("0")});
    QVERIFY2(outcome.code == 0, qPrintable(outcome.errors));
    const QString report = m_dir.filePath(QStringLiteral("report/RESULTS.md"));
    QVERIFY(readAll(report).contains("| slerp |"));
    QVERIFY(readAll(report).contains("Not run: phi; phi + stage 2."));

    outcome = ablate(arguments(config));
    QVERIFY2(outcome.code == 0, qPrintable(outcome.errors));
    QVERIFY(readAll(report).contains("| phi | 1 | 3 |"));
    QVERIFY(readAll(report).contains("| phi + stage 2 | 1 | 3 | 3 |"));
    QVERIFY(QFileInfo::exists(m_dir.filePath(QStringLiteral("report/results-parts.svg"))));
    const QDir cells(m_dir.filePath(QStringLiteral("out/cells")));
    const QStringList own{QStringLiteral("????????????????.json")};
    QCOMPARE(cells.entryList(own).size(), 2);

    // One cell lost: the other is not done again, nor is the mapping both share.
    QVERIFY(QFile::remove(cells.filePath(cells.entryList(own).first())));
    outcome = ablate(arguments(config));
    QVERIFY2(outcome.code == 0, qPrintable(outcome.errors));
    QCOMPARE(outcome.errors.count(QStringLiteral("done before")), 1);
    QCOMPARE(cells.entryList(own).size(), 2);
}

SEMBLANCE_TEST(AblateTest)
#include "tst_ablate.moc"
