#pragma once

#include <QByteArray>
#include <QString>
#include <cstddef>
#include <memory>
#include <span>

#include "core/base/cancel.h"
#include "core/base/result.h"

namespace semblance {

/// xxh3-128 in pieces, canonical (big-endian) 16 bytes. For content keys and cache checksums: fast,
/// not meant to resist an attacker.
class Xxh3 {
public:
    Xxh3();
    ~Xxh3();
    Xxh3(const Xxh3&) = delete;
    Xxh3& operator=(const Xxh3&) = delete;

    void add(std::span<const std::byte> bytes);
    QByteArray digest() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

QByteArray xxh3(std::span<const std::byte> bytes);

/// SHA-256 of a whole file as 64 lower-case hex digits; for weights and downloads.
Result<QString> sha256OfFile(const QString& path, const CancelToken& cancel = {});

}  // namespace semblance
