#include <QTextStream>
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "core/media/codecs/codecs.h"
#include "core/media/picture.h"

using namespace semblance;

namespace {

/// The codec that SEMBLANCE_FUZZ_FORMAT names ("png"); null without it: whichever takes the file.
const Codec* chosenCodec() {
    const QString name = qEnvironmentVariable("SEMBLANCE_FUZZ_FORMAT");
    if (name.isEmpty())
        return nullptr;
    const auto found = std::find_if(codecs().begin(), codecs().end(), [&](const Codec& codec) {
        return pictureFormatName(codec.format) == name;
    });
    if (found == codecs().end()) {
        QTextStream(stderr) << "No format is called " << name << ".\n";
        std::exit(2);
    }
    return &*found;
}

}  // namespace

/// One file of any bytes: it decodes to every part that was asked for, or fails with a sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const bool areLoaded = !loadCodecs().isEmpty();
    static const Codec* const chosen = chosenCodec();
    constexpr int side = 32;
    const auto bytes =
        QByteArray::fromRawData(reinterpret_cast<const char*>(data), qsizetype(size));
    // A codec gets what it recognised, and nothing else.
    if (!areLoaded || (chosen && (codecOf(bytes) != chosen || !chosen->decode)))
        return 0;
    const auto picture = decodePicture(bytes, PictureWish{InputSpec{side}, {16, 32}, 64});
    const bool whole = picture ? picture->input.size() == qsizetype{side} * side * 3 &&
                                     picture->thumbnails.size() == 2 && !picture->view.isNull()
                               : !picture.error().sentence.isEmpty();
    if (!whole)
        std::abort();
    return 0;
}
