#include "core/train/corpus.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QSet>
#include <algorithm>

#include "core/base/hash.h"
#include "core/dataset/captiontable.h"
#include "core/dataset/picturefolder.h"

namespace semblance {

namespace {

bool isTable(const QString& dir, const QString& folder, const QString& name) {
    return QFileInfo(QDir(dir).filePath(name)).isFile() ||
           QFileInfo(QDir(dir).filePath(folder + u'/' + name)).isFile();
}

/// An icon's name without skin tone, colour and gender.
QString iconFamily(const Icon& icon) {
    static const QStringList variants{
        QStringLiteral("red"),   QStringLiteral("orange"), QStringLiteral("yellow"),
        QStringLiteral("green"), QStringLiteral("blue"),   QStringLiteral("purple"),
        QStringLiteral("brown"), QStringLiteral("black"),  QStringLiteral("white"),
        QStringLiteral("pink"),  QStringLiteral("grey"),   QStringLiteral("man"),
        QStringLiteral("woman"), QStringLiteral("person"), QStringLiteral("boy"),
        QStringLiteral("girl"),  QStringLiteral("male"),   QStringLiteral("female")};
    QString name = icon.name.toLower();
    if (!icon.skinTone.isEmpty())
        name.remove(QStringLiteral(", ") + icon.skinTone);
    QStringList words = name.split(u' ', Qt::SkipEmptyParts);
    words.removeIf([&](const QString& word) { return variants.contains(word); });
    return QStringLiteral("icon\t") + (words.isEmpty() ? name : words.join(u' '));
}

}  // namespace

std::vector<DatasetPicture> Corpus::files() const {
    std::vector<DatasetPicture> list;
    list.reserve(pictures.size());
    for (const CorpusPicture& picture : pictures)
        list.push_back(picture.picture);
    return list;
}

std::vector<std::int64_t> Corpus::ofKind(PictureKind kind) const {
    std::vector<std::int64_t> list;
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        if (pictures[i].kind == kind)
            list.push_back(static_cast<std::int64_t>(i));
    }
    return list;
}

Status addPhotos(Corpus& corpus, const QString& dir, const QString& split) {
    SEMBLANCE_TRY_ASSIGN(const CaptionTable table, readCaptionTable(dir, split));
    const std::size_t first = corpus.pictures.size();
    for (const DatasetPicture& photo : table.photos.pictures()) {
        corpus.pictures.push_back(
            {photo, PictureKind::Photo, {}, QStringLiteral("photo\t") + photo.name});
    }
    for (const Caption& caption : table.captions)
        corpus.pictures[first + static_cast<std::size_t>(caption.photo)].texts << caption.text;
    return {};
}

Status addTranslations(Corpus& corpus, const QString& dir, const QString& split,
                       const QString& language) {
    SEMBLANCE_TRY_ASSIGN(const CaptionTable table, readTranslatedCaptions(dir, split, language));
    QHash<QString, CorpusPicture*> photos;
    for (CorpusPicture& picture : corpus.pictures) {
        if (picture.kind == PictureKind::Photo)
            photos.insert(picture.picture.name, &picture);
    }
    for (const Caption& caption : table.captions) {
        const DatasetPicture& photo =
            table.photos.pictures()[static_cast<std::size_t>(caption.photo)];
        if (CorpusPicture* known = photos.value(photo.name))
            known->translations << caption.text;
    }
    return {};
}

Status addProducts(Corpus& corpus, const QString& dir, const QString& split) {
    SEMBLANCE_TRY_ASSIGN(std::vector<Product> products, readProductTable(dir, split));
    for (Product& product : products) {
        const auto entry = static_cast<int>(corpus.products.size());
        corpus.pictures.push_back({product.picture,
                                   PictureKind::Product,
                                   {product.name},
                                   QStringLiteral("product\t") + product.family,
                                   entry});
        corpus.products.push_back(std::move(product));
    }
    return {};
}

Status addIcons(Corpus& corpus, const QString& dir, const QString& split) {
    SEMBLANCE_TRY_ASSIGN(std::vector<Icon> icons, readIconTable(dir, split));
    QHash<QString, std::size_t> known;
    for (Icon& icon : icons) {
        const auto twin = known.constFind(icon.picture.name);
        QStringList* texts = nullptr;
        if (twin != known.constEnd()) {
            texts = &corpus.pictures[*twin].texts;
        } else {
            known.insert(icon.picture.name, corpus.pictures.size());
            corpus.pictures.push_back({icon.picture,
                                       PictureKind::Icon,
                                       {},
                                       iconFamily(icon),
                                       static_cast<int>(corpus.icons.size())});
            texts = &corpus.pictures.back().texts;
        }
        for (const QString& text : {icon.name, icon.shortName}) {
            if (!text.trimmed().isEmpty() && !texts->contains(text, Qt::CaseInsensitive))
                *texts << text;
        }
        if (twin == known.constEnd())
            corpus.icons.push_back(std::move(icon));
    }
    return {};
}

Status addFolder(Corpus& corpus, const QString& dir) {
    SEMBLANCE_TRY_ASSIGN(PictureFolder folder, readPictureFolder(dir));
    corpus.problems << folder.problems;
    for (FolderPicture& picture : folder.pictures) {
        const QString family = QStringLiteral("plain\t") + picture.picture.path;
        corpus.pictures.push_back(
            {std::move(picture.picture), PictureKind::Plain, std::move(picture.captions), family});
    }
    return {};
}

