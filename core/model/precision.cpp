#include "core/model/precision.h"

#include <ATen/cpu/Utils.h>

#include <exception>

namespace semblance {

QString toString(Precision precision) {
    return precision == Precision::Bf16 ? QStringLiteral("bf16") : QStringLiteral("fp32");
}

Precision bestPrecision() {
    try {
        const auto capabilities = at::cpu::get_cpu_capabilities();
        for (const char* name : {"avx512_bf16", "amx_bf16"}) {
            const auto it = capabilities.find(name);
            if (it != capabilities.end() && it->second.isBool() && it->second.toBool())
                return Precision::Bf16;
        }
    } catch (const std::exception&) {
        // An unknown processor: fp32 is right on every one.
    }
    return Precision::Fp32;
}

}  // namespace semblance
