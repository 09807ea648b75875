#include "core/library/services/markservice.h"

#include <utility>

#include "core/base/workerthread.h"
#include "core/catalogue/catalogue.h"
#include "core/library/library.h"

namespace semblance {

namespace {
/// What the sidecars of one of its files say: copies may have different ones.
Result<PhotoFacts> sidecarsOf(RowReader& reader, ContentId content) {
    SEMBLANCE_TRY_ASSIGN(const auto files, reader.filesOf(content));
    if (files.empty())
        return PhotoFacts();
    return reader.sidecarFacts(files.front().id);
}
}  // namespace

Result<std::vector<MarkedPhoto>> readMarked(Catalogue& catalogue,
                                            const std::vector<ContentId>& contents) {
    SEMBLANCE_TRY_ASSIGN(const auto reader, catalogue.openReader());
    std::vector<MarkedPhoto> photos;
    for (const ContentId id : contents) {
        SEMBLANCE_TRY_ASSIGN(const auto content, reader->content(id));
        if (!content)
            continue;
        SEMBLANCE_TRY_ASSIGN(const PhotoFacts sidecars, sidecarsOf(*reader, id));
        SEMBLANCE_TRY_ASSIGN(PhotoMarks marks, reader->marks(id));
        photos.push_back({id, withSidecars(content->facts, sidecars), std::move(marks)});
    }
    return photos;
}

Result<MarksChange> editMarks(Catalogue& catalogue, const std::vector<ContentId>& contents,
                              const MarkEdit& edit) {
    SEMBLANCE_TRY_ASSIGN(RowWriter* const writer, catalogue.acquireWriter());
    SEMBLANCE_TRY_ASSIGN(const auto photos, readMarked(catalogue, contents));
    MarksChange change;
    for (const MarkedPhoto& photo : photos) {
        PhotoMarks marks = edited(photo.marks, edit, photo.facts);
        if (marks == photo.marks)
            continue;
        change.before.push_back({photo.content, photo.marks});
        change.after.push_back({photo.content, std::move(marks)});
    }
    if (!change.after.empty())
        SEMBLANCE_TRY(writer->setMarks(change.after));
    return change;
}

struct MarkService::Private {
    explicit Private(MarkService* service) : q(service) {}

    /// Runs `work`, which returns a Result, and tells what came of it.
    template <class Work, class Tell>
    void post(Work work, Tell tell) {
        if (!library)
            return;
        worker.post([this, library = library, work = std::move(work), tell = std::move(tell)] {
            auto result = work(library->catalogue());
            QMetaObject::invokeMethod(q, [this, tell, result = std::move(result)] {
                if (result)
                    tell(*result);
                else
                    Q_EMIT q->failed(result.error());
            });
        });
    }

    MarkService* const q;
    std::shared_ptr<Library> library;
    quint64 lastLook = 0;
    QStringList tags;
    WorkerThread worker{QStringLiteral("marks")};  // last: its tasks use everything above
};

MarkService::MarkService(QObject* parent) : QObject(parent), d(std::make_unique<Private>(this)) {}
MarkService::~MarkService() {
    // A worker drops what it has not begun: here that would be what the user did last.
    d->worker.call([] {});
}

void MarkService::setLibrary(std::shared_ptr<Library> library) {
    d->library = std::move(library);
}

void MarkService::edit(const std::vector<ContentId>& contents, const MarkEdit& edit) {
    d->post([contents, edit](Catalogue& catalogue) { return editMarks(catalogue, contents, edit); },
            [this, edit](const MarksChange& change) { Q_EMIT edited(edit, change); });
}

void MarkService::restore(const std::vector<MarkedContent>& marked) {
    d->post(
        [marked](Catalogue& catalogue) -> Result<bool> {
            SEMBLANCE_TRY_ASSIGN(RowWriter* const writer, catalogue.acquireWriter());
            SEMBLANCE_TRY(writer->setMarks(marked));
            return true;
        },
        [this](bool) { Q_EMIT restored(); });
}

quint64 MarkService::look(const std::vector<ContentId>& contents) {
    struct Look {
        std::vector<MarkedPhoto> photos;
        QStringList tags;
    };
    const quint64 number = ++d->lastLook;
    d->post(
        [contents](Catalogue& catalogue) -> Result<Look> {
            Look look;
            SEMBLANCE_TRY_ASSIGN(look.photos, readMarked(catalogue, contents));
            for (const Facets::Value& tag : catalogue.snapshot()->facets({}).tags)
                look.tags.append(tag.name);
            return look;
        },
        [this, number](const Look& look) {
            d->tags = look.tags;
            Q_EMIT looked(number, look.photos);
        });
    return number;
}

QStringList MarkService::knownTags() const {
    return d->tags;
}

}  // namespace semblance
