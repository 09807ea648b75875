#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>

#include "app/cli/commands.h"
#include "app/cli/indexrun.h"
#include "app/cli/output.h"
#include "core/library/library.h"
#include "core/library/models/modelentries.h"
#include "core/library/models/modelstore.h"

namespace semblance {

namespace {
QString megabytes(qint64 bytes) {
    return QString::number(double(bytes) / 1e6, 'f', 1);
}

QString stateName(KnownModel::State state) {
    switch (state) {
        case KnownModel::State::Unchecked:
            return QStringLiteral("unchecked");
        case KnownModel::State::Good:
            return QStringLiteral("good");
        case KnownModel::State::Broken:
            return QStringLiteral("broken");
    }
    return {};
}

QString originName(const ModelEntry& entry) {
    if (entry.isFolder)
        return QStringLiteral("folder");
    return entry.model.origin == KnownModel::Origin::Shipped ? QStringLiteral("shipped")
                                                             : QStringLiteral("imported");
}

QJsonObject toJson(const KnownModel& model) {
    QJsonObject json = model.report.toJson();
    json[QStringLiteral("name")] = model.name;
    json[QStringLiteral("dir")] = model.dir;
    json[QStringLiteral("state")] = stateName(model.state);
    json[QStringLiteral("problem")] = model.problem;
    json[QStringLiteral("imported_from")] = model.importedFrom;
    return json;
}

QJsonObject toJson(const ModelEntry& entry) {
    QJsonObject json = toJson(entry.model);
    json[QStringLiteral("origin")] = originName(entry);
    json[QStringLiteral("vectors")] = entry.pictures;
    json[QStringLiteral("vector_bytes")] = entry.vectorBytes;
    json[QStringLiteral("chosen")] = entry.isChosen;
    return json;
}

QString speedLine(const ModelMeasurement& measured) {
    QString line = QStringLiteral("  %1 on %2: %3 pictures/s, %4 sentences/s")
                       .arg(measured.precision, measured.device)
                       .arg(measured.picturesPerSecond, 0, 'f', 1)
                       .arg(measured.sentencesPerSecond, 0, 'f', 1);
    if (measured.cosine)
        line += QStringLiteral(", cosine to fp32 %1").arg(*measured.cosine, 0, 'f', 4);
    return line;
}

void printModel(const KnownModel& model, const QString& more) {
    if (model.state == KnownModel::State::Broken) {
        printLine(QStringLiteral("%1: %2").arg(model.name, model.problem));
        return;
    }
    const ModelReport& report = model.report;
    if (report.family.isEmpty()) {
        printLine(QStringLiteral("%1: not looked at yet%2").arg(model.name, more));
        return;
    }
    printLine(QStringLiteral("%1: %2, %3 numbers, %4 MB, %5%6")
                  .arg(model.name, report.imageNetwork, QString::number(report.dim),
                       megabytes(report.bytes),
                       report.composes ? QStringLiteral("learned composition")
                                       : QStringLiteral("composes by mixing"),
                       more));
    if (!report.licences.isEmpty())
        printLine(QStringLiteral("  licence: %1").arg(report.licences.join(QStringLiteral("; "))));
    for (const ModelMeasurement& measured : report.measurements)
        printLine(speedLine(measured));
}

/// Null when there is no library; asked for by name it must be there.
Result<std::shared_ptr<Library>> openLibrary(const Arguments& arguments) {
    auto library = Library::open(arguments.libraryDir, Library::Access::Read);
    if (!library && library.error().kind == ErrorKind::NotFound && !arguments.libraryNamed)
        return nullptr;
    return library;
}

Status list(const Arguments& arguments) {
    ModelStore store;
    store.sweep();
    for (const KnownModel& model : store.list()) {
        if (model.state == KnownModel::State::Unchecked)
            SEMBLANCE_TRY(store.look(model.name, interrupted()));
    }
    SEMBLANCE_TRY_ASSIGN(const auto library, openLibrary(arguments));
    SEMBLANCE_TRY_ASSIGN(const ModelEntries entries, readModelEntries(store, modelUseOf(library)));
    QJsonArray models;
    for (const ModelEntry& entry : entries.models) {
        models.append(toJson(entry));
        if (arguments.json)
            continue;
        QString more;
        if (entry.pictures > 0)
            more += QStringLiteral(", %1 vectors in the library").arg(entry.pictures);
        if (entry.isChosen)
            more += QStringLiteral(", in use");
        printModel(entry.model, more);
    }
    if (arguments.json) {
        printJson({{QStringLiteral("models"), models},
                   {QStringLiteral("dir"), store.dir()},
                   {QStringLiteral("pictures"), entries.pictures}});
    }
    return {};
}

/// The exit code: a broken model is an answer, not a failure to answer.
Result<int> check(const Arguments& arguments) {
    ModelStore store;
    printProgress(QStringLiteral("testing ..."));
    const auto model = store.check(arguments.operands.first(), interrupted());
    printProgress({});
    if (!model)
        return fail(model.error());
    if (arguments.json)
        printJson(toJson(*model));
    else
        printModel(*model, {});
    return model->state == KnownModel::State::Broken ? kDoneWithFailures : kDone;
}

void showProgress(const ModelImportProgress& now) {
    switch (now.phase) {
        case ModelImportProgress::Phase::Inspecting:
            return printProgress(QStringLiteral("reading the model ..."));
        case ModelImportProgress::Phase::Checking:
            return printProgress(QStringLiteral("testing the copy ..."));
        case ModelImportProgress::Phase::Copying:
            break;
    }
    QString line =
        QStringLiteral("%1 of %2 MB").arg(megabytes(now.bytesDone), megabytes(now.bytesTotal));
    if (now.bytesPerSecond > 0)
        line += QStringLiteral(", %1 MB/s").arg(megabytes(qint64(now.bytesPerSecond)));
    if (now.secondsLeft >= 1)
        line += QStringLiteral(", %1 s left").arg(now.secondsLeft, 0, 'f', 0);
    printProgress(line);
}

Status importModel(const Arguments& arguments) {
    ModelStore store;
    const auto imported =
        store.importFolder(arguments.operands.first(), arguments.name, showProgress, interrupted());
    printProgress({});
    if (!imported)
        return fail(imported.error());
    const KnownModel& model = imported->model;
    if (arguments.json) {
        QJsonObject json = toJson(model);
        json[QStringLiteral("was_there")] = imported->wasThere;
        printJson(json);
        return {};
    }
    if (imported->wasThere)
        printLine(QStringLiteral("This model is there already, as '%1'.").arg(model.name));
    printModel(model, {});
    return {};
}

Status remove(const Arguments& arguments) {
    ModelStore store;
    const QString& name = arguments.operands.first();
    SEMBLANCE_TRY_ASSIGN(const auto library, openLibrary(arguments));
    SEMBLANCE_TRY(removeModel(store, modelUseOf(library), name));
    if (arguments.json)
        printJson({{QStringLiteral("removed"), name}});
    else
        printLine(QStringLiteral("Removed: %1").arg(name));
    return {};
}

Result<int> use(const Arguments& arguments) {
    ModelStore store;
    const QString& name = arguments.operands.first();
    // A folder would do, too, but this command speaks of the models in the list.
    SEMBLANCE_TRY(store.find(name));
    // Writing would make a library.
    SEMBLANCE_TRY(Library::open(arguments.libraryDir, Library::Access::Read));
    IndexRun indexing(arguments.json);
    SEMBLANCE_TRY_ASSIGN(const auto library,
                         Library::open(arguments.libraryDir, Library::Access::Write, name));
    indexing.setLibrary(library);
    return indexing.run({}, 0);
}

Result<int> run(const Arguments& arguments) {
    const QString& action = arguments.action;
    if (action == QLatin1StringView("check"))
        return check(arguments);
    if (action == QLatin1StringView("use"))
        return use(arguments);
    const Status done = action == QLatin1StringView("import")   ? importModel(arguments)
                        : action == QLatin1StringView("remove") ? remove(arguments)
                                                                : list(arguments);
    if (!done)
        return fail(done.error());
    return kDone;
}
}  // namespace

int runModel(const Arguments& arguments) {
    const Result<int> code = run(arguments);
    return code ? *code : reportError(code.error());
}

}  // namespace semblance
