// Saves a picture of each state of the Models page, without services; for people who work on its
// looks. Not a test.
//     QT_QPA_PLATFORM=offscreen QT_SCALE_FACTOR=2 modelscreenshots FOLDER [light|dark] [en|de]
//         [WIDTH]

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QPushButton>
#include <QTest>
#include <cstdio>

#include "tests/ui/samplemodels.h"
#include "translations/language.h"
#include "ui/models/modelspage.h"
#include "ui/style/theme.h"
#include "ui/window/messagestrip.h"

using namespace semblance;
using namespace semblance::test;

namespace {

class Camera {
public:
    Camera(ModelsPage& page, QDir dir, QString suffix)
        : m_page(page), m_dir(std::move(dir)), m_suffix(std::move(suffix)) {}

    void shoot(const QString& name) { shoot(name, m_page); }
    void shoot(const QString& name, QWidget& widget) {
        QTest::qWait(150);
        const QString file = m_dir.filePath(QStringLiteral("models-") + name + m_suffix);
        widget.grab().save(file + QStringLiteral(".png"));
        std::puts(qPrintable(file));
    }

private:
    ModelsPage& m_page;
    QDir m_dir;
    QString m_suffix;
};

void importing(ModelsPage& page, Camera& camera) {
    ModelImportProgress progress;
    progress.phase = ModelImportProgress::Phase::Copying;
    progress.name = sampleClip().model.name;
    progress.bytesDone = 420'000'000;
    progress.bytesTotal = 1'713'000'000;
    progress.bytesPerSecond = 231'000'000;
    progress.secondsLeft = 6;
    page.setImport(progress);
    camera.shoot(QStringLiteral("importing"));
    page.endImport();
}

void run(ModelsPage& page, Camera& camera) {
    const ModelEntry mini = sampleMini();
    page.setModels({mini}, samplePictures, {});
    camera.shoot(QStringLiteral("mini"));
    importing(page, camera);
    page.showRecommended();
    auto* recommended = page.findChild<QDialog*>(QStringLiteral("recommendedDialog"));
    camera.shoot(QStringLiteral("recommended"), *recommended);
    recommended->close();
    page.messages()->showError(
        {ErrorKind::BadInput,
         QStringLiteral("In /home/mia/Downloads/clip these files are not fetched yet; what lies "
                        "there are notes of Git LFS that stand for them: model.safetensors. Run "
                        "\"git lfs pull\" in this folder, or download the files themselves."),
         {}});
    camera.shoot(QStringLiteral("bad-folder"));
    page.messages()->hide();

    const ModelEntry clip = sampleClip();
    page.setModels({mini, clip, sampleBroken()}, samplePictures, {});
    page.select(clip.model.name);
    camera.shoot(QStringLiteral("clip"));
    page.select(sampleBroken().model.name);
    camera.shoot(QStringLiteral("broken"));
    page.select(clip.model.name);
    page.findChild<QPushButton*>(QStringLiteral("modelRemove"))->click();
    camera.shoot(QStringLiteral("remove"));
    page.findChild<QPushButton*>(QStringLiteral("modelKeep"))->click();

    ModelEntry former = mini;
    former.isChosen = false;
    ModelEntry coming = clip;
    coming.isChosen = true;
    coming.pictures = 20'310;
    coming.vectorBytes = 31'000'000;
    IndexingProgress progress;
    progress.phase = IndexingProgress::Phase::Encoding;
    page.setIndexing(progress);
    page.setModels({former, coming}, samplePictures, {});
    camera.shoot(QStringLiteral("encoding"));
    page.setIndexing({});
    camera.shoot(QStringLiteral("stopped"));
}

}  // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QString language = arguments.value(3, QStringLiteral("en"));
    const int width = arguments.value(4, QStringLiteral("1200")).toInt();
    installLanguage(app, language);
    QDir dir(arguments.value(1, QStringLiteral(".")));
    dir.mkpath(QStringLiteral("."));
    const bool dark = arguments.value(2) == QLatin1StringView("dark");
    Theme theme;
    theme.choose(dark ? ThemeChoice::Dark : ThemeChoice::Light);
    ModelsPage page;
    page.resize(width, 760);
    page.show();
    Camera camera(page, dir,
                  QStringLiteral("-%1-%2-%3%4")
                      .arg(dark ? QStringLiteral("dark") : QStringLiteral("light"), language)
                      .arg(width)
                      .arg(app.devicePixelRatio() > 1 ? QStringLiteral("@2x") : QString()));
    run(page, camera);
    return 0;
}
