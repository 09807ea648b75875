#pragma once

#include <QObject>
#include <QString>
#include <memory>
#include <optional>

#include "core/base/result.h"
#include "core/library/services/historyservice.h"
#include "core/library/services/shelfservice.h"

namespace semblance {

class DeskThreads;
class Library;

/// What the user keeps beside the pictures of a library: the way they came, saved searches and
/// collections. Lives on the GUI thread, reads and writes on threads of its own, and writes what is
/// due before it ends.
class DeskService : public QObject {
    Q_OBJECT

public:
    explicit DeskService(QObject* parent = nullptr);
    ~DeskService() override;

    /// Reads what is kept with the library; opened() follows. Until then, and where it cannot be
    /// read, everything is as if nothing had been kept.
    void setLibrary(const std::shared_ptr<Library>& library);

    /// The files of all pictures that steps and saved searches refer to; nothing while it is not
    /// known.
    std::optional<QStringList> references() const;

    HistoryService& history() { return *m_history; }
    ShelfService& shelf() { return *m_shelf; }

Q_SIGNALS:
    void opened();
    /// A sentence that the user should know of.
    void noticed(const QString& sentence);
    void problem(const semblance::Error& error);

private:
    struct Known;

    std::unique_ptr<DeskThreads> m_threads;
    HistoryService* m_history;
    ShelfService* m_shelf;
    bool m_isRead = false;  ///< all of it: a later version's steps are passed over
};

}  // namespace semblance
