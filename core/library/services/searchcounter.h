#pragma once

#include <QList>
#include <QObject>
#include <memory>
#include <optional>

#include "core/query/query.h"

namespace semblance {

class Library;

/// Counts what queries with words or pictures find: the photos above the line where results end.
/// Beside the queries of whoever sits there and never before them: it begins when nothing was asked
/// for a while, and stops when something is. Lives on the GUI thread; counting runs on a thread of
/// its own.
class SearchCounter final : public QObject {
    Q_OBJECT

public:
    struct Question {
        qint64 id = 0;
        Query query;

        friend bool operator==(const Question&, const Question&) = default;
    };

    struct Pauses {
        int quietMs = 3000;    ///< since something was asked for
        int againMs = 30'000;  ///< between two counts of the same: indexing changes it all the time
    };

    explicit SearchCounter(QObject* parent = nullptr) : SearchCounter(Pauses(), parent) {}
    SearchCounter(const Pauses& pauses, QObject* parent);
    ~SearchCounter() override;

    /// Forgets what it was asked. Null: none, and nobody here keeps the one before.
    void setLibrary(const std::shared_ptr<Library>& library);
    /// Counts these, when it is time: counted() follows for each. The same ones as before are
    /// counted again, since the library has changed.
    void count(const QList<Question>& questions);
    /// Somebody asks for something.
    void standBack();

Q_SIGNALS:
    /// Nothing: that cannot be told, of a reference that is gone, or where no line is known.
    void counted(qint64 id, std::optional<qint64> photos);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}  // namespace semblance
