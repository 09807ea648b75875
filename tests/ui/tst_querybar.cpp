#include <QBuffer>
#include <QClipboard>
#include <QDir>
#include <QDropEvent>
#include <QGuiApplication>
#include <QImage>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUrl>

#include "core/library/services/pictureservice.h"
#include "tests/testmain.h"
#include "ui/query/examples.h"
#include "ui/query/mixslider.h"
#include "ui/query/querybar.h"
#include "ui/query/querymodel.h"
#include "ui/query/referencechip.h"
#include "ui/style/icons.h"

using namespace semblance;

class TestQueryBar : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void meansWhatItShows();
    void searchesWhileTyping();
    void searchesAtOnceOnEnter();
    void takesReferencesOut();
    void holdsSoManyReferences();
    void takesDroppedFiles();
    void takesPastedPictures();
    void takesPastedPaths();
    void pastesWordsAsWords();
    void pastesTheTextOfACell();
    void saysWhyAFileIsNoReference();
    void keepsWhatItDoesNotShow();
    void keepsItThroughEditing();
    void showsPicturesWithoutAFile();
    void showsTheFirstOfManyReferences();
    void theSentenceIsTakenAlong();
    void whatWasLookedForIsNoChange();
    void mixNeedsBoth();
    void aClickOnTheGrooveGoesThere();
    void mixGoesBackToDefault();
    void unknownWordsLeadToTheModels();
    void readsExamples();
    void refusesBrokenExamples();

private:
    QLineEdit* sentence() const { return bar->findChild<QLineEdit*>(); }
    QSlider* slider() const { return bar->findChild<QSlider*>(); }
    QString picture(const QString& name) const { return dir.filePath(name); }

    QTemporaryDir dir;
    std::unique_ptr<PictureService> pictures;
    std::unique_ptr<QueryModel> model;
    std::unique_ptr<QueryBar> bar;
};

namespace {

// All that a query can hold.
Query fullQuery(const QString& path, const QByteArray& bytes) {
    Query query;
    query.references.resize(2);
    query.references[0].picture.path = path;
    query.references[0].picture.region = QRectF(.1, .2, .3, .4);
    query.references[0].weight = 2.5;
    query.references[1].picture.bytes = bytes;
    query.modification = QStringLiteral("in green");
    query.text = QStringLiteral("a garden");
    query.negatives = {{QStringLiteral("people"), .7}, {QStringLiteral("cars"), 1}};
    query.feedback = {{17, Feedback::Sign::More}, {18, Feedback::Sign::Less}};
    query.mix = .437;
    query.limit = 33;
    return query;
}

}  // namespace

void TestQueryBar::initTestCase() {
    initResources();
    QImage image(8, 8, QImage::Format_RGB32);
    image.fill(Qt::green);
    for (const auto* name : {"a.png", "b.png", "c d.png"})
        QVERIFY(image.save(picture(QLatin1StringView(name))));
}

void TestQueryBar::init() {
    pictures = std::make_unique<PictureService>();
    model = std::make_unique<QueryModel>();
    bar = std::make_unique<QueryBar>(*model, *pictures);
    bar->show();
    QVERIFY(QTest::qWaitForWindowExposed(bar.get()));
}

void TestQueryBar::cleanup() {
    bar.reset();
    model.reset();
    pictures.reset();
}

void TestQueryBar::meansWhatItShows() {
    QVERIFY(model->isEmpty());
    bar->setQuery({}, QStringLiteral("  a dog  "));
    Query query = model->query();
    QCOMPARE(query.text, QStringLiteral("a dog"));
    QVERIFY(query.modification.isEmpty());
    QVERIFY(query.references.empty());
    QVERIFY(!query.mix);

    bar->setQuery({picture(QStringLiteral("a.png"))}, QStringLiteral("in green"));
    query = model->query();
    QCOMPARE(query.modification, QStringLiteral("in green"));
    QVERIFY(query.text.isEmpty());
    QCOMPARE(query.references.size(), 1u);
    QCOMPARE(query.references[0].picture.path, picture(QStringLiteral("a.png")));
    QVERIFY(validate(query));

    bar->setQuery({picture(QStringLiteral("a.png"))}, {});
    QVERIFY(model->query().modification.isEmpty());
    bar->clear();
    QVERIFY(model->isEmpty());
}

