#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace semblance {

/// A small JSON file in the cache folder that spares finding something out again: one a kind and
/// thing. Whoever reads one decides whether it still holds; it may be gone at any time.
class CacheNote {
public:
    /// `kind`: the folder ("models"); `about`: what is noted of, by its path or hash.
    CacheNote(const QString& kind, const QString& about);

    /// Empty when there is none, or one that cannot be read.
    QJsonObject read() const;

    /// Replaces it. One that cannot be written costs time, nothing else.
    void write(const QJsonObject& note) const;
    void remove() const;

private:
    QString m_path;
};

}  // namespace semblance
