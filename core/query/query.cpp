#include "core/query/query.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Query)
};

bool isWeight(double weight) {
    return std::isfinite(weight) && weight > 0;
}

Status checkWeight(double weight) {
    if (!isWeight(weight))
        return fail(ErrorKind::WrongUse, Text::tr("A weight must be a number above 0."));
    return {};
}

Status checkPicture(const PictureSource& picture) {
    if (picture.path.isEmpty() == picture.bytes.isEmpty()) {
        return fail(ErrorKind::WrongUse,
                    Text::tr("A reference must be one picture: a file or a pasted picture."));
    }
    if (!picture.region)
        return {};
    const QRectF& region = *picture.region;
    const bool inside = region.left() >= 0 && region.top() >= 0 && region.right() <= 1 &&
                        region.bottom() <= 1 && region.width() > 0 && region.height() > 0;
    if (!inside) {
        return fail(ErrorKind::WrongUse,
                    Text::tr("The chosen region must lie inside the picture and not be empty."));
    }
    return {};
}

}  // namespace

Query tidied(Query query) {
    query.modification = query.modification.trimmed();
    query.text = query.text.trimmed();
    for (NegativeText& negative : query.negatives)
        negative.text = negative.text.trimmed();
    std::erase_if(query.negatives,
                  [](const NegativeText& negative) { return negative.text.isEmpty(); });
    return query;
}

Status validateSettings(const Query& query) {
    if (query.mix && !(*query.mix >= 0 && *query.mix <= 1)) {
        return fail(ErrorKind::WrongUse,
                    Text::tr("The mix of picture and sentence must be a number from 0 to 1."));
    }
    if (query.limit < 1)
        return fail(ErrorKind::WrongUse, Text::tr("The number of results must be at least 1."));
    return {};
}

bool asksForSomething(const Query& query) {
    return !query.references.empty() || !query.text.isEmpty() ||
           std::any_of(query.feedback.begin(), query.feedback.end(), [](const Feedback& feedback) {
               return feedback.sign == Feedback::Sign::More;
           });
}

Status validate(const Query& query) {
    if (query.references.empty() && !query.modification.isEmpty()) {
        return fail(
            ErrorKind::WrongUse,
            Text::tr("A modification needs a reference picture: add one, or search by words "
                     "alone."));
    }
    if (!asksForSomething(query) && (query.filter.isEmpty() || !isFilterOnly(query))) {
        return fail(ErrorKind::WrongUse,
                    Text::tr("There is nothing to look for: give a picture, a sentence or both."));
    }
    if (std::max({query.references.size(), query.negatives.size(), query.feedback.size()}) >
        Query::mostParts) {
        return fail(
            ErrorKind::WrongUse,
            Text::tr("A query takes at most %1 pictures, exclusions and marked results each.")
                .arg(Query::mostParts));
    }
    for (const Reference& reference : query.references) {
        SEMBLANCE_TRY(checkWeight(reference.weight));
        SEMBLANCE_TRY(checkPicture(reference.picture));
    }
    for (const NegativeText& negative : query.negatives)
        SEMBLANCE_TRY(checkWeight(negative.weight));
    return validateSettings(query);
}

bool isFilterOnly(const Query& query) {
    return query.references.empty() && query.text.isEmpty() && query.negatives.empty() &&
           query.feedback.empty();
}

bool leavesOutReferences(const Query& query) {
    const bool asksElse =
        !query.modification.isEmpty() || !query.text.isEmpty() || !query.negatives.empty();
    return !query.references.empty() && asksElse;
}

}  // namespace semblance
