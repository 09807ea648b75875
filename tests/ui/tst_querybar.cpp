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

#include "core/library/pictureservice.h"
#include "ui/query/examples.h"
#include "ui/query/mixslider.h"
#include "ui/query/picturedrop.h"
#include "ui/query/querybar.h"
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
    void refusesLinks();
    void takesPastedPictures();
    void takesPastedPaths();
    void pastesWordsAsWords();
    void mixNeedsBoth();
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
    std::unique_ptr<QueryBar> bar;
};

void TestQueryBar::initTestCase() {
    initResources();
    QImage image(8, 8, QImage::Format_RGB32);
    image.fill(Qt::green);
    for (const auto* name : {"a.png", "b.png", "c d.png"})
        QVERIFY(image.save(picture(QLatin1StringView(name))));
}

void TestQueryBar::init() {
    pictures = std::make_unique<PictureService>();
    bar = std::make_unique<QueryBar>(*pictures);
    bar->show();
    QVERIFY(QTest::qWaitForWindowExposed(bar.get()));
}

void TestQueryBar::cleanup() {
    bar.reset();
    pictures.reset();
}

void TestQueryBar::meansWhatItShows() {
    QVERIFY(bar->isEmpty());
    bar->setQuery({}, QStringLiteral("  a dog  "));
    Query query = bar->query();
    QCOMPARE(query.text, QStringLiteral("a dog"));
    QVERIFY(query.modification.isEmpty());
    QVERIFY(query.references.empty());
    QVERIFY(!query.mix);

    bar->setQuery({picture(QStringLiteral("a.png"))}, QStringLiteral("in green"));
    query = bar->query();
    QCOMPARE(query.modification, QStringLiteral("in green"));
    QVERIFY(query.text.isEmpty());
    QCOMPARE(query.references.size(), 1u);
    QCOMPARE(query.references[0].picture.path, picture(QStringLiteral("a.png")));
    QVERIFY(validate(query));

    bar->setQuery({picture(QStringLiteral("a.png"))}, {});
    QVERIFY(bar->query().modification.isEmpty());
    bar->clear();
    QVERIFY(bar->isEmpty());
}

void TestQueryBar::searchesWhileTyping() {
    QSignalSpy changed(bar.get(), &QueryBar::queryChanged);
    QTest::keyClicks(sentence(), QStringLiteral("a red car"));
    QCOMPARE(changed.count(), 0);  // not while the keys come
    QTRY_COMPARE(changed.count(), 1);
    QCOMPARE(bar->query().text, QStringLiteral("a red car"));
}

void TestQueryBar::searchesAtOnceOnEnter() {
    QSignalSpy changed(bar.get(), &QueryBar::queryChanged);
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
    QSignalSpy changed(bar.get(), &QueryBar::queryChanged);
    auto* chip = bar->findChild<ReferenceChip*>();
    QVERIFY(chip);
    QTest::keyClick(chip, Qt::Key_Delete);
    QCOMPARE(bar->references(), QStringList{picture(QStringLiteral("b.png"))});
    QTest::keyClick(sentence(), Qt::Key_Backspace);
    QVERIFY(bar->isEmpty());
    QCOMPARE(changed.count(), 2);
    // By the cross in the corner.
    bar->addReference(picture(QStringLiteral("a.png")));
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    chip = bar->findChild<ReferenceChip*>();
    QTest::mouseClick(chip, Qt::LeftButton, {}, QPoint(chip->width() - 8, 8));
    QVERIFY(bar->isEmpty());
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
    QCOMPARE(bar->references(), QStringList{picture(QStringLiteral("c d.png"))});
    // On the sentence itself, too: not as text.
    data.setUrls({QUrl::fromLocalFile(picture(QStringLiteral("a.png")))});
    QDragEnterEvent enterText(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(sentence(), &enterText);
    QVERIFY(enterText.isAccepted());
    QDropEvent onText(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(sentence(), &onText);
    QCOMPARE(bar->references().size(), 2);
    QVERIFY(sentence()->text().isEmpty());
}

void TestQueryBar::refusesLinks() {
    PictureDrop drop;
    QMimeData data;
    data.setUrls({QUrl(QStringLiteral("https://example.org/cat.jpg"))});
    const auto taken = drop.take(data);
    QVERIFY(!taken);
    QVERIFY(taken.error().sentence.contains(QStringLiteral("internet")));
    QMimeData nothing;
    QVERIFY(!PictureDrop::accepts(nothing));
    QVERIFY(!drop.take(nothing));
}

void TestQueryBar::takesPastedPictures() {
    QImage image(12, 12, QImage::Format_RGB32);
    image.fill(Qt::blue);
    QGuiApplication::clipboard()->setImage(image);
    sentence()->setFocus();
    QTest::keyClick(sentence(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(bar->references().size(), 1);
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
        QCOMPARE(bar->references(), QStringList{path});
    }
}

void TestQueryBar::pastesWordsAsWords() {
    QGuiApplication::clipboard()->setText(QStringLiteral("with a dog"));
    sentence()->setFocus();
    QTest::keyClick(sentence(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(bar->sentence(), QStringLiteral("with a dog"));
    QVERIFY(bar->references().isEmpty());
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
    QVERIFY(!bar->query().mix);
    QSignalSpy mixed(bar.get(), &QueryBar::mixChanged);
    slider()->setFocus();
    QTest::keyClick(slider(), Qt::Key_End);
    QCOMPARE(mixed.count(), 1);
    QCOMPARE(mixed.first().first().toFloat(), 1.0f);
    QCOMPARE(bar->query().mix, 1.0);
    QTest::mouseDClick(slider(), Qt::LeftButton);
    QCOMPARE(bar->mixSlider().mix(), 0.6f);
    QVERIFY(!bar->query().mix);
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

QTEST_MAIN(TestQueryBar)
#include "tst_querybar.moc"
