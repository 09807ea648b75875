#include "core/media/metadata/sidecaredit.h"

#include <QCoreApplication>
#include <algorithm>
#include <exception>
#include <exiv2/exiv2.hpp>
#include <string>

#include "core/media/metadata/exiv2library.h"
#include "core/media/metadata/xmlvalues.h"

namespace semblance {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::SidecarEdit)
};

constexpr const char* subject = "Xmp.dc.subject";
constexpr const char* hierarchy = "Xmp.lr.hierarchicalSubject";

/// Lists of tags that are paths, and what their parts are joined by.
struct PathList {
    const char* key;
    QChar separator;
};
constexpr PathList pathLists[] = {
    {hierarchy, u'|'}, {"Xmp.digiKam.TagsList", u'/'}, {"Xmp.MicrosoftPhoto.LastKeywordXMP", u'/'}};

bool has(const Exiv2::XmpData& xmp, const char* key) {
    return xmp.findKey(Exiv2::XmpKey(key)) != xmp.end();
}

void erase(Exiv2::XmpData& xmp, const char* key) {
    if (const auto found = xmp.findKey(Exiv2::XmpKey(key)); found != xmp.end())
        xmp.erase(found);
}

QString textOf(const Exiv2::XmpData& xmp, const char* key) {
    const auto found = xmp.findKey(Exiv2::XmpKey(key));
    return found == xmp.end() ? QString() : QString::fromStdString(found->toString());
}

QStringList listOf(const Exiv2::XmpData& xmp, const char* key) {
    const auto found = xmp.findKey(Exiv2::XmpKey(key));
    QStringList items;
    if (found == xmp.end())
        return items;
    for (int i = 0; i < int(found->count()); ++i)
        items.append(QString::fromStdString(found->toString(i)));
    return items;
}

/// Of the kind that it is already: ordered, or not.
void setList(Exiv2::XmpData& xmp, const char* key, const QStringList& items) {
    const auto found = xmp.findKey(Exiv2::XmpKey(key));
    const bool isOrdered = found != xmp.end() && found->typeId() == Exiv2::xmpSeq;
    erase(xmp, key);
    if (items.isEmpty())
        return;
    Exiv2::XmpArrayValue value(isOrdered ? Exiv2::xmpSeq : Exiv2::xmpBag);
    for (const QString& item : items)
        value.read(item.toStdString());
    xmp.add(Exiv2::XmpKey(key), &value);
}

bool contains(const QStringList& list, const QString& item) {
    return list.contains(item, Qt::CaseInsensitive);
}

void addTo(QStringList& list, const QString& item) {
    if (!contains(list, item))
        list.append(item);
}

QString joined(const QString& tag, QChar separator) {
    return QString(tag).replace(u'/', separator);
}

/// As keywordsOf() reads them.
bool hasTags(const Exiv2::XmpData& xmp) {
    return has(xmp, subject) || std::any_of(std::begin(pathLists), std::end(pathLists),
                                            [&xmp](const PathList& l) { return has(xmp, l.key); });
}

void writeTags(Exiv2::XmpData& xmp, const PhotoMarks& marks, const QStringList& keywords) {
    if (marks.tags.isEmpty() && marks.taken.isEmpty())
        return;
    QStringList wanted = hasTags(xmp) ? QStringList() : keywords;
    for (const QString& tag : marks.tags)
        addTo(wanted, tag);
    for (const QString& tag : marks.taken)
        wanted.removeAll(tag);
    const bool anyPath = std::any_of(wanted.begin(), wanted.end(),
                                     [](const QString& tag) { return tag.contains(u'/'); });
    QStringList flat = listOf(xmp, subject);
    for (const QString& tag : marks.taken)
        flat.removeIf([&tag](const QString& one) { return one.trimmed() == tag; });
    for (const QString& tag : wanted) {
        if (!tag.contains(u'/'))
            addTo(flat, tag);
    }
    for (const PathList& list : pathLists) {
        // Whoever reads a list of paths reads no other one, so it has the flat ones, too.
        const bool begins = !has(xmp, list.key);
        if (begins && (list.key != hierarchy || !anyPath))
            continue;
        QStringList items = begins ? flat : listOf(xmp, list.key);
        for (const QString& tag : marks.taken)
            items.removeAll(joined(tag, list.separator));
        for (const QString& tag : wanted)
            addTo(items, joined(tag, list.separator));
        setList(xmp, list.key, items);
    }
    setList(xmp, subject, flat);
}

/// Only where it is there: xmp:Rating is what everybody reads.
void setIfThere(Exiv2::XmpData& xmp, const char* key, int number) {
    if (has(xmp, key))
        xmp[key] = std::to_string(number);
}

