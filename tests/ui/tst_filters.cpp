#include <QAction>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "core/catalogue/catalogue.h"
#include "core/library/library.h"
#include "core/library/services/pictureservice.h"
#include "core/query/filtergrammar.h"
#include "tests/core/store/storefixture.h"
#include "tests/testmain.h"
#include "ui/filters/datehistogram.h"
#include "ui/filters/filterchip.h"
#include "ui/filters/filterchoices.h"
#include "ui/filters/filterflow.h"
#include "ui/filters/filterpopup.h"
#include "ui/filters/filterrow.h"
#include "ui/filters/foldertree.h"
#include "ui/filters/placetree.h"
#include "ui/filters/swatchgrid.h"
#include "ui/library/folderpanel.h"
#include "ui/library/folderrow.h"
#include "ui/query/filtercompletion.h"
#include "ui/query/querybar.h"
#include "ui/query/querymodel.h"
#include "ui/query/queryundo.h"
#include "ui/query/termchip.h"
#include "ui/style/icons.h"

using namespace semblance;

namespace {
constexpr int patience = 60'000;

PhotoFilter::Term term(PhotoFilter::Field field, const QString& text) {
    return {field, PhotoFilter::Relation::Equal, text};
}
}  // namespace

/// Filters as people see them, with real keys and clicks, counted on a real library.
class TestFilters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void foldersBecomeATree();
    void placesBecomeATree();
    void choicesToggle();
    void thisWeekInOtherYears();
    void whatIsChosenCanBeLeft();
    void summariesAreShort();
    void aRangeIsDragged();
    void aRangeIsSetByKeys();
    void theRowIsHiddenAtFirst();
    void choosesByKeysAndCounts();
    void removesWhatEmptiesTheAnswer();
    void narrowRowsShowWhatIsSet();
    void aFolderRowFilters();
    void placesAreChosenByCountryAndTown();
    void coloursAreChosenFromAGrid();
    void coloursNeedAsMuchAsIsSaid();
    void whatNoPictureHasTakesNoRoom();
    void whatCouldNotBeReadIsOneClick();
    void filtersAreCompletedFromTheLibrary();
    void filtersStandInTheRowAlone();
    void manyFiltersTakeMoreLines();

private:
    /// A query, a row and what connects them, on a library of 30 pictures.
    struct Parts {
        Parts();

        QTemporaryDir dir;
        std::shared_ptr<Library> library;
        QString root;
        QueryModel query;
        QAction toggle;
        FolderPanel folders;
        FilterRow row;
        std::unique_ptr<FilterFlow> flow;

        QToolButton* button(const QString& name) const { return row.findChild<QToolButton*>(name); }
        FilterPopup* popup() const { return row.findChild<FilterPopup*>(); }
        QTreeWidget* list() const { return popup()->findChild<QTreeWidget*>(); }
        QString counts() const {
            QStringList lines;
            for (QTreeWidgetItemIterator item(list()); *item; ++item)
                lines.append((*item)->text(0) + u'=' + (*item)->text(1));
            return lines.join(u' ');
        }
    };
};

