#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "core/model/files/hfconfig.h"
#include "core/model/files/hffamily.h"
#include "tests/testmain.h"

using namespace semblance;

/// config.json and preprocessor_config.json as people's folders have them, and as they should not.
class HfConfigTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void clipDefaultsAreTransformers();
    void sectionsAreRead();
    void olderSectionsCount();
    void siglipIsRead();
    void chineseClipIsRead();
    void openClipWithXlmRobertaIsRead();
    void otherFilesAreRefused_data();
    void otherFilesAreRefused();
    void preprocessingIsRead_data();
    void preprocessingIsRead();
    void unknownPreprocessingIsRefused_data();
    void unknownPreprocessingIsRefused();
    void newerProcessorFilesAreRead();

private:
    QString write(const QByteArray& content, const char* name = "config.json") const {
        const QString path = m_dir.filePath(QLatin1String(name));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("the test's folder cannot be written to");
        return path;
    }

    QTemporaryDir m_dir;
};

namespace {

constexpr auto kPreprocessor = "preprocessor_config.json";

/// OpenAI's, as the hub has it.
QByteArray clipPreprocessor(const QByteArray& more = {}) {
    return R"({"crop_size":224,"do_center_crop":true,"do_normalize":true,"do_resize":true,)"
           R"("image_mean":[0.48145466,0.4578275,0.40821073],)"
           R"("image_std":[0.26862954,0.26130258,0.27577711],"resample":3,"size":224)" +
           more + "}";
}

}  // namespace

void HfConfigTest::clipDefaultsAreTransformers() {
    const auto config = HfConfig::read(write(R"({"model_type":"clip"})"));
    QVERIFY2(config, qPrintable(config ? QString() : config.error().sentence));
    QVERIFY(config->family == &hfClip);
    QCOMPARE(config->text.width, 512);
    QCOMPARE(config->text.hidden, 2048);
    QCOMPARE(config->text.heads, 8);
    QCOMPARE(config->text.layers, 12);
    QVERIFY(config->text.activation == HfConfig::Activation::QuickGelu);
    QCOMPARE(config->text.normEpsilon, 1e-5);
    QCOMPARE(config->tableSize, 49408);
    QCOMPARE(config->maxTokens, 77);
    QCOMPARE(config->image.width, 768);
    QCOMPARE(config->side, 224);
    QCOMPARE(config->patch, 32);
    QCOMPARE(config->cellsASide(), 7);
    QCOMPARE(config->dim, 512);
}

void HfConfigTest::sectionsAreRead() {
    const auto config = HfConfig::read(write(
        R"({"model_type":"clip","projection_dim":768,)"
        R"("text_config":{"hidden_size":768,"intermediate_size":3072,"num_attention_heads":12,)"
        R"("hidden_act":"gelu","vocab_size":49409,"eos_token_id":2},)"
        R"("vision_config":{"hidden_size":1024,"intermediate_size":4096,"num_hidden_layers":24,)"
        R"("num_attention_heads":16,"patch_size":[14,14],"image_size":336,)"
        R"("hidden_act":"gelu","layer_norm_eps":1e-06}})"));
    QVERIFY2(config, qPrintable(config ? QString() : config.error().sentence));
    QVERIFY(config->text.activation == HfConfig::Activation::Gelu);
    QCOMPARE(config->text.width, 768);
    QCOMPARE(config->image.layers, 24);
    QCOMPARE(config->image.normEpsilon, 1e-6);
    QCOMPARE(config->text.normEpsilon, 1e-5);
    QCOMPARE(config->patch, 14);
    QCOMPARE(config->cellsASide(), 24);
    QCOMPARE(config->tableSize, 49409);
    QCOMPARE(config->dim, 768);
}

/// Early files carry their sections twice, and transformers believes the "_dict".
void HfConfigTest::olderSectionsCount() {
    const auto config = HfConfig::read(
        write(R"({"model_type":"clip","vision_config":{"hidden_size":768,"patch_size":16},)"
              R"("vision_config_dict":{"patch_size":14},"text_config_dict":null})"));
    QVERIFY2(config, qPrintable(config ? QString() : config.error().sentence));
    QCOMPARE(config->patch, 14);
    QCOMPARE(config->image.width, 768);
}

void HfConfigTest::siglipIsRead() {
    const auto config =
        HfConfig::read(write(R"({"model_type":"siglip","text_config":{"vocab_size":256000},)"
                             R"("vision_config":{"image_size":384,"patch_size":14}})"));
    QVERIFY2(config, qPrintable(config ? QString() : config.error().sentence));
    QVERIFY(config->family == &hfSiglip);
    QVERIFY(config->image.activation == HfConfig::Activation::TanhGelu);
    QCOMPARE(config->image.normEpsilon, 1e-6);
    QCOMPARE(config->maxTokens, 64);
    QCOMPARE(config->dim, 768);
    QCOMPARE(config->cellsASide(), 27);
}

