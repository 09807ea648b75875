#pragma once

// Only for tiffdecode.cpp and tiffpage.cpp: a TIFF in memory by libtiff.

#include <tiffio.h>

#include <QByteArray>
#include <QString>
#include <array>
#include <cstdarg>
#include <optional>

namespace semblance {

/// One open file. What libtiff has to say goes here and nowhere else.
class TiffFile {
public:
    explicit TiffFile(const QByteArray& bytes);
    ~TiffFile();
    TiffFile(const TiffFile&) = delete;
    TiffFile& operator=(const TiffFile&) = delete;

    /// Null when not even the first page's directory can be read.
    TIFF* handle() const { return m_tiff; }

    /// libtiff's first complaint that came with a failure.
    QString message() const { return QString::fromLatin1(m_message.data()); }

    /// Whether JPEG data has ended too early since the last call: libtiff only warns of it.
    bool takeEarlyEnd();

    /// From now on what is read behind the end is this, and no failure: of a strip that is cut
    /// short libtiff else decodes nothing.
    void padWith(char byte) { m_padding = byte; }

    /// The size without zeros at the end.
    quint64 endBeforeZeros() const;

private:
    static int onError(TIFF*, void* self, const char* module, const char* format, va_list values);
    static int onWarning(TIFF*, void* self, const char* module, const char* format, va_list values);
    static tmsize_t read(thandle_t self, void* to, tmsize_t count);
    static toff_t seek(thandle_t self, toff_t offset, int whence);

    const QByteArray& m_bytes;
    TIFF* m_tiff = nullptr;
    quint64 m_position = 0;
    std::optional<char> m_padding;
    std::array<char, 256> m_message{};
    bool m_endedEarly = false;
};

}  // namespace semblance