void TestQueryBar::searchesWhileTyping() {
    QSignalSpy changed(model.get(), &QueryModel::queryChanged);
    QTest::keyClicks(sentence(), QStringLiteral("a red car"));
    QCOMPARE(changed.count(), 0);  // not while the keys come
    QTRY_COMPARE(changed.count(), 1);
    QCOMPARE(model->query().text, QStringLiteral("a red car"));
}

void TestQueryBar::searchesAtOnceOnEnter() {
    QSignalSpy changed(model.get(), &QueryModel::queryChanged);
    QSignalSpy results(bar.get(), &QueryBar::resultsWanted);
    QTest::keyClicks(sentence(), QStringLiteral("sea"));
    QTest::keyClick(sentence(), Qt::Key_Return);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(results.count(), 1);
    QTest::qWait(2 * QueryBar::debounceMs);
    QCOMPARE(changed.count(), 1);  // not a second time
}

void TestQueryBar::takesReferencesOut() {
    bar->setQuery({picture(QStringLiteral("a.png")), picture(QStringLiteral("b.png"))}, {});
    QSignalSpy changed(model.get(), &QueryModel::queryChanged);
    auto* chip = bar->findChild<ReferenceChip*>();
    QVERIFY(chip);
    QTest::keyClick(chip, Qt::Key_Delete);
    QCOMPARE(bar->references(), QStringList{picture(QStringLiteral("b.png"))});
    QTest::keyClick(sentence(), Qt::Key_Backspace);
    QVERIFY(model->isEmpty());
    QCOMPARE(changed.count(), 2);
    // By the cross in the corner.
    bar->addReference(picture(QStringLiteral("a.png")));
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    chip = bar->findChild<ReferenceChip*>();
    QTest::mouseClick(chip, Qt::LeftButton, {}, QPoint(chip->width() - 8, 8));
    QVERIFY(model->isEmpty());
}

void TestQueryBar::holdsSoManyReferences() {
    QSignalSpy problem(bar.get(), &QueryBar::problem);
    for (int i = 0; i < QueryBar::mostReferences + 1; ++i)
        bar->addReference(QStringLiteral("/nowhere/%1.png").arg(i));
    QCOMPARE(bar->references().size(), int(QueryBar::mostReferences));
    QCOMPARE(problem.count(), 1);
    bar->addReference(QStringLiteral("/nowhere/0.png"));  // there already: nothing to say
    QCOMPARE(problem.count(), 1);
}

