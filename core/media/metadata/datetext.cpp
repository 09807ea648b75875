#include "core/media/metadata/datetext.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QTimeZone>

namespace semblance {

using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t kDayMs = 86'400'000;

bool isDigit(QChar c) {
    return c >= u'0' && c <= u'9';
}

std::int64_t msOf(QDate date) {
    return QDateTime(date, QTime(0, 0), QTimeZone::utc()).toMSecsSinceEpoch();
}

bool isSensible(std::int64_t ms) {
    return ms >= msOf(QDate(1800, 1, 1)) && ms <= QDateTime::currentMSecsSinceEpoch() + kDayMs;
}

/// Reads the parts of a date one after another.
class DateScanner {
public:
    explicit DateScanner(QStringView text) : m_text(text) {}

    std::optional<WallClock> read() {
        const std::optional<QDate> date = readDate();
        if (!date)
            return {};
        skip(u"T,; \t");
        // Where the time is nonsense the day is still worth something.
        const std::int64_t ms = msOf(*date) + readTime().value_or(0);
        if (!isSensible(ms))
            return {};
        return WallClock{ms, zoneMinutesOf(m_text.sliced(m_at).toString())};
    }

private:
    std::optional<QDate> readDate() {
        const QStringView year = digits(4);
        if (year.size() < 4)
            return {};
        int month = 0;
        int day = 0;
        if (isDigit(peek())) {
            month = digits(2).toInt();
            day = digits(2).toInt();
        } else if (const QChar separator = peek(); eatOneOf(u":-/._ ")) {
            month = readPadded();
            // "2010:05 10:11" has no day.
            if (eatOneOf(separator == u' ' ? u" " : u":-/._"))
                day = readPadded();
        } else if (m_at < m_text.size()) {
            return {};
        }
        const QDate date(year.toInt(), qMax(1, month), qMax(1, day));
        return date.isValid() ? std::optional(date) : std::nullopt;
    }

    /// 24:00:00 is the next day's midnight, a second 60 the next minute's begin.
    std::optional<std::int64_t> readTime() {
        QStringView hour = digits(6);
        QStringView minute;
        QStringView second;
        if (hour.size() >= 4) {
            second = hour.sliced(4);
            minute = hour.sliced(2, 2);
            hour = hour.first(2);
            if (second.isEmpty() && eatOneOf(u":"))
                second = digits(2);
        } else if (eatOneOf(u":.h")) {
            skip(u" ");
            minute = digits(2);
            if (eatOneOf(u":.")) {
                skip(u" ");
                second = digits(2);
            }
        }
        const int fraction =
            !second.isEmpty() && eatOneOf(u".,:") ? fractionMs(digits(30).toString()) : 0;
        skip(u" ");
        const int hours = ofHalfDay(hour.toInt());
        if (hours > 24 || minute.toInt() > 59 || second.toInt() > 60)
            return {};
        return ((hours * 60LL + minute.toInt()) * 60 + second.toInt()) * 1000 + fraction;
    }

    int ofHalfDay(int hour) {
        const QStringView half =
            m_text.sliced(m_at).first(qMin<qsizetype>(2, m_text.size() - m_at));
        const bool isMorning = half.compare("AM"_L1, Qt::CaseInsensitive) == 0;
        const bool isEvening = half.compare("PM"_L1, Qt::CaseInsensitive) == 0;
        if (!isMorning && !isEvening)
            return hour;
        m_at += 2;
        skip(u" ");
        return hour > 12 ? hour : hour % 12 + (isEvening ? 12 : 0);
    }

    /// One or two digits, or one behind a blank; 0 of two blanks and where there is nothing.
    int readPadded() {
        const qsizetype blanks = isDigit(at(m_at + 1)) ? 1 : 2;
        for (qsizetype i = 0; i < blanks && peek() == u' '; ++i)
            ++m_at;
        return digits(2).toInt();
    }

    QStringView digits(qsizetype most) {
        const qsizetype begin = m_at;
        while (m_at - begin < most && isDigit(peek()))
            ++m_at;
        return m_text.sliced(begin, m_at - begin);
    }

    bool eatOneOf(QStringView characters) {
        if (m_at >= m_text.size() || !characters.contains(peek()))
            return false;
        ++m_at;
        return true;
    }

    void skip(QStringView characters) {
        while (eatOneOf(characters)) {
        }
    }

    QChar at(qsizetype place) const { return place < m_text.size() ? m_text[place] : QChar(); }
    QChar peek() const { return at(m_at); }

    QStringView m_text;
    qsizetype m_at = 0;
};

/// The texts of e-mails (PNG files have them) and of C's asctime().
std::optional<WallClock> clockOfWords(const QString& text) {
    static const QRegularExpression universal(u" (?:GMT|UTC?|Z)$"_s);
    QString numbered = text;
    const QDateTime date =
        QDateTime::fromString(numbered.replace(universal, u" +0000"_s), Qt::RFC2822Date);
    if (!date.isValid())
        return {};
    const std::int64_t ms = msOf(date.date()) + date.time().msecsSinceStartOfDay();
    if (!isSensible(ms))
        return {};
    return WallClock{ms, zoneMinutesOf(numbered.section(u' ', -1))};
}

}  // namespace

std::optional<WallClock> wallClockOf(const QString& given) {
    constexpr qsizetype longest = 100;
    QString text = given.left(longest);
    if (const qsizetype end = text.indexOf(QChar(u'\0')); end >= 0)
        text.truncate(end);
    text = text.trimmed();
    const std::optional<WallClock> clock = DateScanner(text).read();
    return clock ? clock : clockOfWords(text);
}

std::optional<WallClock> wallClockOf(const QString& date, const QString& time) {
    return wallClockOf(date.trimmed() + u'T' + time.trimmed());
}

std::optional<int> zoneMinutesOf(const QString& given) {
    static const QRegularExpression form(
        u"^(?:UTC|GMT)?(?<sign>[+-])(?<hours>\\d{1,2})(?::?(?<minutes>\\d{2}))?"_s);
    const QString text = given.trimmed();
    if (text == "Z"_L1 || text == "UTC"_L1 || text == "GMT"_L1)
        return 0;
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return {};
    const int minutes =
        match.captured(u"hours"_s).toInt() * 60 + match.captured(u"minutes"_s).toInt();
    constexpr int most = 18 * 60;
    if (minutes > most)
        return {};
    return match.captured(u"sign"_s) == "-"_L1 ? -minutes : minutes;
}

int fractionMs(const QString& digits) {
    int ms = 0;
    int worth = 100;
    for (const QChar digit : digits.trimmed()) {
        if (!isDigit(digit))
            return 0;
        ms += (digit.unicode() - u'0') * worth;
        worth /= 10;
    }
    return ms;
}

}  // namespace semblance
