#include "ui/texts/textflow.h"

#include <utility>

#include "ui/panel/sidepanel.h"
#include "ui/settings/settings.h"
#include "ui/texts/textbar.h"
#include "ui/texts/textsetting.h"
#include "ui/window/dialogs.h"

namespace semblance {

TextFlow::TextFlow(const Settings& settings, TextBar& bar, SidePanel& panel, Dialogs& dialogs,
                   QObject* parent)
    : QObject(parent) {
    connect(&m_texts, &TextService::readingChanged, &bar, &TextBar::setReading);
    connect(&bar, &TextBar::pauseWanted, &m_texts, &TextService::pause);
    connect(&bar, &TextBar::resumeWanted, &m_texts, &TextService::resume);
    connect(&panel, &SidePanel::photoChanged, this,
            [this](const PhotoItem& photo) { m_texts.requestText(photo.content); });
    connect(&m_texts, &TextService::textReady, &panel,
            [&panel](ContentId content, const QString& text) {
                if (content == panel.photo().content)
                    panel.setText(text);
            });
    connect(&dialogs, &Dialogs::textSettingShown, this, [this](TextSetting* setting) {
        connect(setting, &TextSetting::toggled, &m_texts, &TextService::setEnabled);
        connect(&m_texts, &TextService::abilityReady, setting, &TextSetting::setAbility);
        m_texts.requestAbility();
    });
    m_texts.setEnabled(settings.readsTexts());
}

void TextFlow::setLibrary(std::shared_ptr<Library> library) {
    m_texts.setLibrary(std::move(library));
}

}  // namespace semblance
