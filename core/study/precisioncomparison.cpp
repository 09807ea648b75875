#include "core/study/precisioncomparison.h"

#include <QDir>
#include <QElapsedTimer>
#include <algorithm>
#include <future>
#include <numeric>
#include <span>

#include "core/base/resources.h"
#include "core/model/kernels/precisionnotes.h"
#include "core/remote/decoderpool.h"
#include "core/study/selftest.h"

namespace semblance {

namespace {

constexpr std::size_t kFirst = 10;
constexpr int kAtOnce = 8;
/// A large model on a small machine is compared over fewer pictures.
constexpr qint64 kEncodeMs = 15'000;

struct Samples {
    std::vector<std::uint8_t> rgb;
    int count = 0;
    QStringList sentences;  ///< the pictures' names, which say what is on them
};

Samples demoSamples(const InputSpec& input) {
    const QDir dir(resourceDir(QStringLiteral("demo")) + QStringLiteral("/photos"));
    Samples samples;
    DecoderPool pool;
    std::vector<std::future<Result<DecodeReply>>> decodes;
    for (const QFileInfo& file : dir.entryInfoList({QStringLiteral("*.jpg")}, QDir::Files)) {
        DecodeRequest request;
        request.path = file.absoluteFilePath();
        request.wantInput = true;
        request.input = input;
        decodes.push_back(pool.decodeLater(request, PictureDecoder::Priority::Background));
        samples.sentences << file.completeBaseName().replace(u'-', u' ');
    }
    for (auto& decode : decodes) {
        const Result<DecodeReply> reply = decode.get();
        if (!reply)
            continue;
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(reply->input.constData());
        samples.rgb.insert(samples.rgb.end(), bytes, bytes + reply->input.size());
        ++samples.count;
    }
    return samples;
}

struct Vectors {
    std::vector<float> pictures;
    std::vector<float> sentences;
};

/// `count` pictures, fewer when time is up: then it says how many.
Result<Vectors> encodeSamples(const DualEncoder& encoder, const Samples& samples, int& count,
                              qint64 limitMs) {
    const int side = encoder.info().input.side;
    const auto bytes = std::size_t(side) * std::size_t(side) * 3;
    Vectors vectors;
    QElapsedTimer timer;
    timer.start();
    int done = 0;
    while (done < count && (done == 0 || timer.elapsed() < limitMs)) {
        const int some = std::min(kAtOnce, count - done);
        SEMBLANCE_TRY_ASSIGN(
            const auto rows,
            encoder.encodeImages(std::span(samples.rgb)
                                     .subspan(std::size_t(done) * bytes, std::size_t(some) * bytes),
                                 some, side));
        vectors.pictures.insert(vectors.pictures.end(), rows.begin(), rows.end());
        done += some;
    }
    count = done;
    SEMBLANCE_TRY_ASSIGN(auto texts, encoder.encodeTexts(samples.sentences));
    vectors.sentences = std::move(texts.rows);
    return vectors;
}

using Row = std::span<const float>;

double cosine(Row a, Row b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

/// The pictures nearest to a sentence, by their places in ascending order.
std::vector<std::size_t> nearest(Row sentence, const std::vector<float>& pictures) {
    const std::size_t dim = sentence.size();
    const std::size_t count = pictures.size() / dim;
    std::vector<double> scores(count);
    for (std::size_t i = 0; i < count; ++i)
        scores[i] = cosine(sentence, Row(pictures).subspan(i * dim, dim));
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto first = order.begin() + std::ptrdiff_t(std::min(kFirst, count));
    std::partial_sort(order.begin(), first, order.end(),
                      [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
    order.erase(first, order.end());
    std::sort(order.begin(), order.end());
    return order;
}

/// Fills in the loss.
void compare(const Vectors& exact, const Vectors& other, std::size_t dim,
             PrecisionMeasurement& measured) {
    double sum = 0;
    std::size_t rows = 0;
    measured.leastCosine = 1;
    for (const auto& [a, b] : {std::pair(&exact.pictures, &other.pictures),
                               std::pair(&exact.sentences, &other.sentences)}) {
        for (std::size_t at = 0; at + dim <= a->size(); at += dim, ++rows) {
            const double close = cosine(Row(*a).subspan(at, dim), Row(*b).subspan(at, dim));
            sum += close;
            measured.leastCosine = std::min(measured.leastCosine, close);
        }
    }
    measured.meanCosine = sum / double(std::max<std::size_t>(rows, 1));

    std::size_t common = 0;
    std::size_t all = 0;
    for (std::size_t at = 0; at + dim <= exact.sentences.size(); at += dim) {
        const auto wanted = nearest(Row(exact.sentences).subspan(at, dim), exact.pictures);
        const auto found = nearest(Row(other.sentences).subspan(at, dim), other.pictures);
        std::vector<std::size_t> both;
        std::set_intersection(wanted.begin(), wanted.end(), found.begin(), found.end(),
                              std::back_inserter(both));
        common += both.size();
        all += wanted.size();
    }
    measured.agreement = all == 0 ? 1.0 : double(common) / double(all);
}

struct Compared {
    PrecisionMeasurement note;
    ModelMeasurement report;
};

}  // namespace

Result<QList<ModelMeasurement>> comparePrecisions(const ModelManifest& manifest,
                                                  const ModelMeasurement& known,
                                                  const std::function<void(const QString&)>& tell) {
    const Samples samples = demoSamples(manifest.input);
    int count = samples.count;
    Vectors exact;
    std::vector<Compared> all;
    for (const Precision precision : precisionsHere()) {
        if (precision != Precision::Fp32 && count == 0)
            break;
        tell(QStringLiteral("Measuring %1 ...").arg(toString(precision)));
        SEMBLANCE_TRY_ASSIGN(const auto encoder,
                             DualEncoder::load(manifest.dir, {precision, DeviceKind::Cpu}));
        if (encoder->info().precision != precision)
            continue;
        Compared compared;
        compared.report = known;
        if (known.precision != toString(precision)) {
            SEMBLANCE_TRY_ASSIGN(compared.report, measureSpeed(*encoder));
        }
        compared.note.precision = precision;
        compared.note.picturesPerSecond = compared.report.picturesPerSecond;
        const bool isExact = precision == Precision::Fp32;
        if (count > 0) {
            SEMBLANCE_TRY_ASSIGN(
                Vectors vectors,
                encodeSamples(*encoder, samples, count, isExact ? kEncodeMs : kEncodeMs * 100));
            if (isExact) {
                exact = std::move(vectors);
            } else {
                compare(exact, vectors, std::size_t(manifest.dim), compared.note);
                compared.report.cosine = compared.note.leastCosine;
                compared.report.agreement = compared.note.agreement;
            }
        }
        all.push_back(compared);
    }

    std::vector<PrecisionMeasurement> notes;
    for (const Compared& compared : all)
        notes.push_back(compared.note);
    const Precision best = choosePrecision(notes);
    if (count > 0)
        notePrecisions(manifest.hash(), notes);
    std::stable_partition(all.begin(), all.end(), [&](const Compared& compared) {
        return compared.note.precision == best;
    });
    QList<ModelMeasurement> result;
    for (const Compared& compared : all)
        result.append(compared.report);
    return result;
}

}  // namespace semblance
