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
#include "core/model/manifest.h"
#include "core/model/networks.h"
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
    /// have features are used.
    TrainingSet(const Corpus& corpus, FeatureStore store, std::span<const std::int64_t> wanted);

    const Corpus& corpus() const { return m_corpus; }
    std::size_t size() const { return m_corpus.pictures.size(); }
    const FeatureStore& store() const { return m_store; }
    bool holds(Feature feature, PictureView view) const { return m_store.holds(feature, view); }

    /// float [pictures, ...], read from the cache.
    at::Tensor rows(Feature feature, std::span<const std::int64_t> pictures,
                    PictureView view = PictureView::Plain) const;

private:
    FeatureStore m_store;
    std::vector<std::int64_t> m_places;  ///< of the corpus's pictures in the store
    Corpus m_corpus;
};

/// What every stage starts from.
struct StageInputs {
    ModelManifest manifest;
    DualNetworks networks;  ///< fp32, every parameter a plain tensor
    std::unique_ptr<Tokenizer> tokenizer;
    std::unique_ptr<TrainingSet> train;
    std::unique_ptr<TrainingSet> val;  ///< without the families that train has
};

/// Loads the model, reads the tables and makes what is missing of the features.
/// `model`: a folder, or the name of a model that comes with the program.
Result<StageInputs> openStage(const QString& model, const TrainingData& data,
                              const QList<Feature>& features, PictureDecoder& decoder,
                              const StageNotes& notes, const CancelToken& cancel);

/// int64 tensor of these numbers.
at::Tensor asIndex(std::span<const std::int64_t> numbers);

}  // namespace semblance
