#include <QApplication>
#include <QDir>
#include <QEventLoop>
#include <QMessageBox>
#include <QPushButton>
#include <chrono>
#include <cstdio>
#include <functional>
#include <memory>
#include <optional>

#include "app/desktop/nodisplay.h"
#include "app/desktop/options.h"
#include "app/desktop/singleinstance.h"
#include "core/base/crashhandler.h"
#include "core/base/crashnotes.h"
#include "core/base/paths.h"
#include "core/base/resources.h"
#include "core/library/services/batterypause.h"
#include "core/library/services/deskservice.h"
#include "core/library/services/indexingservice.h"
#include "core/library/services/libraryservice.h"
#include "core/library/services/modelservice.h"
#include "core/library/services/pictureservice.h"
#include "core/library/services/searchservice.h"
#include "core/library/services/watchservice.h"
#include "translations/language.h"
#include "ui/query/examples.h"
#include "ui/settings/settings.h"
#include "ui/style/theme.h"
#include "ui/window/mainwindow.h"
#include "ui/window/startup.h"

using namespace semblance;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Desktop)
};

void print(std::FILE* where, const QString& text) {
    std::fputs(qPrintable(text), where);
    std::fputc('\n', where);
    std::fflush(where);
}

void reportStart(MainWindow& window, LibraryService& library) {
    QObject::connect(&window, &MainWindow::shown, qApp,
                     [] { print(stdout, QStringLiteral("shown")); });
    // Queued: after the grid has taken them.
    QObject::connect(
        &library, &LibraryService::photosChanged, qApp,
        [](const PhotoListPtr& photos) {
            print(stdout, QStringLiteral("listed %1").arg(photos->size()));
        },
        Qt::QueuedConnection);
}

// For --quit-when-shown: ends when the window has been painted and the library is open (0), or
// cannot be opened (3).
void quitWhenReady(MainWindow& window, LibraryService& library) {
    auto missing = std::make_shared<int>(2);
    const auto one = [missing] {
        if (--*missing == 0)
            QCoreApplication::quit();
    };
    QObject::connect(&window, &MainWindow::shown, qApp, one);
    QObject::connect(&library, &LibraryService::opened, qApp, one);
    QObject::connect(&library, &LibraryService::openFailed, qApp, [](const Error& error) {
        print(stderr, error.sentence);
        QCoreApplication::exit(exitCode(error));
    });
}

QString unansweredSentence(const QString& libraryDir) {
    return Text::tr(
               "Another window with the library %1 is open, but does not answer. Wait for "
               "it, or end that program.")
        .arg(QDir::toNativeSeparators(libraryDir));
}

/// Asks whether to go on beside a window that does not answer; `decided` gets the answer. Goes away
/// with its parent.
void askAboutSecondWindow(QObject& context, const QString& libraryDir,
                          const std::function<void(bool goOn)>& decided) {
    auto* box = new QMessageBox(QMessageBox::Question, QString(), unansweredSentence(libraryDir),
                                QMessageBox::Close);
    const auto* open = box->addButton(Text::tr("Open a second window"), QMessageBox::AcceptRole);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(&context, &QObject::destroyed, box, &QObject::deleteLater);
    QObject::connect(box, &QMessageBox::finished, &context,
                     [box, open, decided] { decided(box->clickedButton() == open); });
    box->open();
}

