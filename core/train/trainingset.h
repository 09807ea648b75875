#pragma once

#include <ATen/core/Tensor.h>

#include <QList>
#include <QString>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/model/files/manifest.h"
#include "core/model/networks/networks.h"
#include "core/text/tokenizer.h"
#include "core/train/corpus.h"
#include "core/train/featurestore.h"
#include "core/train/trainconfig.h"
#include "core/train/trainingprogress.h"

namespace semblance {

class PictureDecoder;

/// The pictures of one split that can be used, with their features. Places are the corpus's.
class TrainingSet {
public:
    /// `store` was built from all of `corpus`. Of the pictures at `wanted`, in order, those that
    /// have features are used; rows come out on `device`.
    TrainingSet(const Corpus& corpus, FeatureStore store, std::span<const std::int64_t> wanted,
                at::Device device = at::kCPU);

    const Corpus& corpus() const { return m_corpus; }
    std::size_t size() const { return m_corpus.pictures.size(); }
    const FeatureStore& store() const { return m_store; }
    bool holds(Feature feature, PictureView view) const { return m_store.holds(feature, view); }

    at::Device device() const { return m_device; }

    /// float [pictures, ...] on the device, read from the cache.
    at::Tensor rows(Feature feature, std::span<const std::int64_t> pictures,
                    PictureView view = PictureView::Plain) const;

private:
    FeatureStore m_store;
    std::vector<std::int64_t> m_places;  ///< of the corpus's pictures in the store
    Corpus m_corpus;
    at::Device m_device;
};

/// What every stage starts from.
struct StageInputs {
    ModelManifest manifest;
    DualNetworks networks;  ///< fp32, every parameter a plain tensor on the device
    at::Device device = at::kCPU;
    std::unique_ptr<Tokenizer> tokenizer;
    std::unique_ptr<TrainingSet> train;
    std::unique_ptr<TrainingSet> val;  ///< without the families that train has
};

/// Loads the model, reads the tables and makes what is missing of the features.
/// `model`: a folder, or the name of a model that comes with the program; `device`: as
/// LoopConfig's, said in the notes where it is not the one that was asked for.
Result<StageInputs> openStage(const QString& model, const QString& device, const TrainingData& data,
                              const QList<Feature>& features, PictureDecoder& decoder,
                              const StageNotes& notes, const CancelToken& cancel);

/// int64 tensor of these numbers on `device`.
at::Tensor asIndex(std::span<const std::int64_t> numbers, at::Device device);

}  // namespace semblance
