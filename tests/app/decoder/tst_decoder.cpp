#include <QBuffer>
#include <QCborArray>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QHash>
#include <QImage>
#include <QRandomGenerator>
#include <QSaveFile>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <chrono>
#include <random>
#include <thread>
#include <vector>

#include "core/base/contentkey.h"
#include "core/base/regularfile.h"
#include "core/base/sanitized.h"
#include "core/remote/childprocess.h"
#include "core/remote/decoderpool.h"
#include "core/remote/messages.h"
#include "tests/core/media/damage.h"
#include "tests/core/media/dngfile.h"
#include "tests/core/media/fixtures.h"
#include "tests/core/media/heiffile.h"
#include "tests/core/media/jp2file.h"
#include "tests/core/media/jxlfile.h"
#include "tests/core/media/metadatafixtures.h"
#include "tests/core/media/videofile.h"
#include "tests/testmain.h"

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#endif

using namespace semblance;
using namespace std::chrono_literals;

/// The real semblance-decoder, over its pipe.
class TestDecoder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void helloSaysWhatIsConfined();
    void kernelAgrees();
    void factsAloneAreNotDecoded();
    void sidecarsAreReadWithoutAPicture();
    void sidecarsOfAnyBytesLeaveTheDecoderAlive();
    void everythingFromOneFile();
    void everyLibraryWorksConfined_data();
    void everyLibraryWorksConfined();
    void pastedBytes();
    void partsOfPictures();
    void largestView();
    void hostileFilesDoNotEndIt();
    void textInDrawings();
    void textInPages();
    void hostileDrawings();
    void memoryLimit();
    void nonsenseRequests();
    void cancelledRequest();
    void heldBytesAreDecodedOnce();
    void opensNothingItself();
    void everyReplyIsOfOnePicture();
    void aFilmIsReadInPlace();
    void aPipeInAPicturesPlaceEndsNothing();
    void decodersYieldToOthers();
    void poolOutlivesKilledDecoders();

private:
    QString write(const QString& name, const QByteArray& bytes);
    static Result<ReadReply> read(ChildProcess& child, const QString& path);
    static Result<DecodeReply> decode(ChildProcess& child, const DecodeRequest& request);
    static DecodeRequest everythingOf(const QString& path);

    const QString m_program = QStringLiteral("semblance-decoder");
    QTemporaryDir m_dir;
};

void TestDecoder::initTestCase() {
    qputenv("SEMBLANCE_BIN_DIR", SEMBLANCE_BIN_DIR);
    QVERIFY(m_dir.isValid());
}

