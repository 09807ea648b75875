#include "core/train/featurebuilder.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/clamp.h>
#include <ATen/ops/flip.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/zeros.h>
#include <c10/core/InferenceMode.h>

#include <QElapsedTimer>
#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>
#include <optional>

#include "core/base/hash.h"
#include "core/dataset/picturefeed.h"
#include "core/model/kernels/device.h"
#include "core/model/networks/networks.h"

namespace semblance {

namespace {

constexpr double kCropZoom = 1.15;
constexpr double kLargestHalf = 65504;

/// Some pictures' model inputs: those of the pictures that could be decoded, in order.
struct Batch {
    at::Tensor plain;          ///< uint8 [N, side, side, 3]; undefined when no picture could
    at::Tensor cropped;        ///< the same
    std::vector<bool> usable;  ///< one per picture of the batch

    int count() const { return plain.defined() ? static_cast<int>(plain.size(0)) : 0; }

    /// `some` of them from `first` on.
    at::Tensor seenAs(PictureView view, int first, int some) const {
        if (view == PictureView::Cropped)
            return cropped.narrow(0, first, some);
        const at::Tensor pixels = plain.narrow(0, first, some);
        return view == PictureView::Flipped ? at::flip(pixels, {2}) : pixels;
    }
};

bool wants(std::span<const FeaturePart> parts, PictureView view) {
    for (const FeaturePart& part : parts) {
        for (const FeaturePart::Missing& missing : part.missing) {
            if (missing.column.view == view)
                return true;
        }
    }
    return false;
}

std::vector<DatasetPicture> picturesOf(std::span<const DatasetPicture> pictures,
                                       std::span<const FeaturePart> parts) {
    std::vector<DatasetPicture> list;
    for (const FeaturePart& part : parts) {
        const auto some = pictures.subspan(part.first, part.count);
        list.insert(list.end(), some.begin(), some.end());
    }
    return list;
}

InputSpec enlarged(InputSpec input) {
    input.side = static_cast<int>(std::lround(input.side * kCropZoom));
    return input;
}

at::Tensor pixelsOf(const QByteArray& rgb, int side) {
    // Only read; libtorch has no const tensors. The copy outlives the bytes.
    return at::from_blob(const_cast<char*>(rgb.constData()), {side, side, 3}, at::kByte).clone();
}

/// The window lies where the picture's own path says, so that it is the same in every run.
at::Tensor windowOf(const at::Tensor& pixels, int side, const QString& path) {
    const QByteArray hash = xxh3(std::as_bytes(std::span(path.utf16(), std::size_t(path.size()))));
    const auto range = static_cast<int>(pixels.size(0)) - side + 1;
    const auto place = [&](qsizetype byte) {
        return (static_cast<unsigned char>(hash[byte]) * 256 +
                static_cast<unsigned char>(hash[byte + 1])) %
               range;
    };
    return pixels.narrow(0, place(0), side).narrow(1, place(2), side);
}

/// The parts of the network's computation, each done once and only when it is asked for.
class Computation {
public:
    Computation(const ImageNetwork& network, const at::Tensor& pixels)
        : m_network(network), m_pixels(pixels) {}

    at::Tensor operator()(Feature feature) {
        switch (feature) {
            case Feature::Raw:
                return m_network.raw(patches());
            case Feature::Side:
                return m_network.sideFeatures(m_pixels);
            case Feature::Patches:
                return patches();
            case Feature::Trunk:
                break;
        }
        return trunk();
    }

private:
    const at::Tensor& trunk() {
        if (!m_trunk)
            m_trunk = m_network.trunk(m_pixels);
        return *m_trunk;
    }
    const at::Tensor& patches() {
        if (!m_patches)
            m_patches = m_network.patchesFrom(trunk());
        return *m_patches;
    }

