#include "core/media/codecs/exrdecode.h"

#include <ImathBox.h>
#include <ImfChannelList.h>
#include <ImfIO.h>
#include <ImfInputFile.h>
#include <ImfRgbaFile.h>
#include <ImfThreading.h>

#include <algorithm>
#include <cstring>
#include <exception>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/media/codecs/codecerrors.h"
#include "core/media/pixels/boxrows.h"
#include "core/media/pixels/limits.h"
#include "core/media/pixels/plainpicture.h"
#include "core/media/pixels/tonemap.h"

#ifdef Q_OS_LINUX
#include <malloc.h>
#endif

namespace semblance {

namespace {

/// Of a damaged block the library hands over what its buffers held before: while this lives, they
/// hold zeros, where the C library can do that (glibc, from a kilobyte on). Other threads that
/// allocate meanwhile are slowed down and no more.
class ZeroedBuffers {
public:
    ZeroedBuffers() { fill(0xff); }  // the complement is what memory is filled with
    ~ZeroedBuffers() { fill(0); }
    ZeroedBuffers(const ZeroedBuffers&) = delete;
    ZeroedBuffers& operator=(const ZeroedBuffers&) = delete;

private:
    static void fill([[maybe_unused]] int pattern) {
#ifdef M_PERTURB
        mallopt(M_PERTURB, pattern);
#endif
    }
};

/// The bytes in memory, as the library wants them.
class MemoryStream : public Imf::IStream {
public:
    explicit MemoryStream(QByteArrayView bytes) : Imf::IStream("picture"), m_bytes(bytes) {}

    bool read(char target[], int count) override {
        if (count < 0 || quint64(count) > quint64(m_bytes.size()) - m_at) {
            m_hasEnded = true;
            throw std::runtime_error("the file ends early");
        }
        std::memcpy(target, m_bytes.data() + m_at, std::size_t(count));
        m_at += quint64(count);
        return m_at < quint64(m_bytes.size());
    }
    // The library's type for positions, which changed its name between versions.
    decltype(std::declval<Imf::IStream>().tellg()) tellg() override { return m_at; }
    void seekg(decltype(std::declval<Imf::IStream>().tellg()) position) override {
        m_at = std::min(quint64(position), quint64(m_bytes.size()));
    }

    /// More was asked for than there is. (The library throws what it likes then.)
    bool hasEnded() const { return m_hasEnded; }

private:
    QByteArrayView m_bytes;
    quint64 m_at = 0;
    bool m_hasEnded = false;
};

/// Of the layers that have names the first with colours or luminance; empty for the one without.
std::string layerWithPixels(const Imf::ChannelList& channels) {
    const auto hasPixels = [&](const std::string& prefix) {
        return channels.findChannel(prefix + "R") || channels.findChannel(prefix + "G") ||
               channels.findChannel(prefix + "B") || channels.findChannel(prefix + "Y");
    };
    if (hasPixels({}))
        return {};
    std::set<std::string> layers;
    channels.layers(layers);
    const auto found = std::find_if(layers.begin(), layers.end(), [&](const std::string& layer) {
        return hasPixels(layer + ".");
    });
    return found == layers.end() ? std::string() : *found;
}

/// One picture while it is read, some rows at a time.
class ExrReader {
public:
    ExrReader(Imf::RgbaInputFile& file, const MemoryStream& stream, const PixelNeed& need,
              const CancelToken& cancel)
        : m_file(file), m_stream(stream), m_window(file.dataWindow()), m_cancel(cancel) {
        m_size = QSize(m_window.max.x - m_window.min.x + 1, m_window.max.y - m_window.min.y + 1);
        m_factor = boxFactor(m_size, need);
    }

    Result<QImage> read();

private:
    Status readRows(LightPicture& light, QImage* alpha);
    std::string problemOf(int first, int last);
    int readBlock(int first, int last);
    void takeRow(const Imf::Rgba* row);
    void giveRow(LightPicture& light, QImage* alpha, int y) const;

