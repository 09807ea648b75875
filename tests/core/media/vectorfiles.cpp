#include "tests/core/media/vectorfiles.h"

#include <zlib.h>

#include "tests/core/media/damage.h"

namespace semblance::fixtures {

QByteArray svgFile(const QByteArray& attributes, const QByteArray& content) {
    return "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' " +
           attributes + ">" + content + "</svg>";
}

QByteArray svgQuarters(const QByteArray& attributes) {
    return svgFile(
        attributes,
        "<rect width='50' height='50' fill='#f00'/><rect x='50' width='50' height='50' "
        "fill='#0f0'/><rect x='50' y='50' width='50' height='50' fill='#00f'/><rect y='50' "
        "width='50' height='50' fill='#ff0'/>");
}

QByteArray gzipped(const QByteArray& bytes) {
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
    QByteArray file(qsizetype(deflateBound(&stream, uLong(bytes.size()))), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = uInt(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(file.data());
    stream.avail_out = uInt(file.size());
    deflate(&stream, Z_FINISH);
    file.truncate(file.size() - stream.avail_out);
    deflateEnd(&stream);
    return file;
}

QByteArray pdfFile(const QByteArray& pageKeys, const QByteArray& more) {
    const QByteArray content = "1 0 0 rg 0 0 100 100 re f 0 0 1 rg 100 0 100 100 re f " + more;
    const QByteArray objects[] = {
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R" + pageKeys + "/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        "<</Length " + QByteArray::number(content.size()) + ">>stream\n" + content + "\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    };
    QByteArray file = "%PDF-1.4\n";
    QByteArray table = "xref\n0 6\n0000000000 65535 f \n";
    for (int i = 0; i < 5; ++i) {
        table += QByteArray::number(file.size()).rightJustified(10, '0') + " 00000 n \n";
        file += QByteArray::number(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    return file + table + "trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n" +
           QByteArray::number(file.size()) + "\n%%EOF\n";
}

QByteArray epsFile(const QByteArray& tiff) {
    const QByteArray script = "%!PS-Adobe-3.0 EPSF-3.0\nshowpage\n";
    return "\xc5\xd0\xd3\xc6" + little(quint32(30)) + little(quint32(script.size())) +
           QByteArray(8, '\0') + little(quint32(30 + script.size())) +
           little(quint32(tiff.size())) + "\xff\xff" + script + tiff;
}

}  // namespace semblance::fixtures
