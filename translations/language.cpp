#include "translations/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

void semblanceInitTranslations() {
    Q_INIT_RESOURCE(translations);
}

namespace semblance {

void installLanguage(QCoreApplication& app, const QString& language) {
    semblanceInitTranslations();
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    QLocale::setDefault(locale);
    const auto install = [&](const QString& name, const QString& folder) {
        auto* translator = new QTranslator(&app);
        if (translator->load(locale, name, QStringLiteral("_"), folder)) {
            QCoreApplication::installTranslator(translator);
            return true;
        }
        delete translator;
        return false;
    };
    install(QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    if (install(QStringLiteral("semblance"), QStringLiteral(":/i18n")))
        return;
    // No translation: the plural forms of the English the program is written in.
    auto* english = new QTranslator(&app);
    if (english->load(QStringLiteral(":/i18n/semblance_en.qm")))
        QCoreApplication::installTranslator(english);
    else
        delete english;
}

}  // namespace semblance
