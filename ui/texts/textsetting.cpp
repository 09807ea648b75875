#include "ui/texts/textsetting.h"

#include <QCheckBox>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

#include "ui/settings/settings.h"
#include "ui/style/describe.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

/// As a language calls itself, like in the list of the window's; Tesseract's name where Qt knows
/// none.
QString languageName(const QString& name) {
    const QLocale::Language language = QLocale::codeToLanguage(name.left(3));
    if (language == QLocale::AnyLanguage)
        return name;
    const QString own = QLocale(language).nativeLanguageName();
    // Qt says of which country English is.
    return language == QLocale::English || own.isEmpty() ? QLocale::languageToString(language)
                                                         : own;
}

}  // namespace

TextSetting::TextSetting(Settings& settings, QWidget* parent)
    : QWidget(parent),
      m_switch(new QCheckBox(tr("&Read the text in pictures"), this)),
      m_note(new QLabel(this)) {
    describeArea(this, QStringLiteral("textSetting"), tr("Text in pictures"));
    describe(m_switch, QStringLiteral("settingsTexts"), tr("Read the text in pictures"),
             tr("Screenshots and documents are read while nothing is indexed, never on battery, so "
                "that words in quotes find them. What was read already stays"));
    m_switch->setChecked(settings.readsTexts());
    describe(m_note, QStringLiteral("settingsTextsNote"), tr("Languages that are read"));
    m_note->setToolTip({});
    m_note->setProperty("look", QStringLiteral("soft"));
    m_note->setWordWrap(true);
    m_note->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space / 2);
    column->addWidget(m_switch);
    column->addWidget(m_note);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setFocusProxy(m_switch);
    connect(m_switch, &QCheckBox::toggled, this, [this, &settings](bool isOn) {
        settings.setReadsTexts(isOn);
        Q_EMIT toggled(isOn);
    });
}

void TextSetting::setAbility(const TextAbility& ability) {
    QStringList names;
    for (const QString& language : ability.languages)
        names.append(languageName(language));
    m_note->setText(
        ability.languages.isEmpty()
            ? tr("Text cannot be read: no language data are installed. Install Tesseract’s for "
                 "your languages (on Debian and Ubuntu tesseract-ocr-eng and so on).")
        : ability.problem ? ability.problem->sentence
                          : tr("Read are: %1.").arg(names.join(QStringLiteral(", "))));
    m_note->show();
}

}  // namespace semblance