TestFilters::Parts::Parts() {
    library = Library::open(dir.filePath(QStringLiteral("library")), Library::Access::Write)
                  .value_or(nullptr);
    if (!library)
        qFatal("no library");
    Catalogue& catalogue = library->catalogue();
    RowWriter& writer = **catalogue.acquireWriter();
    if (!writer.useModel(test::model()))
        qFatal("no model");
    root = dir.filePath(QStringLiteral("photos"));
    const auto added = writer.addRoot(
        {QStringLiteral("vol"), QStringLiteral("Disk"), QStringLiteral("photos"), root});
    for (int i = 0; i < 30; ++i) {
        IndexedFile file =
            test::encodedFile(added->root,
                              QStringLiteral("%1/%2.jpg")
                                  .arg(i < 10 ? QStringLiteral("one") : QStringLiteral("two"))
                                  .arg(i),
                              i);
        file.facts.format = i % 3 ? QStringLiteral("jpeg") : QStringLiteral("png");
        file.facts.rating = i % 6;
        file.facts.capturedMs =
            QDateTime(QDate(2015 + i % 5, 3, 1), QTime(12, 0), Qt::UTC).toMSecsSinceEpoch();
        if (i < 6)
            file.facts.place = i % 2 ? GeoPlace{41.9, 12.5} : GeoPlace{45.46, 9.19};
        if (!writer.submit(file))
            qFatal("not stored");
    }
    if (!writer.flush())
        qFatal("not stored");
    // Ten are red, five of these half white.
    std::vector<ContentPalette> palettes;
    for (const RowReader::ContentKey& content :
         (*catalogue.openReader())->contentKeys().value_or(std::vector<RowReader::ContentKey>())) {
        Palette palette;
        if (palettes.size() < 5)
            palette.swatches = {Swatch{200, 30, 30, 128}, Swatch{250, 250, 250, 127}};
        else if (palettes.size() < 10)
            palette.swatches[0] = {200, 30, 30, 255};
        palettes.push_back({content.id, palette});
    }
    if (!writer.setPalettes(palettes))
        qFatal("not stored");
    if (!writer.flush() || !catalogue.refresh())
        qFatal("not stored");
    toggle.setCheckable(true);
    row.resize(2000, 40);
    const auto roots = catalogue.snapshot()->roots();
    folders.setRoots({roots.begin(), roots.end()});
    flow = std::make_unique<FilterFlow>(query, row, folders, toggle);
    flow->setLibrary(library);
}

void TestFilters::foldersBecomeATree() {
    const auto tree = folderTree({{QStringLiteral("/home/mia/Pictures/2019"), 1},
                                  {QStringLiteral("/home/mia/Pictures/2019/Rome"), 2},
                                  {QStringLiteral("/home/mia/Pictures/2020/a/b"), 4},
                                  {QStringLiteral("/media/disk"), 8}});
    QStringList lines;
    for (const FolderNode& node : tree)
        lines.append(QStringLiteral("%1 %2 %3").arg(node.parent).arg(node.name).arg(node.photos));
    QCOMPARE(lines, (QStringList{QStringLiteral("-1 Pictures 7"), QStringLiteral("0 2019 3"),
                                 QStringLiteral("1 Rome 2"), QStringLiteral("0 2020/a/b 4"),
                                 QStringLiteral("-1 disk 8")}));
    QVERIFY(folderTree({}).empty());
}

void TestFilters::choicesToggle() {
    Facets facets;
    facets.formats = {{QStringLiteral("jpeg"), 3}, {QStringLiteral("raw"), 2}};
    facets.ratings[6] = 4;
    PhotoFilter filter;
    const auto choose = [&](FilterGroup group, const QString& text) {
        for (const FilterChoice& choice : choicesOf(group, facets, filter, QDate(2024, 5, 6))) {
            if (choice.text == text) {
                filter = toggled(filter, choice);
                return choice.photos;
            }
        }
        return qint64(-2);
    };
    QCOMPARE(choose(FilterGroup::Kind, QStringLiteral("Photo")), 5);
    QCOMPARE(choose(FilterGroup::Kind, QStringLiteral("RAW")), 2);
    QCOMPARE(filter.terms.size(), std::size_t(2));
    QCOMPARE(choose(FilterGroup::Kind, QStringLiteral("Photo")), 5);
    QCOMPARE(filter.terms.size(), std::size_t(1));
    // One rating stands in for another.
    QCOMPARE(choose(FilterGroup::Rating, QStringLiteral("★★★ and more")), 4);
    QCOMPARE(choose(FilterGroup::Rating, QStringLiteral("★★★★★")), 4);
    QCOMPARE(termsOf(filter, Facet::Rating).terms.size(), std::size_t(1));
    QCOMPARE(termsOf(filter, Facet::Rating).terms.front().number, 5);
    choose(FilterGroup::Rating, QStringLiteral("★★★★★"));
    QVERIFY(termsOf(filter, Facet::Rating).isEmpty());
    choose(FilterGroup::Date, QStringLiteral("Last 7 days"));
    QCOMPARE(summaryOf(FilterGroup::Date, filter).isEmpty(), false);
    QCOMPARE(termsOf(filter, Facet::Date).terms.size(), std::size_t(2));
}