QString TestDecoder::write(const QString& name, const QByteArray& bytes) {
    QFile file(m_dir.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return {};
    return file.fileName();
}

Result<ReadReply> TestDecoder::read(ChildProcess& child, const QString& path) {
    SEMBLANCE_TRY_ASSIGN(const FileHandle file, openRegularFile(path));
    SEMBLANCE_TRY_ASSIGN(
        const QCborMap reply,
        child.request({{QStringLiteral("op"), QStringLiteral("read")}}, 60s, {}, &file));
    return ReadReply::fromCbor(reply);
}

Result<DecodeReply> TestDecoder::decode(ChildProcess& child, const DecodeRequest& request) {
    if (request.bytes.isEmpty())
        SEMBLANCE_TRY(read(child, request.path));
    SEMBLANCE_TRY_ASSIGN(const QCborMap reply, child.request(request.toCbor(), 60s));
    return DecodeReply::fromCbor(reply, request);
}

DecodeRequest TestDecoder::everythingOf(const QString& path) {
    DecodeRequest request;
    request.path = path;
    request.wantInput = true;
    request.thumbnailSides = {256, 512};
    request.viewSide = 1024;
    return request;
}

void TestDecoder::helloSaysWhatIsConfined() {
    ChildProcess child(m_program, {});
    const auto hello = child.start(20s);
    QVERIFY2(hello, hello ? "" : qPrintable(hello.error().sentence));
    const QCborArray formats = (*hello)[QStringLiteral("formats")].toArray();
    for (const char* format : {"jpeg", "png", "webp", "tiff", "gif", "bmp", "heif", "avif", "jxl",
                               "jp2", "raw", "psd", "ico", "icns", "tga", "wbmp", "xpm", "exr"})
        QVERIFY2(formats.contains(QLatin1StringView(format)), format);
    QVERIFY((*hello)[QStringLiteral("confined")].isArray());
}

void TestDecoder::kernelAgrees() {
#if defined(Q_OS_LINUX) && (defined(__x86_64__) || defined(__aarch64__))
    ChildProcess child(m_program, {});
    QVERIFY(child.start(20s));
    const QString folder = QStringLiteral("/proc/%1/").arg(child.processId());
    QFile status(folder + QStringLiteral("status"));
    QVERIFY(status.open(QIODevice::ReadOnly));
    const QByteArray text = status.readAll();
    QVERIFY(text.contains("Seccomp:\t2"));
    QVERIFY(text.contains("NoNewPrivs:\t1"));
    QFile limits(folder + QStringLiteral("limits"));
    QVERIFY(limits.open(QIODevice::ReadOnly));
    QVERIFY(limits.readAll().simplified().contains("Max file size 0 0"));
#else
    QSKIP("nothing is confined on this system");
#endif
}

/// Of a picture whose pixels nobody could decode, too.
void TestDecoder::factsAloneAreNotDecoded() {
    ChildProcess child(m_program, {});
    QVERIFY(child.start(20s));
    const QByteArray whole = fixtures::withExif(fixtures::encoded(fixtures::painted(60, 40), "jpg"),
                                                {6, "Maker", "Model", "2021:07:30 18:04:05"});
    DecodeRequest request;
    request.path = write(QStringLiteral("cut.jpg"), whole.first(400));
    QVERIFY(!decode(child, request));
    request.factsOnly = true;
    const auto reply = decode(child, request);
    QVERIFY2(reply, reply ? "" : qPrintable(reply.error().sentence));
    QCOMPARE(reply->facts.orientation, 6);
    QCOMPARE(reply->facts.camera, QStringLiteral("Maker Model"));
    QCOMPARE(reply->facts.format, QStringLiteral("jpeg"));
    QCOMPARE(reply->facts.width, 0);
    QVERIFY(reply->input.isEmpty() && reply->thumbnails.isEmpty());
}

void TestDecoder::sidecarsAreReadWithoutAPicture() {
    ChildProcess child(m_program, {});
    QVERIFY(child.start(20s));
    DecodeRequest request;
    request.sidecars = {{{}, fixtures::xmpPacket("<xmp:Rating>4</xmp:Rating>")},
                        {{}, "{\"title\": \"x\", \"people\": [{\"name\": \"Ada\"}]}"},
                        {{}, QByteArray()}};
    const auto map = child.request(request.toCbor(), 20s);
    QVERIFY2(map, map ? "" : qPrintable(map.error().sentence));
    const auto reply = DecodeReply::fromCbor(*map, request);
    QVERIFY2(reply, reply ? "" : qPrintable(reply.error().detail));
    QCOMPARE(reply->facts.rating.value_or(0), 4);
    QCOMPARE(reply->facts.people, QStringList{QStringLiteral("Ada")});
    QVERIFY(reply->facts.format.isEmpty());
    // More than a picture can have is no request.
    request.sidecars.resize(FactLimits::sidecars + 1);
    QVERIFY(!child.request(request.toCbor(), 20s));
    QVERIFY(child.isRunning());
}

void TestDecoder::sidecarsOfAnyBytesLeaveTheDecoderAlive() {
    ChildProcess child(m_program, {});
    QVERIFY(child.start(20s));
    const QByteArray xmp = fixtures::xmpPacket("<xmp:Rating>4</xmp:Rating>");
    QRandomGenerator random(7);
    for (int round = 0; round < 300; ++round) {
        QByteArray bytes = xmp;
        for (int i = random.bounded(20); i >= 0; --i)
            bytes[random.bounded(int(bytes.size()))] = char(random.bounded(256));
        bytes.truncate(random.bounded(int(bytes.size())) + 1);
        DecodeRequest request;
        request.sidecars = {{{}, bytes}};
        const auto map = child.request(request.toCbor(), 20s);
        QVERIFY2(map, map ? "" : qPrintable(map.error().sentence));
        QVERIFY(DecodeReply::fromCbor(*map, request));
    }
}

void TestDecoder::everythingFromOneFile() {
    ChildProcess child(m_program, {});
    QVERIFY(child.start(20s));
    const QByteArray jpeg =
        fixtures::withExif(fixtures::encoded(fixtures::quarters(1600, 800), "jpeg"),
                           {6, "Maker", "Model", "2021:07:30 18:04:05"});
    const auto reply = decode(child, everythingOf(write(QStringLiteral("Grüße 😀.jpg"), jpeg)));
    QVERIFY2(reply, reply ? "" : qPrintable(reply.error().sentence));
    QCOMPARE(QSize(reply->facts.width, reply->facts.height), QSize(800, 1600));
    QCOMPARE(reply->facts.orientation, 6);
    QCOMPARE(reply->facts.format, QStringLiteral("jpeg"));
    QCOMPARE(reply->facts.camera, QStringLiteral("Maker Model"));
    QVERIFY(reply->facts.capturedMs);
    QCOMPARE(reply->input.size(), qsizetype{260} * 260 * 3);
    QCOMPARE(QImage::fromData(reply->thumbnails.value(256)).size(), QSize(128, 256));
    QCOMPARE(QImage::fromData(reply->thumbnails.value(512)).size(), QSize(256, 512));
    QCOMPARE(QSize(reply->viewWidth, reply->viewHeight), QSize(512, 1024));
    QCOMPARE(reply->view.size(), qsizetype{512} * 1024 * 4);
    // Turned clockwise, the yellow quarter comes to the top left.
    QVERIFY(uchar(reply->view[0]) > 240 && uchar(reply->view[1]) > 240);
}

void TestDecoder::everyLibraryWorksConfined_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("format");
    const QImage image = fixtures::quarters(640, 320);
    for (PictureFormat format : {PictureFormat::Heif, PictureFormat::Avif}) {
        if (fixtures::canEncode(format))
            QTest::newRow(qPrintable(pictureFormatName(format)))
                << fixtures::heifFile(image, {format}) << pictureFormatName(format);
    }
    QTest::newRow("jxl") << fixtures::jxlFile(image) << QStringLiteral("jxl");
    QTest::newRow("jp2") << fixtures::jp2File(image) << QStringLiteral("jp2");
    QTest::newRow("raw, developed") << fixtures::dngFile(image) << QStringLiteral("raw");
    fixtures::DngWish wish;
    wish.preview = fixtures::encoded(image, "jpeg", 95);
    wish.previewSize = image.size();
    QTest::newRow("raw, preview") << fixtures::dngFile(image, wish) << QStringLiteral("raw");
}