    Imf::RgbaInputFile& m_file;
    const MemoryStream& m_stream;
    Imath::Box2i m_window;
    const CancelToken& m_cancel;
    QSize m_size;
    int m_factor = 1;
    std::vector<BoxRows<float>> m_boxes;
    std::vector<float> m_samples;
    bool m_isComplete = false;
};

void ExrReader::takeRow(const Imf::Rgba* row) {
    const auto take = [&](std::size_t channel, half Imf::Rgba::*member) {
        for (std::size_t x = 0; x < m_samples.size(); ++x) {
            const float value = row[x].*member;
            m_samples[x] = value > 0 ? std::min(value, 65504.0F) : 0.0F;
        }
        m_isComplete = m_boxes[channel].add(m_samples.data());
    };
    take(0, &Imf::Rgba::r);
    take(1, &Imf::Rgba::g);
    take(2, &Imf::Rgba::b);
    take(3, &Imf::Rgba::a);
}

void ExrReader::giveRow(LightPicture& light, QImage* alpha, int y) const {
    float* out = light.row(y);
    for (int x = 0; x < light.size.width(); ++x) {
        // Colours are premultiplied; light that comes from where nothing is goes lost.
        const float opacity = alpha ? std::min(1.0F, m_boxes[3].row()[x]) : 1.0F;
        for (std::size_t c = 0; c < 3; ++c)
            *out++ = opacity > 0 ? m_boxes[c].row()[x] / opacity : 0.0F;
        if (alpha)
            alpha->scanLine(y)[x] = uchar(opacity * 255 + 0.5F);
    }
}

/// Empty when they could be read; else why not.
std::string ExrReader::problemOf(int first, int last) {
    try {
        m_file.readPixels(first, last);
        return {};
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {
        return error.what();
    }
}

/// How many rows from the first on could be read. Throws when they are less than half of all.
int ExrReader::readBlock(int first, int last) {
    std::string problem = problemOf(first, last);
    if (problem.empty())
        return last - first + 1;
    // What is damaged leaves old rows in the library's buffers; what is missing does not, but where
    // colours are made of several rows.
    if (!m_stream.hasEnded() || (m_file.channels() & Imf::WRITE_C) != 0)
        throw std::runtime_error(problem);
    problem.clear();
    int row = first;
    for (; row <= last && problem.empty(); ++row) {
        problem = problemOf(row, row);
        // The library repeats what it threw last.
        if (!problem.empty())
            problem = problemOf(row, row);
    }
    const int count = problem.empty() ? row - first : row - first - 1;
    if (!problem.empty() && (first + count - m_window.min.y) * 2 < m_size.height())
        throw std::runtime_error(problem);
    return count;
}

Status ExrReader::readRows(LightPicture& light, QImage* alpha) {
    // The library decodes in blocks of up to 256 rows and keeps the last.
    const int rowsAtOnce = std::min(64, m_size.height());
    std::vector<Imf::Rgba> rows(std::size_t(m_size.width()) * std::size_t(rowsAtOnce));
    m_boxes.assign(4, BoxRows<float>(m_size, m_factor));
    m_samples.resize(std::size_t(m_size.width()));
    int y = 0;
    for (int first = m_window.min.y; first <= m_window.max.y; first += rowsAtOnce) {
        if (m_cancel.isCancelled())
            return fail(cancelledError());
        const int last = std::min(first + rowsAtOnce - 1, m_window.max.y);
        // The library counts from the corner of the window's coordinates.
        Imf::Rgba* origin = rows.data() - m_window.min.x - qint64{first} * m_size.width();
        m_file.setFrameBuffer(origin, 1, std::size_t(m_size.width()));
        const int count = readBlock(first, last);
        for (int row = 0; row < count; ++row) {
            takeRow(rows.data() + qint64{row} * m_size.width());
            if (m_isComplete)
                giveRow(light, alpha, y++);
        }
        if (count < last - first + 1)
            break;
    }
    return {};
}

Result<QImage> withAlpha(const QImage& colours, const QImage& alpha) {
    SEMBLANCE_TRY_ASSIGN(QImage image,
                         newPixels(colours.size(), QImage::Format_RGBA8888_Premultiplied));
    for (int y = 0; y < image.height(); ++y) {
        const uchar* in = colours.constScanLine(y);
        const uchar* opaque = alpha.constScanLine(y);
        uchar* out = image.scanLine(y);
        for (int x = 0; x < image.width(); ++x, in += 3, out += 4) {
            for (int c = 0; c < 3; ++c)
                out[c] = uchar((in[c] * opaque[x] + 127) / 255);
            out[3] = opaque[x];
        }
    }
    return image;
}

Result<QImage> ExrReader::read() {
    const QSize size = boxedSize(m_size, m_factor);
    SEMBLANCE_TRY_ASSIGN(LightPicture light, LightPicture::black(size));
    const bool hasAlpha = (m_file.channels() & Imf::WRITE_A) != 0;
    QImage alpha;
    if (hasAlpha) {
        SEMBLANCE_TRY_ASSIGN(alpha, newPixels(size, QImage::Format_Grayscale8));
    }
    SEMBLANCE_TRY(readRows(light, hasAlpha ? &alpha : nullptr));
    SEMBLANCE_TRY_ASSIGN(const QImage colours, toneMapped(light));
    return hasAlpha ? withAlpha(colours, alpha) : colours;
}

/// Before the library is asked for any pixel.
Status checkSize(const Imath::Box2i& window, PictureFormat format) {
    const qint64 width = qint64{window.max.x} - window.min.x + 1;
    const qint64 height = qint64{window.max.y} - window.min.y + 1;
    if (width < 1 || height < 1)
        return fail(damagedPicture(format, QStringLiteral("data window")));
    if (width > kMaxPixels || height > kMaxPixels || width * height > kMaxPixels)
        return fail(tooManyPixels(
            QSize(int(std::min<qint64>(width, INT_MAX)), int(std::min<qint64>(height, INT_MAX)))));
    return {};
}

Result<RawPicture> decodeWithLibrary(MemoryStream& stream, PictureFormat format,
                                     const PixelNeed& need, const CancelToken& cancel) {
    std::string layer;
    {
        const Imf::InputFile file(stream, 0);
        SEMBLANCE_TRY(checkSize(file.header().dataWindow(), format));
        layer = layerWithPixels(file.header().channels());
    }
    stream.seekg(0);
    Imf::RgbaInputFile file(stream, layer, 0);
    const Imath::Box2i window = file.dataWindow();
    const QSize size(window.max.x - window.min.x + 1, window.max.y - window.min.y + 1);
    SEMBLANCE_TRY_ASSIGN(QImage image, ExrReader(file, stream, need, cancel).read());
    return plainPicture(std::move(image), size, need);
}

}  // namespace

Result<RawPicture> decodeExr(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                             const CancelToken& cancel) {
    constexpr int deep = 0x800;
    if (bytes.size() >= 8 && (uchar(bytes[5]) << 8 & deep) != 0)
        return fail(unreadVariant(format, QStringLiteral("deep")));
    const ZeroedBuffers zeroed;
    MemoryStream stream(bytes);
    try {
        return decodeWithLibrary(stream, format, need, cancel);
    } catch (const std::bad_alloc&) {
        throw;  // has a sentence of its own
    } catch (const std::exception& error) {
        const QString detail = QString::fromUtf8(error.what());
        return fail(stream.hasEnded() ? mostlyMissingPicture(detail)
                                      : damagedPicture(format, detail));
    }
}

bool loadExrCodec(PictureFormat) {
    Imf::setGlobalThreadCount(0);
    return true;
}

}  // namespace semblance
