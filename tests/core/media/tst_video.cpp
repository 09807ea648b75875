#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "core/base/contentkey.h"
#include "core/base/hash.h"
#include "core/media/codecs/codecs.h"
#include "core/media/codecs/videodecode.h"
#include "core/media/codecs/videosniff.h"
#include "core/media/picturefile.h"
#include "core/media/pixels/framescore.h"
#include "tests/core/media/checks.h"
#include "tests/core/media/damage.h"
#include "tests/core/media/fixtures.h"
#include "tests/core/media/videofile.h"
#include "tests/testmain.h"

using namespace semblance;
using checks::isClose;
using checks::meanDifference;
using checks::quartersOf;
using checks::viewed;
using fixtures::videoFile;
using fixtures::VideoWish;

/// Films of FFmpeg's own encoders: a frame that stands for them, and what they say of themselves.
// Size: one format's tests over one set of small films.
class TestVideo : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void containers_data();
    void containers();
    void aBlackBeginningIsPassedOver_data();
    void aBlackBeginningIsPassedOver();
    void theSharpestPlaceCounts();
    void oneFrame();
    void orientationOnce_data();
    void orientationOnce();
    void pixelsThatAreNotSquare();
    void matrixAndRange_data();
    void matrixAndRange();
    void hdrIsToneMapped();
    void asSmallAsNeeded();
    void facts();
    void factsWithoutDecoding();
    void datesThatWereNeverSet();
    void withoutALength();
    void cutShort_data();
    void cutShort();
    void mostOfItIsThere();
    void aReservedTailIsMissing();
    void soundOnly();
    void noFrames();
    void hugeClaim();
    void unreadCodec();
    void damaged_data();
    void damaged();
    void cancelled();
    void largeFilesAreReadInPlace();
    void changedSinceItWasRead();
    void wrongEndings();
    void sequencesOfPictures_data();
    void sequencesOfPictures();
};

