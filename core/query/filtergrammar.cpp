#include "core/query/filtergrammar.h"

#include <QCoreApplication>
#include <QDate>
#include <QDateTime>
#include <QTimeZone>
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string_view>

#include "core/base/plainwords.h"

namespace semblance {

namespace {
using Field = PhotoFilter::Field;
using Relation = PhotoFilter::Relation;
using Term = PhotoFilter::Term;
using namespace Qt::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::FilterGrammar)
};

enum class Value { Words, Written, Type, Trait, Date, Day, Colour, Number, Bytes };

struct Key {
    QLatin1StringView name;
    Field field;
    Value value;
    Relation relation = Relation::Equal;  ///< that the key itself means
};

constexpr std::array keys{
    Key{"folder"_L1, Field::Folder, Value::Words},
    Key{"name"_L1, Field::Name, Value::Words},
    Key{"type"_L1, Field::Type, Value::Type},
    Key{"before"_L1, Field::Time, Value::Date, Relation::Below},
    Key{"after"_L1, Field::Time, Value::Date, Relation::AtLeast},
    Key{"rating"_L1, Field::Rating, Value::Number},
    Key{"label"_L1, Field::Label, Value::Words},
    Key{"tag"_L1, Field::Tag, Value::Words},
    Key{"person"_L1, Field::Person, Value::Words},
    Key{"camera"_L1, Field::Camera, Value::Words},
    Key{"lens"_L1, Field::Lens, Value::Words},
    Key{"size"_L1, Field::Size, Value::Bytes},
    Key{"text"_L1, Field::Words, Value::Written},
    Key{"is"_L1, Field::Is, Value::Trait},
    Key{"place"_L1, Field::Place, Value::Words},
    Key{"colour"_L1, Field::Colour, Value::Colour},
    Key{"color"_L1, Field::Colour, Value::Colour},
    Key{"day"_L1, Field::Day, Value::Day},
};

struct Sign {
    QLatin1StringView text;
    Relation relation;
};

/// Longer ones first.
constexpr std::array signs{
    Sign{">="_L1, Relation::AtLeast}, Sign{"<="_L1, Relation::AtMost},
    Sign{">"_L1, Relation::Above},    Sign{"<"_L1, Relation::Below},
    Sign{":"_L1, Relation::Equal},    Sign{"="_L1, Relation::Equal},
};

struct Unit {
    QLatin1StringView name;
    double bytes;
};

constexpr std::array units{Unit{"kb"_L1, 1e3}, Unit{"mb"_L1, 1e6}, Unit{"gb"_L1, 1e9},
                           Unit{"b"_L1, 1}};

/// Words apart by blanks; what stands in quotes is of one word, its quotes stay.
QStringList wordsOf(const QString& text) {
    QStringList words;
    QString word;
    bool isQuoted = false;
    for (const QChar c : text) {
        if (c == u'"')
            isQuoted = !isQuoted;
        if (c.isSpace() && !isQuoted) {
            if (!word.isEmpty())
                words.append(std::exchange(word, {}));
            continue;
        }
        word += c;
    }
    if (!word.isEmpty())
        words.append(word);
    return words;
}

std::optional<std::int64_t> startOf(const QString& date) {
    for (const auto* format : {"yyyy-MM-dd", "yyyy-MM", "yyyy"}) {
        const QDate day = QDate::fromString(date, QLatin1StringView(format));
        // A format of four digits takes five.
        if (day.isValid() && date.size() == qsizetype(std::string_view(format).size()))
            return QDateTime(day, QTime(0, 0), QTimeZone::utc()).toMSecsSinceEpoch();
    }
    return std::nullopt;
}

std::optional<std::int64_t> bytesOf(const QString& text) {
    double factor = 1;
    QString number = text;
    for (const Unit& unit : units) {
        if (number.endsWith(unit.name, Qt::CaseInsensitive)) {
            factor = unit.bytes;
            number.chop(unit.name.size());
            break;
        }
    }
    bool ok = false;
    const double bytes = number.trimmed().toDouble(&ok) * factor;
    if (!ok || !std::isfinite(bytes) || bytes < 0 || bytes > 1e18)
        return std::nullopt;
    return std::llround(bytes);
}

bool takeNumber(std::optional<std::int64_t> number, Term& term) {
    if (number)
        term.number = *number;
    return number.has_value();
}

/// "red", "#8040c0", "red>=30%".
bool takeColour(const QString& text, Term& term) {
    const qsizetype sign = text.indexOf(">="_L1);
    const QString name = sign < 0 ? text : text.first(sign);
    if (!WantedColour::fromText(name))
        return false;
    const auto named = colourNamed(name);
    term.text = named ? nameOf(*named) : name.toLower();
    term.number = usualShare;
    if (sign < 0)
        return true;
    QString share = text.sliced(sign + 2);
    if (share.endsWith(u'%'))
        share.chop(1);
    bool ok = false;
    term.number = share.toLongLong(&ok);
    return ok && term.number >= 1 && term.number <= 100;
}

bool takeDay(const QString& text, Term& term) {
    const auto range = DayRange::fromText(text);
    if (range)
        term.text = range->toText();
    return range.has_value();
}

bool takeValue(const Key& key, const QString& text, Term& term) {
    switch (key.value) {
        case Value::Words:
            term.text = text;
            return true;
        case Value::Written:
            term.text = text;
            return !plainWords(text).isEmpty();
        case Value::Type:
            term.text = text;
            return isPhotoType(text);
        case Value::Trait:
            term.text = text;
            return photoTraits().contains(text, Qt::CaseInsensitive);
        case Value::Date:
            return takeNumber(startOf(text), term);
        case Value::Day:
            return takeDay(text, term);
        case Value::Colour:
            return takeColour(text, term);
        case Value::Bytes:
            return takeNumber(bytesOf(text), term);
        case Value::Number: {
            bool ok = false;
            term.number = text.toLongLong(&ok);
            return ok && term.number >= -1 && term.number <= 5;
        }
    }
    return false;
}

