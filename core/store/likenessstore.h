#pragma once

#include <QString>
#include <memory>

#include "core/base/result.h"
#include "core/catalogue/likenesses.h"

namespace semblance {

/// Near-duplicates in likenesses.db of the cache folder. A damaged or foreign file is thrown away
/// and made new. Any number may be open in any number of programs; writers wait for each other.
class LikenessStore final : public Likenesses {
public:
    /// Makes the file if it is not there. Errors: NoSpace, Permission.
    static Result<std::unique_ptr<LikenessStore>> open(const QString& cacheDir);

    ~LikenessStore() override;
    LikenessStore(const LikenessStore&) = delete;
    LikenessStore& operator=(const LikenessStore&) = delete;

    Status forEachCompared(const std::function<void(const Compared&)>& visit) override;
    Status forEachPair(const std::function<void(const Pair&)>& visit) override;
    Status put(const std::vector<Compared>& compared, const std::vector<Pair>& pairs) override;
    Status remove(const std::vector<QByteArray>& contentKeys) override;

private:
    struct Private;
    explicit LikenessStore(std::unique_ptr<Private> d);

    std::unique_ptr<Private> d;
};

}  // namespace semblance
