#include "tests/core/media/psdfile.h"

#include <cmath>
#include <cstring>

#include "tests/core/media/damage.h"

namespace semblance::fixtures {

namespace {

QByteArray bigFloat(float value) {
    quint32 bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    return big(bits);
}

/// A run where there is one, else what stands between runs.
QByteArray packed(const QByteArray& row) {
    QByteArray code;
    const auto runAt = [&](qsizetype at) {
        qsizetype end = at + 1;
        while (end < row.size() && row[end] == row[at] && end - at < 128)
            ++end;
        return end - at;
    };
    for (qsizetype at = 0; at < row.size();) {
        qsizetype count = runAt(at);
        if (count > 1) {
            code += char(1 - count);
            code += row[at];
        } else {
            while (at + count < row.size() && count < 128 && runAt(at + count) == 1)
                ++count;
            code += char(count - 1);
            code += row.mid(at, count);
        }
        at += count;
    }
    return code;
}

class PsdWriter {
public:
    explicit PsdWriter(const Psd& psd) : m_psd(psd) {}

    QByteArray sample(double value) const {
        switch (m_psd.depth) {
            case 8:
                return QByteArray(1, char(std::lround(value * 255)));
            case 16:
                return big(quint16(std::lround(value * 65535)));
            default:
                return bigFloat(float(value));
        }
    }

    QByteArray row(std::size_t channel, int y) const {
        QByteArray bytes;
        if (m_psd.depth == 1) {
            bytes.fill('\0', (m_psd.size.width() + 7) / 8);
            for (int x = 0; x < m_psd.size.width(); ++x) {
                if (m_psd.channels[channel](x, y) < 0.5)
                    bytes[x / 8] = char(uchar(bytes[x / 8]) | 0x80 >> (x % 8));
            }
            return bytes;
        }
        for (int x = 0; x < m_psd.size.width(); ++x)
            bytes += sample(m_psd.channels[channel](x, y));
        return bytes;
    }

    QByteArray predicted(QByteArray bytes) const {
        if (m_psd.depth == 16) {
            for (qsizetype i = bytes.size() - 2; i >= 2; i -= 2) {
                const auto now = qFromBigEndian<quint16>(bytes.constData() + i);
                const auto before = qFromBigEndian<quint16>(bytes.constData() + i - 2);
                qToBigEndian(quint16(now - before), bytes.data() + i);
            }
            return bytes;
        }
        if (m_psd.depth == 32) {
            const QByteArray samples = bytes;
            for (qsizetype i = 0; i < bytes.size(); ++i)
                bytes[i % 4 * (bytes.size() / 4) + i / 4] = samples[i];
        }
        for (qsizetype i = bytes.size() - 1; i >= 1; --i)
            bytes[i] = char(bytes[i] - bytes[i - 1]);
        return bytes;
    }

    QByteArray imageData() const {
        QByteArray counts;
        QByteArray data;
        for (std::size_t channel = 0; channel < m_psd.channels.size(); ++channel) {
            for (int y = 0; y < m_psd.size.height(); ++y) {
                QByteArray bytes = row(channel, y);
                if (m_psd.compression == Psd::PackBits) {
                    bytes = packed(bytes);
                    counts += m_psd.version == 2 ? big(quint32(bytes.size()))
                                                 : big(quint16(bytes.size()));
                } else if (m_psd.compression == Psd::ZipWithPrediction) {
                    bytes = predicted(bytes);
                }
                data += bytes;
            }
        }
        // Qt puts the length in front.
        if (m_psd.compression >= Psd::Zip)
            data = qCompress(data).sliced(4);
        return big(quint16(m_psd.compression)) + counts + data;
    }

    QByteArray layerSection() const {
        if (m_psd.layers == 0)
            return {};
        const QByteArray count = big(qint16(m_psd.layers)) + QByteArray(2, '\0');
        if (m_psd.depth == 8)
            return length(count) + count;
        const QByteArray key = m_psd.depth == 16 ? "Lr16" : "Lr32";
        return length({}) + big(quint32(0)) + "8BIM" + key + length(count) + count;
    }

    QByteArray length(const QByteArray& of) const {
        return m_psd.version == 2 ? big(quint64(of.size())) : big(quint32(of.size()));
    }

    QByteArray file() const {
        return "8BPS" + big(quint16(m_psd.version)) + QByteArray(6, '\0') +
               big(quint16(m_psd.channels.size())) + big(quint32(m_psd.size.height())) +
               big(quint32(m_psd.size.width())) + big(quint16(m_psd.depth)) +
               big(quint16(m_psd.mode)) + big(quint32(m_psd.palette.size())) + m_psd.palette +
               big(quint32(m_psd.resources.size())) + m_psd.resources + length(layerSection()) +
               layerSection() + imageData();
    }

private:
    const Psd& m_psd;
};

}  // namespace

QByteArray Psd::file() const {
    return PsdWriter(*this).file();
}

QByteArray psdResource(quint16 id, const QByteArray& data) {
    return "8BIM" + big(id) + QByteArray(2, '\0') + big(quint32(data.size())) + data +
           QByteArray(data.size() % 2, '\0');
}

}  // namespace semblance::fixtures
