#include <QApplication>
#include <QClipboard>
#include <QCompleter>
#include <QDropEvent>
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
#include <QWheelEvent>

#include "core/library/keptpictures.h"
#include "core/library/services/pictureservice.h"
#include "core/query/filtergrammar.h"
#include "tests/testmain.h"
#include "ui/query/filtercompletion.h"
#include "ui/query/mixslider.h"
#include "ui/query/querybar.h"
#include "ui/query/querymodel.h"
#include "ui/query/queryundo.h"
#include "ui/query/referencechip.h"
#include "ui/query/regionband.h"
#include "ui/query/termchip.h"
#include "ui/style/theme.h"

using namespace semblance;

// Size: every way to edit the query in its field stands in one place.
/// The query as chips in its field, edited with keys, wheel and mouse.
class TestQueryChips : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void typedFiltersBecomeChips();
    void filterChipsBecomeTextAgain();
    void completesFilters();
    void typedExclusionsBecomeChips();
    void aSentenceBecomesAnExclusion();
    void backspaceTakesTheLastChip();
    void theWheelTurnsWeights();
    void referencesChangeTheirOrder();
    void aDropReplacesAReference();
    void aPartCounts();
    void theDetailsSetTheWeight();
    void twoPartsOfOnePicture();
    void aDoubleClickShowsItLarge();
    void markedResultsAreChips();
    void manyMarksAreOneChip();
    void lessAloneIsExplained();
    void aSecondCriterion();
    void undoesByKeys();
    void pastedPicturesLiveOn();
    void narrowBarsPutTheMixBelow();
    void tabGoesThroughTheField();
    void nothingIsCutInLargeText();

private:
    QLineEdit* sentence() const {
        return bar->findChild<QLineEdit*>(QStringLiteral("sentenceEdit"));
    }
    QString picture(const QString& name) const { return dir.filePath(name); }
    /// Those that are to be seen, of one name.
    template <class T = QAbstractButton>
    QList<T*> all(const char* name) const {
        QList<T*> found = bar->findChildren<T*>(QLatin1StringView(name));
        found.removeIf([](const T* widget) { return widget->isHidden(); });
        return found;
    }
    void type(const char* text) { QTest::keyClicks(sentence(), QString::fromUtf8(text)); }
    static void wheel(QWidget* widget, int notches) {
        QWheelEvent event(QPointF(5, 5), widget->mapToGlobal(QPointF(5, 5)), {}, {0, 120 * notches},
                          Qt::NoButton, {}, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(widget, &event);
    }
    static bool drop(QWidget* on, const QMimeData& mime) {
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction | Qt::MoveAction, &mime, Qt::LeftButton,
                              {});
        QCoreApplication::sendEvent(on, &enter);
        if (!enter.isAccepted())
            return false;
        QDropEvent event(QPointF(5, 5), Qt::CopyAction | Qt::MoveAction, &mime, Qt::LeftButton, {});
        QCoreApplication::sendEvent(on, &event);
        return true;
    }
    /// As if the decoder had answered every request so far.
    void showPictures() {
        QImage image(400, 200, QImage::Format_RGB32);
        image.fill(Qt::green);
        for (quint64 number = 1; number <= 60; ++number)
            Q_EMIT pictures->fileThumbnailReady(number, {}, image);
    }
    QList<PhotoItem> photos(std::initializer_list<int> contents) const {
        QList<PhotoItem> items;
        for (const int content : contents) {
            PhotoItem item;
            item.content = ContentId{content};
            item.path = QStringLiteral("/pictures/%1.jpg").arg(content);
            items.append(item);
        }
        return items;
    }

    QTemporaryDir dir;
    std::unique_ptr<Theme> theme;
    std::unique_ptr<PictureService> pictures;
    std::unique_ptr<QueryModel> model;
    std::unique_ptr<QueryBar> bar;
};

void TestQueryChips::initTestCase() {
    theme = std::make_unique<Theme>();
    QImage image(8, 8, QImage::Format_RGB32);
    image.fill(Qt::green);
    for (const auto* name : {"a.png", "b.png", "c.png"})
        QVERIFY(image.save(picture(QLatin1StringView(name))));
}

void TestQueryChips::init() {
    pictures = std::make_unique<PictureService>();
    model = std::make_unique<QueryModel>();
    bar = std::make_unique<QueryBar>(*model, *pictures);
    // Of the window's order of edits only the query's are here.
    connect(bar.get(), &QueryBar::undoWanted, &bar->undo(), &QueryUndo::undo);
    connect(bar.get(), &QueryBar::redoWanted, &bar->undo(), &QueryUndo::redo);
    bar->resize(1100, 80);
    bar->show();
    bar->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(bar.get()));
    sentence()->setFocus();
}

