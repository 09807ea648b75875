#pragma once

#include <QList>
#include <QString>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/inputspec.h"
#include "core/base/result.h"
#include "core/dataset/datasetpicture.h"
#include "core/model/kernels/precision.h"

namespace at {
class Tensor;
}

namespace semblance {

class ImageNetwork;
class PictureDecoder;
struct ModelManifest;

/// What of a picture is kept; the shapes are ImageNetwork's.
enum class Feature {
    Raw,      ///< [raw width]
    Side,     ///< [side width]; nothing where that is 0
    Patches,  ///< [cells, patch width]
    Trunk,    ///< what enters the part of the tower that training may tune
};

/// What the network is shown of a picture.
enum class PictureView {
    Plain,    ///< the model's input as it searches
    Flipped,  ///< the same, left for right
    Cropped,  ///< a window of 1 / 1.15 of the input's side, at a place that the picture decides
};

struct FeatureProgress {
    std::size_t done = 0;  ///< pictures of this run; what was cached before does not count
    std::size_t of = 0;
    std::size_t failed = 0;
    double picturesPerSecond = 0;
    double secondsLeft = 0;
};

struct PictureFailure {
    std::size_t picture = 0;  ///< its place in the list
    QString sentence;         ///< why
};

/// Where features come from and where they are kept.
struct FeatureSource {
    const ImageNetwork& network;
    QString networkKey;  ///< changes whenever the network's numbers do: see imageTowerKey()
    InputSpec input;
    PictureDecoder& decoder;
    QString dir;                             ///< of the cache; made when it is missing
    QString device = QStringLiteral("cpu");  ///< as libtorch names it, the network's own
    /// Pictures at once; 4 is fastest on CPU, more on a GPU. Halved where memory runs out.
    int batch = 4;
    int picturesPerFile = 0;  ///< 0: chosen by the number of pictures
};

/// Features of a list of pictures by one frozen image tower, cached on disk as half floats in
/// memory-mapped, checksummed files of some hundred pictures each. A file is keyed by the network,
/// by what it holds and by its pictures' contents (pictureKey), and replaced only when it is
/// complete, so that a run that was killed goes on behind the last complete file and a changed
/// picture, a changed network or a damaged file costs only what it touches. Files that no run
/// opened for 60 days are removed. Memory is bounded whatever the number of pictures. Immutable
/// once built; reading is thread-safe.
class FeatureStore {
public:
    using Progress = std::function<void(const FeatureProgress&)>;

    /// Makes what the cache lacks of every feature in every view, decoding ahead in the decoder's
    /// processes while the network computes here, on the calling thread. A picture that is missing
    /// or broken is counted, listed and passed over; BadInput when not one can be used. Other
    /// errors: Cancelled, NoSpace, Permission, Internal.
    static Result<FeatureStore> build(const FeatureSource& source,
                                      std::vector<DatasetPicture> pictures,
                                      const QList<Feature>& features,
                                      const QList<PictureView>& views, const Progress& progress,
                                      const CancelToken& cancel);
    ~FeatureStore();
    FeatureStore(FeatureStore&&) noexcept;
    FeatureStore& operator=(FeatureStore&&) noexcept;

    std::size_t size() const;
    const std::vector<DatasetPicture>& pictures() const;

    /// The pictures that could not be used, in order.
    const std::vector<PictureFailure>& failures() const;
    bool isUsable(std::size_t picture) const;
    /// All others, in order.
    std::vector<std::int64_t> usable() const;

    bool holds(Feature feature, PictureView view) const;

    /// float16 [pictures, ...] on the CPU, as they are kept, in the given order; `feature` and
    /// `view` are held. Rows of pictures that are not usable are zeros.
    at::Tensor halfRows(Feature feature, std::span<const std::int64_t> pictures,
                        PictureView view = PictureView::Plain) const;
    /// The same as float32.
    at::Tensor rows(Feature feature, std::span<const std::int64_t> pictures,
                    PictureView view = PictureView::Plain) const;
    /// Every picture's row.
    at::Tensor rows(Feature feature, PictureView view = PictureView::Plain) const;

private:
    struct Private;
    explicit FeatureStore(std::unique_ptr<Private> priv);

    std::unique_ptr<Private> d;
};

/// The networkKey of a model's image tower as it is loaded at `precision`: heads and text parts
/// change nothing, so that training these makes no feature anew.
QString imageTowerKey(const ModelManifest& manifest, Precision precision);

}  // namespace semblance
