#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>
#include <atomic>
#include <thread>
#include <vector>

#include "core/base/contentkey.h"
#include "core/base/regularfile.h"
#include "core/media/picture.h"
#include "core/media/picturefile.h"
#include "tests/core/media/fixtures.h"
#include "tests/testmain.h"

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace semblance;
using fixtures::encoded;

namespace {

const PictureWish kEverything{InputSpec{64}, {32, 64}, 128};

constexpr const char* kFormats[] = {"jpeg", "png", "webp", "tiff", "bmp"};

/// What the decoder does with a file.
Result<DecodedPicture> decodeFile(const QString& path) {
    SEMBLANCE_TRY_ASSIGN(const FileHandle file, openRegularFile(path));
    SEMBLANCE_TRY_ASSIGN(const PictureFile picture, readPictureFile(file));
    return decodePicture(picture.bytes, kEverything);
}

/// A failure has a sentence and is the file's own fault.
void verifyRefused(const Result<DecodedPicture>& picture, ErrorKind kind = ErrorKind::BadInput) {
    QVERIFY(!picture);
    QCOMPARE(picture.error().kind, kind);
    QVERIFY(picture.error().sentence.endsWith(QLatin1Char('.')));
}

/// Whatever came of it, it is whole: an error with a sentence, or every part that was asked for.
void verifyWhole(const Result<DecodedPicture>& picture) {
    if (!picture)
        return verifyRefused(picture);
    QCOMPARE(picture->input.size(), qsizetype{64} * 64 * 3);
    QCOMPARE(picture->thumbnails.size(), 2);
    QVERIFY(!picture->view.isNull());
    QVERIFY(picture->facts.width > 0 && picture->facts.height > 0);
}

QByteArray bigEndian32(quint32 value) {
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

/// A PNG header of the given size with a right checksum, and then nothing much.
QByteArray hugePng(quint32 width, quint32 height) {
    QByteArray png = encoded(fixtures::quarters(16, 16), "png");
    png.replace(16, 8, bigEndian32(width) + bigEndian32(height));
    const auto crc = [](const QByteArray& bytes) {
        quint32 value = 0xffffffff;
        for (char byte : bytes) {
            value ^= uchar(byte);
            for (int bit = 0; bit < 8; ++bit)
                value = value & 1 ? 0xedb88320 ^ (value >> 1) : value >> 1;
        }
        return ~value;
    };
    return png.replace(29, 4, bigEndian32(crc(png.sliced(12, 17))));
}

QByteArray hugeBmp(qint32 width, qint32 height) {
    QByteArray bmp = encoded(fixtures::quarters(16, 16), "bmp");
    qToLittleEndian(width, bmp.data() + 18);
    qToLittleEndian(height, bmp.data() + 22);
    return bmp;
}

QByteArray hugeJpeg(quint16 width, quint16 height) {
    QByteArray jpeg = encoded(fixtures::quarters(16, 16), "jpeg");
    const qsizetype frame = jpeg.indexOf("\xff\xc0");
    qToBigEndian(height, jpeg.data() + frame + 5);
    qToBigEndian(width, jpeg.data() + frame + 7);
    return jpeg;
}

}  // namespace

/// Nothing that a disk can hold stops the program: every bad file is refused with a sentence.
class TestBadFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void endsBeforeItsSize();
    void initTestCase();
    void emptyFile();
    void missingFile();
    void folder();
    void pipe();
    void unreadableFile();
    void tooLargeFile();
    void writtenWhileRead();
    void cancelledRead();
    void names_data();
    void names();
    void impossibleNames_data();
    void impossibleNames();
    void wrongExtension();
    void truncated_data();
    void truncated();
    void truncatedJpegCountsFromHalfOn();
    void hugeHeader_data();
    void hugeHeader();
    void randomBytes();
    void notAPicture();
    void mutated_data();
    void mutated();
    void cancelled();

private:
    QString write(const QString& name, const QByteArray& bytes);

    QTemporaryDir m_dir;
};

void TestBadFiles::initTestCase() {
    QVERIFY(m_dir.isValid());
}