void TestQueryChips::cleanup() {
    bar.reset();
    model.reset();
    pictures.reset();
}

void TestQueryChips::typedFiltersBecomeChips() {
    QSignalSpy asked(model.get(), &QueryModel::queryChanged);
    type("a dog type:ra");
    QTRY_COMPARE(model->sentence(), QStringLiteral("a dog "));  // what is unfinished is no sentence
    QVERIFY(all("filterChip").isEmpty());
    QCOMPARE(sentence()->text(), QStringLiteral("a dog type:ra"));
    type("w ");
    QCOMPARE(all("filterChip").size(), 1);
    QCOMPARE(sentence()->text(), QStringLiteral("a dog "));
    QCOMPARE(toText(model->filter()), QStringLiteral("type:raw"));
    type("at sea rating>=4");
    QTest::keyClick(sentence(), Qt::Key_Return);
    QCOMPARE(all("filterChip").size(), 2);
    QCOMPARE(toText(model->filter()), QStringLiteral("type:raw rating>=4"));
    QCOMPARE(model->query().text, QStringLiteral("a dog at sea"));
    // What is none stays text.
    type(" note:x ");
    QCOMPARE(sentence()->text(), QStringLiteral("a dog at sea  note:x "));
    QVERIFY(all("filterChip")[0]->accessibleName().contains(QStringLiteral("type:raw")));
    // The same again is one filter.
    type("type:raw ");
    QCOMPARE(all("filterChip").size(), 2);
}

void TestQueryChips::filterChipsBecomeTextAgain() {
    type("dog type:raw before:2020 ");
    auto* chip = all("filterChip")[0];
    chip->setFocus();
    QTest::keyClick(chip, Qt::Key_Return);
    QCOMPARE(all("filterChip").size(), 1);
    QCOMPARE(sentence()->text(), QStringLiteral("dog type:raw"));
    QVERIFY(sentence()->hasFocus());
    QCOMPARE(toText(model->filter()), QStringLiteral("before:2020-01-01"));
    QTest::keyClick(sentence(), Qt::Key_Backspace);
    QTest::keyClick(sentence(), Qt::Key_Backspace);
    QTest::keyClick(sentence(), Qt::Key_Backspace);
    type("jpeg");
    // Whoever goes elsewhere is done with it.
    bar->findChild<QWidget*>(QStringLiteral("addReferenceButton"))->setFocus(Qt::TabFocusReason);
    QCOMPARE(toText(model->filter()), QStringLiteral("before:2020-01-01 type:jpeg"));
    // By the cross, and by key.
    chip = all("filterChip")[0];
    QTest::mouseClick(chip, Qt::LeftButton, {}, QPoint(chip->width() - 10, chip->height() / 2));
    QCOMPARE(toText(model->filter()), QStringLiteral("type:jpeg"));
    QTest::keyClick(all("filterChip")[0], Qt::Key_Delete);
    QVERIFY(model->filter().isEmpty());
    QVERIFY(sentence()->hasFocus());
}

void TestQueryChips::completesFilters() {
    auto* completion = sentence()->findChild<FilterCompletion*>();
    QVERIFY(completion);
    bar->setFilterValues(QStringLiteral("folder:"),
                         {QStringLiteral("Rome"), QStringLiteral("My pictures")});
    type("a dog ty");
    QVERIFY(completion->offers().isEmpty());
    type("p");
    QCOMPARE(completion->offers(), QStringList{QStringLiteral("type:")});
    QVERIFY(completion->isShown());
    type("e:r");
    QVERIFY(completion->offers().contains(QStringLiteral("type:raw")));
    for (const QString& offer : completion->offers())
        QVERIFY2(!readFilters(offer).filter.isEmpty(), qPrintable(offer));
    // Chosen it is a filter at once.
    auto* completer = completion->findChild<QCompleter*>();
    Q_EMIT completer->activated(QStringLiteral("type:raw"));
    QCOMPARE(toText(model->filter()), QStringLiteral("type:raw"));
    QCOMPARE(sentence()->text(), QStringLiteral("a dog "));
    type("fold");
    Q_EMIT completer->activated(QStringLiteral("folder:"));
    QCOMPARE(sentence()->text(), QStringLiteral("a dog folder:"));
    QCOMPARE(completion->offers(), (QStringList{QStringLiteral("folder:Rome"),
                                                QStringLiteral("folder:\"My pictures\"")}));
    Q_EMIT completer->activated(QStringLiteral("folder:\"My pictures\""));
    QCOMPARE(toText(model->filter()), QStringLiteral("type:raw folder:\"My pictures\""));
    type("-is:l");
    QCOMPARE(completion->offers(), QStringList{QStringLiteral("-is:landscape")});
    type("x");
    QVERIFY(!completion->isShown());
}

