#include "core/model/kernels/device.h"

#include <ATen/Context.h>
#include <ATen/DeviceAccelerator.h>
#include <c10/core/Device.h>
#include <c10/util/Exception.h>

#include <QCoreApplication>
#include <algorithm>
#include <new>
#include <string_view>

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Device)
};

/// What libtorch keeps for later use goes back, so that a smaller batch finds room in one piece.
void releaseCaches() {
    try {
        if (at::accelerator::getAccelerator())
            at::accelerator::emptyCache();
    } catch (const std::exception&) {
        // A device that keeps nothing.
    }
}

}  // namespace

QString toString(DeviceKind kind) {
    switch (kind) {
        case DeviceKind::Cuda:
            return QStringLiteral("cuda");
        case DeviceKind::Mps:
            return QStringLiteral("mps");
        case DeviceKind::Cpu:
            break;
    }
    return QStringLiteral("cpu");
}

Result<std::optional<DeviceKind>> readDevice(const QString& name) {
    if (name == QLatin1StringView("auto"))
        return std::optional<DeviceKind>();
    for (const DeviceKind kind : {DeviceKind::Cpu, DeviceKind::Cuda, DeviceKind::Mps}) {
        if (name == toString(kind))
            return std::optional(kind);
    }
    return fail(ErrorKind::WrongUse,
                Text::tr("There is no device \"%1\": it can be auto, cpu, cuda or mps.").arg(name));
}

DevicesHere devicesHere() {
    try {
        return {at::hasCUDA(), at::hasMPS()};
    } catch (const std::exception&) {
        // A driver that does not answer is as good as none.
        return {};
    }
}

DeviceChoice chooseDevice(std::optional<DeviceKind> asked, const DevicesHere& here) {
    if (!asked)
        return {here.cuda ? DeviceKind::Cuda : here.mps ? DeviceKind::Mps : DeviceKind::Cpu, {}};
    if (*asked == DeviceKind::Cuda && !here.cuda)
        return {DeviceKind::Cpu,
                Text::tr("There is no CUDA device that this libtorch can use: computing on the "
                         "processor.")};
    if (*asked == DeviceKind::Mps && !here.mps)
        return {DeviceKind::Cpu,
                Text::tr("There is no Metal device that this libtorch can use: computing on the "
                         "processor.")};
    return {*asked, {}};
}

DeviceChoice chooseDevice(std::optional<DeviceKind> asked) {
    return chooseDevice(asked, devicesHere());
}

c10::Device torchDevice(DeviceKind kind) {
    return c10::Device(toString(kind).toStdString());
}

std::optional<std::int64_t> freeMemory(DeviceKind kind) {
    if (kind == DeviceKind::Cpu)
        return {};
    try {
        return static_cast<std::int64_t>(at::accelerator::getMemoryInfo(0).first);
    } catch (const std::exception&) {
        return {};
    }
}

int batchFitting(std::int64_t freeBytes, std::int64_t bytesEach, int most) {
    // The other half is for what libtorch keeps beside the activations.
    const std::int64_t fitting = freeBytes / 2 / std::max<std::int64_t>(bytesEach, 1);
    int batch = 1;
    while (batch * 2 <= most && batch * 2 <= fitting)
        batch *= 2;
    return batch;
}

bool isOutOfMemory(const std::exception& error) {
    if (dynamic_cast<const c10::OutOfMemoryError*>(&error) ||
        dynamic_cast<const std::bad_alloc*>(&error))
        return true;
    // Metal, libtorch's own processor memory and the libraries below say it in words alone.
    const std::string_view words(error.what());
    for (const char* sign : {"out of memory", "can't allocate memory", "ALLOC_FAILED"}) {
        if (words.find(sign) != std::string_view::npos)
            return true;
    }
    return false;
}

Status inBatches(int count, std::atomic<int>& batch,
                 const std::function<Status(int first, int some)>& step) {
    int first = 0;
    while (first < count) {
        const int some = std::min(std::max(batch.load(), 1), count - first);
        try {
            SEMBLANCE_TRY(step(first, some));
            first += some;
        } catch (const std::exception& error) {
            if (some == 1 || !isOutOfMemory(error))
                throw;
            batch = std::max(some / 2, 1);
            releaseCaches();
        }
    }
    return {};
}

}  // namespace semblance
