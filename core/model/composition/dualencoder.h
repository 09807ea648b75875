#pragma once

#include <QString>
#include <QStringList>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/inputspec.h"
#include "core/base/result.h"
#include "core/model/kernels/device.h"
#include "core/model/kernels/precision.h"

namespace semblance {

/// What a loaded model is and how it runs here.
struct DualEncoderInfo {
    QString name;
    QString hash;             ///< ModelManifest::hash
    QString compositionHash;  ///< ModelManifest::compositionHash
    int dim = 0;
    InputSpec input;
    float defaultMix = 0.5f;
    float logitScale = 1.0f;
    QString device;                         ///< "cpu", "cuda", "mps"
    Precision precision = Precision::Fp32;  ///< of the towers, but for parts that stay in fp32
    QString notice;  ///< a sentence, where it is not what the options asked for
};

struct EncodedTexts {
    std::vector<float> rows;              ///< texts * dim, unit length
    std::vector<float> unknownFractions;  ///< Tokenizer's unknownFraction, one per text
};

struct EncodedReferences {
    std::vector<float> rows;   ///< pictures * dim, unit length: what encodeImages gives
    std::vector<float> words;  ///< pictures * wordWidth(), the pseudo-words
};

/// A model that puts pictures and sentences into one space. Immutable once loaded.
/// Threads: every method may be called from any thread. Picture and sentence calls may run at the
/// same time and do not wait for each other: they share no lock, and each calling thread has a pool
/// of its own (which must not spin: see usePassiveWaiting in app/engine).
class DualEncoder {
public:
    struct Options {
        std::optional<Precision> precision;  ///< unset: what was measured here, bestPrecision()
        std::optional<DeviceKind> device;    ///< unset: the fastest there is
    };

    /// Verifies every part against the manifest, then loads. `dir` holds a model.json. A device or
    /// a precision that this machine or this model does not have is replaced by the next best and
    /// said in info().notice; so is a device whose memory the weights do not fit into.
    static Result<std::unique_ptr<DualEncoder>> load(const QString& dir, const Options& options);
    static Result<std::unique_ptr<DualEncoder>> load(const QString& dir);

    /// The same for what an option may hold: a folder, or the name of a model that comes with the
    /// program (findModel).
    static Result<std::unique_ptr<DualEncoder>> loadNamed(const QString& nameOrDir,
                                                          const Options& options);
    static Result<std::unique_ptr<DualEncoder>> loadNamed(const QString& nameOrDir);
    ~DualEncoder();

    const DualEncoderInfo& info() const;

    /// `rgb`: count * side * side * 3 bytes, made by info().input. Any count >= 0: it is worked off
    /// in small batches, smaller ones after memory ran out, `cancel` asked before each. count * dim
    /// numbers, rows of unit length.
    Result<std::vector<float>> encodeImages(std::span<const std::uint8_t> rgb, int count, int side,
                                            const CancelToken& cancel = {}) const;

    /// How much each part of one picture adds to its score with `direction`: columns^2 numbers, row
    /// after row from the input's upper left (patchmap.h). `rgb` as for one picture of
    /// encodeImages; `direction`: dim numbers, of any length.
    struct Shares {
        int columns = 0;
        std::vector<float> cells;
    };
    Result<Shares> explainImage(std::span<const std::uint8_t> rgb, int side,
                                std::span<const float> direction) const;

    /// A blank sentence is WrongUse and names its place: it has no vector.
    Result<EncodedTexts> encodeTexts(const QStringList& texts,
                                     const CancelToken& cancel = {}) const;

    /// Whether the model has learned composition; without it encodeReferences and encodeComposed
    /// are WrongUse.
    bool composes() const;

    /// Numbers of one picture's pseudo-words: words * tokenWidth(); 0 without composition.
    int wordWidth() const;

    /// Reference pictures: `rgb` as for encodeImages.
    Result<EncodedReferences> encodeReferences(std::span<const std::uint8_t> rgb, int count,
                                               int side, const CancelToken& cancel = {}) const;

    /// A reference's pseudo-words and what should be different.
    struct Composition {
        std::span<const float> words;  ///< wordWidth() numbers
        QString modification;          ///< may be blank: then the picture itself is said
    };

    /// One unit row per composition, by the text tower that learnt to compose.
    Result<std::vector<float>> encodeComposed(std::span<const Composition> compositions,
                                              const CancelToken& cancel = {}) const;

    /// One unit row for the prompt `before` + pseudo-words + `after` by the plain text tower;
    /// `word` holds the input embeddings that stand in their place, tokenWidth() numbers each.
    Result<std::vector<float>> encodePrompt(const QString& before, std::span<const float> word,
                                            const QString& after) const;
    int tokenWidth() const;

private:
    struct Private;
    explicit DualEncoder(std::unique_ptr<Private> priv);

    std::unique_ptr<Private> d;
};

}  // namespace semblance