namespace {

std::vector<QImage> still(const QImage& image, int count) {
    return std::vector<QImage>(std::size_t(count), image);
}

QImage plain(QColor colour, QSize size = {160, 120}) {
    QImage image(size, QImage::Format_RGB888);
    image.fill(colour);
    return image;
}

QImage blurred(const QImage& image) {
    return image.scaled(image.size() / 16, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .scaled(image.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

/// What compresses badly.
QImage noisy(QSize size) {
    QImage image(size, QImage::Format_RGB888);
    QRandomGenerator random(7);
    for (int y = 0; y < size.height(); ++y)
        std::generate_n(image.scanLine(y), 3 * size.width(), [&] { return uchar(random()); });
    return image;
}

std::vector<QImage> joined(std::vector<QImage> first, const std::vector<QImage>& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

void verifyRefused(const QByteArray& file, const char* words) {
    const auto picture = viewed(file);
    QVERIFY(!picture);
    QCOMPARE(picture.error().kind, ErrorKind::BadInput);
    QVERIFY2(picture.error().sentence.contains(QLatin1StringView(words)),
             qPrintable(picture.error().sentence));
}

#define NEEDS(codec)                  \
    if (!fixtures::hasEncoder(codec)) \
    QSKIP("FFmpeg has no such encoder here")

}  // namespace

void TestVideo::containers_data() {
    QTest::addColumn<QByteArray>("container");
    QTest::addColumn<QByteArray>("codec");
    QTest::addColumn<QString>("format");
    const auto add = [](const char* container, const char* codec, const char* format) {
        QTest::addRow("%s %s", container, codec)
            << QByteArray(container) << QByteArray(codec) << QString::fromLatin1(format);
    };
    add("mp4", "mpeg4", "mp4");
    add("mp4", "libx264", "mp4");
    add("mp4", "libx265", "mp4");
    add("mp4", "libaom-av1", "mp4");
    add("mov", "mjpeg", "mov");
    add("mov", "rawvideo", "mov");
    add("3gp", "mpeg4", "mp4");
    add("matroska", "libx264", "mkv");
    add("matroska", "ffv1", "mkv");
    add("webm", "libvpx", "webm");
    add("webm", "libvpx-vp9", "webm");
    add("avi", "mpeg4", "avi");
    add("avi", "mjpeg", "avi");
}

void TestVideo::containers() {
    QFETCH(const QByteArray, container);
    QFETCH(const QByteArray, codec);
    QFETCH(const QString, format);
    NEEDS(codec.constData());
    VideoWish wish;
    wish.container = container.constData();
    wish.codec = codec.constData();
    const QByteArray file = videoFile(still(fixtures::quarters(160, 120), 25), wish);
    const auto picture = viewed(file);
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
    QCOMPARE(picture->view.size(), QSize(160, 120));
    QCOMPARE(quartersOf(picture->view), QStringLiteral("RGBY"));
    QCOMPARE(picture->facts.format, format);
    QCOMPARE(picture->facts.width, 160);
    QVERIFY(picture->facts.durationMs);
    QVERIFY2(std::abs(*picture->facts.durationMs - 2500) <= 100,
             qPrintable(QString::number(*picture->facts.durationMs)));
}

void TestVideo::aBlackBeginningIsPassedOver_data() {
    QTest::addColumn<int>("black");
    QTest::addColumn<int>("keyEvery");
    QTest::newRow("a fifth") << 20 << 10;
    QTest::newRow("most of it") << 85 << 10;
    // All of it hangs on the first, black one.
    QTest::newRow("a fifth, one frame to begin from") << 20 << 10'000;
    QTest::newRow("most of it, one frame to begin from") << 80 << 10'000;
}

void TestVideo::aBlackBeginningIsPassedOver() {
    QFETCH(const int, black);
    QFETCH(const int, keyEvery);
    VideoWish wish;
    wish.keyEvery = keyEvery;
    const QByteArray file = videoFile(
        joined(still(plain(Qt::black), black), still(fixtures::quarters(160, 120), 100 - black)),
        wish);
    const auto picture = viewed(file);
    QVERIFY(picture);
    QCOMPARE(quartersOf(picture->view), QStringLiteral("RGBY"));
}

void TestVideo::theSharpestPlaceCounts() {
    const QImage sharp = fixtures::painted(320, 240);
    const QImage soft = blurred(sharp);
    // Of the five places one, at 68 of 100, is sharp.
    std::vector<QImage> frames = still(soft, 100);
    std::fill(frames.begin() + 60, frames.begin() + 75, sharp);
    const auto picture = viewed(videoFile(frames));
    QVERIFY(picture);
    QVERIFY(meanDifference(picture->view, sharp) < meanDifference(picture->view, soft));
    QVERIFY(frameScore(sharp.convertToFormat(QImage::Format_Grayscale8)) >
            frameScore(soft.convertToFormat(QImage::Format_Grayscale8)));
    QVERIFY(frameScore(plain(Qt::black).convertToFormat(QImage::Format_Grayscale8)) < 1);
    QVERIFY(frameScore(plain(Qt::white).convertToFormat(QImage::Format_Grayscale8)) < 1);
}

void TestVideo::oneFrame() {
    for (const char* container : {"mp4", "matroska", "avi"}) {
        VideoWish wish;
        wish.container = container;
        const auto picture = viewed(videoFile(still(fixtures::quarters(16, 16), 1), wish));
        QVERIFY2(picture, container);
        QCOMPARE(quartersOf(picture->view), QStringLiteral("RGBY"));
    }
}

void TestVideo::orientationOnce_data() {
    QTest::addColumn<int>("orientation");
    for (int orientation : {1, 3, 6, 8})
        QTest::addRow("%d", orientation) << orientation;
}

void TestVideo::orientationOnce() {
    QFETCH(const int, orientation);
    VideoWish wish;
    wish.orientation = orientation;
    const QByteArray file = videoFile(still(fixtures::quarters(160, 120), 10), wish);
    const auto picture = viewed(file);
    QVERIFY(picture);
    QCOMPARE(picture->facts.orientation, orientation);
    const QSize upright = orientation >= 5 ? QSize(120, 160) : QSize(160, 120);
    QCOMPARE(picture->view.size(), upright);
    QCOMPARE(QSize(picture->facts.width, picture->facts.height), upright);
    QCOMPARE(quartersOf(picture->view), checks::quartersByOrientation()[orientation - 1]);
}

void TestVideo::pixelsThatAreNotSquare() {
    VideoWish wish;
    wish.pixelShape = {16, 11};
    const auto picture = viewed(videoFile(still(fixtures::quarters(176, 144), 10), wish));
    QVERIFY(picture);
    QCOMPARE(picture->view.size(), QSize(256, 144));
    QCOMPARE(picture->facts.width, 256);
    QCOMPARE(quartersOf(picture->view), QStringLiteral("RGBY"));
}

void TestVideo::matrixAndRange_data() {
    QTest::addColumn<int>("matrix");
    QTest::addColumn<bool>("isFullRange");
    QTest::addColumn<int>("height");
    QTest::newRow("BT.601") << 6 << false << 128;
    QTest::newRow("BT.709") << 1 << false << 128;
    QTest::newRow("BT.2020") << 9 << false << 128;
    QTest::newRow("BT.709, full") << 1 << true << 128;
    QTest::newRow("BT.601, full") << 6 << true << 128;
    QTest::newRow("BT.601, high definition") << 6 << false << 720;
}

void TestVideo::matrixAndRange() {
    QFETCH(const int, matrix);
    QFETCH(const bool, isFullRange);
    QFETCH(const int, height);
    NEEDS("libx264");
    VideoWish wish;
    wish.codec = "libx264";
    wish.matrix = matrix;
    wish.isFullRange = isFullRange;
    for (const QColor& colour :
         {QColor(30, 200, 60), QColor(220, 40, 90), QColor(20, 20, 20), QColor(240, 240, 240)}) {
        // A frame of a single tone has no edges to be told by, which is no matter here.
        const auto picture = viewed(videoFile(still(plain(colour, {160, height}), 5), wish));
        QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
        const QColor seen = picture->view.pixelColor(80, height / 2);
        QVERIFY2(isClose(seen, colour, 6), qPrintable(seen.name() + u' ' + colour.name()));
    }
}

void TestVideo::hdrIsToneMapped() {
    NEEDS("libx264");
    VideoWish wish;
    wish.codec = "libx264";
    wish.matrix = 9;
    wish.primaries = 9;
    wish.transfer = 16;
    // Reference white, 203 cd/m2, has the number 0.58 in PQ: shown as it stands it were grey.
    const auto picture = viewed(videoFile(still(plain(QColor(148, 148, 148)), 5), wish));
    QVERIFY(picture);
    const QColor seen = picture->view.pixelColor(80, 60);
    QVERIFY2(seen.red() > 215 && isClose(seen, QColor(seen.red(), seen.red(), seen.red()), 6),
             qPrintable(seen.name()));
}

void TestVideo::asSmallAsNeeded() {
    const QByteArray file = videoFile(still(fixtures::quarters(640, 480), 5));
    const auto raw = decodeVideo(ByteSource(file), PictureFormat::Mp4, {100, 160}, {});
    QVERIFY(raw);
    QVERIFY(PixelNeed({100, 160}).isMetBy(raw->pixels.width(), raw->pixels.height()));
    QVERIFY(raw->pixels.width() <= 162);
    QCOMPARE(raw->fullSize, QSize(640, 480));
}

void TestVideo::facts() {
    VideoWish wish;
    wish.container = "mov";
    wish.tags = {{"com.apple.quicktime.creationdate", "2021-07-30T18:04:05+0200"},
                 {"creation_time", "2021-07-30T16:04:06.000000Z"},
                 {"com.apple.quicktime.make", "Apple"},
                 {"com.apple.quicktime.model", "iPhone 12"},
                 {"com.apple.quicktime.location.ISO6709", "+48.1374-011.5755+520.000/"},
                 {"title", "At the lake"}};
    const auto picture = viewed(videoFile(still(fixtures::quarters(64, 48), 31), wish));
    QVERIFY(picture);
    const PhotoFacts& facts = picture->facts;
    QCOMPARE(facts.camera, QStringLiteral("Apple iPhone 12"));
    QCOMPARE(
        QDateTime::fromMSecsSinceEpoch(facts.capturedMs.value_or(0), Qt::UTC).toString(Qt::ISODate),
        QStringLiteral("2021-07-30T18:04:05Z"));
    QCOMPARE(facts.zoneMinutes, std::optional(120));
    QVERIFY(facts.place);
    QCOMPARE(facts.place->latitude, 48.1374);
    QCOMPARE(facts.place->longitude, -11.5755);
    QCOMPARE(facts.title, QStringLiteral("At the lake"));
    QCOMPARE(facts.durationMs, std::optional<std::int64_t>(3100));
}

void TestVideo::factsWithoutDecoding() {
    VideoWish wish;
    wish.orientation = 6;
    wish.tags = {{"creation_time", "2019-02-03T04:05:06.000000Z"}};
    const QByteArray file = videoFile(still(fixtures::quarters(64, 48), 20), wish);
    PictureWish onlyFacts;
    onlyFacts.factsOnly = true;
    const auto facts = decodePicture(file, onlyFacts);
    QVERIFY(facts);
    QCOMPARE(facts->facts.orientation, 6);
    QCOMPARE(facts->facts.zoneMinutes, std::optional(0));
    QCOMPARE(facts->facts.durationMs, std::optional<std::int64_t>(2000));
    const auto picture = viewed(file);
    QVERIFY(picture);
    PhotoFacts whole = picture->facts;
    whole.width = whole.height = 0;
    QVERIFY(whole == facts->facts);
}

void TestVideo::datesThatWereNeverSet() {
    for (const char* date : {"1904-01-01T00:00:00.000000Z", "1970-01-01T00:00:00.000000Z",
                             "1980-01-06T00:00:00.000000Z", "yesterday", "9999-99-99"}) {
        VideoWish wish;
        wish.container = "matroska";
        wish.tags = {{"creation_time", date}, {"location", "+99999+99999/"}};
        const auto picture = viewed(videoFile(still(fixtures::quarters(64, 48), 3), wish));
        QVERIFY(picture);
        QVERIFY2(!picture->facts.capturedMs, date);
        QVERIFY(!picture->facts.place);
    }
}

void TestVideo::withoutALength() {
    NEEDS("libvpx");
    VideoWish wish;
    wish.container = "webm";
    wish.codec = "libvpx";
    QByteArray file = videoFile(
        joined(still(plain(Qt::black), 10), still(fixtures::quarters(160, 120), 60)), wish);
    // As browsers record: the Duration (0x4489) becomes a void element (0xec) of its size.
    const qsizetype at = file.indexOf(QByteArray("\x44\x89\x88"));
    QVERIFY(at > 0);
    file[at] = '\xec';
    file[at + 1] = '\x89';
    const auto picture = viewed(file);
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
    QCOMPARE(quartersOf(picture->view), QStringLiteral("RGBY"));
    QCOMPARE(picture->facts.durationMs, std::optional<std::int64_t>(0));
}

void TestVideo::cutShort_data() {
    QTest::addColumn<QByteArray>("container");
    for (const char* container : {"mp4", "mov", "matroska", "avi"})
        QTest::newRow(container) << QByteArray(container);
}

void TestVideo::cutShort() {
    QFETCH(const QByteArray, container);
    VideoWish wish;
    wish.container = container.constData();
    const QByteArray file = videoFile(still(fixtures::painted(320, 240), 40), wish);
    for (int percent : {10, 30, 45})
        verifyRefused(file.first(file.size() * percent / 100), "cut short");
    // What tells where the pictures lie is at the end.
    if (container.startsWith("m") && container != "matroska")
        verifyRefused(file.first(file.size() * 80 / 100), "cut short");
}

void TestVideo::mostOfItIsThere() {
    for (const char* container : {"mp4", "matroska", "avi"}) {
        VideoWish wish;
        wish.container = container;
        wish.indexFirst = true;
        wish.codec = "mjpeg";
        const QByteArray file = videoFile(still(noisy({320, 240}), 30), wish);
        QVERIFY(file.size() > 1'000'000);
        const auto picture = viewed(file.first(file.size() * 70 / 100));
        QVERIFY2(picture,
                 picture ? "" : qPrintable(picture.error().sentence + picture.error().detail));
        QCOMPARE(picture->view.size(), QSize(320, 240));
    }
}

void TestVideo::aReservedTailIsMissing() {
    VideoWish wish;
    wish.indexFirst = true;
    wish.codec = "mjpeg";
    QByteArray file = videoFile(still(noisy({320, 240}), 30), wish);
    QVERIFY(file.size() > 1'000'000);
    std::fill(file.begin() + file.size() / 4, file.end(), '\0');
    verifyRefused(file, "most of it is missing");
}

void TestVideo::soundOnly() {
    verifyRefused(fixtures::soundFile(), "no video");
}

void TestVideo::noFrames() {
    for (const char* container : {"mp4", "mov"}) {
        VideoWish wish;
        wish.container = container;
        verifyRefused(videoFile({}, wish), "no video");
    }
}

void TestVideo::hugeClaim() {
    NEEDS("mjpeg");
    VideoWish wish;
    wish.container = "mov";
    wish.codec = "rawvideo";
    QByteArray file = videoFile(still(fixtures::quarters(64, 48), 3), wish);
    // In the sample description: the sides in 16 bits each.
    const qsizetype description = file.indexOf("stsd");
    QVERIFY(description > 0);
    const qsizetype at = file.indexOf(QByteArray::fromHex("00400030"), description);
    QVERIFY(at > 0);
    file.replace(at, 4, QByteArray::fromHex("fff0fff0"));
    const auto picture = viewed(file);
    QVERIFY(!picture);
    QCOMPARE(picture.error().kind, ErrorKind::BadInput);
    QVERIFY2(picture.error().sentence.contains(QStringLiteral("65520")),
             qPrintable(picture.error().sentence));
}

void TestVideo::unreadCodec() {
    VideoWish wish;
    wish.container = "mov";
    wish.codec = "mjpeg";
    QByteArray unknown = videoFile(still(fixtures::quarters(64, 48), 3), wish);
    const qsizetype kind = unknown.indexOf("jpeg", unknown.indexOf("stsd"));
    QVERIFY(kind > 0);
    unknown.replace(kind, 4, "zzzz");
    verifyRefused(unknown, "variant that is not read");
    // Who sells films encrypts them.
    QByteArray file = videoFile(still(fixtures::quarters(64, 48), 3));
    const qsizetype at = file.indexOf("mp4v", file.indexOf("stsd"));
    QVERIFY(at > 0);
    file.replace(at, 4, "drmi");
    verifyRefused(file, "variant that is not read");
}

void TestVideo::damaged_data() {
    QTest::addColumn<QByteArray>("container");
    QTest::addColumn<QByteArray>("codec");
    QTest::newRow("mp4") << QByteArray("mp4") << QByteArray("mpeg4");
    QTest::newRow("H.264") << QByteArray("mp4") << QByteArray("libx264");
    QTest::newRow("mov") << QByteArray("mov") << QByteArray("mjpeg");
    QTest::newRow("webm") << QByteArray("webm") << QByteArray("libvpx");
    QTest::newRow("avi") << QByteArray("avi") << QByteArray("mpeg4");
}

/// Whole or refused with a sentence, and without a trace of what memory held before.
void TestVideo::damaged() {
    QFETCH(const QByteArray, container);
    QFETCH(const QByteArray, codec);
    NEEDS(codec.constData());
    VideoWish wish;
    wish.container = container.constData();
    wish.codec = codec.constData();
    const QByteArray file = videoFile(still(fixtures::painted(64, 48), 6), wish);
    const QString problem = fixtures::damaged(file, 60);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

void TestVideo::cancelled() {
    const QByteArray file = videoFile(still(fixtures::quarters(64, 48), 3));
    const CancelToken cancel;
    cancel.cancel();
    const auto picture = decodePicture(file, PictureWish{{}, {}, 64}, cancel);
    QVERIFY(!picture);
    QCOMPARE(picture.error().kind, ErrorKind::Cancelled);
}

void TestVideo::largeFilesAreReadInPlace() {
    const QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("large.mp4")));
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray film = videoFile(still(fixtures::quarters(160, 120), 20));
    // A box of 5 GB with nothing in it, and on disk, too.
    constexpr qint64 gap = qint64{5} << 30;
    QVERIFY(file.write(film) == film.size());
    QVERIFY(file.write(fixtures::big(quint32{1}) + "free" + fixtures::big(quint64(gap))) == 16);
    if (!file.resize(film.size() + gap))
        QSKIP("the disk takes no file of 5 GB");
    file.close();
    const Result<FileHandle> handle = openRegularFile(file.fileName());
    QVERIFY(handle);
    const auto read = readPictureFile(*handle);
    QVERIFY(read);
    QVERIFY(read->film && read->bytes.isEmpty() && read->fullHash.isEmpty() && !read->isTooLarge);
    Xxh3 hash;
    for (const FilePiece& piece : contentKeyPieces(film.size() + gap)) {
        QByteArray bytes(piece.bytes, '\0');
        QVERIFY(readAt(*handle, piece.offset, bytes.data(), piece.bytes));
        hash.add(std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size()))));
    }
    QCOMPARE(read->key, contentKeyOf(film.size() + gap, hash.digest()));
    const auto picture = decodePictureFile(*read, PictureWish{{}, {}, 160});
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
    QCOMPARE(quartersOf(picture->view), QStringLiteral("RGBY"));
}

