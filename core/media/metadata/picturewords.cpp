#include "core/media/metadata/picturewords.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>

#include "core/base/photofacts.h"
#include "core/media/metadata/guessedtext.h"
#include "core/media/metadata/metadatatags.h"

namespace semblance {

using namespace Qt::StringLiterals;

namespace {

/// Words without blanks around them, each once.
class Words {
public:
    void add(const QStringList& words) {
        for (const QString& word : words)
            add(word);
    }

    void add(const QString& given) {
        const QString word =
            asLine(given.normalized(QString::NormalizationForm_C), FactLimits::line);
        if (word.isEmpty() || m_words.size() >= FactLimits::items)
            return;
        const QString folded = word.toCaseFolded();
        if (m_known.contains(folded))
            return;
        m_known.insert(folded);
        m_words.append(word);
    }

    /// "a|b|c" or "a/b/c".
    void addPaths(const QStringList& paths, QChar separator) {
        for (const QString& path : paths) {
            QStringList parts;
            for (const QString& part : path.split(separator, Qt::SkipEmptyParts))
                parts.append(part.trimmed());
            parts.removeAll(QString());
            add(parts.join(u'/'));
        }
    }

    QStringList take() { return std::move(m_words); }

private:
    QStringList m_words;
    QSet<QString> m_known;
};

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
