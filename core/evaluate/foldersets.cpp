#include "core/evaluate/foldersets.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QMap>

#include "core/dataset/classnames.h"
#include "core/dataset/picturefolder.h"
#include "core/dataset/tsvtable.h"

namespace semblance {

namespace {

/// The set without queries.
EvaluationSet setOf(const QString& name, const PictureFolder& folder) {
    EvaluationSet set;
    set.name = name;
    set.split = QStringLiteral("all pictures");
    set.protocol = EvaluationSet::Protocol::Words;
    for (const FolderPicture& picture : folder.pictures) {
        set.gallery.push_back(static_cast<PictureIndex>(set.pictures.size()));
        set.pictures.push_back(picture.picture);
    }
    return set;
}

void addQuery(EvaluationSet& set, const QStringList& sentences,
              const std::vector<PictureIndex>& right) {
    EvaluationQuery query;
    query.id = QString::number(set.queries.size());
    query.sentences = sentences;
    query.right = right;
    set.queries.push_back(std::move(query));
}

/// What names.tsv says of folders; empty without one.
Result<QHash<QString, QString>> readNames(const QString& path) {
    QHash<QString, QString> names;
    if (!QFileInfo::exists(path))
        return names;
    const QString folder = QStringLiteral("folder");
    const QString name = QStringLiteral("name");
    SEMBLANCE_TRY_ASSIGN(const TsvTable table, TsvTable::read(path, {folder, name}));
    for (qsizetype row = 0; row < table.size(); ++row)
        names.insert(table.field(row, folder), table.field(row, name).simplified());
    return names;
}

QString readable(QString folder) {
    return folder.replace(u'_', u' ').replace(u'-', u' ').simplified();
}

}  // namespace

Result<EvaluationSet> readFolderCaptions(const QString& dir) {
    SEMBLANCE_TRY_ASSIGN(const PictureFolder folder, readPictureFolder(dir));
    EvaluationSet set = setOf(QStringLiteral("folder"), folder);
    QStringList captions;
    QHash<QString, std::vector<PictureIndex>> saidOf;
    int without = 0;
    for (const PictureIndex picture : set.gallery) {
        const QStringList& own = folder.pictures[static_cast<std::size_t>(picture)].captions;
        without += own.isEmpty();
        for (const QString& caption : own) {
            std::vector<PictureIndex>& pictures = saidOf[caption];
            if (pictures.empty())
                captions << caption;
            if (pictures.empty() || pictures.back() != picture)
                pictures.push_back(picture);
        }
    }
    for (const QString& caption : captions)
        addQuery(set, {caption}, saidOf[caption]);
    if (set.queries.empty()) {
        return fail(
            ErrorKind::BadInput,
            folder.problems.isEmpty()
                ? QStringLiteral("No picture below %1 has a caption: put a file x.txt beside "
                                 "x.jpg that says what it shows, a line each caption.")
                      .arg(dir)
                : folder.problems.first());
    }
    if (without > 0)
        set.note =
            QStringLiteral("Pictures without a caption, which only compete: %1.").arg(without);
    for (const QString& problem : folder.problems)
        set.note += u' ' + problem;
    set.note = set.note.trimmed();
    return set;
}

Result<EvaluationSet> readFolderNames(const QString& dir) {
    SEMBLANCE_TRY_ASSIGN(const PictureFolder folder, readPictureFolder(dir));
    const QString table = QDir(dir).filePath(QStringLiteral("names.tsv"));
    SEMBLANCE_TRY_ASSIGN(const auto names, readNames(table));
    EvaluationSet set = setOf(QStringLiteral("folder-names"), folder);
    QMap<QString, std::vector<PictureIndex>> classes;
    int without = 0;
    for (const PictureIndex picture : set.gallery) {
        const QString path = set.pictures[static_cast<std::size_t>(picture)].name;
        const qsizetype end = path.indexOf(u'/');
        without += end < 0;
        if (end < 0)
            continue;
        const QString of = path.left(end);
        const QString name = names.isEmpty() ? readable(of) : names.value(of);
        if (name.isEmpty()) {
            return fail(
                ErrorKind::BadInput,
                names.isEmpty()
                    ? QStringLiteral("The folder %1 in %2 has no name to ask for.").arg(of, dir)
                    : QStringLiteral("%1 gives the folder %2 no name.").arg(table, of));
        }
        classes[name].push_back(picture);
    }
    for (auto it = classes.cbegin(); it != classes.cend(); ++it)
        addQuery(set, {it.key(), classSentence(it.key())}, *it);
    if (set.queries.empty()) {
        return fail(
            ErrorKind::BadInput,
            QStringLiteral("No picture lies in a folder of its own below %1: this set asks for "
                           "pictures by the names of their folders.")
                .arg(dir));
    }
    if (without > 0)
        set.note =
            QStringLiteral("Pictures outside such folders, which only compete: %1.").arg(without);
    return set;
}

}  // namespace semblance