/// As the files of chinese-clip-vit-base-patch16 state it, the rest left out.
void HfConfigTest::chineseClipIsRead() {
    const auto config = HfConfig::read(write(
        R"({"model_type":"chinese_clip","projection_dim":512,)"
        R"("text_config":{"vocab_size":21128,"type_vocab_size":2,"max_position_embeddings":512},)"
        R"("vision_config":{"patch_size":16}})"));
    QVERIFY2(config, qPrintable(config ? QString() : config.error().sentence));
    QVERIFY(config->family == &hfChineseClip);
    QVERIFY(config->text.postNorm && !config->image.postNorm);
    QCOMPARE(config->text.normEpsilon, 1e-12);
    QVERIFY(config->text.activation == HfConfig::Activation::Gelu);
    QVERIFY(config->image.activation == HfConfig::Activation::QuickGelu);
    QCOMPARE(config->maxTokens, 52);
    QCOMPARE(config->bert.positions, 512);
    QCOMPARE(config->bert.firstPosition, 0);
    QCOMPARE(config->bert.types, 2);
    QCOMPARE(config->bert.headHidden, 0);
    QVERIFY(!config->bert.mean);
}

/// As LAION's CLIP-ViT-B-32-xlm-roberta-base states it, by the fields' older and newer names.
void HfConfigTest::openClipWithXlmRobertaIsRead() {
    for (const char* rest : {R"("proj":"mlp","pooler_type":"mean_pooler")",
                             R"("hf_proj_type":"mlp","hf_pooler_type":"mean_pooler")",
                             R"("hf_model_pretrained":true)"}) {
        const auto config = HfConfig::read(
            write(R"({"model_cfg":{"embed_dim":512,"vision_cfg":{"image_size":224,"layers":12,)"
                  R"("width":768,"patch_size":32},"text_cfg":{"hf_model_name":"xlm-roberta-base",)"
                  R"("hf_tokenizer_name":"xlm-roberta-base",)" +
                  QByteArray(rest) + "}}}"));
        QVERIFY2(config, qPrintable(config ? QString() : config.error().sentence));
        QVERIFY(config->family == &hfXlmRoberta);
        QVERIFY(config->layout == HfConfig::Layout::HfText);
        QCOMPARE(config->text.layers, 12);
        QVERIFY(config->text.postNorm);
        QCOMPARE(config->tableSize, 250002);
        QCOMPARE(config->maxTokens, 77);
        QCOMPARE(config->bert.positions, 514);
        QCOMPARE(config->bert.firstPosition, 2);
        QCOMPARE(config->bert.headHidden, 640);
        QVERIFY(config->bert.mean);
    }
}

void HfConfigTest::otherFilesAreRefused_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* name, const QByteArray& content, ErrorKind kind,
                        const char* said) {
        QTest::newRow(name) << content << int(kind) << QString::fromLatin1(said);
    };
    row("no JSON", "{", ErrorKind::Corrupt, "config.json");
    row("a list", "[]", ErrorKind::Corrupt, "config.json");
    row("no kind", "{}", ErrorKind::Newer, "model_type");
    row("another kind", R"({"model_type":"bert"})", ErrorKind::Newer, "bert");
    row("NaFlex", R"({"model_type":"siglip2"})", ErrorKind::Newer, "NaFlex");
    const auto clip = [&](const char* field, const QByteArray& section, const QByteArray& value) {
        const QByteArray name = QByteArray(field).split('.').last();
        row(field + QByteArray(" ") + value,
            R"({"model_type":"clip",")" + section + R"(":{")" + name + "\":" + value + "}}",
            ErrorKind::Corrupt, field);
    };
    for (const char* value : {"0", "-1", "1.5", "\"8\"", "1e12", "true", "[16,32]", "{}"}) {
        clip("text_config.hidden_size", "text_config", value);
        clip("vision_config.patch_size", "vision_config", value);
    }
    clip("vision_config.num_attention_heads", "vision_config", "7");
    clip("vision_config.hidden_act", "vision_config", "\"relu\"");
    clip("text_config.layer_norm_eps", "text_config", "0");
    clip("text_config.layer_norm_eps", "text_config", "\"x\"");
    clip("vision_config.num_channels", "vision_config", "4");
    clip("vision_config.patch_size", "vision_config", "500");
    row("a family that only open_clip has", R"({"model_type":"xlm_roberta_clip"})",
        ErrorKind::Corrupt, "model_type");
    const auto openClip = [&](const char* said, const QByteArray& text) {
        row(said, R"({"model_cfg":{"vision_cfg":{},"text_cfg":{)" + text + "}}}", ErrorKind::Newer,
            said);
    };
    openClip("roberta-base", R"("hf_model_name":"roberta-base")");
    openClip("cls_pooler", R"("hf_model_name":"xlm-roberta-base","hf_pooler_type":"cls_pooler")");
    openClip("proj none", R"("hf_model_name":"xlm-roberta-base","proj":"none")");
    openClip("convnext",
             R"("hf_model_name":"xlm-roberta-base"}, "vision_cfg":{"timm_model_name":"convnext")");
    row("no pooling", R"({"model_type":"siglip","vision_config":{"vision_use_head":false}})",
        ErrorKind::Corrupt, "vision_use_head");
    row("widths apart", R"({"model_type":"siglip","text_config":{"projection_size":512}})",
        ErrorKind::Corrupt, "projection_size");
}

