#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>
#include <QUrl>

#include "tests/testmain.h"
#include "ui/models/modelspage.h"
#include "ui/models/recommendeddialog.h"

using namespace semblance;

/// The table of models worth trying: what it says, and that a page is opened when asked alone.
class TestRecommended : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyModelSaysAll();
    void pagesAreOpenedWhenAsked();
    void filesAreNamed();
    void theModelsPageShowsIt();
};

void TestRecommended::everyModelSaysAll() {
    double before = 0;
    for (const RecommendedModel& model : recommendedModels()) {
        QCOMPARE(model.name.count(u'/'), 1);
        QCOMPARE(model.page().scheme(), QStringLiteral("https"));
        QCOMPARE(model.page().host(), QStringLiteral("huggingface.co"));
        QVERIFY(model.page().path().startsWith(u'/' + model.name));
        QVERIFY(model.gigabytes >= before);
        before = model.gigabytes;
        QVERIFY(!model.languages.isEmpty() && !model.goodAt.isEmpty() && !model.licence.isEmpty());
        // A description and weights of one layout.
        const bool isOpenClip = model.files.contains(QStringLiteral("open_clip_config.json"));
        QCOMPARE(model.files.contains(QStringLiteral("config.json")), !isOpenClip);
        QCOMPARE(model.files.contains(QStringLiteral("open_clip_model.safetensors")), isOpenClip);
    }
}

void TestRecommended::pagesAreOpenedWhenAsked() {
    RecommendedDialog dialog;
    dialog.show();
    QSignalSpy wanted(&dialog, &RecommendedDialog::pageWanted);
    auto* table = dialog.findChild<QTreeWidget*>(QStringLiteral("recommendedTable"));
    QCOMPARE(table->topLevelItemCount(), int(recommendedModels().size()));
    QVERIFY(table->hasFocus() || dialog.focusWidget() == table);
    QTest::keyClick(table, Qt::Key_Down);
    QCOMPARE(wanted.count(), 0);
    QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("recommendedOpen")),
                      Qt::LeftButton);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.first().first().toUrl(), recommendedModels().at(1).page());
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(wanted.count(), 2);
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QVERIFY(!dialog.isVisible());
}

void TestRecommended::filesAreNamed() {
    RecommendedDialog dialog;
    auto* table = dialog.findChild<QTreeWidget*>(QStringLiteral("recommendedTable"));
    auto* files = dialog.findChild<QLabel*>(QStringLiteral("recommendedFiles"));
    const QList<RecommendedModel> models = recommendedModels();
    for (int row = 0; row < models.size(); ++row) {
        table->setCurrentItem(table->topLevelItem(row));
        for (const QString& file : models.at(row).files)
            QVERIFY2(files->text().contains(file), qPrintable(file));
    }
}

void TestRecommended::theModelsPageShowsIt() {
    ModelsPage page;
    page.show();
    QTest::mouseClick(page.findChild<QPushButton*>(QStringLiteral("modelsRecommended")),
                      Qt::LeftButton);
    auto* dialog = page.findChild<RecommendedDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("recommendedClose")),
                      Qt::LeftButton);
    QTRY_VERIFY(!page.findChild<RecommendedDialog*>());
}

SEMBLANCE_GUI_TEST(TestRecommended)
#include "tst_recommended.moc"
