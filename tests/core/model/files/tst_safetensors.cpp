#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cstring>
#include <numeric>
#include <random>

#include "core/model/files/safetensors.h"
#include "tests/testmain.h"

using namespace semblance;

/// The reader of weight files against what a download, a bug or an attacker can put there.
class SafetensorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aGoodFileIsReadWithoutCopy();
    void releasedTensorsAreReadAgain();
    void oddButLegalFilesAreRead_data();
    void oddButLegalFilesAreRead();
    void hostileHeadersAreRefused_data();
    void hostileHeadersAreRefused();
    void hostileLengthsAreRefused_data();
    void hostileLengthsAreRefused();
    void everyTruncationIsRefused();
    void mutationsNeverReachOutside();
    void wrongTensorsAreNamed();
    void missingAndEmptyFilesAreRefused();
};

namespace {

const QString kName = QStringLiteral("weights.safetensors");

QByteArray file(const QByteArray& header, qsizetype dataBytes) {
    const auto length = static_cast<quint64>(header.size());
    return QByteArray(reinterpret_cast<const char*>(&length), sizeof length) + header +
           QByteArray(dataBytes, '\x01');
}

auto open(const QByteArray& bytes) {
    return SafetensorsFile::fromBytes(bytes, kName);
}

/// A header of two good tensors, with 24 bytes of data.
const QByteArray kGood = R"({"__metadata__":{"licence":"none"},)"
                         R"("a":{"dtype":"F16","shape":[2,3],"data_offsets":[0,12]},)"
                         R"("b.c":{"dtype":"F32","shape":[3],"data_offsets":[12,24]}})";
constexpr qsizetype kGoodData = 24;

/// What must hold of any file that was accepted.
bool viewsAreInside(const SafetensorsFile& weights, qsizetype dataBytes) {
    std::uint64_t sum = 0;
    for (const QString& name : weights.names()) {
        const TensorView& view = *weights.find(name);
        std::uint64_t bytes = sizeOf(view.type);
        for (const std::int64_t extent : view.shape) {
            if (extent < 0)
                return false;
            bytes *= static_cast<std::uint64_t>(extent);
        }
        // Touch every byte: a sanitizer sees what lies outside.
        std::accumulate(view.bytes.begin(), view.bytes.end(), 0u,
                        [](unsigned total, std::byte b) { return total + unsigned(b); });
        if (bytes != view.bytes.size())
            return false;
        sum += bytes;
    }
    return sum == static_cast<std::uint64_t>(dataBytes);
}

}  // namespace

void SafetensorsTest::aGoodFileIsReadWithoutCopy() {
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("gewichte 重み.safetensors"));
    QFile out(path);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(file(kGood, kGoodData));
    out.close();

    const auto weights = SafetensorsFile::open(path);
    QVERIFY2(weights, qPrintable(weights ? QString() : weights.error().sentence));
    QCOMPARE((*weights)->names(), (QStringList{QStringLiteral("a"), QStringLiteral("b.c")}));
    QCOMPARE((*weights)->metadata().value(QStringLiteral("licence")), QStringLiteral("none"));
    const auto a = (*weights)->tensor(QStringLiteral("a"), {2, 3});
    const auto c = (*weights)->tensor(QStringLiteral("b.c"), {-1});
    QVERIFY(a && c);
    QVERIFY(a->type == TensorType::F16);
    QCOMPARE(a->bytes.size(), 12u);
    QVERIFY(a->bytes.data() + 12 == c->bytes.data());
    QVERIFY(viewsAreInside(**weights, kGoodData));
}

