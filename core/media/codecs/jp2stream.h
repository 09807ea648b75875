#pragma once

#include <openjpeg.h>

#include <QByteArray>
#include <QString>
#include <memory>

#include "core/base/cancel.h"

// Only for jp2decode.cpp: OpenJPEG's objects with owners, and its way of reading.
namespace semblance {

struct OpjDeleter {
    void operator()(opj_image_t* image) const { opj_image_destroy(image); }
};
struct OpjInfoDeleter {
    void operator()(opj_codestream_info_v2_t* info) const { opj_destroy_cstr_info(&info); }
};
using OpjImage = std::unique_ptr<opj_image_t, OpjDeleter>;
using OpjInfo = std::unique_ptr<opj_codestream_info_v2_t, OpjInfoDeleter>;

/// A codec and the file that it reads, which must outlive it. A cancel looks like the file's end.
class OpjReader {
public:
    OpjReader(const QByteArray& bytes, const CancelToken& cancel, OPJ_CODEC_FORMAT format);
    ~OpjReader();
    OpjReader(const OpjReader&) = delete;
    OpjReader& operator=(const OpjReader&) = delete;

    /// Null when the header is damaged; message() says how. OpenJPEG is not strict about the end.
    OpjImage readHeader();
    /// `reduction` halvings, at most those that info() allows.
    bool decode(opj_image_t* image, int reduction);
    OpjInfo info() { return OpjInfo(opj_get_cstr_info(m_codec)); }
    const QString& message() const { return m_message; }

private:
    static OPJ_SIZE_T read(void* buffer, OPJ_SIZE_T size, void* self);
    static OPJ_OFF_T skip(OPJ_OFF_T bytes, void* self);
    static OPJ_BOOL seek(OPJ_OFF_T position, void* self);

    const QByteArray& m_bytes;
    const CancelToken& m_cancel;
    qint64 m_position = 0;
    QString m_message;
    opj_codec_t* m_codec = nullptr;
    opj_stream_t* m_stream = nullptr;
};

}  // namespace semblance
