#include "core/model/kernels/precisionnotes.h"

#include <ATen/cpu/Utils.h>
#include <torch/headeronly/version.h>

#include <QJsonArray>
#include <QJsonObject>
#include <algorithm>
#include <exception>

#include "core/base/cachenote.h"
#include "core/model/kernels/int8linear.h"

namespace semblance {

namespace {

/// What a measurement depends on beside the model.
QString machine() {
    QStringList parts{QStringLiteral(TORCH_VERSION)};
    try {
        // Sorted: the map's own order may differ from run to run.
        for (const auto& [name, value] : at::cpu::get_cpu_capabilities()) {
            if (value.isString())
                parts << QString::fromStdString(name + '=' + value.toStringRef());
            else if (value.isBool() && value.toBool())
                parts << QString::fromStdString(name);
            else if (value.isInt())
                parts << QString::fromStdString(name + '=' + std::to_string(value.toInt()));
        }
    } catch (const std::exception&) {
        parts << QStringLiteral("unknown");
    }
    parts.sort();
    return parts.join(u' ');
}

CacheNote noteOf(const QString& modelHash) {
    return {QStringLiteral("precision"), modelHash};
}

}  // namespace

std::vector<Precision> precisionsHere() {
    std::vector<Precision> all{Precision::Fp32};
    if (bestPrecision() == Precision::Bf16)
        all.push_back(Precision::Bf16);
    if (Int8Linear::available() && Int8Linear::isNative())
        all.push_back(Precision::Int8);
    return all;
}

bool isLossSmall(const PrecisionMeasurement& measured) {
    return measured.meanCosine >= kLeastMeanCosine && measured.leastCosine >= kLeastWorstCosine &&
           measured.agreement >= kLeastAgreement;
}

Precision choosePrecision(const std::vector<PrecisionMeasurement>& measured) {
    const auto exact = std::find_if(measured.begin(), measured.end(), [](const auto& one) {
        return one.precision == Precision::Fp32;
    });
    if (exact == measured.end())
        return Precision::Fp32;
    PrecisionMeasurement best = *exact;
    for (const PrecisionMeasurement& one : measured) {
        const bool worthIt = one.picturesPerSecond >= kLeastGain * exact->picturesPerSecond;
        if (worthIt && isLossSmall(one) && one.picturesPerSecond > best.picturesPerSecond)
            best = one;
    }
    return best.precision;
}

void notePrecisions(const QString& modelHash, const std::vector<PrecisionMeasurement>& measured) {
    QJsonArray list;
    for (const PrecisionMeasurement& one : measured) {
        list.append(QJsonObject{{QStringLiteral("precision"), toString(one.precision)},
                                {QStringLiteral("pictures_per_second"), one.picturesPerSecond},
                                {QStringLiteral("mean_cosine"), one.meanCosine},
                                {QStringLiteral("least_cosine"), one.leastCosine},
                                {QStringLiteral("agreement"), one.agreement}});
    }
    noteOf(modelHash).write(
        {{QStringLiteral("machine"), machine()}, {QStringLiteral("measured"), list}});
}

std::optional<Precision> notedPrecision(const QString& modelHash) {
    const QJsonObject note = noteOf(modelHash).read();
    if (note.isEmpty() || note[u"machine"].toString() != machine())
        return {};
    std::vector<PrecisionMeasurement> measured;
    for (const QJsonValue& entry : note[u"measured"].toArray()) {
        const auto precision = readPrecision(entry[u"precision"].toString());
        if (!precision || !*precision)
            return {};
        // What is missing or no number is no measurement.
        measured.push_back({**precision, entry[u"pictures_per_second"].toDouble(),
                            entry[u"mean_cosine"].toDouble(), entry[u"least_cosine"].toDouble(),
                            entry[u"agreement"].toDouble()});
    }
    if (measured.empty())
        return {};
    return choosePrecision(measured);
}

}  // namespace semblance