void HfConfigTest::otherFilesAreRefused() {
    QFETCH(QByteArray, content);
    QFETCH(int, kind);
    QFETCH(QString, said);
    const auto config = HfConfig::read(write(content));
    QVERIFY(!config);
    QCOMPARE(int(config.error().kind), kind);
    QVERIFY2(config.error().sentence.contains(said), qPrintable(config.error().sentence));
    QVERIFY(config.error().sentence.endsWith(u'.'));
}

void HfConfigTest::preprocessingIsRead_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("squash");
    QTest::addColumn<bool>("bilinear");
    QTest::addColumn<float>("mean");
    QTest::addColumn<float>("deviation");
    QTest::newRow("CLIP") << clipPreprocessor() << false << false << 122.770938f << 68.5005327f;
    QTest::newRow("CLIP, newer") << clipPreprocessor(R"(,"size":{"shortest_edge":224},)"
                                                     R"("crop_size":{"height":224,"width":224})")
                                 << false << false << 122.770938f << 68.5005327f;
    const QByteArray siglip =
        R"({"do_rescale":true,"image_mean":[0.5,0.5,0.5],"image_std":[0.5,0.5,0.5],)"
        R"("rescale_factor":0.00392156862745098,"size":{"height":224,"width":224})";
    QTest::newRow("SigLIP") << siglip + R"(,"resample":3})" << true << false << 127.5f << 127.5f;
    QTest::newRow("SigLIP 2") << siglip + R"(,"resample":2})" << true << true << 127.5f << 127.5f;
    QTest::newRow("not normalised")
        << siglip + R"(,"do_normalize":false})" << true << false << 0.0f << 255.0f;
}

void HfConfigTest::preprocessingIsRead() {
    QFETCH(QByteArray, content);
    QFETCH(bool, squash);
    QFETCH(bool, bilinear);
    QFETCH(float, mean);
    QFETCH(float, deviation);
    write(content, kPreprocessor);
    const auto read = HfPreprocessing::read(m_dir.path(), 224);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().sentence));
    QCOMPARE(read->input.side, 224);
    QCOMPARE(read->input.resize == InputSpec::Resize::Squash, squash);
    QCOMPARE(read->input.filter == InputSpec::Filter::Bilinear, bilinear);
    QCOMPARE(read->normalisation.mean[0], mean);
    QCOMPARE(read->normalisation.deviation[0], deviation);
}

void HfConfigTest::unknownPreprocessingIsRefused_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("another side") << clipPreprocessor(R"(,"crop_size":336)");
    QTest::newRow("larger before the crop") << clipPreprocessor(R"(,"size":256)");
    QTest::newRow("no crop") << clipPreprocessor(R"(,"do_center_crop":false)");
    QTest::newRow("no resize") << clipPreprocessor(R"(,"do_resize":false)");
    QTest::newRow("Lanczos") << clipPreprocessor(R"(,"resample":1)");
    QTest::newRow("grey") << clipPreprocessor(R"(,"image_mean":[0.5])");
    QTest::newRow("no deviation") << clipPreprocessor(R"(,"image_std":[0,0,0])");
    QTest::newRow("text") << clipPreprocessor(R"(,"image_mean":["a","b","c"])");
    QTest::newRow("oblong") << clipPreprocessor(R"(,"crop_size":{"height":224,"width":200})");
    QTest::newRow("no scale") << clipPreprocessor(R"(,"rescale_factor":0)");
}

void HfConfigTest::unknownPreprocessingIsRefused() {
    QFETCH(QByteArray, content);
    write(content, kPreprocessor);
    const auto read = HfPreprocessing::read(m_dir.path(), 224);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Newer);
    QVERIFY(read.error().sentence.endsWith(u'.'));
}

void HfConfigTest::newerProcessorFilesAreRead() {
    QTemporaryDir empty;
    const auto missing = HfPreprocessing::read(empty.path(), 224);
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, ErrorKind::NotFound);
    QFile file(empty.filePath(QStringLiteral("processor_config.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"image_processor":)" + clipPreprocessor() + "}");
    file.close();
    QVERIFY(HfPreprocessing::read(empty.path(), 224));
}

SEMBLANCE_APPLESS_TEST(HfConfigTest)
#include "tst_hfconfig.moc"