void TestQueryChips::typedExclusionsBecomeChips() {
    type("a dress -str");
    QTRY_COMPARE(model->sentence(), QStringLiteral("a dress "));
    type("ap ");
    QCOMPARE(model->negatives(), (std::vector<NegativeText>{{QStringLiteral("strap"), 1}}));
    QCOMPARE(sentence()->text(), QStringLiteral("a dress "));
    const auto chips = all("negativeChip");
    QCOMPARE(chips.size(), 1);
    QVERIFY(chips[0]->accessibleName().contains(QStringLiteral("Without strap")));
    // Its strength.
    chips[0]->setFocus();
    QTest::keyClick(chips[0], Qt::Key_Down, Qt::ControlModifier);
    QTest::keyClick(chips[0], Qt::Key_Down, Qt::ControlModifier);
    wheel(chips[0], 1);
    QCOMPARE(model->negatives()[0].weight, .9);
    QVERIFY(chips[0]->hasFocus());
    QVERIFY(chips[0]->accessibleDescription().contains(Chip::weightText(.9)));
    // Wanted instead, and not wanted again.
    QTest::keyClick(chips[0], Qt::Key_Return);
    QVERIFY(model->negatives().empty());
    QCOMPARE(model->query().text, QStringLiteral("a dress strap"));
    QVERIFY(sentence()->hasFocus());
    QTest::keyClick(sentence(), Qt::Key_Return, Qt::AltModifier);
    QCOMPARE(model->negatives(), (std::vector<NegativeText>{{QStringLiteral("strap"), 1}}));
    QCOMPARE(model->query().text, QStringLiteral("a dress"));
}

void TestQueryChips::aSentenceBecomesAnExclusion() {
    bar->setQuery({picture(QStringLiteral("a.png"))}, QStringLiteral("red straps"));
    QTest::keyClick(sentence(), Qt::Key_Return, Qt::AltModifier);
    QCOMPARE(model->negatives()[0].text, QStringLiteral("red straps"));
    QVERIFY(sentence()->text().isEmpty() && model->query().modification.isEmpty());
    QVERIFY(validate(model->query()));
    QTest::keyClick(sentence(), Qt::Key_Return, Qt::AltModifier);
    QCOMPARE(model->negatives().size(), 1u);  // of nothing
    // Without anything that is looked for nothing is asked.
    QTest::keyClick(all("referenceChip")[0], Qt::Key_Delete);
    QVERIFY(model->isEmpty());
    QCOMPARE(all("negativeChip").size(), 1);
    QVERIFY(!bar->findChild<QWidget*>(QStringLiteral("clearQueryButton"))->isHidden());
}

void TestQueryChips::backspaceTakesTheLastChip() {
    bar->setQuery({picture(QStringLiteral("a.png"))}, {});
    type("-strap type:raw ");
    QTest::keyClick(sentence(), Qt::Key_Backspace);
    QVERIFY(model->filter().isEmpty());
    QTest::keyClick(sentence(), Qt::Key_Backspace);
    QVERIFY(model->negatives().empty() && !model->references().empty());
    QTest::keyClick(sentence(), Qt::Key_Backspace);
    QVERIFY(model->references().empty());
    QTest::keyClick(sentence(), Qt::Key_Backspace);
    // Not in the middle of a sentence.
    type("-strap dog");
    QTest::keyClick(sentence(), Qt::Key_Backspace);
    QCOMPARE(model->negatives().size(), 1u);
    QCOMPARE(sentence()->text(), QStringLiteral("do"));
}

