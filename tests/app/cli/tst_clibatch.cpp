#include <QDir>
#include <QJsonDocument>
#include <QTest>

#include "tests/app/cli/programs.h"
#include "tests/testmain.h"

using namespace semblance::test;

namespace {
QByteArray line(const QJsonObject& object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QJsonObject query(const QJsonValue& id, const QString& text) {
    return {{QStringLiteral("id"), id}, {QStringLiteral("text"), text}};
}
}  // namespace

/// `search --batch`: one answer per line, in order, whatever the others are like.
class CliBatchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void answersInOrderWithTheirIds();
    void brokenLinesAreNamedAndTheRestGoesOn();
    void answersEqualSingleSearches();
    void linesHoldAllThatAQueryCan();
    void everySentenceHasAnAnswer();
    void optionsAreDefaultsOfTheLines();
    void readsWhatEditorsWrite();
    void missingBatchFile();
    void emptyBatch();

private:
    ProgramRun batch(const QByteArray& lines, const QStringList& options = {});
    QString inLibrary(const QString& name) const {
        return m_programs.path(QStringLiteral("pictures/%1.png").arg(name));
    }

    Programs m_programs;
    const QStringList m_names{QStringLiteral("red-heart"), QStringLiteral("green-heart"),
                              QStringLiteral("cat"), QStringLiteral("house")};
};

void CliBatchTest::initTestCase() {
    QVERIFY(QDir().mkpath(m_programs.path(QStringLiteral("pictures"))));
    for (const QString& name : m_names)
        QVERIFY(QFile::copy(demoPicture(name), inLibrary(name)));
    COMPARE_EXIT(m_programs.index({m_programs.path(QStringLiteral("pictures"))}), 0);
}

ProgramRun CliBatchTest::batch(const QByteArray& lines, const QStringList& options) {
    return m_programs.cli(QStringList{QStringLiteral("search"), QStringLiteral("--batch"),
                                      QStringLiteral("-"), QStringLiteral("--json")} +
                              options,
                          lines);
}

void CliBatchTest::answersInOrderWithTheirIds() {
    const QJsonArray ids{QStringLiteral("a"),
                         7,
                         -0.5,
                         QJsonValue::Null,
                         true,
                         QJsonArray{1, QStringLiteral("two")},
                         QJsonObject{{QStringLiteral("page"), 3}},
                         QStringLiteral("\u00fc \U0001F600 \"quoted\"\n"),
                         QString(),
                         QStringLiteral("a")};
    // More lines than are encoded at once.
    QByteArray lines;
    QJsonArray expected;
    for (int i = 0; i < 150; ++i) {
        const QJsonValue id = ids[i % ids.size()];
        expected.append(id);
        lines += line(query(id, QStringLiteral("a heart %1").arg(i % 5)));
    }
    lines += "{\"text\": \"without an id\"}\n";
    expected.append(QJsonValue::Null);

    const ProgramRun run = batch(lines);
    COMPARE_EXIT(run, 0);
    const QList<QJsonObject> answers = run.objects();
    QCOMPARE(answers.size(), expected.size());
    QCOMPARE(run.out.count('\n'), int(expected.size()));
    for (qsizetype i = 0; i < answers.size(); ++i) {
        QCOMPARE(answers[i][QStringLiteral("id")], expected[i]);
        QCOMPARE(pathsOf(answers[i]).size(), m_names.size());
        QVERIFY(!answers[i].contains(QStringLiteral("error")));
    }
}