void TestVideo::changedSinceItWasRead() {
    const QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("film.mp4")));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.write(videoFile(still(fixtures::quarters(160, 120), 20))) > 0);
    QVERIFY(file.flush());
    const Result<FileHandle> handle = openRegularFile(file.fileName());
    QVERIFY(handle);
    const auto read = readPictureFile(*handle);
    QVERIFY(read);
    QVERIFY(file.write("more") == 4 && file.flush());
    const auto picture = decodePictureFile(*read, PictureWish{{}, {}, 160});
    QVERIFY(!picture);
    // Not held against the content that was read.
    QCOMPARE(picture.error().kind, ErrorKind::Permission);
}

void TestVideo::wrongEndings() {
    const QByteArray film = videoFile(still(fixtures::quarters(64, 48), 3));
    QCOMPARE(codecOf(film)->format, PictureFormat::Mp4);
    // Old QuickTime films have no box that names their kind.
    QVERIFY(isMov("\0\0\0\x08wide\0\0\0\x10mdat" + QByteArray(8, '\0')) ||
            isMov(QByteArray::fromHex("0000000877696465000000106d646174") + QByteArray(8, '\0')));
    QVERIFY(!isMov(QByteArray("This is a text that holds moov and mdat, far from any film.")));
    QCOMPARE(statedSize(ByteSource(film), PictureFormat::Mp4), film.size());
}