void TestQueryChips::theWheelTurnsWeights() {
    bar->setQuery({picture(QStringLiteral("a.png")), picture(QStringLiteral("b.png"))}, {});
    auto* chip = all("referenceChip")[1];
    const QString name = chip->accessibleName();
    for (int i = 0; i < 3; ++i)
        wheel(chip, 1);
    QTest::keyClick(chip, Qt::Key_Up, Qt::ControlModifier);
    QTest::keyClick(chip, Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(model->references()[1].weight, 1.5);
    QCOMPARE(model->references()[0].weight, 1.0);
    QVERIFY(chip->accessibleName().contains(Chip::weightText(1.5)));
    wheel(chip, 30);
    QCOMPARE(model->references()[1].weight, Chip::mostWeight);
    wheel(chip, -60);
    QCOMPARE(model->references()[1].weight, Chip::leastWeight);
    wheel(chip, 9);
    QCOMPARE(model->references()[1].weight, 1.0);
    QCOMPARE(chip->accessibleName(), name);
    QVERIFY(Chip::weightText(1).isEmpty());
    QCOMPARE(all("referenceChip")[1], chip);  // it stayed, through all of it
}

void TestQueryChips::referencesChangeTheirOrder() {
    const QString a = picture(QStringLiteral("a.png"));
    const QString b = picture(QStringLiteral("b.png"));
    const QString c = picture(QStringLiteral("c.png"));
    bar->setQuery({a, b, c}, {});
    auto chips = all<ReferenceChip>("referenceChip");
    auto* first = chips[0];
    first->setFocus();
    QTest::keyClick(first, Qt::Key_Right, Qt::ControlModifier);
    QCOMPARE(bar->references(), (QStringList{b, a, c}));
    QVERIFY(first->hasFocus());
    QTest::keyClick(first, Qt::Key_Right, Qt::ControlModifier);
    QTest::keyClick(first, Qt::Key_Right, Qt::ControlModifier);
    QCOMPARE(bar->references(), (QStringList{b, c, a}));
    // They stand so.
    QTRY_VERIFY(first->x() > chips[1]->x() && first->x() > chips[2]->x());
    // Dragged from the end to the beginning.
    QMimeData mime;
    mime.setData(ReferenceChip::dragFormat(), QByteArray::number(quintptr(first)));
    mime.setUrls({QUrl::fromLocalFile(a)});
    QVERIFY(drop(chips[1], mime));
    QCOMPARE(bar->references(), (QStringList{a, b, c}));
    QVERIFY(!drop(first, mime));  // onto itself
    // On the field it stands already; of another window it is no chip.
    QVERIFY(!drop(bar.get(), mime));
    mime.setData(ReferenceChip::dragFormat(), "1");
    QVERIFY(!drop(chips[1], mime));
    QCOMPARE(bar->references(), (QStringList{a, b, c}));
}

void TestQueryChips::aDropReplacesAReference() {
    bar->setQuery({picture(QStringLiteral("a.png")), picture(QStringLiteral("b.png"))},
                  QStringLiteral("in green"));
    std::vector<Reference> references = model->references();
    references[0].weight = 1.5;
    references[0].picture.region = QRectF(0, 0, .5, .5);
    model->setReferences(references);
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(picture(QStringLiteral("c.png")))});
    QVERIFY(drop(all("referenceChip")[0], mime));
    QTRY_COMPARE(bar->references(),
                 (QStringList{picture(QStringLiteral("c.png")), picture(QStringLiteral("b.png"))}));
    QCOMPARE(model->references()[0].weight, 1.5);
    QVERIFY(!model->references()[0].picture.region);
    QCOMPARE(model->query().modification, QStringLiteral("in green"));
}

