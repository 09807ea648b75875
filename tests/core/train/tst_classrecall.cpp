#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/tensor.h>

#include <QTemporaryDir>
#include <QTest>
#include <map>
#include <numeric>

#include "core/train/classrecall.h"
#include "tests/core/train/fakefeatures.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

/// The one token of "a photo of a class7" is 7.
class DigitTokenizer final : public Tokenizer {
public:
    Result<TokenizedText> encode(const QString& text) const override {
        return TokenizedText{{text.back().digitValue()}, 0, 0};
    }
    Result<TokenizedPrompt> encodePrompt(const QString&, const QString&, int) const override {
        return fail(ErrorKind::WrongUse, QStringLiteral("not here"));
    }
    int tableSize() const override { return 10; }
};

/// The sentence of token i is row i of a table.
class TableTextNetwork final : public TextNetwork {
public:
    explicit TableTextNetwork(at::Tensor table) : m_table(std::move(table)) {}
    std::unique_ptr<TextNetwork> clone() const override {
        return std::make_unique<TableTextNetwork>(m_table);
    }
    std::int64_t tokenWidth() const override { return 1; }
    int layers() const override { return 0; }
    std::int64_t layerWidth() const override { return 1; }
    at::Tensor tokenRows(const at::Tensor& ids) const override {
        return ids.to(at::kFloat).unsqueeze(2);
    }
    at::Tensor raw(const at::Tensor& rows, const at::Tensor&) const override {
        return rows.select(1, 0);
    }
    at::Tensor embed(const at::Tensor& raw) const override {
        return m_table.index_select(0, raw.flatten().to(at::kLong));
    }
    Precision setPrecision(LinearConversion&) override { return Precision::Fp32; }
    void setAdapters(std::vector<Adapter>) override {}
    void visitParameters(const ParameterVisitor&) override {}
    void visitBuffers(const ParameterVisitor&) override {}

private:
    at::Tensor m_table;
};

at::Tensor rows(std::initializer_list<float> numbers) {
    return at::tensor(at::ArrayRef<float>(numbers.begin(), numbers.size())).view({-1, 2});
}

}  // namespace

class TestClassRecall : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void countsNamesApart();
    void saysWhereThereIsNothingToFind();

private:
    struct File {
        QByteArray bytes;
        PictureKind kind;
    };
    std::unique_ptr<TrainingSet> setOf(const std::vector<File>& files);
    std::map<QString, double> measured(const TrainingSet& val, const at::Tensor& pictures) const;

    QTemporaryDir m_dir;
    std::optional<ClassPrototypes> m_prototypes;
    // A picture of the halves (l, r) has the feature (l - r / 4, l + r).
    const at::Tensor m_classRows = rows({1, 0, -1, 0, 0, -1, 0, 0});
};

/// Four classes, of which 0 and 2 are left out.
void TestClassRecall::initTestCase() {
    std::vector<ClassName> names;
    for (int i = 0; i < 4; ++i)
        names.push_back({QStringLiteral("class%1").arg(i), {}});
    PrototypeConfig config;
    config.leaveOut = 2;
    auto made = ClassPrototypes::make(m_classRows, names, rows({1, 2, 3, 4}),
                                      at::arange(2, at::kFloat).view({2, 1}), config);
    QVERIFY2(made, made ? "" : qPrintable(made.error().sentence));
    m_prototypes.emplace(std::move(*made));
    QCOMPARE(m_prototypes->leftOut(), (std::vector<int>{0, 2}));
}

std::unique_ptr<TrainingSet> TestClassRecall::setOf(const std::vector<File>& files) {
    Corpus corpus;
    for (const File& file : files) {
        const QString name = QString::number(corpus.pictures.size());
        writeBytes(m_dir.filePath(name), file.bytes);
        corpus.pictures.push_back({{name, m_dir.filePath(name), {}}, file.kind, {}, name});
    }
    const FakeImageNetwork network;
    FakePictureDecoder decoder;
    InputSpec input;
    input.side = 4;
    const FeatureSource source{network, QStringLiteral("fake"), input, decoder,
                               m_dir.filePath(QStringLiteral("cache"))};
    auto store = FeatureStore::build(source, corpus.files(), {Feature::Raw, Feature::Side},
                                     {PictureView::Plain}, {}, {});
    if (!store)
        qFatal("%s", qPrintable(store.error().sentence));
    std::vector<std::int64_t> all(files.size());
    std::iota(all.begin(), all.end(), 0);
    return std::make_unique<TrainingSet>(corpus, std::move(*store), all);
}

std::map<QString, double> TestClassRecall::measured(const TrainingSet& val,
                                                    const at::Tensor& pictures) const {
    const at::NoGradGuard noGrad;
    const auto recall = ClassRecall::make(*m_prototypes, m_classRows, val, DigitTokenizer());
    if (!recall)
        qFatal("%s", qPrintable(recall.error().sentence));
    DualNetworks networks;
    networks.image = std::make_unique<FakeImageNetwork>();
    networks.text = std::make_unique<TableTextNetwork>(rows({0, 1, 0, 1, 1, 0, 1, 0}));
    NamedNumbers numbers;
    recall->addTo(numbers, networks, pictures);
    return {numbers.begin(), numbers.end()};
}

void TestClassRecall::countsNamesApart() {
    std::vector<File> files{
        {QByteArray("\x60\x00", 2), PictureKind::Plain},  // as class 0, but no photo
        {QByteArray("\x60\x00", 2), PictureKind::Photo},  // of class 0
        {QByteArray("\x00\x60", 2), PictureKind::Photo},  // of class 1
        {QByteArray("\x00\x00", 2), PictureKind::Photo},  // the classifier is not sure
    };
    std::vector<float> pictures{0, 1, .1f, .9f, .2f, .98f, .3f, .95f};
    // Eleven more that nobody asks for and that lie nearer to (0, 1) than the photo of class 0.
    for (int i = 0; i < 11; ++i) {
        files.push_back({QByteArray("\x00\x00", 2), PictureKind::Photo});
        pictures.insert(pictures.end(), {.3f, .94f});
    }
    const auto numbers = measured(*setOf(files), at::tensor(pictures).view({-1, 2}));
    const auto value = [&](const char* name) {
        const auto it = numbers.find(QLatin1String(name));
        return it == numbers.end() ? -1 : it->second;
    };
    QCOMPARE(value("class photos used queries"), 1.0);
    QCOMPARE(value("class photos used R@1"), 1.0);
    QCOMPARE(value("class photos used R@10"), 1.0);
    QCOMPARE(value("class photos left out queries"), 1.0);
    QCOMPARE(value("class photos left out R@1"), 0.0);
    QCOMPARE(value("class photos left out R@10"), 0.0);
    // Every class has its prototype.
    QCOMPARE(value("class prototypes used queries"), 2.0);
    QCOMPARE(value("class prototypes left out queries"), 2.0);
    QCOMPARE(value("class prototypes left out R@10"), 1.0);
}

void TestClassRecall::saysWhereThereIsNothingToFind() {
    const auto set = setOf({{QByteArray("\x60\x00", 2), PictureKind::Plain}});
    const auto numbers = measured(*set, rows({0, 1}));
    QCOMPARE(numbers.at(QStringLiteral("class photos used queries")), 0.0);
    QCOMPARE(numbers.at(QStringLiteral("class photos left out queries")), 0.0);
    QVERIFY(!numbers.contains(QStringLiteral("class photos used R@1")));
    QVERIFY(numbers.contains(QStringLiteral("class prototypes used R@1")));
}

SEMBLANCE_TEST(TestClassRecall)
#include "tst_classrecall.moc"