void TestVideo::sequencesOfPictures_data() {
    QTest::addColumn<QByteArray>("codec");
    QTest::addColumn<QByteArray>("brand");
    QTest::addColumn<QString>("format");
    QTest::newRow("heif") << QByteArray("libx265") << QByteArray("hevc") << QStringLiteral("heif");
    QTest::newRow("avif") << QByteArray("libaom-av1") << QByteArray("avis")
                          << QStringLiteral("avif");
}

// HEIF and AVIF without a picture that stands for itself: in form a film of pictures.
void TestVideo::sequencesOfPictures() {
    QFETCH(const QByteArray, codec);
    QFETCH(const QByteArray, brand);
    QFETCH(const QString, format);
    NEEDS(codec.constData());
    for (const int orientation : {1, 6}) {
        VideoWish wish;
        wish.codec = codec.constData();
        wish.orientation = orientation;
        QByteArray file = videoFile(still(fixtures::quarters(160, 120), 3), wish);
        file.replace(8, 4, brand);
        file.replace(16, 4, "msf1");
        const qsizetype handler = file.indexOf("vide", file.indexOf("hdlr"));
        QVERIFY(handler > 0);
        file.replace(handler, 4, "pict");
        const auto picture = viewed(file);
        QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
        QCOMPARE(picture->facts.format, format);
        QVERIFY(!picture->facts.durationMs);
        const QSize size = orientation == 1 ? QSize(160, 120) : QSize(120, 160);
        QCOMPARE(picture->view.size(), size);
        QCOMPARE(QSize(picture->facts.width, picture->facts.height), size);
        QCOMPARE(quartersOf(picture->view),
                 orientation == 1 ? QStringLiteral("RGBY") : QStringLiteral("YRGB"));
        QVERIFY(!viewed(file.first(file.size() / 3)));
        QCOMPARE(fixtures::problemWith(file.chopped(30)), QString());
    }
}

SEMBLANCE_TEST(TestVideo)
#include "tst_video.moc"
