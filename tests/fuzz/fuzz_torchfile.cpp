#include <QByteArray>
#include <cstddef>
#include <cstdint>

#include "core/model/files/torchfile.h"

/// Any bytes as PyTorch's weights: refused, or every view lies inside them or in what was put in
/// order from them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace semblance;
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto weights = TorchFile::fromBytes(bytes, QStringLiteral("fuzz"));
    if (!weights)
        return 0;
    // Volatile, so that the reads stay.
    [[maybe_unused]] volatile unsigned sum = 0;
    for (const QString& name : (*weights)->names()) {
        for (const std::byte value : (*weights)->find(name)->bytes)
            sum = sum + static_cast<unsigned>(value);
    }
    return 0;
}
