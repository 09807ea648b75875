#include <QJsonArray>
#include <QJsonObject>

#include "app/cli/commands.h"
#include "app/cli/groupoutput.h"
#include "app/cli/output.h"
#include "app/cli/placescommand.h"
#include "core/base/interruption.h"
#include "core/catalogue/catalogue.h"
#include "core/library/groups/groupkeeper.h"
#include "core/library/library.h"
#include "core/library/search/failedphotos.h"

namespace semblance {

namespace {
QString stateName(RootInfo::State state) {
    switch (state) {
        case RootInfo::State::Present:
            return QStringLiteral("present");
        case RootInfo::State::FolderMissing:
            return QStringLiteral("folder missing");
        case RootInfo::State::VolumeAbsent:
            return QStringLiteral("disk not plugged in");
    }
    return {};
}

/// What a person types to name a model; enough of it to be unique.
QString shortHash(const VectorModel& model) {
    return model.hash.left(12);
}

QJsonArray printModels(const std::vector<StoredModel>& models, const Arguments& arguments) {
    QJsonArray list;
    for (const StoredModel& stored : models) {
        const VectorModel& model = stored.model;
        list.append(QJsonObject{{QStringLiteral("name"), model.name},
                                {QStringLiteral("hash"), model.hash},
                                {QStringLiteral("dim"), model.dim},
                                {QStringLiteral("source"), model.source},
                                {QStringLiteral("vectors"), qint64(stored.vectors)},
                                {QStringLiteral("bytes"), qint64(stored.bytes)},
                                {QStringLiteral("last_used"), list.isEmpty()}});
        if (!arguments.json) {
            printLine(QStringLiteral("model %1 (%2): %3 vectors, %4 MB%5")
                          .arg(model.name, shortHash(model), QString::number(stored.vectors),
                               QString::number(double(stored.bytes) / 1e6, 'f', 1),
                               list.size() == 1 ? QStringLiteral(", in use") : QString()));
        }
    }
    return list;
}

/// How many pictures the model used last finds.
qint64 searchableWith(Catalogue& catalogue, const std::vector<StoredModel>& models) {
    if (models.empty() || !catalogue.openVectors(models.front().model))
        return 0;
    const auto scorer = catalogue.snapshot()->scorer(models.front().model.hash);
    return scorer ? static_cast<qint64>(scorer->searchable()) : 0;
}

Status printOverview(Catalogue& catalogue, const Arguments& arguments) {
    const SnapshotPtr snapshot = catalogue.snapshot();
    const std::vector<RootInfo>& roots = snapshot->roots();
    SEMBLANCE_TRY_ASSIGN(const auto reader, catalogue.openReader());
    SEMBLANCE_TRY_ASSIGN(const StoreCounts counts, reader->counts());
    SEMBLANCE_TRY_ASSIGN(const std::vector<StoredModel> models, reader->models());
    QJsonArray list;
    for (const RootInfo& root : roots) {
        list.append(QJsonObject{{QStringLiteral("path"), root.path},
                                {QStringLiteral("state"), stateName(root.state)},
                                {QStringLiteral("files"), root.photos},
                                {QStringLiteral("failed"), root.failed}});
        if (!arguments.json) {
            printLine(QStringLiteral("%1: %2 files, %3 failed, %4")
                          .arg(root.path, QString::number(root.photos),
                               QString::number(root.failed), stateName(root.state)));
        }
    }
    const QJsonArray listedModels = printModels(models, arguments);
    if (arguments.json) {
        printJson({{QStringLiteral("roots"), list},
                   {QStringLiteral("models"), listedModels},
                   {QStringLiteral("files"), qint64(counts.files)},
                   {QStringLiteral("pictures"), qint64(counts.contents)},
                   {QStringLiteral("searchable"), searchableWith(catalogue, models)},
                   {QStringLiteral("failed"),
                    qint64(counts.failed + counts.quarantined + counts.unreadable)}});
    } else if (roots.empty()) {
        printLine(QStringLiteral(
            "This library has no folders yet: semblance-cli index FOLDER adds one."));
    }
    return {};
}

Status printFailed(Catalogue& catalogue, const Arguments& arguments) {
    SEMBLANCE_TRY_ASSIGN(const QList<FailedPhoto> photos, readFailedPhotos(catalogue));
    QJsonArray list;
    for (const FailedPhoto& photo : photos) {
        list.append(QJsonObject{{QStringLiteral("path"), photo.path},
                                {QStringLiteral("reason"), photo.reason}});
        if (!arguments.json)
            printLine(photo.path + QStringLiteral(": ") + photo.reason);
    }
    if (arguments.json)
        printJson({{QStringLiteral("failed"), list}});
    return {};
}

Status printDuplicates(const Library& library, const Arguments& arguments) {
    SEMBLANCE_TRY(library.groups().finish(interrupted()));
    QJsonArray list;
    for (const PhotoGroup& group : groupsOf(*library.catalogue().snapshot())) {
        list.append(toJson(group));
        if (arguments.json)
            continue;
        printLine(groupLine(group) + QLatin1Char(':'));
        for (const PhotoItem& photo : group.members)
            printLine(QStringLiteral("    ") + photo.path);
    }
    if (arguments.json)
        printJson({{QStringLiteral("groups"), list}});
    return {};
}

Status removeFolder(Catalogue& catalogue, const Arguments& arguments) {
    SEMBLANCE_TRY_ASSIGN(const RootInfo root, rootNamed(arguments.operands.first(), catalogue));
    SEMBLANCE_TRY_ASSIGN(RowWriter* const writer, catalogue.acquireWriter());
    return writer->removeRoot(root.id);
}

/// Frees a model's vectors; `asked` is a name of it or the beginning of its hash.
Status forgetModel(Catalogue& catalogue, const Arguments& arguments) {
    const QString& asked = arguments.operands.first();
    SEMBLANCE_TRY_ASSIGN(const auto reader, catalogue.openReader());
    SEMBLANCE_TRY_ASSIGN(const std::vector<StoredModel> models, reader->models());
    const StoredModel* meant = nullptr;
    for (const StoredModel& stored : models) {
        if (stored.model.name != asked && stored.model.source != asked &&
            !stored.model.hash.startsWith(asked))
            continue;
        if (meant)
            return fail(
                ErrorKind::WrongUse,
                QStringLiteral("'%1' is more than one model: name it by the number in brackets "
                               "that semblance-cli library shows.")
                    .arg(asked));
        meant = &stored;
    }
    if (!meant)
        return fail(ErrorKind::NotFound,
                    QStringLiteral("The library has no vectors of a model '%1'.").arg(asked));
    // The last used one is what the library would be opened with.
    if (meant == &models.front())
        return fail(
            ErrorKind::WrongUse,
            QStringLiteral("The library uses the model '%1'. Index it with another model first.")
                .arg(asked));
    SEMBLANCE_TRY(catalogue.removeModel(meant->model.hash));
    if (arguments.json) {
        printJson({{QStringLiteral("freed"), qint64(meant->bytes)}});
    } else {
        printLine(QStringLiteral("Freed: %1 MB").arg(double(meant->bytes) / 1e6, 0, 'f', 1));
    }
    return {};
}

/// Files that could not be opened are tried at every scan anyway; these are the others.
Status retryFailed(Catalogue& catalogue, const Arguments& arguments) {
    SEMBLANCE_TRY_ASSIGN(const auto reader, catalogue.openReader());
    SEMBLANCE_TRY_ASSIGN(const StoreCounts counts, reader->counts());
    SEMBLANCE_TRY_ASSIGN(RowWriter* const writer, catalogue.acquireWriter());
    SEMBLANCE_TRY(writer->retryFailed());
    const std::int64_t pictures = counts.failed + counts.quarantined;
    if (arguments.json) {
        printJson({{QStringLiteral("retry"), qint64(pictures)}});
    } else {
        printLine(QStringLiteral("Pictures that the next indexing tries again: %1").arg(pictures));
    }
    return {};
}

Status run(const Arguments& arguments) {
    SEMBLANCE_TRY_ASSIGN(const auto library,
                         Library::open(arguments.libraryDir, Library::Access::Read));
    Catalogue& catalogue = library->catalogue();
    const QString& action = arguments.action;
    if (action == QLatin1StringView("remove"))
        return removeFolder(catalogue, arguments);
    if (action == QLatin1StringView("relocate"))
        return relocateFolder(catalogue, arguments);
    if (action == QLatin1StringView("ignore"))
        return editIgnored(catalogue, arguments);
    if (action == QLatin1StringView("forget"))
        return forgetModel(catalogue, arguments);
    if (action == QLatin1StringView("retry"))
        return retryFailed(catalogue, arguments);
    if (action == QLatin1StringView("duplicates"))
        return printDuplicates(*library, arguments);
    return action == QLatin1StringView("failed") ? printFailed(catalogue, arguments)
                                                 : printOverview(catalogue, arguments);
}
}  // namespace

int runLibrary(const Arguments& arguments) {
    const QStringList ofFiles{QStringLiteral("export"), QStringLiteral("import"),
                              QStringLiteral("merge")};
    if (ofFiles.contains(arguments.action))
        return runLibraryFile(arguments);
    if (arguments.action == QLatin1StringView("erase"))
        return runErase(arguments);
    const Status done = run(arguments);
    return done ? kDone : reportError(done.error());
}

}  // namespace semblance
