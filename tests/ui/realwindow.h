#pragma once

#include <QTemporaryDir>
#include <memory>

#include "core/base/resources.h"
#include "core/library/services/batterypause.h"
#include "core/library/services/deskservice.h"
#include "core/library/services/indexingservice.h"
#include "core/library/services/libraryservice.h"
#include "core/library/services/modelservice.h"
#include "core/library/services/pictureservice.h"
#include "core/library/services/searchservice.h"
#include "core/library/services/watchservice.h"
#include "ui/query/examples.h"
#include "ui/settings/settings.h"
#include "ui/style/theme.h"
#include "ui/window/mainwindow.h"
#include "ui/window/startup.h"

namespace semblance {

/// The window with its services as the program puts them together, on a library of its own.
struct RealWindow {
    RealWindow(const QString& libraryDir, const QString& settingsFile)
        : settings(settingsFile),
          demoDir(resourceDir(QStringLiteral("demo"))),
          startUp(library, indexing, settings, demoDir),
          window({library, indexing, search, pictures, models, watch, battery, desk}, settings,
                 theme),
          dir(libraryDir) {
        theme.choose(settings.theme());
        if (const auto examples = loadExamples(demoDir))
            window.setExamples(*examples, demoDir);
        QObject::connect(&window, &MainWindow::shown, &window,
                         [this] { window.openLibrary(dir, {}); });
    }

    Settings settings;
    Theme theme;
    LibraryService library;
    IndexingService indexing;
    SearchService search;
    PictureService pictures;
    ModelService models;
    WatchService watch{library, indexing};
    BatteryPause battery{indexing};
    DeskService desk;
    QString demoDir;
    StartUp startUp;
    MainWindow window;
    QString dir;
};

}  // namespace semblance
