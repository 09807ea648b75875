#include "core/dataset/captiontable.h"
#include "core/evaluate/inreposets.h"

namespace semblance {

namespace {

/// Each caption asks for its photo among those of the table.
EvaluationSet captionsFor(CaptionTable table, const QString& name, const TableSource& source) {
    EvaluationSet set;
    set.name = name;
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

}  // namespace

Result<EvaluationSet> readPhotosText(const TableSource& source) {
    SEMBLANCE_TRY_ASSIGN(CaptionTable table, readCaptionTable(source.dir, source.split));
    return captionsFor(std::move(table), QStringLiteral("photos-text"), source);
}

Result<EvaluationSet> readPhotosTranslated(const TableSource& source, const QString& language) {
    SEMBLANCE_TRY_ASSIGN(CaptionTable table,
                         readTranslatedCaptions(source.dir, source.split, language));
    EvaluationSet set = captionsFor(std::move(table), QStringLiteral("photos-translated"), source);
    set.part = language;
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