/// What its library wants to open, start or look up it must have had before.
void TestDecoder::everyLibraryWorksConfined() {
    QFETCH(const QByteArray, file);
    QFETCH(const QString, format);
    ChildProcess child(m_program, {});
    QVERIFY(child.start(20s));
    const auto reply = decode(child, everythingOf(write(QStringLiteral("wrong.txt"), file)));
    QVERIFY2(reply, reply ? "" : qPrintable(reply.error().sentence));
    QCOMPARE(reply->facts.format, format);
    QCOMPARE(QSize(reply->facts.width, reply->facts.height), QSize(640, 320));
    QCOMPARE(reply->input.size(), qsizetype{260} * 260 * 3);
    // Red at the top left, blue at the bottom right.
    const auto last = reply->view.last(4);
    QVERIFY(uchar(reply->view[0]) > 150 && uchar(reply->view[2]) < 100);
    QVERIFY(uchar(last[2]) > 150 && uchar(last[0]) < 100);
}

void TestDecoder::pastedBytes() {
    ChildProcess child(m_program, {});
    QVERIFY(child.start(20s));
    DecodeRequest request = everythingOf(QStringLiteral("pasted picture"));
    request.bytes = fixtures::encoded(fixtures::quarters(60, 40), "png");
    const auto reply = decode(child, request);
    QVERIFY(reply);
    QCOMPARE(reply->facts.width, 60);
}