/// Giving memory back may neither change a tensor nor its neighbours, wherever pages end.
void SafetensorsTest::releasedTensorsAreReadAgain() {
    constexpr int kBytes[] = {10, 70'000, 4096, 33'333, 1};
    QByteArray header;
    QByteArray data;
    for (int i = 0; i < int(std::size(kBytes)); ++i) {
        const auto begin = QByteArray::number(data.size());
        data += QByteArray(kBytes[i], char('a' + i));
        header += (i == 0 ? "{" : ",") + QByteArray("\"") + char('a' + i) +
                  R"(":{"dtype":"U8","shape":[)" + QByteArray::number(kBytes[i]) +
                  R"(],"data_offsets":[)" + begin + ',' + QByteArray::number(data.size()) + "]}";
    }
    QTemporaryDir dir;
    const QString path = dir.filePath(kName);
    QFile out(path);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(file(header + '}', 0) + data);
    out.close();
    const auto weights = SafetensorsFile::open(path);
    QVERIFY2(weights, qPrintable(weights ? QString() : weights.error().sentence));
    for (const QString& released : (*weights)->names()) {
        (*weights)->release(*(*weights)->find(released));
        for (const QString& name : (*weights)->names()) {
            const TensorView& view = *(*weights)->find(name);
            const auto wanted = std::byte(name[0].toLatin1());
            QVERIFY(std::all_of(view.bytes.begin(), view.bytes.end(),
                                [&](std::byte is) { return is == wanted; }));
        }
    }
    const auto copied = open(file(kGood, kGoodData));
    QVERIFY(copied);
    (*copied)->release(*(*copied)->find(QStringLiteral("a")));
    QVERIFY(viewsAreInside(**copied, kGoodData));
}

void SafetensorsTest::oddButLegalFilesAreRead_data() {
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("dataBytes");
    QTest::newRow("no tensors") << QByteArray("{}") << 0;
    QTest::newRow("only metadata") << QByteArray(R"({"__metadata__":{"a":"b"}})") << 0;
    QTest::newRow("padded with spaces") << kGood + QByteArray(13, ' ') << int(kGoodData);
    QTest::newRow("scalar") << QByteArray(
                                   R"({"s":{"dtype":"F64","shape":[],"data_offsets":[0,8]}})")
                            << 8;
    QTest::newRow("empty tensor")
        << QByteArray(R"({"e":{"dtype":"F32","shape":[0,5],"data_offsets":[0,0]}})") << 0;
    QTest::newRow("empty tensor between others")
        << QByteArray(R"({"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},)"
                      R"("e":{"dtype":"F32","shape":[0],"data_offsets":[4,4]},)"
                      R"("z":{"dtype":"I8","shape":[4],"data_offsets":[4,8]}})")
        << 8;
    QTest::newRow("out of order") << QByteArray(
                                         R"({"b":{"dtype":"U8","shape":[4],"data_offsets":[4,8]},)"
                                         R"("a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}})")
                                  << 8;
    QTest::newRow("unaligned") << QByteArray(
                                      R"({"a":{"dtype":"BOOL","shape":[1],"data_offsets":[0,1]},)"
                                      R"("b":{"dtype":"I64","shape":[1],"data_offsets":[1,9]}})")
                               << 9;
    QTest::newRow("names with braces, quotes and colons")
        << QByteArray(R"({"x{\":[":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}})") << 1;
    QTest::newRow("bf16") << QByteArray(
                                 R"({"x":{"dtype":"BF16","shape":[1],"data_offsets":[0,2]}})")
                          << 2;
}

void SafetensorsTest::oddButLegalFilesAreRead() {
    QFETCH(QByteArray, header);
    QFETCH(int, dataBytes);
    const auto weights = open(file(header, dataBytes));
    QVERIFY2(weights, qPrintable(weights ? QString() : weights.error().sentence));
    QVERIFY(viewsAreInside(**weights, dataBytes));
}

