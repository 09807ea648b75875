#pragma once

#include <QByteArray>
#include <functional>
#include <vector>

#include "core/base/result.h"
#include "core/catalogue/photogroups.h"

namespace semblance {

/// What was found out about near-duplicates, by content key: it depends on nothing but the bytes.
/// A cache: what is missing is found again. Not thread-safe: open one per thread; any number may be
/// open.
class Likenesses {
public:
    virtual ~Likenesses() = default;

    /// A content that was compared with all that had been before it.
    struct Compared {
        QByteArray contentKey;
        QByteArray looks;  ///< what others are compared with
    };
    struct Pair {
        QByteArray a;
        QByteArray b;
        GroupKind kind = GroupKind::Resaved;
    };

    virtual Status forEachCompared(const std::function<void(const Compared&)>& visit) = 0;
    virtual Status forEachPair(const std::function<void(const Pair&)>& visit) = 0;

    /// All or none; replaces what is there.
    virtual Status put(const std::vector<Compared>& compared, const std::vector<Pair>& pairs) = 0;

    /// Forgets contents with their pairs.
    virtual Status remove(const std::vector<QByteArray>& contentKeys) = 0;
};

}  // namespace semblance