void TestFilters::whatIsChosenCanBeLeft() {
    const PhotoFilter filter{{term(PhotoFilter::Field::Tag, QStringLiteral("gone"))}};
    const auto choices = choicesOf(FilterGroup::Tags, {}, filter, QDate(2024, 5, 6));
    QCOMPARE(choices.size(), std::size_t(1));
    QVERIFY(isChosen(choices[0], filter));
    QVERIFY(toggled(filter, choices[0]).isEmpty());
}

void TestFilters::summariesAreShort() {
    const auto summary = [](const std::vector<PhotoFilter::Term>& terms, FilterGroup group) {
        return summaryOf(group, PhotoFilter{terms});
    };
    QCOMPARE(summary(dateTerms(QDate(2019, 1, 1), QDate(2020, 1, 1)), FilterGroup::Date),
             QStringLiteral("2019"));
    QCOMPARE(summary(dateTerms(QDate(2019, 1, 1), QDate(2022, 1, 1)), FilterGroup::Date),
             QStringLiteral("2019–2021"));
    QCOMPARE(
        summary({term(PhotoFilter::Field::Folder, QStringLiteral("/a/Rome"))}, FilterGroup::Folder),
        QStringLiteral("Rome"));
    QVERIFY(summary({}, FilterGroup::Size).isEmpty());
    QCOMPARE(summary({{PhotoFilter::Field::Rating, PhotoFilter::Relation::AtLeast, {}, 4}},
                     FilterGroup::Rating),
             QStringLiteral("≥ ★★★★"));
}

void TestFilters::aRangeIsDragged() {
    DateHistogram dates;
    dates.resize(240, 84);
    dates.setMonths({{2018 * 12, 3}, {2018 * 12 + 4, 5}, {2018 * 12 + 9, 1}});
    dates.show();
    QSignalSpy chosen(&dates, &DateHistogram::rangeChosen);
    // Ten months of 24 px each.
    QTest::mousePress(&dates, Qt::LeftButton, {}, QPoint(24 * 3 + 5, 20));
    QTest::mouseMove(&dates, QPoint(24 * 5, 20));
    QTest::mouseMove(&dates, QPoint(24 * 1 + 5, 20));
    QTest::mouseRelease(&dates, Qt::LeftButton, {}, QPoint(24 * 1 + 5, 20));
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen[0][0].toDate(), QDate(2018, 2, 1));
    QCOMPARE(chosen[0][1].toDate(), QDate(2018, 5, 1));
}

void TestFilters::aRangeIsSetByKeys() {
    DateHistogram dates;
    dates.resize(240, 84);
    dates.setMonths({{2018 * 12, 3}, {2018 * 12 + 9, 1}});
    QSignalSpy chosen(&dates, &DateHistogram::rangeChosen);
    QTest::keyClick(&dates, Qt::Key_Left);
    QTest::keyClick(&dates, Qt::Key_Left);
    QTest::keyClick(&dates, Qt::Key_Left, Qt::ShiftModifier);
    QTest::keyClick(&dates, Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen[0][0].toDate(), QDate(2018, 8, 1));
    QCOMPARE(chosen[0][1].toDate(), QDate(2018, 10, 1));
}

void TestFilters::theRowIsHiddenAtFirst() {
    Parts parts;
    QVERIFY(parts.row.isHidden());
    parts.toggle.trigger();
    QVERIFY(!parts.row.isHidden());
    parts.toggle.trigger();
    QVERIFY(parts.row.isHidden());
    // A filter from elsewhere brings it, and goes with it.
    parts.query.setFilter({{term(PhotoFilter::Field::Type, QStringLiteral("png"))}});
    QVERIFY(!parts.row.isHidden());
    parts.toggle.trigger();
    QVERIFY(parts.row.isHidden());
    QVERIFY(parts.query.filter().isEmpty());
    // The last one takes the row along, the first of two does not.
    const PhotoFilter::Term png = term(PhotoFilter::Field::Type, QStringLiteral("png"));
    const PhotoFilter::Term tag = term(PhotoFilter::Field::Tag, QStringLiteral("lake"));
    parts.query.setFilter({{png, tag}});
    parts.query.setFilter({{tag}});
    QVERIFY(!parts.row.isHidden());
    parts.query.setFilter({});
    QVERIFY(parts.row.isHidden());
    QVERIFY(!parts.toggle.isChecked());
    // And comes again.
    parts.query.setFilter({{png}});
    QVERIFY(!parts.row.isHidden());
}

