#pragma once

#include <QObject>
#include <memory>

#include "core/library/services/textservice.h"

namespace semblance {

class Dialogs;
class Library;
class Settings;
class SidePanel;
class TextBar;

/// Text in pictures: whether it is read, how far that is, and what was read in the picture that the
/// side panel tells of.
class TextFlow final : public QObject {
    Q_OBJECT

public:
    TextFlow(const Settings& settings, TextBar& bar, SidePanel& panel, Dialogs& dialogs,
             QObject* parent);

    /// Null: the one before is closing.
    void setLibrary(std::shared_ptr<Library> library);

private:
    TextService m_texts;
};

}  // namespace semblance
