#pragma once

#include <QObject>

#include "ui/window/services.h"

namespace semblance {

class Dialogs;
class FolderPanel;
class IndexingBar;
class Settings;

/// How indexing behaves beside other work, as the settings say it, and what is shown of that.
class BackgroundFlow final : public QObject {
    Q_OBJECT

public:
    BackgroundFlow(const Services& services, const Settings& settings, QObject* parent);

    void connectTo(FolderPanel& folders, IndexingBar& bar, Dialogs& dialogs);

private:
    void applySettings();

    Services m_services;
    const Settings& m_settings;
};

}  // namespace semblance