void SafetensorsTest::hostileHeadersAreRefused_data() {
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("dataBytes");
    int number = 0;
    const auto row = [&](const QByteArray& header, int dataBytes = 4) {
        QTest::addRow("%d: %s", number++, header.left(60).constData()) << header << dataBytes;
    };
    // Not an object.
    for (const char* text : {"[]", "null", "1", "\"x\"", " {}", "", "{", "}", "{]", "{\"a\"}",
                             "{\"a\":}", "{'a':1}", "{a:1}", "{},", "{}{}", "{\"a\":1,}",
                             "\xef\xbb\xbf{}", "{\"a\":\"\xff\xfe\"}", "{\"\\ud800\":1}"})
        row(text, 0);
    row(QByteArray("{}\0", 3), 0);
    row(QByteArray(5000, '['), 0);
    row("{" + QByteArray("\"a\":{").repeated(3000), 0);
    row("{" + QByteArray("\"a\":{").repeated(3000) + QByteArray(3001, '}'), 0);

    // One entry, spoilt field by field.
    const auto entry = [&](const QByteArray& body, int dataBytes = 4) {
        row("{\"t\":" + body + "}", dataBytes);
    };
    for (const char* body :
         {"1", "null", "[]", "\"x\"", "{}", R"({"dtype":"F32"})", R"({"dtype":"F32","shape":[1]})",
          R"({"shape":[1],"data_offsets":[0,4]})", R"({"dtype":"F32","data_offsets":[0,4]})",
          R"({"dtype":"F32","shape":[1],"data_offsets":[0,4],"more":1})",
          R"({"Dtype":"F32","shape":[1],"data_offsets":[0,4]})"})
        entry(body);
    for (const char* type :
         {"\"f32\"", "\"F31\"", "\"\"", "\"F32 \"", "\"F4\"", "\"F8_E5M2\"", "\"C64\"",
          "\"float32\"", "\"\\u0000F32\"", "32", "null", "[\"F32\"]", "{}", "true"})
        entry(QByteArray(R"({"dtype":)") + type + R"(,"shape":[1],"data_offsets":[0,4]})");
    for (const char* shape : {"1",
                              "null",
                              "\"1\"",
                              "{}",
                              "[-1]",
                              "[1.5]",
                              "[\"1\"]",
                              "[null]",
                              "[[1]]",
                              "[true]",
                              "[2]",
                              "[0]",
                              "[1,2]",
                              "[1e300]",
                              "[-0.5]",
                              "[1e400]",
                              "[9223372036854775807]",
                              "[9223372036854775808]",
                              "[18446744073709551616]",
                              "[18446744073709551617]",
                              "[4294967296,4294967296]",
                              "[4611686018427387905,4]",
                              "[2147483648,2147483648,4]",
                              "[3037000500,3037000500]",
                              "[9007199254740993]",
                              "[4611686018427387904,0]",
                              "[65536,65536,65536,65536]",
                              "[65536,65536,65536,65536,0]",
                              "[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]"})
        entry(QByteArray(R"({"dtype":"F32","shape":)") + shape + R"(,"data_offsets":[0,4]})");
    for (const char* offsets : {"4",
                                "null",
                                "\"04\"",
                                "{}",
                                "[]",
                                "[0]",
                                "[4]",
                                "[0,4,4]",
                                "[0,\"4\"]",
                                "[null,4]",
                                "[-4,0]",
                                "[-1,3]",
                                "[0.5,4.5]",
                                "[4,0]",
                                "[1,5]",
                                "[0,5]",
                                "[0,3]",
                                "[4,8]",
                                "[0,18446744073709551620]",
                                "[18446744073709551612,18446744073709551616]",
                                "[9223372036854775804,9223372036854775808]",
                                "[0,1e308]",
                                "[1e19,1e19]",
                                "[9007199254740992,9007199254740996]",
                                "[2147483647,2147483651]",
                                "[4294967296,4294967300]",
                                "[[0],[4]]",
                                "[true,4]",
                                "[0,4.0000001]"})
        entry(QByteArray(R"({"dtype":"F32","shape":[1],"data_offsets":)") + offsets + "}");
    for (int dataBytes : {0, 3, 5, 8, 4096})
        entry(R"({"dtype":"F32","shape":[1],"data_offsets":[0,4]})", dataBytes);
    row(R"({"":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})");
    row("{\"" + QByteArray(5000, 'n') + R"(":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})");

    // Several entries.
    const auto pair = [&](const char* first, const char* second, int dataBytes,
                          const char* name = "b") {
        row(QByteArray(R"({"a":{"dtype":"U8","shape":[4],"data_offsets":)") + first + "},\"" +
                name + R"(":{"dtype":"U8","shape":[4],"data_offsets":)" + second + "}}",
            dataBytes);
    };
    pair("[0,4]", "[0,4]", 4);
    pair("[0,4]", "[2,6]", 6);
    pair("[0,4]", "[3,7]", 7);
    pair("[0,4]", "[5,9]", 9);
    pair("[1,5]", "[5,9]", 9);
    pair("[0,4]", "[4,8]", 9);
    pair("[0,4]", "[4,8]", 7);
    pair("[4,8]", "[8,12]", 12);
    pair("[0,4]", "[4,8]", 8, "a");
    pair("[0,4]", "[0,4]", 4, "a");
    pair("[0,4]", "[4,8]", 8, "\\u0061");
    row(R"({"e":{"dtype":"U8","shape":[0],"data_offsets":[2,2]},)"
        R"("a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}})");
    row(R"({"e":{"dtype":"U8","shape":[0],"data_offsets":[9,9]},)"
        R"("a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}})");

    // Every type a byte short and a byte long, and spelt otherwise.
    const std::pair<const char*, int> types[] = {
        {"BOOL", 1}, {"U8", 1},  {"I8", 1},  {"U16", 2}, {"I16", 2}, {"F16", 2}, {"BF16", 2},
        {"U32", 4},  {"I32", 4}, {"F32", 4}, {"U64", 8}, {"I64", 8}, {"F64", 8}};
    for (const auto& [type, size] : types) {
        for (const int bytes : {3 * size - 1, 3 * size + 1}) {
            entry(QByteArray(R"({"dtype":")") + type + R"(","shape":[3],"data_offsets":[0,)" +
                      QByteArray::number(bytes) + "]}",
                  bytes);
        }
        entry(QByteArray(R"({"dtype":")") + QByteArray(type).toLower() +
                  R"(","shape":[3],"data_offsets":[0,)" + QByteArray::number(3 * size) + "]}",
              3 * size);
    }
    // Fields that are nearly right, and a fourth one beside them.
    for (const char* fields :
         {R"("type":"F32","shape":[1],"data_offsets":[0,4])",
          R"("dtype":"F32","size":[1],"data_offsets":[0,4])",
          R"("dtype":"F32","shape":[1],"offsets":[0,4])",
          R"("dtype ":"F32","shape":[1],"data_offsets":[0,4])",
          R"("dtype":"F32","shape":[1],"data_offsets":[0,4],"":0)",
          R"("dtype":"F32","shape":[1],"data_offsets":[0,4],"__metadata__":{})",
          R"("dtype":{"a":"F32"},"shape":[1],"data_offsets":[0,4])",
          R"("dtype":"F32","shape":[{"a":1}],"data_offsets":[0,4])",
          R"("dtype":"F32","shape":[1],"data_offsets":[{"a":0},4])",
          R"("dtype":"F32","shape":[1],"data_offsets":"0,4")",
          R"("dtype":"F32","shape":"[1]","data_offsets":[0,4])",
          R"("dtype":"F32","shape":[01],"data_offsets":[0,4])",
          R"("dtype":"F32","shape":[1],"data_offsets":[0,04])",
          R"("dtype":"F32","shape":[+1],"data_offsets":[0,4])",
          R"("dtype":"F32","shape":[0x1],"data_offsets":[0,4])",
          R"("dtype":"F32","shape":[1],"data_offsets":[NaN,4])",
          R"("dtype":"F32","shape":[Infinity],"data_offsets":[0,4])",
          R"("dtype":"F32","shape":[1],,"data_offsets":[0,4])",
          R"("dtype":"F32";"shape":[1],"data_offsets":[0,4])",
          R"("dtype":"F32","shape":[1] "data_offsets":[0,4])",
          R"("dtype":"F32","shape":[1],"data_offsets":[0,4)",
          R"("dtype":"F32","shape":[1,],"data_offsets":[0,4])",
          R"("dtype":"F32","shape":[1],"data_offsets":[0,4]} {)"})
        entry(QByteArray("{") + fields + "}");

    // Names that occur twice inside an entry or the metadata.
    entry(R"({"dtype":"U8","dtype":"F32","shape":[1],"data_offsets":[0,4]})");
    entry(R"({"dtype":"F32","shape":[1],"shape":[1],"data_offsets":[0,4]})");
    entry(R"({"dtype":"F32","shape":[1],"data_offsets":[0,4],"data_offsets":[0,4]})");
    row(R"({"__metadata__":{"a":"1","a":"2"}})", 0);
    row(R"({"__metadata__":{},"__metadata__":{}})", 0);
    for (const char* metadata : {"1", "null", "[]", "\"x\"", R"({"a":1})", R"({"a":{}})",
                                 R"({"a":null})", R"({"a":["b"]})"})
        row(QByteArray(R"({"__metadata__":)") + metadata + "}", 0);
}

