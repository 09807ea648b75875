#include "ui/models/recommendedmodels.h"

#include <QCoreApplication>

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::RecommendedModels)
};

QStringList files(std::initializer_list<const char*> names) {
    QStringList list;
    for (const char* name : names)
        list << QString::fromLatin1(name);
    return list;
}

}  // namespace

QUrl RecommendedModel::page() const {
    return QUrl(QStringLiteral("https://huggingface.co/") + name + QStringLiteral("/tree/main"));
}

QList<RecommendedModel> recommendedModels() {
    const QString english = Text::tr("English");
    const QString many = Text::tr("more than 100");
    const QString apache = QStringLiteral("Apache-2.0");
    return {
        {QStringLiteral("openai/clip-vit-base-patch32"), 0.6, english,
         Text::tr("photos of everything, quickly"), Text::tr("MIT (of the code)"),
         files({"config.json", "preprocessor_config.json", "pytorch_model.bin", "vocab.json",
                "merges.txt"})},
        {QStringLiteral("google/siglip-base-patch16-224"), 0.8, english,
         Text::tr("photos of everything"), apache,
         files({"config.json", "preprocessor_config.json", "model.safetensors", "spiece.model",
                "tokenizer_config.json"})},
        {QStringLiteral("Marqo/marqo-fashionSigLIP"), 0.8, english,
         Text::tr("clothes and other products"), apache,
         files({"open_clip_config.json", "open_clip_model.safetensors", "tokenizer.json",
                "tokenizer_config.json"})},
        {QStringLiteral("google/siglip2-base-patch16-224"), 1.5, many,
         Text::tr("sentences in one's own language"), apache,
         files({"config.json", "preprocessor_config.json", "model.safetensors", "tokenizer.json",
                "tokenizer_config.json"})},
        {QStringLiteral("google/siglip-so400m-patch14-384"), 3.5, english,
         Text::tr("small things, writing in pictures"), apache,
         files({"config.json", "preprocessor_config.json", "model.safetensors", "spiece.model",
                "tokenizer_config.json"})},
        {QStringLiteral("laion/CLIP-ViT-H-14-laion2B-s32B-b79K"), 3.9, english,
         Text::tr("art, drawings and styles"), QStringLiteral("MIT"),
         files(
             {"open_clip_config.json", "open_clip_model.safetensors", "vocab.json", "merges.txt"})},
        {QStringLiteral("google/siglip2-so400m-patch14-384"), 4.5, many,
         Text::tr("finds most, in one's own language"), apache,
         files({"config.json", "preprocessor_config.json", "model.safetensors", "tokenizer.json",
                "tokenizer_config.json"})},
    };
}

}  // namespace semblance
