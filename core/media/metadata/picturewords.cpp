#include "core/media/metadata/picturewords.h"

#include <QHash>
#include <QRegularExpression>
#include <algorithm>

#include "core/base/photofacts.h"
#include "core/media/metadata/guessedtext.h"
#include "core/media/metadata/metadatatags.h"
#include "core/media/metadata/words.h"

namespace semblance {

using namespace Qt::StringLiterals;

namespace {

bool isPlaceholder(const QString& description) {
    static const QRegularExpression form(
        u"^(.*\\bdigital (still )?camera|digital camera.*|sony dsc|samsung( \\w+)?|dcf 1\\.0"
        "|exif[_ ]jpeg[_ ].*|jpeg(_picture)?|lead technologies.*|<digimax .*>|minolta dsc"
        "|kodak dsc|dsc|default|untitled|user ?comments?|ascii|binary comment|image description"
        "|my beautiful picture|cof|mde|edf|ptr|ozn|oznor|rhdr|hdr(pl)?|fbt|btf|sdr|nor|dav)$"_s,
        QRegularExpression::CaseInsensitiveOption);
    return form.match(description).hasMatch();
}

/// "...:RegionList[2]" of "...:RegionList[2]/mwg-rs:Name".
QString itemOf(const QString& key) {
    return key.left(key.lastIndexOf(u'/'));
}

/// Whether a list's item has this field. A field's prefix is the file's to choose.
bool isField(const QString& key, QLatin1StringView name) {
    return key.endsWith(u':' + name) && itemOf(key).endsWith(u']');
}

void addFaces(Words& people, const MetadataTags& tags) {
    const auto parts = tags.xmpBelow("Xmp.mwg-rs.Regions/");
    QHash<QString, QString> types;
    for (const auto& [key, text] : parts) {
        if (isField(key, "Type"_L1))
            types.insert(itemOf(key), text);
    }
    for (const auto& [key, text] : parts) {
        // Others are pets, points of focus and bar codes.
        const QString type = types.value(itemOf(key), u"Face"_s);
        if (isField(key, "Name"_L1) && type.compare("Face"_L1, Qt::CaseInsensitive) == 0)
            people.add(text);
    }
}

void addField(Words& people, const MetadataTags& tags, const char* list, QLatin1StringView name) {
    for (const auto& [key, text] : tags.xmpBelow(list)) {
        if (isField(key, name))
            people.add(text);
    }
}

}  // namespace

QString labelOf(const MetadataTags& tags) {
    const QString label = asLine(tags.xmpText("Xmp.xmp.Label"), FactLimits::line);
    if (!label.isEmpty())
        return label;
    // darktable has a list of any of five; digiKam one of nine, from 1 on.
    static const QStringList darktable{u"Red"_s, u"Yellow"_s, u"Green"_s, u"Blue"_s, u"Purple"_s};
    static const QStringList digiKam{u"Red"_s,     u"Orange"_s, u"Yellow"_s, u"Green"_s, u"Blue"_s,
                                     u"Magenta"_s, u"Grey"_s,   u"Black"_s,  u"White"_s};
    if (const auto colour = tags.xmpNumber("Xmp.darktable.colorlabels"))
        return darktable.value(int(std::clamp(*colour, -1.0, 99.0)));
    const auto colour = tags.xmpNumber("Xmp.digiKam.ColorLabel");
    return colour ? digiKam.value(int(std::clamp(*colour, 0.0, 99.0)) - 1) : QString();
}

QString titleOf(const MetadataTags& tags) {
    for (const QString& text :
         {tags.xmpText("Xmp.dc.title"), tags.iptcTexts("Iptc.Application2.ObjectName").value(0),
          utf16Text(tags.exifBytes("Exif.Image.XPTitle"))}) {
        const QString title = asLine(text, FactLimits::line);
        if (!title.isEmpty())
            return title;
    }
    return {};
}

QString descriptionOf(const MetadataTags& tags) {
    for (const QString& text :
         {tags.xmpText("Xmp.dc.description"), tags.exifText("Exif.Image.ImageDescription"),
          tags.iptcTexts("Iptc.Application2.Caption").value(0)}) {
        const QString description = asLines(text, FactLimits::description);
        if (!description.isEmpty() && !isPlaceholder(description))
            return description;
    }
    return {};
}

QStringList keywordsOf(const MetadataTags& tags) {
    Words words;
    words.add(tags.xmpTexts("Xmp.dc.subject"));
    words.add(tags.iptcTexts("Iptc.Application2.Keywords"));
    words.add(utf16Text(tags.exifBytes("Exif.Image.XPKeywords")).split(u';'));
    words.addPaths(tags.xmpTexts("Xmp.lr.hierarchicalSubject"), u'|');
    words.addPaths(tags.xmpTexts("Xmp.digiKam.TagsList"), u'/');
    words.addPaths(tags.xmpTexts("Xmp.MicrosoftPhoto.LastKeywordXMP"), u'/');
    return words.take();
}

QStringList peopleOf(const MetadataTags& tags) {
    Words people;
    addFaces(people, tags);
    addField(people, tags, "Xmp.MP.RegionInfo/", "PersonDisplayName"_L1);
    people.add(tags.xmpTexts("Xmp.iptcExt.PersonInImage"));
    addField(people, tags, "Xmp.iptcExt.PersonInImageWDetails", "PersonName"_L1);
    return people.take();
}

}  // namespace semblance
