#include <QAction>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileInfo>
#include <QLabel>
#include <QListView>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include "tests/testmain.h"
#include "tests/ui/realwindow.h"
#include "ui/models/modellistmodel.h"
#include "ui/models/modelspage.h"
#include "ui/query/querybar.h"
#include "ui/results/photogrid.h"
#include "ui/window/messagestrip.h"

using namespace semblance;

namespace {

constexpr int patience = 120'000;  // real children on a busy machine
constexpr int pictures = 12;

bool copyFiles(const QString& from, const QStringList& names, const QString& to) {
    if (!QDir().mkpath(to))
        return false;
    return std::all_of(names.begin(), names.end(), [&](const QString& name) {
        return QFile::copy(QDir(from).filePath(name), QDir(to).filePath(name));
    });
}

}  // namespace

/// A CLIP model's way through the real window, with the real engine: imported, used, searched with,
/// left again and removed.
class ModelsWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void showsTheShippedModel();
    void refusesBadFolders();
    void anImportCanBeCancelled();
    void importsAFolder();
    void knowsAModelAgain();
    void checksIt();
    void encodesTheLibraryWithIt();
    void searchesWithIt();
    void refusesToRemoveItWhileInUse();
    void switchesBackAtOnce();
    void removesIt();
    void escapeLeadsBack();

private:
    QString path(const char* name) const { return m_dir.filePath(QString::fromUtf8(name)); }
    void drop(const QString& folder);
    QVariant ofModel(const QString& name, int role) const;
    QString badge(const QString& name) const {
        return ofModel(name, ModelListModel::BadgeRole).toString();
    }
    void press(const char* button) {
        QTest::mouseClick(m_page->findChild<QPushButton*>(QLatin1StringView(button)),
                          Qt::LeftButton);
    }
    qsizetype found(const QString& sentence);

    QTemporaryDir m_dir;
    std::unique_ptr<RealWindow> m_real;
    ModelsPage* m_page = nullptr;
    const QString m_mini = QStringLiteral("mini");
    QString m_clip;  // its name, as soon as there is one
};

void ModelsWindowTest::initTestCase() {
    if (!QFileInfo::exists(QStringLiteral(SEMBLANCE_BIN_DIR "/semblance-engine")))
        QSKIP("The engine is not built (SEMBLANCE_WITH_TORCH=OFF).");
    qputenv("SEMBLANCE_BIN_DIR", SEMBLANCE_BIN_DIR);
    qputenv("SEMBLANCE_MODELS", path("models").toUtf8());
    const QString icons = QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/demo/icons");
    const QStringList names =
        QDir(icons).entryList({QStringLiteral("*.png")}, QDir::Files).first(pictures);
    QVERIFY(copyFiles(icons, names, path("pictures")));
    const QString clip = QStringLiteral(SEMBLANCE_SOURCE_DIR "/tests/core/model/data/hf/clip");
    QVERIFY(copyFiles(clip, QDir(clip).entryList(QDir::Files), path("télé chargé/模型 clip")));

    m_real = std::make_unique<RealWindow>(path("library"), path("settings.ini"));
    m_real->startUp.skipDemo();
    m_real->window.addFolder(path("pictures"));
    m_real->window.show();
    m_page = m_real->window.findChild<ModelsPage*>();
    auto* grid = m_real->window.findChild<PhotoGrid*>();
    QTRY_COMPARE_WITH_TIMEOUT(grid->model()->rowCount(), pictures, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!m_real->indexing.isRunning(), patience);
}

void ModelsWindowTest::drop(const QString& folder) {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(folder)});
    QDragEnterEvent enter({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(m_page, &enter);
    QDropEvent event(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, {});
    // The folder is looked at aside: its disk may hang.
    QSignalSpy wanted(m_page, &ModelsPage::importWanted);
    QCoreApplication::sendEvent(m_page, &event);
    QTRY_COMPARE_WITH_TIMEOUT(wanted.count(), 1, patience);
}

QVariant ModelsWindowTest::ofModel(const QString& name, int role) const {
    const auto* model = m_page->findChild<QListView*>()->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, 0).data(ModelListModel::NameRole) == name)
            return model->index(row, 0).data(role);
    }
    return {};
}

qsizetype ModelsWindowTest::found(const QString& sentence) {
    QSignalSpy answered(&m_real->search, &SearchService::answered);
    m_real->window.findChild<QueryBar*>()->setQuery({}, sentence);
    if (!QTest::qWaitFor([&] { return answered.count() > 0; }, patience))
        return -1;
    const auto answer = answered.last().first().value<SearchAnswer>();
    return answer.waiting == 0 && answer.photos ? answer.photos->size() : -1;
}