QString TestBadFiles::write(const QString& name, const QByteArray& bytes) {
    QFile file(m_dir.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return {};
    return file.fileName();
}

void TestBadFiles::emptyFile() {
    const auto picture = decodeFile(write(QStringLiteral("empty.jpg"), {}));
    verifyRefused(picture);
    QCOMPARE(picture.error().sentence, QStringLiteral("The file is empty."));
}

void TestBadFiles::missingFile() {
    const QString path = write(QStringLiteral("gone.png"), "x");
    QVERIFY(QFile::remove(path));
    verifyRefused(decodeFile(path), ErrorKind::NotFound);
    verifyRefused(decodeFile(m_dir.filePath(QStringLiteral("no/such/folder.png"))),
                  ErrorKind::NotFound);
    verifyRefused(decodeFile(QString()), ErrorKind::NotFound);
}

void TestBadFiles::folder() {
    const QString path = m_dir.filePath(QStringLiteral("folder.jpg"));
    QVERIFY(QDir().mkdir(path));
    const auto picture = decodeFile(path);
    verifyRefused(picture);
    QVERIFY(picture.error().sentence.contains(QStringLiteral("folder")));
}

void TestBadFiles::pipe() {
#ifdef Q_OS_UNIX
    const QString path = m_dir.filePath(QStringLiteral("pipe.jpg"));
    QCOMPARE(mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    verifyRefused(decodeFile(path));
#else
    QSKIP("needs a named pipe in a folder");
#endif
}

void TestBadFiles::unreadableFile() {
    const QString path =
        write(QStringLiteral("secret.png"), encoded(fixtures::quarters(8, 8), "png"));
    QVERIFY(QFile::setPermissions(path, {}));
#ifdef Q_OS_LINUX
    // Root may read everything: be nobody for a moment.
    const bool isRoot = geteuid() == 0;
    constexpr uid_t nobody = 65534;
    if (isRoot) {
        QCOMPARE(chmod(QFile::encodeName(m_dir.path()).constData(), 0755), 0);
        QCOMPARE(setresuid(nobody, nobody, 0), 0);
    }
    const auto picture = decodeFile(path);
    if (isRoot)
        QCOMPARE(setresuid(0, 0, 0), 0);
    verifyRefused(picture, ErrorKind::Permission);
#else
    QSKIP("needs Linux");
#endif
}

void TestBadFiles::tooLargeFile() {
    const QByteArray content(1'000'001, 'x');
    const auto file = openRegularFile(write(QStringLiteral("large.png"), content));
    QVERIFY(file);
    const auto fits = readPictureFile(*file, {}, content.size());
    QVERIFY(fits);
    QVERIFY(!fits->isTooLarge);
    QCOMPARE(fits->bytes, content);
    QCOMPARE(fits->key, contentKeyOf(content));
    QCOMPARE(fits->fullHash, fullHashOf(content));
    const auto large = readPictureFile(*file, {}, content.size() - 1);
    QVERIFY(large);
    QVERIFY(large->isTooLarge);
    QVERIFY(large->bytes.isEmpty() && large->fullHash.isEmpty());
    QCOMPARE(large->key, contentKeyOf(content));
    QVERIFY(semblance::tooLargeFile(content.size()).sentence.contains(QStringLiteral("too large")));
}

/// A thread writes in place without a pause. Whatever is read meanwhile is known by the key of
/// these very bytes, and what has the last version's size and time has its bytes.
void TestBadFiles::writtenWhileRead() {
    const QByteArray last(300'000, 'z');
    const QString path = write(QStringLiteral("racing.jpg"), last);
    const auto file = openRegularFile(path);
    QVERIFY(file);
    std::atomic<bool> stop{false};
    std::thread writer([&] {
        QFile target(path);
        if (!target.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
            return;
        for (char letter = 'a'; letter != 'z';
             letter = stop ? 'z' : char('a' + (letter + 1) % 20)) {
            constexpr int page = 4096;
            target.seek(0);
            for (qsizetype done = 0; done < last.size(); done += page)
                target.write(QByteArray(qMin<qsizetype>(page, last.size() - done), letter));
        }
        target.seek(0);
        for (char byte : last.first(1000))
            target.write(&byte, 1);
        target.write(last.sliced(1000));
    });
    std::vector<PictureFile> pictures;
    std::vector<Error> errors;
    for (int i = 0; i < 30; ++i) {
        if (i == 25)
            stop = true;
        if (auto picture = readPictureFile(*file))
            pictures.push_back(std::move(*picture));
        else
            errors.push_back(picture.error());
    }
    writer.join();
    pictures.push_back(readPictureFile(*file).value_or(PictureFile()));
    QVERIFY(pictures.back().bytes == last);
    for (const PictureFile& picture : pictures) {
        QCOMPARE(picture.key, contentKeyOf(picture.bytes));
        QCOMPARE(picture.fullHash, fullHashOf(picture.bytes));
        QVERIFY(!(picture.stat == pictures.back().stat) || picture.bytes == last);
    }
    for (const Error& error : errors) {
        QCOMPARE(error.kind, ErrorKind::BadInput);
        QVERIFY(error.sentence.contains(QStringLiteral("being written")));
    }
}

void TestBadFiles::cancelledRead() {
    const auto file = openRegularFile(write(QStringLiteral("any"), QByteArray(100, 'x')));
    CancelToken cancel;
    cancel.cancel();
    const auto picture = readPictureFile(*file, cancel);
    QVERIFY(!picture);
    QCOMPARE(picture.error().kind, ErrorKind::Cancelled);
}

void TestBadFiles::names_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("emoji") << QStringLiteral("urlaub 😀👩‍🚀.jpg");
    QTest::newRow("umlauts") << QStringLiteral("Grüße aus Köln – ß.jpg");
    QTest::newRow("decomposed umlaut") << QStringLiteral("Ku\u0308ste.jpg");
    QTest::newRow("right to left") << QStringLiteral("صورة.jpg");
    QTest::newRow("no extension") << QStringLiteral("picture");
    QTest::newRow("blanks") << QStringLiteral("  two  blanks  .jpg");
    QTest::newRow("newline") << QStringLiteral("two\nlines.jpg");
    QTest::newRow("quotes") << QStringLiteral("it's \"this\" & that;$(x).jpg");
    QTest::newRow("trailing dot") << QStringLiteral("picture.jpg.");
    QTest::newRow("as long as may be") << QString(251, QLatin1Char('n')) + QStringLiteral(".jpg");
}

void TestBadFiles::names() {
    QFETCH(const QString, name);
#ifdef Q_OS_WIN
    if (name.contains(QLatin1Char('\n')) || name.contains(QLatin1Char('"')))
        QSKIP("this system has no such names");
#endif
    const QString path = write(name, encoded(fixtures::quarters(80, 60), "jpeg"));
    QVERIFY(!path.isEmpty());
    QVERIFY(decodeFile(path));
}

void TestBadFiles::impossibleNames_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("300 letters") << QString(300, QLatin1Char('n'));
    QTest::newRow("300 emoji") << QStringLiteral("😀").repeated(300);
    QTest::newRow("long path") << QStringLiteral("folder/").repeated(1000);
    QTest::newRow("zero byte") << QStringLiteral("a") + QChar(u'\0') + QStringLiteral("b.jpg");
}

void TestBadFiles::impossibleNames() {
    QFETCH(const QString, name);
    verifyRefused(decodeFile(m_dir.filePath(name)), ErrorKind::NotFound);
}

void TestBadFiles::wrongExtension() {
    const QString path =
        write(QStringLiteral("really a png.jpg"), encoded(fixtures::quarters(80, 60), "png"));
    const auto picture = decodeFile(path);
    QVERIFY(picture);
    QCOMPARE(picture->facts.format, QStringLiteral("png"));
    verifyRefused(decodeFile(write(QStringLiteral("text.jpg"), "Dear diary")));
}

void TestBadFiles::truncated_data() {
    QTest::addColumn<QByteArray>("file");
    const QImage image = fixtures::painted(300, 200);
    for (const char* format : kFormats)
        QTest::newRow(format) << encoded(image, format);
    QTest::newRow("progressive") << fixtures::progressiveJpeg(image);
    QTest::newRow("gif") << fixtures::animatedGif();
}

void TestBadFiles::truncated() {
    QFETCH(const QByteArray, file);
    QVERIFY(decodePicture(file, kEverything));
    for (int percent = 0; percent < 100; percent += 10) {
        const auto picture = decodePicture(file.first(file.size() * percent / 100), kEverything);
        verifyWhole(picture);
        if (percent <= 10)
            verifyRefused(picture);
    }
}

void TestBadFiles::truncatedJpegCountsFromHalfOn() {
    const QByteArray file = encoded(fixtures::painted(1200, 900), "jpeg", 95);
    QVERIFY(decodePicture(file.first(file.size() * 8 / 10), kEverything));
    const auto picture = decodePicture(file.first(file.size() * 3 / 10), kEverything);
    verifyRefused(picture);
    QVERIFY(picture.error().sentence.contains(QStringLiteral("cut short")));
    // A progressive picture is all there, if blurred, once its first scan is.
    const QByteArray progressive = fixtures::progressiveJpeg(fixtures::painted(1200, 900));
    QVERIFY(decodePicture(progressive.first(progressive.size() / 2), kEverything));
}

void TestBadFiles::hugeHeader_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("png") << hugePng(60000, 60000);
    QTest::newRow("png of two billion") << hugePng(0x7fffffff, 0x7fffffff);
    QTest::newRow("bmp") << hugeBmp(60000, 60000);
    QTest::newRow("bmp of two billion") << hugeBmp(0x7fffffff, 0x7fffffff);
    QTest::newRow("bmp upside down") << hugeBmp(60000, -60000);
    QTest::newRow("jpeg") << hugeJpeg(60000, 60000);
}

void TestBadFiles::hugeHeader() {
    QFETCH(const QByteArray, file);
    verifyRefused(decodePicture(file, kEverything));
}

void TestBadFiles::randomBytes() {
    QRandomGenerator random(3);
    for (int i = 0; i < 100; ++i) {
        QByteArray bytes(int(random.bounded(1, 5000)), '\0');
        for (char& byte : bytes)
            byte = char(random.bounded(256));
        verifyRefused(decodePicture(bytes, kEverything));
        // With each format's first bytes, so that its codec gets to see them.
        for (const char* format : kFormats) {
            const QByteArray head = encoded(QImage(1, 1, QImage::Format_RGB888), format).first(12);
            verifyWhole(decodePicture(head + bytes, kEverything));
        }
    }
}

void TestBadFiles::notAPicture() {
    for (const char* text : {"<html><body>404</body></html>", "GIF", "\xff\xd8", "\x89PNG", "BM",
                             "II*", "RIFF", "%PDF-1.7", "PK\x03\x04", " "})
        verifyRefused(decodePicture(QByteArray(text), kEverything));
}

void TestBadFiles::mutated_data() {
    truncated_data();
    QTest::newRow("with exif") << fixtures::withExif(
        encoded(fixtures::quarters(300, 200), "jpeg"),
        {6, "Maker", "Some Model", "2021:07:30 18:04:05"});
}

// The same files every time: 40 per format, 320 in all, a few bytes of each changed.
void TestBadFiles::mutated() {
    QFETCH(const QByteArray, file);
    QRandomGenerator random(11);
    for (int i = 0; i < 40; ++i) {
        QByteArray bytes = file;
        // Most changes near the start, where the structure is.
        const int reach = i % 2 ? int(file.size()) : qMin(200, int(file.size()));
        for (int changes = random.bounded(1, 8); changes > 0; --changes)
            bytes[random.bounded(reach)] = char(random.bounded(256));
        verifyWhole(decodePicture(bytes, kEverything));
        if (QTest::currentTestFailed())
            return;
    }
}

void TestBadFiles::cancelled() {
    CancelToken cancel;
    cancel.cancel();
    for (const char* format : kFormats) {
        const auto picture =
            decodePicture(encoded(fixtures::painted(900, 700), format), kEverything, cancel);
        QVERIFY(!picture);
        QCOMPARE(picture.error().kind, ErrorKind::Cancelled);
    }
}

void TestBadFiles::endsBeforeItsSize() {
    // A real file that says 4096 bytes and gives fewer, as one on a failing disk.
    const QString path = QStringLiteral("/sys/class/net/lo/mtu");
    if (!QFile::exists(path))
        QSKIP("There is no such file here.");
    const auto file = openRegularFile(path);
    QVERIFY(file);
    const auto picture = readPictureFile(*file);
    QVERIFY(!picture);
    QCOMPARE(picture.error().kind, ErrorKind::Permission);
}

SEMBLANCE_TEST(TestBadFiles)
#include "tst_badfiles.moc"
