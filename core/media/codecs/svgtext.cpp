#include "core/media/codecs/svgtext.h"

#include <zlib.h>

#include <QCoreApplication>
#include <QStringDecoder>
#include <algorithm>

#include "core/media/codecs/codecerrors.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::SvgText)
};

constexpr qsizetype kHeadBytes = 64 << 10;

// Of XML; more than that is no picture that anybody drew, and takes ten times that when read.
constexpr qsizetype kMaxTextBytes = 128 << 20;

bool isGzip(QByteArrayView bytes) {
    return bytes.startsWith("\x1f\x8b\x08");
}

enum class Unzipped { Whole, Partly, Damaged };

/// Appends at most `limit` bytes of what a gzip file holds.
Unzipped unzip(QByteArrayView bytes, qsizetype limit, QByteArray& text) {
    z_stream stream{};
    constexpr int gzipOnly = 15 + 16;
    if (inflateInit2(&stream, gzipOnly) != Z_OK)
        return Unzipped::Damaged;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = uInt(bytes.size());
    int status = Z_OK;
    while (status == Z_OK && text.size() < limit) {
        const qsizetype before = text.size();
        const qsizetype step = std::min(std::max<qsizetype>(before, kHeadBytes), limit - before);
        text.resize(before + step);
        stream.next_out = reinterpret_cast<Bytef*>(text.data() + before);
        stream.avail_out = uInt(step);
        status = inflate(&stream, Z_NO_FLUSH);
        text.truncate(before + step - qsizetype(stream.avail_out));
    }
    inflateEnd(&stream);
    if (status == Z_STREAM_END)
        return Unzipped::Whole;
    return status == Z_OK ? Unzipped::Partly : Unzipped::Damaged;
}

/// The head in an 8-bit code; letters beyond ASCII do not matter here.
QByteArray plainHead(QByteArrayView bytes) {
    const QByteArrayView head = bytes.first(std::min(bytes.size(), kHeadBytes));
    const auto decoded = [&](QStringDecoder::Encoding encoding) {
        return QString(QStringDecoder(encoding)(head)).toUtf8();
    };
    if (head.startsWith("\xef\xbb\xbf"))
        return head.sliced(3).toByteArray();
    if (head.startsWith("\xff\xfe") || head.startsWith(QByteArrayView("<\0", 2)))
        return decoded(QStringDecoder::Utf16LE);
    if (head.startsWith("\xfe\xff") || head.startsWith(QByteArrayView("\0<", 2)))
        return decoded(QStringDecoder::Utf16BE);
    return head.toByteArray();
}

/// Past a document type that starts at `at`, with what it declares in brackets; -1 when it does not
/// end, or is a web page's.
qsizetype afterDocumentType(QByteArrayView text, qsizetype at) {
    constexpr qsizetype keyword = 9;  // <!DOCTYPE
    if (text.sliced(at + keyword).trimmed().toByteArray().left(4).toLower() == "html")
        return -1;
    char quote = 0;
    bool isInside = false;
    for (; at < text.size(); ++at) {
        const char letter = text[at];
        if (quote != 0)
            quote = letter == quote ? char(0) : quote;
        else if (letter == '"' || letter == '\'')
            quote = letter;
        else if (letter == '[' || letter == ']')
            isInside = letter == '[';
        else if (letter == '>' && !isInside)
            return at + 1;
    }
    return -1;
}

qsizetype after(QByteArrayView text, qsizetype at, QByteArrayView end) {
    const qsizetype found = text.indexOf(end, at);
    return found < 0 ? -1 : found + end.size();
}

/// The name of the first element, without its prefix.
QByteArray rootElement(QByteArrayView text) {
    qsizetype at = 0;
    while (at >= 0) {
        while (at < text.size() && (uchar(text[at]) <= ' '))
            ++at;
        const QByteArrayView rest = text.sliced(at);
        if (rest.startsWith("<?"))
            at = after(text, at, "?>");
        else if (rest.startsWith("<!--"))
            at = after(text, at + 4, "-->");
        else if (rest.startsWith("<!DOCTYPE") || rest.startsWith("<!doctype"))
            at = afterDocumentType(text, at);
        else if (rest.startsWith('<')) {
            const auto end = std::find_if(rest.begin() + 1, rest.end(), [](char letter) {
                return uchar(letter) <= ' ' || letter == '>' || letter == '/';
            });
            if (end == rest.end())
                return {};
            const QByteArray name(rest.data() + 1, end - rest.begin() - 1);
            return name.sliced(name.indexOf(':') + 1);
        } else {
            return {};
        }
    }
    return {};
}

tl::unexpected<Error> tooLongText() {
    return fail(ErrorKind::BadInput,
                Text::tr("The SVG document is longer than %1 MB and is not read.")
                    .arg(kMaxTextBytes >> 20));
}

}  // namespace

bool isSvg(QByteArrayView bytes) {
    if (!isGzip(bytes))
        return rootElement(plainHead(bytes)) == "svg";
    QByteArray head;
    unzip(bytes, kHeadBytes, head);
    return rootElement(plainHead(head)) == "svg";
}

Result<QByteArray> svgText(const QByteArray& bytes) {
    if (!isGzip(bytes)) {
        if (bytes.size() > kMaxTextBytes)
            return tooLongText();
        return bytes;
    }
    QByteArray text;
    switch (unzip(bytes, kMaxTextBytes, text)) {
        case Unzipped::Whole:
            return text;
        case Unzipped::Partly:
            return tooLongText();
        case Unzipped::Damaged:
            break;
    }
    return fail(damagedPicture(PictureFormat::Svg));
}

}  // namespace semblance
