#include "core/train/wordings.h"

#include <array>

namespace semblance {

namespace {

using Wording = const char*;

/// %1: asked, %2: what the reference is.
template <std::size_t N>
QString drawn(const std::array<Wording, N>& wordings, const QString& asked, const QString& from,
              Draw& draw) {
    // One pass, so that a % in the data stays what it is.
    QString text = QString::fromLatin1(draw.of(wordings));
    const qsizetype second = text.indexOf(QLatin1StringView("%2"));
    if (second >= 0 && from.isEmpty())
        return asked;
    return second >= 0 ? text.arg(asked, from) : text.arg(asked);
}

}  // namespace

QString colourWording(const QString& asked, const QString& from, Draw& draw) {
    static constexpr std::array<Wording, 12> kWordings{
        "that is %1",       "in %1",      "in the colour %1",        "%1",
        "%1 instead of %2", "make it %1", "change the colour to %1", "the same in %1",
        "but %1",           "a %1 one",   "that is %1, not %2",      "in %1 instead of %2"};
    // The plainest is what most people say.
    constexpr double kPlainest = 0.4;
    if (draw.unit() < kPlainest)
        return QStringLiteral("that is %1").arg(asked.toLower());
    return drawn(kWordings, asked.toLower(), from.toLower(), draw);
}

QString genderWording(const QString& asked, const QString& from, Draw& draw) {
    static constexpr std::array<Wording, 6> kWordings{
        "that is for %1",        "for %1",      "for %1 instead of %2",
        "the same thing for %1", "made for %1", "change it to one for %1"};
    static constexpr std::array<Wording, 4> kEveryone{"that is for everyone", "unisex",
                                                      "for men and women", "for everyone"};
    const QString unisex = QStringLiteral("unisex");
    const QString wanted = asked.toLower();
    if (wanted == unisex)
        return QString::fromLatin1(draw.of(kEveryone));
    const QString before = from.toLower();
    return drawn(kWordings, wanted, before == unisex ? QStringLiteral("everyone") : before, draw);
}

QString kindWording(const QString& asked, const QString& from, Draw& draw) {
    static constexpr std::array<Wording, 7> kWordings{
        "%1 instead", "%1 instead of %2", "%1 in the same colour", "but %1", "change it into %1",
        "that is %1", "matching %1"};
    return drawn(kWordings, asked.toLower(), from.toLower(), draw);
}

QString skinToneWording(const QString& asked, Draw& draw) {
    static constexpr std::array<Wording, 6> kWordings{
        "with %1", "with a %1", "%1", "that has a %1", "the same with %1", "change it to %1"};
    return drawn(kWordings, asked, {}, draw);
}

QString personWording(const QString& asked, const QString& from, Draw& draw) {
    static constexpr std::array<Wording, 6> kWordings{
        "that is a %1", "a %1 instead of a %2", "as a %1",
        "%1 instead",   "the same with a %1",   "make it a %1"};
    return drawn(kWordings, asked, from, draw);
}

QString expressionWording(const QString& asked, Draw& draw) {
    static constexpr std::array<Wording, 5> kWordings{"%1 instead", "%1", "that is a %1",
                                                      "but as a %1", "change it to a %1"};
    return drawn(kWordings, asked, {}, draw);
}

QString editWording(const QString& asked, const QString& from, Draw& draw) {
    static constexpr std::array<Wording, 7> kWordings{
        "%1 instead of %2",           "with %1 instead of %2", "%1, not %2",
        "replace %2 with %1",         "change %2 to %1",       "%1 rather than %2",
        "that shows %1 instead of %2"};
    return drawn(kWordings, asked, from, draw);
}

QString captionWording(const QString& caption, Draw& draw) {
    static constexpr std::array<Wording, 4> kWordings{"%1", "that shows %1", "but %1",
                                                      "showing %1"};
    QString plain = caption.toLower().trimmed();
    while (plain.endsWith(u'.') || plain.endsWith(u' '))
        plain.chop(1);
    return drawn(kWordings, plain, {}, draw);
}

}  // namespace semblance
