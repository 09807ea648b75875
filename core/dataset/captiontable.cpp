#include "core/dataset/captiontable.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QMap>
#include <QRegularExpression>
#include <algorithm>

#include "core/dataset/annotations.h"
#include "core/dataset/tsvtable.h"

namespace semblance {

namespace {

constexpr qsizetype kLongestEdit = 2;
constexpr qsizetype kLeastCommon = 3;

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

Result<CaptionTable> readTable(const QString& dir, const QString& split, const QString& file) {
    SEMBLANCE_TRY_ASSIGN(const QString path,
                         findAnnotationFile(dir, {QStringLiteral("photos")}, file));
    const QString image = QStringLiteral("image");
    const QString splitColumn = QStringLiteral("split");
    const QString caption = QStringLiteral("caption");
    SEMBLANCE_TRY_ASSIGN(const TsvTable table, TsvTable::read(path, {image, splitColumn, caption}));
    const QDir images(QFileInfo(path).dir().filePath(QStringLiteral("images")));
    CaptionTable result;
    for (qsizetype row = 0; row < table.size(); ++row) {
        const QString text = table.field(row, caption).trimmed();
        if (text.isEmpty() || (!split.isEmpty() && table.field(row, splitColumn) != split))
            continue;
        const QString name = table.field(row, image);
        result.captions.push_back({result.photos.add({name, images.filePath(name), {}}), text});
    }
    if (result.captions.empty()) {
        return fail(ErrorKind::BadInput,
                    QStringLiteral("%1 has no caption of the split \"%2\".").arg(path, split));
    }
    return result;
}

}  // namespace

Result<CaptionTable> readCaptionTable(const QString& dir, const QString& split) {
    return readTable(dir, split, QStringLiteral("captions.tsv"));
}

Result<CaptionTable> readTranslatedCaptions(const QString& dir, const QString& split,
                                            const QString& language) {
    return readTable(dir, split, QStringLiteral("captions.%1.tsv").arg(language));
}

QStringList captionWords(const QString& caption) {
    static const QRegularExpression notWord(QStringLiteral("[^a-z0-9']+"));
    return caption.toLower().split(notWord, Qt::SkipEmptyParts);
}

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

std::vector<MinedEdit> mineCaptionEdits(const std::vector<Caption>& captions) {
    std::vector<QStringList> words;
    QHash<QString, std::vector<PictureIndex>> photosOf;
    for (const Caption& caption : captions) {
        words.push_back(captionWords(caption.text));
        photosOf[words.back().join(u' ')].push_back(caption.photo);
    }
    // Keyed by reference and edit: several captions may say the same, and order must not depend on
    // a hash.
    QMap<std::pair<PictureIndex, QString>, MinedEdit> found;
    for (const auto& gap : byGap(words)) {
        for (const std::size_t a : gap) {
            for (const std::size_t b : gap) {
                if (captions[a].photo == captions[b].photo)
                    continue;
                CaptionEdit edit = captionEdit(words[a], words[b]);
                if (edit.from.isEmpty())
                    continue;
                const QString key = edit.to.join(u' ') + u'\t' + edit.from.join(u' ');
                MinedEdit& mined = found[{captions[a].photo, key}];
                mined.reference = captions[a].photo;
                mined.edit = std::move(edit);
                const auto& theirs = photosOf[words[b].join(u' ')];
                mined.right.insert(mined.right.end(), theirs.begin(), theirs.end());
            }
        }
    }
    std::vector<MinedEdit> edits;
    for (MinedEdit& mined : found) {
        mined.right = sortedUnique(std::move(mined.right));
        std::erase(mined.right, mined.reference);
        edits.push_back(std::move(mined));
    }
    return edits;
}

}  // namespace semblance
