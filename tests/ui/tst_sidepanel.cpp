#include <QAbstractButton>
#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

#include "tests/core/store/keepingfixture.h"
#include "tests/testmain.h"
#include "tests/ui/realwindow.h"
#include "ui/panel/explainedpicture.h"
#include "ui/panel/picturemosaic.h"
#include "ui/panel/sharebars.h"
#include "ui/panel/sidepanel.h"
#include "ui/results/photogrid.h"

using namespace semblance;
using namespace semblance::test;

namespace {
constexpr int patience = 60000;

template <class Widget>
Widget* part(QWidget& whole, const char* name) {
    return whole.findChild<Widget*>(QLatin1StringView(name));
}

QStringList factValues(const QWidget& panel) {
    QStringList values;
    for (const QLabel* label : panel.findChildren<QLabel*>(QStringLiteral("factValue")))
        values.append(label->text());
    return values;
}

PhotoItem photo(int number) {
    PhotoItem item;
    item.file = FileId{number};
    item.content = ContentId{number};
    item.path = QStringLiteral("/home/mia/Pictures/%1 <b>.jpg").arg(number);
    return item;
}

/// Of a picture whose upper left quarter is what counts.
Explanation explanation() {
    Explanation found;
    found.words = {{QStringLiteral("red"), 0.2}, {QStringLiteral("barn"), -0.1}};
    found.references = {0.25, 0.5};
    found.sentences = 0.25;
    found.columns = 2;
    found.cells = {1, 0, 0, 0};
    found.resize = InputSpec::Resize::Squash;
    return found;
}

Query query() {
    Query asked;
    asked.references.push_back({{QStringLiteral("/home/mia/one.jpg"), {}, {}}, 1});
    asked.references.push_back({{{}, QByteArray("pasted"), {}}, 1});
    asked.modification = QStringLiteral("red barn");
    return asked;
}
}  // namespace

class SidePanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void factsAreListed() {
        SidePanel panel;
        panel.setPhoto(photo(1));
        PhotoFacts facts;
        facts.width = 4000;
        facts.height = 3000;
        facts.format = QStringLiteral("jpeg");
        facts.rating = 4;
        facts.keywords = {QStringLiteral("<i>dog</i>"), QStringLiteral("sea")};
        panel.setFacts(facts, 2'000'000);
        const QStringList values = factValues(panel);
        QVERIFY(values.contains(QStringLiteral("★★★★")));
        QVERIFY(values.contains(QStringLiteral("<i>dog</i>, sea")));
        QCOMPARE(values.size(), 4);
        // Those of another picture do not stay.
        panel.setPhoto(photo(2));
        QVERIFY(factValues(panel).isEmpty());
    }

    void placeAndColoursLeadToOthers() {
        SidePanel panel;
        panel.resize(240, 700);
        panel.setPhoto(photo(1));
        PhotoFacts facts;
        facts.place = GeoPlace{41.89, 12.49};
        facts.palette = Palette();
        facts.palette->swatches = {Swatch{200, 30, 30, 170}, Swatch{250, 250, 250, 85}};
        panel.setFacts(facts, 2'000'000);
        panel.show();
        QList<PhotoFilter::Term> wanted;
        connect(&panel, &SidePanel::filterWanted, &panel,
                [&](const PhotoFilter::Term& term) { wanted.append(term); });
        auto* place = part<QLabel>(panel, "panelPlace");
        QVERIFY(place->text().contains(QStringLiteral("Rome, Lazio, Italy")));
        Q_EMIT place->linkActivated(QStringLiteral("#"));
        const auto colours = panel.findChildren<QAbstractButton*>(QStringLiteral("panelColour"));
        QCOMPARE(colours.size(), 2);
        QVERIFY(colours[0]->width() > colours[1]->width());
        QVERIFY(colours[0]->accessibleName().contains(QStringLiteral("67 %")));
        colours[0]->setFocus();
        QTest::keyClick(colours[0], Qt::Key_Space);
        QCOMPARE(wanted.size(), 2);
        QCOMPARE(wanted[0].field, PhotoFilter::Field::Place);
        QCOMPARE(wanted[0].text, QStringLiteral("/Italy/Lazio/Rome"));
        QCOMPARE(wanted[1].field, PhotoFilter::Field::Colour);
        QCOMPARE(wanted[1].text, QStringLiteral("#c81e1e"));
        // Those of another picture do not stay.
        panel.setPhoto(photo(2));
        QVERIFY(part<QWidget>(panel, "panelColours")->isHidden());
        QVERIFY(!part<QLabel>(panel, "panelPlace"));
    }

    void whatCouldNotBeReadLooksLikeNothing() {
        SidePanel panel;
        PhotoItem broken = photo(1);
        broken.failure = QStringLiteral("It is damaged.");
        panel.setPhoto(broken);
        QVERIFY(part<QPushButton>(panel, "panelSimilar")->isHidden());
        panel.setPhoto(photo(2));
        QVERIFY(!part<QPushButton>(panel, "panelSimilar")->isHidden());
    }

    void wordsAndReferencesHaveBars() {
        SidePanel panel;
        panel.setPhoto(photo(1));
        panel.setExplanation(query(), explanation());
        const auto* words = part<ShareBars>(panel, "panelWords");
        QCOMPARE(words->bars(), (QList<ShareBars::Bar>{{QStringLiteral("red"), 1.0},
                                                       {QStringLiteral("barn"), -0.5}}));
        QVERIFY(words->accessibleDescription().contains(QStringLiteral("barn")));
        const auto* shares = part<ShareBars>(panel, "panelShares");
        QCOMPARE(shares->bars().size(), 3);
        QCOMPARE(shares->bars().first().name, QStringLiteral("one.jpg"));
        QVERIFY(!shares->isHidden());
    }

    void whatCountsIsBright() {
        SidePanel panel;
        panel.setPhoto(photo(1));
        QImage white(200, 200, QImage::Format_RGB32);
        white.fill(Qt::white);
        panel.setPicture(ContentId{1}, white);
        panel.setExplanation(query(), explanation());
        const auto* shown = part<ExplainedPicture>(panel, "panelPreview");
        const QImage painted = shown->painted();
        QVERIFY(qGray(painted.pixel(10, 10)) > 230);
        QVERIFY(qGray(painted.pixel(190, 190)) < 120);
        // The map can be taken away, and the picture copied as it is shown.
        auto* map = part<QCheckBox>(panel, "panelMap");
        QVERIFY(!map->isHidden());
        map->click();
        QCOMPARE(qGray(shown->painted().pixel(190, 190)), 255);
        map->click();
        part<QPushButton>(panel, "panelCopy")->click();
        QVERIFY(qGray(QGuiApplication::clipboard()->image().pixel(190, 190)) < 120);
    }

    /// The model looks at the middle square of a wide picture.
    void whatTheModelDidNotSeeIsDark() {
        SidePanel panel;
        panel.setPhoto(photo(1));
        QImage white(400, 100, QImage::Format_RGB32);
        white.fill(Qt::white);
        panel.setPicture(ContentId{1}, white);
        Explanation all = explanation();
        all.resize = InputSpec::Resize::CropShortSide;
        all.cells = {1, 1, 1, 1};
        panel.setExplanation(query(), all);
        const QImage painted = part<ExplainedPicture>(panel, "panelPreview")->painted();
        QCOMPARE(qGray(painted.pixel(200, 50)), 255);
        QVERIFY(qGray(painted.pixel(20, 50)) < 120);
    }

    void severalPicturesAreCounted() {
        SidePanel panel;
        panel.show();
        panel.setPhoto(photo(1));
        QList<PhotoItem> photos;
        for (int number = 1; number <= 12; ++number) {
            photos.append(photo(number));
            photos.last().takenMs =
                QDateTime(QDate(2020 + number, 5, 6), QTime(12, 0), Qt::UTC).toMSecsSinceEpoch();
        }
        photos.last().path = QStringLiteral("/media/other/12.jpg");
        panel.setSelection(photos);
        auto* none = part<QLabel>(panel, "panelNone");
        QVERIFY(none->isVisible());
        for (const char* text : {"12", "2021", "2032", "2 "})
            QVERIFY2(none->text().contains(QLatin1StringView(text)), qPrintable(none->text()));
        QVERIFY(!part<QWidget>(panel, "panelPicture")->isVisible());
        // Four of them are shown, whichever comes first.
        auto* mosaic = part<PictureMosaic>(panel, "panelMosaic");
        QVERIFY(mosaic->isVisible());
        QCOMPARE(panel.picturesWanted().size(), PictureMosaic::mostPictures);
        QImage red(40, 40, QImage::Format_RGB32);
        red.fill(Qt::red);
        panel.setPicture(ContentId{2}, red);
        panel.setPicture(ContentId{7}, red);
        QCOMPARE(panel.picturesWanted().size(), PictureMosaic::mostPictures - 1);
        const auto middle = [mosaic](int column, int row) {
            const int half = mosaic->width() / 2;
            return mosaic->grab().toImage().pixelColor(half / 2 + column * half,
                                                       half / 2 + row * half);
        };
        QCOMPARE(middle(1, 0), QColor(Qt::red));
        QVERIFY(middle(0, 0) != QColor(Qt::red));
        panel.setSelection({});
        QVERIFY(none->isVisible() && !mosaic->isVisible());
    }

    /// Key I, the menu and the panel's own button.
    void theWindowShowsAndHidesIt() {
        Fixture library;
        QCOMPARE(library.open(), QString());
        fill(library, 4);
        library.close();
        const QString settings = library.dir.filePath(QStringLiteral("settings"));
        RealWindow real(library.paths.dir, settings);
        real.window.show();
        auto* grid = real.window.findChild<PhotoGrid*>();
        QTRY_COMPARE_WITH_TIMEOUT(grid->model()->rowCount(), 4, patience);
        auto* panel = part<SidePanel>(real.window, "sidePanel");
        QVERIFY(!panel->isVisible());
        grid->setFocus();
        grid->setCurrentIndex(grid->model()->index(2, 0));
        part<QAction>(real.window, "actionPanel")->trigger();
        QVERIFY(panel->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(panel->photo().file, grid->chosen().first().file, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!factValues(*panel).isEmpty(), patience);
        grid->setCurrentIndex(grid->model()->index(3, 0));
        QTRY_COMPARE_WITH_TIMEOUT(panel->photo().file, grid->chosen().first().file, patience);
        // What one says of it is shown as soon as it is said.
        QTest::keyClick(grid, Qt::Key_4);
        QTRY_VERIFY_WITH_TIMEOUT(factValues(*panel).contains(QStringLiteral("★★★★")), patience);
        // Nothing was asked for: there is nothing to explain.
        QVERIFY(!part<QWidget>(*panel, "panelWhy")->isVisible());
        QTest::mouseClick(part<QWidget>(*panel, "panelClose"), Qt::LeftButton);
        QVERIFY(!panel->isVisible());
        QTest::keyClick(grid, Qt::Key_I);
        QVERIFY(panel->isVisible());
        QTest::keyClick(grid, Qt::Key_Question);
        auto* keys = part<QTreeWidget>(real.window, "keysList");
        QVERIFY(keys);
        QCOMPARE(keys->findItems(QStringLiteral("About the picture"),
                                 Qt::MatchExactly | Qt::MatchRecursive)
                     .size(),
                 1);
    }
};

SEMBLANCE_GUI_TEST(SidePanelTest)
#include "tst_sidepanel.moc"
