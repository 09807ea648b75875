#include "core/media/metadata/metadatatags.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <exiv2/exiv2.hpp>
#include <limits>

#include "core/media/metadata/exiv2library.h"
#include "core/media/metadata/guessedtext.h"
#include "core/media/metadata/metadatablocks.h"

namespace semblance {

struct MetadataTags::Private {
    Exiv2::ExifData exif;
    Exiv2::XmpData xmp;
    Exiv2::IptcData iptc;
};

namespace {

/// Damaged metadata does not spoil the picture.
template <class Function>
void tolerant(Function function) {
    try {
        function();
    } catch (const std::exception&) {
    }
}

const Exiv2::byte* dataOf(const QByteArray& bytes) {
    return reinterpret_cast<const Exiv2::byte*>(bytes.constData());
}

/// Whole, and where that fails without what stands around the packet's own element.
void decodeXmp(Exiv2::XmpData& xmp, const QByteArray& packet) {
    if (packet.isEmpty() ||
        (Exiv2::XmpParser::decode(xmp, packet.toStdString()) == 0 && !xmp.empty()))
        return;
    const qsizetype begin = packet.indexOf("<rdf:RDF");
    const QByteArrayView end("</rdf:RDF>");
    const qsizetype last = packet.lastIndexOf(end);
    if (begin < 0 || last < begin)
        return;
    const QByteArray inner = packet.sliced(begin, last + end.size() - begin);
    Exiv2::XmpParser::decode(xmp, inner.toStdString());
}

QByteArray bytesOf(const Exiv2::Value& value, Exiv2::ByteOrder order = Exiv2::littleEndian) {
    // Nothing that is read here is longer; a damaged entry can hold anything.
    constexpr std::size_t longest = 1 << 20;
    const auto size = static_cast<std::size_t>(value.size());
    if (size == 0 || size > longest)
        return {};
    QByteArray bytes(static_cast<qsizetype>(size), '\0');
    value.copy(reinterpret_cast<Exiv2::byte*>(bytes.data()), order);
    return bytes;
}

/// The same blocks where TIFF, or a camera, keeps them: inside the EXIF block, of numbers in its
/// order of bytes (libtiff says that IPTC is LONGs).
MetadataBlocks blocksIn(const Exiv2::ExifData& exif, Exiv2::ByteOrder order) {
    const auto bytes = [&](const char* key) {
        const auto found = exif.findKey(Exiv2::ExifKey(key));
        return found == exif.end() || found->count() == 0 ? QByteArray()
                                                          : bytesOf(found->value(), order);
    };
    MetadataBlocks blocks;
    blocks.xmp = bytes("Exif.Image.XMLPacket");
    blocks.iptc = bytes("Exif.Image.IPTCNAA");
    if (blocks.iptc.isEmpty())
        blocks.iptc = iptcInResources(bytes("Exif.Image.ImageResources"));
    return blocks;
}

QStringList textsOf(const Exiv2::Value& value) {
    if (const auto* languages = dynamic_cast<const Exiv2::LangAltValue*>(&value)) {
        const auto& texts = languages->value_;
        const auto standard = texts.find("x-default");
        if (standard != texts.end())
            return {QString::fromStdString(standard->second)};
        return texts.empty() ? QStringList()
                             : QStringList(QString::fromStdString(texts.begin()->second));
    }
    if (!dynamic_cast<const Exiv2::XmpArrayValue*>(&value))
        return {QString::fromStdString(value.toString())};
    QStringList texts;
    constexpr int mostItems = 10'000;
    const int count = static_cast<int>(std::min<decltype(value.count())>(value.count(), mostItems));
    for (int i = 0; i < count; ++i)
        texts.append(QString::fromStdString(value.toString(i)));
    return texts;
}

}  // namespace

MetadataTags::MetadataTags(std::unique_ptr<Private> blocks) : d(std::move(blocks)) {}
MetadataTags::MetadataTags(MetadataTags&&) noexcept = default;
MetadataTags::~MetadataTags() = default;

MetadataTags MetadataTags::ofFile(const QByteArray& file, const QByteArray& exif) {
    prepareExiv2();
    auto tags = std::make_unique<Private>();
    MetadataBlocks blocks{exif, {}, {}};
    blocks.addMissing(findMetadataBlocks(file));
    Exiv2::ByteOrder order = Exiv2::littleEndian;
    if (!blocks.exif.isEmpty() && blocks.exif.size() <= std::numeric_limits<quint32>::max())
        tolerant([&] {
            order = Exiv2::ExifParser::decode(tags->exif, dataOf(blocks.exif),
                                              static_cast<quint32>(blocks.exif.size()));
        });
    tolerant([&] { blocks.addMissing(blocksIn(tags->exif, order)); });
    tolerant([&] { decodeXmp(tags->xmp, blocks.xmp); });
    if (!blocks.iptc.isEmpty())
        tolerant([&] {
            Exiv2::IptcParser::decode(tags->iptc, dataOf(blocks.iptc),
                                      static_cast<quint32>(blocks.iptc.size()));
        });
    return MetadataTags(std::move(tags));
}

MetadataTags MetadataTags::ofXmp(const QByteArray& packet) {
    prepareExiv2();
    auto tags = std::make_unique<Private>();
    tolerant([&] { decodeXmp(tags->xmp, packet); });
    return MetadataTags(std::move(tags));
}

QByteArray MetadataTags::exifBytes(const char* key) const {
    QByteArray bytes;
    tolerant([&] {
        const auto found = d->exif.findKey(Exiv2::ExifKey(key));
        if (found != d->exif.end() && found->count() > 0)
            bytes = bytesOf(found->value());
    });
    return bytes;
}

QString MetadataTags::exifText(const char* key) const {
    return guessedText(exifBytes(key)).trimmed();
}

std::optional<double> MetadataTags::exifNumber(const char* key, int index) const {
    std::optional<double> number;
    tolerant([&] {
        const auto found = d->exif.findKey(Exiv2::ExifKey(key));
        if (found == d->exif.end() || static_cast<qint64>(found->count()) <= index)
            return;
        const Exiv2::Rational fraction = found->value().toRational(index);
        if (fraction.second != 0)
            number = double(fraction.first) / double(fraction.second);
    });
    return number;
}

QString MetadataTags::xmpText(const char* key) const {
    return xmpTexts(key).value(0);
}

std::optional<double> MetadataTags::xmpNumber(const char* key) const {
    const QString text = xmpText(key).trimmed();
    const qsizetype slash = text.indexOf(u'/');
    bool isNumber = false;
    const double above = text.left(slash < 0 ? text.size() : slash).toDouble(&isNumber);
    const double below = isNumber && slash >= 0 ? text.mid(slash + 1).toDouble(&isNumber) : 1.0;
    if (!isNumber || below == 0.0 || !std::isfinite(above / below))
        return {};
    return above / below;
}

QStringList MetadataTags::xmpTexts(const char* key) const {
    QStringList texts;
    tolerant([&] {
        const auto found = d->xmp.findKey(Exiv2::XmpKey(key));
        if (found != d->xmp.end() && found->count() > 0)
            texts = textsOf(found->value());
    });
    return texts;
}

QList<std::pair<QString, QString>> MetadataTags::xmpBelow(const char* prefix) const {
    QList<std::pair<QString, QString>> found;
    tolerant([&] {
        for (const Exiv2::Xmpdatum& datum : d->xmp) {
            const std::string key = datum.key();
            if (key.rfind(prefix, 0) == 0 && datum.count() > 0)
                found.append({QString::fromStdString(key), textsOf(datum.value()).value(0)});
        }
    });
    return found;
}

QStringList MetadataTags::iptcTexts(const char* key) const {
    QStringList texts;
    tolerant([&] {
        for (const Exiv2::Iptcdatum& datum : d->iptc) {
            if (datum.key() != key || datum.count() == 0)
                continue;
            const Exiv2::TypeId type = datum.typeId();
            // Dates and times are stored as numbers; their text is ISO 8601.
            texts.append(type == Exiv2::date || type == Exiv2::time
                             ? QString::fromStdString(datum.toString())
                             : guessedText(bytesOf(datum.value())));
        }
    });
    return texts;
}

QString MetadataTags::knownLens() const {
    QString lens;
    tolerant([&] {
        const auto found = Exiv2::lensName(d->exif);
        if (found != d->exif.end())
            lens = QString::fromStdString(found->print(&d->exif));
    });
    // "(123)": a number that the table does not have.
    return lens.startsWith(u'(') ? QString() : lens;
}

}  // namespace semblance
