#include "ui/query/picturedrop.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QMimeData>
#include <QUrl>

namespace semblance {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::PictureDrop)
};

// Encoded pictures a clipboard may hold, best first.
constexpr std::pair<const char*, const char*> encodings[] = {
    {"image/png", "png"},   {"image/jpeg", "jpg"}, {"image/webp", "webp"},
    {"image/tiff", "tiff"}, {"image/gif", "gif"},  {"image/bmp", "bmp"},
};

QStringList localFiles(const QMimeData& data) {
    QStringList files;
    for (const QUrl& url : data.urls()) {
        const QString path = url.toLocalFile();
        if (!path.isEmpty() && QFileInfo(path).isFile())
            files.append(path);
    }
    return files;
}

// A path as text: quoted, a file URL, or plain.
QString pathInText(QString text) {
    text = text.trimmed();
    if (text.size() > 1 && (text.front() == u'"' || text.front() == u'\'') &&
        text.back() == text.front())
        text = text.sliced(1, text.size() - 2);
    if (text.startsWith(QLatin1StringView("file:")))
        text = QUrl(text).toLocalFile();
    const bool oneLine = !text.contains(u'\n');
    return oneLine && QDir::isAbsolutePath(text) && QFileInfo(text).isFile() ? text : QString();
}

}  // namespace

PictureDrop::PictureDrop() = default;
PictureDrop::~PictureDrop() = default;

bool PictureDrop::accepts(const QMimeData& data) {
    if (data.hasUrls() || data.hasImage())
        return true;
    for (const auto& [type, suffix] : encodings) {
        if (data.hasFormat(QLatin1StringView(type)))
            return true;
    }
    return data.hasText() && !pathInText(data.text()).isEmpty();
}

Result<QStringList> PictureDrop::take(const QMimeData& data) {
    if (const QStringList files = localFiles(data); !files.isEmpty())
        return files;
    for (const auto& [type, suffix] : encodings) {
        const QByteArray bytes = data.data(QLatin1StringView(type));
        if (bytes.isEmpty())
            continue;
        SEMBLANCE_TRY_ASSIGN(const QString path, writeAside(bytes, QLatin1StringView(suffix)));
        return QStringList{path};
    }
    if (const QImage image = qvariant_cast<QImage>(data.imageData()); !image.isNull()) {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, "PNG");
        SEMBLANCE_TRY_ASSIGN(const QString path, writeAside(buffer.data(), QStringLiteral("png")));
        return QStringList{path};
    }
    if (const QString path = pathInText(data.text()); !path.isEmpty())
        return QStringList{path};
    if (data.hasUrls())
        return fail(ErrorKind::BadInput,
                    Text::tr("Only pictures on this computer can be references: nothing is "
                             "fetched from the internet. Copy the picture itself instead of its "
                             "link, or save it first."));
    return fail(ErrorKind::BadInput,
                Text::tr("There is no picture in what was pasted. Copy a picture or a file."));
}

Result<QString> PictureDrop::writeAside(const QByteArray& bytes, const QString& suffix) {
    if (!m_dir)
        m_dir = std::make_unique<QTemporaryDir>();
    const QString path = m_dir->filePath(
        QStringLiteral("%1-%2.%3").arg(Text::tr("pasted picture")).arg(++m_count).arg(suffix));
    QFile file(path);
    if (!m_dir->isValid() || !file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return fail(ErrorKind::NoSpace,
                    Text::tr("The pasted picture could not be kept in the temporary folder “%1”. "
                             "Make room there and paste again.")
                        .arg(QDir::toNativeSeparators(QDir::tempPath())),
                    file.errorString());
    return path;
}

}  // namespace semblance