/// Nothing when this program is to open its window, else what it ends with: another one took over,
/// or does not answer and the user, or the lack of one, says to leave it at that. Runs an event
/// loop, at most until the user has answered.
std::optional<int> findPlace(SingleInstance& instance, const Options& options,
                             const QString& libraryDir) {
    using namespace std::chrono_literals;
    std::optional<int> end;
    QEventLoop loop;
    const auto decide = [&](std::optional<int> exitCode) {
        end = exitCode;
        loop.quit();
    };
    QObject::connect(&instance, &SingleInstance::isFirst, &loop, [&] { decide(std::nullopt); });
    QObject::connect(&instance, &SingleInstance::handedOver, &loop, [&] { decide(0); });
    QObject::connect(&instance, &SingleInstance::unanswered, &loop, [&] {
        if (options.quitWhenShown) {
            print(stderr, unansweredSentence(libraryDir));
            return decide(3);
        }
        askAboutSecondWindow(loop, libraryDir, [&](bool goOn) {
            if (goOn)
                instance.giveUp();
            decide(goOn ? std::nullopt : std::optional(3));
        });
    });
    // Nobody is there to be asked, but there is time.
    if (options.quitWhenShown)
        instance.setPatience(30s);
    instance.start(options.folder.isEmpty() ? options.picture : options.folder);
    loop.exec();
    return end;
}

}  // namespace

int main(int argc, char** argv) {
    QCoreApplication::setApplicationName(QStringLiteral("semblance"));
    QCoreApplication::setOrganizationName(QStringLiteral("semblance"));
    QCoreApplication::setApplicationVersion(QLatin1StringView(SEMBLANCE_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Semblance"));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.semblance.Semblance"));
    noteCrashes(crashNotesDir());
    sayWithoutDisplay();
    QApplication app(argc, argv);
    displayIsThere();

    Settings settings;
    installLanguage(app, settings.language());
    // What the environment says goes before.
    if (!qEnvironmentVariableIsSet("SEMBLANCE_SEARCH"))
        qputenv("SEMBLANCE_SEARCH", settings.searchWay().toUtf8());
    // The children's sentences about files are shown here, too.
    qputenv("SEMBLANCE_LANGUAGE", QLocale().name().toUtf8());
    const Result<Options> parsed = parseOptions(QCoreApplication::arguments());
    if (!parsed) {
        print(stderr, parsed.error().sentence);
        return exitCode(parsed.error());
    }
    const Options& options = *parsed;
    if (!options.text.isEmpty()) {
        std::fputs(qPrintable(options.text), stdout);
        return 0;
    }
    QString libraryDir = options.library.isEmpty() ? settings.lastLibrary() : options.library;
    if (libraryDir.isEmpty())
        libraryDir = defaultLibraryDir();

    SingleInstance instance(libraryDir);
    if (const auto end = findPlace(instance, options, libraryDir))
        return *end;

    Theme theme;
    theme.choose(settings.theme());
    theme.reduceMotion(settings.reducesMotion());
    LibraryService library;
    IndexingService indexing;
    indexing.setVideos(settings.videos());
    SearchService search;
    PictureService pictures;
    ModelService models;
    WatchService watch(library, indexing);
    BatteryPause battery(indexing);
    DeskService desk;
    const QString demoDir = resourceDir(QStringLiteral("demo"));
    StartUp startUp(library, indexing, settings, demoDir);
    MainWindow window({library, indexing, search, pictures, models, watch, battery, desk}, settings,
                      theme);
    if (const auto examples = loadExamples(demoDir))
        window.setExamples(*examples, demoDir);
    QObject::connect(&instance, &SingleInstance::requested, &window,
                     [&window](const QString& place) {
                         window.present();
                         if (!place.isEmpty())
                             window.openPlace(place);
                     });
    if (!options.folder.isEmpty()) {
        startUp.skipDemo();
        window.openPlace(options.folder);
    } else if (!options.picture.isEmpty()) {
        window.openPlace(options.picture);
    }
    if (options.reportStart)
        reportStart(window, library);
    if (options.quitWhenShown)
        quitWhenReady(window, library);
    // The window first: the library is opened when it has been painted.
    QObject::connect(&window, &MainWindow::shown, &window, [&window, &libraryDir, &options] {
        window.openLibrary(libraryDir, options.model);
        window.offerCrashNotes(crashNotesDir());
    });
    window.show();
    return QCoreApplication::exec();
}
