#pragma once

#include <QByteArray>
#include <QString>
#include <cstdint>
#include <vector>

#include "core/base/result.h"
#include "core/base/stepid.h"

namespace semblance {

using SearchId = Id<struct SearchTag>;          ///< a saved search
using CollectionId = Id<struct CollectionTag>;  ///< pictures put together by hand

/// A query that was asked, and from where. Ids rise with the time: microseconds since 1970.
struct DeskStep {
    StepId id;
    StepId
        parent{};  ///< the step it was asked from; invalid: all pictures, or one that is forgotten
    QString query{};  ///< JSON (queryjson.h)
    int topRow = 0;   ///< the first row that was in sight when it was left
    QString name{};
    std::vector<QByteArray> pictures{};  ///< content keys of the first of its answer

    friend bool operator==(const DeskStep&, const DeskStep&) = default;
};

struct SavedSearch {
    SearchId id;
    QString name{};
    QString query{};  ///< JSON (queryjson.h)

    friend bool operator==(const SavedSearch&, const SavedSearch&) = default;
};

/// A picture is known by what it holds, so that it is found again when its file has moved.
struct CollectionMember {
    QByteArray contentKey;
    QString path{};  ///< absolute; where it was last

    friend bool operator==(const CollectionMember&, const CollectionMember&) = default;
};

struct Collection {
    CollectionId id;
    QString name{};
    std::vector<CollectionMember> members{};  ///< in their order, each content once

    friend bool operator==(const Collection&, const Collection&) = default;
};

/// What a person keeps beside the pictures: the way they came, saved searches and collections.
/// Whoever writes waits for others that do. Not thread-safe. Every call may fail with Corrupt,
/// NoSpace, Permission, Busy or Internal; a change is there whole or not at all.
class Desk {
public:
    virtual ~Desk() = default;

    /// Of the steps the newest are kept.
    static constexpr int mostSteps = 2000;

    /// By id.
    virtual Result<std::vector<DeskStep>> steps() = 0;
    /// Both in the order in which they were put there.
    virtual Result<std::vector<SavedSearch>> searches() = 0;
    virtual Result<std::vector<Collection>> collections() = 0;

    /// Puts it there, or in the place of what has its id.
    virtual Status putStep(const DeskStep& step) = 0;
    virtual Status putSearch(const SavedSearch& search) = 0;
    virtual Status putCollection(const Collection& collection) = 0;

    /// What was asked from the step counts as asked from its parent then.
    virtual Status removeStep(StepId step) = 0;
    /// Nothing of them stays in the file.
    virtual Status removeAllSteps() = 0;
    virtual Status removeSearch(SearchId search) = 0;
    virtual Status removeCollection(CollectionId collection) = 0;
};

}  // namespace semblance
