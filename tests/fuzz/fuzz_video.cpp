#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "core/media/codecs/videodecode.h"

/// A film of any bytes behind one that chooses the container: a frame, or a sentence; and the facts
/// without one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace semblance;
    constexpr std::array formats = {PictureFormat::Mp4, PictureFormat::Mov, PictureFormat::Mkv,
                                    PictureFormat::WebM, PictureFormat::Avi};
    if (size == 0)
        return 0;
    const PictureFormat format = formats[data[0] % formats.size()];
    const ByteSource source(
        QByteArrayView(reinterpret_cast<const char*>(data + 1), qsizetype(size - 1)));
    const auto facts = readVideoFacts(source, format, {});
    const auto picture = decodeVideo(source, format, {16, 32}, {});
    const bool whole = picture ? !picture->pixels.isNull() && picture->container
                               : !picture.error().sentence.isEmpty();
    if (!whole || (!facts && facts.error().sentence.isEmpty()))
        std::abort();
    return 0;
}
