#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <algorithm>
#include <functional>

#include "app/cli/commands.h"
#include "app/cli/fileplaces.h"
#include "app/cli/groupoutput.h"
#include "app/cli/output.h"
#include "app/cli/showfacts.h"
#include "core/base/interruption.h"
#include "core/base/pictureformats.h"
#include "core/catalogue/catalogue.h"
#include "core/library/groups/groupkeeper.h"
#include "core/library/library.h"
#include "core/scan/motionfilms.h"
#include "core/scan/unreadkinds.h"

namespace semblance {

namespace {

/// What the library knows of a file.
struct Shown {
    QString state = QStringLiteral("unknown");
    QString reason;  ///< why it is not indexed
    std::optional<PhotoFacts> facts;
    QString note;
    std::optional<PhotoGroup> group;

    bool isUnknown() const { return state == QLatin1StringView("unknown"); }
};

QString reasonOfUnknown(const QString& path, bool isInRoot) {
    const std::string name = QFileInfo(path).fileName().toStdString();
    const QString kind = unreadKind(name);
    if (!QFileInfo::exists(path))
        return QStringLiteral("There is no such file.");
    if (!kind.isEmpty())
        return QStringLiteral("Files of the kind %1 are not read here.").arg(kind);
    if (!hasPictureExtension(name))
        return QStringLiteral("By its name it is no picture file.");
    if (isFilmOfPhoto(path))
        return QStringLiteral(
            "It is the moving half of the photo beside it, which stands for both.");
    return isInRoot ? QStringLiteral("It was not there when its folder was last indexed.")
                    : QStringLiteral("It lies in no folder of this library.");
}

QString stateName(const FileRow& file) {
    if (file.missingSinceMs)
        return QStringLiteral("missing");
    switch (file.state) {
        case FileState::Indexed:
        case FileState::Outdated:
            return QStringLiteral("indexed");
        case FileState::Pending:
            return QStringLiteral("pending");
        case FileState::Unreadable:
            return QStringLiteral("unreadable");
        case FileState::Failed:
            return QStringLiteral("failed");
        case FileState::Quarantined:
            return QStringLiteral("quarantined");
        case FileState::Unknown:
            break;
    }
    return QStringLiteral("unknown");
}

QString reasonOf(const FileRow& file) {
    if (file.missingSinceMs)
        return QStringLiteral("It was gone when its folder was last indexed.");
    if (file.state == FileState::Pending)
        return QStringLiteral("It is not encoded with the library's model yet.");
    return file.error;
}

/// Whether the model used last has a vector of a content.
using IsEncoded = std::function<bool(ContentId)>;

Result<IsEncoded> encodedBy(Catalogue& catalogue, RowReader& reader) {
    SEMBLANCE_TRY_ASSIGN(const std::vector<StoredModel> models, reader.models());
    if (models.empty())
        return IsEncoded([](ContentId) { return false; });
    SEMBLANCE_TRY(catalogue.openVectors(models.front().model));
    return IsEncoded([scorer = catalogue.snapshot()->scorer(models.front().model.hash)](
                         ContentId content) { return scorer && scorer->holds(content); });
}

Result<Shown> look(RowReader& reader, const Snapshot& snapshot,
                   const std::vector<RootLocation>& roots, const IsEncoded& isEncoded,
                   const QString& path) {
    Shown shown;
    bool isInRoot = false;
    for (const QString& name : namesOf(path)) {
        for (const auto& [root, below] : placesOf(name, roots)) {
            isInRoot = true;
            SEMBLANCE_TRY_ASSIGN(const std::optional<FileRow> file, reader.fileAt(root, below));
            if (!file)
                continue;
            FileRow row = *file;
            if (row.state == FileState::Indexed && !isEncoded(row.content))
                row.state = FileState::Pending;
            shown.state = stateName(row);
            shown.reason = reasonOf(row);
            if (file->content.isValid()) {
                SEMBLANCE_TRY_ASSIGN(const auto content, reader.content(file->content));
                SEMBLANCE_TRY_ASSIGN(const PhotoFacts sidecars, reader.sidecarFacts(file->id));
                SEMBLANCE_TRY_ASSIGN(const PhotoMarks marks, reader.marks(file->content));
                if (content)
                    shown.facts = withMarks(withSidecars(content->facts, sidecars), marks);
                shown.note = marks.note;
                shown.group = groupOf(snapshot, file->content);
            }
            return shown;
        }
    }
    shown.reason = reasonOfUnknown(path, isInRoot);
    return shown;
}

QJsonValue orNull(const QString& text) {
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

QJsonValue orNull(int pixels) {
    return pixels > 0 ? QJsonValue(pixels) : QJsonValue(QJsonValue::Null);
}

/// Seconds; null of a picture, and of a film that does not tell its length.
QJsonValue durationJson(const PhotoFacts& facts) {
    return facts.durationMs.value_or(0) > 0 ? QJsonValue(double(*facts.durationMs) / 1000)
                                            : QJsonValue(QJsonValue::Null);
}

/// Every field is there for every file.
QJsonObject toJson(const QString& path, const Shown& shown) {
    const PhotoFacts facts = shown.facts.value_or(PhotoFacts());
    const QJsonValue null(QJsonValue::Null);
    return {{QStringLiteral("path"), path},
            {QStringLiteral("state"), shown.state},
            {QStringLiteral("reason"), orNull(shown.reason)},
            {QStringLiteral("format"), orNull(facts.format)},
            {QStringLiteral("width"), orNull(facts.width)},
            {QStringLiteral("height"), orNull(facts.height)},
            {QStringLiteral("orientation"), shown.facts ? QJsonValue(facts.orientation) : null},
            {QStringLiteral("captured"), orNull(capturedText(facts))},
            {QStringLiteral("camera"), orNull(facts.camera)},
            {QStringLiteral("rating"), facts.rating ? QJsonValue(*facts.rating) : null},
            {QStringLiteral("label"), orNull(facts.label)},
            {QStringLiteral("note"), orNull(shown.note)},
            {QStringLiteral("duration_s"), durationJson(facts)},
            {QStringLiteral("tags"), QJsonArray::fromStringList(facts.keywords)},
            {QStringLiteral("group"), shown.group ? QJsonValue(toJson(*shown.group)) : null}};
}

QString toLine(const QString& path, const Shown& shown) {
    QStringList parts{shown.state};
    if (const auto& facts = shown.facts) {
        if (facts->width > 0)
            parts.append(QStringLiteral("%1 x %2 %3")
                             .arg(facts->width)
                             .arg(facts->height)
                             .arg(facts->format));
        parts.append({capturedText(*facts), facts->camera});
    }
    parts.append(shown.reason);
    parts.removeAll(QString());
    return path + QStringLiteral(": ") + parts.join(QStringLiteral(", "));
}

void printForPeople(const QString& path, const Shown& shown) {
    printLine(toLine(path, shown));
    for (const QString& line : factLines(shown.facts.value_or(PhotoFacts())))
        printLine(line);
    if (!shown.note.isEmpty())
        printLine(QStringLiteral("    note: ") + shown.note);
    if (!shown.group)
        return;
    printLine(QStringLiteral("    group: ") + groupLine(*shown.group));
    for (const PhotoItem& photo : shown.group->members)
        printLine(QStringLiteral("        ") + photo.path);
}

/// The exit code.
Result<int> run(const Arguments& arguments) {
    SEMBLANCE_TRY_ASSIGN(const auto library,
                         Library::open(arguments.libraryDir, Library::Access::Read));
    SEMBLANCE_TRY_ASSIGN(const auto reader, library->catalogue().openReader());
    SEMBLANCE_TRY_ASSIGN(const std::vector<RootLocation> roots, reader->rootLocations());
    SEMBLANCE_TRY_ASSIGN(const IsEncoded isEncoded, encodedBy(library->catalogue(), *reader));
    // What is known is told without its group rather than not at all.
    static_cast<void>(library->groups().finish(interrupted()));
    const SnapshotPtr snapshot = library->catalogue().snapshot();
    bool isWhole = true;
    for (const QString& path : arguments.operands) {
        SEMBLANCE_TRY_ASSIGN(const Shown shown, look(*reader, *snapshot, roots, isEncoded, path));
        if (arguments.json)
            printJson(toJson(path, shown));
        else
            printForPeople(path, shown);
        isWhole = isWhole && !shown.isUnknown();
    }
    return isWhole ? kDone : kDoneWithFailures;
}

}  // namespace

int runShow(const Arguments& arguments) {
    const Result<int> code = run(arguments);
    return code ? *code : reportError(code.error());
}

}  // namespace semblance