void TestQueryChips::aPartCounts() {
    bar->setQuery({picture(QStringLiteral("a.png"))}, {});
    showPictures();
    auto* chip = all<ReferenceChip>("referenceChip")[0];
    QTest::mouseClick(chip, Qt::LeftButton, {}, QPoint(15, 35));
    auto* popup = chip->findChild<QWidget*>(QStringLiteral("referencePopup"));
    QVERIFY(popup && popup->isVisible());
    showPictures();
    auto* band = popup->findChild<RegionBand*>();
    QVERIFY(band->hasFocus());
    auto* whole = popup->findChild<QPushButton*>(QStringLiteral("wholePicture"));
    QVERIFY(!whole->isEnabled());
    // A click is no part.
    const QPoint middle = band->rect().center();
    QTest::mouseClick(band, Qt::LeftButton, {}, middle);
    QVERIFY(!model->references()[0].picture.region);
    // The picture is twice as wide as it is high.
    const int height = band->width() / 2;
    const int top = (band->height() - height) / 2;
    QTest::mousePress(band, Qt::LeftButton, {}, QPoint(band->width() / 2, top + height / 2));
    QTest::mouseMove(band, QPoint(band->width() / 4, top + height / 4));
    QTest::mouseMove(band, QPoint(1, top + 1));
    QTest::mouseRelease(band, Qt::LeftButton, {}, QPoint(1, top + 1));
    const auto region = [&] { return model->references()[0].picture.region.value_or(QRectF()); };
    const auto isNear = [](const QRectF& a, const QRectF& b) {
        return qAbs(a.left() - b.left()) < .02 && qAbs(a.top() - b.top()) < .02 &&
               qAbs(a.right() - b.right()) < .02 && qAbs(a.bottom() - b.bottom()) < .02;
    };
    QVERIFY2(isNear(region(), QRectF(0, 0, .5, .5)), qPrintable(QString::number(region().right())));
    QVERIFY(validate(model->query()));
    QVERIFY(chip->accessibleName().contains(QStringLiteral("part")));
    QCOMPARE(all<ReferenceChip>("referenceChip")[0], chip);
    // Moved by the mouse, and by keys, as far as it goes.
    QTest::mousePress(band, Qt::LeftButton, {}, QPoint(band->width() / 4, top + height / 4));
    QTest::mouseMove(band, QPoint(band->width(), top + height));
    QTest::mouseRelease(band, Qt::LeftButton, {}, QPoint(band->width(), top + height));
    QVERIFY(isNear(region(), QRectF(.5, .5, .5, .5)));
    QTest::keyClick(band, Qt::Key_Right);
    QVERIFY(isNear(region(), QRectF(.5, .5, .5, .5)));
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(band, Qt::Key_Left);
    QVERIFY(isNear(region(), QRectF(.4, .5, .5, .5)));
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(band, Qt::Key_Up, Qt::ShiftModifier);
    QVERIFY(isNear(region(), QRectF(.4, .5, .5, .4)));
    for (int i = 0; i < 60; ++i)
        QTest::keyClick(band, Qt::Key_Left, Qt::ShiftModifier);
    QVERIFY(region().width() > 0 && validate(model->query()));
    QTest::mouseClick(whole, Qt::LeftButton);
    QVERIFY(!model->references()[0].picture.region && !whole->isEnabled());
    // By keys alone, from the chip and back.
    QTest::keyClick(band, Qt::Key_Escape);
    QTRY_VERIFY(!chip->findChild<QWidget*>(QStringLiteral("referencePopup")));
    chip->setFocus();
    QTest::keyClick(chip, Qt::Key_Down, Qt::AltModifier);
    popup = chip->findChild<QWidget*>(QStringLiteral("referencePopup"));
    QVERIFY(popup);
    band = popup->findChild<RegionBand*>();
    QTest::keyClick(band, Qt::Key_Right);
    QVERIFY(isNear(region(), QRectF(.25, .25, .5, .5)));
    QTest::keyClick(band, Qt::Key_Return);
    QTRY_VERIFY(!chip->findChild<QWidget*>(QStringLiteral("referencePopup")));
    QVERIFY(isNear(region(), QRectF(.25, .25, .5, .5)));
}

void TestQueryChips::theDetailsSetTheWeight() {
    bar->setQuery({picture(QStringLiteral("a.png")), picture(QStringLiteral("b.png"))}, {});
    auto* chip = all("referenceChip")[1];
    QTest::keyClick(chip, Qt::Key_Return);
    auto* popup = chip->findChild<QWidget*>(QStringLiteral("referencePopup"));
    auto* slider = popup->findChild<QSlider*>(QStringLiteral("weightSlider"));
    QTest::keyClick(slider, Qt::Key_End);
    QCOMPARE(model->references()[1].weight, 2.0);
    QTest::keyClick(slider, Qt::Key_Home);
    QCOMPARE(model->references()[1].weight, Chip::leastWeight);
    QVERIFY(validate(model->query()));
    for (const QWidget* widget : popup->findChildren<QWidget*>())
        QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
    QTest::mouseClick(popup->findChild<QPushButton*>(QStringLiteral("referenceRemove")),
                      Qt::LeftButton);
    QCOMPARE(bar->references(), QStringList{picture(QStringLiteral("a.png"))});
    // Another query while they are open ends them, and what they are about.
    chip = all("referenceChip")[0];
    QTest::keyClick(chip, Qt::Key_Return);
    slider = chip->findChild<QSlider*>(QStringLiteral("weightSlider"));
    bar->setQuery({picture(QStringLiteral("c.png"))}, {});
    QTest::keyClick(slider, Qt::Key_End);
    QTest::keyClick(chip, Qt::Key_Delete);
    QCOMPARE(bar->references(), QStringList{picture(QStringLiteral("c.png"))});
    QCOMPARE(model->references()[0].weight, 1.0);
}

