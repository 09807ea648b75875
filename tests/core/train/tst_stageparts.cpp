#include <ATen/Context.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/allclose.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/tensor.h>

#include <QTest>
#include <cmath>

#include "core/base/json.h"
#include "core/model/composition/modelloader.h"
#include "core/model/networks/headdropout.h"
#include "core/train/parameters.h"
#include "core/train/retrieval.h"
#include "core/train/sentences.h"
#include "core/train/slerp.h"
#include "core/train/trainconfig.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

at::Tensor rows(std::initializer_list<double> numbers, std::int64_t width) {
    return at::tensor(at::ArrayRef<double>(numbers.begin(), numbers.size()), at::kFloat)
        .view({-1, width});
}

bool near(double a, double b) {
    return std::abs(a - b) < 1e-5;
}

}  // namespace

class TestStageParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void retrievalByHand() {
        // Query 0 ranks the gallery 0, 1, 2, 3; query 1 the other way round.
        const at::Tensor gallery = rows({1, 0, .9, .1, .5, .5, 0, 1}, 2);
        const at::Tensor queries = rows({1, 0, 0, 1}, 2);
        const std::vector<std::vector<std::int64_t>> right{{1, 3}, {3}};
        const Retrieval all = measureRetrieval(queries, gallery, right, {});
        QCOMPARE(all.queries, 2);
        QVERIFY(near(all.recallAt1, 0.5));
        QVERIFY(near(all.recallAt10, 1));
        QVERIFY(near(all.precision, ((1.0 / 2 + 2.0 / 4) / 2 + 1) / 2));
        // Without their references: query 0 begins with 1, query 1's one answer is left out.
        const std::vector<std::int64_t> without{0, 3};
        const Retrieval some = measureRetrieval(queries, gallery, right, without);
        QVERIFY(near(some.recallAt1, 0.5));
        QVERIFY(near(some.recallAt10, 0.5));
        QVERIFY(near(some.precision, (1.0 + 2.0 / 3) / 2 / 2));
        // Queries with nothing right do not count.
        const std::vector<std::vector<std::int64_t>> partly{{0}, {}};
        QCOMPARE(measureRetrieval(queries, gallery, partly, {}).queries, 1);
    }

    void slerpGoesAlongTheCircle() {
        const at::Tensor from = rows({1, 0}, 2);
        const at::Tensor to = rows({0, 1}, 2);
        const at::Tensor third = slerpRows(from, to, 1.0 / 3);
        QVERIFY(near(third[0][0].item<double>(), std::cos(M_PI / 6)));
        QVERIFY(near(third[0][1].item<double>(), std::sin(M_PI / 6)));
        QVERIFY(at::allclose(slerpRows(from, to, 0), from, 0, 1e-3));
        QVERIFY(at::allclose(slerpRows(from, to, 1), to, 0, 1e-3));
        // Equal and opposite rows stay numbers, and so do their gradients.
        for (const at::Tensor& end : {from, -from}) {
            const at::Tensor leaf = makeLeaf(end);
            slerpRows(from, leaf, 0.4).sum().backward();
            QVERIFY(std::isfinite(leaf.grad().sum().item<double>()));
        }
    }

    /// In pieces of similar length as all at once, and with dropout only where it is asked for.
    void sentencesInPiecesAreTheSame() {
        const auto manifest =
            ModelManifest::read(QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/models/mini"));
        QVERIFY(manifest);
        auto networks = loadTrainableNetworks(*manifest);
        const auto tokenizer = loadTokenizer(*manifest);
        QVERIFY(networks && tokenizer);
        QStringList sentences;
        for (int i = 0; i < 150; ++i)
            sentences << QStringLiteral("a dog") +
                             QStringLiteral(" runs after a ball").repeated(i % 3);
        const auto batch = tokenise(**tokenizer, sentences);
        QVERIFY(batch);
        const TextNetwork& text = *networks->text;
        const at::Tensor whole = text.raw(inputRows(text, *batch), batch->lengths);
        const at::Tensor pieces = sentenceFeatures(text, *batch, {}, {});
        QVERIFY(at::allclose(pieces, whole, 1e-4, 1e-5));
        at::manual_seed(1);
        const at::Tensor dropped = sentenceFeatures(text, *batch, {}, {0.5});
        QVERIFY(!at::allclose(dropped, whole, 1e-2, 1e-2));

        auto* head = dynamic_cast<HeadDropout*>(networks->text.get());
        QVERIFY(head);
        const at::Tensor plain = text.embed(whole);
        head->setHeadDropout({0, 0.5, 0});
        QVERIFY(!at::allclose(text.embed(whole), plain, 1e-3, 1e-3));
        head->setHeadDropout({});
        QVERIFY(text.embed(whole).equal(plain));
    }

    void sideDropoutLeavesWholeRows() {
        const auto manifest =
            ModelManifest::read(QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/models/mini"));
        QVERIFY(manifest);
        auto networks = loadTrainableNetworks(*manifest);
        QVERIFY(networks);
        const ImageNetwork& image = *networks->image;
        const at::Tensor raw = at::rand({64, image.rawWidth()});
        const at::Tensor side = at::rand({64, image.sideWidth()});
        const at::Tensor plain = image.embed(raw, side);
        dynamic_cast<HeadDropout&>(*networks->image).setHeadDropout({0, 0, 0.5});
        const at::Tensor some = image.embed(raw, side);
        const at::Tensor far = (some - plain).abs().amax(1);
        const auto same = far.lt(1e-6).sum().item<std::int64_t>();
        QVERIFY2(same > 10 && same < 54, qPrintable(QString::number(same)));
    }

    void configurationsSurviveTheirFiles() {
        AlignConfig align;
        align.prototypes.drawing.shifted = 0.25;
        align.text.layers = false;
        const auto again =
            JsonFields::read<AlignConfig>(JsonFields::write(align), QStringLiteral("again"));
        QVERIFY(again);
        QCOMPARE(JsonFields::write(*again), JsonFields::write(align));
        for (const char* name :
             {"mini-heads", "mini-align", "mini-map", "mini-compose", "small-heads"}) {
            const auto object =
                readJsonObject(QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/training/%1.json")
                                   .arg(QLatin1String(name)));
            QVERIFY(object);
            const QString source = QLatin1String(name);
            const bool fine = source.contains(u"map")
                                  ? bool(JsonFields::read<MapConfig>(*object, source))
                              : source.contains(u"compose")
                                  ? bool(JsonFields::read<ComposeConfig>(*object, source))
                                  : bool(JsonFields::read<AlignConfig>(*object, source));
            QVERIFY2(fine, name);
        }
    }
};

SEMBLANCE_TEST(TestStageParts)
#include "tst_stageparts.moc"
