#pragma once

#include <QString>

#include "core/base/inputspec.h"
#include "core/base/result.h"
#include "core/model/files/manifest.h"

/// The JSON files of a model folder in Hugging Face's layout. What a file leaves out has the
/// default that transformers gives it.
namespace semblance {

struct HfFamily;

/// config.json, or open_clip_config.json: the networks of a CLIP or SigLIP model.
struct HfConfig {
    enum class Activation { Gelu, TanhGelu, QuickGelu };

    /// By what names, and in what shapes, the weight files keep the tensors (see WeightNames).
    enum class Layout {
        Transformers,
        OpenClip,
        Timm,    ///< open_clip's, with an image tower of timm's
        HfText,  ///< open_clip's, with a text tower of transformers'
    };

    struct Tower {
        int width = 0;
        int hidden = 0;  ///< of the MLP
        int layers = 0;
        int heads = 0;
        Activation activation = Activation::Gelu;
        double normEpsilon = 1e-5;
        bool postNorm = false;  ///< BERT's order: a sum is normalised, not what is added to it
    };

    /// What a text tower of BERT's kind has besides.
    struct Bert {
        int positions = 0;  ///< rows of the position table; 0: no such tower
        int firstPosition = 0;
        int types = 0;       ///< rows of the table of token types; a sentence has the first
        bool mean = false;   ///< of the last states; else the first one stands for the sentence
        int headHidden = 0;  ///< of an MLP to the common space; 0: it is one matrix
    };

    const HfFamily* family = nullptr;  ///< never null in one that was read
    Layout layout = Layout::Transformers;
    Tower text;
    Bert bert;
    int tableSize = 0;  ///< rows of the token table
    int maxTokens = 0;
    Tower image;
    int side = 0;   ///< pixels
    int patch = 0;  ///< pixels a side; what is left over at the right and below is not read
    int dim = 0;    ///< of the common space

    int cellsASide() const { return side / patch; }

    /// Corrupt names the field that is missing or makes no sense; Newer for another family, with
    /// its name; NotFound without a file.
    static Result<HfConfig> read(const QString& path);
};

/// How a picture becomes input, from preprocessor_config.json, or processor_config.json as newer
/// versions write it.
struct HfPreprocessing {
    InputSpec input;
    ModelManifest::Normalisation normalisation;

    /// `side` is what the network takes. Newer for steps that Semblance does not have.
    static Result<HfPreprocessing> read(const QString& dir, int side);
};

}  // namespace semblance
