#pragma once

#include <QList>
#include <QObject>
#include <functional>

#include "core/base/result.h"
#include "core/catalogue/photolist.h"

namespace semblance {

class PictureService;

/// What can be done with pictures outside this program. Never changes a file.
class PhotoActions final : public QObject {
    Q_OBJECT

public:
    explicit PhotoActions(PictureService& pictures, QObject* parent = nullptr);

    /// Opens a picture in the program the system has for it.
    void open(const PhotoItem& item);
    /// Shows a picture in the file manager, selected where the file manager can do that.
    void showInFileManager(const PhotoItem& item);
    /// Puts the files on the clipboard, and the first one's pixels as soon as a decoder has read
    /// them.
    void copyPictures(const QList<PhotoItem>& items);
    /// Puts the paths on the clipboard, one a line.
    void copyPaths(const QList<PhotoItem>& items);

Q_SIGNALS:
    /// A sentence to be shown for a moment ("2 paths copied").
    void done(const QString& sentence);
    void problem(const semblance::Error& error);

private:
    /// Goes on when the picture's file is there, else says why not.
    void whenThere(const PhotoItem& item, const std::function<void()>& go);

    PictureService& m_pictures;
    quint64 m_copyNumber = 0;
};

}  // namespace semblance
