#include <QTemporaryDir>
#include <QTest>
#include <cstring>
#include <random>

#include "core/model/files/torchfile.h"
#include "tests/core/model/files/modelfolders.h"
#include "tests/core/model/files/torchfiles.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

/// The reader of PyTorch's weight files against what torch.save writes and what an attacker can.
class TorchFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void torchsFilesAreRead_data();
    void torchsFilesAreRead();
    void orderedTensorsSurviveARelease();
    void programsAreRefused_data();
    void programsAreRefused();
    void brokenPicklesAreRefused_data();
    void brokenPicklesAreRefused();
    void tensorsBeyondTheirNumbersAreRefused_data();
    void tensorsBeyondTheirNumbersAreRefused();
    void numbersThatStandForManyAreRefused();
    void deepNestingIsNoMatter();
    void brokenZipsAreRefused_data();
    void brokenZipsAreRefused();
    void everyTruncationIsRefused_data() { torchsFilesAreRead_data(); }
    void everyTruncationIsRefused();
    void mutationsNeverReachOutside_data() { torchsFilesAreRead_data(); }
    void mutationsNeverReachOutside();
};

namespace {

const QString kName = QStringLiteral("pytorch_model.bin");

QByteArray fixture(const QString& name) {
    return contentOf(QStringLiteral(SEMBLANCE_SOURCE_DIR "/tests/core/model/data/torch/") + name);
}

auto open(const QByteArray& bytes) {
    return TorchFile::fromBytes(bytes, kName);
}

/// A file of one description and eight float32.
QByteArray withPickle(const QByteArray& program) {
    return zipOf({{"archive/data.pkl", program}, {"archive/data/0", QByteArray(32, '\x01')}});
}

QByteArray oneTensor(qint32 offset, const std::vector<std::int64_t>& shape,
                     const std::vector<std::int64_t>& strides, qint32 count = 8) {
    return pickle::program(
        pickle::dict(pickle::text(QStringLiteral("a")) +
                     pickle::tensor(pickle::storage(QStringLiteral("0"), "FloatStorage", count),
                                    offset, shape, strides)));
}

template <class T>
QList<T> numbersOf(const WeightFile& file, const char* name) {
    const TensorView& view = *file.find(QLatin1String(name));
    QList<T> numbers(qsizetype(view.bytes.size() / sizeof(T)));
    std::memcpy(numbers.data(), view.bytes.data(), view.bytes.size());
    return numbers;
}

/// What must hold of any file that was accepted.
bool viewsHold(const WeightFile& weights) {
    unsigned sum = 0;
    for (const QString& name : weights.names()) {
        const TensorView& view = *weights.find(name);
        if (byteCount(view.shape, sizeOf(view.type)) != view.bytes.size())
            return false;
        for (const std::byte byte : view.bytes)  // a sanitizer sees what lies outside
            sum += unsigned(byte);
    }
    return sum < 1u << 31;
}

QString refusalOf(const QByteArray& bytes) {
    const auto file = open(bytes);
    return file ? QString() : file.error().sentence;
}

}  // namespace