void TestQueryChips::twoPartsOfOnePicture() {
    PictureSource part;
    part.path = picture(QStringLiteral("a.png"));
    bar->addReference(part);
    part.region = QRectF(0, 0, .5, .5);
    bar->addReference(part);
    part.region = QRectF(.5, .5, .5, .5);
    bar->addReference(part);
    bar->addReference(part);  // there already
    QCOMPARE(model->references().size(), 3u);
    const auto chips = all<ReferenceChip>("referenceChip");
    QCOMPARE(chips.size(), 3);
    QCOMPARE(chips[1]->picture(), model->references()[1].picture);
    QCOMPARE(chips[2]->picture(), model->references()[2].picture);
    // Another part of the second leaves the third alone.
    std::vector<Reference> references = model->references();
    references[1].picture.region = QRectF(0, 0, .1, .1);
    model->setReferences(references);
    QCOMPARE(all<ReferenceChip>("referenceChip"), chips);
    QCOMPARE(chips[1]->picture().region, references[1].picture.region);
}

void TestQueryChips::aDoubleClickShowsItLarge() {
    bar->setQuery({picture(QStringLiteral("a.png"))}, {});
    QSignalSpy view(bar.get(), &QueryBar::viewWanted);
    auto* chip = all("referenceChip")[0];
    QTest::mouseDClick(chip, Qt::LeftButton, {}, QPoint(15, 35));
    QCOMPARE(view.count(), 1);
    // Where the first click has brought the details, which get the second.
    if (auto* popup = chip->findChild<QWidget*>(QStringLiteral("referencePopup")))
        popup->close();
    QTRY_VERIFY(!chip->findChild<QWidget*>(QStringLiteral("referencePopup")));
    QTest::mouseClick(chip, Qt::LeftButton, {}, QPoint(15, 35));
    auto* popup = chip->findChild<QWidget*>(QStringLiteral("referencePopup"));
    QVERIFY(popup);
    QTest::mousePress(popup, Qt::LeftButton, {},
                      popup->mapFromGlobal(chip->mapToGlobal(QPoint(15, 35))));
    QCOMPARE(view.count(), 2);
    QCOMPARE(view.last().first().toString(), picture(QStringLiteral("a.png")));
}

void TestQueryChips::markedResultsAreChips() {
    using Sign = Feedback::Sign;
    QSignalSpy asked(model.get(), &QueryModel::queryChanged);
    bar->mark(photos({7, 8}), Sign::More);
    QCOMPARE(asked.count(), 1);  // it is a query by itself
    QVERIFY(validate(model->query()));
    auto chips = all<TermChip>("feedbackChip");
    QCOMPARE(chips.size(), 2);
    QVERIFY(chips[0]->accessibleName().contains(QStringLiteral("More like 7.jpg")));
    chips[0]->setFocus();
    QTest::keyClick(chips[0], Qt::Key_Return);
    QCOMPARE(model->feedback(), (std::vector<Feedback>{{7, Sign::Less}, {8, Sign::More}}));
    chips = all<TermChip>("feedbackChip");
    QCOMPARE(chips.size(), 2);
    QVERIFY(chips[0]->accessibleName().contains(QStringLiteral("Less like 7.jpg")));
    QVERIFY(chips[0]->hasFocus());
    QTest::keyClick(chips[0], Qt::Key_Delete);
    QCOMPARE(model->feedback(), (std::vector<Feedback>{{8, Sign::More}}));
    bar->mark(photos({8}), Sign::More);
    QVERIFY(model->feedback().empty() && model->isEmpty());
    // What is no picture of the library cannot be marked.
    bar->mark({PhotoItem()}, Sign::More);
    QVERIFY(model->feedback().empty());
}

void TestQueryChips::manyMarksAreOneChip() {
    using Sign = Feedback::Sign;
    bar->mark(photos({1, 2, 3}), Sign::More);
    bar->mark(photos({4, 5}), Sign::Less);
    QVERIFY(all("feedbackChip").isEmpty());
    auto summary = all<TermChip>("feedbackSummary");
    QCOMPARE(summary.size(), 1);
    QCOMPARE(summary[0]->term(), QStringLiteral("+3 −2"));
    QTest::keyClick(summary[0], Qt::Key_Return);
    auto* list = bar->findChild<QWidget*>(QStringLiteral("feedbackList"));
    QVERIFY(list && list->isVisible());
    const auto listed = [&] {
        auto chips = list->findChildren<TermChip*>(QStringLiteral("feedbackChip"));
        chips.removeIf([](const TermChip* chip) { return chip->isHidden(); });
        return chips;
    };
    QCOMPARE(listed().size(), 5);
    QVERIFY(listed()[0]->hasFocus());
    QTest::keyClick(listed()[0], Qt::Key_Right);
    QVERIFY(listed()[1]->hasFocus());
    QTest::keyClick(listed()[4], Qt::Key_Return);
    QCOMPARE(model->feedback()[4], (Feedback{5, Sign::More}));
    QCOMPARE(all<TermChip>("feedbackSummary")[0]->term(), QStringLiteral("+4 −1"));
    QTest::keyClick(listed()[0], Qt::Key_Delete);
    QCOMPARE(listed().size(), 4);
    QVERIFY(list->isVisible());
    // With the next they fit into the field.
    QTest::keyClick(listed()[0], Qt::Key_Delete);
    QVERIFY(!list->isVisible());
    QCOMPARE(all("feedbackChip").size(), 3);
    // More than a query can hold.
    QSignalSpy problem(bar.get(), &QueryBar::problem);
    QList<PhotoItem> many;
    for (int i = 100; i < 100 + int(Query::mostParts); ++i)
        many += photos({i});
    bar->mark(many, Sign::More);
    QCOMPARE(problem.count(), 1);
    QCOMPARE(model->feedback().size(), 3u);
}

