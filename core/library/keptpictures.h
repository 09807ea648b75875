#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>

#include "core/base/result.h"

namespace semblance {

/// Pictures that queries are asked with and that are no files of the user's: pasted, or dragged
/// from a browser. They lie in the library's folder "kept", each named by its bytes, so that a
/// query lives on as long as its library. Blocking; any thread, several programs at a time.
class KeptPictures {
public:
    explicit KeptPictures(const QString& libraryDir);

    static constexpr qint64 mostBytes = qint64{512} << 20;  ///< of all of them together
    static constexpr int daysUnused = 90;

    /// Keeps an encoded picture and returns its file, absolute; a picture that is there already is
    /// renewed. `extension` as in "png". Errors: NoSpace (also when the folder is full),
    /// Permission.
    Result<QString> keep(const QByteArray& bytes, const QString& extension) const;

    /// Removes what nothing has referred to for daysUnused days, then the longest unused until the
    /// rest is at most half of mostBytes; never one of `referred`, which are renewed. How many
    /// went.
    int clean(const QStringList& referred, const QDateTime& now) const;

    /// True for the path of a kept picture, by its form.
    static bool isKept(const QString& path);

private:
    QString m_dir;
};

}  // namespace semblance
