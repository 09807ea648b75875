#pragma once

#include <QString>

namespace semblance {

/// The numbers a network computes in. Never fp16 on a processor: it is 100 times slower.
enum class Precision {
    Fp32,
    Bf16,
};

/// "fp32", "bf16"
QString toString(Precision precision);

/// Bf16 where the processor multiplies it natively (AVX-512 BF16, AMX), else Fp32: emulated bf16 is
/// slower than fp32.
Precision bestPrecision();

}  // namespace semblance
