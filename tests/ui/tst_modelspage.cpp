// The Models page by itself: what it says of what it is told, and what it wants when it is used.

#include <QApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QSplitter>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUrl>

#include "tests/testmain.h"
#include "tests/ui/samplemodels.h"
#include "ui/models/modellistmodel.h"
#include "ui/models/modelspage.h"
#include "ui/models/modelwording.h"
#include "ui/style/icons.h"
#include "ui/window/messagestrip.h"

using namespace semblance;
using namespace semblance::test;

class TestModelsPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { page.reset(); }

    void listsWhatTheModelsAre();
    void detailsShowTheReport();
    void missingFactsAreLeftOut();
    void theOneThatAnswersIsShownFirst();
    void usesAModel();
    void saysHowFarEncodingIs();
    void saysWhatChoosingCosts();
    void switchingBackIsAtOnce();
    void checks();
    void removesAfterAsking();
    void refusesToRemoveWhatIsInUse();
    void freesVectorsOfWhatCannotBeRemoved();
    void aQuestionGoesWithItsModel();
    void importsWithProgress();
    void takesDroppedFolders();
    void brokenModelsSayWhy();
    void escapeLeavesStepByStep();
    void selectionSurvivesChanges();
    void selectsWhatIsStillToCome();
    void narrowWindowsStackTheParts();
    void everyControlHasItsNames();
    void tabFollowsTheEye();
    void numbersInWords();

private:
    template <class T = QPushButton>
    T* find(const char* name) const {
        return page->findChild<T*>(QLatin1StringView(name));
    }
    QString text(const char* label) const { return find<QLabel>(label)->text(); }
    void show(const QList<ModelEntry>& models, const QSet<QString>& checking = {}) {
        page->setModels(models, samplePictures, checking);
    }
    QVariant role(int row, int role) const {
        return find<QListView>("modelList")->model()->index(row, 0).data(role);
    }

    std::unique_ptr<ModelsPage> page;
};

namespace {

ModelEntry formerMini() {
    ModelEntry mini = sampleMini();
    mini.isChosen = false;
    return mini;
}

ModelEntry comingClip(qint64 pictures) {
    ModelEntry clip = sampleClip();
    clip.isChosen = true;
    clip.pictures = pictures;
    return clip;
}

IndexingProgress encoding() {
    IndexingProgress progress;
    progress.phase = IndexingProgress::Phase::Encoding;
    return progress;
}

}  // namespace

void TestModelsPage::initTestCase() {
    QLocale::setDefault(QLocale(QLocale::English));
    initResources();
}

void TestModelsPage::init() {
    page = std::make_unique<ModelsPage>();
    page->resize(1100, 760);
    page->show();
    QVERIFY(QTest::qWaitForWindowExposed(page.get()));
}

void TestModelsPage::listsWhatTheModelsAre() {
    show({sampleMini(), sampleClip()});
    QCOMPARE(role(1, Qt::DisplayRole).toString(), QStringLiteral("clip-vit-large-patch14"));
    const QString facts = role(1, ModelListModel::FactsRole).toString();
    for (const char* part : {"CLIP ViT-L/14", "1.7 GB", "768 dimensions"})
        QVERIFY2(facts.contains(QLatin1StringView(part)), qPrintable(facts));
    const QString abilities = role(1, ModelListModel::AbilitiesRole).toString();
    QVERIFY(abilities.contains(QStringLiteral("Mixes picture and sentence")));
    QVERIFY(abilities.contains(QStringLiteral("3.4 pictures a second")));
    QVERIFY(role(0, ModelListModel::AbilitiesRole)
                .toString()
                .contains(QStringLiteral("Learned composition")));
    QVERIFY(role(1, ModelListModel::CoverageRole).toString().startsWith(QStringLiteral("MIT")));
    QCOMPARE(role(0, ModelListModel::BadgeRole).toString(), QStringLiteral("in use"));
    QVERIFY(role(1, ModelListModel::BadgeRole).toString().isEmpty());
    // All of it for who cannot see it.
    const QString spoken = role(0, Qt::AccessibleTextRole).toString();
    for (const char* part : {"mini", "in use", "27.4 MB", "Apache-2.0", "48,210"})
        QVERIFY2(spoken.contains(QLatin1StringView(part)), qPrintable(spoken));
}

