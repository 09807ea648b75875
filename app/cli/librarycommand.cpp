#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>

#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "core/library/library.h"
#include "core/library/overview.h"
#include "core/store/libraryreader.h"
#include "core/store/storewriter.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::LibraryCommand)
};

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

Result<QJsonArray> printModels(LibraryReader& reader, const Arguments& arguments) {
    SEMBLANCE_TRY_ASSIGN(const std::vector<StoredModel> models, reader.models());
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
            printLine(Text::tr("model %1 (%2): %3 vectors, %4 MB%5")
                          .arg(model.name, shortHash(model))
                          .arg(stored.vectors)
                          .arg(double(stored.bytes) / 1e6, 0, 'f', 1)
                          .arg(list.size() == 1 ? Text::tr(", in use") : QString()));
        }
    }
    return list;
}

Status printOverview(LibraryReader& reader, const Arguments& arguments) {
    SEMBLANCE_TRY_ASSIGN(const QList<RootInfo> roots, readRoots(reader));
    SEMBLANCE_TRY_ASSIGN(const StoreCounts counts, reader.counts());
    QJsonArray list;
    for (const RootInfo& root : roots) {
        list.append(QJsonObject{{QStringLiteral("path"), root.path},
                                {QStringLiteral("state"), stateName(root.state)},
                                {QStringLiteral("files"), root.photos},
                                {QStringLiteral("failed"), root.failed}});
        if (!arguments.json) {
            printLine(Text::tr("%1: %2 files, %3 failed, %4")
                          .arg(root.path)
                          .arg(root.photos)
                          .arg(root.failed)
                          .arg(stateName(root.state)));
        }
    }
    SEMBLANCE_TRY_ASSIGN(const QJsonArray models, printModels(reader, arguments));
    if (arguments.json) {
        printJson({{QStringLiteral("roots"), list},
                   {QStringLiteral("models"), models},
                   {QStringLiteral("files"), qint64(counts.files)},
                   {QStringLiteral("pictures"), qint64(counts.contents)},
                   {QStringLiteral("searchable"), qint64(counts.done)},
                   {QStringLiteral("failed"),
                    qint64(counts.failed + counts.quarantined + counts.unreadable)}});
    } else if (roots.isEmpty()) {
        printLine(
            Text::tr("This library has no folders yet: semblance-cli index FOLDER adds one."));
    }
    return {};
}

Status printFailed(LibraryReader& reader, const Arguments& arguments) {
    SEMBLANCE_TRY_ASSIGN(const QList<FailedPhoto> photos, readFailedPhotos(reader));
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

Status removeFolder(LibraryReader& reader, const Arguments& arguments) {
    SEMBLANCE_TRY_ASSIGN(const QList<RootInfo> roots, readRoots(reader));
    const QString asked = QFileInfo(arguments.operands.at(1)).absoluteFilePath();
    const QString canonical = QFileInfo(asked).canonicalFilePath();
    for (const RootInfo& root : roots) {
        if (root.path != asked && root.path != canonical)
            continue;
        SEMBLANCE_TRY_ASSIGN(const auto library,
                             Library::open(arguments.libraryDir, Library::Access::Write));
        return library->writer()->removeRoot(root.id);
    }
    return fail(ErrorKind::NotFound, Text::tr("The folder %1 is not in this library.").arg(asked));
}

/// Frees a model's vectors; `asked` is a name of it or the beginning of its hash.
Status forgetModel(LibraryReader& reader, const Arguments& arguments) {
    const QString& asked = arguments.operands.at(1);
    SEMBLANCE_TRY_ASSIGN(const std::vector<StoredModel> models, reader.models());
    const StoredModel* meant = nullptr;
    for (const StoredModel& stored : models) {
        if (stored.model.name != asked && stored.model.source != asked &&
            !stored.model.hash.startsWith(asked))
            continue;
        if (meant)
            return fail(ErrorKind::WrongUse,
                        Text::tr("'%1' is more than one model: name it by the number in brackets "
                                 "that semblance-cli library shows.")
                            .arg(asked));
        meant = &stored;
    }
    if (!meant)
        return fail(ErrorKind::NotFound,
                    Text::tr("The library has no vectors of a model '%1'.").arg(asked));
    // The last used one is what the library would be opened with.
    if (meant == &models.front())
        return fail(ErrorKind::WrongUse,
                    Text::tr("The library uses the model '%1'. Index it with another model first.")
                        .arg(asked));
    SEMBLANCE_TRY_ASSIGN(const auto library,
                         Library::open(arguments.libraryDir, Library::Access::Write));
    SEMBLANCE_TRY(library->removeModel(meant->model.hash));
    if (arguments.json) {
        printJson({{QStringLiteral("freed"), qint64(meant->bytes)}});
    } else {
        printLine(Text::tr("Freed: %1 MB").arg(double(meant->bytes) / 1e6, 0, 'f', 1));
    }
    return {};
}

/// Files that could not be opened are tried at every scan anyway; these are the others.
Status retryFailed(LibraryReader& reader, const Arguments& arguments) {
    SEMBLANCE_TRY_ASSIGN(const StoreCounts counts, reader.counts());
    SEMBLANCE_TRY_ASSIGN(const auto library,
                         Library::open(arguments.libraryDir, Library::Access::Write));
    SEMBLANCE_TRY(library->writer()->retryFailed());
    const std::int64_t pictures = counts.failed + counts.quarantined;
    if (arguments.json) {
        printJson({{QStringLiteral("retry"), qint64(pictures)}});
    } else {
        printLine(Text::tr("Pictures that the next indexing tries again: %1").arg(pictures));
    }
    return {};
}

Status run(const Arguments& arguments) {
    SEMBLANCE_TRY_ASSIGN(const auto reader,
                         LibraryReader::open(LibraryPaths(arguments.libraryDir)));
    const QString action = arguments.operands.value(0);
    if (action == QLatin1StringView("remove"))
        return removeFolder(*reader, arguments);
    if (action == QLatin1StringView("forget"))
        return forgetModel(*reader, arguments);
    if (action == QLatin1StringView("retry"))
        return retryFailed(*reader, arguments);
    return action == QLatin1StringView("failed") ? printFailed(*reader, arguments)
                                                 : printOverview(*reader, arguments);
}
}  // namespace

int runLibrary(const Arguments& arguments) {
    const Status done = run(arguments);
    return done ? kDone : reportError(done.error());
}

}  // namespace semblance
