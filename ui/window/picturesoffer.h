#pragma once

#include <QObject>
#include <QStringList>

#include "core/base/cancel.h"

namespace semblance {

/// The user's Pictures folder, where there are pictures in it and it is not in the library: what
/// someone without pictures of their own is offered first.
class PicturesOffer final : public QObject {
    Q_OBJECT

public:
    explicit PicturesOffer(QObject* parent = nullptr);
    ~PicturesOffer() override;

    /// Counts the pictures, once, aside; changed() follows.
    void count();
    /// The paths of the library's folders.
    void setFolders(const QStringList& paths);

    bool isThere() const;
    /// Empty where the user has none.
    QString folder() const { return m_folder; }
    /// "Add my pictures (1,234)"
    QString text() const;

Q_SIGNALS:
    void changed();

private:
    const QString m_folder;
    qint64 m_count = -1;  ///< of the pictures in it, once they are counted
    QStringList m_folders;
    CancelToken m_counting;
};

}  // namespace semblance
