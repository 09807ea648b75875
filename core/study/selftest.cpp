#include "core/study/selftest.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <algorithm>
#include <cmath>
#include <span>

#ifdef Q_OS_WIN
#include <windows.h>
// After windows.h, which it needs.
#include <psapi.h>
#else
#include <sys/resource.h>
#endif

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::SelfTest)
};

constexpr double kUnitTolerance = 1e-3;
constexpr double kSameCosine = 0.9999;
/// Of two different things; random weights put everything close together.
constexpr double kLeastDifference = 1e-5;
constexpr int kPicturesAtOnce = 8;
constexpr qint64 kPicturesMs = 1500;
constexpr qint64 kSentencesMs = 500;

/// A disc on a ground, RGB8: different pictures for different `kind`.
void draw(std::vector<std::uint8_t>& rgb, int side, int kind) {
    const int radius = side / 3;
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const int dx = x - side / 2 + kind * side / 16;
            const int dy = y - side / 2;
            const bool inside = dx * dx + dy * dy < radius * radius;
            const bool warm = kind % 2 == 0;
            rgb.push_back(inside ? (warm ? 220 : 20) : std::uint8_t(160 + 60 * y / side));
            rgb.push_back(inside ? 40 : std::uint8_t(200 - 40 * x / side));
            rgb.push_back(inside ? (warm ? 20 : 210) : std::uint8_t(230 - 17 * (kind % 8)));
        }
    }
}

std::vector<std::uint8_t> drawings(int side, int count) {
    std::vector<std::uint8_t> rgb;
    rgb.reserve(std::size_t(count) * std::size_t(side) * std::size_t(side) * 3);
    for (int kind = 0; kind < count; ++kind)
        draw(rgb, side, kind);
    return rgb;
}

QStringList sentences() {
    return {QStringLiteral("a red disc"), QStringLiteral("two dogs run on the beach in winter")};
}

using Row = std::span<const float>;

double dot(Row a, Row b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += double(a[i]) * double(b[i]);
    return sum;
}

double largestDifference(Row a, Row b) {
    double largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        largest = std::max(largest, std::abs(double(a[i]) - double(b[i])));
    return largest;
}

/// Two different things, each encoded twice. NaN fails every comparison.
Status checkRows(const std::vector<float>& first, const std::vector<float>& again, int dim,
                 const QString& things) {
    const auto width = std::size_t(dim);
    const auto bad = [&](const QString& what) {
        return fail(ErrorKind::Corrupt, what.arg(things) + QLatin1Char(' ') +
                                            Text::tr("Its weights are damaged or of another kind "
                                                     "of model. Get the model again."));
    };
    if (first.size() != 2 * width || again.size() != first.size())
        return bad(Text::tr("The model gives vectors of the wrong length for %1."));
    for (std::size_t i = 0; i < 2; ++i) {
        const Row row = Row(first).subspan(i * width, width);
        if (!(std::abs(std::sqrt(dot(row, row)) - 1) < kUnitTolerance))
            return bad(Text::tr("The model gives no usable numbers for %1."));
        if (!(dot(row, Row(again).subspan(i * width, width)) > kSameCosine))
            return bad(Text::tr("The model gives other numbers for the same %1 every time."));
    }
    if (!(largestDifference(Row(first).first(width), Row(first).last(width)) > kLeastDifference))
        return bad(Text::tr("The model gives the same numbers for different %1."));
    return {};
}

/// Calls `once`, which does `each` things, until the time is over; things a second.
template <class Once>
Result<double> rateOf(const Once& once, int each, qint64 ms) {
    SEMBLANCE_TRY(once());  // what only the first call does
    QElapsedTimer timer;
    timer.start();
    qint64 done = 0;
    do {
        SEMBLANCE_TRY(once());
        done += each;
    } while (timer.elapsed() < ms);
    return double(done) * 1e9 / double(std::max<qint64>(timer.nsecsElapsed(), 1));
}

}  // namespace

Status testVectors(const DualEncoder& encoder) {
    const DualEncoderInfo& info = encoder.info();
    const std::vector<std::uint8_t> rgb = drawings(info.input.side, 2);
    SEMBLANCE_TRY_ASSIGN(const auto pictures, encoder.encodeImages(rgb, 2, info.input.side));
    SEMBLANCE_TRY_ASSIGN(const auto picturesAgain, encoder.encodeImages(rgb, 2, info.input.side));
    SEMBLANCE_TRY(checkRows(pictures, picturesAgain, info.dim, Text::tr("pictures")));
    SEMBLANCE_TRY_ASSIGN(const auto texts, encoder.encodeTexts(sentences()));
    SEMBLANCE_TRY_ASSIGN(const auto textsAgain, encoder.encodeTexts(sentences()));
    return checkRows(texts.rows, textsAgain.rows, info.dim, Text::tr("sentences"));
}

Result<ModelMeasurement> measureSpeed(const DualEncoder& encoder) {
    const DualEncoderInfo& info = encoder.info();
    const std::vector<std::uint8_t> rgb = drawings(info.input.side, kPicturesAtOnce);
    ModelMeasurement measured;
    measured.precision = toString(info.precision);
    measured.device = info.device;
    const auto pictures = [&]() -> Status {
        SEMBLANCE_TRY(encoder.encodeImages(rgb, kPicturesAtOnce, info.input.side));
        return {};
    };
    SEMBLANCE_TRY_ASSIGN(measured.picturesPerSecond,
                         rateOf(pictures, kPicturesAtOnce, kPicturesMs));
    const auto sentence = [&]() -> Status {
        SEMBLANCE_TRY(encoder.encodeTexts(sentences().mid(1)));
        return {};
    };
    SEMBLANCE_TRY_ASSIGN(measured.sentencesPerSecond, rateOf(sentence, 1, kSentencesMs));
    return measured;
}

qint64 peakMemory() {
#ifdef Q_OS_WIN
    PROCESS_MEMORY_COUNTERS counters{};
    counters.cb = sizeof(counters);
    return GetProcessMemoryInfo(GetCurrentProcess(), &counters, sizeof(counters))
               ? static_cast<qint64>(counters.PeakWorkingSetSize)
               : 0;
#else
    struct rusage usage {};
    if (::getrusage(RUSAGE_SELF, &usage) != 0)
        return 0;
#ifdef Q_OS_MACOS
    return static_cast<qint64>(usage.ru_maxrss);
#else
    return static_cast<qint64>(usage.ru_maxrss) * 1024;
#endif
#endif
}

}  // namespace semblance
