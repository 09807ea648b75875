#pragma once

#include <QString>
#include <QStringList>
#include <cstddef>
#include <functional>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/evaluate/evaluationset.h"
#include "core/evaluate/vectorrows.h"

namespace semblance {

/// A reference picture and what should be different.
struct ComposedQuery {
    DatasetPicture reference;
    QString modification;
};

/// A model under measurement: turns a set's pictures and queries into unit rows of one width.
/// Methods block; they are called from one thread at a time. A picture that cannot be read fails
/// the whole call with a sentence that names it: figures over a part of a benchmark's pictures
/// could not be compared with anybody's.
class EvaluationEncoder {
public:
    using Progress = std::function<void(std::size_t done, std::size_t of)>;

    virtual ~EvaluationEncoder() = default;

    virtual QString name() const = 0;
    /// Changes whenever the rows would; keys caches of rows.
    virtual QString key() const = 0;
    virtual int dim() const = 0;
    /// The mix the model's composed queries are best at, 0..1 (the meaning is core/query's).
    virtual double defaultMix() const = 0;

    /// One row per picture. Boxes are cropped by cropOf. Decoding happens outside this process.
    virtual Result<Rows> encodePictures(const std::vector<DatasetPicture>& pictures,
                                        const Progress& progress, const CancelToken& cancel) = 0;

    /// One row per sentence, by the text tower that searches the gallery with plain words.
    virtual Result<Rows> encodeTexts(const QStringList& sentences, const CancelToken& cancel) = 0;

    /// Whether the model has a learned composition; without one only mixes of picture and sentence
    /// are measured and encodeComposed is never called.
    virtual bool composes() const { return false; }

    /// One row per query: c of core/query's meaning of mix.
    virtual Result<Rows> encodeComposed(const std::vector<ComposedQuery>& queries,
                                        const Progress& progress, const CancelToken& cancel) = 0;

protected:
    EvaluationEncoder() = default;
    EvaluationEncoder(const EvaluationEncoder&) = delete;
    EvaluationEncoder& operator=(const EvaluationEncoder&) = delete;
};

}  // namespace semblance