Result<Corpus> readCorpus(const QString& dir, const QString& split) {
    Corpus corpus;
    if (isTable(dir, QStringLiteral("photos"), QStringLiteral("captions.tsv")))
        SEMBLANCE_TRY(addPhotos(corpus, dir, split));
    if (isTable(dir, QStringLiteral("fashion"), QStringLiteral("styles.tsv")))
        SEMBLANCE_TRY(addProducts(corpus, dir, split));
    if (isTable(dir, QStringLiteral("icons"), QStringLiteral("icons.tsv")))
        SEMBLANCE_TRY(addIcons(corpus, dir, split));
    if (corpus.pictures.empty()) {
        return fail(
            ErrorKind::NotFound,
            QStringLiteral("There is neither captions.tsv nor styles.tsv nor icons.tsv in %1 or "
                           "its folders photos, fashion and icons.")
                .arg(dir));
    }
    return corpus;
}

namespace {

/// A twentieth for val, and of a small folder at least one picture for either side.
Result<FamilySplit> splitOfFolder(const Corpus& folder, const QString& dir) {
    constexpr double kValShare = 0.05;
    if (folder.pictures.size() < 2) {
        return fail(
            ErrorKind::BadInput,
            QStringLiteral("The folder %1 holds a single picture. At least two are needed: one to "
                           "learn from and one to make choices on.")
                .arg(dir));
    }
    FamilySplit split = splitByFamily(folder, kValShare, 0);
    auto& fewer = split.fit.empty() ? split.fit : split.choose;
    auto& more = split.fit.empty() ? split.choose : split.fit;
    if (fewer.empty()) {
        fewer.push_back(more.back());
        more.pop_back();
    }
    return split;
}

}  // namespace

Result<TrainingCorpora> readTrainingCorpora(const QString& dir, const QString& plain,
                                            const QStringList& languages) {
    TrainingCorpora corpora;
    if (!dir.isEmpty()) {
        SEMBLANCE_TRY_ASSIGN(corpora.train, readCorpus(dir, QStringLiteral("train")));
        SEMBLANCE_TRY_ASSIGN(corpora.val, readCorpus(dir, QStringLiteral("val")));
        for (const QString& language : languages) {
            SEMBLANCE_TRY(addTranslations(corpora.train, dir, QStringLiteral("train"), language));
            SEMBLANCE_TRY(addTranslations(corpora.val, dir, QStringLiteral("val"), language));
        }
        if (!plain.isEmpty())
            SEMBLANCE_TRY(addFolder(corpora.train, plain));
    } else {
        Corpus folder;
        SEMBLANCE_TRY(addFolder(folder, plain));
        SEMBLANCE_TRY_ASSIGN(const FamilySplit split, splitOfFolder(folder, plain));
        corpora.train = subset(folder, split.fit);
        corpora.val = subset(folder, split.choose);
        corpora.val.problems.clear();
    }
    QSet<QString> known;
    for (const CorpusPicture& picture : corpora.train.pictures)
        known.insert(picture.family);
    for (std::size_t i = 0; i < corpora.val.pictures.size(); ++i) {
        if (!known.contains(corpora.val.pictures[i].family))
            corpora.choose.push_back(static_cast<std::int64_t>(i));
    }
    if (corpora.choose.empty()) {
        return fail(
            ErrorKind::BadInput,
            QStringLiteral("Every picture of the validation split in %1 has relatives in the "
                           "training split: nothing is left to make choices on.")
                .arg(dir.isEmpty() ? plain : dir));
    }
    return corpora;
}

Corpus subset(const Corpus& corpus, std::span<const std::int64_t> pictures) {
    Corpus some;
    some.problems = corpus.problems;
    for (const std::int64_t index : pictures) {
        CorpusPicture picture = corpus.pictures[static_cast<std::size_t>(index)];
        const auto entry = static_cast<std::size_t>(picture.entry);
        if (picture.kind == PictureKind::Product) {
            picture.entry = static_cast<int>(some.products.size());
            some.products.push_back(corpus.products[entry]);
        } else if (picture.kind == PictureKind::Icon) {
            picture.entry = static_cast<int>(some.icons.size());
            some.icons.push_back(corpus.icons[entry]);
        }
        some.pictures.push_back(std::move(picture));
    }
    return some;
}

FamilySplit splitByFamily(const Corpus& corpus, double share, int seed) {
    constexpr int kSteps = 10'000;
    FamilySplit split;
    for (std::size_t i = 0; i < corpus.pictures.size(); ++i) {
        const QByteArray key = QByteArray::number(seed) + '\t' + corpus.pictures[i].family.toUtf8();
        const QByteArray hash =
            xxh3(std::as_bytes(std::span(key.constData(), static_cast<std::size_t>(key.size()))));
        const int place = hash.left(4).toHex().toUInt(nullptr, 16) % kSteps;
        (place < share * kSteps ? split.choose : split.fit).push_back(static_cast<std::int64_t>(i));
    }
    return split;
}

}  // namespace semblance
