#pragma once

#include <QString>
#include <QStringList>
#include <cstdint>
#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/dataset/datasetpicture.h"
#include "core/dataset/icontable.h"
#include "core/dataset/producttable.h"

namespace semblance {

enum class PictureKind {
    Photo,    ///< of captions.tsv
    Product,  ///< of styles.tsv
    Icon,     ///< of icons.tsv
    Plain,    ///< of a folder, with or without a caption beside it
};

struct CorpusPicture {
    DatasetPicture picture;
    PictureKind kind = PictureKind::Plain;
    QStringList texts;  ///< captions or names, each said of this picture; may be empty
    /// What must not straddle a split: a product in all its colours, an icon in all its skin tones.
    /// A picture without relatives is a family of its own.
    QString family;
    int entry = -1;              ///< its place among the corpus's products or icons
    QStringList translations{};  ///< captions in other languages than the texts'
};

/// The pictures that a run learns from, with what is known of them. A picture's place in the list
/// is what features, triplets and banks call it.
struct Corpus {
    std::vector<CorpusPicture> pictures;
    std::vector<Product> products;
    std::vector<Icon> icons;
    QStringList problems;  ///< what was passed over, a sentence each

    std::vector<DatasetPicture> files() const;
    std::vector<std::int64_t> ofKind(PictureKind kind) const;
};

/// The readers add to `corpus` the pictures of one split, or all for an empty one. Whether the
/// picture files are there is the decoder's to say. BadInput names file and line of what is
/// ill-formed; a corpus is as it was when its reader fails.

/// captions.tsv in `dir` or in its folder "photos".
Status addPhotos(Corpus& corpus, const QString& dir, const QString& split);

/// Gives the photos that are there their captions of captions.<language>.tsv.
Status addTranslations(Corpus& corpus, const QString& dir, const QString& split,
                       const QString& language);

/// styles.tsv in `dir` or in its folder "fashion". A product's text is its name.
Status addProducts(Corpus& corpus, const QString& dir, const QString& split);

/// icons.tsv in `dir` or in its folder "icons". Twins are one picture with the names of all.
Status addIcons(Corpus& corpus, const QString& dir, const QString& split);

/// readPictureFolder's pictures; one whose caption file cannot be read is without texts.
Status addFolder(Corpus& corpus, const QString& dir);

/// Photos, products and icons of one split: of the three tables those that lie in `dir` or its
/// folders. NotFound when there is none.
Result<Corpus> readCorpus(const QString& dir, const QString& split);

/// What is trained on, and what choices are made on.
struct TrainingCorpora {
    Corpus train;
    Corpus val;
    std::vector<std::int64_t> choose;  ///< val's pictures whose family has none in train
};

/// The tables' splits "train" and "val" in `dir`, the photos' captions in `languages`, too, and all
/// of the folder `plain` to train; either may be empty. Without tables a twentieth of the folder's
/// pictures is val, at least one. BadInput when there is nothing to choose on.
Result<TrainingCorpora> readTrainingCorpora(const QString& dir, const QString& plain,
                                            const QStringList& languages = {});

/// The pictures at these places, in this order: what is usable, or one side of a split.
Corpus subset(const Corpus& corpus, std::span<const std::int64_t> pictures);

/// Two parts of a corpus that share no family.
struct FamilySplit {
    std::vector<std::int64_t> fit;
    std::vector<std::int64_t> choose;
};

/// About `share` (0..1) of the families go to `choose`. Which ones depends on the family's name and
/// `seed` alone, so a corpus that grows moves none.
FamilySplit splitByFamily(const Corpus& corpus, double share, int seed);

}  // namespace semblance
