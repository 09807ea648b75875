#include "core/media/codecs/previewdecode.h"

#include <zip.h>

#include <QCoreApplication>
#include <algorithm>
#include <memory>
#include <span>

#include "core/media/codecs/bytereader.h"
#include "core/media/codecs/codecerrors.h"
#include "core/media/codecs/pngdecode.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::PreviewDecoder)
};

constexpr QByteArrayView kPng("\x89PNG\r\n\x1a\n");
constexpr zip_uint64_t kMaxPreviewBytes = 256 << 20;

// The name of the first entry, without a directory entry's other fields in between.
bool hasMimeType(QByteArrayView bytes, QByteArrayView type) {
    constexpr qsizetype nameAt = 30;
    return bytes.startsWith("PK\x03\x04") && bytes.size() > nameAt &&
           bytes.sliced(nameAt).startsWith("mimetype") &&
           bytes.sliced(nameAt)
               .first(std::min<qsizetype>(256, bytes.size() - nameAt))
               .contains(type);
}

/// A ZIP file's directory is its end.
bool hasEntry(QByteArrayView bytes, QByteArrayView name) {
    constexpr qsizetype directoryBytes = 1 << 20;
    return bytes.startsWith("PK\x03\x04") &&
           bytes.last(std::min(bytes.size(), directoryBytes)).contains(name);
}

std::span<const char* const> previewNames(PictureFormat format) {
    static constexpr const char* merged[] = {"mergedimage.png", "Thumbnails/thumbnail.png",
                                             "preview.png"};
    static constexpr const char* sketch[] = {"previews/preview.png"};
    static constexpr const char* procreate[] = {"QuickLook/Thumbnail.png"};
    switch (format) {
        case PictureFormat::Sketch:
            return sketch;
        case PictureFormat::Procreate:
            return procreate;
        default:
            return merged;
    }
}

using Archive = std::unique_ptr<zip_t, decltype(&zip_discard)>;

Archive opened(const QByteArray& bytes) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source =
        zip_source_buffer_create(bytes.constData(), zip_uint64_t(bytes.size()), 0, &error);
    Archive archive(source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr,
                    &zip_discard);
    if (source && !archive)
        zip_source_free(source);
    zip_error_fini(&error);
    return archive;
}

/// Empty when there is none of that name, it is too large, or it cannot be unpacked.
QByteArray entryOf(zip_t* archive, const char* name) {
    zip_stat_t facts;
    zip_stat_init(&facts);
    if (zip_stat(archive, name, 0, &facts) != 0 || !(facts.valid & ZIP_STAT_SIZE) ||
        facts.size > kMaxPreviewBytes)
        return {};
    const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(zip_fopen(archive, name, 0),
                                                                  &zip_fclose);
    if (!file)
        return {};
    QByteArray bytes(qsizetype(facts.size), '\0');
    return zip_fread(file.get(), bytes.data(), facts.size) == zip_int64_t(facts.size)
               ? bytes
               : QByteArray();
}

tl::unexpected<Error> noPreview(PictureFormat format) {
    return fail(ErrorKind::BadInput,
                Text::tr("There is no preview in the %1 file that can be shown; the program that "
                         "saved it left it out, or the file is damaged.")
                    .arg(pictureFormatName(format).toUpper()));
}

Result<RawPicture> zippedPreview(const QByteArray& bytes, PictureFormat format,
                                 const PixelNeed& need, const CancelToken& cancel) {
    const Archive archive = opened(bytes);
    if (!archive)
        return fail(cutShortPicture());
    for (const char* name : previewNames(format)) {
        const QByteArray png = entryOf(archive.get(), name);
        if (png.startsWith(kPng))
            return decodePng(png, PictureFormat::Png, need, cancel);
    }
    return noPreview(format);
}

/// From its signature to the end of its last chunk; empty when that is not there.
QByteArrayView wholePng(QByteArrayView bytes) {
    ByteReader reader(bytes);
    reader.skip(quint64(kPng.size()));
    while (!reader.failed()) {
        const quint32 size = reader.u32be();
        const QByteArrayView type = reader.take(4);
        reader.skip(quint64{size} + 4);
        if (!reader.failed() && type == QByteArrayView("IEND"))
            return bytes.first(reader.position());
    }
    return {};
}

Result<RawPicture> embeddedPng(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                               const CancelToken& cancel) {
    QByteArrayView largest;
    quint64 largestArea = 0;
    constexpr int mostPictures = 1000;
    qsizetype at = bytes.indexOf(kPng);
    for (int i = 0; at >= 0 && i < mostPictures; ++i) {
        const QByteArrayView png = wholePng(QByteArrayView(bytes).sliced(at));
        ByteReader reader(png);
        reader.skip(16);
        const quint64 width = reader.u32be();
        const quint64 area = width * reader.u32be();
        if (area > largestArea) {
            largest = png;
            largestArea = area;
        }
        at = bytes.indexOf(kPng, at + std::max(kPng.size(), png.size()));
    }
    if (largest.isEmpty())
        return noPreview(format);
    return decodePng(largest.toByteArray(), PictureFormat::Png, need, cancel);
}

}  // namespace

bool isKra(QByteArrayView bytes) {
    return hasMimeType(bytes, "application/x-krita") || hasMimeType(bytes, "application/x-kra");
}

bool isOra(QByteArrayView bytes) {
    return hasMimeType(bytes, "image/openraster");
}

bool isSketch(QByteArrayView bytes) {
    return hasEntry(bytes, "previews/preview.png");
}

bool isProcreate(QByteArrayView bytes) {
    return hasEntry(bytes, "QuickLook/Thumbnail.png");
}

bool isAffinity(QByteArrayView bytes) {
    return bytes.startsWith(QByteArrayView("\0\xffKA", 4));
}

Result<RawPicture> decodePreview(const QByteArray& bytes, PictureFormat format,
                                 const PixelNeed& need, const CancelToken& cancel) {
    return format == PictureFormat::Affinity ? embeddedPng(bytes, format, need, cancel)
                                             : zippedPreview(bytes, format, need, cancel);
}

}  // namespace semblance
