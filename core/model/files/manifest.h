#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <array>
#include <vector>

#include "core/base/inputspec.h"
#include "core/base/result.h"

namespace semblance {

/// What a model folder says of itself in model.json: everything but the weights. Format 1:
/// packaging and the trainer write it, resources/models/mini has an example.
struct ModelManifest {
    static constexpr int kFormat = 1;

    /// Roles of the parts that only composed search needs; a model may go without.
    static constexpr char kMappingRole[] = "mapping";      ///< picture -> pseudo-words
    static constexpr char kComposingRole[] = "composing";  ///< what the text tower learnt

    /// One file of the model. `role` is the family's word for it ("image", "text", "tokenizer",
    /// "heads"), or one of those above.
    struct Part {
        QString role;
        QString file;  ///< a plain name inside the folder
        qint64 size = 0;
        QString sha256;       ///< 64 lower-case hex digits
        qint64 modified = 0;  ///< when it was hashed: milliseconds since 1970, 0: not noted
    };

    /// A pixel c in 0..255 becomes (c - mean) / deviation, for red, green and blue.
    struct Normalisation {
        std::array<float, 3> mean{127.0f, 127.0f, 127.0f};
        std::array<float, 3> deviation{128.0f, 128.0f, 128.0f};
    };

    struct TextRules {
        int maxPieces = 40;
        bool lowerCase = true;
        bool dropFinalPeriod = true;
        bool dropPunctuation = false;  ///< SigLIP; white space is collapsed then, too
        int padding = 0;               ///< SigLIP: the id that fills a sentence up
    };

    /// How a picture and what should be different become one sentence, the picture as [words]:
    /// "<before> [words] <join> <modification>".
    struct Composition {
        QString before = QStringLiteral("a photo of");
        QString join = QStringLiteral("that");  ///< may be empty

        /// What stands after the words. A modification that begins with the join already gets no
        /// second one; a blank one gives nothing.
        QString after(const QString& modification) const;
    };

    QString dir;
    QString folder;  ///< where the parts lie when it is not `dir`; absolute
    QString name;    ///< "mini"
    QString family;  ///< which networks: "mini", "clip", "siglip"
    int dim = 0;     ///< of the embedding
    std::vector<Part> parts;
    InputSpec input;
    Normalisation normalisation;
    TextRules text;
    Composition composition;  ///< the default when model.json has none
    float defaultMix = 0.5f;  ///< 0..1, measured
    float logitScale = 1.0f;  ///< 1 / temperature
    float logitBias = 0.0f;   ///< SigLIP: a pair's logit is cosine * scale + bias
    QStringList licences;     ///< as people read them
    QString card;             ///< file name of the model card; may be empty

    /// Reads <dir>/model.json, or describes a folder in Hugging Face's layout (hfmanifest.h).
    /// NotFound when it is neither, Newer for a later format, Corrupt for anything ill-formed; the
    /// sentence names file and field. The parts of a model.json are not opened.
    static Result<ModelManifest> read(const QString& dir);

    /// As <dir>/model.json is written.
    QJsonObject toJson() const;

    bool hasPart(const QString& role) const;

    /// The part of this role, or an error that names it.
    Result<Part> part(const QString& role) const;
    QString pathOf(const Part& part) const;

    /// Identifies the vectors the model gives to pictures and plain sentences: SHA-256 over format,
    /// family, dimension, preprocessing, text rules and the roles and hashes of the parts, in hex.
    /// Names, licences and the card change nothing, nor do the parts that only compose: learning
    /// composition anew leaves every gallery as it is.
    QString hash() const;

    /// Identifies the pseudo-words and composed vectors: over hash(), the composing parts and the
    /// prompt. Empty for a model without a mapping part.
    QString compositionHash() const;

    /// Reads every part and compares size and SHA-256, all parts at once; a part that has the size
    /// and the date it was noted with is taken to be the same. The sentence names the first bad
    /// file.
    Status verifyParts() const;
};

}  // namespace semblance
