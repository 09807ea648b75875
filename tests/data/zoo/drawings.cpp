#include "tests/core/media/fixtures.h"
#include "tests/core/media/vectorfiles.h"
#include "tests/core/media/zipfile.h"
#include "tests/data/zoo/zoo.h"

namespace semblance::zoo {

namespace {

using fixtures::ZipEntry;
using fixtures::zipFile;

void addSvgs(Zoo& zoo) {
    constexpr PictureFormat svg = PictureFormat::Svg;
    const QImage right = fixtures::quarters(100, 100);
    // Drawn at any size.
    const QByteArray plain =
        fixtures::svgQuarters("width='100' height='100' viewBox='0 0 100 100'");
    zoo.add(QStringLiteral("svg-plain.svg"), svg, plain, right);
    zoo.add(QStringLiteral("svg-viewbox-only.svg"), svg,
            fixtures::svgQuarters("viewBox='0 0 100 100'"), right);
    zoo.add(QStringLiteral("svg-compressed.svgz"), svg, fixtures::gzipped(plain), right);
    zoo.add(QStringLiteral("svg-declaration-and-doctype.svg"), svg,
            "<?xml version='1.0'?>\n<!-- drawn -->\n<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG "
            "1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>\n" +
                plain,
            right);
    zoo.add(QStringLiteral("svg-names-a-file-and-a-script.svg"), svg,
            fixtures::svgFile("width='100' height='100'",
                              "<script>alert(1)</script><image width='9' height='9' "
                              "href='file:///etc/passwd'/>")  //
                .replace("</svg>", plain + "</svg>"),
            right);
    zoo.refuse(QStringLiteral("svg-cut-at-50-percent.svg"), svg, plain.first(plain.size() / 2), "");
    zoo.refuse(QStringLiteral("svg-compressed-cut.svgz"), svg, fixtures::gzipped(plain).chopped(40),
               "");
    QByteArray bomb = "<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'>";
    for (char letter = 'b'; letter < 'm'; ++letter) {
        const QByteArray before = QByteArray("&") + char(letter - 1) + ";";
        bomb += "<!ENTITY " + QByteArray(1, letter) + " '" + before.repeated(10) + "'>";
    }
    zoo.refuse(QStringLiteral("svg-entities-that-multiply.svg"), svg,
               bomb + "]>" + fixtures::svgFile("width='9' height='9'", "<text>&l;</text>"), "");
}

void addPages(Zoo& zoo) {
    constexpr PictureFormat pdf = PictureFormat::Pdf;
    QImage right(267, 134, QImage::Format_RGB888);
    for (int y = 0; y < right.height(); ++y)
        for (int x = 0; x < right.width(); ++x)
            right.setPixelColor(x, y, x < 133 ? Qt::red : Qt::blue);
    const QByteArray file = fixtures::pdfFile();
    zoo.add(QStringLiteral("pdf-page.pdf"), pdf, file, right, {255, 2});
    zoo.add(QStringLiteral("illustrator-is-pdf.ai"), pdf, file, right, {255, 2});
    zoo.refuse(QStringLiteral("pdf-signature-only.pdf"), pdf, "%PDF-1.7", "");
    constexpr PictureFormat eps = PictureFormat::Eps;
    zoo.add(QStringLiteral("eps-tiff-preview.eps"), eps,
            fixtures::epsFile(fixtures::encoded(ramp(), "tiff")), ramp());
    zoo.refuse(QStringLiteral("eps-without-preview.eps"), eps,
               "%!PS-Adobe-3.0 EPSF-3.0\nshowpage\n", "no preview");
}

void addPreviews(Zoo& zoo) {
    const QByteArray png = fixtures::encoded(ramp({90, 60}), "png");
    const QImage right = ramp({90, 60});
    struct Kind {
        const char* ending;
        PictureFormat format;
        QList<ZipEntry> head;
        const char* preview;
    };
    const Kind kinds[] = {
        {"kra", PictureFormat::Kra, {{"mimetype", "application/x-krita"}}, "mergedimage.png"},
        {"ora", PictureFormat::Ora, {{"mimetype", "image/openraster"}}, "mergedimage.png"},
        {"sketch", PictureFormat::Sketch, {{"document.json", "{}"}}, "previews/preview.png"},
        {"procreate",
         PictureFormat::Procreate,
         {{"Document.archive", "x"}},
         "QuickLook/Thumbnail.png"}};
    for (const Kind& kind : kinds) {
        for (const bool isDeflated : {false, true})
            zoo.add(QStringLiteral("%1-preview%2.%1")
                        .arg(QLatin1StringView(kind.ending), isDeflated ? u"-deflated" : u""),
                    kind.format,
                    zipFile(kind.head + QList<ZipEntry>{{kind.preview, png, isDeflated}}), right);
        zoo.refuse(QStringLiteral("%1-preview-damaged.%1").arg(QLatin1StringView(kind.ending)),
                   kind.format, zipFile(kind.head + QList<ZipEntry>{{kind.preview, "nothing"}}),
                   "no preview");
    }
    zoo.add(QStringLiteral("affinity-preview.afphoto"), PictureFormat::Affinity,
            QByteArray("\0\xffKA\x0a\0\0\0", 8) + QByteArray(500, 'x') + png + "rest", right);
    zoo.refuse(QStringLiteral("affinity-without-preview.afdesign"), PictureFormat::Affinity,
               QByteArray("\0\xffKA\x0a\0\0\0", 8) + QByteArray(500, 'x'), "no preview");
}

}  // namespace

void addDrawings(Zoo& zoo) {
    addSvgs(zoo);
    addPages(zoo);
    addPreviews(zoo);
}

}  // namespace semblance::zoo