/// A part is a picture of its own, cut from the upright whole.
void TestDecoder::partsOfPictures() {
    ChildProcess child(m_program, {});
    QVERIFY(child.start(20s));
    const QImage whole = fixtures::quarters(1600, 1200);
    const auto colourOf = [&](const QByteArray& bytes, QRectF region) {
        DecodeRequest request;
        request.bytes = bytes;
        request.region = region;
        request.viewSide = 4096;
        request.wantInput = true;
        request.input.side = 8;
        request.thumbnailSides = {256};
        const auto reply = decode(child, request);
        if (!reply)
            return QList<QColor>();
        const QImage view(reinterpret_cast<const uchar*>(reply->view.constData()), reply->viewWidth,
                          reply->viewHeight, QImage::Format_RGBA8888);
        const QImage thumbnail = QImage::fromData(reply->thumbnails.value(256));
        const auto* input = reinterpret_cast<const uchar*>(reply->input.constData());
        // Every corner of each is of the one quarter.
        QList<QColor> seen;
        for (const QImage& image : {view, thumbnail}) {
            for (const QPoint corner : {QPoint(0, 0), QPoint(image.width() - 1, 0),
                                        QPoint(image.width() - 1, image.height() - 1)})
                seen.append(image.pixelColor(corner));
        }
        for (const int pixel : {0, 7, 56, 63})
            seen.append(QColor(input[3 * pixel], input[3 * pixel + 1], input[3 * pixel + 2]));
        if (view.width() != 640 || view.height() != 480)
            seen.clear();
        return seen;
    };
    const auto isOnly = [](const QList<QColor>& seen, const QColor& wanted) {
        return !seen.isEmpty() && std::all_of(seen.begin(), seen.end(), [&](const QColor& colour) {
            return std::abs(colour.red() - wanted.red()) < 8 &&
                   std::abs(colour.green() - wanted.green()) < 8 &&
                   std::abs(colour.blue() - wanted.blue()) < 8;
        });
    };
    const QByteArray png = fixtures::encoded(whole, "png");
    QVERIFY(isOnly(colourOf(png, {0.05, 0.05, 0.4, 0.4}), whole.pixelColor(10, 10)));
    QVERIFY(isOnly(colourOf(png, {0.55, 0.05, 0.4, 0.4}), whole.pixelColor(1590, 10)));
    QVERIFY(isOnly(colourOf(png, {0.05, 0.55, 0.4, 0.4}), whole.pixelColor(10, 1190)));
    // Turned: what is cut is what one sees.
    fixtures::Exif exif;
    exif.orientation = 3;
    const QByteArray turned = fixtures::withExif(fixtures::encoded(whole, "jpeg"), exif);
    QVERIFY(isOnly(colourOf(turned, {0.05, 0.05, 0.4, 0.4}), whole.pixelColor(1590, 1190)));
    // The least there is.
    DecodeRequest least;
    least.bytes = png;
    least.viewSide = 64;
    least.region = QRectF(0.999999, 0.999999, 1e-9, 1e-9);
    const auto reply = decode(child, least);
    QVERIFY(reply);
    QCOMPARE(reply->viewWidth, 1);
    QCOMPARE(reply->facts.width, 1600);
}

void TestDecoder::largestView() {
    ChildProcess child(m_program, {});
    QVERIFY(child.start(20s));
    QImage image(4100, 4100, QImage::Format_Grayscale8);
    image.fill(100);
    DecodeRequest request;
    request.path = write(QStringLiteral("large.jpg"), fixtures::encoded(image, "jpeg"));
    request.viewSide = 4096;
    const auto reply = decode(child, request);
    QVERIFY2(reply, reply ? "" : qPrintable(reply.error().sentence));
    QVERIFY(reply->viewWidth > 3900);
}

void TestDecoder::hostileFilesDoNotEndIt() {
    ChildProcess child(m_program, {});
    QVERIFY(child.start(20s));
    const qint64 processId = child.processId();
    const QByteArray jpeg = fixtures::encoded(fixtures::painted(300, 200), "jpeg");
    const QStringList bad{
        write(QStringLiteral("empty.jpg"), {}),
        write(QStringLiteral("text.png"), "Dear diary"),
        write(QStringLiteral("zeroes.tif"), QByteArray(5000, '\0')),
        write(QStringLiteral("head.jpg"), jpeg.first(100)),
        write(QStringLiteral("tail.jpg"), jpeg.sliced(100)),
        write(QStringLiteral("tiff.tif"), QByteArray("II*\0", 4) + QByteArray(3000, '\xff')),
        write(QStringLiteral("gif.gif"), "GIF89a" + QByteArray(3000, '\xff')),
        write(QStringLiteral("webp.webp"),
              "RIFF\xff\xff\xff\x7fWEBPVP8X" + QByteArray(300, '\xff')),
        m_dir.path(),
        m_dir.filePath(QStringLiteral("gone.jpg")),
        QStringLiteral("/dev/zero"),
        QStringLiteral("/proc/self/mem"),
        QString(300, QLatin1Char('n')),
        QString(),
    };
    const QString good = write(QStringLiteral("good.jpg"), jpeg);
    for (const QString& path : bad) {
        const auto reply = decode(child, everythingOf(path));
        QVERIFY2(!reply, qPrintable(path));
        QVERIFY2(reply.error().kind != ErrorKind::ChildFailed, qPrintable(path));
        QVERIFY(reply.error().sentence.endsWith(QLatin1Char('.')));
        QVERIFY2(decode(child, everythingOf(good)), qPrintable(path));
    }
    QCOMPARE(child.processId(), processId);
}

