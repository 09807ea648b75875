#pragma once

#include <QString>

#include "core/base/result.h"
#include "core/evaluate/evaluationset.h"

/// The project's own sets, made from tables of pictures with attributes, captions or names. Which
/// queries there are depends on the table alone: no random numbers.
namespace semblance {

struct TableSource {
    QString dir;  ///< holds the table and images/, or the folder that does (fashion/, photos/ ...)
    QString split = QStringLiteral("val");
};

/// styles.tsv: pictures of products with gender, subCategory (kind), baseColour and name.

/// "That is red": right are the products of the same kind and gender in the asked colour. Asked are
/// the colours with at least 3 right answers, of a reference in another colour; of all such pairs
/// 1,500, evenly spread. Swap: another product of the reference's kind, gender and colour.
Result<EvaluationSet> readFashionColour(const TableSource& source);

/// The same asked in another language, by its plainest wording ("in Rot") and its words for
/// colours; colours it has no word for are not asked.
Result<EvaluationSet> readFashionTranslated(const TableSource& source, const QString& language);

/// "This very thing, in red": right are the products of the same name less its colour words, of
/// the same kind, in the asked colour. Swap: a product of the reference's kind, gender and colour,
/// of another family.
Result<EvaluationSet> readFashionFamily(const TableSource& source);

/// `attribute` "gender": the same kind and colour for another gender. "kind": the same gender and
/// colour, another kind. Swap: another product that agrees with the reference in all three.
Result<EvaluationSet> readFashionAttribute(const TableSource& source, const QString& attribute);

/// captions.tsv: photos with captions.

/// Each caption of the split finds its photo among the split's photos.
Result<EvaluationSet> readPhotosText(const TableSource& source);

/// The same of captions.<language>.tsv, whose photos are the gallery.
Result<EvaluationSet> readPhotosTranslated(const TableSource& source, const QString& language);

/// Two photos whose captions differ in one or two words in one place: the reference is the first,
/// the sentence "black instead of brown", right is every photo that has the second caption. Swap:
/// the next query's reference that is neither right nor the reference.
Result<EvaluationSet> readPhotoCaptionEdit(const TableSource& source);

/// icons.tsv: icons with names. Icons whose files are the same bytes count as one ("twins").

/// `kind` "icons" or "flags": each name of the split finds its icon among the split's icons of
/// that kind; flags are apart because their names are countries.
Result<EvaluationSet> readIconNames(const TableSource& source, const QString& kind);

/// `change` "skin-tone", "colour" or "expression"; the gallery is the table's every icon, what is
/// right lies in the split. Swap: another icon with the reference's skin tone or colour; for
/// expressions another face.
Result<EvaluationSet> readIcons(const TableSource& source, const QString& change);

/// Drawn pictures, so that the truth is exact: one to three shapes of one kind and colour, each
/// combination drawn twice. They are drawn into `source.dir` where they are missing; the split's
/// name decides where the shapes stand. `change` "colour", "shape" or "count": right are the two
/// drawings that differ from the reference in that alone. Swap: a drawing that agrees with the
/// reference in what is changed and in nothing else.
Result<EvaluationSet> readShapes(const TableSource& source, const QString& change);

}  // namespace semblance
