#include "core/media/codecs/tifffile.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <utility>

#include "core/media/pixels/limits.h"

namespace semblance {

TiffFile::TiffFile(const QByteArray& bytes) : m_bytes(bytes) {
    TIFFOpenOptions* options = TIFFOpenOptionsAlloc();
    if (!options)
        return;
    TIFFOpenOptionsSetErrorHandlerExtR(options, &TiffFile::onError, this);
    TIFFOpenOptionsSetWarningHandlerExtR(options, &TiffFile::onWarning, this);
    TIFFOpenOptionsSetMaxSingleMemAlloc(options, tmsize_t{kMaxPixelMiB} << 20);
    m_tiff = TIFFClientOpenExt(
        "picture", "rm", this, &TiffFile::read,
        [](thandle_t, void*, tmsize_t) { return tmsize_t(-1); }, &TiffFile::seek,
        [](thandle_t) { return 0; },
        [](thandle_t self) { return toff_t(static_cast<TiffFile*>(self)->m_bytes.size()); },
        nullptr, nullptr, options);
    TIFFOpenOptionsFree(options);
}

TiffFile::~TiffFile() {
    if (m_tiff)
        TIFFClose(m_tiff);
}

bool TiffFile::takeEarlyEnd() {
    return std::exchange(m_endedEarly, false);
}

quint64 TiffFile::endBeforeZeros() const {
    const auto last =
        std::find_if(m_bytes.rbegin(), m_bytes.rend(), [](char byte) { return byte != '\0'; });
    return quint64(m_bytes.rend() - last);
}

// These are called from C, so nothing in them may throw.

int TiffFile::onError(TIFF*, void* self, const char*, const char* format, va_list values) {
    auto& message = static_cast<TiffFile*>(self)->m_message;
    if (message[0] == '\0')
        std::vsnprintf(message.data(), message.size(), format, values);
    return 1;
}

int TiffFile::onWarning(TIFF*, void* self, const char* module, const char* format, va_list values) {
    std::array<char, 256> message{};
    std::vsnprintf(message.data(), message.size(), format, values);
    // libjpeg's words for data that ends before the picture does.
    if (module && std::strcmp(module, "JPEGLib") == 0 &&
        std::strstr(message.data(), "remature end"))
        static_cast<TiffFile*>(self)->m_endedEarly = true;
    return 1;
}

tmsize_t TiffFile::read(thandle_t handle, void* to, tmsize_t count) {
    auto* self = static_cast<TiffFile*>(handle);
    const auto size = quint64(self->m_bytes.size());
    if (count <= 0)
        return 0;
    const quint64 left = size - std::min(size, self->m_position);
    const auto got = std::min(quint64(count), left);
    if (got > 0)
        std::memcpy(to, self->m_bytes.constData() + self->m_position, std::size_t(got));
    constexpr quint64 mostPadding = 64 << 20;
    const bool isPadded =
        self->m_padding && self->m_position + quint64(count) <= size + mostPadding;
    const tmsize_t given = isPadded ? count : tmsize_t(got);
    self->m_position += quint64(given);
    if (isPadded)
        std::memset(static_cast<char*>(to) + got, *self->m_padding, std::size_t(count) - got);
    return given;
}

toff_t TiffFile::seek(thandle_t handle, toff_t offset, int whence) {
    auto* self = static_cast<TiffFile*>(handle);
    const quint64 from = whence == SEEK_SET   ? 0
                         : whence == SEEK_CUR ? self->m_position
                                              : quint64(self->m_bytes.size());
    self->m_position = from + offset;
    return self->m_position;
}

}  // namespace semblance
