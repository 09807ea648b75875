#include "ui/query/picturedrop.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QMimeData>
#include <QUrl>
#include <algorithm>

#include "core/base/pictureformats.h"
#include "core/library/keptpictures.h"
#include "ui/files/aside.h"
#include "ui/files/lookat.h"

namespace semblance {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::PictureDrop)
};

constexpr std::chrono::seconds patience{30};  // for a large picture to be encoded and written

bool hasPicture(const QMimeData& data) {
    return data.hasImage() ||
           std::any_of(pictureFormats.begin(), pictureFormats.end(),
                       [&](const auto& format) { return data.hasFormat(format.mimeType); });
}

// Not text(), which makes do with the links.
QString textOf(const QMimeData& data) {
    return data.hasFormat(QStringLiteral("text/plain")) ? data.text().trimmed() : QString();
}

// The path of a picture as text: quoted, a file URL, or plain. Told by its form: whether the file
// is there is seen later.
QString pathInText(QString text) {
    if (text.contains(u'\n'))
        return {};
    if (text.size() > 1 && (text.front() == u'"' || text.front() == u'\'') &&
        text.back() == text.front())
        text = text.sliced(1, text.size() - 2);
    if (text.startsWith(QLatin1StringView("file:")))
        return QUrl(text).toLocalFile();
    const QString suffix = text.sliced(text.lastIndexOf(u'.') + 1).toLower();
    return QDir::isAbsolutePath(text) && pictureExtensions().contains(suffix) ? text : QString();
}

// The address that some programs give with a picture is not what it is about.
bool isLink(const QString& text) {
    const qsizetype colon = text.indexOf(u':');
    return colon > 0 && !text.contains(u' ') && !text.contains(u'\n') &&
           (text.sliced(colon).startsWith(QLatin1StringView("://")) ||
            text.startsWith(QLatin1StringView("data:")));
}

Error whyNone(const QList<PathFacts>& facts) {
    const PathFacts& first = facts.first();
    const QString name = first.path.sliced(first.path.lastIndexOf(u'/') + 1);
    switch (first.kind) {
        case PathFacts::Kind::Folder:
            return {ErrorKind::BadInput,
                    Text::tr("“%1” is a folder. Add it to the library to search its pictures, or "
                             "take one of them as the reference.")
                        .arg(name),
                    first.path};
        case PathFacts::Kind::Unanswered:
            return unanswered(first.path);
        case PathFacts::Kind::File:
        case PathFacts::Kind::Missing:
            break;
    }
    return {ErrorKind::NotFound,
            Text::tr("“%1” is no longer there. Copy the picture again.").arg(name), first.path};
}

void takeFiles(const QStringList& paths, QObject* context, PictureDrop::Then then) {
    lookAt(paths, context, [then = std::move(then)](const QList<PathFacts>& facts) {
        QStringList files;
        for (const PathFacts& path : facts) {
            if (path.kind == PathFacts::Kind::File)
                files.append(path.path);
        }
        if (files.isEmpty())
            then(fail(whyNone(facts)));
        else
            then(files);
    });
}

QByteArray pngOf(const QImage& image) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data();
}

}  // namespace

PictureDrop::PictureDrop() = default;
PictureDrop::~PictureDrop() = default;

PictureDrop::Kind PictureDrop::kindOf(const QMimeData& data) {
    if (!localPaths(data).isEmpty())
        return Kind::Files;
    const QString text = textOf(data);
    const bool isPath = !pathInText(text).isEmpty();
    // Spreadsheets and word processors offer a drawing of the text that is copied.
    const bool isText = !text.isEmpty() && !isPath && !isLink(text);
    if (hasPicture(data))
        return isText ? Kind::Text : Kind::Picture;
    if (isPath)
        return Kind::Path;
    if (data.hasUrls())
        return Kind::Link;
    return text.isEmpty() ? Kind::Nothing : Kind::Text;
}

bool PictureDrop::accepts(const QMimeData& data) {
    const Kind kind = kindOf(data);
    return kind != Kind::Nothing && kind != Kind::Text;
}

void PictureDrop::take(const QMimeData& data, QObject* context, Then then) {
    if (const QStringList paths = localPaths(data); !paths.isEmpty())
        return takeFiles(paths, context, std::move(then));
    for (const PictureFormatRow& format : pictureFormats) {
        if (const QByteArray bytes = data.data(format.mimeType); !bytes.isEmpty())
            return writeAside(
                format.extensions[0], [bytes] { return bytes; }, context, std::move(then));
    }
    if (const QImage image = qvariant_cast<QImage>(data.imageData()); !image.isNull())
        return writeAside(
            QStringLiteral("png"), [image] { return pngOf(image); }, context, std::move(then));
    if (const QString path = pathInText(textOf(data)); !path.isEmpty())
        return takeFiles({path}, context, std::move(then));
    const QString sentence =
        data.hasUrls()
            ? Text::tr(
                  "Only pictures on this computer can be references: nothing is fetched from "
                  "the internet. Copy the picture itself instead of its link, or save it "
                  "first.")
            : Text::tr("There is no picture in what was pasted. Copy a picture or a file.");
    then(fail(ErrorKind::BadInput, sentence));
}

void PictureDrop::keep(const QByteArray& bytes, QObject* context, Then then) {
    writeAside(
        QStringLiteral("png"), [bytes] { return bytes; }, context, std::move(then));
}

QString PictureDrop::nextFile(const QString& suffix) {
    if (!m_dir)
        m_dir = std::make_unique<QTemporaryDir>();
    return m_dir->filePath(
        QStringLiteral("%1-%2.%3").arg(Text::tr("pasted picture")).arg(++m_count).arg(suffix));
}

void PictureDrop::writeAside(const QString& suffix, std::function<QByteArray()> bytes,
                             QObject* context, Then then) {
    const QString file = nextFile(suffix);
    const auto write = [file, suffix, library = m_libraryDir,
                        bytes = std::move(bytes)]() -> Result<QStringList> {
        const QByteArray all = bytes();
        if (!library.isEmpty()) {
            if (const auto kept = KeptPictures(library).keep(all, suffix))
                return QStringList{*kept};
        }
        QFile written(file);
        if (!written.open(QIODevice::WriteOnly) || written.write(all) != all.size())
            return fail(ErrorKind::NoSpace,
                        Text::tr("The pasted picture could not be kept in the temporary folder "
                                 "“%1”. Make room there and paste again.")
                            .arg(QDir::toNativeSeparators(QDir::tempPath())),
                        written.errorString());
        return QStringList{file};
    };
    runAside(context, patience, write,
             [file, then = std::move(then)](std::optional<Result<QStringList>> written) {
                 then(written ? *written : fail(unanswered(file)));
             });
}

}  // namespace semblance
