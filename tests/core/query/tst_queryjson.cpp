#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>
#include <limits>

#include "core/query/queryjson.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

constexpr quint32 kSeed = 20;

double randomNumber(QRandomGenerator& random) {
    static const QList<double> known{0,    -0.0, 1,    -1,   0.1,   0.5,
                                     1e-9, 1e9,  1e18, 0.25, 1e300, 4294967296.0};
    return random.bounded(3) == 0 ? known[random.bounded(known.size())] : random.generateDouble();
}

QString randomText(QRandomGenerator& random) {
    static const QStringList parts{QStringLiteral("a"),      QStringLiteral(" "),
                                   QStringLiteral("\n"),     QStringLiteral("\""),
                                   QStringLiteral("\\"),     QStringLiteral("\u00e4"),
                                   QStringLiteral("\u2028"), QStringLiteral("\U0001F600"),
                                   QStringLiteral("/"),      QString(QChar(u'\0'))};
    QString text;
    for (int i = random.bounded(1, 6); i > 0; --i)
        text += parts[random.bounded(parts.size())];
    return text;
}

double randomWeight(QRandomGenerator& random) {
    return random.bounded(2) == 0 ? 1 : random.generateDouble() + 0.001;
}

Query randomQuery(QRandomGenerator& random) {
    Query query;
    for (int i = random.bounded(1, 4); i > 0; --i) {
        Reference reference;
        PictureSource& picture = reference.picture;
        if (random.bounded(3) == 0) {
            picture.bytes.resize(random.bounded(1, 40));
            for (char& byte : picture.bytes)
                byte = char(random.bounded(256));
        } else {
            picture.path = u'/' + randomText(random);
        }
        if (random.bounded(3) == 0) {
            const double x = random.generateDouble() * 0.9;
            const double y = random.generateDouble() * 0.9;
            picture.region = QRectF(x, y, (1 - x) * 0.7, (1 - y) * 0.7);
        }
        reference.weight = randomWeight(random);
        query.references.push_back(reference);
    }
    if (random.bounded(2) == 0)
        query.modification = randomText(random);
    if (random.bounded(2) == 0)
        query.text = randomText(random);
    for (int i = random.bounded(3); i > 0; --i)
        query.negatives.push_back({u'x' + randomText(random), randomWeight(random)});
    for (int i = random.bounded(3); i > 0; --i) {
        query.feedback.push_back(
            {random.bounded(2) == 0 ? qint64(random.generate64() >> 1) : random.bounded(100),
             random.bounded(2) == 0 ? Feedback::Sign::More : Feedback::Sign::Less});
    }
    if (random.bounded(2) == 0)
        query.mix = random.generateDouble();
    query.limit = random.bounded(1, 1000);
    return query;
}

/// Any JSON, with the names and values of the format more often than others.
QJsonValue randomJson(QRandomGenerator& random, int depth) {
    static const QStringList names{
        QStringLiteral("image"),  QStringLiteral("modify"),   QStringLiteral("text"),
        QStringLiteral("not"),    QStringLiteral("feedback"), QStringLiteral("mix"),
        QStringLiteral("limit"),  QStringLiteral("path"),     QStringLiteral("bytes"),
        QStringLiteral("region"), QStringLiteral("weight"),   QStringLiteral("content"),
        QStringLiteral("sign")};
    switch (random.bounded(depth > 0 ? 8 : 5)) {
        case 0:
            return randomNumber(random);
        case 1:
            return random.bounded(2) == 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(true);
        case 2:
            return random.bounded(2) == 0 ? QStringLiteral("more") : QStringLiteral("aGVsbG8=");
        case 3:
            return randomText(random);
        case 4:
            return random.bounded(100);
        case 5:
        case 6: {
            QJsonObject object;
            for (int i = random.bounded(4); i > 0; --i) {
                object.insert(random.bounded(30) == 0 ? randomText(random)
                                                      : names[random.bounded(names.size())],
                              randomJson(random, depth - 1));
            }
            return object;
        }
        default: {
            QJsonArray list;
            for (int i = random.bounded(5); i > 0; --i)
                list.append(randomJson(random, depth - 1));
            return list;
        }
    }
}