void TorchFileTest::torchsFilesAreRead_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"zip.bin", "older.bin", "trainer.bin"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TorchFileTest::torchsFilesAreRead() {
    QFETCH(QString, name);
    const auto opened = open(fixture(name));
    QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().sentence));
    const WeightFile& file = **opened;
    QCOMPARE(file.names().size(), 8);
    const QList<float> twelve{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    QVERIFY(file.tensor(QStringLiteral("weight"), {3, 4}));
    QCOMPARE(numbersOf<float>(file, "weight"), twelve);
    // [4, 3] turned: its rows are the columns.
    QVERIFY(file.tensor(QStringLiteral("turned"), {3, 4}));
    QCOMPARE(numbersOf<float>(file, "turned"),
             (QList<float>{0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11}));
    QVERIFY(file.tensor(QStringLiteral("counted"), {1, 6}));
    QCOMPARE(numbersOf<qint64>(file, "counted"), (QList<qint64>{0, 1, 2, 3, 4, 5}));
    QVERIFY(file.find(QStringLiteral("sixteen"))->type == TensorType::F16);
    QCOMPARE(numbersOf<quint16>(file, "sixteen"),
             (QList<quint16>{0, 0x3C00, 0x4000, 0x4200, 0x4400}));
    QVERIFY(file.find(QStringLiteral("brain"))->type == TensorType::BF16);
    QCOMPARE(numbersOf<quint16>(file, "brain"),
             (QList<quint16>{0, 0x3F80, 0x4000, 0x4040, 0x4080}));
    QVERIFY(file.tensor(QStringLiteral("scale"), {}));
    QCOMPARE(numbersOf<float>(file, "scale"), QList<float>{2.5f});
    QCOMPARE(numbersOf<float>(file, "first"), (QList<float>{0, 1, 2, 3}));
    QCOMPARE(numbersOf<float>(file, "last"), (QList<float>{6, 7, 8, 9}));

    const auto parameter = open(fixture(QStringLiteral("parameter.bin")));
    QVERIFY2(parameter, qPrintable(parameter ? QString() : parameter.error().sentence));
    QCOMPARE(numbersOf<float>(**parameter, "weight"), (QList<float>{0, 1, 2}));
}

/// Of a mapped file, what is let go of comes back from the disk; what was put in order would not.
void TorchFileTest::orderedTensorsSurviveARelease() {
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("gewichte 重み.bin"));
    constexpr qint32 kSide = 512;
    const QByteArray ones(kSide * kSide * 4, '\x01');
    QVERIFY(writeContent(
        path, zipOf({{"archive/data.pkl", oneTensor(0, {kSide, kSide}, {1, kSide}, kSide * kSide)},
                     {"archive/data/0", ones}})));
    const auto file = WeightFile::open(path);
    QVERIFY2(file, qPrintable(file ? QString() : file.error().sentence));
    const TensorView& view = *(*file)->find(QStringLiteral("a"));
    (*file)->release(view);
    QVERIFY(std::memcmp(view.bytes.data(), ones.constData(), std::size_t(ones.size())) == 0);
}

void TorchFileTest::programsAreRefused_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("named");
    const auto row = [](const char* module, const char* word) {
        QTest::addRow("%s.%s", module, word)
            << pickle::name(module, word) + pickle::tuple(pickle::text(QStringLiteral("id"))) + 'R'
            << QStringLiteral("%1.%2").arg(QLatin1String(module), QLatin1String(word));
    };
    row("os", "system");
    row("posix", "system");
    row("builtins", "eval");
    row("builtins", "getattr");
    row("torch", "load");
    row("torch", "FloatStorage.__reduce__");
    row("torch.hub", "load");
    row("collections", "OrderedDict.update");
    row("torch._utils", "_rebuild_tensor_v3");
    row("", "");
}

void TorchFileTest::programsAreRefused() {
    QFETCH(QByteArray, value);
    QFETCH(QString, named);
    for (const QByteArray& program :
         {pickle::program(value),
          pickle::program(pickle::dict(pickle::text(QStringLiteral("a")) + value))}) {
        const auto file = open(withPickle(program));
        QVERIFY(!file);
        QCOMPARE(file.error().kind, ErrorKind::Newer);
        QVERIFY2(file.error().sentence.contains(named), qPrintable(file.error().sentence));
    }
}

