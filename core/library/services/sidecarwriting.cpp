#include "core/library/services/sidecarwriting.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QMap>
#include <QSaveFile>
#include <QSet>
#include <optional>
#include <string>
#include <utility>

#include "core/base/photofacts.h"
#include "core/base/pictureformats.h"
#include "core/base/regularfile.h"
#include "core/catalogue/catalogue.h"
#include "core/library/library.h"
#include "core/remote/decoderpool.h"
#include "core/scan/sidecars.h"

namespace semblance {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::SidecarWriting)
};

constexpr QLatin1StringView ending(".xmp");

/// The XMP sidecars that the pictures of a folder have.
class FolderSidecars {
public:
    explicit FolderSidecars(const QString& folder) : m_folder(folder) {
        std::vector<std::string> pictures;
        std::vector<std::string> sidecars;
        const auto all = QDir::Files | QDir::Hidden | QDir::System;
        for (const QString& name : QDir(folder).entryList(all)) {
            std::string text = name.toStdString();
            if (name.endsWith(ending, Qt::CaseInsensitive))
                sidecars.push_back(std::move(text));
            else if (hasPictureExtension(text))
                pictures.push_back(std::move(text));
        }
        const std::vector<std::string_view> views(pictures.begin(), pictures.end());
        for (const SidecarsOf& of : matchSidecars(views, sidecars))
            m_sidecars.insert(QString::fromStdString(pictures[of.picture]),
                              QString::fromStdString(sidecars[of.sidecars.front()]));
    }

    /// Absolute; empty where there is none.
    QString of(const QString& pictureName) const {
        const QString name = m_sidecars.value(pictureName);
        return name.isEmpty() ? QString() : m_folder + u'/' + name;
    }

private:
    QString m_folder;
    QMap<QString, QString> m_sidecars;
};

/// What the picture itself says, without its sidecars.
Result<QStringList> ownKeywords(RowReader& reader, ContentId content) {
    SEMBLANCE_TRY_ASSIGN(const auto row, reader.content(content));
    return row ? row->facts.keywords : QStringList();
}

/// A sidecar as it is on the disk.
struct Present {
    QByteArray bytes;
    std::optional<FileMoment> moment;  ///< nothing: it is not there
};

Result<Present> readPresent(const QString& path) {
    // A link may lead anywhere, to the picture itself for one.
    const QString real = QFileInfo(path).canonicalFilePath();
    if (!real.isEmpty() && !real.endsWith(ending, Qt::CaseInsensitive))
        return fail(ErrorKind::BadInput, Text::tr("It is a link to something else."));
    const auto file = openRegularFile(path);
    if (!file && file.error().kind == ErrorKind::NotFound)
        return Present();
    if (!file)
        return fail(file.error());
    Present present;
    present.moment = momentOf(*file);
    const qint64 size = present.moment->stat.size;
    if (size > FactLimits::sidecarBytes)
        return fail(ErrorKind::BadInput, Text::tr("The sidecar is larger than any should be."));
    present.bytes.resize(size);
    SEMBLANCE_TRY_ASSIGN(const qint64 read, readAt(*file, 0, present.bytes.data(), size));
    if (read != size)
        return fail(ErrorKind::Permission, Text::tr("The sidecar changed while it was read."));
    return present;
}

Status writeFile(const QString& path, const QByteArray& bytes) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorKind::Permission,
                    Text::tr("“%1” could not be written: %2")
                        .arg(QFileInfo(path).fileName(), file.errorString()));
    return {};
}

enum class Outcome { Written, Replaced, Unchanged };

Result<Outcome> writeOne(PictureDecoder& decoder, const SidecarPlan::Target& target,
                         const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const Present before, readPresent(target.sidecar));
    DecodeRequest request;
    request.path = target.sidecar;
    request.sidecarEdit = {before.bytes, target.marks, target.keywords};
    SEMBLANCE_TRY_ASSIGN(const DecodeReply reply, decoder.decodeNow(request, cancel));
    if (before.moment && reply.sidecar == before.bytes)
        return Outcome::Unchanged;
    SEMBLANCE_TRY_ASSIGN(const Present now, readPresent(target.sidecar));
    if (now.moment != before.moment)
        return fail(ErrorKind::Permission,
                    Text::tr("Another program has written the sidecar meanwhile."));
    if (before.moment)
        SEMBLANCE_TRY(writeFile(target.sidecar + QStringLiteral(".bak"), before.bytes));
    SEMBLANCE_TRY(writeFile(target.sidecar, reply.sidecar));
    return before.moment ? Outcome::Replaced : Outcome::Written;
}

}  // namespace

Result<SidecarPlan> planSidecars(Catalogue& catalogue, const QList<PhotoItem>& pictures,
                                 const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const auto reader, catalogue.openReader());
    SidecarPlan plan;
    QMap<QString, FolderSidecars> folders;
    QSet<QString> taken;
    QSet<QString> readOnly;
    for (const PhotoItem& picture : pictures) {
        if (cancel.isCancelled())
            return fail(cancelledError());
        PhotoMarks marks;
        if (picture.content.isValid()) {
            SEMBLANCE_TRY_ASSIGN(marks, reader->marks(picture.content));
        }
        if (marks.isEmpty()) {
            ++plan.unmarked;
            continue;
        }
        const QFileInfo file(picture.path);
        const QString folder = file.path();
        if (!QFileInfo(folder).isDir()) {
            ++plan.away;
            continue;
        }
        if (!QFileInfo(folder).isWritable()) {
            readOnly.insert(folder);
            continue;
        }
        if (!folders.contains(folder))
            folders.insert(folder, FolderSidecars(folder));
        SidecarPlan::Target target;
        target.picture = picture.path;
        target.sidecar = folders.find(folder)->of(file.fileName());
        target.exists = !target.sidecar.isEmpty() && !taken.contains(target.sidecar);
        if (!target.exists)
            target.sidecar = picture.path + ending;
        taken.insert(target.sidecar);
        target.marks = std::move(marks);
        SEMBLANCE_TRY_ASSIGN(target.keywords, ownKeywords(*reader, picture.content));
        plan.targets.push_back(std::move(target));
    }
    plan.readOnly = readOnly.values();
    plan.readOnly.sort();
    return plan;
}

WrittenSidecars writeSidecars(const Library& library, const SidecarPlan& plan,
                              const CancelToken& cancel,
                              const std::function<void(qint64 done, qint64 all)>& progress) {
    WrittenSidecars done;
    const auto all = qint64(plan.targets.size());
    qint64 tried = 0;
    for (const SidecarPlan::Target& target : plan.targets) {
        if (cancel.isCancelled()) {
            done.isCancelled = true;
            break;
        }
        const Result<Outcome> outcome = writeOne(library.decoders(), target, cancel);
        if (!outcome && outcome.error().kind == ErrorKind::Cancelled) {
            done.isCancelled = true;
            break;
        }
        if (!outcome)
            done.left.push_back({target.sidecar, outcome.error().sentence});
        else if (*outcome == Outcome::Unchanged)
            ++done.unchanged;
        else
            ++done.written;
        if (outcome && *outcome == Outcome::Replaced)
            ++done.backedUp;
        if (progress)
            progress(++tried, all);
    }
    return done;
}

}  // namespace semblance