/// QRectF's == is not exact.
bool isSame(const Query& a, const Query& b) {
    if (!(a == b))
        return false;
    for (std::size_t i = 0; i < a.references.size(); ++i) {
        const auto& left = a.references[i].picture.region;
        const auto& right = b.references[i].picture.region;
        if (left && (left->x() != right->x() || left->y() != right->y() ||
                     left->width() != right->width() || left->height() != right->height()))
            return false;
    }
    return true;
}

QByteArray textOf(const QJsonObject& object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject objectOf(const QByteArray& text) {
    return QJsonDocument::fromJson(text).object();
}

}  // namespace

class TestQueryJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatPeopleWrite();
    void writesShortly();
    void keepsEveryQuery();
    void whatIsLeftOutIsAsInTheDefaults();
    void refusals_data();
    void refusals();
    void standsAnyJson();
};

void TestQueryJson::readsWhatPeopleWrite() {
    const auto single = queryFromJson(objectOf(
        R"({"image": "a.jpg", "modify": "in green", "text": null, "not": "people", "mix": 1})"));
    QVERIFY2(single, single ? "" : qPrintable(single.error().sentence));
    QCOMPARE(single->references.size(), std::size_t{1});
    QCOMPARE(single->references[0].picture.path, QStringLiteral("a.jpg"));
    QCOMPARE(single->modification, QStringLiteral("in green"));
    QVERIFY(single->text.isEmpty());
    QVERIFY(single->negatives == std::vector<NegativeText>({{QStringLiteral("people"), 1}}));
    QCOMPARE(single->mix, 1.0);
    QCOMPARE(single->limit, Query::defaultLimit);

    const auto many = queryFromJson(objectOf(
        R"({"image": ["/a.jpg", {"path": "/b.jpg", "weight": 2.5, "region": [0.1, 0, 0.5, 0.25]},
                      {"bytes": "aGVsbG8=", "weight": null}],
            "not": ["people", {"text": "shoes", "weight": 0.5}],
            "feedback": [{"content": 9007199254740993, "sign": "more"},
                         {"content": 3, "sign": "less"}],
            "limit": 7})"));
    QVERIFY2(many, many ? "" : qPrintable(many.error().sentence));
    QCOMPARE(many->references.size(), std::size_t{3});
    QCOMPARE(many->references[1].weight, 2.5);
    QVERIFY(many->references[1].picture.region == QRectF(0.1, 0, 0.5, 0.25));
    QCOMPARE(many->references[2].picture.bytes, QByteArray("hello"));
    QCOMPARE(many->references[2].weight, 1.0);
    QCOMPARE(many->negatives[1].weight, 0.5);
    QCOMPARE(many->feedback[0].content, std::int64_t{9007199254740993});
    QVERIFY(many->feedback[1].sign == Feedback::Sign::Less);
    QCOMPARE(many->limit, 7);
}

void TestQueryJson::writesShortly() {
    QCOMPARE(textOf(toJson(Query())), QByteArray(R"({"limit":50})"));
    Query query;
    query.references = {{{QStringLiteral("/a.jpg"), {}, {}}, 1}};
    query.negatives = {{QStringLiteral("people"), 1}};
    QCOMPARE(textOf(toJson(query)),
             QByteArray(R"({"image":["/a.jpg"],"limit":50,"not":["people"]})"));
}

void TestQueryJson::keepsEveryQuery() {
    QRandomGenerator random(kSeed);
    for (int i = 0; i < 3000; ++i) {
        const Query query = randomQuery(random);
        QVERIFY2(validate(query), textOf(toJson(query)).constData());
        const QByteArray text = textOf(toJson(query));
        const auto again = queryFromJson(objectOf(text));
        QVERIFY2(again, text.constData());
        QVERIFY2(isSame(*again, query), text.constData());
        const auto kept = queryFromJsonText(toJsonText(query));
        QVERIFY2(kept && isSame(*kept, query), text.constData());
    }
    QVERIFY(isSame(queryFromJsonText(QStringLiteral("no JSON")).value(), Query()));
}

