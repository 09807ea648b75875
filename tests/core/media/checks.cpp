#include "tests/core/media/checks.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>
#include <cstdlib>

#include "core/media/pixels/limits.h"

namespace semblance::checks {

namespace {

const PictureWish kEverything{InputSpec{64}, {32, 64}, 128};

void verifyRefused(const Result<DecodedPicture>& picture) {
    QVERIFY(!picture);
    QCOMPARE(picture.error().kind, ErrorKind::BadInput);
    QVERIFY(picture.error().sentence.endsWith(QLatin1Char('.')));
}

}  // namespace

Result<DecodedPicture> viewed(const QByteArray& file) {
    return decodePicture(file, PictureWish{{}, {}, kMaxViewSide});
}

bool isClose(QColor a, QColor b, int tolerance) {
    return std::abs(a.red() - b.red()) <= tolerance &&
           std::abs(a.green() - b.green()) <= tolerance &&
           std::abs(a.blue() - b.blue()) <= tolerance &&
           std::abs(a.alpha() - b.alpha()) <= tolerance;
}

double meanDifference(const QImage& a, const QImage& b) {
    if (a.size() != b.size())
        return 255;
    const QImage first = a.convertToFormat(QImage::Format_RGB888);
    const QImage second = b.convertToFormat(QImage::Format_RGB888);
    qint64 sum = 0;
    for (int y = 0; y < first.height(); ++y)
        for (int i = 0; i < 3 * first.width(); ++i)
            sum += std::abs(first.constScanLine(y)[i] - second.constScanLine(y)[i]);
    return double(sum) / (3.0 * first.width() * first.height());
}

QString quartersOf(const QImage& image) {
    const auto letter = [&image](double x, double y) {
        const QColor c = image.pixelColor(int(x * image.width()), int(y * image.height()));
        if (c.red() > 128)
            return QChar(c.green() > 128 ? u'Y' : u'R');
        return QChar(c.green() > 128 ? u'G' : u'B');
    };
    return QString() + letter(.25, .25) + letter(.75, .25) + letter(.75, .75) + letter(.25, .75);
}

const QStringList& quartersByOrientation() {
    static const QStringList seen{QStringLiteral("RGBY"), QStringLiteral("GRYB"),
                                  QStringLiteral("BYRG"), QStringLiteral("YBGR"),
                                  QStringLiteral("RYBG"), QStringLiteral("YRGB"),
                                  QStringLiteral("BGRY"), QStringLiteral("GBYR")};
    return seen;
}

void verifyEveryTruncation(const QByteArray& file) {
    constexpr int steps = 40;
    for (int i = 1; i < steps; ++i) {
        verifyRefused(decodePicture(file.first(file.size() * i / steps), kEverything));
        if (QTest::currentTestFailed()) {
            qWarning("at %d of %d", i, steps);
            return;
        }
    }
}

void verifyDamage(const QByteArray& file, int count) {
    QRandomGenerator random(11);
    QElapsedTimer spent;
    spent.start();
    for (int i = 0; i < count && spent.elapsed() < 15'000; ++i) {
        QByteArray bytes = file;
        // Every other time near the start, where the structure is.
        const int reach = i % 2 ? int(file.size()) : qMin(600, int(file.size()));
        for (int changes = random.bounded(1, 8); changes > 0; --changes)
            bytes[random.bounded(reach)] = char(random.bounded(256));
        const auto picture = decodePicture(bytes, kEverything);
        if (!picture) {
            verifyRefused(picture);
        } else {
            QCOMPARE(picture->input.size(), qsizetype{64} * 64 * 3);
            QCOMPARE(picture->thumbnails.size(), 2);
            QVERIFY(!picture->view.isNull());
            QVERIFY(picture->facts.width > 0 && picture->facts.height > 0);
        }
        if (QTest::currentTestFailed())
            return;
    }
}

}  // namespace semblance::checks