/// Fonts, their configuration and the loaders of pictures within can be read by a confined process.
void TestDecoder::textInDrawings() {
    ChildProcess child(m_program, {});
    const auto hello = child.start(20s);
    QVERIFY(hello);
    if (!(*hello)[QStringLiteral("formats")].toArray().contains(QLatin1StringView("svg")))
        QSKIP("This installation has no librsvg.");
    const QByteArray jpeg = fixtures::encoded(fixtures::quarters(40, 40), "jpeg").toBase64();
    const QByteArray open =
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "
        "width='200' height='100'>";
    const QByteArray image =
        "<image x='100' width='100' height='100' xlink:href='data:image/jpeg;"
        "base64," +
        jpeg + "'/>";
    // The first blur makes the library start threads of its own.
    const QByteArray blurred =
        "<filter id='f'><feGaussianBlur stdDeviation='3'/><feDiffuseLighting><fePointLight x='1' "
        "y='1' z='9'/></feDiffuseLighting></filter><rect width='1' height='1' "
        "filter='url(#f)'/>";
    for (const char* family : {"sans-serif", "DejaVu Serif", "monospace", "No Such Font"}) {
        const QByteArray text = QByteArray(
                                    "<text x='5' y='70' font-size='80' font-weight='bold' "
                                    "font-family='") +
                                family + "'>W&#228;</text>";
        DecodeRequest request;
        request.path = write(QStringLiteral("text.svg"), open + text + image + blurred + "</svg>");
        request.viewSide = 200;
        const auto reply = decode(child, request);
        QVERIFY2(reply, reply ? "" : qPrintable(reply.error().sentence));
        QCOMPARE(QSize(reply->viewWidth, reply->viewHeight), QSize(200, 100));
        int inked = 0;
        for (int y = 0; y < 100; ++y)
            for (int x = 0; x < 100; ++x)
                inked += uchar(reply->view[(200 * y + x) * 4 + 3]) > 128 ? 1 : 0;
        QVERIFY2(inked > 500, family);
        const qsizetype red = (200 * 20 + 120) * 4;
        QVERIFY(uchar(reply->view[red]) > 240 && uchar(reply->view[red + 1]) < 15);
    }
}

void TestDecoder::textInPages() {
    ChildProcess child(m_program, {});
    QVERIFY(child.start(20s));
    for (const char* font : {"Helvetica", "Times-Roman", "NoSuchFont"}) {
        // Without a table of contents, which the library makes anew.
        const QByteArray page =
            QByteArray(
                "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 75 75]/Contents 4 0 R/Resources<<"
                "/Font<</F 5 0 R>>>>>>endobj\n"
                "4 0 obj<</Length 30>>stream\nBT /F 80 Tf 5 10 Td (W) Tj ET \nendstream endobj\n"
                "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/") +
            font + ">>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
        DecodeRequest request;
        request.path = write(QStringLiteral("page.pdf"), page);
        request.viewSide = 100;
        const auto reply = decode(child, request);
        QVERIFY2(reply, reply ? "" : qPrintable(reply.error().sentence));
        int inked = 0;
        for (qsizetype i = 0; i < reply->view.size(); i += 4)
            inked += uchar(reply->view[i]) < 100 ? 1 : 0;
        QVERIFY2(inked > 300, font);
    }
}