void TestQueryJson::whatIsLeftOutIsAsInTheDefaults() {
    Query defaults;
    defaults.mix = 0.3;
    defaults.limit = 5;
    const auto query = queryFromJson(objectOf(R"({"text": "dog", "mix": null})"), defaults);
    QVERIFY(query);
    QCOMPARE(query->mix, 0.3);
    QCOMPARE(query->limit, 5);
    QCOMPARE(queryFromJson(objectOf(R"({"mix": 0.5, "limit": 6})"), defaults)->limit, 6);
}

void TestQueryJson::refusals_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("named");
    const auto row = [](const char* text, const char* named) {
        QTest::newRow(text) << QByteArray(text) << QString::fromLatin1(named);
    };
    row(R"({"colour": "red"})", "\"colour\"");
    row(R"({"colour": null})", "\"colour\"");
    row(R"({"Text": "dog"})", "\"Text\"");
    row(R"({"text": 5})", "\"text\"");
    row(R"({"text": ["dog"]})", "\"text\"");
    row(R"({"modify": true})", "\"modify\"");
    row(R"({"image": 3})", "\"image\"");
    row(R"({"image": ["a.png", 3]})", "\"image\"");
    row(R"({"image": [["a.png"]]})", "\"image\"");
    row(R"({"image": {"file": "a.png"}})", "\"image.file\"");
    row(R"({"image": {"path": 1}})", "\"image.path\"");
    row(R"({"image": {"path": "a.png", "weight": "2"}})", "\"image.weight\"");
    row(R"({"image": {"path": "a.png", "region": [0, 0, 1]}})", "\"image.region\"");
    row(R"({"image": {"path": "a.png", "region": [0, 0, 1, "1"]}})", "\"image.region\"");
    row(R"({"image": {"bytes": "no base64!"}})", "\"image.bytes\"");
    row(R"({"image": {"bytes": 5}})", "\"image.bytes\"");
    row(R"({"not": {"text": "dog", "strength": 2}})", "\"not.strength\"");
    row(R"({"not": {"text": 3}})", "\"not.text\"");
    row(R"({"feedback": ["more"]})", "\"feedback\"");
    row(R"({"feedback": [{"content": 1.5, "sign": "more"}]})", "\"feedback.content\"");
    row(R"({"feedback": [{"content": 1e300, "sign": "more"}]})", "\"feedback.content\"");
    row(R"({"feedback": [{"content": 1, "sign": "most"}]})", "\"feedback.sign\"");
    row(R"({"mix": "half"})", "\"mix\"");
    row(R"({"limit": 2.5})", "\"limit\"");
    row(R"({"limit": 1e12})", "\"limit\"");
    row(R"({"limit": "3"})", "\"limit\"");
}

void TestQueryJson::refusals() {
    QFETCH(QByteArray, text);
    QFETCH(QString, named);
    const auto query = queryFromJson(objectOf(text));
    QVERIFY(!query);
    QCOMPARE(query.error().kind, ErrorKind::WrongUse);
    QVERIFY2(query.error().sentence.contains(named), qPrintable(query.error().sentence));
    QVERIFY(query.error().sentence.endsWith(u'.'));
}

void TestQueryJson::standsAnyJson() {
    QRandomGenerator random(kSeed);
    int accepted = 0;
    for (int i = 0; i < 20000; ++i) {
        const QJsonObject object = randomJson(random, 4).toObject();
        const auto query = queryFromJson(object);
        if (!query) {
            QCOMPARE(query.error().kind, ErrorKind::WrongUse);
            QVERIFY2(query.error().sentence.endsWith(u'.'), textOf(object).constData());
            continue;
        }
        ++accepted;
        // Whether it makes sense is another question: written, it is the same again.
        const auto again = queryFromJson(toJson(*query));
        QVERIFY2(again && isSame(*again, *query), textOf(object).constData());
        static_cast<void>(validate(tidied(*query)));
    }
    QVERIFY(accepted > 100);
}

SEMBLANCE_APPLESS_TEST(TestQueryJson)
#include "tst_queryjson.moc"