void writeRating(Exiv2::XmpData& xmp, int rating) {
    constexpr int percents[] = {0, 1, 25, 50, 75, 99};
    xmp["Xmp.xmp.Rating"] = std::to_string(rating);
    setIfThere(xmp, "Xmp.MicrosoftPhoto.Rating", percents[std::clamp(rating, 0, 5)]);
}

void writeLabel(Exiv2::XmpData& xmp, const QString& label) {
    static const QStringList digiKam{u""_s,      u"Red"_s,  u"Orange"_s, u"Yellow"_s,
                                     u"Green"_s, u"Blue"_s, u"Purple"_s};
    if (label.isEmpty())
        erase(xmp, "Xmp.xmp.Label");
    else
        xmp["Xmp.xmp.Label"] = label.toStdString();
    if (const qsizetype number = digiKam.indexOf(label); number >= 0)
        setIfThere(xmp, "Xmp.digiKam.ColorLabel", int(number));
}

void writeNote(Exiv2::XmpData& xmp, const QString& note) {
    constexpr const char* own = "Xmp.acdsee.notes";
    constexpr const char* caption = "Xmp.dc.description";
    const std::string text = note.toStdString();
    Exiv2::LangAltValue captions;
    const auto found = xmp.findKey(Exiv2::XmpKey(caption));
    if (found != xmp.end()) {
        if (const auto* there = dynamic_cast<const Exiv2::LangAltValue*>(&found->value()))
            captions = *there;
    }
    const auto standard = captions.value_.find("x-default");
    // A caption that is the former note is ours.
    const bool isFree =
        found == xmp.end() || (standard != captions.value_.end() && !standard->second.empty() &&
                               QString::fromStdString(standard->second) == textOf(xmp, own));
    if (isFree) {
        captions.value_["x-default"] = text;
        erase(xmp, caption);
        xmp.add(Exiv2::XmpKey(caption), &captions);
    }
    xmp[own] = text;
}

void write(Exiv2::XmpData& xmp, const PhotoMarks& marks, const QStringList& keywords) {
    if (marks.rating)
        writeRating(xmp, *marks.rating);
    if (marks.label)
        writeLabel(xmp, *marks.label);
    writeTags(xmp, marks, keywords);
    if (!marks.note.isEmpty())
        writeNote(xmp, marks.note);
}

Result<QByteArray> encoded(const Exiv2::XmpData& xmp) {
    std::string packet;
    constexpr auto flags = Exiv2::XmpParser::omitPacketWrapper | Exiv2::XmpParser::useCompactFormat;
    if (Exiv2::XmpParser::encode(packet, xmp, flags) != 0)
        return fail(ErrorKind::BadInput, Text::tr("The sidecar could not be made."));
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + QByteArray::fromStdString(packet) +
           '\n';
}

tl::unexpected<Error> notOurs() {
    return fail(ErrorKind::BadInput,
                Text::tr("There is a sidecar that is no XMP. It is left as it is."));
}

/// Whether all that was in `before` is in `after`, too.
bool keepsAll(const QByteArray& before, const QByteArray& after) {
    const auto old = xmlValues(before);
    const auto now = xmlValues(after);
    if (!old || !now)
        return false;
    for (auto value = old->begin(); value != old->end(); ++value) {
        if (now->value(value.key()) < value.value())
            return false;
    }
    return true;
}

Result<QByteArray> edited(const QByteArray& xmp, const PhotoMarks& marks,
                          const QStringList& keywords) {
    Exiv2::XmpData data;
    QByteArray before;
    if (!xmp.isEmpty()) {
        if (Exiv2::XmpParser::decode(data, xmp.toStdString()) != 0)
            return notOurs();
        SEMBLANCE_TRY_ASSIGN(before, encoded(data));
        if (!keepsAll(xmp, before))
            return fail(ErrorKind::BadInput,
                        Text::tr("The sidecar holds what would be lost in rewriting it. It is left "
                                 "as it is."));
    }
    write(data, marks, keywords);
    SEMBLANCE_TRY_ASSIGN(QByteArray after, encoded(data));
    return after == before ? xmp : after;
}

}  // namespace

Result<QByteArray> editedSidecar(const QByteArray& xmp, const PhotoMarks& marks,
                                 const QStringList& keywords) {
    prepareExiv2();
    try {
        return edited(xmp, marks, keywords);
    } catch (const std::exception& error) {
        return fail(ErrorKind::BadInput,
                    Text::tr("There is a sidecar that cannot be read. It is left as it is."),
                    QString::fromUtf8(error.what()));
    }
}

}  // namespace semblance