void TestDecoder::hostileDrawings() {
    ChildProcess child(m_program, {});
    QVERIFY(child.start(20s));
    const qint64 processId = child.processId();
    QByteArray entities = "<!DOCTYPE svg [ <!ENTITY a0 'ha'>";
    for (int i = 1; i < 30; ++i)
        entities += "<!ENTITY a" + QByteArray::number(i) + " '" +
                    ("&a" + QByteArray::number(i - 1) + ";").repeated(10) + "'>";
    const QByteArray open = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>";
    const QByteArray bad[] = {
        entities + "]>" + open + "<text>&a29;</text></svg>",
        open + QByteArray("<g>").repeated(100'000) + "</svg>",
        open.first(30),
        "8BPS" + QByteArray(3000, '\xff'),
    };
    const QByteArray good = open + "<rect width='9' height='9'/></svg>";
    for (const QByteArray& file : bad) {
        const auto reply = decode(child, everythingOf(write(QStringLiteral("bad"), file)));
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::BadInput);
        QVERIFY(decode(child, everythingOf(write(QStringLiteral("good.svg"), good))));
    }
    QCOMPARE(child.processId(), processId);
}

void TestDecoder::memoryLimit() {
#ifdef Q_OS_LINUX
    if (kSanitized)
        QSKIP("sanitizers need the whole address space");
    ChildProcess child(m_program, {QStringLiteral("--memory-limit"), QStringLiteral("400")});
    QVERIFY(child.start(20s));
    // 196 million pixels of nothing take little room on the disk and 588 MB decoded: a QOI file of
    // runs of 62 black pixels each (qoiformat.org).
    constexpr int side = 14'000;
    QByteArray bomb("qoif");
    for (int i = 0; i < 2; ++i)
        bomb += QByteArray("\0\0", 2) + char(side >> 8) + char(side & 0xff);
    bomb += QByteArray("\x03\0", 2) + QByteArray(side * side / 62, '\xfd');
    bomb += QByteArray("\0\0\0\0\0\0\0\x01", 8);
    const QString large = write(QStringLiteral("bomb.qoi"), bomb);
    const auto reply = decode(child, everythingOf(large));
    QVERIFY(!reply);
    QVERIFY2(reply.error().sentence.contains(QStringLiteral("memory")),
             qPrintable(reply.error().sentence));
    const QString small =
        write(QStringLiteral("small.png"), fixtures::encoded(fixtures::quarters(60, 40), "png"));
    QVERIFY(child.start(20s));
    QVERIFY(decode(child, everythingOf(small)));
#else
    QSKIP("memory is not limited here");
#endif
}

void TestDecoder::nonsenseRequests() {
    ChildProcess child(m_program, {});
    QVERIFY(child.start(20s));
    const QString decodeOp = QStringLiteral("decode");
    QVERIFY(!child.request({{QStringLiteral("op"), decodeOp}}, 20s));
    // No file came along; nothing is held.
    QVERIFY(!child.request({{QStringLiteral("op"), QStringLiteral("read")}}, 20s));
    QVERIFY(!child.request(everythingOf({}).toCbor(), 20s));
    QVERIFY(!child.request({{QStringLiteral("op"), QStringLiteral("explode")}}, 20s));
    QCborMap message = everythingOf(QStringLiteral("x")).toCbor();
    message[QStringLiteral("op")] = decodeOp;
    message[QStringLiteral("view")] = -5;
    QVERIFY(!child.request(message, 20s));
    message[QStringLiteral("view")] = QStringLiteral("large");
    QVERIFY(!child.request(message, 20s));
    QVERIFY(child.isRunning());
}

void TestDecoder::cancelledRequest() {
    ChildProcess child(m_program, {});
    QVERIFY(child.start(20s));
    const QString path = write(QStringLiteral("photo.jpg"),
                               fixtures::encoded(fixtures::painted(3000, 2000), "jpeg"));
    // Held already, so that the answer takes as long as decoding does.
    QVERIFY(read(child, path));
    CancelToken cancel;
    cancel.cancel();
    const auto reply = child.request(everythingOf(path).toCbor(), 20s, cancel);
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, ErrorKind::Cancelled);
    QVERIFY(decode(child, everythingOf(path)));
}