void ModelsWindowTest::showsTheShippedModel() {
    m_real->window.findChild<QAction*>(QStringLiteral("actionModels"))->trigger();
    QVERIFY(m_page->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(badge(m_mini), QStringLiteral("in use"), patience);
    QCOMPARE(m_page->selected(), m_mini);
    QTRY_VERIFY_WITH_TIMEOUT(ofModel(m_mini, ModelListModel::FactsRole)
                                 .toString()
                                 .contains(QStringLiteral("dimensions")),
                             patience);
    QTRY_COMPARE_WITH_TIMEOUT(ofModel(m_mini, ModelListModel::ShareRole).toDouble(), 1.0, patience);
    // Measured because somebody looks at it, without a word.
    QTRY_VERIFY_WITH_TIMEOUT(ofModel(m_mini, ModelListModel::AbilitiesRole)
                                 .toString()
                                 .contains(QStringLiteral("pictures a second")),
                             patience);
    QVERIFY(m_page->messages()->text().isEmpty());
}

void ModelsWindowTest::refusesBadFolders() {
    QVERIFY(QDir().mkpath(path("nothing in it")));
    drop(path("nothing in it"));
    QTRY_VERIFY_WITH_TIMEOUT(m_page->messages()->text().contains(QStringLiteral("nothing in it")),
                             patience);
    QVERIFY(!m_page->findChild<QWidget*>(QStringLiteral("importStrip"))->isVisible());
    m_page->messages()->hide();
    // Weights that are none, and files are missing.
    QVERIFY(
        copyFiles(path("télé chargé/模型 clip"), {QStringLiteral("config.json")}, path("pickled")));
    QFile pickle(path("pickled/pytorch_model.bin"));
    QVERIFY(pickle.open(QIODevice::WriteOnly) && pickle.write("no") == 2);
    drop(path("pickled"));
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->messages()->text().isEmpty(), patience);
    QCOMPARE(m_page->findChild<QListView*>()->model()->rowCount(), 1);
    m_page->messages()->hide();
    // The engine's sentences come in the window's language.
    qputenv("SEMBLANCE_LANGUAGE", "de_DE");
    drop(path("pickled"));
    QTRY_VERIFY_WITH_TIMEOUT(m_page->messages()->text().contains(QStringLiteral("fehlt")),
                             patience);
    qunsetenv("SEMBLANCE_LANGUAGE");
    // It goes with the next wish.
    Q_EMIT m_page->checkWanted(m_mini);
    QVERIFY(!m_page->messages()->isVisible());
}

void ModelsWindowTest::anImportCanBeCancelled() {
    QSignalSpy failed(&m_real->models, &ModelService::importFailed);
    drop(path("télé chargé/模型 clip"));
    drop(path("nothing in it"));  // waits for the first
    press("importCancel");
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 2, patience);
    QVERIFY(!m_page->findChild<QWidget*>(QStringLiteral("importStrip"))->isVisible());
    QVERIFY(m_page->messages()->text().contains(QStringLiteral("cancelled")));
    QVERIFY(QDir(path("models")).isEmpty());
    QCOMPARE(m_page->findChild<QListView*>()->model()->rowCount(), 1);
    m_page->messages()->hide();
}

