#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <cstdlib>

#include "core/base/regularfile.h"
#include "core/media/codecs/codecs.h"
#include "core/media/modelinput.h"
#include "core/media/picture.h"
#include "core/media/picturefile.h"
#include "core/media/pixels/limits.h"
#include "tests/core/media/damage.h"
#include "tests/data/zoo/zoo.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

constexpr InputSpec kInput{32};

QImage onPaper(const QImage& image) {
    QImage result(image.size(), QImage::Format_RGB888);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const QColor c = image.pixelColor(x, y);
            const auto mixed = [&](int value) {
                return (value * c.alpha() + 255 * (255 - c.alpha())) / 255;
            };
            result.setPixelColor(x, y, QColor(mixed(c.red()), mixed(c.green()), mixed(c.blue())));
        }
    return result;
}

/// Empty when all numbers are alike enough.
QString difference(const uchar* a, const uchar* b, qsizetype count, zoo::Tolerance tolerance) {
    int worst = 0;
    qint64 sum = 0;
    for (qsizetype i = 0; i < count; ++i) {
        const int distance = std::abs(a[i] - b[i]);
        worst = std::max(worst, distance);
        sum += distance;
    }
    const double mean = double(sum) / double(count);
    return worst <= tolerance.worst && mean <= tolerance.mean
               ? QString()
               : QStringLiteral("off by %1, %2 on average").arg(worst).arg(mean, 0, 'f', 2);
}

QString difference(const QImage& seen, const QImage& right, zoo::Tolerance tolerance) {
    if (seen.size() != right.size())
        return QStringLiteral("%1 x %2, not %3 x %4")
            .arg(seen.width())
            .arg(seen.height())
            .arg(right.width())
            .arg(right.height());
    const QImage a = onPaper(seen), b = onPaper(right);
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            if (std::abs(seen.pixelColor(x, y).alpha() - right.pixelColor(x, y).alpha()) >
                tolerance.worst)
                return QStringLiteral("alpha at %1, %2").arg(x).arg(y);
    // Rows have no padding in either way of storing them that is used here.
    const QImage c = a.convertToFormat(QImage::Format_RGBX8888);
    const QImage d = b.convertToFormat(QImage::Format_RGBX8888);
    return difference(c.constBits(), d.constBits(), c.sizeInBytes(), tolerance);
}

}  // namespace

/// Every animal of the zoo, from its file on, as the decoder reads it: the right picture, or a true
/// reason.
class TestZoo : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theyAreMany();
    void animal_data();
    void animal();

private:
    QTemporaryDir m_folder;
    std::vector<zoo::Animal> m_animals;
};

void TestZoo::initTestCase() {
    (void)loadCodecs();
    m_animals = zoo::animals();
    QVERIFY(m_folder.isValid());
}

void TestZoo::theyAreMany() {
    QSet<QString> names;
    QSet<PictureFormat> formats;
    for (const zoo::Animal& animal : m_animals) {
        names.insert(animal.name);
        formats.insert(animal.format);
        QVERIFY2(hasPictureExtension(animal.name.toStdString()), qPrintable(animal.name));
    }
    QCOMPARE(names.size(), qsizetype(m_animals.size()));
    qInfo("%lld animals", static_cast<long long>(names.size()));
    QVERIFY(names.size() >= 400);
    // Of each format that is known, some; an installation may lack the encoders of two, and films,
    // which are not read as a whole, are tst_video's.
    for (const PictureFormatRow& row : pictureFormats) {
        if (!row.isVideo() && row.format != PictureFormat::Heif &&
            row.format != PictureFormat::Avif)
            QVERIFY2(formats.contains(row.format), row.name.data());
    }
}

void TestZoo::animal_data() {
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < m_animals.size(); ++i)
        QTest::newRow(qPrintable(m_animals[i].name)) << int(i);
}

void TestZoo::animal() {
    QFETCH(const int, index);
    const zoo::Animal& animal = m_animals[std::size_t(index)];
    const QString path = m_folder.filePath(animal.name);
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(animal.bytes), qint64(animal.bytes.size()));
    }
    const auto handle = openRegularFile(path);
    QVERIFY2(handle, handle ? "" : qPrintable(handle.error().sentence));
    const auto file = readPictureFile(*handle);
    QVERIFY2(file, file ? "" : qPrintable(file.error().sentence));
    QCOMPARE(file->bytes, animal.bytes);
    const Codec* codec = codecOf(file->bytes);
    QCOMPARE(codec ? codec->format : PictureFormat::Unknown, animal.format);

    const int side = std::max(animal.right.width(), animal.right.height());
    const auto view = decodePicture(file->bytes, PictureWish{{}, {}, std::max(side, 1)});
    const auto picture = decodePicture(file->bytes, PictureWish{kInput, {16, 48}, 0});
    QCOMPARE(bool(view), bool(picture));
    QVERIFY(QFile::remove(path));
    if (animal.right.isNull()) {
        QVERIFY2(!picture, "It was read.");
        const Error& error = picture.error();
        QCOMPARE(error.kind, ErrorKind::BadInput);
        QVERIFY2(
            error.sentence.contains(animal.reason) && error.sentence.endsWith(QLatin1Char('.')),
            qPrintable(error.sentence + QLatin1Char(' ') + error.detail));
        return;
    }
    QVERIFY2(picture, picture ? ""
                              : qPrintable(picture.error().sentence + QLatin1Char(' ') +
                                           picture.error().detail));
    QCOMPARE(picture->facts.format, pictureFormatName(animal.format));
    const QString seen = difference(view->view, animal.right, animal.tolerance);
    QVERIFY2(seen.isEmpty(), qPrintable(seen));
    const auto input = modelInput(onPaper(animal.right), animal.right.size(), kInput);
    QVERIFY(input);
    QCOMPARE(picture->input.size(), input->size());
    const auto* bytes = reinterpret_cast<const uchar*>(picture->input.constData());
    // Reduced before it was composed on white, or brought to sRGB, or the other way round.
    const QString fed =
        difference(bytes, reinterpret_cast<const uchar*>(input->constData()), input->size(),
                   {std::min(255, animal.tolerance.worst + 24), animal.tolerance.mean + 2});
    QVERIFY2(fed.isEmpty(), qPrintable(QStringLiteral("the model's input: ") + fed));
    for (const QByteArray& thumbnail : picture->thumbnails)
        QVERIFY(!QImage::fromData(thumbnail).isNull());
    const QString stray = fixtures::problemWith(animal.bytes);
    QVERIFY2(stray.isEmpty(), qPrintable(stray));
}

SEMBLANCE_TEST(TestZoo)
#include "tst_zoo.moc"
