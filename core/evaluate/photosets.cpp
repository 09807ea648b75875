#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QMap>
#include <QRegularExpression>
#include <algorithm>

#include "core/evaluate/annotations.h"
#include "core/evaluate/inreposets.h"
#include "core/evaluate/picturecatalog.h"
#include "core/evaluate/tsvtable.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::PhotoSets)
};

constexpr qsizetype kLongestEdit = 2;
constexpr qsizetype kLeastCommon = 3;

struct Caption {
    PictureIndex photo = 0;
    QString text;
};

struct Photos {
    std::vector<Caption> captions;
    PictureCatalog catalog;
};

Result<Photos> readPhotos(const TableSource& source) {
    SEMBLANCE_TRY_ASSIGN(
        const QString path,
        findAnnotationFile(source.dir, {QStringLiteral("photos")}, QStringLiteral("captions.tsv")));
    const QString image = QStringLiteral("image");
    const QString split = QStringLiteral("split");
    const QString caption = QStringLiteral("caption");
    SEMBLANCE_TRY_ASSIGN(const TsvTable table, TsvTable::read(path, {image, split, caption}));
    const QDir images(QFileInfo(path).dir().filePath(QStringLiteral("images")));
    Photos photos;
    for (qsizetype row = 0; row < table.size(); ++row) {
        const QString text = table.field(row, caption).trimmed();
        if (table.field(row, split) != source.split || text.isEmpty())
            continue;
        const QString name = table.field(row, image);
        photos.captions.push_back({photos.catalog.add({name, images.filePath(name), {}}), text});
    }
    if (photos.captions.empty()) {
        return fail(ErrorKind::BadInput,
                    Text::tr("%1 has no caption of the split \"%2\".").arg(path, source.split));
    }
    return photos;
}

QStringList wordsOf(const QString& caption) {
    static const QRegularExpression notWord(QStringLiteral("[^a-z0-9']+"));
    return caption.toLower().split(notWord, Qt::SkipEmptyParts);
}

bool isArticle(const QStringList& words) {
    static const QStringList articles{QStringLiteral("a"), QStringLiteral("an"),
                                      QStringLiteral("the"), QStringLiteral("one")};
    return words.size() == 1 && articles.contains(words.first());
}

/// Captions less one stretch of one or two words: captions that meet under one key differ there.
QHash<QString, std::vector<std::size_t>> byGap(const std::vector<QStringList>& captions) {
    QHash<QString, std::vector<std::size_t>> gaps;
    for (std::size_t i = 0; i < captions.size(); ++i) {
        const QStringList& words = captions[i];
        for (qsizetype length = 1; length <= kLongestEdit; ++length) {
            for (qsizetype at = 0; at + length <= words.size(); ++at) {
                if (words.size() - length < kLeastCommon)
                    continue;
                const QString key =
                    words.mid(0, at).join(u' ') + u'\t' + words.mid(at + length).join(u' ');
                gaps[key].push_back(i);
            }
        }
    }
    return gaps;
}

}  // namespace

CaptionEdit captionEdit(const QStringList& a, const QStringList& b) {
    const qsizetype shorter = std::min(a.size(), b.size());
    qsizetype front = 0;
    while (front < shorter && a[front] == b[front])
        ++front;
    qsizetype back = 0;
    while (back < shorter - front && a[a.size() - 1 - back] == b[b.size() - 1 - back])
        ++back;
    // A word that is only added or taken away is named with its neighbour: "black dog" for "dog".
    if (front + back == shorter && a.size() != b.size()) {
        if (back > 0)
            --back;
        else if (front > 0)
            --front;
    }
    CaptionEdit edit{a.mid(front, a.size() - front - back), b.mid(front, b.size() - front - back)};
    const auto fits = [](const QStringList& words) {
        return !words.isEmpty() && words.size() <= kLongestEdit;
    };
    if (front + back < kLeastCommon || !fits(edit.from) || !fits(edit.to) ||
        (isArticle(edit.from) && isArticle(edit.to)))
        return {};
    return edit;
}

Result<EvaluationSet> readPhotosText(const TableSource& source) {
    SEMBLANCE_TRY_ASSIGN(Photos photos, readPhotos(source));
    EvaluationSet set;
    set.name = QStringLiteral("photos-text");
    set.split = source.split;
    set.protocol = EvaluationSet::Protocol::Words;
    for (const Caption& caption : photos.captions) {
        EvaluationQuery query;
        query.id = QString::number(set.queries.size());
        query.sentences << caption.text;
        query.right = {caption.photo};
        set.queries.push_back(std::move(query));
    }
    set.gallery = photos.catalog.all();
    set.pictures = photos.catalog.take();
    return set;
}

Result<EvaluationSet> readPhotoCaptionEdit(const TableSource& source) {
    SEMBLANCE_TRY_ASSIGN(Photos photos, readPhotos(source));
    std::vector<QStringList> words;
    QHash<QString, std::vector<PictureIndex>> photosOf;
    for (const Caption& caption : photos.captions) {
        words.push_back(wordsOf(caption.text));
        photosOf[words.back().join(u' ')].push_back(caption.photo);
    }
    // Keyed by reference and sentence: several captions may say the same, and order must not depend
    // on a hash.
    QMap<std::pair<PictureIndex, QString>, std::vector<PictureIndex>> found;
    for (const auto& gap : byGap(words)) {
        for (const std::size_t a : gap) {
            for (const std::size_t b : gap) {
                const CaptionEdit edit = captionEdit(words[a], words[b]);
                if (edit.from.isEmpty() || photos.captions[a].photo == photos.captions[b].photo)
                    continue;
                const QString sentence = QStringLiteral("%1 instead of %2")
                                             .arg(edit.to.join(u' '), edit.from.join(u' '));
                auto& right = found[{photos.captions[a].photo, sentence}];
                const auto& theirs = photosOf[words[b].join(u' ')];
                right.insert(right.end(), theirs.begin(), theirs.end());
            }
        }
    }

    EvaluationSet set;
    set.name = QStringLiteral("photo-caption-edit");
    set.split = source.split;
    set.protocol = EvaluationSet::Protocol::Edits;
    for (auto it = found.begin(); it != found.end(); ++it) {
        EvaluationQuery query;
        query.id = QString::number(set.queries.size());
        query.reference = it.key().first;
        query.sentences << it.key().second;
        query.right = sortedUnique(*it);
        std::erase(query.right, query.reference);
        set.queries.push_back(std::move(query));
    }
    nameSwaps(set);
    set.gallery = photos.catalog.all();
    set.pictures = photos.catalog.take();
    return set;
}

}  // namespace semblance
