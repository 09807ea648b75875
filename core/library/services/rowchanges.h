#pragma once

#include <QMetaType>
#include <vector>

#include "core/catalogue/photolist.h"

namespace semblance {

/// Neighbouring rows: first .. first + count - 1.
struct RowRange {
    qsizetype first = 0;
    qsizetype count = 0;

    qsizetype end() const { return first + count; }
    friend bool operator==(const RowRange&, const RowRange&) = default;
};

/// What makes one list of pictures out of another, in this order: bring the old rows into another
/// order, take some out, put others in. Rows are the same picture when their FileId is; everything
/// else may differ. Ranges are ascending, do not touch each other and are not empty.
struct RowChanges {
    /// The old rows in another order: order[i] is the old row that comes i-th; those to be taken
    /// out come where `removed` says. Empty when the kept rows keep their order.
    std::vector<int> order;
    std::vector<RowRange> removed;   ///< rows of the old list, as brought into order
    std::vector<RowRange> inserted;  ///< rows of the new list
    /// Rows of the new list that the old one had with another content, score, time or availability.
    /// Of very many ranges only one is given, from the first to the last. A path may have changed
    /// anywhere: a disk is found at another place, a file is moved.
    std::vector<RowRange> changed;
    bool availabilityChanged = false;  ///< of some row of `changed`

    bool isEmpty() const {
        return order.empty() && removed.empty() && inserted.empty() && changed.empty();
    }
    /// Whether they lead from a list of so many rows to one of so many.
    bool lead(qsizetype from, qsizetype to) const;

    friend bool operator==(const RowChanges&, const RowChanges&) = default;
};

/// Null is an empty list. Reads both lists once or twice and builds no table of them as long as the
/// rows that both have keep their order: a few milliseconds at 300,000 rows, so not on the GUI
/// thread. In another order n log n.
RowChanges rowChanges(const PhotoList* from, const PhotoList* to);

}  // namespace semblance

Q_DECLARE_METATYPE(semblance::RowChanges)
