#include "core/model/kernels/pixelfeed.h"

#include <c10/core/StreamGuard.h>
#include <c10/core/impl/VirtualGuardImpl.h>

#include <utility>

namespace semblance {

PixelFeed::PixelFeed(at::Device device, Source source)
    : m_device(device), m_source(std::move(source)) {
    if (device.is_cuda()) {
        const c10::impl::VirtualGuardImpl streams(device.type());
        m_stream = streams.getStreamFromGlobalPool(streams.getDevice());
    }
}

PixelFeed::Batch PixelFeed::copied(int first, int some) const {
    Batch batch{first, some, {}, m_source(first, some), {}};
    if (m_stream) {
        batch.pinned = batch.pixels.pin_memory();
        const c10::StreamGuard copying(*m_stream);
        batch.pixels = batch.pinned.to(m_device, /*non_blocking=*/true);
        batch.arrived.emplace(m_device.type());
        batch.arrived->record(*m_stream);
    } else {
        batch.pixels = batch.pixels.to(m_device);
    }
    return batch;
}

void PixelFeed::announce(int first, int some) {
    if (m_stream && some > 0)
        m_ahead = copied(first, some);
}

at::Tensor PixelFeed::take(int first, int some) {
    const bool announced = m_ahead && m_ahead->first == first && m_ahead->some == some;
    m_present = announced ? std::exchange(m_ahead, std::nullopt) : copied(first, some);
    m_ahead.reset();
    if (m_stream) {
        const c10::impl::VirtualGuardImpl streams(m_device.type());
        const c10::Stream computing = streams.getStream(m_stream->device());
        m_present->arrived->block(computing);
        // The memory belongs to the copying stream, which might reuse it too early.
        m_present->pixels.record_stream(computing);
    }
    return m_present->pixels;
}

}  // namespace semblance
