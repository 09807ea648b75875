#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "core/base/result.h"
#include "core/dataset/picturecatalog.h"

/// captions.tsv: photos with captions, several each.
namespace semblance {

struct Caption {
    PictureIndex photo = 0;  ///< in CaptionTable::photos
    QString text;            ///< trimmed, not empty
};

struct CaptionTable {
    PictureCatalog photos;
    std::vector<Caption> captions;
};

/// The table in `dir` or in its folder "photos"; pictures lie in images/ beside it. The captions
/// of one split, or all for an empty one; blank captions are passed over. BadInput names the file
/// for a split without captions.
Result<CaptionTable> readCaptionTable(const QString& dir, const QString& split);

/// The same of captions.<language>.tsv, "de" or another language's code: the captions of some of
/// these photos in it. NotFound when there is none.
Result<CaptionTable> readTranslatedCaptions(const QString& dir, const QString& split,
                                            const QString& language);

/// A caption's words in lower case, without punctuation.
QStringList captionWords(const QString& caption);

/// How two captions differ: the smallest stretch of words outside which they are equal, both sides
/// one or two words long, at least 3 words around. `from` is empty when they do not differ so.
struct CaptionEdit {
    QStringList from;
    QStringList to;
};
CaptionEdit captionEdit(const QStringList& a, const QStringList& b);

/// A photo one of whose captions becomes another photo's by an edit.
struct MinedEdit {
    PictureIndex reference = 0;
    CaptionEdit edit;
    std::vector<PictureIndex> right;  ///< every photo that has the edited caption; sorted
};

/// Every such edit between the captions, in order of reference and edit.
std::vector<MinedEdit> mineCaptionEdits(const std::vector<Caption>& captions);

}  // namespace semblance
