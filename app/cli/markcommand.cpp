#include <QJsonArray>
#include <QJsonObject>

#include "app/cli/commands.h"
#include "app/cli/fileplaces.h"
#include "app/cli/output.h"
#include "core/base/interruption.h"
#include "core/catalogue/catalogue.h"
#include "core/library/library.h"
#include "core/library/services/markservice.h"
#include "core/library/services/sidecarwriting.h"

namespace semblance {

namespace {

/// Nothing for a file that the library does not know.
Result<std::optional<ContentId>> contentOf(RowReader& reader,
                                           const std::vector<RootLocation>& roots,
                                           const QString& path) {
    for (const QString& name : namesOf(path)) {
        for (const auto& [root, below] : placesOf(name, roots)) {
            SEMBLANCE_TRY_ASSIGN(const std::optional<FileRow> file, reader.fileAt(root, below));
            if (file && file->content.isValid())
                return std::optional(file->content);
        }
    }
    return std::optional<ContentId>();
}

/// Every field is there for every file.
QJsonObject toJson(const QString& path, const std::optional<MarkedPhoto>& photo) {
    const PhotoFacts facts = photo ? withMarks(photo->facts, photo->marks) : PhotoFacts();
    const QJsonValue null(QJsonValue::Null);
    const QString note = photo ? photo->marks.note : QString();
    return {{QStringLiteral("path"), path},
            {QStringLiteral("known"), photo.has_value()},
            {QStringLiteral("rating"), facts.rating ? QJsonValue(*facts.rating) : null},
            {QStringLiteral("label"), facts.label.isEmpty() ? null : QJsonValue(facts.label)},
            {QStringLiteral("tags"), QJsonArray::fromStringList(facts.keywords)},
            {QStringLiteral("note"), note.isEmpty() ? null : QJsonValue(note)}};
}

QString toLine(const QString& path, const std::optional<MarkedPhoto>& photo) {
    if (!photo)
        return path + QStringLiteral(": not in this library");
    const PhotoFacts facts = withMarks(photo->facts, photo->marks);
    QStringList parts;
    if (facts.rating)
        parts.append(QStringLiteral("rating %1").arg(*facts.rating));
    if (!facts.label.isEmpty())
        parts.append(QStringLiteral("label %1").arg(facts.label));
    if (!facts.keywords.isEmpty())
        parts.append(QStringLiteral("tags %1").arg(facts.keywords.join(QStringLiteral(", "))));
    if (!photo->marks.note.isEmpty())
        parts.append(QStringLiteral("note: %1").arg(photo->marks.note));
    return path + QStringLiteral(": ") +
           (parts.isEmpty() ? QStringLiteral("no marks") : parts.join(QStringLiteral(", ")));
}

/// Absolute paths as they were typed, of files whose content is known.
QList<PhotoItem> itemsOf(const QStringList& paths,
                         const std::vector<std::optional<ContentId>>& contents) {
    QList<PhotoItem> items;
    for (std::size_t i = 0; i < contents.size(); ++i) {
        if (!contents[i])
            continue;
        PhotoItem item;
        item.path = paths[qsizetype(i)];
        item.content = *contents[i];
        items.append(item);
    }
    return items;
}

QJsonObject toJson(const SidecarPlan& plan, const WrittenSidecars& done) {
    QJsonArray left;
    for (const WrittenSidecars::Left& one : done.left)
        left.append(
            QJsonObject{{QStringLiteral("path"), one.sidecar}, {QStringLiteral("error"), one.why}});
    QJsonArray paths;
    for (const SidecarPlan::Target& target : plan.targets)
        paths.append(target.sidecar);
    return {{QStringLiteral("sidecars"), paths},
            {QStringLiteral("written"), done.written},
            {QStringLiteral("backups"), done.backedUp},
            {QStringLiteral("unchanged"), done.unchanged},
            {QStringLiteral("unmarked"), plan.unmarked},
            {QStringLiteral("readOnly"), QJsonArray::fromStringList(plan.readOnly)},
            {QStringLiteral("left"), left}};
}

void print(const SidecarPlan& plan, const WrittenSidecars& done) {
    printLine(QStringLiteral("sidecars: %1 written, %2 unchanged, %3 pictures without marks")
                  .arg(done.written)
                  .arg(done.unchanged)
                  .arg(plan.unmarked));
    for (const WrittenSidecars::Left& one : done.left)
        printLine(one.sidecar + QStringLiteral(": ") + one.why);
    for (const QString& folder : plan.readOnly)
        printLine(folder + QStringLiteral(": this folder cannot be written to"));
}

/// Whether all were written.
Result<bool> writeBeside(const Library& library, const QList<PhotoItem>& items, bool isJson) {
    const CancelToken& cancel = interrupted();
    SEMBLANCE_TRY_ASSIGN(const SidecarPlan plan, planSidecars(library.catalogue(), items, cancel));
    const WrittenSidecars done = writeSidecars(library, plan, cancel);
    if (isJson)
        printJson(toJson(plan, done));
    else
        print(plan, done);
    return done.left.empty() && plan.readOnly.isEmpty() && plan.away == 0 && !done.isCancelled;
}

/// The exit code.
Result<int> run(const Arguments& arguments) {
    const bool writes = !arguments.marks.isEmpty();
    SEMBLANCE_TRY_ASSIGN(const auto library,
                         Library::open(arguments.libraryDir,
                                       writes ? Library::Access::Write : Library::Access::Read));
    Catalogue& catalogue = library->catalogue();
    SEMBLANCE_TRY_ASSIGN(const auto reader, catalogue.openReader());
    SEMBLANCE_TRY_ASSIGN(const std::vector<RootLocation> roots, reader->rootLocations());
    std::vector<std::optional<ContentId>> contents;
    std::vector<ContentId> known;
    for (const QString& path : arguments.operands) {
        SEMBLANCE_TRY_ASSIGN(const auto content, contentOf(*reader, roots, path));
        contents.push_back(content);
        if (content)
            known.push_back(*content);
    }
    if (writes)
        SEMBLANCE_TRY(editMarks(catalogue, known, arguments.marks));
    for (std::size_t i = 0; i < contents.size(); ++i) {
        std::optional<MarkedPhoto> photo;
        if (contents[i]) {
            SEMBLANCE_TRY_ASSIGN(const auto photos, readMarked(catalogue, {*contents[i]}));
            if (!photos.empty())
                photo = photos.front();
        }
        const QString& path = arguments.operands[qsizetype(i)];
        if (arguments.json)
            printJson(toJson(path, photo));
        else
            printLine(toLine(path, photo));
    }
    bool isAllWritten = true;
    if (arguments.writeSidecars) {
        SEMBLANCE_TRY_ASSIGN(
            isAllWritten,
            writeBeside(*library, itemsOf(arguments.operands, contents), arguments.json));
    }
    return known.size() == contents.size() && isAllWritten ? kDone : kDoneWithFailures;
}

}  // namespace

int runMark(const Arguments& arguments) {
    const Result<int> code = run(arguments);
    return code ? *code : reportError(code.error());
}

}  // namespace semblance
