#include "core/media/jpegencode.h"

#include <QCoreApplication>
#include <cstdlib>
#include <memory>

#include "core/media/codecs/jpegerror.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::JpegEncoder)
};

/// One compression; plain values only, because errors jump out of encode().
class JpegWriter {
public:
    JpegWriter() { m_info.err = m_errors.install(); }
    ~JpegWriter() {
        jpeg_destroy_compress(&m_info);
        std::free(m_bytes);
    }
    JpegWriter(const JpegWriter&) = delete;
    JpegWriter& operator=(const JpegWriter&) = delete;

    bool encode(const uchar* pixels, int width, int height, qsizetype stride, int quality,
                Chroma chroma);
    QByteArray bytes() const {
        return QByteArray(reinterpret_cast<const char*>(m_bytes), qsizetype(m_size));
    }
    QString message() const { return QString::fromLatin1(m_errors.message); }

private:
    jpeg_compress_struct m_info{};
    JpegErrorManager m_errors{};
    unsigned char* m_bytes = nullptr;  // libjpeg's, by malloc
    unsigned long m_size = 0;
};

bool JpegWriter::encode(const uchar* pixels, int width, int height, qsizetype stride, int quality,
                        Chroma chroma) {
    if (setjmp(m_errors.jump))
        return false;
    jpeg_create_compress(&m_info);
    jpeg_mem_dest(&m_info, &m_bytes, &m_size);
    m_info.image_width = static_cast<JDIMENSION>(width);
    m_info.image_height = static_cast<JDIMENSION>(height);
    m_info.input_components = 3;
    m_info.in_color_space = JCS_RGB;
    jpeg_set_defaults(&m_info);
    jpeg_set_quality(&m_info, quality, TRUE);
    if (chroma == Chroma::Full)
        m_info.comp_info[0].h_samp_factor = m_info.comp_info[0].v_samp_factor = 1;
    jpeg_start_compress(&m_info, TRUE);
    while (m_info.next_scanline < m_info.image_height) {
        // libjpeg's rows are not const, but it only reads them.
        auto* row = const_cast<JSAMPROW>(pixels + qsizetype(m_info.next_scanline) * stride);
        jpeg_write_scanlines(&m_info, &row, 1);
    }
    jpeg_finish_compress(&m_info);
    return true;
}

}  // namespace

Result<QByteArray> encodeJpeg(const QImage& rgb, int quality, Chroma chroma) {
    JpegWriter writer;
    if (!writer.encode(rgb.constBits(), rgb.width(), rgb.height(), rgb.bytesPerLine(), quality,
                       chroma))
        return fail(ErrorKind::BadInput, Text::tr("A thumbnail of the picture could not be made."),
                    writer.message());
    return writer.bytes();
}

}  // namespace semblance
