#include <QTest>

#include "core/library/libraryview.h"
#include "core/library/searcher.h"

using namespace semblance;

namespace {
constexpr int kDim = 4;

PhotoRows rows(const std::vector<std::array<std::int64_t, 4>>& photos) {
    PhotoRows result;
    for (const auto& [file, content, root, taken] : photos) {
        PhotoRows::Photo photo;
        photo.file = {file};
        photo.content = {content};
        photo.root = {root};
        photo.takenMs = taken;
        result.add(photo, "photo" + std::to_string(file) + ".jpg");
    }
    result.sortNewestFirst();
    return result;
}

std::vector<float> axis(int i) {
    std::vector<float> vector(kDim, 0.0f);
    vector[static_cast<std::size_t>(i)] = 1.0f;
    return vector;
}

MatrixSnapshot matrix(const std::vector<std::pair<std::uint64_t, std::vector<float>>>& vectors) {
    VectorMatrix made(kDim);
    for (const auto& [key, vector] : vectors) {
        const QByteArray half = toHalf(vector);
        const auto appended = made.append(
            std::span(&key, 1), std::span(reinterpret_cast<const HalfBits*>(half.constData()),
                                          static_cast<std::size_t>(kDim)));
        if (!appended)
            qFatal("%s", qPrintable(appended.error().sentence));
    }
    return made.snapshot();
}

LibraryViewPtr sampleView() {
    // Content 10 is held by two files, 20 by one whose disk is away; 30 was encoded twice; 40 has
    // a vector and no file.
    return std::make_shared<const LibraryView>(
        rows({{1, 10, 1, 100}, {2, 10, 1, 400}, {3, 20, 2, 300}, {4, 30, 1, 200}}),
        std::vector<LibraryView::Root>{{RootId{2}, QStringLiteral("/away"), false},
                                       {RootId{1}, QStringLiteral("/photos"), true}},
        matrix({{10, axis(0)}, {30, axis(3)}, {20, axis(1)}, {40, axis(1)}, {30, axis(2)}}));
}
}  // namespace

class LibraryViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itemsKnowPathAndDisk();
    void contentsLeadToTheirPhotos();
    void onlyTheNewestVectorIsSearched();
    void listsAreInOrder();
    void withoutModelNothingIsSearched();
    void rankGivesEveryFileOfAContent();
    void rankFollowsTheMix();
};

void LibraryViewTest::itemsKnowPathAndDisk() {
    const LibraryViewPtr view = sampleView();
    QCOMPARE(view->item(0).path, QStringLiteral("/photos/photo2.jpg"));
    QVERIFY(view->item(0).available);
    QCOMPARE(view->item(1).path, QStringLiteral("/away/photo3.jpg"));
    QVERIFY(!view->item(1).available);
}

void LibraryViewTest::contentsLeadToTheirPhotos() {
    const LibraryViewPtr view = sampleView();
    QCOMPARE(view->photosOf(ContentId{10}), (std::vector<std::uint32_t>{0, 3}));
    QCOMPARE(view->photosOf(ContentId{20}), (std::vector<std::uint32_t>{1}));
    QVERIFY(view->photosOf(ContentId{40}).empty());
}

void LibraryViewTest::onlyTheNewestVectorIsSearched() {
    const LibraryViewPtr view = sampleView();
    QCOMPARE(view->searchableCount(), std::size_t(3));
    const std::vector<bool> searchable{true, false, true, false, true};
    for (std::size_t row = 0; row < searchable.size(); ++row)
        QCOMPARE(view->searchable().allows(static_cast<Row>(row)), searchable[row]);
    QCOMPARE(*view->vectorRow(ContentId{30}), Row(4));
    QVERIFY(!view->vectorRow(ContentId{99}));
}

void LibraryViewTest::listsAreInOrder() {
    const LibraryViewPtr view = sampleView();
    const PhotoListPtr browse = browseList(view);
    QCOMPARE(browse->size(), 4);
    QCOMPARE(browse->at(0).file.value, std::int64_t(2));
    QCOMPARE(browse->at(3).file.value, std::int64_t(1));
    QVERIFY(!browse->at(0).score);

    const PhotoListPtr hits = hitList(view, {{3, 0.5f}, {1, -0.25f}});
    QCOMPARE(hits->size(), 2);
    QCOMPARE(hits->at(0).file.value, std::int64_t(1));
    QCOMPARE(*hits->at(1).score, -0.25f);
}

void LibraryViewTest::withoutModelNothingIsSearched() {
    const LibraryView view(rows({{1, 10, 1, 100}}), {}, std::nullopt);
    QCOMPARE(view.searchableCount(), std::size_t(0));
    QVERIFY(!view.vectorRow(ContentId{10}));
    QCOMPARE(view.item(0).path, QStringLiteral("photo1.jpg"));
}

void LibraryViewTest::rankGivesEveryFileOfAContent() {
    PreparedQuery query;
    query.view = sampleView();
    query.allowed = query.view->searchable();
    query.endpoints = {{Endpoint::Role::Text, 1, axis(0)}};
    query.scores =
        *EndpointScores::scan(*query.view->vectors(), std::vector<std::vector<float>>{axis(0)});
    std::vector<Hit> hits = query.rank();
    QCOMPARE(hits.size(), std::size_t(4));
    QCOMPARE(hits[0].photo, std::uint32_t(0));
    QCOMPARE(hits[1].photo, std::uint32_t(3));
    QCOMPARE(hits[1].score, 1.0f);

    query.query.limit = 1;
    QCOMPARE(query.rank().size(), std::size_t(1));
}

void LibraryViewTest::rankFollowsTheMix() {
    PreparedQuery query;
    query.view = sampleView();
    query.allowed = query.view->searchable();
    query.query.references.resize(1);
    query.query.modification = QStringLiteral("other");
    query.model.defaultMix = 1;
    query.endpoints = {{Endpoint::Role::Reference, 1, axis(0)},
                       {Endpoint::Role::Modification, 1, axis(1)}};
    query.scores = *EndpointScores::scan(*query.view->vectors(),
                                         std::vector<std::vector<float>>{axis(0), axis(1)});
    QVERIFY(query.mixMatters());
    QCOMPARE(query.rank()[0].photo, std::uint32_t(1));
    QCOMPARE(query.rank(0.0)[0].photo, std::uint32_t(0));
    query.query.mix = 0;
    QCOMPARE(query.rank()[0].photo, std::uint32_t(0));
    QCOMPARE(query.mixOf({}), 0.0);
    const std::vector<Hit> middle = query.rank(0.5);
    QVERIFY(std::abs(middle[0].score - std::sqrt(0.5f)) < 1e-3f);
}

QTEST_GUILESS_MAIN(LibraryViewTest)
#include "tst_libraryview.moc"
