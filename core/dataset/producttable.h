#pragma once

#include <QSet>
#include <QString>
#include <vector>

#include "core/base/result.h"
#include "core/dataset/datasetpicture.h"

/// styles.tsv: pictures of products with gender, subCategory (kind), baseColour and name.
namespace semblance {

struct Product {
    DatasetPicture picture;
    QString split;
    QString gender;
    QString kind;
    QString colour;
    QString name;
    QString family;  ///< familyName() of `name`
};

/// The table in `dir` or in its folder "fashion"; pictures lie in images/<id>.jpg beside it. The
/// products of one split, or all for an empty one. BadInput names the file for a product listed
/// twice and for a split without products.
Result<std::vector<Product>> readProductTable(const QString& dir, const QString& split);

/// Whether a sentence can ask for this baseColour ("NA" and "Multi" are none).
bool isColourName(const QString& colour);

/// A product's name without colour words, in lower case: what a family shares.
QString familyName(const QString& productName, const QSet<QString>& colourWords);

}  // namespace semblance