void TestDecoder::heldBytesAreDecodedOnce() {
    ChildProcess child(m_program, {});
    QVERIFY(child.start(20s));
    const QByteArray png = fixtures::encoded(fixtures::quarters(60, 40), "png");
    const QString path = write(QStringLiteral("held.png"), png);
    const auto first = read(child, path);
    QVERIFY2(first, first ? "" : qPrintable(first.error().sentence));
    QCOMPARE(first->key, contentKeyOf(png));
    QCOMPARE(first->fullHash, fullHashOf(png));
    // The name is another picture's by now; the bytes are held all the same.
    write(QStringLiteral("held.png"), fixtures::encoded(fixtures::quarters(20, 20), "png"));
    DecodeRequest request = everythingOf(path);
    const auto reply = child.request(request.toCbor(), 20s);
    QVERIFY(reply);
    QCOMPARE(DecodeReply::fromCbor(*reply, request)->facts.width, 60);
    QVERIFY(!child.request(request.toCbor(), 20s));

    QVERIFY(read(child, path));
    QVERIFY(child.request({{QStringLiteral("op"), QStringLiteral("drop")}}, 20s));
    QVERIFY(!child.request(request.toCbor(), 20s));
}

void TestDecoder::opensNothingItself() {
    // A path in a request means nothing to it.
    ChildProcess child(m_program, {});
    QVERIFY(child.start(20s));
    const QString path =
        write(QStringLiteral("open.png"), fixtures::encoded(fixtures::quarters(60, 40), "png"));
    QCborMap message = everythingOf(path).toCbor();
    message[QStringLiteral("path")] = path;
    QVERIFY(!child.request(message, 20s));
}

/// A writer replaces, truncates and rewrites pictures of different colours under one name. Whatever
/// comes back, its key is that of the picture whose pixels it carries.
void TestDecoder::everyReplyIsOfOnePicture() {
    std::vector<QByteArray> files;
    QHash<QByteArray, QRgb> colours;
    for (const QRgb colour : {qRgb(250, 0, 0), qRgb(0, 250, 0), qRgb(0, 0, 250), qRgb(0, 0, 0)}) {
        QImage image(900, 700, QImage::Format_RGB32);
        image.fill(colour);
        files.push_back(fixtures::encoded(image, files.size() % 2 ? "bmp" : "png"));
        colours.insert(contentKeyOf(files.back()), colour);
    }
    const QString path = write(QStringLiteral("racing.png"), files[0]);
    std::atomic<bool> stop{false};
    std::thread writer([&] {
        std::mt19937 random(1);
        while (!stop) {
            const QByteArray& bytes = files[random() % files.size()];
            QFile file(path);
            switch (random() % 4) {
                case 0:
                    if (file.open(QIODevice::WriteOnly))
                        file.write(bytes.first(qsizetype(random() % quint32(bytes.size()))));
                    break;
                case 1:
                    file.resize(qint64(random() % 1000));
                    break;
                case 2: {
                    QSaveFile whole(path);
                    if (whole.open(QIODevice::WriteOnly) && whole.write(bytes) > 0)
                        whole.commit();
                    break;
                }
                default:
                    if (file.open(QIODevice::WriteOnly))
                        file.write(bytes);
            }
            // Else a decoder that gets less of the processor never meets a whole picture.
            std::this_thread::sleep_for(std::chrono::microseconds(random() % 3000));
        }
    });
    DecoderPool pool;
    DecodeRequest request = everythingOf(path);
    int whole = 0;
    // Enough of them, however the writer and the decoders happen to take turns.
    const QDeadlineTimer patience(60s);
    for (int i = 0; !patience.hasExpired() && (i < 200 || whole < 10); ++i) {
        const auto reply = pool.decodeNow(request);
        if (!reply) {
            QVERIFY2(reply.error().kind != ErrorKind::ChildFailed &&
                         reply.error().kind != ErrorKind::Internal,
                     qPrintable(reply.error().sentence));
            continue;
        }
        const auto colour = colours.constFind(reply->read.key);
        // A part of a picture is a content of its own.
        if (colour == colours.cend())
            continue;
        ++whole;
        for (qsizetype at : {qsizetype(0), reply->input.size() - 3})
            QCOMPARE(qRgb(uchar(reply->input[at]), uchar(reply->input[at + 1]),
                          uchar(reply->input[at + 2])),
                     *colour);
    }
    stop = true;
    writer.join();
    QVERIFY(whole > 0);
}