void TestQueryChips::lessAloneIsExplained() {
    QSignalSpy said(bar.get(), &QueryBar::said);
    bar->mark(photos({7}), Feedback::Sign::Less);
    QVERIFY(model->isEmpty());
    QCOMPARE(said.count(), 1);
    QCOMPARE(all("feedbackChip").size(), 1);
    type("dog");
    QTest::keyClick(sentence(), Qt::Key_Return);
    QCOMPARE(model->query().feedback.size(), 1u);
    bar->mark(photos({8}), Feedback::Sign::Less);
    QCOMPARE(said.count(), 1);
}

void TestQueryChips::aSecondCriterion() {
    auto* add = bar->findChild<QToolButton*>(QStringLiteral("addCriterion"));
    QVERIFY(!add->isVisible());
    bar->setQuery({}, QStringLiteral("a dog"));
    QVERIFY(!add->isVisible());
    bar->setQuery({picture(QStringLiteral("a.png"))}, {});
    QVERIFY(!add->isVisible());
    bar->setQuery({picture(QStringLiteral("a.png"))}, QStringLiteral("in green"));
    QVERIFY(add->isVisible());
    QTest::mouseClick(add, Qt::LeftButton);
    auto* edit = bar->findChild<QLineEdit*>(QStringLiteral("criterionEdit"));
    QVERIFY(edit->isVisible() && edit->hasFocus() && !add->isVisible());
    QTest::keyClicks(edit, QStringLiteral("a garden"));
    QTRY_COMPARE(model->query().text, QStringLiteral("a garden"));
    QCOMPARE(model->query().modification, QStringLiteral("in green"));
    QVERIFY(validate(model->query()));
    // It stays while the sentence is another, and without one.
    sentence()->setFocus();
    sentence()->selectAll();
    QTest::keyClick(sentence(), Qt::Key_Delete);
    QTest::keyClick(sentence(), Qt::Key_Return);
    QVERIFY(edit->isVisible());
    QCOMPARE(model->query().text, QStringLiteral("a garden"));
    QVERIFY(model->query().modification.isEmpty());
    type("in blue");
    QTest::keyClick(sentence(), Qt::Key_Return);
    QTest::mouseClick(bar->findChild<QToolButton*>(QStringLiteral("removeCriterion")),
                      Qt::LeftButton);
    QTRY_VERIFY(model->query().text.isEmpty());
    QVERIFY(!edit->isVisible() && add->isVisible());
    // A query from elsewhere shows its own.
    Query query = model->query();
    query.text = QStringLiteral("a lake");
    model->setQuery(query);
    QVERIFY(edit->isVisible());
    QCOMPARE(edit->text(), QStringLiteral("a lake"));
    QTest::keyClick(all("referenceChip")[0], Qt::Key_Delete);
    QVERIFY(!edit->isVisible() && !add->isVisible());
    QCOMPARE(sentence()->text(), QStringLiteral("a lake"));
}

