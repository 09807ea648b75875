#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "core/text/piecemodel.h"
#include "tests/testmain.h"

using namespace semblance;

/// A tokenizer.json of the unigram kind, small enough to cut sentences by hand; tests/parity has
/// one that was trained.
class UnigramJsonTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sentencesAreCutByScore_data();
    void sentencesAreCutByScore();
    void bytesStandForUnknownLetters();
    void damagedFilesAreRefused_data();
    void damagedFilesAreRefused();

private:
    QString write(const QJsonObject& json) const;

    QTemporaryDir m_dir;
};

namespace {

const QString kMark(QChar(0x2581));

QJsonArray piece(const QString& text, double score) {
    return {text, score};
}

QJsonObject vocabulary() {
    const auto special = [](const char* text, int id) {
        return QJsonObject{{QStringLiteral("id"), id},
                           {QStringLiteral("content"), QLatin1String(text)},
                           {QStringLiteral("special"), true}};
    };
    const QJsonArray pieces{
        piece(QStringLiteral("<pad>"), 0),        piece(QStringLiteral("</s>"), 0),
        piece(QStringLiteral("<unk>"), 0),        piece(kMark + u'a', -2),
        piece(kMark + QStringLiteral("red"), -3), piece(kMark + QStringLiteral("car"), -3),
        piece(QStringLiteral("s"), -4),           piece(kMark, -4),
        piece(QStringLiteral("re"), -2.5),        piece(QStringLiteral("d"), -2.5)};
    return {
        {QStringLiteral("added_tokens"), QJsonArray{special("<pad>", 0), special("</s>", 1)}},
        {QStringLiteral("model"), QJsonObject{{QStringLiteral("type"), QStringLiteral("Unigram")},
                                              {QStringLiteral("unk_id"), 2},
                                              {QStringLiteral("vocab"), pieces}}}};
}

}  // namespace

QString UnigramJsonTest::write(const QJsonObject& json) const {
    QFile file(m_dir.filePath(QStringLiteral("tokenizer 字.json")));
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(json).toJson()) < 0)
        qFatal("the test's folder cannot be written to");
    return file.fileName();
}

void UnigramJsonTest::sentencesAreCutByScore_data() {
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<QList<int>>("ids");
    const auto row = [](const char* sentence, const QList<int>& ids) {
        QTest::newRow(sentence) << QString::fromUtf8(sentence) << ids;
    };
    row("a red car", {3, 4, 5});
    row("a  red\tcars", {3, 4, 5, 6});
    row("red", {4});
    row("ared", {3, 8, 9});
    row("a Z", {3, 7, 2});
    row("</s>", {7, 2, 6, 2});
    row("", {});
}

void UnigramJsonTest::sentencesAreCutByScore() {
    QFETCH(QString, sentence);
    QFETCH(QList<int>, ids);
    const auto model = PieceModel::load(write(vocabulary()));
    QVERIFY2(model, qPrintable(model ? QString() : model.error().sentence));
    QCOMPARE((*model)->size(), 10);
    QCOMPARE((*model)->unknownId(), 2);
    QCOMPARE((*model)->endId(), 1);
    QCOMPARE((*model)->idOf(QStringLiteral("<pad>")), std::optional(0));
    const auto cut = (*model)->cut(sentence);
    QVERIFY(cut);
    QCOMPARE(QList<int>(cut->ids.begin(), cut->ids.end()), ids);
}

void UnigramJsonTest::bytesStandForUnknownLetters() {
    QJsonObject json = vocabulary();
    QJsonObject inner = json[u"model"].toObject();
    QJsonArray pieces = inner[u"vocab"].toArray();
    for (int byte = 0; byte < 256; ++byte) {
        pieces.append(piece(
            QStringLiteral("<0x%1>").arg(QString::number(byte, 16).toUpper(), 2, QLatin1Char('0')),
            -9));
    }
    inner[QStringLiteral("vocab")] = pieces;
    inner[QStringLiteral("byte_fallback")] = true;
    json[QStringLiteral("model")] = inner;
    const auto model = PieceModel::load(write(json));
    QVERIFY2(model, qPrintable(model ? QString() : model.error().sentence));
    const auto cut = (*model)->cut(QStringLiteral("a é"));
    QVERIFY(cut);
    QCOMPARE(QList<int>(cut->ids.begin(), cut->ids.end()),
             (QList<int>{3, 7, 10 + 0xC3, 10 + 0xA9}));
}

void UnigramJsonTest::damagedFilesAreRefused_data() {
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonValue>("value");
    const auto row = [](const char* name, const char* field, const QJsonValue& value) {
        QTest::newRow(name) << QString::fromLatin1(field) << value;
    };
    row("no pieces", "vocab", QJsonArray());
    row("pieces without scores", "vocab", QJsonArray{QStringLiteral("a")});
    row("a score that is text", "vocab",
        QJsonArray{QJsonArray{QStringLiteral("a"), QStringLiteral("b")}});
    row("a piece without letters", "vocab", QJsonArray{piece(QString(), 0)});
    row("no unknown piece", "unk_id", QJsonValue());
    row("an unknown piece beyond the end", "unk_id", 10);
}

void UnigramJsonTest::damagedFilesAreRefused() {
    QFETCH(QString, field);
    QFETCH(QJsonValue, value);
    QJsonObject json = vocabulary();
    QJsonObject inner = json[u"model"].toObject();
    inner[field] = value;
    json[QStringLiteral("model")] = inner;
    const QString path = write(json);
    const auto model = PieceModel::load(path);
    QVERIFY(!model);
    QCOMPARE(model.error().kind, ErrorKind::Corrupt);
    QVERIFY2(model.error().sentence.contains(path), qPrintable(model.error().sentence));
}

SEMBLANCE_TEST(UnigramJsonTest)
#include "tst_unigramjson.moc"
