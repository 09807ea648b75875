#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <cstddef>
#include <span>

#include "core/base/result.h"

namespace semblance {

/// The entries of a zip file whose contents lie in it as they are, by name: what torch.save writes,
/// 64-bit sizes included. Everything is checked to lie inside `file`, which the spans point into. A
/// file with anything compressed or encrypted is refused. The error is the reason, without the
/// file's name. Format: APPNOTE.TXT 6.3.10, 4.3 and 4.5.3.
tl::expected<QMap<QByteArray, std::span<const std::byte>>, QString> storedEntries(
    std::span<const std::byte> file);

}  // namespace semblance
