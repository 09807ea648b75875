#include "core/base/photofilter.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>

#include "core/base/pictureformats.h"
#include "core/base/plainwords.h"

namespace semblance {

namespace {
using Field = PhotoFilter::Field;
using Relation = PhotoFilter::Relation;
using Term = PhotoFilter::Term;
using namespace Qt::StringLiterals;

struct Family {
    QLatin1StringView name;
    std::vector<PictureFormat> formats;
};

const std::vector<Family>& families() {
    using F = PictureFormat;
    static const std::vector<Family> all{
        {"photo"_L1, {F::Jpeg, F::Heif, F::Avif, F::Jxl, F::Raw}},
        {"raw"_L1, {F::Raw}},
        {"vector"_L1, {F::Svg, F::Pdf, F::Eps}},
        {"video"_L1, {F::Mp4, F::Mov, F::Mkv, F::WebM, F::Avi}},
        {"layered"_L1, {F::Psd, F::Kra, F::Ora, F::Sketch, F::Procreate, F::Affinity, F::Xcf}},
    };
    return all;
}

bool isSame(QStringView a, QStringView b) {
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

bool isOfType(const QString& type, const QString& format) {
    for (const PictureFormatRow& row : pictureFormats) {
        if (row.name != format)
            continue;
        if (type.compare(row.name, Qt::CaseInsensitive) == 0)
            return true;
        const bool isEnding =
            std::any_of(row.extensions.begin(), row.extensions.end(), [&](QLatin1StringView e) {
                return !e.isEmpty() && type.compare(e, Qt::CaseInsensitive) == 0;
            });
        const bool isFamily =
            std::any_of(families().begin(), families().end(), [&](const Family& family) {
                return type.compare(family.name, Qt::CaseInsensitive) == 0 &&
                       std::find(family.formats.begin(), family.formats.end(), row.format) !=
                           family.formats.end();
            });
        return isEnding || isFamily;
    }
    return isSame(type, format);
}

/// "2019/Rome" lies in ".../2019/Rome/..." and not in ".../12019/Rome Nord/...".
bool isInFolder(const QString& wanted, const QString& path) {
    const QString folder = path.left(path.lastIndexOf(u'/') + 1);
    QString parts = wanted;
    while (parts.endsWith(u'/'))
        parts.chop(1);
    if (parts.startsWith(u'/'))
        return folder.startsWith(parts + u'/', Qt::CaseInsensitive);
    return folder.contains(u'/' + parts + u'/', Qt::CaseInsensitive);
}

bool isLabelled(const QString& wanted, const QString& label) {
    return isSame(wanted, label) || (label.isEmpty() && isSame(wanted, u"none"));
}

bool isPictured(const QString& wanted, const PhotoFacts& facts) {
    return std::any_of(facts.people.begin(), facts.people.end(),
                       [&](const QString& name) { return isSame(name, wanted); });
}

bool hasTag(const QString& wanted, const PhotoFacts& facts) {
    const auto isMeant = [&](const QString& tag) {
        // Of "places/Rome" also "places" and "Rome" alone.
        const QString path = u'/' + tag + u'/';
        return path.contains(u'/' + wanted + u'/', Qt::CaseInsensitive);
    };
    return std::any_of(facts.keywords.begin(), facts.keywords.end(), isMeant) ||
           isPictured(wanted, facts);
}

/// Without case and accents, between slashes.
QString foldedPlace(const QString& place) {
    QString folded = place.normalized(QString::NormalizationForm_KD).toCaseFolded();
    folded.removeIf([](QChar c) { return c.category() == QChar::Mark_NonSpacing; });
    return u'/' + folded + u'/';
}

bool isInPlace(const QString& wanted, const QString& place) {
    if (place.isEmpty())
        return false;
    const bool isWhole = wanted.startsWith(u'/');
    const QString folded = foldedPlace(wanted.sliced(isWhole ? 1 : 0));
    return isWhole ? foldedPlace(place).startsWith(folded) : foldedPlace(place).contains(folded);
}

bool hasColour(const Term& term, const PhotoFacts& facts) {
    const auto wanted = WantedColour::fromText(term.text);
    return wanted && facts.palette && isShare(wanted->shareIn(*facts.palette), term.number);
}

bool isOnDay(const Term& term, std::int64_t timeMs) {
    const auto range = DayRange::fromText(term.text);
    return range && range->contains(dayOfYear(timeMs));
}

/// Month by month, where each begins in a leap year.
constexpr std::array daysBefore{0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366};

/// "12-24"; 0 when it is none.
int dayFromText(QStringView text) {
    const bool isDay = text.size() == 5 && text[2] == u'-' && text[0].isDigit() &&
                       text[1].isDigit() && text[3].isDigit() && text[4].isDigit();
    const int month = isDay ? text.first(2).toInt() : 0;
    const int day = isDay ? text.sliced(3).toInt() : 0;
    if (month < 1 || month > 12 || day < 1)
        return 0;
    const int number = daysBefore[std::size_t(month - 1)] + day;
    return number <= daysBefore[std::size_t(month)] ? number : 0;
}

QString dayToText(int day) {
    const auto month = std::lower_bound(daysBefore.begin(), daysBefore.end(), day);
    return QStringLiteral("%1-%2")
        .arg(int(month - daysBefore.begin()), 2, 10, QChar(u'0'))
        .arg(day - *(month - 1), 2, 10, QChar(u'0'));
}

bool is(const QString& trait, const QString& name, const FilteredPhoto& photo) {
    const PhotoFacts& facts = *photo.facts;
    if (isSame(trait, u"landscape"))
        return facts.width > facts.height;
    if (isSame(trait, u"portrait"))
        return facts.width < facts.height;
    if (isSame(trait, u"square"))
        return facts.width == facts.height && facts.width > 0;
    if (isSame(trait, u"video"))
        return facts.durationMs.has_value();
    if (isSame(trait, u"duplicate"))
        return photo.isDuplicate;
    if (isSame(trait, u"failed"))
        return photo.isFailed;
    return isSame(trait, u"screenshot") && facts.camera.isEmpty() &&
           isScreenshotName(name.toStdString());
}

bool holds(const Term& term, std::int64_t number) {
    switch (term.relation) {
        case Relation::Equal:
            return number == term.number;
        case Relation::AtLeast:
            return number >= term.number;
        case Relation::AtMost:
            return number <= term.number;
        case Relation::Above:
            return number > term.number;
        case Relation::Below:
            return number < term.number;
    }
    return false;
}

}  // namespace

std::optional<DayRange> DayRange::fromText(QStringView text) {
    const qsizetype dots = text.indexOf(u"..");
    const DayRange range{dayFromText(dots < 0 ? text : text.first(dots)),
                         dayFromText(dots < 0 ? text : text.sliced(dots + 2))};
    return range.first > 0 && range.last > 0 ? std::optional(range) : std::nullopt;
}

QString DayRange::toText() const {
    return first == last ? dayToText(first)
                         : dayToText(first) + QStringLiteral("..") + dayToText(last);
}

int dayOfYear(std::int64_t ms) {
    using namespace std::chrono;
    constexpr sys_days firstDay{year(1) / 1 / 1};
    constexpr sys_days behind{year(10'000) / 1 / 1};
    const sys_time<milliseconds> time{milliseconds(ms)};
    if (time < firstDay || time >= behind)
        return 0;
    const year_month_day date{floor<days>(time)};
    return daysBefore[unsigned(date.month()) - 1] + int(unsigned(date.day()));
}

const QStringList& photoTraits() {
    static const QStringList traits{QStringLiteral("landscape"), QStringLiteral("portrait"),
                                    QStringLiteral("square"),    QStringLiteral("screenshot"),
                                    QStringLiteral("video"),     QStringLiteral("duplicate"),
                                    QStringLiteral("failed")};
    return traits;
}

bool isPhotoType(const QString& text) {
    const bool isFamily = std::any_of(
        families().begin(), families().end(),
        [&](const Family& family) { return text.compare(family.name, Qt::CaseInsensitive) == 0; });
    return isFamily ||
           std::any_of(pictureFormats.begin(), pictureFormats.end(),
                       [&](const PictureFormatRow& row) { return isOfType(text, row.name); });
}

bool holds(const Term& term, const FilteredPhoto& photo) {
    const PhotoFacts& facts = *photo.facts;
    const QString name = photo.path.sliced(photo.path.lastIndexOf(u'/') + 1);
    switch (term.field) {
        case Field::Folder:
            return isInFolder(term.text, photo.path);
        case Field::Name:
            return name.contains(term.text, Qt::CaseInsensitive);
        case Field::Type:
            return isOfType(term.text, facts.format);
        case Field::Time:
            return holds(term, photo.timeMs);
        case Field::Rating:
            return holds(term, facts.rating.value_or(0));
        case Field::Label:
            return isLabelled(term.text, facts.label);
        case Field::Tag:
            return hasTag(term.text, facts);
        case Field::Person:
            return isPictured(term.text, facts);
        case Field::Camera:
            return facts.camera.contains(term.text, Qt::CaseInsensitive);
        case Field::Lens:
            return facts.lens.contains(term.text, Qt::CaseInsensitive);
        case Field::Size:
            return holds(term, photo.bytes);
        case Field::Words:
            return holdsPhrase(photo.written, term.text);
        case Field::Is:
            return is(term.text, name, photo);
        case Field::Place:
            return isInPlace(term.text, photo.place);
        case Field::Colour:
            return hasColour(term, facts);
        case Field::Day:
            return isOnDay(term, photo.timeMs);
    }
    return false;
}

bool asksForFailed(const PhotoFilter& filter) {
    return std::any_of(filter.terms.begin(), filter.terms.end(), [](const Term& term) {
        return term.field == Field::Is && !term.isExcluded && isSame(term.text, u"failed");
    });
}

bool isAlternative(const Term& term) {
    switch (term.field) {
        case Field::Folder:
        case Field::Name:
        case Field::Type:
        case Field::Label:
        case Field::Camera:
        case Field::Lens:
        case Field::Place:
            return !term.isExcluded;
        case Field::Time:
        case Field::Rating:
        case Field::Tag:
        case Field::Person:
        case Field::Size:
        case Field::Words:
        case Field::Is:
        case Field::Colour:
        case Field::Day:
            return false;
    }
    return false;
}

bool isScreenshotName(std::string_view name) {
    constexpr std::array names{"screenshot",    "screen shot",     "bildschirmfoto",
                               "screen_shot",   "screencapture",   "capture d",
                               "captura de pa", "schermafbeelding"};
    std::string folded(name);
    for (char& c : folded) {
        // A few letters beyond ASCII fold into it.
        if (static_cast<unsigned char>(c) >= 0x80) {
            folded =
                QString::fromUtf8(name.data(), qsizetype(name.size())).toCaseFolded().toStdString();
            break;
        }
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return std::any_of(names.begin(), names.end(), [&](std::string_view part) {
        return folded.find(part) != std::string::npos;
    });
}

static bool anyHolds(const PhotoFilter& filter, Field field, const FilteredPhoto& photo) {
    return std::any_of(filter.terms.begin(), filter.terms.end(), [&](const Term& term) {
        return term.field == field && isAlternative(term) && holds(term, photo);
    });
}

bool matches(const PhotoFilter& filter, const FilteredPhoto& photo) {
    return std::all_of(filter.terms.begin(), filter.terms.end(), [&](const Term& term) {
        return isAlternative(term) ? anyHolds(filter, term.field, photo)
                                   : holds(term, photo) != term.isExcluded;
    });
}

}  // namespace semblance
