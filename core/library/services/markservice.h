#pragma once

#include <QObject>
#include <memory>
#include <vector>

#include "core/base/result.h"
#include "core/catalogue/rows.h"

namespace semblance {

class Catalogue;
class Library;

/// A picture's marks, and what file and sidecars say, over which they lie.
struct MarkedPhoto {
    ContentId content;
    PhotoFacts facts;  ///< without the marks
    PhotoMarks marks;
};

/// Reads what an edit starts from. A content that is not there any more is left out. Blocking.
Result<std::vector<MarkedPhoto>> readMarked(Catalogue& catalogue,
                                            const std::vector<ContentId>& contents);

/// What an edit did, to be undone.
struct MarksChange {
    std::vector<MarkedContent> before;
    std::vector<MarkedContent> after;
};

/// Edits the marks of pictures and stores them. Blocking. Errors: Busy, those of the store.
Result<MarksChange> editMarks(Catalogue& catalogue, const std::vector<ContentId>& contents,
                              const MarkEdit& edit);

/// Marks for the window: ratings, labels, tags and notes. Lives on the GUI thread; reading and
/// writing run on a thread of its own, in the order of the calls.
class MarkService final : public QObject {
    Q_OBJECT

public:
    explicit MarkService(QObject* parent = nullptr);
    ~MarkService() override;

    void setLibrary(std::shared_ptr<Library> library);

    /// edited() or failed() follows.
    void edit(const std::vector<ContentId>& contents, const MarkEdit& edit);
    /// Puts marks back as they were; restored() or failed() follows.
    void restore(const std::vector<MarkedContent>& marked);
    /// Returns the number that looked() comes with; it or failed() follows.
    quint64 look(const std::vector<ContentId>& contents);
    /// The library's tags as of the last look(), by name.
    QStringList knownTags() const;

Q_SIGNALS:
    void edited(const semblance::MarkEdit& edit, const semblance::MarksChange& change);
    void restored();
    void looked(quint64 number, const std::vector<semblance::MarkedPhoto>& photos);
    void failed(const semblance::Error& error);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}  // namespace semblance