void TorchFileTest::brokenPicklesAreRefused_data() {
    QTest::addColumn<QByteArray>("program");
    const auto row = [](const char* name, const QByteArray& program) {
        QTest::newRow(name) << program;
    };
    const QByteArray a = pickle::text(QStringLiteral("a"));
    const QByteArray storage = pickle::storage(QStringLiteral("0"), "FloatStorage", 8);
    const QByteArray tensor = pickle::tensor(storage, 0, {2}, {1});
    row("empty", {});
    row("nothing on the stack", pickle::program({}));
    row("two on the stack", pickle::program("NN"));
    row("a mark left", pickle::program("(N"));
    row("no dictionary", pickle::program("N"));
    row("a list", pickle::program("]"));
    row("no end", "\x80\x02}");
    row("newer protocol", "\x80\x04}.");
    row("unknown sign", pickle::program("}\x93"));
    row("instance by class", pickle::program("(ios\nsystem\n"));
    row("new object", pickle::program(pickle::name("collections", "OrderedDict") + ")\x81"));
    row("extension", pickle::program("\x82\x01"));
    row("text beyond the end", pickle::program("X\xFF\xFF\xFF\x7F"));
    row("name without an end",
        "\x80\x02"
        "ctorch");
    row("value without a key", pickle::program(pickle::dict(a)));
    row("key that is a number", pickle::program(pickle::dict(pickle::whole(1) + tensor)));
    row("name twice", pickle::program(pickle::dict(a + tensor + a + tensor)));
    row("value that is a number", pickle::program(pickle::dict(a + pickle::whole(1))));
    row("value that is a storage", pickle::program(pickle::dict(a + storage)));
    row("items on a number", pickle::program(pickle::whole(1) + "(" + a + tensor + 'u'));
    row("call of a number", pickle::program(pickle::whole(1) + ")R"));
    row("call without arguments",
        pickle::program(pickle::name("torch._utils", "_rebuild_tensor_v2") + ")R"));
    row("call of a storage type", pickle::program(pickle::name("torch", "FloatStorage") + ")R"));
    row("storage of nothing", pickle::program(")Q"));
    row("storage by number", pickle::program("NQ"));
    row("memo that is not there", pickle::program("h\x07"));
    row("pop below a mark", pickle::program("N(\x85"));
    row("negative offset", oneTensor(-1, {2}, {1}));
    row("negative extent", oneTensor(0, {-2}, {1}));
    row("negative stride", oneTensor(0, {2}, {-1}));
    row("more strides than extents", oneTensor(0, {2}, {1, 1}));
    row("too many dimensions",
        oneTensor(0, std::vector<std::int64_t>(17, 1), std::vector<std::int64_t>(17, 1)));
    row("negative storage", oneTensor(0, {2}, {1}, -8));
    row("long number", pickle::program("\x8a\xFF"));
    row("state of a number", pickle::program(pickle::whole(1) + "}b"));
    QByteArray many("\x80\x02(", 3);
    many += QByteArray(2'000'000, 'N') + "t.";
    row("too many values", many);
}

void TorchFileTest::brokenPicklesAreRefused() {
    QFETCH(QByteArray, program);
    const auto file = open(withPickle(program));
    QVERIFY(!file);
    QCOMPARE(file.error().kind, ErrorKind::Corrupt);
    QVERIFY2(file.error().sentence.contains(kName), qPrintable(file.error().sentence));
}

void TorchFileTest::tensorsBeyondTheirNumbersAreRefused_data() {
    QTest::addColumn<QByteArray>("program");
    const auto row = [](const char* name, const QByteArray& program) {
        QTest::newRow(name) << program;
    };
    row("shape", oneTensor(0, {3, 3}, {3, 1}));
    row("offset", oneTensor(7, {2}, {1}));
    row("offset alone", oneTensor(9, {0}, {1}));
    row("stride", oneTensor(0, {2, 2}, {7, 1}));
    row("storage that is smaller", oneTensor(0, {2}, {1}, 9));
    row("overflow of the shape", oneTensor(0, {1 << 30, 1 << 30, 1 << 30}, {1, 1, 1}));
    row("overflow of the strides", oneTensor(0, {1 << 30, 2, 2}, {1 << 30, 1 << 30, 1}));
    row("no such storage",
        pickle::program(pickle::dict(
            pickle::text(QStringLiteral("a")) +
            pickle::tensor(pickle::storage(QStringLiteral("../../data.pkl"), "FloatStorage", 1), 0,
                           {1}, {1}))));
}

void TorchFileTest::tensorsBeyondTheirNumbersAreRefused() {
    QFETCH(QByteArray, program);
    const QString refusal = refusalOf(withPickle(program));
    QVERIFY2(refusal.contains(QStringLiteral("beyond")), qPrintable(refusal));
    QVERIFY(!open(withPickle(oneTensor(0, {2, 4}, {4, 1}))).value()->names().isEmpty());
}

