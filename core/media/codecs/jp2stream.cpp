#include "core/media/codecs/jp2stream.h"

#include <algorithm>
#include <cstring>

namespace semblance {

namespace {
constexpr OPJ_SIZE_T kBuffer = 1 << 20;
constexpr auto kNothing = OPJ_SIZE_T(-1);
}  // namespace

OpjReader::OpjReader(const QByteArray& bytes, const CancelToken& cancel, OPJ_CODEC_FORMAT format)
    : m_bytes(bytes),
      m_cancel(cancel),
      m_codec(opj_create_decompress(format)),
      m_stream(opj_stream_create(kBuffer, OPJ_STREAM_READ)) {
    opj_stream_set_user_data(m_stream, this, nullptr);
    opj_stream_set_user_data_length(m_stream, OPJ_UINT64(bytes.size()));
    opj_stream_set_read_function(m_stream, &OpjReader::read);
    opj_stream_set_skip_function(m_stream, &OpjReader::skip);
    opj_stream_set_seek_function(m_stream, &OpjReader::seek);
    opj_set_error_handler(
        m_codec,
        [](const char* message, void* self) {
            auto& said = static_cast<OpjReader*>(self)->m_message;
            if (said.isEmpty())
                said = QString::fromLatin1(message).trimmed();
        },
        this);
}

OpjReader::~OpjReader() {
    opj_stream_destroy(m_stream);
    opj_destroy_codec(m_codec);
}

OPJ_SIZE_T OpjReader::read(void* buffer, OPJ_SIZE_T size, void* self) {
    auto* reader = static_cast<OpjReader*>(self);
    const qint64 left = reader->m_bytes.size() - reader->m_position;
    if (left <= 0 || reader->m_cancel.isCancelled())
        return kNothing;
    const qint64 count = std::min<qint64>(left, qint64(size));
    std::memcpy(buffer, reader->m_bytes.constData() + reader->m_position, std::size_t(count));
    reader->m_position += count;
    return OPJ_SIZE_T(count);
}

OPJ_OFF_T OpjReader::skip(OPJ_OFF_T bytes, void* self) {
    auto* reader = static_cast<OpjReader*>(self);
    const qint64 count =
        std::clamp<qint64>(bytes, -reader->m_position, reader->m_bytes.size() - reader->m_position);
    reader->m_position += count;
    return count == 0 && bytes != 0 ? -1 : count;
}

OPJ_BOOL OpjReader::seek(OPJ_OFF_T position, void* self) {
    auto* reader = static_cast<OpjReader*>(self);
    if (position < 0 || position > reader->m_bytes.size())
        return OPJ_FALSE;
    reader->m_position = position;
    return OPJ_TRUE;
}

OpjImage OpjReader::readHeader() {
    opj_dparameters_t parameters;
    opj_set_default_decoder_parameters(&parameters);
    opj_image_t* image = nullptr;
    if (!opj_setup_decoder(m_codec, &parameters) ||
        !opj_decoder_set_strict_mode(m_codec, OPJ_FALSE) ||
        !opj_read_header(m_stream, m_codec, &image)) {
        opj_image_destroy(image);
        return nullptr;
    }
    return OpjImage(image);
}

bool OpjReader::decode(opj_image_t* image, int reduction) {
    return opj_set_decoded_resolution_factor(m_codec, OPJ_UINT32(reduction)) &&
           opj_decode(m_codec, m_stream, image) && opj_end_decompress(m_codec, m_stream);
}

}  // namespace semblance
