#include "tests/core/media/damage.h"

#include <QRandomGenerator>
#include <cstdlib>

#ifdef Q_OS_LINUX
#include <malloc.h>
#endif

namespace semblance::fixtures {

namespace {

const PictureWish kEverything{InputSpec{64}, {32, 64}, 128};

/// Memory comes filled with a pattern from now on, where the C library can do that.
void fillMemoryWith([[maybe_unused]] int pattern) {
#ifdef M_PERTURB
    mallopt(M_PERTURB, pattern);
#endif
}

}  // namespace

QString problemWith(const QByteArray& file) {
    fillMemoryWith(0x5a);
    const auto picture = decodePicture(file, kEverything);
    fillMemoryWith(0xc3);
    const auto again = decodePicture(file, kEverything);
    fillMemoryWith(0);
    if (bool(picture) != bool(again))
        return QStringLiteral("read only sometimes");
    if (!picture) {
        const Error& error = picture.error();
        return error.kind == ErrorKind::BadInput && error.sentence.endsWith(QLatin1Char('.'))
                   ? QString()
                   : QStringLiteral("a bad error: ") + error.sentence;
    }
    if (picture->input.size() != qsizetype{64} * 64 * 3 || picture->thumbnails.size() != 2 ||
        picture->view.isNull() || picture->facts.width < 1 || picture->facts.height < 1)
        return QStringLiteral("not whole");
    if (picture->input != again->input || picture->view != again->view)
        return QStringLiteral("shows what memory held before");
    return {};
}

Result<DecodedPicture> viewed(const QByteArray& file, int side) {
    return decodePicture(file, PictureWish{{}, {}, side});
}

QString difference(const Result<DecodedPicture>& picture, const QImage& right, int tolerance) {
    if (!picture)
        return picture.error().sentence + QLatin1Char(' ') + picture.error().detail;
    if (picture->view.size() != right.size())
        return QStringLiteral("%1 x %2").arg(picture->view.width()).arg(picture->view.height());
    for (int y = 0; y < right.height(); ++y) {
        for (int x = 0; x < right.width(); ++x) {
            const QColor a = picture->view.pixelColor(x, y);
            const QColor b = right.pixelColor(x, y);
            // Premultiplied on the way.
            const int allowed = b.alpha() == 255 ? tolerance : tolerance + 300 / (b.alpha() + 1);
            if (std::abs(a.alpha() - b.alpha()) > tolerance ||
                (b.alpha() > 0 && (std::abs(a.red() - b.red()) > allowed ||
                                   std::abs(a.green() - b.green()) > allowed ||
                                   std::abs(a.blue() - b.blue()) > allowed)))
                return QStringLiteral("(%1, %2): %3, not %4")
                    .arg(x)
                    .arg(y)
                    .arg(a.name(QColor::HexArgb), b.name(QColor::HexArgb));
        }
    }
    return {};
}

QString damaged(const QByteArray& file, int flips) {
    for (int percent = 0; percent < 100; percent += 5) {
        const QString problem = problemWith(file.first(file.size() * percent / 100));
        if (!problem.isEmpty() && percent > 0)
            return QStringLiteral("cut off at %1 %: %2").arg(percent).arg(problem);
    }
    QRandomGenerator random(17);
    for (int i = 0; i < flips; ++i) {
        QByteArray bytes = file;
        // Most changes near the start, where the structure is.
        const int reach = i % 2 ? int(file.size()) : qMin(160, int(file.size()));
        for (int changes = random.bounded(1, 6); changes > 0; --changes)
            bytes[random.bounded(reach)] = char(random.bounded(256));
        const QString problem = problemWith(bytes);
        if (!problem.isEmpty())
            return QStringLiteral("change %1: %2").arg(i).arg(problem);
    }
    return {};
}

}  // namespace semblance::fixtures
