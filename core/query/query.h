#pragma once

#include <QByteArray>
#include <QRectF>
#include <QString>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/photofilter.h"
#include "core/base/result.h"

namespace semblance {

/// A picture given as a reference: a file, or the bytes of an encoded picture that is no file
/// (pasted, dropped from a browser). Exactly one of the two is there.
struct PictureSource {
    QString path;  ///< absolute
    QByteArray bytes;
    std::optional<QRectF> region;  ///< the part that counts, in 0..1 of width and height, upright

    friend bool operator==(const PictureSource&, const PictureSource&) = default;
};

struct Reference {
    PictureSource picture;
    double weight = 1;  ///< more than 0; only ratios between references count

    friend bool operator==(const Reference&, const Reference&) = default;
};

struct NegativeText {
    QString text;
    double weight = 1;  ///< strength, more than 0

    friend bool operator==(const NegativeText&, const NegativeText&) = default;
};

/// "More like this" or "less like this" said of a photo of the library.
struct Feedback {
    enum class Sign { More, Less };

    std::int64_t content = 0;  ///< content id
    Sign sign = Sign::More;

    friend bool operator==(const Feedback&, const Feedback&) = default;
};

/// What a person asks for. A value without behaviour: what it means is composition.h.
struct Query {
    static constexpr int defaultLimit = 50;
    /// Most references, negatives and feedback each: every one costs 4 bytes a picture searched.
    static constexpr std::size_t mostParts = 32;

    std::vector<Reference> references;
    QString modification;  ///< what should be different; needs a reference
    QString text;          ///< a further criterion of its own
    std::vector<NegativeText> negatives;
    std::vector<Feedback> feedback;
    PhotoFilter filter;         ///< what is answered with; without anything else: all of it
    std::optional<double> mix;  ///< 0 picture .. 1 sentence; absent = the model's default
    int limit = defaultLimit;   ///< most results wanted, at least 1

    friend bool operator==(const Query&, const Query&) = default;
};

/// Above this share of letters in words that a model does not read, a sentence means next to
/// nothing to it. Of 7,037 English captions .1 % are above it, of 32,796 German ones 99.6 %.
inline constexpr float mostlyUnread = 0.4f;

/// The same query with sentences trimmed and blank negatives left out: a blank sentence is absent.
Query tidied(Query query);

/// ErrorKind::WrongUse with a sentence when a tidied query makes no sense: nothing asked for, a
/// modification without a reference, a mix, weight, region or limit out of range, a picture that is
/// neither or both of file and bytes, more than mostParts of a kind.
Status validate(const Query& query);

/// The part of it that looks at mix and limit only: for defaults of queries still to come.
Status validateSettings(const Query& query);

/// True when it says what to find: a picture, a sentence, or a photo that there should be more of.
/// What is not wanted, and a filter, say only which of that. Of a tidied query.
bool asksForSomething(const Query& query);

/// True when nothing but its filter says what is wanted: its photos in their usual order, without
/// scores. Of a tidied query that makes sense.
bool isFilterOnly(const Query& query);

/// True when the references themselves (by content, and their copies) are left out of the results:
/// a reference together with a sentence, or a negative, asks for something else; a picture alone
/// also finds itself.
bool leavesOutReferences(const Query& query);

}  // namespace semblance
