#include "core/library/models/modelentries.h"

#include <QCoreApplication>
#include <QDir>
#include <algorithm>

#include "core/base/modelfolder.h"
#include "core/catalogue/catalogue.h"
#include "core/library/models/modelsession.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::ModelEntries)
};

/// What the library says of its models.
struct Stored {
    std::vector<StoredModel> models;
    QString chosen;     ///< VectorModel::source
    QString answering;  ///< a hash; empty while no engine runs
    qint64 pictures = 0;

    static Result<Stored> read(const ModelUse& use) {
        Stored stored;
        SEMBLANCE_TRY_ASSIGN(const auto reader, use.catalogue.openReader());
        SEMBLANCE_TRY_ASSIGN(stored.models, reader->models());
        stored.chosen = use.session.chosen();
        if (const AnsweringModelPtr answering = use.session.now())
            stored.answering = answering->model.info.hash;
        stored.pictures = static_cast<qint64>(use.catalogue.snapshot()->contentCount());
        return stored;
    }
};

bool isOf(const StoredModel& stored, const KnownModel& model) {
    return model.report.hash.isEmpty() ? stored.model.source == model.name
                                       : stored.model.hash == model.report.hash;
}

void addVectors(ModelEntry& entry, const StoredModel& stored) {
    entry.pictures = stored.vectors;
    entry.vectorBytes = stored.bytes;
    if (entry.model.report.hash.isEmpty()) {
        entry.model.report.hash = stored.model.hash;
        entry.model.report.dim = stored.model.dim;
    }
}

/// A model that is not in the store: a folder in its place, or one that was removed.
ModelEntry folderEntry(const QString& source) {
    ModelEntry entry;
    entry.isFolder = true;
    entry.model.name = source;
    entry.model.report.name = QDir(source).dirName();
    if (const Result<ModelFolder> folder = findModel(source)) {
        entry.model.dir = folder->dir;
    } else {
        entry.model.dir = source;
        entry.model.state = KnownModel::State::Broken;
        entry.model.problem =
            Text::tr("This model is gone. Import it again, or free what the library keeps of it.");
    }
    return entry;
}

bool anyOf(const QList<ModelEntry>& entries, const auto& isWanted) {
    return std::any_of(entries.begin(), entries.end(), isWanted);
}

void addUnknown(QList<ModelEntry>& entries, const Stored& stored) {
    const auto add = [&](const QString& source) -> ModelEntry* {
        const bool isThere =
            anyOf(entries, [&](const ModelEntry& entry) { return entry.model.name == source; });
        if (source.isEmpty() || isThere)
            return nullptr;
        entries.append(folderEntry(source));
        return &entries.last();
    };
    for (const StoredModel& model : stored.models) {
        const bool hasVectors =
            anyOf(entries, [&](const ModelEntry& entry) { return isOf(model, entry.model); });
        if (hasVectors && model.model.source != stored.chosen)
            continue;
        const QString name = model.model.source.isEmpty() ? model.model.name : model.model.source;
        if (ModelEntry* const entry = add(name))
            addVectors(*entry, model);
    }
    add(stored.chosen);
}

void markUse(QList<ModelEntry>& entries, const Stored& stored) {
    const auto answersBy = [&](const ModelEntry& entry) {
        return !stored.answering.isEmpty() && entry.model.report.hash == stored.answering;
    };
    for (ModelEntry& entry : entries)
        entry.isChosen = entry.model.name == stored.chosen;
    // Models that differ only in how they compose share their vectors.
    const bool chosenAnswers =
        anyOf(entries, [&](const ModelEntry& entry) { return entry.isChosen && answersBy(entry); });
    for (ModelEntry& entry : entries)
        entry.answers = answersBy(entry) && (entry.isChosen || !chosenAnswers);
}

Result<ModelEntry> entryOf(const ModelEntries& entries, const QString& name) {
    const auto it = std::find_if(entries.models.begin(), entries.models.end(),
                                 [&](const ModelEntry& entry) { return entry.model.name == name; });
    if (it != entries.models.end())
        return *it;
    return fail(ErrorKind::NotFound, Text::tr("There is no model '%1'.").arg(name));
}

Status checkUnused(const ModelEntry& entry) {
    if (entry.isChosen) {
        return fail(ErrorKind::WrongUse,
                    Text::tr("The library uses the model '%1'. Change it to another model first.")
                        .arg(entry.model.name));
    }
    if (entry.answers) {
        return fail(ErrorKind::WrongUse,
                    Text::tr("The model '%1' answers searches until the library's pictures are "
                             "encoded with the other one. Remove it then.")
                        .arg(entry.model.name));
    }
    return {};
}

}  // namespace

Result<ModelEntries> readModelEntries(const ModelStore& store, const std::optional<ModelUse>& use) {
    ModelEntries entries;
    for (const KnownModel& model : store.list()) {
        ModelEntry entry;
        entry.model = model;
        entries.models.append(entry);
    }
    if (!use)
        return entries;
    SEMBLANCE_TRY_ASSIGN(const Stored stored, Stored::read(*use));
    entries.pictures = stored.pictures;
    for (ModelEntry& entry : entries.models) {
        for (const StoredModel& model : stored.models) {
            if (isOf(model, entry.model))
                addVectors(entry, model);
        }
    }
    addUnknown(entries.models, stored);
    markUse(entries.models, stored);
    return entries;
}

Status removeModel(ModelStore& store, const std::optional<ModelUse>& use, const QString& name) {
    SEMBLANCE_TRY_ASSIGN(const ModelEntries entries, readModelEntries(store, use));
    SEMBLANCE_TRY_ASSIGN(const ModelEntry entry, entryOf(entries, name));
    if (entry.isFolder) {
        return fail(ErrorKind::WrongUse,
                    Text::tr("The model '%1' was not imported: its files are yours to remove. What "
                             "the library keeps of it can be freed.")
                        .arg(name));
    }
    if (entry.model.origin == KnownModel::Origin::Shipped)
        return store.remove(name);  // which refuses it
    SEMBLANCE_TRY(checkUnused(entry));
    const bool isShared = anyOf(entries.models, [&](const ModelEntry& other) {
        return other.model.name != name && other.model.report.hash == entry.model.report.hash;
    });
    if (use && entry.pictures > 0 && !isShared)
        SEMBLANCE_TRY(use->catalogue.removeModel(entry.model.report.hash));
    return store.remove(name);
}

Result<qint64> forgetModel(const ModelStore& store, const std::optional<ModelUse>& use,
                           const QString& name) {
    SEMBLANCE_TRY_ASSIGN(const ModelEntries entries, readModelEntries(store, use));
    SEMBLANCE_TRY_ASSIGN(const ModelEntry entry, entryOf(entries, name));
    SEMBLANCE_TRY(checkUnused(entry));
    if (!use || entry.vectorBytes == 0) {
        return fail(ErrorKind::NotFound,
                    Text::tr("The library has no vectors of a model '%1'.").arg(name));
    }
    SEMBLANCE_TRY(use->catalogue.removeModel(entry.model.report.hash));
    return entry.vectorBytes;
}

}  // namespace semblance
