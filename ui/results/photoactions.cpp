#include "ui/results/photoactions.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMimeData>
#include <QUrl>
#if defined(Q_OS_WIN) || defined(Q_OS_MACOS)
#include <QProcess>
#elif defined(SEMBLANCE_HAS_DBUS)
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#endif

#include "core/library/services/pictureservice.h"
#include "ui/files/lookat.h"

namespace semblance {
namespace {

constexpr int copySide = 4096;  // the largest view a decoder gives

QMimeData* filesAsMime(const QList<PhotoItem>& items) {
    QList<QUrl> urls;
    for (const PhotoItem& item : items)
        urls.append(QUrl::fromLocalFile(item.path));
    auto* data = new QMimeData;
    data->setUrls(urls);
    return data;
}

void openFolder(PhotoActions* actions, const QString& path) {
    const QString folder = QFileInfo(path).path();
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(folder)))
        Q_EMIT actions->problem(
            Error{ErrorKind::NotFound,
                  PhotoActions::tr("No file manager could be started. The picture lies in “%1”.")
                      .arg(QDir::toNativeSeparators(folder)),
                  path});
}

// Selects the file where the system's file manager can; opens its folder otherwise.
void selectInFileManager(PhotoActions* actions, const QString& path) {
#if defined(Q_OS_WIN)
    if (!QProcess::startDetached(QStringLiteral("explorer.exe"),
                                 {QStringLiteral("/select,"), QDir::toNativeSeparators(path)}))
        openFolder(actions, path);
#elif defined(Q_OS_MACOS)
    if (!QProcess::startDetached(QStringLiteral("open"), {QStringLiteral("-R"), path}))
        openFolder(actions, path);
#elif defined(SEMBLANCE_HAS_DBUS)
    // https://www.freedesktop.org/wiki/Specifications/file-manager-interface/
    // The session bus is a local socket.
    QDBusMessage message = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.FileManager1"),
        QStringLiteral("/org/freedesktop/FileManager1"),
        QStringLiteral("org.freedesktop.FileManager1"), QStringLiteral("ShowItems"));
    const QString url = QString::fromUtf8(QUrl::fromLocalFile(path).toEncoded());
    message.setArguments({QStringList{url}, QString()});
    auto* watcher =
        new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(message), actions);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, actions,
                     [actions, path](QDBusPendingCallWatcher* call) {
                         if (call->isError())
                             openFolder(actions, path);
                         call->deleteLater();
                     });
#else
    openFolder(actions, path);
#endif
}

}  // namespace

PhotoActions::PhotoActions(PictureService& pictures, QObject* parent)
    : QObject(parent), m_pictures(pictures) {
    // Not a view: asking for one would end the large view's own.
    connect(&pictures, &PictureService::fileThumbnailReady, this,
            [this](quint64 number, const QString&, const QImage& image) {
                if (number != m_copyNumber)
                    return;
                m_copyNumber = 0;
                const QMimeData* now = QGuiApplication::clipboard()->mimeData();
                if (!now || !now->hasUrls())
                    return;  // something else was copied meanwhile
                auto* data = new QMimeData;
                data->setUrls(now->urls());
                data->setImageData(image);
                QGuiApplication::clipboard()->setMimeData(data);
            });
    connect(&pictures, &PictureService::fileThumbnailFailed, this,
            [this](quint64 number, const QString&, const Error& error) {
                if (number != m_copyNumber)
                    return;
                m_copyNumber = 0;
                Q_EMIT problem(error);
            });
}

void PhotoActions::whenThere(const PhotoItem& item, const std::function<void()>& go) {
    const QString name = QFileInfo(item.path).fileName();
    if (!item.available) {
        Q_EMIT problem(
            {ErrorKind::NotFound,
             tr("“%1” lies on a disk that is not connected. Plug it in and try again.").arg(name),
             item.path});
        return;
    }
    lookAt(item.path, this, [this, name, go](const PathFacts& facts) {
        if (facts.kind == PathFacts::Kind::Unanswered)
            Q_EMIT problem(unanswered(facts.path));
        else if (facts.kind == PathFacts::Kind::Missing)
            Q_EMIT problem({ErrorKind::NotFound,
                            tr("“%1” is no longer there. Rescan its folder to bring the library up "
                               "to date.")
                                .arg(name),
                            facts.path});
        else
            go();
    });
}

void PhotoActions::open(const PhotoItem& item) {
    whenThere(item, [this, path = item.path] {
        if (!QDesktopServices::openUrl(QUrl::fromLocalFile(path)))
            Q_EMIT problem({ErrorKind::NotFound,
                            tr("The system has no program to open “%1” with. Choose one in the "
                               "file manager.")
                                .arg(QFileInfo(path).fileName()),
                            path});
    });
}

void PhotoActions::showInFileManager(const PhotoItem& item) {
    whenThere(item, [this, path = item.path] { selectInFileManager(this, path); });
}

void PhotoActions::copyPictures(const QList<PhotoItem>& items) {
    if (items.isEmpty())
        return;
    whenThere(items.first(), [this, items] {
        QGuiApplication::clipboard()->setMimeData(filesAsMime(items));
        m_copyNumber = m_pictures.requestFileThumbnail(items.first().path, copySide);
        Q_EMIT done(tr("%n picture(s) copied", nullptr, int(items.size())));
    });
}

void PhotoActions::copyPaths(const QList<PhotoItem>& items) {
    if (items.isEmpty())
        return;
    QStringList paths;
    for (const PhotoItem& item : items)
        paths.append(QDir::toNativeSeparators(item.path));
    QGuiApplication::clipboard()->setText(paths.join(u'\n'));
    Q_EMIT done(tr("%n path(s) copied", nullptr, int(items.size())));
}

}  // namespace semblance
