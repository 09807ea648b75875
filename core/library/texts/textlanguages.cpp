#include "core/library/texts/textlanguages.h"

#include <QCoreApplication>
#include <QDir>
#include <QLocale>
#include <algorithm>
#include <array>

namespace semblance {

namespace {
constexpr QLatin1StringView kEnding(".traineddata");

/// What is no language: of the orientation of pages, and of equations.
bool isLanguage(const QString& name) {
    return name != QLatin1StringView("osd") && name != QLatin1StringView("equ");
}

/// Tesseract's names are ISO 639-2's.
QStringList threeLetters(const QStringList& spoken) {
    struct Language {
        QLatin1StringView two, three;
    };
    using namespace Qt::StringLiterals;
    constexpr std::array languages{
        Language{"fr"_L1, "fra"_L1}, Language{"es"_L1, "spa"_L1},     Language{"it"_L1, "ita"_L1},
        Language{"pt"_L1, "por"_L1}, Language{"nl"_L1, "nld"_L1},     Language{"pl"_L1, "pol"_L1},
        Language{"cs"_L1, "ces"_L1}, Language{"ru"_L1, "rus"_L1},     Language{"uk"_L1, "ukr"_L1},
        Language{"tr"_L1, "tur"_L1}, Language{"sv"_L1, "swe"_L1},     Language{"da"_L1, "dan"_L1},
        Language{"nb"_L1, "nor"_L1}, Language{"fi"_L1, "fin"_L1},     Language{"hu"_L1, "hun"_L1},
        Language{"el"_L1, "ell"_L1}, Language{"ro"_L1, "ron"_L1},     Language{"ja"_L1, "jpn"_L1},
        Language{"ko"_L1, "kor"_L1}, Language{"zh"_L1, "chi_sim"_L1}, Language{"ar"_L1, "ara"_L1},
        Language{"he"_L1, "heb"_L1}, Language{"hi"_L1, "hin"_L1}};
    QStringList names;
    for (const QString& one : spoken) {
        const auto known =
            std::find_if(languages.begin(), languages.end(), [&](const Language& language) {
                return one == language.two || one.startsWith(language.two + QLatin1Char('-'));
            });
        if (known != languages.end())
            names.append(known->three);
    }
    return names;
}

QStringList usualFolders() {
    QStringList folders;
    if (const QString set = qEnvironmentVariable("TESSDATA_PREFIX"); !set.isEmpty())
        folders << set << set + QStringLiteral("/tessdata");
    const QString here = QCoreApplication::applicationDirPath();
    folders << here + QStringLiteral("/tessdata")
            << here + QStringLiteral("/../share/semblance/tessdata")
            << QStringLiteral("/usr/share/tesseract-ocr/5/tessdata")
            << QStringLiteral("/usr/share/tesseract-ocr/4.00/tessdata")
            << QStringLiteral("/usr/share/tessdata") << QStringLiteral("/usr/local/share/tessdata")
            << QStringLiteral("/opt/homebrew/share/tessdata");
    return folders;
}
}  // namespace

TextLanguages textLanguagesIn(const QStringList& folders, const QStringList& spoken) {
    for (const QString& folder : folders) {
        QStringList there;
        for (const QString& file :
             QDir(folder).entryList({QLatin1Char('*') + kEnding}, QDir::Files, QDir::Name)) {
            if (const QString name = file.chopped(kEnding.size()); isLanguage(name))
                there.append(name);
        }
        if (there.isEmpty())
            continue;
        TextLanguages languages{folder, {}};
        const QStringList first =
            QStringList{QStringLiteral("eng"), QStringLiteral("deu")} + threeLetters(spoken);
        for (const QString& name : first + there) {
            if (there.contains(name) && !languages.names.contains(name) &&
                languages.names.size() < mostTextLanguages)
                languages.names.append(name);
        }
        return languages;
    }
    return {};
}

TextLanguages installedTextLanguages() {
    return textLanguagesIn(usualFolders(), QLocale::system().uiLanguages());
}

}  // namespace semblance