void TestQueryChips::undoesByKeys() {
    bar->setQuery({picture(QStringLiteral("a.png"))}, {});
    type("in green");
    QTest::keyClick(sentence(), Qt::Key_Return);
    type(" -strap ");
    QCOMPARE(model->negatives().size(), 1u);
    QTest::keyClick(sentence(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(model->negatives().empty());
    QCOMPARE(sentence()->text().trimmed(), QStringLiteral("in green"));
    QTest::keyClick(sentence(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(sentence()->text(), QString());
    QTest::keyClick(sentence(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(model->references().empty() && all("referenceChip").isEmpty());
    QTest::keyClick(sentence(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QTest::keyClick(sentence(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QTest::keyClick(sentence(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(model->negatives().size(), 1u);
    QCOMPARE(all("referenceChip").size(), 1);
    // What the line itself can take back comes first.
    type("x");
    QTest::keyClick(sentence(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!sentence()->text().contains(u'x'));
    QCOMPARE(model->negatives().size(), 1u);
}

void TestQueryChips::pastedPicturesLiveOn() {
    bar->setLibraryDir(dir.filePath(QStringLiteral("library")));
    QImage image(12, 12, QImage::Format_RGB32);
    image.fill(Qt::blue);
    QGuiApplication::clipboard()->setImage(image);
    QTest::keyClick(sentence(), Qt::Key_V, Qt::ControlModifier);
    QTRY_COMPARE(bar->references().size(), 1);
    const QString file = bar->references().first();
    QVERIFY(KeptPictures::isKept(file));
    QVERIFY(file.startsWith(dir.filePath(QStringLiteral("library"))));
    QVERIFY(all("referenceChip")[0]->accessibleName().contains(QStringLiteral("pasted picture")));
    bar->clear();
    QTest::keyClick(sentence(), Qt::Key_V, Qt::ControlModifier);
    QTRY_COMPARE(bar->references(), QStringList{file});
    bar.reset();
    QCOMPARE(QImage(file).size(), QSize(12, 12));
}

void TestQueryChips::narrowBarsPutTheMixBelow() {
    auto* mix = &bar->mixSlider();
    auto* field = bar->findChild<QWidget*>(QStringLiteral("queryField"));
    QVERIFY(!mix->isVisible());  // it does not matter
    bar->setQuery({picture(QStringLiteral("a.png"))}, QStringLiteral("in green"));
    QTRY_VERIFY(mix->isVisible() && mix->x() > field->geometry().right());
    // The mix beside the field never holds a window wide.
    QVERIFY(bar->minimumSizeHint().width() < field->width());
    bar->resize(520, bar->sizeHint().height());
    QTRY_VERIFY(mix->isVisible() && mix->y() > field->geometry().bottom());
    QVERIFY(sentence()->width() > 100);
    bar->resize(1100, bar->sizeHint().height());
    QTRY_VERIFY(mix->x() > field->geometry().right());
}

void TestQueryChips::tabGoesThroughTheField() {
    bar->setQuery({picture(QStringLiteral("a.png"))}, QStringLiteral("in green"));
    type(" -strap type:raw ");
    all("referenceChip")[0]->setFocus();
    QStringList names;
    for (int i = 0; i < 8; ++i) {
        names.append(QApplication::focusWidget()->objectName());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QCOMPARE(names.join(u' '),
             QStringLiteral("referenceChip addReferenceButton negativeChip filterChip sentenceEdit "
                            "addCriterion clearQueryButton mixHandle"));
    // And with arrows from the beginning of the sentence on.
    sentence()->setFocus();
    sentence()->setCursorPosition(0);
    QTest::keyClick(sentence(), Qt::Key_Left);
    QVERIFY(all("filterChip")[0]->hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left);
    QVERIFY(all("referenceChip")[0]->hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
    QVERIFY(all("negativeChip")[0]->hasFocus());
}

void TestQueryChips::nothingIsCutInLargeText() {
    const QFont before = QApplication::font();
    QFont large = before;
    large.setPointSizeF(2 * before.pointSizeF());
    QApplication::setFont(large);
    bar = std::make_unique<QueryBar>(*model, *pictures);
    bar->show();
    bar->resize(640, 80);
    bar->setQuery({picture(QStringLiteral("a.png")), picture(QStringLiteral("b.png"))},
                  QStringLiteral("in green"));
    type(" -strap type:raw is:landscape before:2020 ");
    bar->mark(photos({1, 2}), Feedback::Sign::More);
    bar->resize(640, bar->heightForWidth(640));
    auto* field = bar->findChild<QWidget*>(QStringLiteral("queryField"));
    const auto isWhole = [&] {
        QList<QRect> places;
        for (QWidget* chip : bar->findChildren<QWidget*>()) {
            const bool counts = qobject_cast<Chip*>(chip) || chip == sentence();
            if (!counts || chip->isHidden())
                continue;
            if (qobject_cast<Chip*>(chip) && chip->size() != chip->sizeHint())
                return false;
            if (!field->rect().contains(chip->geometry()))
                return false;
            for (const QRect& other : places) {
                if (other.intersects(chip->geometry()))
                    return false;
            }
            places.append(chip->geometry());
        }
        return places.size() == 9;
    };
    QTRY_VERIFY(isWhole());
    QApplication::setFont(before);
}

SEMBLANCE_GUI_TEST(TestQueryChips)
#include "tst_querychips.moc"
