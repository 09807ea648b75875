#include "app/decoder/quiet.h"

#include <QProcess>
#include <cstdio>

#include "core/base/sanitized.h"

namespace semblance {

void silenceLibraries() {
    if constexpr (kSanitized)
        return;
    const QByteArray nowhere = QProcess::nullDevice().toLocal8Bit();
    // On failure the stream stays closed, which is as quiet.
    for (std::FILE* stream : {stdout, stderr})
        [[maybe_unused]] const std::FILE* opened = std::freopen(nowhere.constData(), "w", stream);
}

}  // namespace semblance
