#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "core/base/result.h"
#include "core/dataset/datasetpicture.h"

/// icons.tsv: icons with names, categories and skin tones.
namespace semblance {

struct Icon {
    DatasetPicture picture;  ///< of twins (files of the same bytes) the first one's
    QString name;
    QString category;
    QString subcategory;
    QString skinTone;   ///< empty: the plain one; two for some couples ("x and y")
    QString shortName;  ///< another wording of the name; empty where the table has none
    QString split;
};

/// The table in `dir` or in its folder "icons"; pictures lie in images/ beside it. The icons of one
/// split, or all for an empty one; twins are looked for among these, and a file that cannot be read
/// is nobody's. BadInput names the file for a split without icons.
Result<std::vector<Icon>> readIconTable(const QString& dir, const QString& split);

/// An icon seen as something that comes in several variants.
struct IconVariant {
    std::size_t icon = 0;  ///< its place in the list
    QString family;        ///< what the variants share
    QString value;         ///< the skin tone or colour; empty: the plain one
};

/// People and hands with at most one skin tone.
std::vector<IconVariant> skinToneVariants(const std::vector<Icon>& icons);

/// Icons other than people whose name holds exactly one colour word; the family is the rest of it.
std::vector<IconVariant> colourVariants(const std::vector<Icon>& icons);

/// A face whose name says its expression.
bool isFace(const Icon& icon);

}  // namespace semblance