void TestQueryBar::takesDroppedFiles() {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(picture(QStringLiteral("c d.png")))});
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(bar.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(bar.get(), &drop);
    QTRY_COMPARE(bar->references(), QStringList{picture(QStringLiteral("c d.png"))});
    // On the sentence itself, too: not as text.
    data.setUrls({QUrl::fromLocalFile(picture(QStringLiteral("a.png")))});
    QDragEnterEvent enterText(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(sentence(), &enterText);
    QVERIFY(enterText.isAccepted());
    QDropEvent onText(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(sentence(), &onText);
    QTRY_COMPARE(bar->references().size(), 2);
    QVERIFY(sentence()->text().isEmpty());
}

void TestQueryBar::takesPastedPictures() {
    QImage image(12, 12, QImage::Format_RGB32);
    image.fill(Qt::blue);
    QGuiApplication::clipboard()->setImage(image);
    sentence()->setFocus();
    QTest::keyClick(sentence(), Qt::Key_V, Qt::ControlModifier);
    QTRY_COMPARE(bar->references().size(), 1);
    const QString file = bar->references().first();
    QCOMPARE(QImage(file).size(), QSize(12, 12));
    bar.reset();
    QVERIFY(!QFile::exists(file));  // it went with the window
}

void TestQueryBar::takesPastedPaths() {
    const QString path = picture(QStringLiteral("c d.png"));
    for (const QString& text :
         {path, QString(u'"' + path + u'"'), QUrl::fromLocalFile(path).toString()}) {
        bar->clear();
        QGuiApplication::clipboard()->setText(text);
        QTest::keyClick(sentence(), Qt::Key_V, Qt::ControlModifier);
        QTRY_COMPARE(bar->references(), QStringList{path});
    }
}

void TestQueryBar::pastesWordsAsWords() {
    QGuiApplication::clipboard()->setText(QStringLiteral("with a dog"));
    sentence()->setFocus();
    QTest::keyClick(sentence(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(bar->sentence(), QStringLiteral("with a dog"));
    QVERIFY(bar->references().isEmpty());
}

void TestQueryBar::pastesTheTextOfACell() {
    QImage image(12, 12, QImage::Format_RGB32);
    image.fill(Qt::blue);
    const auto copyCell = [&image] {
        auto* data = new QMimeData;
        data->setText(QStringLiteral("with a dog"));
        data->setImageData(image);
        QGuiApplication::clipboard()->setMimeData(data);
    };
    copyCell();
    sentence()->setFocus();
    QTest::keyClick(sentence(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(bar->sentence(), QStringLiteral("with a dog"));
    // Its picture is to be had, too, for who asks for it.
    bar->pasteReference();
    QTRY_COMPARE(bar->references().size(), 1);
    QCOMPARE(bar->sentence(), QStringLiteral("with a dog"));
}

void TestQueryBar::saysWhyAFileIsNoReference() {
    QSignalSpy problem(bar.get(), &QueryBar::problem);
    const auto paste = [&](const QString& path) {
        auto* data = new QMimeData;
        data->setUrls({QUrl::fromLocalFile(path)});
        QGuiApplication::clipboard()->setMimeData(data);
        problem.clear();
        QTest::keyClick(sentence(), Qt::Key_V, Qt::ControlModifier);
        return QTest::qWaitFor([&] { return problem.count() == 1; }, 60000)
                   ? problem.first().first().value<Error>().sentence
                   : QString();
    };
    QVERIFY(QDir(dir.path()).mkpath(QStringLiteral("holiday")));
    const QString folder = paste(picture(QStringLiteral("holiday")));
    QVERIFY2(folder.contains(QStringLiteral("“holiday” is a folder")), qPrintable(folder));
    QVERIFY2(paste(picture(QStringLiteral("holiday")) + u'/') == folder, qPrintable(folder));
    const QString gone = paste(picture(QStringLiteral("gone.png")));
    QVERIFY2(gone.contains(QStringLiteral("“gone.png” is no longer there")), qPrintable(gone));
    QVERIFY(bar->references().isEmpty());
    // One picture among others is enough.
    auto* data = new QMimeData;
    data->setUrls({QUrl::fromLocalFile(picture(QStringLiteral("holiday"))),
                   QUrl::fromLocalFile(picture(QStringLiteral("a.png")))});
    QGuiApplication::clipboard()->setMimeData(data);
    QTest::keyClick(sentence(), Qt::Key_V, Qt::ControlModifier);
    QTRY_COMPARE(bar->references(), QStringList{picture(QStringLiteral("a.png"))});
}

void TestQueryBar::keepsWhatItDoesNotShow() {
    const Query query = fullQuery(picture(QStringLiteral("a.png")), "bytes");
    model->setQuery(query);
    QCOMPARE(bar->sentence(), QStringLiteral("in green"));
    QCOMPARE(bar->findChildren<ReferenceChip*>().size(), 2);
    QVERIFY(qAbs(bar->mixSlider().mix() - .437f) < .006f);
    QVERIFY(bar->mixSlider().isMoved());
    QTest::keyClick(sentence(), Qt::Key_Return);
    QCOMPARE(model->query(), query);
    // Another bar, and another, over the same model show the same.
    QueryBar second(*model, *pictures);
    QCOMPARE(second.sentence(), QStringLiteral("in green"));
    QCOMPARE(second.findChildren<ReferenceChip*>().size(), 2);
    QCOMPARE(model->query(), query);
}

void TestQueryBar::keepsItThroughEditing() {
    Query query = fullQuery(picture(QStringLiteral("a.png")), "bytes");
    model->setQuery(query);
    sentence()->selectAll();
    QTest::keyClicks(sentence(), QStringLiteral("in blue"));
    QTest::keyClick(sentence(), Qt::Key_Return);
    query.modification = QStringLiteral("in blue");
    QCOMPARE(model->query(), query);
    bar->addReference(picture(QStringLiteral("b.png")));
    query.references.emplace_back().picture.path = picture(QStringLiteral("b.png"));
    QCOMPARE(model->query(), query);
    QTest::keyClick(bar->findChildren<ReferenceChip*>().at(1), Qt::Key_Delete);
    query.references.erase(query.references.begin() + 1);
    QCOMPARE(model->query(), query);
    slider()->setFocus();
    QTest::keyClick(slider(), Qt::Key_Home);
    query.mix = 0;
    QCOMPARE(model->query(), query);
    QTest::keyClick(slider(), Qt::Key_Backspace);
    query.mix.reset();
    QCOMPARE(model->query(), query);
}

void TestQueryBar::showsPicturesWithoutAFile() {
    QImage image(12, 12, QImage::Format_RGB32);
    image.fill(Qt::blue);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QVERIFY(buffer.open(QIODevice::WriteOnly) && image.save(&buffer, "PNG"));
    Query query;
    query.references.emplace_back().picture.bytes = bytes;
    model->setQuery(query);
    auto* chip = bar->findChild<ReferenceChip*>();
    QVERIFY(chip);
    QVERIFY(chip->accessibleName().contains(QStringLiteral("pasted picture")));
    QTRY_VERIFY(!chip->path().isEmpty());
    QCOMPARE(QImage(chip->path()).size(), QSize(12, 12));
    QSignalSpy view(bar.get(), &QueryBar::viewWanted);
    QTest::keyClick(chip, Qt::Key_Space);
    QCOMPARE(view.first().first().toString(), chip->path());
    QCOMPARE(model->query().references, query.references);
}

void TestQueryBar::showsTheFirstOfManyReferences() {
    Query query;
    for (int i = 0; i < 10; ++i)
        query.references.emplace_back().picture.path = QStringLiteral("/nowhere/%1.png").arg(i);
    model->setQuery(query);
    QCOMPARE(bar->findChildren<ReferenceChip*>().size(), int(QueryBar::mostReferences));
    QSignalSpy problem(bar.get(), &QueryBar::problem);
    bar->addReference(QStringLiteral("/nowhere/more.png"));
    QCOMPARE(problem.count(), 1);
    // What is taken out makes room for the next.
    QTest::keyClick(bar->findChild<ReferenceChip*>(), Qt::Key_Delete);
    QCOMPARE(model->references().size(), 9u);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    const auto chips = bar->findChildren<ReferenceChip*>();
    QCOMPARE(chips.size(), int(QueryBar::mostReferences));
    QCOMPARE(chips.last()->path(), QStringLiteral("/nowhere/6.png"));
}

void TestQueryBar::theSentenceIsTakenAlong() {
    // Typed and not yet taken when a picture comes.
    QTest::keyClicks(sentence(), QStringLiteral("in green"));
    bar->addReference(picture(QStringLiteral("a.png")));
    QCOMPARE(bar->sentence(), QStringLiteral("in green"));
    QCOMPARE(model->query().modification, QStringLiteral("in green"));
    QTest::keyClick(bar->findChild<ReferenceChip*>(), Qt::Key_Delete);
    QCOMPARE(model->query().text, QStringLiteral("in green"));
    QVERIFY(model->query().modification.isEmpty());
}

/// A result of "a dog" as the reference asks for more like it, not for it with a dog.
void TestQueryBar::whatWasLookedForIsNoChange() {
    bar->setQuery({}, QStringLiteral("a dog"));
    QSignalSpy asked(model.get(), &QueryModel::queryChanged);
    bar->setReference(picture(QStringLiteral("a.png")));
    QCOMPARE(asked.count(), 1);
    QCOMPARE(bar->sentence(), QString());
    QVERIFY(model->query().text.isEmpty() && model->query().modification.isEmpty());
    // What should be different stays when the reference is another one.
    QTest::keyClicks(sentence(), QStringLiteral("in green"));
    bar->setReference(picture(QStringLiteral("b.png")));
    QCOMPARE(model->query().modification, QStringLiteral("in green"));
    QCOMPARE(bar->references(), QStringList{picture(QStringLiteral("b.png"))});
}

void TestQueryBar::aClickOnTheGrooveGoesThere() {
    bar->setQuery({picture(QStringLiteral("a.png"))}, QStringLiteral("a dog"));
    bar->resize(900, bar->height());
    bar->show();
    QVERIFY(QTest::qWaitForWindowExposed(bar.get()));
    const int middle = slider()->height() / 2;
    QTest::mouseClick(slider(), Qt::LeftButton, {}, QPoint(slider()->width() - 10, middle));
    QVERIFY(bar->mixSlider().mix() > 0.95f);
    QTest::mouseClick(slider(), Qt::LeftButton, {}, QPoint(slider()->width() / 2, middle));
    QVERIFY(qAbs(bar->mixSlider().mix() - 0.5f) < 0.02f);
}

void TestQueryBar::mixNeedsBoth() {
    QVERIFY(!slider()->isEnabled());
    bar->setQuery({}, QStringLiteral("a dog"));
    QVERIFY(!slider()->isEnabled());
    bar->setQuery({picture(QStringLiteral("a.png"))}, {});
    QVERIFY(!slider()->isEnabled());
    bar->setQuery({picture(QStringLiteral("a.png"))}, QStringLiteral("a dog"));
    QVERIFY(slider()->isEnabled());
}

void TestQueryBar::mixGoesBackToDefault() {
    bar->setQuery({picture(QStringLiteral("a.png"))}, QStringLiteral("a dog"));
    bar->mixSlider().setDefaultMix(0.6f);
    QCOMPARE(bar->mixSlider().mix(), 0.6f);
    QVERIFY(!model->query().mix);
    QSignalSpy mixed(model.get(), &QueryModel::remixed);
    slider()->setFocus();
    QTest::keyClick(slider(), Qt::Key_End);
    QCOMPARE(mixed.count(), 1);
    QCOMPARE(model->query().mix, 1.0);
    QTest::mouseDClick(slider(), Qt::LeftButton);
    QCOMPARE(bar->mixSlider().mix(), 0.6f);
    QVERIFY(!model->query().mix);
    // The model's default does not move a handle that the user has moved.
    QTest::keyClick(slider(), Qt::Key_Home);
    bar->mixSlider().setDefaultMix(0.4f);
    QCOMPARE(bar->mixSlider().mix(), 0.0f);
}

void TestQueryBar::unknownWordsLeadToTheModels() {
    auto* hint = bar->findChild<QWidget*>(QStringLiteral("sentenceHint"));
    auto* models = bar->findChild<QPushButton*>(QStringLiteral("sentenceHintModels"));
    QVERIFY(!hint->isVisible());
    bar->setQuery({}, QStringLiteral("ein Schneemann"));
    bar->setSentenceUnknown(true);
    QVERIFY(hint->isVisible() && models->isVisible());
    QSignalSpy wanted(bar.get(), &QueryBar::modelsWanted);
    QVERIFY(models->focusPolicy() & Qt::TabFocus);
    QTest::keyClick(models, Qt::Key_Space);
    QTest::mouseClick(models, Qt::LeftButton);
    QCOMPARE(wanted.count(), 2);
    bar->clear();
    QVERIFY(!hint->isVisible());
}

void TestQueryBar::readsExamples() {
    const QString demo = QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/demo");
    const auto examples = loadExamples(demo);
    QVERIFY2(examples, examples ? "" : qPrintable(examples.error().sentence));
    QCOMPARE(examples->size(), 10);
    for (const Example& example : *examples) {
        QVERIFY(!example.title.isEmpty());
        QVERIFY(!example.sentence.isEmpty());
        QVERIFY(QFile::exists(example.reference));
    }
}

void TestQueryBar::refusesBrokenExamples() {
    const auto missing = loadExamples(dir.filePath(QStringLiteral("nowhere")));
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, ErrorKind::NotFound);
    QFile file(picture(QStringLiteral("queries.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        "[{\"id\": 3}, 7, {\"id\": \"x\", \"title\": \"X\", \"reference\": \"gone.png\"},"
        "{\"id\": \"y\", \"title\": \"Y\", \"reference\": \"a.png\", \"modify\": \"red\"}]");
    file.close();
    const auto some = loadExamples(dir.path());
    QVERIFY(some);
    QCOMPARE(some->size(), 1);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write("[{");
    file.close();
    QCOMPARE(loadExamples(dir.path()).error().kind, ErrorKind::Corrupt);
}

SEMBLANCE_GUI_TEST(TestQueryBar)
#include "tst_querybar.moc"
