#include "core/dataset/translations.h"

#include <QDir>
#include <array>

#include "core/base/json.h"
#include "core/base/resources.h"

namespace semblance {

namespace {

constexpr std::array<const char*, 3> kAttributes{"colour", "gender", "kind"};

QJsonObject part(const QJsonObject& object, const char* name) {
    return object.value(QLatin1StringView(name)).toObject();
}

}  // namespace

Result<AttributeTranslations> AttributeTranslations::read(const QString& path) {
    SEMBLANCE_TRY_ASSIGN(const QJsonObject top, readJsonObject(path));
    const QJsonObject languages = part(top, "languages");
    AttributeTranslations translations;
    for (auto it = languages.begin(); it != languages.end(); ++it) {
        Language& language = translations.m_languages[it.key()];
        const QJsonObject object = it->toObject();
        for (std::size_t a = 0; a < kAttributes.size(); ++a) {
            const QJsonObject words = part(part(object, "words"), kAttributes[a]);
            for (auto word = words.begin(); word != words.end(); ++word)
                language.words[a].insert(word.key(), word->toString());
            for (const QJsonValue wish :
                 part(object, "wishes").value(QLatin1StringView(kAttributes[a])).toArray())
                language.wishes[a].append(wish.toString());
            for (const QString& wish : language.wishes[a]) {
                if (!wish.contains(QLatin1StringView("%1"))) {
                    return fail(ErrorKind::BadInput,
                                QStringLiteral("%1: a wish of the language \"%2\" names nothing "
                                               "that is asked for.")
                                    .arg(path, it.key()));
                }
            }
        }
    }
    return translations;
}

QStringList AttributeTranslations::languages() const {
    QStringList codes = m_languages.keys();
    codes.sort();
    return codes;
}

QStringList AttributeTranslations::wishes(const QString& language, Attribute attribute,
                                          const QString& asked, const QString& from) const {
    const auto place = static_cast<std::size_t>(attribute);
    const auto known = m_languages.constFind(language);
    if (known == m_languages.constEnd())
        return {};
    const QString wanted = known->words[place].value(asked.toLower());
    if (wanted.isEmpty())
        return {};
    const QString before = known->words[place].value(from.toLower());
    QStringList said;
    for (const QString& wish : known->wishes[place]) {
        if (!wish.contains(QLatin1StringView("%2")))
            said.append(wish.arg(wanted));
        else if (!before.isEmpty())
            said.append(wish.arg(wanted, before));
    }
    return said;
}

QString attributeTranslationsFile() {
    return QDir(resourceDir(QStringLiteral("classes")))
        .filePath(QStringLiteral("translations.json"));
}

}  // namespace semblance
