#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>
#include <optional>

#include "core/base/result.h"

namespace semblance {

/// How fast a model runs on this machine in one precision on one device, by a short run.
struct ModelMeasurement {
    QString precision;                ///< "fp32", "bf16", "int8"
    QString device;                   ///< "cpu", "cuda", "mps"
    double picturesPerSecond = 0;     ///< decoded pictures to vectors, in the engine's batches
    double sentencesPerSecond = 0;    ///< one sentence at a time, as queries come
    std::optional<double> cosine;     ///< least cosine to fp32's vectors; nothing for fp32 itself
    std::optional<double> agreement;  ///< share of nearest neighbours that fp32 finds, too: 0..1
};

/// What a model folder is, and with a self-test how it runs here: `semblance-engine inspect`.
struct ModelReport {
    QString name;             ///< the manifest's, or the folder's in Hugging Face's layout
    QString family;           ///< "mini", "clip", "siglip"
    QString imageNetwork;     ///< "ViT-L/14@336", "EfficientNet-Lite2"
    QString textNetwork;      ///< "Transformer, 12 layers of 768"
    QString hash;             ///< ModelInfo::hash: names the vectors of pictures and sentences
    QString compositionHash;  ///< ModelInfo::compositionHash; empty when it does not compose
    qint64 bytes = 0;         ///< of `files`
    qint64 parameters = 0;    ///< weights, not bytes
    int dim = 0;              ///< numbers in a vector
    int side = 0;             ///< pixels a side of a picture as the network takes it
    int maxTokens = 0;        ///< of a sentence; the rest is not read
    QStringList licences;     ///< as stated in the folder; may be empty
    bool composes = false;    ///< learned composition; otherwise it mixes the vectors
    double defaultMix = 0.5;  ///< 0..1
    QString precision;        ///< what it is run in here
    QString device;           ///< and on what
    QStringList files;        ///< plain names in the folder: all that the model needs, and licences
    QString partsDir;         ///< where its parts lie instead, when model.json says so; else empty

    /// Empty without a self-test; else the first is `precision` on `device`.
    QList<ModelMeasurement> measurements;
    qint64 peakMemory = 0;   ///< bytes of the engine during the self-test; 0 without
    double loadSeconds = 0;  ///< from the start of loading to the first vectors; 0 without

    bool wasTested() const { return !measurements.isEmpty(); }

    QJsonObject toJson() const;
    /// Corrupt for what is no such report.
    static Result<ModelReport> fromJson(const QJsonObject& json);
};

}  // namespace semblance