    const ImageNetwork& m_network;
    at::Tensor m_pixels;
    std::optional<at::Tensor> m_trunk;
    std::optional<at::Tensor> m_patches;
};

RowShape rowShape(const at::Tensor& rows) {
    RowShape shape{};
    for (std::int64_t i = 1; i < rows.dim(); ++i)
        shape[static_cast<std::size_t>(i - 1)] = rows.size(i);
    return shape;
}

at::Tensor asHalf(const at::Tensor& rows) {
    return at::clamp(rows, -kLargestHalf, kLargestHalf).to(at::kCPU, at::kHalf).contiguous();
}

std::span<const std::byte> bytesOfRow(const at::Tensor& rows, std::size_t row, std::size_t bytes) {
    return {static_cast<const std::byte*>(rows.const_data_ptr()) + row * bytes, bytes};
}

}  // namespace

struct FeatureBuilder::Private {
    const FeatureSource& source;
    std::span<const FeaturePart> parts;
    const FeatureStore::Progress& progress;
    const CancelToken& cancel;
    std::vector<DatasetPicture> pictures;  ///< of all parts, one after another
    PictureFeed feed;
    std::optional<PictureFeed> largeFeed;  ///< for crops
    std::map<Feature, RowShape> shapes{};
    FeatureProgress state{};
    std::size_t begun = 0;       ///< of `pictures`
    std::atomic<int> atOnce{1};  ///< pictures through the network, fewer once memory ran out
    QElapsedTimer timer{};

    Private(const FeatureSource& from, std::span<const DatasetPicture> all,
            std::span<const FeaturePart> some, const FeatureStore::Progress& callback,
            const CancelToken& token)
        : source(from),
          parts(some),
          progress(callback),
          cancel(token),
          pictures(picturesOf(all, some)),
          feed(from.decoder, from.input, pictures, token) {
        if (wants(parts, PictureView::Cropped))
            largeFeed.emplace(from.decoder, enlarged(from.input), pictures, token);
        state.of = pictures.size();
        atOnce = std::max(1, from.batch);
    }

    at::Tensor onDevice(const at::Tensor& pixels) const {
        return pixels.to(at::Device(source.device.toStdString()));
    }

    /// A picture that cannot be used has a row like any other, so the rows' sizes must be known
    /// before the first one that can.
    void learnShapes() {
        const int side = source.input.side;
        Computation computation(source.network, onDevice(at::zeros({1, side, side, 3}, at::kByte)));
        for (const FeaturePart& part : parts) {
            for (const FeaturePart::Missing& missing : part.missing) {
                const Feature feature = missing.column.feature;
                if (!shapes.contains(feature))
                    shapes[feature] = rowShape(computation(feature));
            }
        }
    }

    /// The next picture's inputs, added to the batch's; its failure, where it has one.
    Result<std::optional<QString>> readOne(std::vector<at::Tensor>& plain,
                                           std::vector<at::Tensor>& cropped) {
        const QString& path = pictures[begun++].path;
        const Result<QByteArray> input = feed.next();
        const Result<QByteArray> large = largeFeed ? largeFeed->next() : QByteArray();
        for (const auto* result : {&input, &large}) {
            if (*result)
                continue;
            const Error& error = result->error();
            if (error.kind == ErrorKind::Cancelled || error.kind == ErrorKind::Internal)
                return fail(error);
            return error.sentence;
        }
        const int side = source.input.side;
        plain.push_back(pixelsOf(*input, side));
        if (largeFeed) {
            const at::Tensor pixels = pixelsOf(*large, enlarged(source.input).side);
            cropped.push_back(windowOf(pixels, side, path));
        }
        return std::nullopt;
    }

    /// `first`: the batch's place in the part.
    Result<Batch> readBatch(std::size_t first, std::size_t count,
                            std::vector<PictureFailure>& failures) {
        std::vector<at::Tensor> plain;
        std::vector<at::Tensor> cropped;
        Batch batch;
        for (std::size_t i = 0; i < count; ++i) {
            SEMBLANCE_TRY_ASSIGN(std::optional<QString> failure, readOne(plain, cropped));
            batch.usable.push_back(!failure);
            if (failure)
                failures.push_back({first + i, std::move(*failure)});
        }
        if (!plain.empty())
            batch.plain = at::stack(plain);
        if (!cropped.empty())
            batch.cropped = at::stack(cropped);
        return batch;
    }

