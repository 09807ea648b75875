#pragma once

#include <QString>
#include <memory>

#include "core/base/result.h"
#include "core/catalogue/texts.h"

namespace semblance {

/// Text in pictures in texts.db of the cache folder: the text as it was read, and its plainWords()
/// in a full-text index. A damaged or foreign file is thrown away and made new. Any number may be
/// open in any number of programs; writers wait for each other.
class TextStore final : public Texts {
public:
    static Result<std::unique_ptr<TextStore>> open(const QString& cacheDir);
    ~TextStore() override;
    TextStore(const TextStore&) = delete;
    TextStore& operator=(const TextStore&) = delete;

    Status forEachKnown(const std::function<void(const Known&)>& visit) override;
    Result<QString> textOf(const QByteArray& contentKey) override;
    Result<std::vector<QByteArray>> withPhrase(const QString& phrase) override;
    Result<std::vector<QByteArray>> withAll(const QStringList& words, int most) override;
    Status put(const std::vector<Read>& contents) override;
    Status remove(const std::vector<QByteArray>& contentKeys) override;

private:
    struct Private;
    explicit TextStore(std::unique_ptr<Private> data);

    std::unique_ptr<Private> d;
};

}  // namespace semblance
