#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

#include "core/base/result.h"

namespace semblance {

/// What products' attributes are called in other languages, and how one asks for another there: "in
/// Rot statt Blau". Immutable; thread-safe.
class AttributeTranslations {
public:
    enum class Attribute { Colour, Gender, Kind };

    /// A JSON object: "languages" holds, by code ("de"), "words" and "wishes", both by attribute
    /// ("colour", "gender", "kind"): words by the lower-case English one, wishes as sentences with
    /// %1 for what is asked for and %2 for what the reference is, the plainest first. BadInput
    /// names file and language for a wish without %1.
    static Result<AttributeTranslations> read(const QString& path);

    /// Codes, sorted.
    QStringList languages() const;

    /// Every wording of "`asked` instead of `from`" (English words in any case; `from` may be
    /// empty), the plainest first. Empty where the language has no word for `asked`; wordings with
    /// %2 are left out where it has none for `from`.
    QStringList wishes(const QString& language, Attribute attribute, const QString& asked,
                       const QString& from) const;

private:
    struct Language {
        QHash<QString, QString> words[3];
        QStringList wishes[3];
    };

    QHash<QString, Language> m_languages;
};

/// The table that comes with the program.
QString attributeTranslationsFile();

}  // namespace semblance
