#include "ui/style/theme.h"

#include <QApplication>
#include <QFile>
#include <QProxyStyle>
#include <QStyleHints>

#include "ui/style/icons.h"
#include "ui/style/spokenlabel.h"
#include "ui/style/systemmotion.h"
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
        {QLatin1StringView("@outline"), t.outline},
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

/// Fusion, which can be told to keep still.
class Theme::Style final : public QProxyStyle {
public:
    explicit Style(std::shared_ptr<const bool> isStill)
        : QProxyStyle(QStringLiteral("Fusion")), m_isStill(std::move(isStill)) {}

    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* data) const override {
        if (*m_isStill && (hint == SH_Widget_Animate || hint == SH_Widget_Animation_Duration))
            return 0;
        return QProxyStyle::styleHint(hint, option, widget, data);
    }

private:
    const std::shared_ptr<const bool> m_isStill;
};

Theme::Theme(QObject* parent)
    : QObject(parent),
      m_isStill(std::make_shared<bool>(false)),
      m_systemMotion(new SystemMotion(this)) {
    initResources();
    speakLabels();
    // Before our own palette hides it.
    m_systemIsDark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    QApplication::setStyle(new Style(m_isStill));
    connect(m_systemMotion, &SystemMotion::changed, this, &Theme::applyMotion);
    applyMotion();
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

void Theme::reduceMotion(bool reduces) {
    m_reducesMotion = reduces;
    applyMotion();
}

void Theme::applyMotion() {
    *m_isStill = m_reducesMotion || m_systemMotion->isReduced();
    // Menus, lists and tool tips that unroll or fade in, where the system has them do so.
    if (*m_isStill)
        for (const Qt::UIEffect effect : {Qt::UI_AnimateMenu, Qt::UI_FadeMenu, Qt::UI_AnimateCombo,
                                          Qt::UI_AnimateTooltip, Qt::UI_FadeTooltip})
            QApplication::setEffectEnabled(effect, false);
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
