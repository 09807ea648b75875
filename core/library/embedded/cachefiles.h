#pragma once

#include <QString>

namespace semblance {

/// The files that one cache has had in the course of time: "vectors-ab12.7.f16". A cache is never
/// written over: a program may have it mapped, and where mapped files cannot be replaced (Windows)
/// the former one goes later.
class CacheFiles {
public:
    CacheFiles(QString dir, QString stem, QString suffix);

    /// The one that was written last; empty when there is none.
    QString newest() const;
    /// Where the next one is to be written.
    QString next() const;
    /// Removes what can be removed; the rest goes another time.
    void removeAllBut(const QString& file) const;
    void removeAll() const { removeAllBut({}); }

private:
    struct Found {
        QString path;
        qint64 number = 0;
    };
    QList<Found> found() const;

    const QString m_dir;
    const QString m_stem;
    const QString m_suffix;
};

}  // namespace semblance