/// A stride of 0 makes one number a thousand million.
void TorchFileTest::numbersThatStandForManyAreRefused() {
    QVERIFY(!refusalOf(withPickle(oneTensor(0, {1 << 28}, {0}))).isEmpty());
    // Each tensor is small, all of them are not.
    QByteArray pairs;
    for (int i = 0; i < 2000; ++i) {
        pairs += pickle::text(QString::number(i)) +
                 pickle::tensor(pickle::storage(QStringLiteral("0"), "FloatStorage", 2048), 0,
                                {2, 1024}, {1, 2});
    }
    QVERIFY(!refusalOf(zipOf({{"archive/data.pkl", pickle::program(pickle::dict(pairs))},
                              {"archive/data/0", QByteArray(8192, '\x01')}}))
                 .isEmpty());
}

void TorchFileTest::deepNestingIsNoMatter() {
    const QByteArray deep = "N" + QByteArray(900'000, '\x85');
    QVERIFY(!refusalOf(withPickle(pickle::program(deep))).isEmpty());
    QVERIFY(!refusalOf(withPickle(
                           pickle::program(pickle::dict(pickle::text(QStringLiteral("a")) + deep))))
                 .isEmpty());
}

void TorchFileTest::brokenZipsAreRefused_data() {
    QTest::addColumn<QByteArray>("file");
    const QByteArray program = oneTensor(0, {2}, {1});
    const QByteArray data(32, '\x01');
    const QByteArray good = withPickle(program);
    const auto row = [](const char* name, const QByteArray& file) { QTest::newRow(name) << file; };
    row("empty", {});
    row("beginning alone", QByteArray("PK\x03\x04"));
    row("something behind it", good + "x");
    row("compressed", zipOf({{"archive/data.pkl", program, 8}, {"archive/data/0", data}}));
    row("no description", zipOf({{"archive/data/0", data}}));
    row("another zip", zipOf({ZipEntry{"word/document.xml", "<w/>"}}));
    row("entry twice",
        zipOf({{"archive/data.pkl", program}, {"archive/data/0", data}, {"archive/data/0", data}}));
    row("TorchScript", zipOf({{"archive/data.pkl", program},
                              {"archive/data/0", data},
                              {"archive/constants.pkl", program}}));
    row("big-endian", zipOf({{"archive/data.pkl", program},
                             {"archive/data/0", data},
                             {"archive/byteorder", "big"}}));
    // The last entry's size, in its central header, is beyond the file.
    QByteArray longer = good;
    const qsizetype central = longer.lastIndexOf("PK\x01\x02");
    for (const qsizetype at : {central + 20, central + 24})
        longer.replace(at, 4, little(quint32(0x7FFFFFFF)));
    row("size beyond the end", longer);
    QByteArray far = good;
    far.replace(central + 42, 4, little(quint32(0x7FFFFFFF)));
    row("place beyond the end", far);
    QByteArray large = good;
    large.replace(central + 42, 4, little(quint32(0xFFFFFFFF)));
    row("64 bits that are not there", large);
    QByteArray crowd = good;
    crowd.replace(crowd.size() - 12, 2, little(quint16(0xFFFF)));
    row("more entries than there are", crowd);
}

void TorchFileTest::brokenZipsAreRefused() {
    QFETCH(QByteArray, file);
    const QString refusal = refusalOf(file);
    QVERIFY2(refusal.contains(kName), qPrintable(refusal));
}

void TorchFileTest::everyTruncationIsRefused() {
    QFETCH(QString, name);
    const QByteArray whole = fixture(name);
    QVERIFY(whole.size() > 1000);
    for (qsizetype length = 0; length < whole.size(); ++length)
        QVERIFY2(!open(whole.left(length)), qPrintable(QString::number(length)));
}

void TorchFileTest::mutationsNeverReachOutside() {
    QFETCH(QString, name);
    const QByteArray whole = fixture(name);
    std::mt19937 random(1);
    for (int round = 0; round < 4'000; ++round) {
        QByteArray bytes = whole;
        for (int i = 0; i < 1 + round % 4; ++i)
            bytes[qsizetype(random() % std::size_t(bytes.size()))] = char(random());
        const auto file = open(bytes);
        QVERIFY(!file || viewsHold(**file));
    }
}

SEMBLANCE_TEST(TorchFileTest)
#include "tst_torchfile.moc"
