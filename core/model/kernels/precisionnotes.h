#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "core/model/kernels/precision.h"

/// What precisions cost and bring one model on this machine, as `semblance-engine inspect
/// --measure` found it. Kept in the cache folder; what was noted on another processor or with
/// another libtorch does not count.
namespace semblance {

struct PrecisionMeasurement {
    Precision precision = Precision::Fp32;
    double picturesPerSecond = 0;
    double meanCosine = 1;   ///< of vectors to fp32's, pictures and sentences
    double leastCosine = 1;  ///< the worst of them
    double agreement = 1;    ///< share of the first ten pictures of a sentence that fp32 has, too
};

// Within these a library may hold vectors of both precisions and a query may be of either: a
// cosine of .995 turns a vector by 6 degrees in a direction that has nothing to do with others.
constexpr double kLeastMeanCosine = 0.995;
constexpr double kLeastWorstCosine = 0.98;
constexpr double kLeastAgreement = 0.9;
/// Less speed is not worth any loss.
constexpr double kLeastGain = 1.1;

/// Those the processor multiplies natively, which are worth measuring; fp32 is the first.
std::vector<Precision> precisionsHere();

bool isLossSmall(const PrecisionMeasurement& measured);

/// The fastest whose loss is small and whose gain over fp32 is worth it; fp32 when that was not
/// measured.
Precision choosePrecision(const std::vector<PrecisionMeasurement>& measured);

/// Replaces what was noted. A note that cannot be written leaves the default as it was.
void notePrecisions(const QString& modelHash, const std::vector<PrecisionMeasurement>& measured);

/// The choice from the note; none without a note that counts.
std::optional<Precision> notedPrecision(const QString& modelHash);

}  // namespace semblance