void TestFilters::choosesByKeysAndCounts() {
    Parts parts;
    parts.toggle.trigger();
    QSignalSpy wanted(&parts.row, &FilterRow::filterWanted);
    const auto open = [&](const char* name) {
        QTest::mouseClick(parts.button(QLatin1StringView(name)), Qt::LeftButton);
    };
    open("filter-kind");
    QVERIFY(parts.popup()->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(parts.counts(), QStringLiteral("Photo=20 Formats= JPEG=20 PNG=10"),
                              patience);
    // The last row: PNG.
    QTest::keyClick(parts.list(), Qt::Key_End);
    QTest::keyClick(parts.list(), Qt::Key_Space);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(parts.query.filter().terms.size(), std::size_t(1));
    QCOMPARE(parts.query.filter().terms[0].text, QStringLiteral("png"));
    QVERIFY(parts.popup()->isVisible());
    // The other kinds are counted as if this one were not.
    QTRY_COMPARE_WITH_TIMEOUT(parts.counts(), QStringLiteral("Photo=20 Formats= JPEG=20 PNG=10"),
                              patience);
    QTest::keyClick(parts.list(), Qt::Key_Escape);
    QVERIFY(!parts.popup()->isVisible());
    open("filter-folder");
    QTRY_COMPARE_WITH_TIMEOUT(parts.counts(), QStringLiteral("photos=10 one=4 two=6"), patience);
    auto* none = parts.popup()->findChild<QWidget*>(QStringLiteral("filterNone"));
    QVERIFY(none->isHidden());
    parts.popup()->close();
    // Nothing to choose: it says so.
    open("filter-tags");
    QVERIFY(none->isVisible() && !parts.list()->isVisible());
    parts.popup()->close();
    auto* chip = parts.row.findChild<FilterChip*>(QStringLiteral("filterChip-kind"));
    QCOMPARE(chip->state(), FilterChip::State::Set);
    QTest::mouseClick(parts.button(QStringLiteral("filterRemove-kind")), Qt::LeftButton);
    QVERIFY(parts.query.filter().isEmpty());
    QCOMPARE(chip->state(), FilterChip::State::Off);
}

void TestFilters::removesWhatEmptiesTheAnswer() {
    Parts parts;
    // There is no picture of 2001.
    std::vector<PhotoFilter::Term> terms = dateTerms(QDate(2001, 1, 1), QDate(2002, 1, 1));
    terms.push_back({PhotoFilter::Field::Rating, PhotoFilter::Relation::AtLeast, {}, 2});
    parts.query.setFilter({terms});
    auto* date = parts.row.findChild<FilterChip*>(QStringLiteral("filterChip-date"));
    auto* rating = parts.row.findChild<FilterChip*>(QStringLiteral("filterChip-rating"));
    QTRY_COMPARE_WITH_TIMEOUT(date->state(), FilterChip::State::Empties, patience);
    // Without its rating there still is nothing.
    QCOMPARE(rating->state(), FilterChip::State::Set);
    QCOMPARE(parts.button(QStringLiteral("filter-date"))->text(), QStringLiteral("0: remove Date"));
    QTest::mouseClick(parts.button(QStringLiteral("filter-date")), Qt::LeftButton);
    QCOMPARE(parts.query.filter().terms.size(), std::size_t(1));
}

void TestFilters::narrowRowsShowWhatIsSet() {
    Parts parts;
    parts.toggle.trigger();
    parts.row.show();
    QVERIFY(parts.row.isWide());
    QVERIFY(parts.button(QStringLiteral("filterAdd"))->isHidden());
    parts.query.setFilter({{term(PhotoFilter::Field::Type, QStringLiteral("png"))}});
    parts.row.resize(300, 40);
    QTRY_VERIFY_WITH_TIMEOUT(!parts.row.isWide(), patience);
    const auto isShown = [&](const char* key) {
        return !parts.row
                    .findChild<FilterChip*>(QStringLiteral("filterChip-") + QLatin1StringView(key))
                    ->isHidden();
    };
    QVERIFY(isShown("kind"));
    QVERIFY(!isShown("date"));
    QVERIFY(!parts.button(QStringLiteral("filterAdd"))->isHidden());
}

void TestFilters::aFolderRowFilters() {
    Parts parts;
    auto* row = parts.folders.findChild<FolderRow*>();
    QVERIFY(row);
    parts.folders.resize(240, 500);
    parts.folders.show();
    QTest::mouseClick(row, Qt::LeftButton, {}, QPoint(10, 10));
    QCOMPARE(parts.query.filter().terms.size(), std::size_t(1));
    QCOMPARE(parts.query.filter().terms[0].text, parts.root);
    QVERIFY(row->property("chosen").toBool());
    row->setFocus();
    QTest::keyClick(row, Qt::Key_Return);
    QVERIFY(parts.query.filter().isEmpty());
    QVERIFY(!row->property("chosen").toBool());
}

void TestFilters::placesBecomeATree() {
    const auto tree = placeTree({{QStringLiteral("Italy/Lazio/Rome"), 2},
                                 {QStringLiteral("Italy/Lombardy/Milan"), 5},
                                 {QStringLiteral("Singapore/Singapore"), 1},
                                 {QStringLiteral("United States/Ohio/Rome"), 4},
                                 {QStringLiteral("United States/Texas/Rome"), 6}});
    QStringList lines;
    for (const PlaceNode& node : tree)
        lines.append(QStringLiteral("%1 %2 %3 %4")
                         .arg(node.parent)
                         .arg(node.name)
                         .arg(node.photos)
                         .arg(node.path));
    QCOMPARE(lines, (QStringList{QStringLiteral("-1 United States 10 /United States"),
                                 QStringLiteral("0 Rome, Texas 6 /United States/Texas/Rome"),
                                 QStringLiteral("0 Rome, Ohio 4 /United States/Ohio/Rome"),
                                 QStringLiteral("-1 Italy 7 /Italy"),
                                 QStringLiteral("3 Milan 5 /Italy/Lombardy/Milan"),
                                 QStringLiteral("3 Rome 2 /Italy/Lazio/Rome"),
                                 QStringLiteral("-1 Singapore 1 /Singapore"),
                                 QStringLiteral("6 Singapore 1 /Singapore/Singapore")}));
    QVERIFY(placeTree({}).empty());
}

void TestFilters::thisWeekInOtherYears() {
    const auto chosen = [](QDate today) {
        for (const FilterChoice& choice : choicesOf(FilterGroup::Date, {}, {}, today)) {
            if (choice.text == QStringLiteral("This week in other years"))
                return toggled({}, choice);
        }
        return PhotoFilter();
    };
    const PhotoFilter filter = chosen(QDate(2024, 1, 2));
    PhotoFacts facts;
    const auto isMeant = [&](QDate day) {
        const qint64 ms = QDateTime(day, QTime(13, 0), Qt::UTC).toMSecsSinceEpoch();
        return matches(filter, {QStringLiteral("/x"), ms, 0, &facts});
    };
    QVERIFY(isMeant(QDate(2019, 12, 31)) && isMeant(QDate(2019, 1, 5)) &&
            isMeant(QDate(2022, 1, 2)));
    QVERIFY(!isMeant(QDate(2019, 12, 29)) && !isMeant(QDate(2019, 1, 6)));
    // This one's are no other year's.
    QVERIFY(!isMeant(QDate(2024, 1, 2)) && !isMeant(QDate(2023, 12, 31)));
    const QString summary = summaryOf(FilterGroup::Date, filter);
    QVERIFY2(summary.contains(QStringLiteral("30 Dec – 5 Jan")), qPrintable(summary));
    QVERIFY(chosen(QDate(2024, 2, 29)).terms.size() == 2);
}

void TestFilters::placesAreChosenByCountryAndTown() {
    Parts parts;
    parts.toggle.trigger();
    QTRY_VERIFY_WITH_TIMEOUT(parts.button(QStringLiteral("filter-place"))->isVisibleTo(&parts.row),
                             patience);
    QTest::mouseClick(parts.button(QStringLiteral("filter-place")), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(parts.counts(), QStringLiteral("Italy=6 Rome=3 Milan=3"), patience);
    QTest::keyClick(parts.list(), Qt::Key_End);
    QTest::keyClick(parts.list(), Qt::Key_Space);
    QCOMPARE(parts.query.filter().terms.size(), std::size_t(1));
    QCOMPARE(parts.query.filter().terms[0].text, QStringLiteral("/Italy/Lombardy/Milan"));
    QCOMPARE(parts.button(QStringLiteral("filter-place"))->text(), QStringLiteral("Milan"));
}

void TestFilters::coloursAreChosenFromAGrid() {
    Parts parts;
    parts.toggle.trigger();
    QTRY_VERIFY_WITH_TIMEOUT(parts.button(QStringLiteral("filter-colour"))->isVisibleTo(&parts.row),
                             patience);
    QTest::mouseClick(parts.button(QStringLiteral("filter-colour")), Qt::LeftButton);
    auto* red = parts.row.findChild<QToolButton*>(QStringLiteral("swatch-red"));
    auto* white = parts.row.findChild<QToolButton*>(QStringLiteral("swatch-white"));
    QTRY_COMPARE_WITH_TIMEOUT(red->text(), QStringLiteral("Red\n10"), patience);
    QCOMPARE(white->text(), QStringLiteral("White\n5"));
    QVERIFY(parts.list()->isHidden());
    // By keys: the first has the focus; white is two rows down and one to the right.
    QCOMPARE(parts.popup()->focusWidget(), static_cast<QWidget*>(red));
    QTest::keyClick(red, Qt::Key_Return);
    QVERIFY(red->isChecked());
    QTest::keyClick(red, Qt::Key_Down);
    QTest::keyClick(parts.popup()->focusWidget(), Qt::Key_Down);
    QTest::keyClick(parts.popup()->focusWidget(), Qt::Key_Right);
    QCOMPARE(parts.popup()->focusWidget(), static_cast<QWidget*>(white));
    QTest::keyClick(white, Qt::Key_Space);
    QCOMPARE(parts.query.filter().terms.size(), std::size_t(2));
    QCOMPARE(parts.button(QStringLiteral("filter-colour"))->text(), QStringLiteral("Red, White"));
    // What one would see with it besides.
    QTRY_COMPARE_WITH_TIMEOUT(red->text(), QStringLiteral("Red\n5"), patience);
    QVERIFY(white->isChecked());
    QTest::mouseClick(red, Qt::LeftButton);
    QCOMPARE(parts.query.filter().terms.size(), std::size_t(1));
    QVERIFY(parts.popup()->isVisible());
}

void TestFilters::coloursNeedAsMuchAsIsSaid() {
    Parts parts;
    parts.toggle.trigger();
    parts.query.setFilter({{{PhotoFilter::Field::Colour, PhotoFilter::Relation::Equal,
                             QStringLiteral("red"), usualShare}}});
    QTest::mouseClick(parts.button(QStringLiteral("filter-colour")), Qt::LeftButton);
    auto* share = parts.row.findChild<QSlider*>(QStringLiteral("swatchShare"));
    QVERIFY(share->isEnabled());
    QCOMPARE(share->value(), usualShare);
    share->setValue(60);
    QCOMPARE(parts.query.filter().terms.front().number, 60);
    QVERIFY(parts.row.findChild<QToolButton*>(QStringLiteral("swatch-red"))->isChecked());
    QCOMPARE(parts.button(QStringLiteral("filter-colour"))->text(), QStringLiteral("Red ≥ 60 %"));
    // A colour of one's own stands below, and can be left.
    parts.query.setFilter({{{PhotoFilter::Field::Colour, PhotoFilter::Relation::Equal,
                             QStringLiteral("#c81e1e"), usualShare}}});
    QTRY_VERIFY_WITH_TIMEOUT(!parts.list()->isHidden(), patience);
    QVERIFY(parts.counts().startsWith(QStringLiteral("#C81E1E=")));
}

void TestFilters::whatNoPictureHasTakesNoRoom() {
    FilterRow row;
    row.resize(2000, 40);
    row.show();
    const auto isShown = [&](const char* key) {
        return !row.findChild<FilterChip*>(QStringLiteral("filterChip-") + QLatin1StringView(key))
                    ->isHidden();
    };
    row.setFacets({});
    QVERIFY(isShown("date") && isShown("folder") && isShown("size"));
    QVERIFY(!isShown("place") && !isShown("colour") && !isShown("failed"));
    Facets facets;
    facets.places = {{QStringLiteral("Italy/Lazio/Rome"), 1}};
    row.setFacets(facets);
    QVERIFY(isShown("place") && !isShown("colour"));
    row.setFacets({});
    // What is set is there in any case.
    row.setFilter({{term(PhotoFilter::Field::Place, QStringLiteral("Rome"))}});
    QVERIFY(isShown("place"));
}

void TestFilters::whatCouldNotBeReadIsOneClick() {
    Parts parts;
    Catalogue& catalogue = parts.library->catalogue();
    RowWriter& writer = **catalogue.acquireWriter();
    const RootId root = catalogue.snapshot()->roots()[0].id;
    for (const int content : {50, 51}) {
        IndexedFile file =
            test::failedFile(root, QStringLiteral("one/%1.jpg").arg(content), content);
        file.facts = {};
        QVERIFY(writer.submit(file));
    }
    QVERIFY(writer.flush());
    QVERIFY(catalogue.refresh());
    parts.row.show();
    parts.toggle.setChecked(true);
    auto* chip = parts.row.findChild<FilterChip*>(QStringLiteral("filterChip-failed"));
    QTRY_VERIFY_WITH_TIMEOUT(chip->isVisible(), patience);
    parts.button(QStringLiteral("filter-failed"))->setFocus();
    QTest::keyClick(parts.button(QStringLiteral("filter-failed")), Qt::Key_Space);
    QCOMPARE(parts.query.filter(),
             (PhotoFilter{{term(PhotoFilter::Field::Is, QStringLiteral("failed"))}}));
    QVERIFY(parts.popup()->isHidden());
    QCOMPARE(chip->state(), FilterChip::State::Set);
    // The others tell of these two alone.
    parts.button(QStringLiteral("filter-folder"))->click();
    QTRY_COMPARE_WITH_TIMEOUT(parts.counts(), QStringLiteral("one=2"), patience);
    parts.popup()->close();
    QTest::keyClick(parts.button(QStringLiteral("filterRemove-failed")), Qt::Key_Space);
    QVERIFY(parts.query.filter().isEmpty());
}

void TestFilters::filtersAreCompletedFromTheLibrary() {
    QLineEdit line;
    FilterCompletion completion(line);
    QSignalSpy wanted(&completion, &FilterCompletion::valuesWanted);
    QTest::keyClicks(&line, QStringLiteral("a dog -place"));
    QCOMPARE(wanted.count(), 0);
    QTest::keyClicks(&line, QStringLiteral(":"));
    QCOMPARE(wanted.count(), 1);
    completion.setValues(QStringLiteral("place:"),
                         {QStringLiteral("New York"), QStringLiteral("Rome")});
    QCOMPARE(completion.offers(),
             (QStringList{QStringLiteral("-place:\"New York\""), QStringLiteral("-place:Rome")}));
    // Quotes need not be typed.
    QTest::keyClicks(&line, QStringLiteral("new"));
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(completion.offers(), QStringList{QStringLiteral("-place:\"New York\"")});
    line.setText(QStringLiteral("colour:bl"));
    QCOMPARE(completion.offers(),
             (QStringList{QStringLiteral("colour:blue"), QStringLiteral("colour:black")}));
}

void TestFilters::filtersStandInTheRowAlone() {
    Parts parts;
    PictureService pictures;
    QueryBar bar(parts.query, pictures);
    parts.flow->serve(bar);
    bar.show();
    parts.row.show();
    const auto text = [&] { return toText(parts.query.filter()); };
    const auto inField = [&] {
        QStringList terms;
        for (const TermChip* chip : bar.findChildren<TermChip*>()) {
            if (chip->isVisible())
                terms.append(chip->term());
        }
        terms.sort();
        return terms;
    };
    auto* sentence = bar.findChild<QLineEdit*>(QStringLiteral("sentenceEdit"));
    auto* kind = parts.row.findChild<FilterChip*>(QStringLiteral("filterChip-kind"));
    sentence->setFocus();
    QTest::keyClicks(sentence, QStringLiteral("a dog type:png name:3 -strap "));
    QCOMPARE(text(), QStringLiteral("type:png name:3"));
    QCOMPARE(kind->state(), FilterChip::State::Set);
    // What the row has no button for, and what is no filter, stands in the field.
    QCOMPARE(inField(), (QStringList{QStringLiteral("name:3"), QStringLiteral("strap")}));
    // As text again, and changed.
    QToolButton* chosen = parts.button(QStringLiteral("filter-kind"));
    chosen->setFocus();
    QTest::keyClick(chosen, Qt::Key_F2);
    QCOMPARE(text(), QStringLiteral("name:3"));
    QCOMPARE(sentence->text(), QStringLiteral("a dog type:png"));
    QCOMPARE(bar.focusWidget(), sentence);
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(sentence, Qt::Key_Backspace);
    QTest::keyClicks(sentence, QStringLiteral("jpeg "));
    QCOMPARE(text(), QStringLiteral("name:3 type:jpeg"));
    QCOMPARE(sentence->text().trimmed(), QStringLiteral("a dog"));
    QCOMPARE(inField(), (QStringList{QStringLiteral("name:3"), QStringLiteral("strap")}));
    // Backspace takes what is seen before the sentence, nothing of the row.
    sentence->setCursorPosition(0);
    QTest::keyClick(sentence, Qt::Key_Backspace);
    QCOMPARE(text(), QStringLiteral("type:jpeg"));
    // A key takes it out of the row, and undoing brings it back there.
    QTest::keyClick(chosen, Qt::Key_Delete);
    QVERIFY(parts.query.filter().isEmpty());
    QCOMPARE(kind->state(), FilterChip::State::Off);
    bar.undo().undo();
    QCOMPARE(text(), QStringLiteral("type:jpeg"));
    QCOMPARE(kind->state(), FilterChip::State::Set);
    QCOMPARE(inField(), QStringList{QStringLiteral("strap")});
    // The field can be emptied, though nothing is in it.
    parts.query.setNegatives({});
    parts.query.setSentence({});
    QVERIFY(bar.findChild<QWidget*>(QStringLiteral("clearQueryButton"))->isVisible());
}

void TestFilters::manyFiltersTakeMoreLines() {
    QWidget window;
    auto* column = new QVBoxLayout(&window);
    auto* row = new FilterRow(&window);
    column->addWidget(row);
    column->addStretch();
    window.resize(300, 400);
    window.show();
    row->setFilter(*filterFromText(QStringLiteral(
        "type:png rating>=4 is:landscape size>2mb colour:red camera:canon place:Rome tag:dog")));
    QTRY_VERIFY(row->height() > 2 * row->findChild<FilterChip*>()->sizeHint().height());
    for (const FilterChip* chip : row->findChildren<FilterChip*>()) {
        if (chip->state() != FilterChip::State::Off)
            QVERIFY2(row->rect().contains(chip->geometry()), qPrintable(chip->objectName()));
    }
}

SEMBLANCE_GUI_TEST(TestFilters)
#include "tst_filters.moc"
