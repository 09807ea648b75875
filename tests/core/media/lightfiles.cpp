#include "tests/core/media/lightfiles.h"

#include <ImfArray.h>
#include <ImfChannelList.h>
#include <ImfFrameBuffer.h>
#include <ImfHeader.h>
#include <ImfIO.h>
#include <ImfOutputFile.h>
#include <ImfRgbaFile.h>
#include <ImfTiledRgbaFile.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace semblance::fixtures {

namespace {

class MemoryFile : public Imf::OStream {
public:
    MemoryFile() : Imf::OStream("test") {}
    void write(const char data[], int size) override {
        bytes.resize(std::max(bytes.size(), m_at + size));
        std::copy_n(data, size, bytes.data() + m_at);
        m_at += size;
    }
    decltype(std::declval<Imf::OStream>().tellp()) tellp() override {
        return decltype(std::declval<Imf::OStream>().tellp())(m_at);
    }
    void seekp(decltype(std::declval<Imf::OStream>().tellp()) position) override {
        m_at = qsizetype(position);
    }

    QByteArray bytes;

private:
    qsizetype m_at = 0;
};

std::vector<Imf::Rgba> pixelsOf(const Scene& scene) {
    std::vector<Imf::Rgba> pixels;
    for (int y = 0; y < kLightHeight; ++y)
        for (int x = 0; x < kLightWidth; ++x) {
            const Light light = scene(x, y);
            pixels.emplace_back(light.red, light.green, light.blue, light.alpha);
        }
    return pixels;
}

QByteArray rgbe(Light light) {
    const float largest = std::max({light.red, light.green, light.blue});
    if (largest < 1e-30F)
        return QByteArray(4, '\0');
    int exponent = 0;
    const float scale = std::frexp(largest, &exponent) * 256 / largest;
    QByteArray bytes;
    for (float value : {light.red, light.green, light.blue})
        bytes += char(int(value * scale));
    return bytes + char(exponent + 128);
}

}  // namespace

int encodedLight(double light) {
    light = std::min(1.0, light);
    const double value =
        light <= 0.0031308 ? 12.92 * light : 1.055 * std::pow(light, 1 / 2.4) - 0.055;
    return int(std::lround(255 * value));
}

QImage shownLight(const Scene& scene, double exposure) {
    QImage image(kLightWidth, kLightHeight, QImage::Format_RGBA8888);
    for (int y = 0; y < kLightHeight; ++y)
        for (int x = 0; x < kLightWidth; ++x) {
            const Light light = scene(x, y);
            const double scale = light.alpha > 0 ? exposure / double(light.alpha) : 0;
            image.setPixelColor(
                x, y,
                QColor(encodedLight(light.red * scale), encodedLight(light.green * scale),
                       encodedLight(light.blue * scale), int(std::lround(255 * light.alpha))));
        }
    return image;
}

Light ordinaryLight(int x, int y) {
    return {float(x) / kLightWidth, float(y) / kLightHeight, 0.25F};
}

QByteArray exrFile(const Scene& scene, Imf::RgbaChannels channels, Imf::Compression compression) {
    MemoryFile file;
    {
        // The data's window lies anywhere.
        const Imath::Box2i window({-8, 12}, {kLightWidth - 9, kLightHeight + 11});
        Imf::RgbaOutputFile out(
            file, Imf::Header(window, window, 1, {0, 0}, 1, Imf::INCREASING_Y, compression),
            channels);
        const std::vector<Imf::Rgba> pixels = pixelsOf(scene);
        out.setFrameBuffer(pixels.data() + 8 - 12 * kLightWidth, 1, kLightWidth);
        out.writePixels(kLightHeight);
    }
    return file.bytes;
}

QByteArray tiledExrFile(const Scene& scene) {
    MemoryFile file;
    {
        Imf::TiledRgbaOutputFile out(file, Imf::Header(kLightWidth, kLightHeight), Imf::WRITE_RGB,
                                     32, 16, Imf::ONE_LEVEL);
        const std::vector<Imf::Rgba> pixels = pixelsOf(scene);
        out.setFrameBuffer(pixels.data(), 1, kLightWidth);
        out.writeTiles(0, out.numXTiles() - 1, 0, out.numYTiles() - 1);
    }
    return file.bytes;
}

QByteArray layeredExrFile(const Scene& scene, const std::string& layer) {
    MemoryFile file;
    {
        Imf::Header header(kLightWidth, kLightHeight);
        Imf::FrameBuffer buffer;
        std::vector<float> planes[3];
        const std::vector<Imf::Rgba> pixels = pixelsOf(scene);
        const char* names[] = {"R", "G", "B"};
        for (int c = 0; c < 3; ++c) {
            for (const Imf::Rgba& pixel : pixels)
                planes[c].push_back(c == 0 ? pixel.r : c == 1 ? pixel.g : pixel.b);
            header.channels().insert(layer + names[c], Imf::Channel(Imf::FLOAT));
            buffer.insert(layer + names[c],
                          Imf::Slice(Imf::FLOAT, reinterpret_cast<char*>(planes[c].data()),
                                     sizeof(float), sizeof(float) * kLightWidth));
        }
        Imf::OutputFile out(file, header);
        out.setFrameBuffer(buffer);
        out.writePixels(kLightHeight);
    }
    return file.bytes;
}

QByteArray hdrFile(const Scene& scene, HdrRuns runs, const char* axes) {
    QByteArray file =
        "#?RADIANCE\n# a comment\nFORMAT=32-bit_rle_rgbe\n\n" + QByteArray(axes) + "\n";
    for (int y = 0; y < kLightHeight; ++y) {
        QList<QByteArray> row;
        for (int x = 0; x < kLightWidth; ++x)
            row << rgbe(scene(x, y));
        if (runs == HdrRuns::New) {
            file += QByteArray("\2\2\0\x46", 4);
            for (int channel = 0; channel < 4; ++channel) {
                for (qsizetype x = 0; x < row.size();) {
                    qsizetype end = x + 1;
                    while (end < row.size() && row[end][channel] == row[x][channel] &&
                           end - x < 127)
                        ++end;
                    file += end - x > 1 ? char(128 + end - x) : '\1';
                    file += row[x][channel];
                    x = end;
                }
            }
            continue;
        }
        for (qsizetype x = 0; x < row.size();) {
            qsizetype end = x + 1;
            while (runs == HdrRuns::Old && end < row.size() && row[end] == row[x])
                ++end;
            file += row[x];
            if (end - x > 1)
                file += QByteArray("\1\1\1") + char(end - x - 1);
            x = end;
        }
    }
    return file;
}

}  // namespace semblance::fixtures
