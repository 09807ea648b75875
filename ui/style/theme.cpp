#include "ui/style/theme.h"

#include <QApplication>
#include <QFile>
#include <QStyle>
#include <QStyleFactory>
#include <QStyleHints>

#include "ui/style/icons.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

QString styleSheetOf(const Tokens& t) {
    QFile file(QStringLiteral(":/style/style.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    // Longer names first: "@accent" is the beginning of "@accentSoft".
    const std::pair<QLatin1StringView, QColor> names[] = {
        {QLatin1StringView("@accentHover"), t.accentHover},
        {QLatin1StringView("@accentSoft"), t.accentSoft},
        {QLatin1StringView("@accent"), t.accent},
        {QLatin1StringView("@onAccent"), t.onAccent},
        {QLatin1StringView("@window"), t.window},
        {QLatin1StringView("@surface"), t.surface},
        {QLatin1StringView("@tile"), t.tile},
        {QLatin1StringView("@hover"), t.hover},
        {QLatin1StringView("@pressed"), t.pressed},
        {QLatin1StringView("@line"), t.line},
        {QLatin1StringView("@border"), t.border},
        {QLatin1StringView("@textSoft"), t.textSoft},
        {QLatin1StringView("@textOff"), t.textOff},
        {QLatin1StringView("@text"), t.text},
        {QLatin1StringView("@danger"), t.danger},
        {QLatin1StringView("@noticeGround"), t.noticeGround},
        {QLatin1StringView("@errorGround"), t.errorGround},
    };
    for (const auto& [name, colour] : names)
        sheet.replace(name, colour.name());
    // Style sheets take pictures as they are: one a theme, in its textSoft, or its onAccent.
    for (const char* picture : {"chevron", "check"}) {
        const QString name = QString::fromLatin1(picture);
        sheet.replace(u'@' + name,
                      QStringLiteral(":/style/%1-%2.svg")
                          .arg(name, t.dark ? QStringLiteral("dark") : QStringLiteral("light")));
    }
    return sheet;
}

}  // namespace

Theme::Theme(QObject* parent) : QObject(parent) {
    initResources();
    // Before our own palette hides it.
    m_systemIsDark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, [this] {
        if (m_choice == ThemeChoice::System)
            apply();
    });
#endif
    apply();
}

void Theme::choose(ThemeChoice choice) {
    if (m_choice == choice)
        return;
    m_choice = choice;
    apply();
}

const Tokens& Theme::systemTokens() const {
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const auto scheme = QGuiApplication::styleHints()->colorScheme();
    if (scheme != Qt::ColorScheme::Unknown)
        return scheme == Qt::ColorScheme::Dark ? darkTokens() : lightTokens();
#endif
    return m_systemIsDark ? darkTokens() : lightTokens();
}

void Theme::apply() {
    const Tokens& tokens = m_choice == ThemeChoice::Light  ? lightTokens()
                           : m_choice == ThemeChoice::Dark ? darkTokens()
                                                           : systemTokens();
    QApplication::setPalette(paletteOf(tokens));
    qApp->setStyleSheet(styleSheetOf(tokens));
}

}  // namespace semblance
