#pragma once

#include <QStringList>
#include <QTemporaryDir>
#include <functional>
#include <memory>

#include "core/base/result.h"

class QMimeData;
class QObject;

namespace semblance {

/// Turns what was dropped or pasted into files that can be references: local files as they are,
/// pictures without a file (copied from a browser or an editor) are kept with the library, or,
/// while none is open or it has no room, in a private folder that goes away with this object.
/// Nothing is decoded here, and no disk is waited for.
class PictureDrop {
public:
    /// What is meant, as the formats tell that are offered.
    enum class Kind {
        Nothing,
        Text,     ///< words; a picture beside them only shows what they look like
        Files,    ///< files or folders of this computer
        Path,     ///< the path of a picture, as text
        Picture,  ///< a picture that is no file
        Link,     ///< to something elsewhere
    };

    using Then = std::function<void(const Result<QStringList>&)>;

    PictureDrop();
    ~PictureDrop();

    /// The library that pictures are kept with from now on.
    void setLibraryDir(const QString& dir) { m_libraryDir = dir; }

    static Kind kindOf(const QMimeData& data);
    /// True when a reference is meant; cheap, for drag-enter and pasting.
    static bool accepts(const QMimeData& data);

    /// The files, or a sentence why there are none; also the picture beside a text, when it is
    /// asked for a reference. `then` is called later, on this thread, while `context` is there.
    void take(const QMimeData& data, QObject* context, Then then);
    /// The same for an encoded picture.
    void keep(const QByteArray& bytes, QObject* context, Then then);

private:
    QString nextFile(const QString& suffix);
    void writeAside(const QString& suffix, std::function<QByteArray()> bytes, QObject* context,
                    Then then);

    QString m_libraryDir;
    std::unique_ptr<QTemporaryDir> m_dir;
    int m_count = 0;
};

}  // namespace semblance