std::optional<Term> termOf(QStringView word) {
    Term term;
    if (word.startsWith(u'-')) {
        term.isExcluded = true;
        word = word.sliced(1);
    }
    const auto key = std::find_if(keys.begin(), keys.end(), [&](const Key& k) {
        return word.startsWith(k.name, Qt::CaseInsensitive);
    });
    if (key == keys.end())
        return std::nullopt;
    word = word.sliced(key->name.size());
    const auto sign = std::find_if(signs.begin(), signs.end(),
                                   [&](const Sign& s) { return word.startsWith(s.text); });
    if (sign == signs.end())
        return std::nullopt;
    QString value = word.sliced(sign->text.size()).toString();
    if (value.size() >= 2 && value.startsWith(u'"') && value.endsWith(u'"'))
        value = value.sliced(1, value.size() - 2);
    const bool isCompared = key->value == Value::Number || key->value == Value::Bytes;
    if (value.trimmed().isEmpty() || value.contains(u'"') ||
        (sign->relation != Relation::Equal && !isCompared))
        return std::nullopt;
    term.field = key->field;
    term.relation = isCompared ? sign->relation : key->relation;
    return takeValue(*key, value, term) ? std::optional(term) : std::nullopt;
}

/// Quotes alone.
std::optional<Term> quotedIn(const QString& word) {
    Term term;
    term.field = Field::Words;
    if (word.size() < 3 || !word.startsWith(u'"') || !word.endsWith(u'"'))
        return std::nullopt;
    term.text = word.sliced(1, word.size() - 2);
    const bool isOne = !term.text.contains(u'"') && !plainWords(term.text).isEmpty();
    return isOne ? std::optional(term) : std::nullopt;
}

/// "year:2019" is a short form of two terms.
std::vector<Term> yearOf(const QString& word) {
    constexpr QLatin1StringView key("year:");
    if (!word.startsWith(key, Qt::CaseInsensitive))
        return {};
    const QString year = word.sliced(key.size());
    bool ok = false;
    const int next = year.toInt(&ok) + 1;
    const auto from = startOf(year);
    const auto to = startOf(QString::number(next).rightJustified(4, u'0'));
    if (!ok || year.size() != 4 || !from || !to)
        return {};
    return {{Field::Time, Relation::AtLeast, {}, *from}, {Field::Time, Relation::Below, {}, *to}};
}

const Key& keyOf(const Term& term) {
    return *std::find_if(keys.begin(), keys.end(), [&](const Key& key) {
        return key.field == term.field &&
               (key.value != Value::Date || key.relation == term.relation);
    });
}

QLatin1StringView signOf(const Term& term) {
    return std::find_if(signs.begin(), signs.end(),
                        [&](const Sign& sign) { return sign.relation == term.relation; })
        ->text;
}

QString valueText(const Key& key, const Term& term) {
    switch (key.value) {
        case Value::Date:
            return QDateTime::fromMSecsSinceEpoch(term.number, QTimeZone::utc())
                .date()
                .toString(u"yyyy-MM-dd");
        case Value::Number:
        case Value::Bytes:
            return QString::number(term.number);
        case Value::Colour:
            return term.number == usualShare ? term.text
                                             : u"%1>=%2%"_s.arg(term.text).arg(term.number);
        case Value::Written:
            return u'"' + term.text + u'"';
        case Value::Words:
        case Value::Type:
        case Value::Trait:
        case Value::Day:
            break;
    }
    const bool hasBlank =
        std::any_of(term.text.begin(), term.text.end(), [](QChar c) { return c.isSpace(); });
    return hasBlank ? u'"' + term.text + u'"' : term.text;
}

}  // namespace

FilterText readFilters(const QString& text) {
    FilterText read;
    QStringList rest;
    for (const QString& word : wordsOf(text)) {
        std::vector<Term>& terms = read.filter.terms;
        if (const auto term = termOf(word))
            terms.push_back(*term);
        else if (const auto quoted = quotedIn(word))
            terms.push_back(*quoted);
        else if (const auto year = yearOf(word); !year.empty())
            terms.insert(terms.end(), year.begin(), year.end());
        else
            rest.append(word);
    }
    read.rest = rest.join(u' ');
    return read;
}

Result<PhotoFilter> filterFromText(const QString& text) {
    FilterText read = readFilters(text);
    if (read.rest.isEmpty())
        return std::move(read.filter);
    return fail(ErrorKind::WrongUse,
                Text::tr("“%1” is no filter. Filters are %2, as in: folder:2019 type:raw "
                         "after:2019-06 rating>=4 -tag:private size>5MB is:landscape")
                    .arg(read.rest, filterKeys().join(QStringLiteral(", "))));
}

QString toText(const PhotoFilter& filter) {
    QStringList words;
    for (const Term& term : filter.terms) {
        const Key& key = keyOf(term);
        if (key.value == Value::Written && !term.isExcluded) {
            words.append(valueText(key, term));
            continue;
        }
        const QLatin1StringView sign = key.value == Value::Date ? ":"_L1 : signOf(term);
        words.append((term.isExcluded ? u"-"_s : QString()) + key.name + sign +
                     valueText(key, term));
    }
    return words.join(u' ');
}

QStringList filterKeys() {
    QStringList names;
    for (const Key& key : keys)
        names.append(key.name + u':');
    names.append(QStringLiteral("year:"));
    return names;
}

}  // namespace semblance