void TestModelsPage::detailsShowTheReport() {
    show({sampleMini(), sampleClip()});
    page->select(sampleClip().model.name);
    QCOMPARE(text("modelTitle"), sampleClip().model.name);
    QCOMPARE(text("factFamily"), QStringLiteral("CLIP ViT-L/14"));
    QVERIFY(text("factPictures").contains(QStringLiteral("224")));
    QVERIFY(text("factSentences").contains(QStringLiteral("77")));
    QCOMPARE(text("factWeights"), QStringLiteral("428 million"));
    QVERIFY(text("factRuns").contains(QStringLiteral("bf16")));
    QVERIFY(text("factComposition").startsWith(QStringLiteral("Not learned")));
    QCOMPARE(text("factLicence"), QStringLiteral("MIT"));
    QCOMPARE(text("measurement1-0"), QStringLiteral("bf16"));
    QCOMPARE(text("measurement1-1"), QStringLiteral("3.4"));
    QCOMPARE(text("measurement1-3"), QStringLiteral("0.99871"));
    QCOMPARE(text("measurement1-4"), QStringLiteral("98.1 %"));
    QCOMPARE(text("measurement2-3"), QStringLiteral("–"));  // fp32 is the measure
    QCOMPARE(find<QLineEdit>("modelHash")->text(), sampleClip().model.report.hash);
    QCOMPARE(find<QLineEdit>("modelFolder")->text(), sampleClip().model.dir);
    QVERIFY(find("modelCard")->isVisible());
    page->select(QStringLiteral("mini"));
    QVERIFY(!find("modelCard")->isVisible());
    QVERIFY(!find<QLabel>("measurement3-0"));
}

void TestModelsPage::missingFactsAreLeftOut() {
    ModelEntry unknown;
    unknown.model.name = QStringLiteral("new");
    unknown.model.dir = QStringLiteral("/models/new");
    show({unknown});
    QVERIFY(!find<QLabel>("factFamily")->isVisible());
    QVERIFY(!find<QLabel>("factFamilyLabel")->isVisible());
    QVERIFY(!find<QLabel>("section1")->isVisible());
    QVERIFY(!find<QWidget>("measurements")->isVisible());
    QVERIFY(!find<QLineEdit>("modelHash")->isVisible());
    QVERIFY(!text("modelState").isEmpty());
    QVERIFY(find("modelCheck")->isEnabled());
    // No library is open.
    page->setModels({unknown}, 0, {});
    QVERIFY(role(0, ModelListModel::CoverageRole).toString().isEmpty());
    // No model at all.
    page->setModels({}, 0, {});
    QVERIFY(page->selected().isEmpty());
    QVERIFY(!find<QWidget>("modelDetails")->isVisible());
}

void TestModelsPage::theOneThatAnswersIsShownFirst() {
    ModelEntry clip = sampleClip();
    clip.answers = clip.isChosen = true;
    ModelEntry mini = sampleMini();
    mini.answers = mini.isChosen = false;
    show({mini, clip});
    QCOMPARE(page->selected(), clip.model.name);
}

void TestModelsPage::usesAModel() {
    show({sampleMini(), sampleClip()});
    QSignalSpy chosen(page.get(), &ModelsPage::chooseWanted);
    QVERIFY(!find("modelUse")->isEnabled());  // it is in use
    page->select(sampleClip().model.name);
    QVERIFY(find("modelUse")->isEnabled());
    QTest::mouseClick(find("modelUse"), Qt::LeftButton);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().toString(), sampleClip().model.name);
}