/// The confined process reads a film of gigabytes where it lies, with little memory.
void TestDecoder::aFilmIsReadInPlace() {
    const std::vector<QImage> frames(30, fixtures::quarters(320, 240));
    const QByteArray film = fixtures::videoFile(frames);
    const QString path = write(QStringLiteral("film.mp4"), film);
    // A box of 4 GB that takes no room on the disk.
    constexpr qint64 gap = qint64{4} << 30;
    QFile file(path);
    QVERIFY(file.open(QIODevice::Append));
    QVERIFY(file.write(fixtures::big(quint32{1}) + "free" + fixtures::big(quint64(gap))) == 16);
    if (!file.resize(film.size() + gap))
        QSKIP("the disk takes no file of 4 GB");
    file.close();
    ChildProcess child(m_program, {QStringLiteral("--memory-limit"), QStringLiteral("300")});
    QVERIFY(child.start(20s));
    const auto read = this->read(child, path);
    QVERIFY(read);
    QCOMPARE(read->stat.size, film.size() + gap);
    QVERIFY(read->fullHash.isEmpty());
    const auto reply = decode(child, everythingOf(path));
    QVERIFY2(reply, reply ? "" : qPrintable(reply.error().sentence));
    QCOMPARE(reply->facts.format, QStringLiteral("mp4"));
    QCOMPARE(reply->facts.durationMs, std::optional<std::int64_t>(3000));
    QCOMPARE(QSize(reply->facts.width, reply->facts.height), QSize(320, 240));
    // Every kind of decoder that is loaded works behind the walls.
    for (const auto& [container, codec] :
         {std::pair("mp4", "libx264"), std::pair("webm", "libvpx"), std::pair("mov", "mjpeg")}) {
        if (!fixtures::hasEncoder(codec))
            continue;
        fixtures::VideoWish wish;
        wish.container = container;
        wish.codec = codec;
        const auto other = decode(
            child, everythingOf(write(QStringLiteral("other"), fixtures::videoFile(frames, wish))));
        QVERIFY2(other, other ? "" : qPrintable(other.error().sentence));
    }
}

void TestDecoder::aPipeInAPicturesPlaceEndsNothing() {
#ifdef Q_OS_UNIX
    DecoderPool::Options options;
    options.decoders = 1;
    DecoderPool pool(options);
    QVERIFY(pool.warm());
    const qint64 decoder = pool.processIds().last();
    const QString path = m_dir.filePath(QStringLiteral("pipe.jpg"));
    QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    const auto reply = pool.decodeNow(everythingOf(path));
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, ErrorKind::BadInput);
    QCOMPARE(pool.processIds().last(), decoder);
#else
    QSKIP("needs a named pipe in a folder");
#endif
}

/// But for the one that somebody waits for.
void TestDecoder::decodersYieldToOthers() {
#ifdef Q_OS_LINUX
    DecoderPool::Options options;
    options.decoders = 2;
    DecoderPool pool(options);
    QVERIFY(pool.warm());
    const int own = ::getpriority(PRIO_PROCESS, 0);
    QList<int> nice;
    for (const qint64 id : pool.processIds())
        nice.append(::getpriority(PRIO_PROCESS, static_cast<id_t>(id)));
    QCOMPARE(nice, (QList<int>{qMax(own, 10), qMax(own, 10), own}));
#else
    QSKIP("Nice values are looked at on Linux.");
#endif
}

void TestDecoder::poolOutlivesKilledDecoders() {
#ifdef Q_OS_UNIX
    DecoderPool::Options options;
    options.decoders = 2;
    DecoderPool pool(options);
    QVERIFY(pool.warm());
    const QString path =
        write(QStringLiteral("photo.png"), fixtures::encoded(fixtures::quarters(60, 40), "png"));
    QVERIFY(pool.decodeNow(everythingOf(path)));
    const QList<qint64> before = pool.processIds();
    QCOMPARE(before.size(), 3);
    for (qint64 id : before)
        QCOMPARE(::kill(pid_t(id), SIGKILL), 0);
    for (int i = 0; i < 4; ++i) {
        const auto reply = pool.decodeNow(everythingOf(path));
        QVERIFY2(reply, reply ? "" : qPrintable(reply.error().sentence));
    }
#else
    QSKIP("needs signals");
#endif
}

SEMBLANCE_TEST(TestDecoder)
#include "tst_decoder.moc"
