#pragma once

#include <QString>
#include <QStringList>

#include "core/base/jsonfields.h"
#include "core/model/composition/mapping.h"
#include "core/model/composition/tuning.h"
#include "core/train/losses.h"
#include "core/train/prototypes.h"
#include "core/train/trainer.h"

/// What a stage's configuration file may say. Every field has a default, which is the method's for
/// the embedded model; files name only what differs.
namespace semblance {

/// Which pictures, and where what is computed from them is kept.
struct TrainingData {
    QString dir;              ///< holds photos/, fashion/, icons/ or any of them; --data overrides
    QString plain;            ///< a folder of pictures with captions beside them; may be empty
    QString cache;            ///< features are kept here; empty: <out>/../cache. --cache overrides
    QStringList languages{};  ///< "de": the photos' captions of captions.de.tsv, too
    bool flips = false;       ///< features of the mirrored pictures, too
    /// Make the features of every cell in the same pass, too: the mapping's VSI needs them.
    bool patches = true;

    void describe(JsonFields& fields);
};

/// How many rows of each kind a batch has; a kind without pictures has none.
struct BatchShares {
    int photos = 384;
    int fashion = 128;
    int icons = 64;
    int plain = 0;
    int translations = 0;  ///< photos with captions in other languages

    void describe(JsonFields& fields);
    int sum() const { return photos + fashion + icons + plain + translations; }
};

/// How names are said.
struct Wordings {
    double bareNames = 0.5;   ///< share of names (classes, products, icons) without a prompt
    double attributes = 0.3;  ///< share of products said by kind, colour and gender

    void describe(JsonFields& fields);
};

/// Stage 0: both towers into one space.
struct AlignConfig {
    QString model;  ///< the folder to start from, or a model that comes with the program; --model
    TrainingData data;
    BatchShares batch;
    LoopConfig loop;

    /// What stands between the towers and the common space.
    struct Heads {
        bool fresh = false;      ///< start from new weights instead of the model's
        int imageHidden = 2048;  ///< widths of new ones
        int textHidden = 1024;
        int sideHidden = 256;
        double hiddenDropout = 0.3;  ///< on the hidden layer's activations
        double inputDropout = 0.0;   ///< on the towers' features
        double sideDropout = 0.3;    ///< chance that a picture is seen without its side features
        double rateFactor = 1;       ///< of the run's learning rate

        void describe(JsonFields& fields);
    } heads;

    /// The text tower.
    struct Text {
        bool layers = true;  ///< tune its layers
        bool table = true;   ///< tune its token embeddings
        double rateFactor = 0.1;
        double tokenDropout = 0.1;

        void describe(JsonFields& fields);
    } text;

    /// The image tower's last blocks (the mini: 15 to 20 and its head convolution).
    struct Image {
        bool blocks = false;
        int pictures =
            96;  ///< of each batch that go through the blocks; the others' stay as cached
        double rateFactor = 0.05;
        double anchor = 1.0;  ///< weight of anchorLoss

        void describe(JsonFields& fields);
    } image;

    /// Pseudo-features of the classes the image tower was trained with; see prototypes.h.
    struct Prototypes {
        int batch = 448;  ///< rows a batch; 0: none
        PrototypeConfig drawing;

        void describe(JsonFields& fields);
    } prototypes;

    /// Weight of a cross entropy that teaches the class names on real pictures: the picture's
    /// similarities to the batch's class names against what the tower's classifier says of it.
    double classWeight = 0.5;
    Wordings wordings;
    double mostLogitScale = 100;  ///< the learned 1/temperature stays below
    double startLogitScale = 0;   ///< 0: the model's

    void describe(JsonFields& fields);
};

/// Stage 1: pictures to pseudo-words; phi and VSI learn, all else is frozen.
struct MapConfig {
    QString model;  ///< an aligned model; --model overrides
    TrainingData data;
    BatchShares batch;
    LoopConfig loop;
    MappingConfig mapping;  ///< MappingConfig::defaultsFor() the model where the file says nothing
    SoftTextAlignment alignment;
    double alignmentWeight = 1.0;  ///< beta
    double phraseWeight = 0;       ///< SEARLE's phrase regularisation
    double textOnlyWeight = 0;     ///< LinCIR's loss on captions
    double logitScale = 0;         ///< k of L_map; 0: the model's

    void describe(JsonFields& fields);
};

/// Stage 2: the text tower learns to compose; image side, phi and VSI are frozen.
struct ComposeConfig {
    QString model;  ///< a mapped model; --model overrides
    TrainingData data;
    LoopConfig loop;
    TuningConfig tuning;  ///< TuningConfig::defaultsFor() the model where the file says nothing
    QString tripletFile;  ///< triplets made by hand (readTriplets); may be empty

    /// Triplets of each kind a batch has; see triplets.h.
    struct Batch {
        int families = 48;     ///< (a): this very thing in another colour
        int colours = 48;      ///< (b): the same kind of thing in another colour,
        int genders = 4;       ///< for somebody else,
        int kinds = 4;         ///< or another kind of thing
        int captionEdits = 8;  ///< (c)
        int neighbours = 0;    ///< (d): low quality on purpose
        int icons = 16;        ///< (e): skin tone, colour, person and expression in turn
        int listed = 0;        ///< of the file `tripletFile`
        int textOnly = 0;      ///< from sentences alone
        int identities = 32;   ///< "a photo of [s]" is the picture itself

        void describe(JsonFields& fields);
    } batch;

    /// Part of the loss that goes to slerp(v, c, 2 mix) instead of c: what the product searches
    /// with at its default mix.
    double mixedShare = 0.5;
    double mix = 0.45;             ///< 0..1/2, the product's
    double headDropout = 0.2;      ///< on the text head's hidden layer
    double sideDropout = 0;        ///< HeadDropout's `side`: of two text towers, one reads alone
    double translatedShare = 0;    ///< of the wishes for a colour, gender or kind
    double familyShare = 0.6;      ///< of the target mass on the product's own family
    bool mineReference = true;     ///< mined negatives: the reference itself,
    int mineNearest = 8;           ///< so many nearest to the target that violate the triplet,
    bool mineOtherTargets = true;  ///< and targets of the reference's other triplets
    double negativeWeight = 1.0;   ///< of mined negatives in the softmax; 1: as any other
    int triplets = 0;              ///< use only so many in all; 0: all there are
    double noise = 0;              ///< share of triplets whose targets are replaced by others'
    double logitScale = 0;         ///< 0: the model's

    void describe(JsonFields& fields);
};

}  // namespace semblance
