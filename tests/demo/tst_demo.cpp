#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "tests/testmain.h"

/// The demo library as a person meets it: the real command line indexes it, and each of the
/// scripted queries finds its right answer among the first three.
class DemoTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void staysSmall();
    void namesEverySource();
    void queriesFindTheirAnswers_data();
    void queriesFindTheirAnswers();

private:
    QByteArray run(const QStringList& arguments, const QByteArray& input = {});

    const QDir m_demo{QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/demo")};
    QTemporaryDir m_folder;
    QJsonArray m_queries;
    QHash<QString, QStringList> m_answers;  // query id -> paths in the demo library, best first
};

QByteArray DemoTest::run(const QStringList& arguments, const QByteArray& input) {
    QProcess cli;
    cli.start(QStringLiteral(SEMBLANCE_BIN_DIR "/semblance-cli"),
              arguments + QStringList{QStringLiteral("--json"), QStringLiteral("--library"),
                                      m_folder.filePath(QStringLiteral("library"))});
    cli.write(input);
    cli.closeWriteChannel();
    cli.waitForFinished(-1);
    if (cli.exitStatus() != QProcess::NormalExit || cli.exitCode() != 0)
        qWarning("semblance-cli %s: %s", qPrintable(arguments.first()),
                 cli.readAllStandardError().constData());
    return cli.readAllStandardOutput();
}

void DemoTest::initTestCase() {
    QVERIFY(m_folder.isValid());
    QFile file(m_demo.filePath(QStringLiteral("queries.json")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_queries = QJsonDocument::fromJson(file.readAll()).array();
    QCOMPARE(m_queries.size(), 10);

    const QJsonObject indexed =
        QJsonDocument::fromJson(run({QStringLiteral("index"), m_demo.path()})).object();
    QCOMPARE(indexed[QStringLiteral("failed")].toInt(-1), 0);
    QVERIFY(indexed[QStringLiteral("indexed")].toInt() > 400);

    QByteArray lines;
    for (const QJsonValue& query : std::as_const(m_queries)) {
        const QJsonObject line{{QStringLiteral("id"), query[QStringLiteral("id")]},
                               {QStringLiteral("image"),
                                m_demo.filePath(query[QStringLiteral("reference")].toString())},
                               {QStringLiteral("modify"), query[QStringLiteral("modify")]},
                               {QStringLiteral("limit"), 3}};
        lines += QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
    }
    const QByteArray answers =
        run({QStringLiteral("search"), QStringLiteral("--batch"), QStringLiteral("-")}, lines);
    for (const QByteArray& line : answers.trimmed().split('\n')) {
        const QJsonObject answer = QJsonDocument::fromJson(line).object();
        QStringList& paths = m_answers[answer[QStringLiteral("id")].toString()];
        for (const QJsonValue& result : answer[QStringLiteral("results")].toArray())
            paths.append(m_demo.relativeFilePath(result[QStringLiteral("path")].toString()));
    }
}

void DemoTest::staysSmall() {
    qint64 bytes = 0;
    for (const char* folder : {"icons", "photos"}) {
        const QDir dir(m_demo.filePath(QLatin1StringView(folder)));
        for (const QFileInfo& file : dir.entryInfoList(QDir::Files))
            bytes += file.size();
    }
    QVERIFY2(bytes < 10'000'000, qPrintable(QString::number(bytes)));
}

void DemoTest::namesEverySource() {
    QFile file(m_demo.filePath(QStringLiteral("LICENSES.md")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString licences = QString::fromUtf8(file.readAll());
    for (const QString& photo :
         QDir(m_demo.filePath(QStringLiteral("photos"))).entryList(QDir::Files))
        QVERIFY2(licences.contains(QStringLiteral("| %1 |").arg(photo)), qPrintable(photo));
}

void DemoTest::queriesFindTheirAnswers_data() {
    QTest::addColumn<QJsonObject>("query");
    for (const QJsonValue& query : std::as_const(m_queries)) {
        QTest::newRow(qPrintable(query[QStringLiteral("id")].toString())) << query.toObject();
    }
}

void DemoTest::queriesFindTheirAnswers() {
    QFETCH(QJsonObject, query);
    QVERIFY(!query[QStringLiteral("title")].toString().isEmpty());
    QVERIFY(m_demo.exists(query[QStringLiteral("reference")].toString()));

    const QStringList found = m_answers.value(query[QStringLiteral("id")].toString());
    QCOMPARE(found.size(), 3);
    bool right = false;
    for (const QJsonValue& expected : query[QStringLiteral("expect")].toArray()) {
        QVERIFY2(m_demo.exists(expected.toString()), qPrintable(expected.toString()));
        right = right || found.contains(expected.toString());
    }
    QVERIFY2(right, qPrintable(found.join(QStringLiteral(", "))));
}

SEMBLANCE_TEST(DemoTest)
#include "tst_demo.moc"
