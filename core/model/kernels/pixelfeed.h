#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Event.h>

#include <functional>
#include <optional>

/// Internal to the rooms that use libtorch.
namespace semblance {

/// Brings batches to a device, the next one while the present one is computed with: from pinned
/// memory on a stream of its own where the device has streams (CUDA). On the processor a batch is
/// the source's own tensor. For one thread; throws what libtorch throws.
class PixelFeed {
public:
    /// Items first .. first + some - 1 on the processor.
    using Source = std::function<at::Tensor(int first, int some)>;

    PixelFeed(at::Device device, Source source);

    /// Begins to bring what take() will be asked for next; without consequence when it is asked for
    /// something else.
    void announce(int first, int some);

    /// The items on the device, ready for the calling thread's stream.
    at::Tensor take(int first, int some);

private:
    struct Batch {
        int first = 0;
        int some = 0;
        at::Tensor pinned;  ///< must outlive the copy
        at::Tensor pixels;
        std::optional<c10::Event> arrived;
    };

    Batch copied(int first, int some) const;

    at::Device m_device;
    Source m_source;
    std::optional<c10::Stream> m_stream;
    std::optional<Batch> m_ahead;
    std::optional<Batch> m_present;
};

}  // namespace semblance
