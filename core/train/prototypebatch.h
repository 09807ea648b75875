#pragma once

#include <ATen/core/Tensor.h>

#include <QStringList>

namespace semblance {

/// What ClassPrototypes::draw makes; apart, so that libtorch stays out of its header.
struct PrototypeBatch {
    at::Tensor raw;      ///< float [B, raw width]
    at::Tensor side;     ///< float [B, side width]
    QStringList texts;   ///< one a row
    at::Tensor classes;  ///< int64 [B]
};

}  // namespace semblance