void CliBatchTest::brokenLinesAreNamedAndTheRestGoesOn() {
    const QList<QPair<QByteArray, QJsonValue>> broken{
        {"no json at all", QJsonValue::Null},
        {"{\"id\": 1, \"text\": \"cut off", QJsonValue::Null},
        {"[1, 2]", QJsonValue::Null},
        {"\"text\"", QJsonValue::Null},
        {"\xff\xfe\x00\x01", QJsonValue::Null},
        {QByteArray("{\"id\":\"deep\",\"image\":") + QByteArray(3000, '[') + "\n",
         QJsonValue::Null},
        {"{\"id\": 2}", 2},
        {"{\"id\": 3, \"text\": 5}", 3},
        {"{\"id\": 4, \"text\": \"dog\", \"colour\": \"red\"}", 4},
        {"{\"id\": 5, \"text\": \"dog\", \"mix\": \"half\"}", 5},
        {"{\"id\": 6, \"text\": \"dog\", \"mix\": 2}", 6},
        {"{\"id\": 7, \"text\": \"dog\", \"limit\": 0}", 7},
        {"{\"id\": 8, \"text\": \"dog\", \"limit\": 2.5}", 8},
        {"{\"id\": 9, \"modify\": \"in green\"}", 9},
        {"{\"id\": [10], \"image\": \"/nowhere/picture.png\"}", QJsonArray{10}},
        {"{\"id\": 11, \"image\": [\"a.png\", 3]}", 11},
        {"{\"id\": 12, \"text\": \"   \"}", 12},
        {"{\"id\": 13, \"not\": {\"word\": \"dog\"}, \"text\": \"cat\"}", 13},
        {"{\"id\": 14, \"image\": {\"file\": \"a.png\"}}", 14},
        {"{\"id\": 15, \"image\": {\"bytes\": \"no picture!\"}}", 15},
        {"{\"id\": 16, \"image\": {\"bytes\": \"bm8gcGljdHVyZQ==\"}}", 16},
        {"{\"id\": 17, \"text\": \"dog\", \"not\": {\"text\": \"cat\", \"weight\": 0}}", 17},
    };
    QByteArray lines;
    for (const auto& [text, id] : broken)
        lines +=
            text.trimmed() + '\n' + line(query(QStringLiteral("whole"), QStringLiteral("dog")));

    const ProgramRun run = batch(lines);
    COMPARE_EXIT(run, 1);
    const QList<QJsonObject> answers = run.objects();
    QCOMPARE(answers.size(), 2 * broken.size());
    for (qsizetype i = 0; i < broken.size(); ++i) {
        const QJsonObject& answer = answers[2 * i];
        QVERIFY2(answer.keys() == (QStringList{QStringLiteral("error"), QStringLiteral("id")}),
                 broken[i].first.constData());
        QVERIFY2(answer[QStringLiteral("id")] == broken[i].second, broken[i].first.constData());
        QVERIFY2(answer[QStringLiteral("error")].toString().size() > 10,
                 broken[i].first.constData());
        QCOMPARE(answers[2 * i + 1][QStringLiteral("id")].toString(), QStringLiteral("whole"));
        QCOMPARE(pathsOf(answers[2 * i + 1]).size(), m_names.size());
    }
}

void CliBatchTest::answersEqualSingleSearches() {
    const QString heart = inLibrary(QStringLiteral("red-heart"));
    const ProgramRun run =
        batch(line({{QStringLiteral("image"), heart},
                    {QStringLiteral("modify"), QStringLiteral("in green")},
                    {QStringLiteral("text"), QStringLiteral("a symbol")},
                    {QStringLiteral("not"), QJsonArray{QStringLiteral("animals")}},
                    {QStringLiteral("mix"), 0.3},
                    {QStringLiteral("limit"), 2}}) +
              // The path relative to the current folder, as typed; null is absent.
              line({{QStringLiteral("image"), QJsonArray{QStringLiteral("pictures/red-heart.png")}},
                    {QStringLiteral("modify"), QJsonValue::Null},
                    {QStringLiteral("mix"), QJsonValue::Null},
                    {QStringLiteral("limit"), QJsonValue::Null}}));
    COMPARE_EXIT(run, 0);
    const ProgramRun composed = m_programs.cli(
        {QStringLiteral("search"), QStringLiteral("--json"), QStringLiteral("--image"), heart,
         QStringLiteral("--modify"), QStringLiteral("in green"), QStringLiteral("--text"),
         QStringLiteral("a symbol"), QStringLiteral("--not"), QStringLiteral("animals"),
         QStringLiteral("--mix"), QStringLiteral("0.3"), QStringLiteral("--limit"),
         QStringLiteral("2")});
    COMPARE_EXIT(composed, 0);
    QCOMPARE(pathsOf(run.objects()[0]), pathsOf(composed.last()));
    QCOMPARE(pathsOf(run.objects()[0]).size(), 2);
    QCOMPARE(pathsOf(run.objects()[1]).size(), m_names.size());
    QCOMPARE(pathsOf(run.objects()[1]).first(), heart);
}

