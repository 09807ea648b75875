#pragma once

#include <QString>
#include <atomic>
#include <cstdint>
#include <exception>
#include <functional>
#include <optional>

#include "core/base/result.h"

namespace c10 {
struct Device;
}

/// Which device networks compute on, and what to do when its memory runs out. Every function may be
/// called from any thread.
namespace semblance {

enum class DeviceKind { Cpu, Cuda, Mps };

/// As libtorch names it: "cpu", "cuda", "mps".
QString toString(DeviceKind kind);

/// The inverse; "auto" is none. WrongUse names what there is.
Result<std::optional<DeviceKind>> readDevice(const QString& name);

/// What the linked libtorch can compute on here, beside the processor.
struct DevicesHere {
    bool cuda = false;
    bool mps = false;
};
DevicesHere devicesHere();

struct DeviceChoice {
    DeviceKind kind = DeviceKind::Cpu;
    QString notice;  ///< a sentence, when it is not the device that was asked for
};

/// The device asked for, or without a wish the fastest; the processor where that is not here.
DeviceChoice chooseDevice(std::optional<DeviceKind> asked, const DevicesHere& here);
DeviceChoice chooseDevice(std::optional<DeviceKind> asked);

/// Include <c10/core/Device.h> to use it.
c10::Device torchDevice(DeviceKind kind);

/// Bytes a network may still take there; none where the device does not say, and for the processor,
/// whose memory the system shares out.
std::optional<std::int64_t> freeMemory(DeviceKind kind);

/// The greatest power of two in 1..`most` of which so many items fit into half of `freeBytes`.
int batchFitting(std::int64_t freeBytes, std::int64_t bytesEach, int most);

/// Whether an exception of libtorch or of the standard library says that memory ran out, the
/// processor's or a device's.
bool isOutOfMemory(const std::exception& error);

/// Works off items 0..count-1 in their order, at most `batch` of them in one call of
/// `step(first, some)`. A step that throws because memory ran out is repeated with half as many,
/// and `batch` stays halved for whoever shares it; with a single item that is the exception's
/// matter again. A step must leave nothing behind when it throws. The first error ends the work.
Status inBatches(int count, std::atomic<int>& batch,
                 const std::function<Status(int first, int some)>& step);

}  // namespace semblance