    /// One tensor a missing column; undefined when no picture of the batch can be used.
    Result<std::vector<at::Tensor>> compute(const FeaturePart& part, const Batch& batch) {
        std::vector<at::Tensor> rows(part.missing.size());
        const auto step = [&](int first, int some) -> Status {
            std::map<PictureView, Computation> computations;
            std::vector<at::Tensor> made;
            for (const FeaturePart::Missing& missing : part.missing) {
                const auto [view, feature] = std::pair(missing.column.view, missing.column.feature);
                if (!computations.contains(view))
                    computations.try_emplace(view, source.network,
                                             onDevice(batch.seenAs(view, first, some)));
                made.push_back(asHalf(computations.at(view)(feature)));
            }
            for (std::size_t i = 0; i < made.size(); ++i)
                rows[i] = rows[i].defined() ? at::cat({rows[i], made[i]}) : made[i];
            return {};
        };
        SEMBLANCE_TRY(inBatches(batch.count(), atOnce, step));
        return rows;
    }

    Status writeBatch(const FeaturePart& part, const Batch& batch,
                      std::vector<FeatureFileWriter>& writers) {
        SEMBLANCE_TRY_ASSIGN(const std::vector<at::Tensor> rows, compute(part, batch));
        for (std::size_t i = 0; i < part.missing.size(); ++i)
            SEMBLANCE_TRY(writeRows(rows[i], shapes[part.missing[i].column.feature], batch.usable,
                                    writers[i]));
        return {};
    }

    static Status writeRows(const at::Tensor& rows, const RowShape& shape,
                            const std::vector<bool>& usable, FeatureFileWriter& writer) {
        const std::vector<std::byte> zeros(rowBytes(shape));
        std::size_t next = 0;
        for (const bool isUsable : usable)
            SEMBLANCE_TRY(writer.write(isUsable ? bytesOfRow(rows, next++, zeros.size()) : zeros));
        return {};
    }

    void report(std::size_t count, std::size_t failed) {
        state.done += count;
        state.failed = failed;
        const double seconds = std::max(1e-3, static_cast<double>(timer.elapsed()) / 1000);
        state.picturesPerSecond = static_cast<double>(state.done) / seconds;
        state.secondsLeft = static_cast<double>(state.of - state.done) / state.picturesPerSecond;
        if (progress)
            progress(state);
    }

    Status makePart(const FeaturePart& part) {
        std::vector<FeatureFileWriter> writers;
        for (const FeaturePart::Missing& missing : part.missing) {
            SEMBLANCE_TRY_ASSIGN(auto writer, FeatureFileWriter::create(
                                                  missing.path, shapes[missing.column.feature]));
            writers.push_back(std::move(writer));
        }
        std::vector<PictureFailure> failures;
        const std::size_t failedBefore = state.failed;
        const auto most = static_cast<std::size_t>(source.batch);
        for (std::size_t first = 0; first < part.count; first += most) {
            if (cancel.isCancelled())
                return fail(cancelledError());
            const std::size_t count = std::min(most, part.count - first);
            SEMBLANCE_TRY_ASSIGN(const Batch batch, readBatch(first, count, failures));
            SEMBLANCE_TRY(writeBatch(part, batch, writers));
            report(count, failedBefore + failures.size());
        }
        for (std::size_t i = 0; i < writers.size(); ++i)
            SEMBLANCE_TRY(writers[i].commit(part.missing[i].identity, part.count, failures));
        return {};
    }
};

FeatureBuilder::FeatureBuilder(const FeatureSource& source,
                               std::span<const DatasetPicture> pictures,
                               std::span<const FeaturePart> parts,
                               const FeatureStore::Progress& progress, const CancelToken& cancel)
    : d(std::make_unique<Private>(source, pictures, parts, progress, cancel)) {}

FeatureBuilder::~FeatureBuilder() = default;

Status FeatureBuilder::run() {
    const c10::InferenceMode inference;
    d->learnShapes();
    d->timer.start();
    for (const FeaturePart& part : d->parts)
        SEMBLANCE_TRY(d->makePart(part));
    return {};
}

}  // namespace semblance
