#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "core/media/picture.h"

/// One file of any bytes: it decodes to every part that was asked for, or fails with a sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace semblance;
    constexpr int side = 32;
    const auto bytes =
        QByteArray::fromRawData(reinterpret_cast<const char*>(data), qsizetype(size));
    const auto picture = decodePicture(bytes, PictureWish{InputSpec{side}, {16, 32}, 64});
    const bool whole = picture ? picture->input.size() == qsizetype{side} * side * 3 &&
                                     picture->thumbnails.size() == 2 && !picture->view.isNull()
                               : !picture.error().sentence.isEmpty();
    if (!whole)
        std::abort();
    return 0;
}
