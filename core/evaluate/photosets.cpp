#include "core/dataset/captiontable.h"
#include "core/evaluate/inreposets.h"

namespace semblance {

Result<EvaluationSet> readPhotosText(const TableSource& source) {
    SEMBLANCE_TRY_ASSIGN(CaptionTable table, readCaptionTable(source.dir, source.split));
    EvaluationSet set;
    set.name = QStringLiteral("photos-text");
    set.split = source.split;
    set.protocol = EvaluationSet::Protocol::Words;
    for (const Caption& caption : table.captions) {
        EvaluationQuery query;
        query.id = QString::number(set.queries.size());
        query.sentences << caption.text;
        query.right = {caption.photo};
        set.queries.push_back(std::move(query));
    }
    set.gallery = table.photos.all();
    set.pictures = table.photos.take();
    return set;
}

Result<EvaluationSet> readPhotoCaptionEdit(const TableSource& source) {
    SEMBLANCE_TRY_ASSIGN(CaptionTable table, readCaptionTable(source.dir, source.split));
    EvaluationSet set;
    set.name = QStringLiteral("photo-caption-edit");
    set.split = source.split;
    set.protocol = EvaluationSet::Protocol::Edits;
    for (MinedEdit& mined : mineCaptionEdits(table.captions)) {
        EvaluationQuery query;
        query.id = QString::number(set.queries.size());
        query.reference = mined.reference;
        query.sentences << QStringLiteral("%1 instead of %2")
                               .arg(mined.edit.to.join(u' '), mined.edit.from.join(u' '));
        query.right = std::move(mined.right);
        set.queries.push_back(std::move(query));
    }
    nameSwaps(set);
    set.gallery = table.photos.all();
    set.pictures = table.photos.take();
    return set;
}

}  // namespace semblance
