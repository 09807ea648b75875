#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/cosine_similarity.h>
#include <ATen/ops/tensor.h>
#include <c10/core/InferenceMode.h>

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/json.h"
#include "core/model/networks/berttext.h"
#include "core/model/networks/usemultilingual.h"
#include "core/model/networks/weights.h"
#include "core/text/sentencepiecemodel.h"
#include "core/text/wordpiecemodel.h"
#include "tests/parity/reference.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace Qt::StringLiterals;

/// The text towers of "small" against the packages they come from.
class SmallParityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void piecesAreThePackages();
    void numbersAreThePackages_data();
    void numbersAreThePackages();

private:
    at::Tensor expected(const char* name, std::int64_t width) const;
    Result<at::Tensor> ours(const QString& folder, bool first) const;

    QTemporaryDir m_dir;
    QDir m_out;
    QStringList m_texts;
    QJsonArray m_minilm;
    QJsonArray m_use;
    QJsonArray m_pieces;
};

namespace {

constexpr qsizetype kMostTokens = BertText::kMostTokens;

std::vector<std::int64_t> listOf(const QJsonValue& ids) {
    std::vector<std::int64_t> list;
    for (const QJsonValue& id : ids.toArray())
        list.push_back(id.toInt());
    return list;
}

std::vector<std::int64_t> between(std::int64_t begin, const std::vector<std::int32_t>& ids,
                                  std::int64_t end) {
    std::vector<std::int64_t> list{begin};
    list.insert(list.end(), ids.begin(), ids.end());
    list.push_back(end);
    return list;
}

}  // namespace

void SmallParityTest::initTestCase() {
    if (parityPython().isEmpty())
        QSKIP("The reference is not installed: tests/parity/setup.sh does it.");
    const QString upstream = QStringLiteral(SEMBLANCE_SHARED_DIR "/models");
    if (!QFileInfo::exists(upstream))
        QSKIP("../shared/models is missing: there is no image tower to go with the text towers.");
    m_out = QDir(m_dir.filePath(u"out"_s));
    const QString problem = runReference(u"smallreference.py"_s, {m_out.path(), upstream});
    if (problem.contains(u"ModuleNotFoundError"_s))
        QSKIP("The towers' packages are not installed: tests/parity/setup.sh does it.");
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const auto texts = readJsonArray(m_out.filePath(u"texts.json"_s));
    const auto ids = readJsonObject(m_out.filePath(u"ids.json"_s));
    QVERIFY(texts && ids);
    for (const QJsonValue& text : *texts)
        m_texts << text.toString();
    m_minilm = (*ids)[u"minilm"].toArray();
    m_use = (*ids)[u"use"].toArray();
    m_pieces = (*ids)[u"pieces"].toArray();
    QVERIFY(m_texts.size() > 30);
    QCOMPARE(m_pieces.size(), m_texts.size());
    QCOMPARE(m_minilm.size(), m_texts.size());
    QCOMPARE(m_use.size(), m_texts.size());
}

void SmallParityTest::piecesAreThePackages() {
    const auto first = WordPieceModel::load(m_out.filePath(u"exact/vocab.txt"_s));
    const auto second =
        SentencePieceModel::load(m_out.filePath(u"exact/use-multilingual.spm.model"_s));
    QVERIFY(first && second);
    QCOMPARE((*first)->size(), int(BertText::kTable));
    QStringList wrong;
    for (qsizetype i = 0; i < m_texts.size(); ++i) {
        const auto english = (*first)->cut(m_texts[i]);
        const auto other = (*second)->cut(m_texts[i]);
        QVERIFY(english && other);
        if (between((*first)->beginId(), english->ids, (*first)->endId()) != listOf(m_minilm[i]))
            wrong << u"WordPiece: "_s + m_texts[i].left(60);
        const std::vector<std::int64_t> pieces(other->ids.begin(), other->ids.end());
        if (pieces != listOf(m_pieces[i]))
            wrong << u"sentencepiece: "_s + m_texts[i].left(60);
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u" | "_s)));
}

at::Tensor SmallParityTest::expected(const char* name, std::int64_t width) const {
    const auto file = SafetensorsFile::open(m_out.filePath(u"expected.safetensors"_s));
    return file ? WeightReader(*file).float32(QLatin1String(name), {m_texts.size(), width})
                : at::Tensor();
}

/// What the first or the second tower of a folder makes of the package's ids, a row a text.
Result<at::Tensor> SmallParityTest::ours(const QString& folder, bool first) const {
    const QDir dir(m_out.filePath(folder));
    SEMBLANCE_TRY_ASSIGN(const auto text,
                         SafetensorsFile::open(dir.filePath(u"text.safetensors"_s)));
    SEMBLANCE_TRY_ASSIGN(const auto many,
                         SafetensorsFile::open(dir.filePath(u"multilingual.safetensors"_s)));
    SEMBLANCE_TRY_ASSIGN(const auto bert, BertText::load(text));
    SEMBLANCE_TRY_ASSIGN(const auto use, UseMultilingual::load(many));
    std::vector<at::Tensor> rows;
    for (qsizetype i = 0; i < m_texts.size(); ++i) {
        std::vector<std::int64_t> list = listOf(first ? m_minilm[i] : m_use[i]);
        if (first)
            list.resize(std::min(list.size(), std::size_t(kMostTokens)));
        const at::Tensor ids = at::tensor(list, at::kLong);
        const at::Tensor length = at::tensor(std::vector<std::int64_t>{ids.size(0)}, at::kLong);
        rows.push_back(first ? bert.pooled(bert.tokenRows(ids).unsqueeze(0), length)
                             : use.sentence(use.tokenRows(ids).unsqueeze(0), length));
    }
    return at::cat(rows);
}

void SmallParityTest::numbersAreThePackages_data() {
    QTest::addColumn<QString>("folder");
    QTest::addColumn<bool>("first");
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>("least");
    QTest::newRow("MiniLM in fp32") << u"exact"_s << true << u"minilm"_s << 0.9999;
    QTest::newRow("MiniLM packed") << u"packed"_s << true << u"minilm"_s << 0.995;
    QTest::newRow("the other in fp32, over one table")
        << u"exact"_s << false << u"use_table"_s << 0.9999;
    QTest::newRow("the other packed") << u"packed"_s << false << u"use"_s << 0.995;
}

void SmallParityTest::numbersAreThePackages() {
    QFETCH(QString, folder);
    QFETCH(bool, first);
    QFETCH(QString, name);
    QFETCH(double, least);
    const c10::InferenceMode inference;
    const auto rows = ours(folder, first);
    QVERIFY2(rows, qPrintable(rows ? QString() : rows.error().sentence));
    const at::Tensor theirs = expected(qPrintable(name), rows->size(1));
    const at::Tensor cosines = at::cosine_similarity(*rows, theirs, 1);
    const auto worst = cosines.argmin().item<std::int64_t>();
    qInfo("least cosine %.7f (%s), mean %.7f", cosines.min().item<double>(),
          qPrintable(m_texts[worst].left(40)), cosines.mean().item<double>());
    QVERIFY(cosines.min().item<double>() > least);
}

SEMBLANCE_TEST(SmallParityTest)
#include "tst_smallparity.moc"