void TestModelsPage::saysHowFarEncodingIs() {
    page->setIndexing(encoding());
    show({formerMini(), comingClip(12'000)});
    page->select(sampleClip().model.name);
    QVERIFY(text("modelState").contains(QStringLiteral("12,000 of 48,210")));
    QVERIFY(text("modelState").contains(QStringLiteral("“mini”")));
    QVERIFY(!find("modelUse")->isEnabled());
    QCOMPARE(role(1, ModelListModel::BadgeRole).toString(), QStringLiteral("encoding, 24 %"));
    QCOMPARE(role(0, ModelListModel::BadgeRole).toString(), QStringLiteral("still in use"));
    show({formerMini(), comingClip(0)});
    QVERIFY(text("modelState").contains(QStringLiteral("0 of 48,210 pictures")));
    // Almost there is not there.
    show({formerMini(), comingClip(samplePictures - 1)});
    QCOMPARE(role(1, ModelListModel::BadgeRole).toString(), QStringLiteral("encoding, 99 %"));
    // Stopped: it can go on, and one can go back.
    QSignalSpy chosen(page.get(), &ModelsPage::chooseWanted);
    page->setIndexing({});
    QVERIFY(text("modelState").contains(QStringLiteral("stopped")));
    QVERIFY(find("modelUse")->text().contains(QStringLiteral("Go on")));
    QTest::mouseClick(find("modelUse"), Qt::LeftButton);
    page->select(QStringLiteral("mini"));
    QVERIFY(text("modelState").contains(sampleClip().model.name));
    QVERIFY(find("modelUse")->text().contains(QStringLiteral("Keep")));
    QTest::mouseClick(find("modelUse"), Qt::LeftButton);
    QCOMPARE(chosen.count(), 2);
    QCOMPARE(chosen.last().first().toString(), QStringLiteral("mini"));
}

void TestModelsPage::saysWhatChoosingCosts() {
    show({sampleMini(), sampleClip()});
    page->select(sampleClip().model.name);
    QVERIFY2(text("modelState").contains(QStringLiteral("about 4 hour")),
             qPrintable(text("modelState")));
    ModelEntry untested = sampleClip();
    untested.model.report.measurements.clear();
    show({sampleMini(), untested});
    QVERIFY(text("modelState").contains(QStringLiteral("48,210")));
    QVERIFY(!text("modelState").contains(QStringLiteral("hour")));
}

void TestModelsPage::switchingBackIsAtOnce() {
    ModelEntry clip = sampleClip();
    clip.pictures = samplePictures;
    show({sampleMini(), clip});
    page->select(clip.model.name);
    QVERIFY(text("modelState").contains(QStringLiteral("at once")));
}

void TestModelsPage::checks() {
    show({sampleMini()});
    QSignalSpy wanted(page.get(), &ModelsPage::checkWanted);
    QTest::mouseClick(find("modelCheck"), Qt::LeftButton);
    QCOMPARE(wanted.count(), 1);
    show({sampleMini()}, {QStringLiteral("mini")});
    QVERIFY(!find("modelCheck")->isEnabled());
    QCOMPARE(role(0, ModelListModel::BadgeRole).toString(), QStringLiteral("in use"));
    show({sampleMini(), sampleClip()}, {sampleClip().model.name});
    QCOMPARE(role(1, ModelListModel::BadgeRole).toString(), QStringLiteral("being checked"));
    show({sampleMini()});
    QVERIFY(find("modelCheck")->isEnabled());
}

void TestModelsPage::removesAfterAsking() {
    ModelEntry clip = sampleClip();
    clip.vectorBytes = 74'000'000;
    show({sampleMini(), clip});
    page->select(clip.model.name);
    QSignalSpy removed(page.get(), &ModelsPage::removeWanted);
    auto* question = find<QWidget>("modelQuestion");
    QTest::mouseClick(find("modelRemove"), Qt::LeftButton);
    QVERIFY(question->isVisible());
    QVERIFY2(text("modelQuestionText").contains(QStringLiteral("1.8 GB")),
             qPrintable(text("modelQuestionText")));
    QVERIFY(text("modelQuestionText").contains(QStringLiteral("74.0 MB")));
    // The safe answer has the focus.
    QVERIFY(find("modelKeep")->hasFocus());
    QTest::keyClick(find("modelKeep"), Qt::Key_Space);
    QVERIFY(!question->isVisible());
    QCOMPARE(removed.count(), 0);
    // By the keyboard from the list.
    auto* list = find<QListView>("modelList");
    QVERIFY(list->hasFocus());
    QTest::keyClick(list, Qt::Key_Delete);
    QVERIFY(question->isVisible());
    QTest::mouseClick(find("modelRemoveYes"), Qt::LeftButton);
    QCOMPARE(removed.count(), 1);
    QCOMPARE(removed.first().first().toString(), clip.model.name);
    QVERIFY(!question->isVisible());
}

void TestModelsPage::refusesToRemoveWhatIsInUse() {
    ModelEntry clip = comingClip(samplePictures);
    clip.answers = true;
    ModelEntry mini = formerMini();
    mini.answers = false;
    QSignalSpy removed(page.get(), &ModelsPage::removeWanted);
    auto* messages = page->findChild<MessageStrip*>();
    show({mini, clip});
    page->select(clip.model.name);
    QTest::mouseClick(find("modelRemove"), Qt::LeftButton);
    QVERIFY(messages->text().contains(QStringLiteral("answers the searches now")));
    // Neither while the library is on its way to it.
    show({formerMini(), comingClip(5)});
    QTest::mouseClick(find("modelRemove"), Qt::LeftButton);
    QVERIFY(messages->text().contains(QStringLiteral("on its way")));
    QVERIFY(!find<QWidget>("modelQuestion")->isVisible());
    QCOMPARE(removed.count(), 0);
}

void TestModelsPage::freesVectorsOfWhatCannotBeRemoved() {
    ModelEntry mini = sampleMini();
    show({mini});
    QVERIFY(!find("modelRemove")->isVisible());  // shipped, in use
    mini.isChosen = mini.answers = false;
    ModelEntry clip = comingClip(samplePictures);
    clip.answers = true;
    show({mini, clip, sampleBroken()});
    page->select(QStringLiteral("mini"));
    QSignalSpy forgotten(page.get(), &ModelsPage::forgetWanted);
    QSignalSpy removed(page.get(), &ModelsPage::removeWanted);
    for (const QString& name : {mini.model.name, sampleBroken().model.name}) {
        page->select(name);
        QTest::mouseClick(find("modelRemove"), Qt::LeftButton);
        QVERIFY(text("modelQuestionText").contains(QStringLiteral("model itself stays")));
        QTest::mouseClick(find("modelRemoveYes"), Qt::LeftButton);
        QCOMPARE(forgotten.takeFirst().first().toString(), name);
    }
    QCOMPARE(removed.count(), 0);
    // Nothing to free.
    mini.vectorBytes = 0;
    show({mini, clip});
    page->select(mini.model.name);
    QVERIFY(!find("modelRemove")->isVisible());
    QTest::keyClick(find<QListView>("modelList"), Qt::Key_Delete);
    QVERIFY(!find<QWidget>("modelQuestion")->isVisible());
}

void TestModelsPage::aQuestionGoesWithItsModel() {
    show({sampleMini(), sampleClip()});
    page->select(sampleClip().model.name);
    QTest::mouseClick(find("modelRemove"), Qt::LeftButton);
    show({sampleMini(), sampleClip()});  // news of something else
    QVERIFY(find<QWidget>("modelQuestion")->isVisible());
    page->select(QStringLiteral("mini"));
    QVERIFY(!find<QWidget>("modelQuestion")->isVisible());
    // Chosen meanwhile: it must not be removed any more.
    page->select(sampleClip().model.name);
    QTest::mouseClick(find("modelRemove"), Qt::LeftButton);
    show({formerMini(), comingClip(0)});
    QVERIFY(!find<QWidget>("modelQuestion")->isVisible());
}

void TestModelsPage::importsWithProgress() {
    auto* strip = find<QWidget>("importStrip");
    auto* bar = find<QProgressBar>("importProgress");
    QVERIFY(!strip->isVisible());
    page->setImport({});
    QVERIFY(strip->isVisible());
    QCOMPARE(bar->maximum(), 0);  // busy
    QVERIFY(text("importText").contains(QStringLiteral("Looking")));
    ModelImportProgress progress;
    progress.phase = ModelImportProgress::Phase::Copying;
    progress.name = QStringLiteral("ViT-L-14");
    progress.bytesDone = 500'000'000;
    progress.bytesTotal = 2'000'000'000;
    progress.bytesPerSecond = 100'000'000;
    progress.secondsLeft = 150;
    page->setImport(progress);
    QCOMPARE(bar->value() * 4, bar->maximum());
    for (const char* part : {"ViT-L-14", "500.0 MB of 2.0 GB", "100.0 MB a second", "left"})
        QVERIFY2(text("importText").contains(QLatin1StringView(part)),
                 qPrintable(text("importText")));
    progress.phase = ModelImportProgress::Phase::Checking;
    page->setImport(progress);
    QCOMPARE(bar->maximum(), 0);
    QVERIFY(text("importText").contains(QStringLiteral("Testing")));
    QSignalSpy cancelled(page.get(), &ModelsPage::cancelImportWanted);
    QTest::mouseClick(find("importCancel"), Qt::LeftButton);
    QCOMPARE(cancelled.count(), 1);
    page->endImport();
    QVERIFY(!strip->isVisible());
}

void TestModelsPage::takesDroppedFolders() {
    QTemporaryDir dir;
    const QString folder = dir.filePath(QStringLiteral("модель é"));
    const QString file = dir.filePath(QStringLiteral("model.safetensors"));
    QVERIFY(QDir().mkpath(folder));
    QFile made(file);
    QVERIFY(made.open(QIODevice::WriteOnly));
    QSignalSpy wanted(page.get(), &ModelsPage::importWanted);
    const auto drop = [this](const QStringList& paths) {
        QMimeData data;
        QList<QUrl> urls;
        for (const QString& path : paths)
            urls << QUrl::fromLocalFile(path);
        data.setUrls(urls);
        QDragEnterEvent enter({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, {});
        enter.ignore();
        QCoreApplication::sendEvent(page.get(), &enter);
        if (!enter.isAccepted())
            return false;
        QDropEvent event(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(page.get(), &event);
        return true;
    };
    QVERIFY(drop({folder}));
    QTRY_COMPARE(wanted.count(), 1);
    QCOMPARE(wanted.first().first().toString(), folder);
    // A file stands for its folder, and several of one folder for it once.
    QVERIFY(drop({file}));
    QTRY_COMPARE(wanted.count(), 2);
    QCOMPARE(wanted.last().first().toString(), dir.path());
    QVERIFY(drop({file, dir.filePath(QStringLiteral("config.json"))}));
    QTRY_COMPARE(wanted.count(), 3);
    QCOMPARE(wanted.last().first().toString(), dir.path());
    QVERIFY(!find<QListView>("modelList")->property("dropping").toBool());
}

void TestModelsPage::brokenModelsSayWhy() {
    show({sampleMini(), sampleBroken()});
    page->select(sampleBroken().model.name);
    QCOMPARE(text("modelState"), sampleBroken().model.problem);
    QVERIFY(!find("modelUse")->isEnabled());
    QVERIFY(!find("modelCheck")->isVisible());  // a folder of the user's
    ModelEntry imported = sampleClip();
    imported.model.state = KnownModel::State::Broken;
    imported.model.problem = QStringLiteral("Its weights are cut short.");
    show({sampleMini(), sampleBroken(), imported});
    page->select(imported.model.name);
    QCOMPARE(text("modelState"), imported.model.problem);
    QVERIFY(find("modelCheck")->isEnabled());
    QCOMPARE(role(1, ModelListModel::BadgeRole).toString(), QStringLiteral("cannot be used"));
}

void TestModelsPage::escapeLeavesStepByStep() {
    show({sampleMini(), sampleClip()});
    page->select(sampleClip().model.name);
    QSignalSpy closed(page.get(), &ModelsPage::closed);
    QTest::mouseClick(find("modelRemove"), Qt::LeftButton);
    QTest::keyClick(find("modelKeep"), Qt::Key_Escape);
    QVERIFY(!find<QWidget>("modelQuestion")->isVisible());
    QCOMPARE(closed.count(), 0);
    QTest::keyClick(find<QListView>("modelList"), Qt::Key_Escape);
    QCOMPARE(closed.count(), 1);
    QTest::mouseClick(find<QToolButton>("modelsBack"), Qt::LeftButton);
    QCOMPARE(closed.count(), 2);
}

void TestModelsPage::selectionSurvivesChanges() {
    show({sampleMini(), sampleClip()});
    page->select(sampleClip().model.name);
    show({sampleMini(), sampleBroken(), sampleClip()});
    QCOMPARE(page->selected(), sampleClip().model.name);
    show({sampleMini(), sampleBroken()});  // it was removed
    QCOMPARE(page->selected(), QStringLiteral("mini"));
    QCOMPARE(text("modelTitle"), QStringLiteral("mini"));
}

void TestModelsPage::selectsWhatIsStillToCome() {
    show({sampleMini()});
    page->select(sampleClip().model.name);
    QCOMPARE(page->selected(), QStringLiteral("mini"));
    show({sampleMini(), sampleClip()});
    QCOMPARE(page->selected(), sampleClip().model.name);
    // Once only.
    page->findChild<QListView*>()->setCurrentIndex(
        page->findChild<QListView*>()->model()->index(0, 0));
    show({sampleMini(), sampleClip()});
    QCOMPARE(page->selected(), QStringLiteral("mini"));
}

void TestModelsPage::narrowWindowsStackTheParts() {
    auto* splitter = find<QSplitter>("modelsSplitter");
    QCOMPARE(splitter->orientation(), Qt::Horizontal);
    page->resize(560, 760);
    QTRY_COMPARE(splitter->orientation(), Qt::Vertical);
    QVERIFY(page->minimumSizeHint().width() <= 560);
    page->resize(1100, 760);
    QTRY_COMPARE(splitter->orientation(), Qt::Horizontal);
}

void TestModelsPage::everyControlHasItsNames() {
    show({sampleMini(), sampleClip()});
    page->select(sampleClip().model.name);
    for (const auto* button : page->findChildren<QAbstractButton*>()) {
        QVERIFY2(!button->objectName().isEmpty(), qPrintable(button->text()));
        QVERIFY2(!button->accessibleName().isEmpty(), qPrintable(button->objectName()));
        QVERIFY2(!button->toolTip().isEmpty(), qPrintable(button->objectName()));
        QVERIFY2(button->focusPolicy() & Qt::TabFocus, qPrintable(button->objectName()));
    }
    // Two mnemonics on one letter would make neither work.
    QSet<QChar> letters;
    for (const auto* button : page->findChildren<QPushButton*>()) {
        const auto at = button->text().indexOf(u'&');
        if (at < 0 || !button->isVisible())
            continue;
        const QChar letter = button->text().at(at + 1).toLower();
        QVERIFY2(!letters.contains(letter), qPrintable(button->text()));
        letters.insert(letter);
    }
    QVERIFY(letters.size() >= 4);
}

void TestModelsPage::tabFollowsTheEye() {
    show({sampleMini(), sampleClip()});
    page->select(sampleClip().model.name);
    page->setImport({});
    auto* back = find<QToolButton>("modelsBack");
    back->setFocus();
    QStringList order;
    for (int i = 0; i < 9; ++i) {
        order.append(QApplication::focusWidget()->objectName());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QCOMPARE(order.join(u' '),
             QStringLiteral("modelsBack modelsImport importCancel modelList modelsRecommended "
                            "modelUse modelCheck modelRemove modelHash"));
}

void TestModelsPage::numbersInWords() {
    QCOMPARE(bytesText(999), QStringLiteral("999 bytes"));
    QCOMPARE(rateText(3.44), QStringLiteral("3.4"));
    QCOMPARE(rateText(1234.4), QStringLiteral("1,234"));
    QCOMPARE(weightsText(24'600'000), QStringLiteral("25 million"));
    QCOMPARE(weightsText(2'460'000), QStringLiteral("2.5 million"));
    QCOMPARE(weightsText(12'345), QStringLiteral("12,345"));
    QCOMPARE(coverageText(0, 0), QStringLiteral("None of the pictures yet"));
    QCOMPARE(coverageText(1, 2), QStringLiteral("1 of 2 different pictures"));
    QCOMPARE(durationText(5), QStringLiteral("less than a minute"));
    // A family of tomorrow shows itself as it is called.
    ModelReport report;
    report.family = QStringLiteral("eva");
    QCOMPARE(familyText(report), QStringLiteral("eva"));
    QCOMPARE(deviceText(QStringLiteral("xpu")), QStringLiteral("xpu"));
    QVERIFY(speedText(report).isEmpty());
    QVERIFY(!licenceText(report).isEmpty());
    QCOMPARE(shortLicenceText(report), licenceText(report));
    report.licences = {QStringLiteral("Apache-2.0 (LICENSE.txt): image tower")};
    QCOMPARE(shortLicenceText(report), QStringLiteral("Apache-2.0"));
    report.licences.append(QStringLiteral("for research: heads"));
    QCOMPARE(shortLicenceText(report), QStringLiteral("Apache-2.0 and more"));
    QCOMPARE(licenceText(report).count(u'\n'), 1);
}

SEMBLANCE_GUI_TEST(TestModelsPage)
#include "tst_modelspage.moc"