void SafetensorsTest::hostileHeadersAreRefused() {
    QFETCH(QByteArray, header);
    QFETCH(int, dataBytes);
    const auto weights = open(file(header, dataBytes));
    QVERIFY(!weights);
    QCOMPARE(weights.error().kind, ErrorKind::Corrupt);
    QVERIFY2(weights.error().sentence.contains(kName), qPrintable(weights.error().sentence));
    QVERIFY(weights.error().sentence.endsWith(u'.'));
}

void SafetensorsTest::hostileLengthsAreRefused_data() {
    QTest::addColumn<quint64>("length");
    const auto good = static_cast<quint64>(kGood.size());
    for (const quint64 length :
         {quint64(0), quint64(1), good - 1, good + 1, good + quint64(kGoodData),
          good + quint64(kGoodData) + 1, quint64(1) << 24, (quint64(1) << 24) + 1,
          quint64(100'000'001), quint64(1) << 32, quint64(1) << 63, ~quint64(0), ~quint64(0) - 7,
          ~quint64(0) - 8})
        QTest::addRow("%llu", length) << length;
}

void SafetensorsTest::hostileLengthsAreRefused() {
    QFETCH(quint64, length);
    QByteArray bytes = file(kGood, kGoodData);
    std::memcpy(bytes.data(), &length, sizeof length);
    const auto weights = open(bytes);
    QVERIFY(!weights);
    QCOMPARE(weights.error().kind, ErrorKind::Corrupt);
}

