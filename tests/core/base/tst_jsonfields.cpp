#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include "core/base/jsonfields.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

enum class Shape { Round, Square };

struct Inner {
    double rate = 0.5;
    QStringList names = {QStringLiteral("a")};

    void describe(JsonFields& fields) {
        fields.number(u"rate", rate, 0, 1);
        fields.texts(u"names", names);
    }
};

struct Outer {
    int steps = 7;
    bool fast = false;
    Shape shape = Shape::Round;
    std::vector<int> widths = {4, 5};
    Inner inner;
    std::vector<Inner> list;

    void describe(JsonFields& fields) {
        fields.integer(u"steps", steps, 1, 100);
        fields.flag(u"fast", fast);
        fields.choice(u"shape", shape, {QStringLiteral("round"), QStringLiteral("square")});
        fields.integers(u"widths", widths, 1, 9);
        fields.group(u"inner", inner);
        fields.groups(u"list", list);
        if (fast && steps > 50)
            fields.refuse(QStringLiteral("fast goes with at most 50 steps."));
    }
};

Result<Outer> read(const char* json) {
    return JsonFields::read<Outer>(QJsonDocument::fromJson(json).object(),
                                   QStringLiteral("c.json"));
}

}  // namespace

class TestJsonFields : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsDefaultsForWhatIsLeftOut() {
        const auto config = read(R"({"inner": {"rate": 0.25}, "list": [{}, {"rate": 1}]})");
        QVERIFY(config);
        QCOMPARE(config->steps, 7);
        QCOMPARE(config->inner.rate, 0.25);
        QCOMPARE(config->inner.names, QStringList{QStringLiteral("a")});
        QCOMPARE(config->list.size(), std::size_t(2));
        QCOMPARE(config->list[0].rate, 0.5);
        QCOMPARE(config->list[1].rate, 1.0);
    }

    void writesWhatItReads() {
        const auto config =
            read(R"({"steps": 9, "fast": true, "shape": "square", "widths": [1], "list": [{}]})");
        QVERIFY(config);
        const QJsonObject written = JsonFields::write(*config);
        QCOMPARE(written.value(QStringLiteral("shape")).toString(), QStringLiteral("square"));
        const auto again = JsonFields::read<Outer>(written, QStringLiteral("again"));
        QVERIFY(again);
        QCOMPARE(JsonFields::write(*again), written);
        QVERIFY(firstDifference(JsonFields::write(*again), written).path.isEmpty());
    }

    void namesWhatIsWrong_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* name, const char* json, const char* sentence) {
            QTest::newRow(name) << QByteArray(json) << QString::fromLatin1(sentence);
        };
        row("unknown", R"({"step": 9})",
            "c.json: there is no field \"step\"; allowed there are: steps, fast, shape, widths, "
            "inner, list.");
        row("unknown inside", R"({"inner": {"x": 1}})",
            "c.json: there is no field \"inner.x\"; allowed there are: rate, names.");
        row("unknown in a list", R"({"list": [{}, {"x": 1}]})",
            "c.json: there is no field \"list[1].x\"; allowed there are: rate, names.");
        row("too small", R"({"steps": 0})",
            "c.json: the field \"steps\" must be a whole number from 1 to 100.");
        row("fraction", R"({"steps": 1.5})",
            "c.json: the field \"steps\" must be a whole number from 1 to 100.");
        row("text for a number", R"({"inner": {"rate": "1"}})",
            "c.json: the field \"inner.rate\" must be a number from 0 to 1.");
        row("number for a flag", R"({"fast": 1})",
            "c.json: the field \"fast\" must be true or false.");
        row("no such word", R"({"shape": "oval"})",
            "c.json: the field \"shape\" must be one of \"round\", \"square\".");
        row("list of numbers", R"({"widths": [1, "2"]})",
            "c.json: the field \"widths\" must be a list of whole numbers from 1 to 9.");
        row("list of texts", R"({"inner": {"names": [1]}})",
            "c.json: the field \"inner.names\" must be a list of texts.");
        row("no object", R"({"inner": 3})", "c.json: the field \"inner\" must be an object.");
        row("no list", R"({"list": {}})", "c.json: the field \"list\" must be a list of objects.");
        row("null", R"({"steps": null})",
            "c.json: the field \"steps\" must be a whole number from 1 to 100.");
        row("together", R"({"fast": true, "steps": 60})",
            "c.json: fast goes with at most 50 steps.");
    }

    void namesWhatIsWrong() {
        QFETCH(QByteArray, json);
        QFETCH(QString, sentence);
        const auto config = read(json.constData());
        QVERIFY(!config);
        QCOMPARE(config.error().kind, ErrorKind::BadInput);
        QCOMPARE(config.error().sentence, sentence);
    }

    void findsTheFirstDifference() {
        Outer left;
        Outer right;
        right.inner.rate = 1;
        const JsonDifference found =
            firstDifference(JsonFields::write(left), JsonFields::write(right));
        QCOMPARE(found.path, QStringLiteral("inner.rate"));
        QCOMPARE(found.left, QStringLiteral("0.5"));
        QCOMPARE(found.right, QStringLiteral("1"));
        const JsonDifference missing =
            firstDifference({}, QJsonDocument::fromJson(R"({"a": ["b"]})").object());
        QCOMPARE(missing.left, QStringLiteral("nothing"));
        QCOMPARE(missing.right, QStringLiteral("[\"b\"]"));
    }
};

SEMBLANCE_TEST(TestJsonFields)
#include "tst_jsonfields.moc"
