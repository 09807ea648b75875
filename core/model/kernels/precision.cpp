#include "core/model/kernels/precision.h"

#include <ATen/cpu/Utils.h>

#include <QCoreApplication>
#include <exception>

#include "core/model/kernels/int8linear.h"
#include "core/model/kernels/precisionnotes.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Precision)
};
}  // namespace

QString toString(Precision precision) {
    switch (precision) {
        case Precision::Bf16:
            return QStringLiteral("bf16");
        case Precision::Int8:
            return QStringLiteral("int8");
        case Precision::Fp32:
            break;
    }
    return QStringLiteral("fp32");
}

Result<std::optional<Precision>> readPrecision(const QString& name) {
    if (name == QLatin1StringView("auto"))
        return std::optional<Precision>();
    for (const Precision precision : {Precision::Fp32, Precision::Bf16, Precision::Int8}) {
        if (name == toString(precision))
            return std::optional(precision);
    }
    return fail(
        ErrorKind::WrongUse,
        Text::tr("There is no precision \"%1\": it can be auto, fp32, bf16 or int8.").arg(name));
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

Precision usablePrecision(std::optional<Precision> asked, DeviceKind device,
                          const QString& modelHash) {
    const bool onProcessor = device == DeviceKind::Cpu;
    const Precision best = onProcessor                  ? bestPrecision()
                           : device == DeviceKind::Cuda ? Precision::Bf16
                                                        : Precision::Fp32;
    const Precision wanted =
        asked ? *asked : (onProcessor ? notedPrecision(modelHash).value_or(best) : best);
    const bool possible = wanted != Precision::Int8 || (onProcessor && Int8Linear::available());
    return possible ? wanted : best;
}

}  // namespace semblance