void ModelsWindowTest::importsAFolder() {
    QSignalSpy imported(&m_real->models, &ModelService::imported);
    drop(path("télé chargé/模型 clip"));
    QVERIFY(m_page->findChild<QWidget*>(QStringLiteral("importStrip"))->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(imported.count(), 1, patience);
    m_clip = imported.first().first().toString();
    QTRY_COMPARE_WITH_TIMEOUT(m_page->selected(), m_clip, patience);
    QVERIFY(!m_page->findChild<QWidget*>(QStringLiteral("importStrip"))->isVisible());
    QVERIFY(m_page->messages()->text().contains(m_clip));
    QVERIFY(
        ofModel(m_clip, ModelListModel::FactsRole).toString().startsWith(QStringLiteral("CLIP")));
    QVERIFY(ofModel(m_clip, ModelListModel::AbilitiesRole)
                .toString()
                .contains(QStringLiteral("pictures a second")));
    QVERIFY(m_page->findChild<QLabel*>(QStringLiteral("measurement1-1")));
    QVERIFY(QFileInfo::exists(path("models/") + m_clip));
}

void ModelsWindowTest::knowsAModelAgain() {
    QSignalSpy imported(&m_real->models, &ModelService::imported);
    drop(path("télé chargé/模型 clip"));
    QTRY_COMPARE_WITH_TIMEOUT(imported.count(), 1, patience);
    QVERIFY(imported.first().at(1).toBool());
    QCOMPARE(m_page->findChild<QListView*>()->model()->rowCount(), 2);
}

void ModelsWindowTest::checksIt() {
    QSignalSpy checked(&m_real->models, &ModelService::checked);
    press("modelCheck");
    QCOMPARE(badge(m_clip), QStringLiteral("being checked"));
    QTRY_COMPARE_WITH_TIMEOUT(checked.count(), 1, patience);
    QTRY_VERIFY(badge(m_clip).isEmpty());
}

void ModelsWindowTest::encodesTheLibraryWithIt() {
    // Whenever the page is told something, some model answers.
    bool alwaysOne = true;
    const auto watch = connect(&m_real->models, &ModelService::modelsChanged, this,
                               [&](const QList<ModelEntry>& models) {
                                   ModelsSituation now;
                                   now.models = models;
                                   alwaysOne = alwaysOne && now.answering();
                               });
    QSignalSpy finished(&m_real->indexing, &IndexingService::finished);
    press("modelUse");
    QVERIFY(m_page->messages()->text().startsWith(QStringLiteral("Loading")));
    QTRY_COMPARE_WITH_TIMEOUT(badge(m_clip), QStringLiteral("in use"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(finished.count() > 0 && !m_real->indexing.isRunning(), patience);
    QTRY_COMPARE(ofModel(m_clip, ModelListModel::ShareRole).toDouble(), 1.0);
    disconnect(watch);
    QVERIFY(alwaysOne);
    QVERIFY(badge(m_mini).isEmpty());
}

void ModelsWindowTest::searchesWithIt() {
    QCOMPARE(found(QStringLiteral("a red heart")), qsizetype(pictures));
}

void ModelsWindowTest::refusesToRemoveItWhileInUse() {
    m_page->messages()->hide();
    press("modelRemove");
    QVERIFY(m_page->messages()->text().contains(m_clip));
    QVERIFY(!m_page->findChild<QWidget*>(QStringLiteral("modelQuestion"))->isVisible());
    m_page->messages()->hide();
    // Nor does the service, whoever asks.
    QSignalSpy problem(&m_real->models, &ModelService::problem);
    m_real->models.remove(m_clip);
    QTRY_COMPARE_WITH_TIMEOUT(problem.count(), 1, patience);
    QVERIFY(QFileInfo::exists(path("models/") + m_clip));
    m_page->messages()->hide();
}

void ModelsWindowTest::switchesBackAtOnce() {
    m_page->select(m_mini);
    QVERIFY(m_page->findChild<QLabel*>(QStringLiteral("modelState"))
                ->text()
                .contains(QStringLiteral("at once")));
    QSignalSpy finished(&m_real->indexing, &IndexingService::finished);
    press("modelUse");
    QTRY_COMPARE_WITH_TIMEOUT(badge(m_mini), QStringLiteral("in use"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(!m_real->indexing.isRunning(), patience);
    for (const QList<QVariant>& run : finished)
        QCOMPARE(run.first().value<IndexingSummary>().indexed, qint64(0));
    QCOMPARE(found(QStringLiteral("a heart")), qsizetype(pictures));
}

void ModelsWindowTest::removesIt() {
    m_page->select(m_clip);
    QTRY_VERIFY(badge(m_clip).isEmpty());
    QSignalSpy removed(&m_real->models, &ModelService::removed);
    const auto vectors = [this] {
        return QDir(path("library")).entryList({QStringLiteral("vectors-*.db")}).size();
    };
    QCOMPARE(vectors(), 2);
    press("modelRemove");
    QVERIFY(m_page->findChild<QWidget*>(QStringLiteral("modelQuestion"))->isVisible());
    press("modelRemoveYes");
    QTRY_COMPARE_WITH_TIMEOUT(removed.count(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_page->findChild<QListView*>()->model()->rowCount(), 1, patience);
    QVERIFY(!QFileInfo::exists(path("models/") + m_clip));
    QVERIFY(QFileInfo::exists(path("télé chargé/模型 clip/model.safetensors")));
    QCOMPARE(vectors(), 1);
    QCOMPARE(m_page->selected(), m_mini);
}

void ModelsWindowTest::escapeLeadsBack() {
    QTest::keyClick(m_page->findChild<QListView*>(), Qt::Key_Escape);
    QVERIFY(!m_page->isVisible());
    QVERIFY(m_real->window.findChild<PhotoGrid*>()->isVisible());
    m_real->window.close();
    m_real.reset();
}

SEMBLANCE_GUI_TEST(ModelsWindowTest)
#include "tst_modelswindow.moc"
