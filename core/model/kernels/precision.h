#pragma once

#include <QString>
#include <optional>

#include "core/base/result.h"
#include "core/model/kernels/device.h"

namespace semblance {

/// The numbers a network computes in. Never fp16 on a processor: it is 100 times slower.
enum class Precision {
    Fp32,
    Bf16,
    Int8,  ///< the linear layers multiply bytes; what is between them stays float
};

/// "fp32", "bf16", "int8"
QString toString(Precision precision);

/// The inverse; "auto" is none. WrongUse names what there is.
Result<std::optional<Precision>> readPrecision(const QString& name);

/// Bf16 where the processor multiplies it natively (AVX-512 BF16, AMX), else Fp32: emulated bf16 is
/// slower than fp32.
Precision bestPrecision();

/// What a model of this hash computes in: what is asked for, or without a wish what was measured
/// here, or bestPrecision(); the next best where the device or libtorch does not have it.
Precision usablePrecision(std::optional<Precision> asked, DeviceKind device,
                          const QString& modelHash);

}  // namespace semblance
