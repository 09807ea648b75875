#pragma once

#include "core/base/result.h"
#include "core/model/composition/dualencoder.h"
#include "core/remote/modelreport.h"

namespace semblance {

/// Encodes drawn pictures and sentences: the vectors must be finite, of unit length, the same when
/// asked twice and different for different things. Corrupt, with a sentence, when they are not:
/// the files are whole, but the numbers in them make no model.
Status testVectors(const DualEncoder& encoder);

/// The speed of a loaded model by a run of about two seconds; precision and device are its own.
Result<ModelMeasurement> measureSpeed(const DualEncoder& encoder);

/// The most memory this process had resident so far, mapped weights included; bytes.
qint64 peakMemory();

}  // namespace semblance