void CliBatchTest::linesHoldAllThatAQueryCan() {
    const QString heart = inLibrary(QStringLiteral("red-heart"));
    const QString cat = inLibrary(QStringLiteral("cat"));
    const auto weighted = [&](double weight) {
        return line({{QStringLiteral("image"),
                      QJsonArray{heart, QJsonObject{{QStringLiteral("path"), cat},
                                                    {QStringLiteral("weight"), weight}}}}});
    };
    const QString bytes = QString::fromLatin1(readFile(cat).toBase64());
    const ProgramRun run = batch(
        weighted(0.01) + weighted(100) +
        line({{QStringLiteral("image"), QJsonObject{{QStringLiteral("bytes"), bytes}}}}) +
        line({{QStringLiteral("image"),
               QJsonObject{{QStringLiteral("path"), cat},
                           {QStringLiteral("region"), QJsonArray{0, 0, 0.5, 0.5}}}}}) +
        line({{QStringLiteral("text"), QStringLiteral("a cat")},
              {QStringLiteral("not"), QJsonObject{{QStringLiteral("text"), QStringLiteral("a cat")},
                                                  {QStringLiteral("weight"), 5}}}}));
    COMPARE_EXIT(run, 0);
    const QList<QJsonObject> answers = run.objects();
    QCOMPARE(answers.size(), 5);
    QCOMPARE(pathsOf(answers[0]).first(), heart);
    QCOMPARE(pathsOf(answers[1]).first(), cat);
    QCOMPARE(pathsOf(answers[2]).first(), cat);
    QCOMPARE(pathsOf(answers[3]).size(), m_names.size());
    // A part is a picture of its own.
    QVERIFY(scoresOf(answers[2])[cat] > 0.999);
    QVERIFY(scoresOf(answers[3])[cat] < 0.99);
    QCOMPARE(pathsOf(answers[4]).last(), cat);
}

void CliBatchTest::everySentenceHasAnAnswer() {
    const QStringList sentences{
        QStringLiteral("?"),
        QString(200'000, QLatin1Char('x')),
        QStringLiteral("a red heart ").repeated(5000),
        QStringLiteral("\u7ea2\u8272\u7684\u5fc3"),
        QStringLiteral("\u0643\u0644\u0628 \u0635\u063a\u064a\u0631"),
        QStringLiteral("\U0001F600\U0001F468\u200D\U0001F469\u200D\U0001F467"),
        QStringLiteral("\u200b"),
        QStringLiteral("e\u0301\u0302\u0303"),
        QStringLiteral("a\nb\tc"),
        QString(QChar(u'\0')) + QStringLiteral("after nothing"),
        QString(QChar(0xd800)),
        QStringLiteral("'; DROP TABLE content; --"),
    };
    QByteArray lines;
    for (qsizetype i = 0; i < sentences.size(); ++i)
        lines += line(query(i, sentences[i]));
    const ProgramRun run = batch(lines);
    COMPARE_EXIT(run, 0);
    const QList<QJsonObject> answers = run.objects();
    QCOMPARE(answers.size(), sentences.size());
    for (qsizetype i = 0; i < answers.size(); ++i)
        QVERIFY2(pathsOf(answers[i]).size() == m_names.size(), qPrintable(QString::number(i)));
}

void CliBatchTest::optionsAreDefaultsOfTheLines() {
    QJsonObject own = query(2, QStringLiteral("dog"));
    own.insert(QStringLiteral("limit"), 3);
    const ProgramRun run = batch(line(query(1, QStringLiteral("dog"))) + line(own),
                                 {QStringLiteral("--limit"), QStringLiteral("1")});
    COMPARE_EXIT(run, 0);
    QCOMPARE(pathsOf(run.objects()[0]).size(), 1);
    QCOMPARE(pathsOf(run.objects()[1]).size(), 3);
}

void CliBatchTest::readsWhatEditorsWrite() {
    // A byte order mark, Windows line ends, empty lines, no line end at the end.
    const QString file = m_programs.path(QStringLiteral("queries.jsonl"));
    QVERIFY(writeFile(file,
                      "\xef\xbb\xbf{\"id\": 1, \"text\": \"dog\"}\r\n\r\n   \r\n"
                      "{\"id\": 2, \"text\": \"cat\"}"));
    const ProgramRun run =
        m_programs.cli({QStringLiteral("search"), QStringLiteral("--batch"), file});
    COMPARE_EXIT(run, 0);
    QCOMPARE(run.objects().size(), 2);
    QCOMPARE(run.objects()[1][QStringLiteral("id")].toInt(), 2);
}

void CliBatchTest::missingBatchFile() {
    const ProgramRun run =
        m_programs.cli({QStringLiteral("search"), QStringLiteral("--batch"),
                        m_programs.path(QStringLiteral("none.jsonl")), QStringLiteral("--json")});
    COMPARE_EXIT(run, 3);
    QVERIFY2(run.err.contains("none.jsonl"), run.words());
}

void CliBatchTest::emptyBatch() {
    const ProgramRun run = batch({});
    COMPARE_EXIT(run, 0);
    QVERIFY(run.out.isEmpty());
}

SEMBLANCE_TEST(CliBatchTest)
#include "tst_clibatch.moc"
