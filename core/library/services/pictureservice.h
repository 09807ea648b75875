#pragma once

#include <QImage>
#include <QObject>
#include <QSet>
#include <QString>
#include <QStringList>
#include <memory>

#include "core/base/ids.h"
#include "core/base/photofacts.h"
#include "core/base/result.h"
#include "core/catalogue/photolist.h"

namespace semblance {

class Library;

/// Pictures for the window: thumbnails from the library's cache (two reading threads), large views
/// and thumbnails of outside files from a decoder process. Lives on the GUI thread; nothing here
/// decodes a user's file in the window's process.
class PictureService : public QObject {
    Q_OBJECT

public:
    explicit PictureService(QObject* parent = nullptr);
    ~PictureService() override;

    void setLibrary(std::shared_ptr<Library> library);

    /// Of the files that indexing takes for pictures, lower case, without the dot.
    static QStringList extensions();

    /// Asks for a thumbnail whose longest side is at least `side` where the cache has one (256 or
    /// 512). `path` serves to make it anew when the cache lost it. Requests made later are answered
    /// earlier (what is on screen now); doubles are folded. thumbnailReady() or thumbnailMissing().
    void requestThumbnail(ContentId content, int side, const QString& path);
    /// Drops the requests for these contents with this side that are not yet begun: the view
    /// scrolled on. What others asked for stays.
    void dropPendingThumbnails(const QSet<qint64>& contents, int side);

    /// Asks for a picture at most `side` pixels long (<= 4096), by file. viewReady() or
    /// viewFailed() with the returned number follows; an older request for a view is dropped. The
    /// facts are the file's own and, where it is one of the library's, those of its sidecars.
    quint64 requestView(const QString& path, int side, FileId file = {});
    /// Decodes what is likely to be asked for next, behind what was asked for, and keeps it for a
    /// while; what was kept and is not among `items` is let go. At most a few: each takes tens of
    /// megabytes.
    void prefetchViews(const QList<PhotoItem>& items, int side);

    /// A thumbnail of any file, inside the library or not (a dropped reference). Before there is a
    /// library the request waits for it.
    quint64 requestFileThumbnail(const QString& path, int side);

Q_SIGNALS:
    void thumbnailReady(semblance::ContentId content, int side, const QImage& image);
    void thumbnailMissing(semblance::ContentId content, int side);
    void viewReady(quint64 number, const QImage& image, const semblance::PhotoFacts& facts);
    void viewFailed(quint64 number, const semblance::Error& error);
    void fileThumbnailReady(quint64 number, const QString& path, const QImage& image);
    void fileThumbnailFailed(quint64 number, const QString& path, const semblance::Error& error);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}  // namespace semblance