void SafetensorsTest::everyTruncationIsRefused() {
    const QByteArray bytes = file(kGood, kGoodData);
    for (qsizetype size = 0; size < bytes.size(); ++size)
        QVERIFY2(!open(bytes.left(size)), qPrintable(QString::number(size)));
    QVERIFY(open(bytes));
    QVERIFY(!open(bytes + '\0'));
}

void SafetensorsTest::mutationsNeverReachOutside() {
    const QByteArray good = file(kGood, kGoodData);
    std::mt19937 random(20260101);
    const QByteArray likely = "{}[]\",:0123456789-.eE\\ \xff";
    int accepted = 0;
    for (int round = 0; round < 4000; ++round) {
        QByteArray bytes = good;
        const int changes = 1 + int(random() % 3);
        for (int i = 0; i < changes; ++i) {
            const auto at = qsizetype(random() % std::uint32_t(bytes.size()));
            switch (random() % 4) {
                case 0:
                    bytes[at] = likely[qsizetype(random() % std::uint32_t(likely.size()))];
                    break;
                case 1:
                    bytes[at] = char(bytes[at] ^ (1 << random() % 8));
                    break;
                case 2:
                    bytes.remove(at, 1 + qsizetype(random() % 4));
                    break;
                default:
                    bytes.insert(at, likely[qsizetype(random() % std::uint32_t(likely.size()))]);
                    break;
            }
        }
        const auto weights = open(bytes);
        if (!weights)
            continue;
        ++accepted;
        quint64 length = 0;
        std::memcpy(&length, bytes.constData(), sizeof length);
        QVERIFY(viewsAreInside(**weights, bytes.size() - 8 - qsizetype(length)));
    }
    // Changed data and names are no damage that a header can show.
    QVERIFY(accepted > 0);
}

void SafetensorsTest::wrongTensorsAreNamed() {
    const auto weights = open(file(kGood, kGoodData));
    QVERIFY(weights);
    const auto missing = (*weights)->tensor(QStringLiteral("stem.weight"), {1});
    QVERIFY(!missing);
    QVERIFY(missing.error().sentence.contains(QStringLiteral("stem.weight")));
    for (const std::vector<std::int64_t>& shape :
         {std::vector<std::int64_t>{3, 2}, {6}, {2, 3, 1}, {}, {2, 4}}) {
        const auto wrong = (*weights)->tensor(QStringLiteral("a"), shape);
        QVERIFY(!wrong);
        QVERIFY(wrong.error().sentence.contains(QStringLiteral("[2, 3]")));
    }
}

void SafetensorsTest::missingAndEmptyFilesAreRefused() {
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("x"));
    QCOMPARE(SafetensorsFile::open(path).error().kind, ErrorKind::NotFound);
    QFile out(path);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.close();
    QVERIFY(!SafetensorsFile::open(path));
    QVERIFY(!SafetensorsFile::open(dir.path()));
}

SEMBLANCE_APPLESS_TEST(SafetensorsTest)
#include "tst_safetensors.moc"
