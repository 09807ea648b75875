#pragma once

#include <QObject>
#include <QStringList>
#include <memory>
#include <optional>

#include "core/base/ids.h"
#include "core/base/result.h"

namespace semblance {

class Library;

/// How far reading the text in pictures is.
struct TextReading {
    bool isShown = false;  ///< it takes long enough to be spoken of
    bool isPaused = false;
    bool isOnBattery = false;  ///< waits for a plug
    qint64 done = 0;
    qint64 all = 0;
    double rate = 0;          ///< pictures a second
    double secondsLeft = -1;  ///< < 0: not known yet
};

/// Whether text can be read on this computer.
struct TextAbility {
    QStringList languages;           ///< Tesseract's names; empty: none is installed
    std::optional<Error> problem{};  ///< what went wrong when it was tried last
};

/// Reads the text in the pictures of a library in the background, for the window. Lives on the GUI
/// thread; all work runs elsewhere.
class TextService final : public QObject {
    Q_OBJECT

public:
    explicit TextService(QObject* parent = nullptr);
    ~TextService() override;

    void setLibrary(std::shared_ptr<Library> library);

    /// Whether text is read from now on; not at first.
    void setEnabled(bool enabled);
    /// Until resume(), or the next start.
    void pause();
    void resume();

    /// Looks what languages are installed; abilityReady() follows.
    void requestAbility();
    /// Looks up what was read in a picture; textReady() follows.
    void requestText(ContentId content);

Q_SIGNALS:
    void readingChanged(const semblance::TextReading& reading);
    void abilityReady(const semblance::TextAbility& ability);
    /// Lines as in the picture; empty where there is no text.
    void textReady(semblance::ContentId content, const QString& text);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}  // namespace semblance
