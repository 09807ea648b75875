#pragma once

#include <QLocale>

#include "ui/models/modelstanding.h"

/// Models as a service might list them.
namespace semblance::test {

inline ModelEntry sampleMini() {
    ModelEntry entry;
    entry.model.name = QStringLiteral("mini");
    entry.model.dir = QStringLiteral("/usr/share/semblance/models/mini");
    entry.model.state = KnownModel::State::Good;
    ModelReport& r = entry.model.report;
    r.name = QStringLiteral("mini");
    r.family = QStringLiteral("mini");
    r.imageNetwork = QStringLiteral("EfficientNet-Lite2");
    r.textNetwork = QStringLiteral("Transformer, 4 layers of 512");
    r.hash = QStringLiteral("0c5b2f1de0a94f7796ab3f02a7c9d1182d0a4f5b9c7e66f1d3a8b4c5e6f70812");
    r.bytes = 27'400'000;
    r.parameters = 24'600'000;
    r.dim = 512;
    r.side = 260;
    r.maxTokens = 40;
    r.licences = {QStringLiteral("Apache-2.0")};
    r.composes = true;
    r.defaultMix = .55;
    r.precision = QStringLiteral("fp32");
    r.device = QStringLiteral("cpu");
    r.files = {QStringLiteral("model.json"), QStringLiteral("weights.safetensors")};
    r.measurements = {{QStringLiteral("fp32"), QStringLiteral("cpu"), 42.3, 410, {}, {}},
                      {QStringLiteral("bf16"), QStringLiteral("cpu"), 61.8, 380, .9993, .985}};
    r.peakMemory = 310'000'000;
    r.loadSeconds = .3;
    entry.pictures = 48'210;
    entry.vectorBytes = 51'000'000;
    entry.isChosen = true;
    entry.answers = true;
    return entry;
}

inline ModelEntry sampleClip() {
    ModelEntry entry;
    entry.model.name = QStringLiteral("clip-vit-large-patch14");
    entry.model.dir =
        QStringLiteral("/home/mia/.local/share/semblance/models/clip-vit-large-patch14");
    entry.model.origin = KnownModel::Origin::Imported;
    entry.model.state = KnownModel::State::Good;
    ModelReport& r = entry.model.report;
    r.name = entry.model.name;
    r.family = QStringLiteral("clip");
    r.imageNetwork = QStringLiteral("ViT-L/14");
    r.textNetwork = QStringLiteral("Transformer, 12 layers of 768");
    r.hash = QStringLiteral("9a11d00b54e27c18f6c3e2b9a7d4410c5e8f9b0a1c2d3e4f5061728394a5b6c7");
    r.bytes = 1'713'000'000;
    r.parameters = 427'600'000;
    r.dim = 768;
    r.side = 224;
    r.maxTokens = 77;
    r.licences = {QStringLiteral("MIT")};
    r.precision = QStringLiteral("bf16");
    r.device = QStringLiteral("cpu");
    r.files = {QStringLiteral("config.json"), QStringLiteral("model.safetensors"),
               QStringLiteral("README.md"), QStringLiteral("tokenizer.json")};
    r.measurements = {{QStringLiteral("bf16"), QStringLiteral("cpu"), 3.4, 61, .99871, .981},
                      {QStringLiteral("fp32"), QStringLiteral("cpu"), 1.9, 44, {}, {}},
                      {QStringLiteral("int8"), QStringLiteral("cpu"), 4.1, 70, .98912, .947}};
    r.peakMemory = 2'020'000'000;
    r.loadSeconds = 1.1;
    return entry;
}

inline ModelEntry sampleBroken() {
    ModelEntry entry;
    entry.model.name = QStringLiteral("siglip-base");
    entry.model.dir = QStringLiteral("/home/mia/models/siglip-base");
    entry.model.state = KnownModel::State::Broken;
    entry.model.problem = QStringLiteral(
        "The folder “/home/mia/models/siglip-base” is gone. Put it back, or free its vectors.");
    entry.isFolder = true;
    entry.pictures = 12'000;
    entry.vectorBytes = 18'400'000;
    return entry;
}

inline constexpr qint64 samplePictures = 48'210;

}  // namespace semblance::test
