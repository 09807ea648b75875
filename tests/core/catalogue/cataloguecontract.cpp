#include "tests/core/catalogue/cataloguecontract.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

#include "core/base/float16.h"
#include "core/base/plainwords.h"
#include "tests/core/catalogue/naivefilter.h"

namespace semblance::test {

namespace {
constexpr int kDim = 8;

VectorModel model(const char* hash = "abc123") {
    return {QStringLiteral("mini"), QLatin1StringView(hash), kDim,
            QStringLiteral("fp32"), QStringLiteral("cpu"),   QLatin1StringView(hash)};
}

std::vector<float> axis(int which) {
    std::vector<float> vector(kDim, 0.0f);
    vector[static_cast<std::size_t>(which % kDim)] = 1.0f;
    return vector;
}

QByteArray keyOf(int content) {
    return QByteArray(23, 'k') + char('A' + content);
}

IndexedFile encoded(RootId root, const char* path, int content, const VectorModel& of = model()) {
    IndexedFile file;
    file.root = root;
    file.path = QString::fromUtf8(path);
    file.stat = {100 + content, 1'000'000'000LL * (1000 + content), std::uint64_t(7000 + content)};
    file.outcome = IndexedFile::Outcome::Encoded;
    file.contentKey = keyOf(content);
    file.facts.width = 640;
    file.facts.height = 480;
    file.facts.format = QStringLiteral("jpeg");
    file.thumbnails = {{256, QByteArray("thumb") + QByteArray::number(content)}};
    file.vector = toHalf(axis(content));
    file.modelHash = of.hash;
    file.decoderVersion = 1;
    return file;
}

IndexedFile failed(RootId root, const char* path, int content) {
    IndexedFile file = encoded(root, path, content);
    file.outcome = IndexedFile::Outcome::Failed;
    file.error = QStringLiteral("It is broken.");
    file.vector.clear();
    file.thumbnails.clear();
    return file;
}

/// A store with a writer that uses the model, whose vectors are open.
struct Opened {
    explicit Opened(CatalogueUnderTest& store) : under(store), catalogue(store.catalogue()) {
        const auto acquired = catalogue.acquireWriter();
        if (!acquired)
            qFatal("%s", qPrintable(acquired.error().sentence));
        writer = *acquired;
        if (!writer->useModel(model()) || !catalogue.openVectors(model()))
            qFatal("no model");
        auto opened = catalogue.openReader();
        reader = std::move(*opened);
    }

    RootId addRoot(const char* name) {
        const auto added = writer->addRoot(under.place(QLatin1StringView(name)));
        return added ? added->root : RootId();
    }
    void submit(const IndexedFile& file) {
        if (const Status done = writer->submit(file); !done)
            qFatal("%s", qPrintable(done.error().sentence));
    }
    SnapshotPtr publish() {
        if (!writer->flush() || !catalogue.refresh())
            qFatal("not published");
        return catalogue.snapshot();
    }
    QStringList names() {
        const PhotoListPtr photos = publish()->photos();
        QStringList names;
        for (qsizetype row = 0; row < photos->size(); ++row)
            names.append(photos->at(row).path.section(u'/', -1));
        return names;
    }
    FileId fileAt(RootId root, const char* path) {
        const auto row = reader->fileAt(root, QString::fromUtf8(path));
        return row && *row ? (*row)->id : FileId();
    }
    ContentId contentAt(RootId root, const char* path) {
        const auto row = reader->fileAt(root, QString::fromUtf8(path));
        return row && *row ? (*row)->content : ContentId();
    }

    CatalogueUnderTest& under;
    Catalogue& catalogue;
    RowWriter* writer = nullptr;
    std::unique_ptr<RowReader> reader;
};

std::vector<ScoredContent> search(const Snapshot& snapshot,
                                  const std::vector<std::vector<float>>& endpoints,
                                  const std::vector<float>& weights, std::size_t k,
                                  const SearchScope& scope = {}, const VectorModel& of = model()) {
    ScoreRequest request;
    request.endpoints = endpoints;
    request.probes = {weights};
    request.scope = scope;
    request.most = k;
    const auto ranking = snapshot.scorer(of.hash)->score(request, {});
    return ranking ? (*ranking)->best(weights, k) : std::vector<ScoredContent>();
}
}  // namespace

void CatalogueContract::beginsEmpty(CatalogueUnderTest& store) {
    const SnapshotPtr snapshot = store.catalogue().snapshot();
    QVERIFY(snapshot);
    QCOMPARE(snapshot->photos()->size(), 0);
    QCOMPARE(snapshot->contentCount(), std::size_t(0));
    QVERIFY(snapshot->roots().empty());
    QVERIFY(!snapshot->scorer(model().hash));
    QVERIFY(!snapshot->photo(FileId{1}));
    Opened opened(store);
    QCOMPARE(opened.catalogue.snapshot()->scorer(model().hash)->searchable(), std::size_t(0));
    QCOMPARE(opened.catalogue.snapshot()->scorer(model().hash)->dimension(), kDim);
    QVERIFY(search(*opened.catalogue.snapshot(), {axis(0)}, {1}, 10).empty());
}

void CatalogueContract::listsNewestFirst(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId root = opened.addRoot("photos");
    IndexedFile taken = encoded(root, "a.jpg", 2);
    taken.facts.capturedMs = 1;
    for (const IndexedFile& file : {encoded(root, "z.jpg", 1), taken, encoded(root, "m.jpg", 3)})
        opened.submit(file);
    QCOMPARE(opened.names(), (QStringList{QStringLiteral("m.jpg"), QStringLiteral("z.jpg"),
                                          QStringLiteral("a.jpg")}));
    const SnapshotPtr snapshot = opened.catalogue.snapshot();
    const PhotoItem first = snapshot->photos()->at(0);
    QCOMPARE(first.path, store.place(QStringLiteral("photos")).path + QStringLiteral("/m.jpg"));
    QVERIFY(first.available);
    QVERIFY(!first.score);
    QVERIFY(snapshot->photo(first.file));
    QCOMPARE(snapshot->photo(first.file)->content, first.content);
    // One in between, and one whose date becomes another.
    opened.submit(encoded(root, "n.jpg", 2));
    taken.facts.capturedMs = 5'000'000'000'000;
    opened.submit(taken);
    QCOMPARE(opened.names(), (QStringList{QStringLiteral("a.jpg"), QStringLiteral("n.jpg"),
                                          QStringLiteral("m.jpg"), QStringLiteral("z.jpg")}));
    const PhotoListPtr photos = opened.catalogue.snapshot()->photos();
    QVERIFY(photos->isByTime());
    QCOMPARE(photos->at(0).takenMs, qint64(5'000'000'000'000));
    QCOMPARE(photos->at(0).pixels, qint64(taken.facts.width) * taken.facts.height);
    QVERIFY(photos->at(0).pixels > 0);
    PhotoRowReader rows(photos.get());
    for (qsizetype row = 0; row < rows.size(); ++row)
        QCOMPARE(rows[row].takenMs, photos->at(row).takenMs);
}

void CatalogueContract::tellsWhatChanged(CatalogueUnderTest& store) {
    Opened opened(store);
    std::vector<Delta> deltas;
    const auto subscription =
        opened.catalogue.changes().subscribe([&](const Delta& delta) { deltas.push_back(delta); });
    const auto merged = [&] {
        opened.publish();
        Delta all;
        for (const Delta& delta : std::exchange(deltas, {})) {
            for (const auto& [to, from] :
                 {std::pair(&all.inserted, &delta.inserted),
                  std::pair(&all.removed, &delta.removed), std::pair(&all.changed, &delta.changed)})
                to->insert(to->end(), from->begin(), from->end());
            all.roots = all.roots || delta.roots;
            all.vectors = all.vectors || delta.vectors;
            if (!all.before)
                all.before = delta.before;
            all.after = delta.after;
        }
        return all;
    };
    const RootId root = opened.addRoot("photos");
    opened.submit(encoded(root, "a.jpg", 1));
    opened.submit(encoded(root, "b.jpg", 2));
    Delta delta = merged();
    QCOMPARE(delta.inserted.size(), std::size_t(2));
    QVERIFY(delta.removed.empty() && delta.changed.empty());
    QVERIFY(delta.roots && delta.vectors);
    QCOMPARE(delta.before->photos()->size(), 0);
    QVERIFY(delta.after == opened.catalogue.snapshot());

    const FileId a = opened.fileAt(root, "a.jpg");
    const FileId b = opened.fileAt(root, "b.jpg");
    opened.submit(encoded(root, "a.jpg", 3));
    delta = merged();
    QCOMPARE(delta.changed, std::vector{a});
    QVERIFY(delta.inserted.empty() && delta.removed.empty());
    QVERIFY(opened.writer->markMissing({b}, 5));
    delta = merged();
    QCOMPARE(delta.removed, std::vector{b});
    QVERIFY(delta.vectors);
    QVERIFY(opened.writer->markReturned({b}));
    QCOMPARE(merged().inserted, std::vector{b});
    QVERIFY(opened.writer->removeRoot(root));
    QCOMPARE(merged().removed.size(), std::size_t(2));
}

void CatalogueContract::publishesNothingWithoutNews(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId root = opened.addRoot("photos");
    opened.submit(encoded(root, "a.jpg", 1));
    const SnapshotPtr before = opened.publish();
    int told = 0;
    const auto subscription = opened.catalogue.changes().subscribe([&](const Delta&) { ++told; });
    QVERIFY(opened.catalogue.refresh());
    QVERIFY(opened.catalogue.refresh());
    // Stored again as it is.
    opened.submit(encoded(root, "a.jpg", 1));
    QVERIFY(opened.writer->markReturned({opened.fileAt(root, "a.jpg")}));
    FileStat seen = encoded(root, "a.jpg", 1).stat;
    seen.fileIndex = 77;
    seen.changedNs = 88;
    QVERIFY(opened.writer->noteStats({{opened.fileAt(root, "a.jpg"), seen}}));
    const auto row = opened.reader->fileAt(root, QStringLiteral("a.jpg"));
    QVERIFY(row && *row && (*row)->stat == seen);
    const SnapshotPtr after = opened.publish();
    QCOMPARE(after->photos()->size(), 1);
    QCOMPARE(before->photos()->at(0).file, after->photos()->at(0).file);
    // A vector that was stored anew may be told of; rows may not.
    QVERIFY(told <= 1);
}

void CatalogueContract::countsByRoot(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId b = opened.addRoot("b");
    const RootId a = opened.addRoot("a");
    opened.submit(encoded(a, "1.jpg", 1));
    opened.submit(encoded(b, "2.jpg", 2));
    opened.submit(encoded(b, "3.jpg", 3));
    opened.submit(failed(b, "4.jpg", 4));
    IndexedFile unreadable = failed(b, "5.jpg", 5);
    unreadable.contentKey.clear();
    opened.submit(unreadable);
    const auto roots = opened.publish()->roots();
    QCOMPARE(roots.size(), std::size_t(2));
    QVERIFY(roots[0].id == a && roots[1].id == b);
    QCOMPARE(roots[0].photos, 1);
    QCOMPARE(roots[0].failed, 0);
    QCOMPARE(roots[1].photos, 2);
    QCOMPARE(roots[1].failed, 2);
    QVERIFY(roots[1].state == RootInfo::State::Present);
    QCOMPARE(roots[1].path, store.place(QStringLiteral("b")).path);
    // One is mended, one goes.
    opened.submit(encoded(b, "4.jpg", 4));
    QVERIFY(opened.writer->markMissing({opened.fileAt(b, "5.jpg")}, 1));
    const auto after = opened.publish()->roots();
    QCOMPARE(after[1].photos, 3);
    QCOMPARE(after[1].failed, 0);
}

void CatalogueContract::copiesShareAContent(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId root = opened.addRoot("photos");
    opened.submit(encoded(root, "b.jpg", 1));
    IndexedFile copy = encoded(root, "a.jpg", 1);
    copy.outcome = IndexedFile::Outcome::Linked;
    copy.vector.clear();
    copy.thumbnails.clear();
    opened.submit(copy);
    IndexedFile nobody = copy;
    nobody.path = QStringLiteral("c.jpg");
    nobody.contentKey = keyOf(9);
    opened.submit(nobody);
    const SnapshotPtr snapshot = opened.publish();
    QCOMPARE(snapshot->photos()->size(), 2);
    QCOMPARE(snapshot->contentCount(), std::size_t(1));
    QCOMPARE(snapshot->scorer(model().hash)->searchable(), std::size_t(1));
    const auto photos = snapshot->photosOf(opened.contentAt(root, "a.jpg"));
    QCOMPARE(photos.size(), std::size_t(2));
    QVERIFY(photos[0].path.endsWith(QStringLiteral("/a.jpg")));
    // The content stays until its last file goes.
    QVERIFY(opened.writer->markMissing({opened.fileAt(root, "b.jpg")}, 1));
    QCOMPARE(opened.publish()->scorer(model().hash)->searchable(), std::size_t(1));
    QVERIFY(opened.writer->markMissing({opened.fileAt(root, "a.jpg")}, 1));
    QCOMPARE(opened.publish()->scorer(model().hash)->searchable(), std::size_t(0));
    QCOMPARE(opened.catalogue.snapshot()->contentCount(), std::size_t(0));
    QVERIFY(opened.writer->purgeMissing(2).value_or(-1) == 2);
    QCOMPARE(opened.reader->counts()->contents, 0);
}

void CatalogueContract::searchesWhatHasAVector(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId root = opened.addRoot("photos");
    for (int i = 0; i < 5; ++i)
        opened.submit(encoded(root, qPrintable(QStringLiteral("%1.jpg").arg(i)), i));
    opened.submit(failed(root, "broken.jpg", 6));
    const SnapshotPtr snapshot = opened.publish();
    const auto scorer = snapshot->scorer(model().hash);
    QCOMPARE(scorer->searchable(), std::size_t(5));
    const auto found = search(*snapshot, {axis(3)}, {1}, 2);
    QCOMPARE(found.size(), std::size_t(2));
    QVERIFY(found[0].content == opened.contentAt(root, "3.jpg"));
    QVERIFY(std::abs(found[0].score - 1) < 1e-3f);
    QVERIFY(std::abs(found[1].score) < 1e-3f);
    QVERIFY(scorer->holds(found[0].content));
    QVERIFY(!scorer->holds(opened.contentAt(root, "broken.jpg")));
    const auto vector = scorer->vectorOf(found[0].content);
    QVERIFY(vector && std::abs((*vector)[3] - 1) < 1e-3f);
    QVERIFY(!scorer->vectorOf(ContentId{987654}));
    // A content that is encoded anew is found by its new vector alone.
    IndexedFile other = encoded(root, "3.jpg", 3);
    other.vector = toHalf(axis(7));
    opened.submit(other);
    const SnapshotPtr after = opened.publish();
    QCOMPARE(after->scorer(model().hash)->searchable(), std::size_t(5));
    QVERIFY(search(*after, {axis(7)}, {1}, 1)[0].content == found[0].content);
    QVERIFY(search(*after, {axis(3)}, {1}, 1)[0].score < 0.1f);
}

void CatalogueContract::scoresAreLinearInTheEndpoints(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId root = opened.addRoot("photos");
    for (int i = 0; i < kDim; ++i)
        opened.submit(encoded(root, qPrintable(QStringLiteral("%1.jpg").arg(i)), i));
    const SnapshotPtr snapshot = opened.publish();
    const auto found = search(*snapshot, {axis(1), axis(2), axis(3)}, {0.25f, 2, -1}, kDim);
    QCOMPARE(found.size(), std::size_t(kDim));
    QVERIFY(found[0].content == opened.contentAt(root, "2.jpg"));
    QVERIFY(std::abs(found[0].score - 2) < 1e-2f);
    QVERIFY(found[1].content == opened.contentAt(root, "1.jpg"));
    QVERIFY(found.back().content == opened.contentAt(root, "3.jpg"));
    QVERIFY(std::is_sorted(found.begin(), found.end(),
                           [](const auto& a, const auto& b) { return a.score > b.score; }));
    ScoreRequest wrong;
    wrong.endpoints = {std::vector<float>(kDim + 1, 0.0f)};
    QVERIFY(!snapshot->scorer(model().hash)->score(wrong, {}));
    wrong.endpoints = {std::vector<float>(kDim, std::nanf(""))};
    QVERIFY(!snapshot->scorer(model().hash)->score(wrong, {}));
}

void CatalogueContract::leavesOutWhatIsAskedFor(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId root = opened.addRoot("photos");
    opened.submit(encoded(root, "a.jpg", 1));
    opened.submit(encoded(root, "b.jpg", 2));
    const SnapshotPtr snapshot = opened.publish();
    const ContentId a = opened.contentAt(root, "a.jpg");
    const auto found = search(*snapshot, {axis(1)}, {1}, 10, {{a, ContentId{55555}}});
    QCOMPARE(found.size(), std::size_t(1));
    QVERIFY(found[0].content == opened.contentAt(root, "b.jpg"));
}

void CatalogueContract::findsNeighbours(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId root = opened.addRoot("photos");
    for (int i = 0; i < 4; ++i)
        opened.submit(encoded(root, qPrintable(QStringLiteral("%1.jpg").arg(i)), i));
    IndexedFile near = encoded(root, "near.jpg", 6);
    std::vector<float> vector = axis(2);
    vector[2] = 0.8f;
    vector[5] = 0.6f;
    near.vector = toHalf(vector);
    opened.submit(near);
    const auto scorer = opened.publish()->scorer(model().hash);
    const auto found = scorer->neighbours(opened.contentAt(root, "2.jpg"), 2, {});
    QVERIFY(found && found->size() == 2);
    QVERIFY(found->front().content == opened.contentAt(root, "near.jpg"));
    QVERIFY(std::abs(found->front().score - 0.8f) < 1e-2f);
    QVERIFY(scorer->neighbours(opened.contentAt(root, "2.jpg"), 100, {})->size() == 4);
    QVERIFY(scorer->neighbours(ContentId{987654}, 2, {})->empty());
}

void CatalogueContract::oldSnapshotsStay(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId root = opened.addRoot("photos");
    opened.submit(encoded(root, "a.jpg", 1));
    opened.submit(encoded(root, "b.jpg", 2));
    const SnapshotPtr old = opened.publish();
    const ContentId a = opened.contentAt(root, "a.jpg");
    const PhotoListPtr photos = old->photos();
    QVERIFY(opened.writer->removeRoot(root));
    const SnapshotPtr now = opened.publish();
    QCOMPARE(now->photos()->size(), 0);
    QCOMPARE(photos->size(), 2);
    QVERIFY(photos->at(1).path.endsWith(QStringLiteral("/a.jpg")));
    QCOMPARE(old->photosOf(a).size(), std::size_t(1));
    QVERIFY(search(*old, {axis(1)}, {1}, 1)[0].content == a);
    QVERIFY(search(*now, {axis(1)}, {1}, 1).empty());
}

void CatalogueContract::modelsKeepTheirVectors(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId root = opened.addRoot("photos");
    opened.submit(encoded(root, "a.jpg", 1));
    opened.submit(encoded(root, "b.jpg", 2));
    opened.publish();
    const VectorModel other = model("0ther");
    QVERIFY(opened.writer->useModel(other));
    QVERIFY(opened.catalogue.openVectors(other));
    QCOMPARE(opened.reader->lastModel().value_or(QString()), other.source);
    QCOMPARE(opened.catalogue.snapshot()->rootsToEncode(other.hash), std::vector{root});
    QVERIFY(opened.catalogue.snapshot()->rootsToEncode(model().hash).empty());
    IndexedFile again = encoded(root, "a.jpg", 1, other);
    again.vector = toHalf(axis(5));
    opened.submit(again);
    const SnapshotPtr snapshot = opened.publish();
    QCOMPARE(snapshot->scorer(model().hash)->searchable(), std::size_t(2));
    QCOMPARE(snapshot->scorer(other.hash)->searchable(), std::size_t(1));
    QVERIFY(search(*snapshot, {axis(5)}, {1}, 1, {}, other)[0].score > 0.9f);
    QVERIFY(search(*snapshot, {axis(1)}, {1}, 1)[0].score > 0.9f);
    const auto models = opened.reader->models();
    QVERIFY(models && models->size() == 2);
    QCOMPARE(models->front().model.hash, other.hash);
    QCOMPARE(models->front().vectors, 1);
    QCOMPARE(models->back().vectors, 2);
}

void CatalogueContract::forgetsAModel(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId root = opened.addRoot("photos");
    opened.submit(encoded(root, "a.jpg", 1));
    opened.publish();
    QVERIFY(opened.catalogue.removeModel(model().hash).error().kind == ErrorKind::WrongUse);
    QVERIFY(opened.writer->useModel(model("0ther")));
    QVERIFY(opened.catalogue.removeModel(model().hash).error().kind == ErrorKind::WrongUse);
    const auto kept = opened.catalogue.snapshot()->scorer(model().hash);
    opened.catalogue.closeVectors(model().hash);
    QVERIFY(opened.catalogue.refresh());
    QVERIFY(!opened.catalogue.snapshot()->scorer(model().hash));
    QCOMPARE(kept->searchable(), std::size_t(1));
    QVERIFY(opened.catalogue.removeModel(model().hash));
    QVERIFY(opened.catalogue.removeModel(model().hash).error().kind == ErrorKind::NotFound);
    // Coming back to it means to encode anew.
    QVERIFY(opened.writer->useModel(model()));
    QVERIFY(opened.catalogue.openVectors(model()));
    QCOMPARE(opened.publish()->scorer(model().hash)->searchable(), std::size_t(0));
    QCOMPARE(opened.names().size(), 1);
}

void CatalogueContract::listsForAScan(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId root = opened.addRoot("photos");
    const char* const paths[] = {"b.jpg", "a/z.jpg", "a.jpg", "ä.jpg", "B.jpg"};
    for (int i = 0; i < 5; ++i)
        opened.submit(encoded(root, paths[i], i));
    opened.submit(failed(root, "broken.jpg", 6));
    opened.publish();
    QVERIFY(opened.writer->markMissing({opened.fileAt(root, "a.jpg")}, 1));
    const auto listing = opened.reader->listing(root, {});
    QVERIFY(listing);
    QCOMPARE(listing->size(), std::size_t(6));
    for (std::size_t i = 1; i < listing->size(); ++i)
        QVERIFY(listing->path(i - 1) < listing->path(i));
    const auto stateAt = [&](const char* path, const RowReader::ListingOptions& options) {
        const auto all = opened.reader->listing(root, options);
        for (std::size_t i = 0; i < all->size(); ++i) {
            if (all->path(i) == path)
                return (*all)[i].state;
        }
        return FileState::Unknown;
    };
    QVERIFY(stateAt("b.jpg", {}) == FileState::Indexed);
    QVERIFY(stateAt("broken.jpg", {}) == FileState::Failed);
    QVERIFY(stateAt("broken.jpg", {2, {}}) == FileState::Pending);
    QVERIFY(stateAt("b.jpg", {0, [](ContentId) { return false; }}) == FileState::Pending);
    const auto row = opened.reader->fileAt(root, QStringLiteral("b.jpg"));
    QVERIFY(row && *row && (*row)->stat == encoded(root, "b.jpg", 0).stat);
}

void CatalogueContract::listsPartsForAScan(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId root = opened.addRoot("photos");
    const char* const paths[] = {"a.jpg",  "ä/z.jpg",  "ä/b/c.jpg", "ä/b/d/e.jpg", "ä.b/f.jpg",
                                 "ä0.jpg", "gone.jpg", "ä/b.jpg",   "%/_.jpg",     "%/below/a.jpg"};
    for (int i = 0; i < 10; ++i)
        opened.submit(encoded(root, paths[i], i));
    opened.publish();
    QVERIFY(opened.writer->markMissing({opened.fileAt(root, "gone.jpg")}, 1));
    const auto parts = [&](const FolderScopes& only) {
        RowReader::ListingOptions options;
        options.only = tidied(only);
        const auto listing = opened.reader->listing(root, options);
        QStringList found;
        for (std::size_t i = 0; listing && i < listing->size(); ++i)
            found.append(listing->pathString(i));
        return found.join(u' ');
    };
    QCOMPARE(parts({{"", false}}), QStringLiteral("a.jpg gone.jpg ä0.jpg"));
    QCOMPARE(parts({{"ä", false}}), QStringLiteral("gone.jpg ä/b.jpg ä/z.jpg"));
    QCOMPARE(parts({{"ä/b", true}}), QStringLiteral("gone.jpg ä/b/c.jpg ä/b/d/e.jpg"));
    QCOMPARE(parts({{"ä", true}, {"ä/b", false}, {"ä/b", true}}),
             QStringLiteral("gone.jpg ä/b.jpg ä/b/c.jpg ä/b/d/e.jpg ä/z.jpg"));
    QCOMPARE(parts({{"%", false}, {"nowhere", true}}), QStringLiteral("%/_.jpg gone.jpg"));
    QCOMPARE(parts({{"", true}}).count(u' '), 9);
}

void CatalogueContract::contentsAlikeGoTogether(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId root = opened.addRoot("photos");
    IndexedFile plain = encoded(root, "a.jpg", 1);
    plain.fullHash = QByteArray(16, 'h');
    IndexedFile twin = encoded(root, "b.jpg", 1);
    twin.contentKey += QByteArray(16, 'i');
    twin.fullHash = QByteArray(16, 'i');
    for (const IndexedFile& file : {twin, plain, encoded(root, "c.jpg", 2)})
        opened.submit(file);
    opened.publish();
    const auto alike = opened.reader->contentsAlike(keyOf(1));
    QVERIFY(alike && alike->size() == 2);
    QCOMPARE(alike->front().key, keyOf(1));
    QCOMPARE(alike->front().fullHash, plain.fullHash);
    QCOMPARE(alike->back().key, twin.contentKey);
    QVERIFY(opened.reader->contentByKey(twin.contentKey)->has_value());
    QVERIFY(!opened.reader->contentByKey(keyOf(7))->has_value());
    const auto files = opened.reader->filesOf(alike->back().id);
    QVERIFY(files && files->size() == 1 && files->front().path == twin.path);
}

void CatalogueContract::keepsFacts(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId root = opened.addRoot("photos");
    IndexedFile file = encoded(root, "a.jpg", 1);
    PhotoFacts& facts = file.facts;
    facts.orientation = 6;
    facts.camera = QStringLiteral("Maker Model");
    facts.capturedMs = 1'272'708'672'250;
    facts.zoneMinutes = -210;
    facts.lens = QStringLiteral("50mm");
    facts.exposureSeconds = 1.0 / 250;
    facts.aperture = 2.8;
    facts.iso = 102400;
    facts.focalLengthMm = 50;
    facts.place = GeoPlace{-33.868, 151.209};
    facts.rating = -1;
    facts.label = QStringLiteral("Red");
    facts.title = QStringLiteral("Über den Wolken");
    facts.description = QStringLiteral("two\nlines");
    facts.keywords = {QStringLiteral("z"), QStringLiteral("places/Rome"), QStringLiteral("a")};
    facts.people = {QStringLiteral("Zoe"), QStringLiteral("Ada")};
    facts.durationMs = 42'000;
    file.factsVersion = 3;
    opened.submit(file);
    opened.submit(encoded(root, "plain.jpg", 2));
    QVERIFY(opened.writer->flush());
    const auto stored = opened.reader->contentByKey(keyOf(1));
    QVERIFY(stored && *stored);
    QVERIFY((*stored)->facts == facts);
    QCOMPARE((*stored)->factsVersion, 3);
    const auto plain = opened.reader->contentByKey(keyOf(2));
    QVERIFY(plain && *plain);
    QVERIFY((*plain)->facts == encoded(root, "plain.jpg", 2).facts);
    // What is read anew takes the place of all that was, of the same decoding.
    IndexedFile described = encoded(root, "a.jpg", 1);
    described.outcome = IndexedFile::Outcome::Described;
    described.vector.clear();
    described.thumbnails.clear();
    described.facts.width = 0;
    described.facts.keywords = {QStringLiteral("a")};
    described.factsVersion = 4;
    opened.submit(described);
    QVERIFY(opened.writer->flush());
    const auto again = opened.reader->contentByKey(keyOf(1));
    QVERIFY(again && *again);
    PhotoFacts expected = encoded(root, "a.jpg", 1).facts;
    expected.orientation = 6;
    expected.keywords = {QStringLiteral("a")};
    QVERIFY((*again)->facts == expected);
    QCOMPARE((*again)->factsVersion, 4);
}

namespace {
void compareFilter(const Snapshot& snapshot, const std::vector<NaivePhoto>& photos,
                   const PhotoFilter& filter) {
    const FilteredPhotos expected = naivelyFiltered(photos, filter);
    FilteredPhotos found = snapshot.filtered(filter);
    QCOMPARE(found.files.size(), expected.files.size());
    for (const NaivePhoto& photo : photos)
        QCOMPARE(found.files.contains(photo.item.file), expected.files.contains(photo.item.file));
    std::vector<ContentId> contents = expected.contents;
    std::sort(contents.begin(), contents.end());
    std::sort(found.contents.begin(), found.contents.end());
    QVERIFY(found.contents == contents);
    Facets facets = naiveFacets(photos, filter);
    for (const RootInfo& known : snapshot.roots())
        facets.failed += known.failed;
    QVERIFY(snapshot.facets(filter) == facets);
}
}  // namespace

/// Whatever a store does to find them: as matches() says of each photo.
void CatalogueContract::filtersAsMatchesSays(CatalogueUnderTest& store) {
    using Field = PhotoFilter::Field;
    using Relation = PhotoFilter::Relation;
    Opened opened(store);
    const RootId root = opened.addRoot("photos");
    std::vector<IndexedFile> files;
    for (int i = 0; i < 24; ++i) {
        const QString path = QStringLiteral("%1/%2.jpg")
                                 .arg(i % 3 ? QStringLiteral("one") : QStringLiteral("two"))
                                 .arg(i);
        IndexedFile file = encoded(root, qPrintable(path), i);
        file.facts.format = i % 2 ? QStringLiteral("jpeg") : QStringLiteral("png");
        file.facts.height = i % 4 ? 480 : 900;
        if (i % 5)
            file.facts.rating = i % 5;
        if (i % 6)
            file.facts.capturedMs = 1000 * i;
        file.facts.camera = i % 7 ? QStringLiteral("Maker %1").arg(i % 7) : QString();
        file.facts.lens = QStringLiteral("%1mm").arg(i);
        if (i % 3 == 1)
            file.facts.keywords = {QStringLiteral("places/Rome"), QStringLiteral("x")};
        if (i % 8 == 1)
            file.facts.people = {QStringLiteral("Ada")};
        if (i % 4 == 1)
            file.facts.place = i % 8 == 1 ? GeoPlace{41.9, 12.5} : GeoPlace{48.14, 11.57};
        files.push_back(file);
        opened.submit(file);
    }
    opened.submit(failed(root, "one/broken.jpg", 30));
    IndexedFile gone = encoded(root, "one/gone.jpg", 31);
    opened.submit(gone);
    QVERIFY(opened.writer->flush());
    QVERIFY(opened.writer->markMissing({opened.fileAt(root, "one/gone.jpg")}, 5));
    QVERIFY(opened.writer->flush());
    const SnapshotPtr snapshot = opened.publish();
    const QString rootPath = store.place(QStringLiteral("photos")).path;
    const std::vector<PhotoFilter> filters{
        {},
        {{{Field::Folder, Relation::Equal, QStringLiteral("one")}}},
        {{{Field::Folder, Relation::Equal, rootPath + QStringLiteral("/two")}}},
        {{{Field::Name, Relation::Equal, QStringLiteral("1")}}},
        {{{Field::Type, Relation::Equal, QStringLiteral("png")},
          {Field::Folder, Relation::Equal, QStringLiteral("two")}}},
        {{{Field::Rating, Relation::AtLeast, {}, 3}}},
        {{{Field::Rating, Relation::Equal, {}, 0}}},
        {{{Field::Time, Relation::Below, {}, 5'000}}},
        {{{Field::Tag, Relation::Equal, QStringLiteral("rome")},
          {Field::Tag, Relation::Equal, QStringLiteral("ada")}}},
        {{{Field::Tag, Relation::Equal, QStringLiteral("x"), 0, true}}},
        {{{Field::Camera, Relation::Equal, QStringLiteral("maker 3")}}},
        {{{Field::Lens, Relation::Equal, QStringLiteral("2mm")}}},
        {{{Field::Size, Relation::Above, {}, 110}}},
        {{{Field::Is, Relation::Equal, QStringLiteral("portrait")}}},
        {{{Field::Is, Relation::Equal, QStringLiteral("failed")}}},
        {{{Field::Is, Relation::Equal, QStringLiteral("failed"), 0, true}}},
        {{{Field::Place, Relation::Equal, QStringLiteral("rome")}}},
        {{{Field::Place, Relation::Equal, QStringLiteral("/Italy")},
          {Field::Place, Relation::Equal, QStringLiteral("bavaria")}}},
        {{{Field::Day, Relation::Equal, QStringLiteral("01-01")}}},
        {{{Field::Colour, Relation::Equal, QStringLiteral("red"), usualShare}}},
    };
    for (const PhotoFilter& filter : filters) {
        std::vector<NaivePhoto> photos;
        for (const IndexedFile& file : files) {
            const QByteArray path = file.path.toUtf8();
            NaivePhoto photo;
            photo.item.file = opened.fileAt(root, path.constData());
            photo.item.content = opened.contentAt(root, path.constData());
            photo.item.path = rootPath + u'/' + file.path;
            photo.facts = file.facts;
            photo.timeMs = file.facts.capturedMs.value_or(file.stat.mtimeNs / 1'000'000);
            photo.bytes = file.stat.size;
            photos.push_back(photo);
        }
        compareFilter(*snapshot, photos, filter);
    }
}

void CatalogueContract::filtersRandomLibraries(CatalogueUnderTest& store) {
    Opened opened(store);
    std::mt19937 random(20240612);
    const auto upTo = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
    const std::vector<RootId> roots{opened.addRoot("photos"), opened.addRoot("Other \u00e4")};
    const QStringList words{QStringLiteral("places/Rome"), QStringLiteral("x"),
                            QStringLiteral("Family"), QStringLiteral("Stra\u00dfe"),
                            QStringLiteral("Ada")};
    const auto someOf = [&](const QStringList& all) {
        QStringList some;
        for (const QString& one : all) {
            if (upTo(2) == 0)
                some.append(one);
        }
        return some;
    };
    const QStringList formats{QStringLiteral("jpeg"), QStringLiteral("png"), QStringLiteral("raw"),
                              QStringLiteral("mp4")};
    const QStringList folders{QString(), QStringLiteral("2019/"), QStringLiteral("2019/Rome/"),
                              QStringLiteral("Rome Nord/")};
    const QStringList names{QStringLiteral("IMG_%1"), QStringLiteral("Screenshot %1"),
                            QStringLiteral("\u00c4pfel %1"), QStringLiteral("BILDSCHIRMFOTO-%1")};
    const QStringList cameras{QString(), QString(), QStringLiteral("Nikon D750"),
                              QStringLiteral("Canon R5")};
    const QStringList labels{QString(), QStringLiteral("Red"), QStringLiteral("Blue")};
    const auto randomFacts = [&](PhotoFacts& facts) {
        facts.capturedMs.reset();
        if (upTo(3))
            facts.capturedMs = std::int64_t(upTo(2'000'000)) * 1'000'000 - 900'000'000'000;
        facts.camera = cameras[upTo(3)];
        facts.lens = upTo(1) ? QStringLiteral("%1mm").arg(20 + upTo(3)) : QString();
        facts.rating.reset();
        if (upTo(1))
            facts.rating = upTo(6) - 1;
        facts.label = labels[upTo(2)];
        facts.keywords = someOf(words);
        facts.people = someOf({QStringLiteral("Ada"), QStringLiteral("Bo")});
        const GeoPlace places[] = {{41.9, 12.5}, {48.1, 11.6}, {45.5, 9.2}, {0, -140}};
        facts.place.reset();
        if (upTo(1))
            facts.place = places[upTo(3)];
    };
    const auto randomPalette = [&] {
        Palette palette;
        int left = 255;
        for (int i = upTo(int(Palette::most)); i > 0; --i) {
            // Of a few colours, so that shares of one add up.
            const auto part = [&] { return static_cast<std::uint8_t>(upTo(4) * 63); };
            const int share = 1 + upTo(std::max(0, left / 2 - 1));
            palette.swatches[palette.colours().size()] = {part(), part(), part(),
                                                          static_cast<std::uint8_t>(share)};
            left -= share;
        }
        return palette;
    };
    constexpr int files = 60;
    for (int i = 0; i < files; ++i) {
        const QString path = folders[upTo(3)] + names[upTo(3)].arg(i);
        IndexedFile file = encoded(roots[std::size_t(upTo(1))], qPrintable(path), upTo(20));
        file.stat.size = std::int64_t(upTo(30)) * 1'000'000;
        // Facts go with the content: the last file of it says them.
        file.facts.format = formats[upTo(3)];
        file.facts.width = upTo(2) * 100;
        file.facts.height = upTo(2) * 100;
        file.facts.durationMs.reset();
        if (file.facts.format == formats[3])
            file.facts.durationMs = upTo(5000);
        randomFacts(file.facts);
        opened.submit(file);
        if (upTo(3))
            continue;
        file.outcome = IndexedFile::Outcome::Annotated;
        file.facts = {};
        randomFacts(file.facts);
        file.sidecars = 5;
        opened.submit(file);
    }
    const auto givePalettes = [&] {
        QVERIFY(opened.writer->flush());
        const auto contents = opened.reader->contentKeys();
        QVERIFY(contents);
        std::vector<ContentPalette> palettes;
        for (const RowReader::ContentKey& content : *contents) {
            if (upTo(3))
                palettes.push_back({content.id, randomPalette()});
        }
        QVERIFY(opened.writer->setPalettes(palettes));
    };
    givePalettes();
    SnapshotPtr snapshot = opened.publish();
    const auto naive = [&] {
        std::vector<NaivePhoto> photos;
        const PhotoListPtr list = snapshot->photos();
        for (qsizetype row = 0; row < list->size(); ++row) {
            NaivePhoto photo;
            photo.item = list->at(row);
            const auto file = opened.reader->file(photo.item.file);
            const auto content = opened.reader->content(photo.item.content);
            const auto sidecars = opened.reader->sidecarFacts(photo.item.file);
            const auto marks = opened.reader->marks(photo.item.content);
            photo.facts = withMarks(withSidecars((*content)->facts, *sidecars), *marks);
            photo.timeMs = photo.facts.capturedMs.value_or((*file)->stat.mtimeNs / 1'000'000);
            photo.bytes = (*file)->stat.size;
            const auto group = groupOf(*snapshot, photo.item.content);
            photo.isDuplicate = group && group->kind != GroupKind::Burst;
            photos.push_back(photo);
        }
        return photos;
    };
    std::vector<NaivePhoto> photos = naive();
    QVERIFY(photos.size() > 20);
    using Field = PhotoFilter::Field;
    using Relation = PhotoFilter::Relation;
    const auto randomTerm = [&]() -> PhotoFilter::Term {
        PhotoFilter::Term term;
        term.isExcluded = upTo(4) == 0;
        const QStringList texts{
            QStringLiteral("rome"),  QStringLiteral("2019/rome"), QStringLiteral("nikon"),
            QStringLiteral("jpg"),   QStringLiteral("ADA"),       QStringLiteral("red"),
            QStringLiteral("none"),  QStringLiteral("2"),         QStringLiteral("stra\u00dfe"),
            QStringLiteral("video"), snapshot->roots()[0].path,   QStringLiteral("/italy/lazio"),
            QStringLiteral("blue"),  QStringLiteral("#3f3fbd"),   QStringLiteral("12-20..02-29")};
        term.field = static_cast<Field>(upTo(int(Field::Day)));
        term.text = term.field == Field::Is ? photoTraits()[upTo(int(photoTraits().size()) - 1)]
                                            : texts[upTo(int(texts.size()) - 1)];
        term.relation = static_cast<Relation>(upTo(4));
        if (term.field == Field::Colour && upTo(2))
            term.text = nameOf(static_cast<NamedColour>(upTo(int(namedColours) - 1)));
        if (term.field == Field::Day && upTo(2))
            term.text = DayRange{1 + upTo(365), 1 + upTo(365)}.toText();
        term.number = term.field == Field::Rating   ? upTo(6) - 1
                      : term.field == Field::Colour ? (upTo(1) ? usualShare : upTo(60))
                      : term.field == Field::Size
                          ? std::int64_t(upTo(30)) * 1'000'000
                          : std::int64_t(upTo(2'000'000)) * 1'000'000 - 900'000'000'000;
        return term;
    };
    for (int i = 0; i < 300; ++i) {
        PhotoFilter filter;
        for (int terms = upTo(4); terms > 0; --terms)
            filter.terms.push_back(randomTerm());
        compareFilter(*snapshot, photos, filter);
        if (QTest::currentTestFailed())
            return;
        if (i % 50 != 49)
            continue;
        // What the user says changes it, and nothing else has to be read.
        PhotoMarks marks;
        marks.rating = upTo(5);
        marks.label = labels[upTo(2)];
        marks.tags = someOf({QStringLiteral("given"), QStringLiteral("x")});
        marks.taken = someOf({QStringLiteral("Family")});
        const ContentId content = photos[std::size_t(upTo(int(photos.size()) - 1))].item.content;
        QVERIFY(opened.writer->setMarks({{content, marks}}));
        snapshot = opened.publish();
        photos = naive();
    }
}

void CatalogueContract::keepsMarks(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId root = opened.addRoot("photos");
    opened.submit(encoded(root, "a.jpg", 1));
    opened.submit(encoded(root, "copy.jpg", 1));
    opened.submit(encoded(root, "b.jpg", 2));
    opened.publish();
    const ContentId content = opened.contentAt(root, "a.jpg");
    std::vector<FileId> changed;
    const auto subscription = opened.catalogue.changes().subscribe([&](const Delta& delta) {
        changed.insert(changed.end(), delta.changed.begin(), delta.changed.end());
    });
    PhotoMarks marks;
    marks.rating = 4;
    marks.label = QStringLiteral("Red");
    marks.tags = {QStringLiteral("a"), QStringLiteral("b")};
    marks.taken = {QStringLiteral("c")};
    marks.note = QStringLiteral("Two\nlines");
    QVERIFY(opened.writer->setMarks({{content, marks}, {ContentId{55555}, marks}}));
    opened.publish();
    QVERIFY(opened.reader->marks(content).value_or(PhotoMarks()) == marks);
    QVERIFY(opened.reader->marks(ContentId{55555}).value_or(marks).isEmpty());
    QCOMPARE(opened.catalogue.snapshot()->photo(opened.fileAt(root, "a.jpg"))->rating, 4);
    // Of every file that holds the picture, and of no other.
    std::sort(changed.begin(), changed.end());
    QVERIFY(std::find(changed.begin(), changed.end(), opened.fileAt(root, "a.jpg")) !=
            changed.end());
    QVERIFY(std::find(changed.begin(), changed.end(), opened.fileAt(root, "copy.jpg")) !=
            changed.end());
    QVERIFY(std::find(changed.begin(), changed.end(), opened.fileAt(root, "b.jpg")) ==
            changed.end());
    // They wait for a picture that goes and comes back.
    QVERIFY(opened.writer->removeRoot(root));
    const RootId again = opened.addRoot("photos");
    opened.submit(encoded(again, "elsewhere.jpg", 1));
    opened.publish();
    const ContentId back = opened.contentAt(again, "elsewhere.jpg");
    QVERIFY(opened.reader->marks(back).value_or(PhotoMarks()) == marks);
    QVERIFY(opened.writer->setMarks({{back, {}}}));
    QVERIFY(opened.reader->marks(back).value_or(marks).isEmpty());
}

void CatalogueContract::searchesWhatAFilterMeans(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId root = opened.addRoot("photos");
    for (int i = 0; i < 6; ++i)
        opened.submit(encoded(root, qPrintable(QStringLiteral("%1.jpg").arg(i)), i));
    const SnapshotPtr snapshot = opened.publish();
    const ContentId two = opened.contentAt(root, "2.jpg");
    const ContentId four = opened.contentAt(root, "4.jpg");
    SearchScope scope;
    scope.only = {two, four, ContentId{55555}};
    const auto found = search(*snapshot, {axis(1)}, {1}, 10, scope);
    QCOMPARE(found.size(), std::size_t(2));
    QVERIFY((found[0].content == two) != (found[1].content == two));
    scope.leftOut = {two};
    QCOMPARE(search(*snapshot, {axis(1)}, {1}, 10, scope).size(), std::size_t(1));
    scope.only.emplace();
    QVERIFY(search(*snapshot, {axis(1)}, {1}, 10, scope).empty());
}

void CatalogueContract::olderFactsAreOutdated(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId root = opened.addRoot("photos");
    IndexedFile known = encoded(root, "a.jpg", 1);
    known.factsVersion = 2;
    opened.submit(known);
    opened.submit(encoded(root, "b.jpg", 2));
    opened.submit(failed(root, "c.jpg", 3));
    QVERIFY(opened.writer->flush());
    RowReader::ListingOptions options;
    const auto states = [&] {
        std::vector<FileState> all;
        const auto listing = opened.reader->listing(root, options);
        for (std::size_t i = 0; listing && i < listing->size(); ++i)
            all.push_back((*listing)[i].state);
        return all;
    };
    using enum FileState;
    QVERIFY((states() == std::vector{Indexed, Indexed, Failed}));
    options.factsVersion = 2;
    QVERIFY((states() == std::vector{Indexed, Outdated, Failed}));
    // What needs a vector is decoded anyway.
    options.isEncoded = [](ContentId) { return false; };
    QVERIFY((states() == std::vector{Pending, Pending, Failed}));
}

void CatalogueContract::keepsWhatSidecarsSay(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId root = opened.addRoot("photos");
    // Two files of one content, and one of another.
    opened.submit(encoded(root, "a.jpg", 1));
    opened.submit(encoded(root, "b.jpg", 1));
    opened.submit(encoded(root, "c.jpg", 2));
    const auto annotated = [&](const char* path, SidecarStamp stamp, const PhotoFacts& facts) {
        IndexedFile file = encoded(root, path, 1);
        file.outcome = IndexedFile::Outcome::Annotated;
        file.facts = facts;
        file.sidecars = stamp;
        return file;
    };
    PhotoFacts facts;
    facts.capturedMs = 4'000'000'000'000;
    facts.zoneMinutes = 0;
    facts.camera = QStringLiteral("Camera");
    facts.lens = QStringLiteral("Lens");
    facts.iso = 100;
    facts.place = GeoPlace{1, -2};
    facts.rating = 5;
    facts.title = QStringLiteral("Title");
    facts.keywords = {QStringLiteral("z"), QStringLiteral("a")};
    facts.people = {QStringLiteral("Ada")};
    constexpr SidecarStamp large = 0xfedc'ba98'7654'3210;
    opened.submit(annotated("b.jpg", large, facts));
    opened.submit(annotated("nobody.jpg", 1, facts));
    // The list goes by the date, too.
    QCOMPARE(opened.names().value(0), QStringLiteral("b.jpg"));
    const auto told = [&](const char* path) {
        return opened.reader->sidecarFacts(opened.fileAt(root, path)).value_or(PhotoFacts());
    };
    const auto stamps = [&] {
        std::vector<SidecarStamp> all;
        const auto listing = opened.reader->listing(root, {});
        for (std::size_t i = 0; listing && i < listing->size(); ++i)
            all.push_back((*listing)[i].sidecars);
        return all;
    };
    QVERIFY(told("b.jpg") == facts);
    QVERIFY(told("a.jpg") == PhotoFacts() && told("c.jpg") == PhotoFacts());
    QVERIFY((stamps() == std::vector<SidecarStamp>{0, large, 0}));
    QVERIFY(!opened.fileAt(root, "nobody.jpg").isValid());
    // They stay when the picture is read again, and when it moves.
    opened.submit(encoded(root, "b.jpg", 3));
    QVERIFY(opened.writer->flush());
    QVERIFY(opened.writer->moveFiles(
        {{opened.fileAt(root, "b.jpg"), root, QStringLiteral("d.jpg"), {1, 2, 3, 4}}}));
    QVERIFY(told("d.jpg") == facts);
    // Other facts take their place, and none.
    facts = {};
    facts.keywords = {QStringLiteral("new")};
    opened.submit(annotated("d.jpg", 8, facts));
    QVERIFY(opened.writer->flush());
    QVERIFY(told("d.jpg") == facts);
    opened.submit(annotated("d.jpg", 0, {}));
    QVERIFY(opened.writer->flush());
    QVERIFY(told("d.jpg") == PhotoFacts());
    QVERIFY((stamps() == std::vector<SidecarStamp>{0, 0, 0}));
}

void CatalogueContract::pairsAreShownAsOne(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId root = opened.addRoot("photos");
    const auto raw = [&](const char* path, int content) {
        IndexedFile file = encoded(root, path, content);
        file.facts.format = QStringLiteral("raw");
        return file;
    };
    opened.submit(raw("IMG_1.CR2", 1));
    opened.submit(encoded(root, "img_1.jpg", 2));
    opened.submit(raw("IMG_2.CR2", 3));
    opened.submit(encoded(root, "sub/IMG_2.JPG", 4));
    auto names = opened.names();
    names.sort();
    QCOMPARE(names.join(u' '), QStringLiteral("IMG_2.CR2 IMG_2.JPG img_1.jpg"));
    SnapshotPtr snapshot = opened.publish();
    QCOMPARE(snapshot->roots().at(0).photos, 3);
    QCOMPARE(snapshot->contentCount(), std::size_t(3));
    const auto face = snapshot->photo(opened.fileAt(root, "img_1.jpg"));
    QVERIFY(face && face->raws.size() == 1);
    QVERIFY(face->raws[0].endsWith(QStringLiteral("/photos/IMG_1.CR2")));
    // The raw file is in no search, but known.
    const ContentId content = opened.contentAt(root, "IMG_1.CR2");
    QVERIFY(snapshot->photosOf(content).empty());
    QVERIFY(!snapshot->photo(opened.fileAt(root, "IMG_1.CR2")));
    const auto scorer = snapshot->scorer(model().hash);
    QVERIFY(scorer->holds(content));
    QCOMPARE(scorer->searchable(), std::size_t(3));
    for (const ScoredContent& found : search(*snapshot, {axis(1)}, {1}, 9))
        QVERIFY(found.content != content);
    // The face goes: the raw file is found in its place, without having been read again.
    QVERIFY(opened.writer->markMissing({opened.fileAt(root, "img_1.jpg")}, 1));
    names = opened.names();
    QVERIFY(names.contains(QStringLiteral("IMG_1.CR2")));
    snapshot = opened.publish();
    QCOMPARE(search(*snapshot, {axis(1)}, {1}, 1).at(0).content, content);
    // It comes back, and the raw file goes.
    QVERIFY(opened.writer->markReturned({opened.fileAt(root, "img_1.jpg")}));
    QVERIFY(!opened.names().contains(QStringLiteral("IMG_1.CR2")));
    QVERIFY(opened.writer->markMissing({opened.fileAt(root, "IMG_1.CR2")}, 1));
    QVERIFY(opened.publish()->photo(opened.fileAt(root, "img_1.jpg"))->raws.isEmpty());
}

void CatalogueContract::failuresKeepTheirReasons(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId root = opened.addRoot("photos");
    opened.submit(failed(root, "a.jpg", 1));
    IndexedFile killer = failed(root, "b.jpg", 2);
    killer.outcome = IndexedFile::Outcome::Quarantined;
    opened.submit(killer);
    IndexedFile locked = failed(root, "c.jpg", 3);
    locked.contentKey.clear();
    locked.error = QStringLiteral("You may not read it.");
    opened.submit(locked);
    opened.submit(encoded(root, "d.jpg", 4));
    // Bytes that were decoded once stay readable.
    opened.submit(failed(root, "e.jpg", 4));
    opened.publish();
    const auto files = opened.reader->failedFiles();
    QVERIFY(files);
    QCOMPARE(files->size(), std::size_t(3));
    QVERIFY((*files)[0].state == FileState::Failed);
    QCOMPARE((*files)[0].error, QStringLiteral("It is broken."));
    QVERIFY((*files)[1].state == FileState::Quarantined);
    QVERIFY((*files)[2].state == FileState::Unreadable);
    QCOMPARE((*files)[2].error, locked.error);
    QVERIFY(opened.writer->retryFailed());
    QCOMPARE(opened.reader->counts()->untried, 2);
    QVERIFY((*opened.reader->fileAt(root, QStringLiteral("a.jpg")))->state == FileState::Pending);
}

void CatalogueContract::missingFilesComeBackOrGo(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId root = opened.addRoot("photos");
    opened.submit(encoded(root, "a.jpg", 1));
    opened.submit(encoded(root, "b.jpg", 2));
    opened.publish();
    const FileId a = opened.fileAt(root, "a.jpg");
    QVERIFY(opened.writer->markMissing({a}, 5000));
    QVERIFY(opened.writer->markMissing({a}, 9000));
    QVERIFY((*opened.reader->file(a))->missingSinceMs == std::int64_t(5000));
    QCOMPARE(opened.names(), QStringList{QStringLiteral("b.jpg")});
    QVERIFY(opened.writer->markReturned({a}));
    QCOMPARE(opened.names().size(), 2);
    QVERIFY(opened.writer->markMissing({a}, 5000));
    QCOMPARE(opened.writer->purgeMissing(5000).value_or(-1), 0);
    QCOMPARE(opened.writer->purgeMissing(5001).value_or(-1), 1);
    QVERIFY(!opened.reader->file(a)->has_value());
    opened.submit(encoded(root, "a.jpg", 1));
    opened.publish();
    QVERIFY(opened.fileAt(root, "a.jpg") > a);
}

void CatalogueContract::movesKeepRows(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId root = opened.addRoot("photos");
    opened.submit(encoded(root, "a.jpg", 1));
    opened.submit(encoded(root, "old.jpg", 2));
    opened.publish();
    const FileRow before = **opened.reader->fileAt(root, QStringLiteral("a.jpg"));
    QVERIFY(opened.writer->moveFiles({{before.id, root, QStringLiteral("old.jpg"), before.stat}}));
    QCOMPARE(opened.names(), QStringList{QStringLiteral("old.jpg")});
    const auto after = opened.reader->fileAt(root, QStringLiteral("old.jpg"));
    QVERIFY((*after)->id == before.id && (*after)->content == before.content);
    QVERIFY(!opened.reader->contentByKey(keyOf(2))->has_value());
    QCOMPARE(opened.catalogue.snapshot()->scorer(model().hash)->searchable(), std::size_t(1));
    // To a place where nothing was.
    QVERIFY(opened.writer->moveFiles({{before.id, root, QStringLiteral("free.jpg"), before.stat}}));
    QCOMPARE(opened.names(), QStringList{QStringLiteral("free.jpg")});
    QVERIFY(opened.fileAt(root, "free.jpg") == before.id);
    QVERIFY(!opened.fileAt(root, "old.jpg").isValid());
}

void CatalogueContract::rootsAbsorbAndInclude(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId inner = opened.addRoot("photos/2020");
    opened.submit(encoded(inner, "a.jpg", 1));
    opened.publish();
    const FileId a = opened.fileAt(inner, "a.jpg");
    const RootId outer = opened.addRoot("photos");
    QVERIFY(outer.isValid() && outer != inner);
    const SnapshotPtr snapshot = opened.publish();
    QCOMPARE(snapshot->roots().size(), std::size_t(1));
    QVERIFY(opened.fileAt(outer, "2020/a.jpg") == a);
    QCOMPARE(snapshot->photos()->at(0).path,
             store.place(QStringLiteral("photos/2020")).path + QStringLiteral("/a.jpg"));
    QVERIFY(opened.addRoot("photos/2020") == outer);
}

void CatalogueContract::aRelocatedRootKeepsItsRows(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId root = opened.addRoot("photos");
    opened.submit(encoded(root, "2020/a.jpg", 1));
    opened.submit(encoded(root, "b.jpg", 2));
    opened.publish();
    const FileId a = opened.fileAt(root, "2020/a.jpg");
    const RootPlace place = store.place(QStringLiteral("restored"));
    QVERIFY(opened.writer->relocateRoot(root, place).value_or(RootId()) == root);
    const SnapshotPtr snapshot = opened.publish();
    QCOMPARE(snapshot->roots().size(), std::size_t(1));
    QVERIFY(opened.fileAt(root, "2020/a.jpg") == a);
    QCOMPARE(snapshot->photo(a)->path, place.path + QStringLiteral("/2020/a.jpg"));
    QCOMPARE(snapshot->scorer(model().hash)->searchable(), std::size_t(2));
    // Another file system numbers files in its own way.
    const auto row = opened.reader->file(a);
    QCOMPARE((*row)->stat.fileIndex, std::uint64_t(0));
    QCOMPARE((*row)->stat.changedNs, 0);
    QVERIFY((*row)->stat.mtimeNs != 0);
    const auto inside =
        opened.writer->relocateRoot(root, store.place(QStringLiteral("restored/x")));
    QVERIFY(!inside && inside.error().kind == ErrorKind::WrongUse);
    const auto nothing = opened.writer->relocateRoot(RootId{9999}, place);
    QVERIFY(!nothing && nothing.error().kind == ErrorKind::NotFound);
    QCOMPARE(opened.reader->rootLocations()->front().place, place);
}

void CatalogueContract::aRelocatedRootUnitesWithWhatIsThere(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId old = opened.addRoot("old");
    opened.submit(encoded(old, "a.jpg", 1));
    opened.submit(encoded(old, "edited.jpg", 2));
    opened.submit(encoded(old, "lost.jpg", 3));
    // The place was indexed as a folder of its own, and one was edited there.
    const RootId there = opened.addRoot("new");
    opened.submit(encoded(there, "a.jpg", 1));
    opened.submit(encoded(there, "edited.jpg", 4));
    opened.submit(encoded(there, "more.jpg", 5));
    opened.publish();
    const FileId edited = opened.fileAt(old, "edited.jpg");
    const ContentId content = opened.contentAt(there, "edited.jpg");
    const auto now = opened.writer->relocateRoot(old, store.place(QStringLiteral("new")));
    QVERIFY(now);
    QVERIFY(*now == old);
    QStringList names = opened.names();
    names.sort();
    QCOMPARE(names, (QStringList{QStringLiteral("a.jpg"), QStringLiteral("edited.jpg"),
                                 QStringLiteral("lost.jpg"), QStringLiteral("more.jpg")}));
    QVERIFY(opened.fileAt(old, "edited.jpg") == edited);
    QVERIFY(opened.contentAt(old, "edited.jpg") == content);
    QCOMPARE(opened.catalogue.snapshot()->roots().size(), std::size_t(1));
    QCOMPARE(opened.catalogue.snapshot()->contentCount(), std::size_t(4));

    // And into a root that holds the place.
    const RootId outer = opened.addRoot("outer");
    opened.submit(encoded(outer, "in/a.jpg", 1));
    opened.publish();
    const FileId a = opened.fileAt(old, "a.jpg");
    const auto inside = opened.writer->relocateRoot(old, store.place(QStringLiteral("outer/in")));
    QVERIFY(inside);
    QVERIFY(*inside == outer);
    opened.publish();
    QVERIFY(opened.fileAt(outer, "in/a.jpg") == a);
    QVERIFY(opened.fileAt(outer, "in/lost.jpg").isValid());
    QCOMPARE(opened.catalogue.snapshot()->roots().size(), std::size_t(1));
}

void CatalogueContract::whatIsMountedBecomesARoot(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId root = opened.addRoot("photos");
    opened.submit(encoded(root, "usb/a.jpg", 1));
    opened.submit(encoded(root, "usb2/b.jpg", 2));
    opened.publish();
    const FileId a = opened.fileAt(root, "usb/a.jpg");
    RootPlace disk = store.place(QStringLiteral("photos/usb"));
    const auto same = opened.writer->splitRoot(root, QStringLiteral("usb"), disk);
    QVERIFY(same);
    QVERIFY(same->outcome == RootOutcome::AlreadyIncluded);
    disk.volumeId = QStringLiteral("another disk");
    disk.pathOnVolume.clear();
    const auto split = opened.writer->splitRoot(root, QStringLiteral("usb"), disk);
    QVERIFY(split);
    QVERIFY(split->outcome == RootOutcome::Added);
    opened.publish();
    QVERIFY(opened.fileAt(split->root, "a.jpg") == a);
    QVERIFY(opened.fileAt(root, "usb2/b.jpg").isValid());
    QCOMPARE(opened.catalogue.snapshot()->roots().size(), std::size_t(2));
}

void CatalogueContract::keepsScanSettings(CatalogueUnderTest& store) {
    Opened opened(store);
    QVERIFY(*opened.reader->scanSettings() == ScanSettings());
    const RootId root = opened.addRoot("photos");
    ScanSettings settings;
    settings.followLinks = true;
    settings.leftOut = {QStringLiteral("z/"), QStringLiteral("a*")};
    settings.takenIn = {QStringLiteral("@eaDir/")};
    settings.ofRoots[root] = {QStringLiteral("!z/"), QStringLiteral("/Müll/")};
    QVERIFY(opened.writer->setScanSettings(settings));
    QVERIFY(*opened.reader->scanSettings() == settings);
    settings.takenIn.clear();
    QVERIFY(opened.writer->setScanSettings(settings));
    QVERIFY(*opened.reader->scanSettings() == settings);
    QVERIFY(opened.writer->removeRoot(root));
    QVERIFY(opened.reader->scanSettings()->ofRoots.empty());
}

void CatalogueContract::refusesVectorsThatDoNotFit(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId root = opened.addRoot("photos");
    IndexedFile file = encoded(root, "a.jpg", 1);
    file.vector.chop(2);
    QVERIFY(opened.writer->submit(file).error().kind == ErrorKind::WrongUse);
    QVERIFY(opened.writer->submit(encoded(root, "a.jpg", 1, model("0ther"))).error().kind ==
            ErrorKind::WrongUse);
    VectorModel wrong = model();
    wrong.dim = kDim + 1;
    QVERIFY(opened.writer->useModel(wrong).error().kind == ErrorKind::WrongUse);
}

void CatalogueContract::keepsThumbnails(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId root = opened.addRoot("photos");
    opened.submit(encoded(root, "a.jpg", 1));
    opened.publish();
    const auto thumbnails = opened.catalogue.openThumbnails();
    QVERIFY(thumbnails);
    QCOMPARE((*thumbnails)->get(keyOf(1), 256)->value_or(QByteArray()), QByteArray("thumb1"));
    QVERIFY(!(*thumbnails)->get(keyOf(1), 512)->has_value());
    QVERIFY((*thumbnails)->put({{keyOf(1), {{512, "large"}}}}));
    QCOMPARE((*thumbnails)->get(keyOf(1), 512)->value_or(QByteArray()), QByteArray("large"));
}

namespace {
/// "a-b kind", in order.
QStringList pairsIn(Likenesses& likenesses) {
    QStringList pairs;
    const Status read = likenesses.forEachPair([&](const Likenesses::Pair& pair) {
        pairs.append(QStringLiteral("%1-%2 %3")
                         .arg(QString::fromLatin1(pair.a), QString::fromLatin1(pair.b))
                         .arg(int(pair.kind)));
    });
    pairs.sort();
    return read ? pairs : QStringList{read.error().sentence};
}

QStringList comparedIn(Likenesses& likenesses) {
    QStringList compared;
    const Status read = likenesses.forEachCompared([&](const Likenesses::Compared& content) {
        compared.append(QString::fromLatin1(content.contentKey + ' ' + content.looks));
    });
    compared.sort();
    return read ? compared : QStringList{read.error().sentence};
}
}  // namespace

void CatalogueContract::keepsLikenesses(CatalogueUnderTest& store) {
    Opened opened(store);
    const auto likenesses = opened.catalogue.openLikenesses();
    QVERIFY(likenesses);
    QVERIFY((*likenesses)
                ->put({{"a", "looks of a"}, {"b", "looks of b"}, {"c", "looks of c"}},
                      {{"a", "b", GroupKind::Resized}, {"b", "c", GroupKind::Burst}}));
    QVERIFY((*likenesses)->put({{"a", "others"}}, {{"a", "b", GroupKind::Cropped}}));
    const auto again = opened.catalogue.openLikenesses();
    QVERIFY(again);
    QCOMPARE(comparedIn(**again),
             (QStringList{QStringLiteral("a others"), QStringLiteral("b looks of b"),
                          QStringLiteral("c looks of c")}));
    QCOMPARE(pairsIn(**again), (QStringList{QStringLiteral("a-b 4"), QStringLiteral("b-c 5")}));
    QVERIFY((*again)->remove({"c", "unknown"}));
    QCOMPARE(comparedIn(**likenesses).size(), 2);
    QCOMPARE(pairsIn(**likenesses), (QStringList{QStringLiteral("a-b 4")}));
}

void CatalogueContract::publishesGroups(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId root = opened.addRoot("photos");
    for (const char* name : {"a.jpg", "copy of a.jpg"})
        opened.submit(encoded(root, name, 1));
    opened.submit(encoded(root, "b.jpg", 2));
    opened.submit(encoded(root, "c.jpg", 3));
    opened.submit(encoded(root, "d.jpg", 4));
    const SnapshotPtr before = opened.publish();
    const ContentId a = opened.contentAt(root, "a.jpg"), b = opened.contentAt(root, "b.jpg"),
                    c = opened.contentAt(root, "c.jpg"), d = opened.contentAt(root, "d.jpg");
    QCOMPARE(groupOf(*before, a)->kind, GroupKind::Exact);
    QVERIFY(!groupOf(*before, b));
    QCOMPARE(groupsOf(*before).size(), std::size_t(1));

    int told = 0;
    const auto subscription = opened.catalogue.changes().subscribe([&](const Delta& delta) {
        told += delta.groups && delta.inserted.empty() && !delta.vectors ? 1 : 0;
    });
    const std::vector<LikePair> pairs{
        {a, b, GroupKind::Resized}, {c, d, GroupKind::Burst}, {b, c, GroupKind::Burst}};
    opened.catalogue.setGroups(std::make_shared<const ContentGroups>(pairs));
    const SnapshotPtr after = opened.publish();
    QCOMPARE(told, 1);
    QCOMPARE(groupOf(*after, b)->kind, GroupKind::Resized);
    QCOMPARE(groupOf(*after, b)->members.size(), std::size_t(3));
    QCOMPARE(groupOf(*after, b)->id, groupOf(*after, a)->id);
    QCOMPARE(groupOf(*after, d)->kind, GroupKind::Burst);
    QCOMPARE(groupOf(*after, d)->members.size(), std::size_t(3));
    QCOMPARE(groupsOf(*after).size(), std::size_t(2));
    QVERIFY(!groupOf(*before, b));

    // What is not shown is in no group.
    QVERIFY(opened.writer->markMissing({opened.fileAt(root, "b.jpg"), opened.fileAt(root, "d.jpg")},
                                       1));
    const SnapshotPtr later = opened.publish();
    QCOMPARE(groupOf(*later, a)->kind, GroupKind::Exact);
    QVERIFY(!groupOf(*later, c));
    QCOMPARE(groupsOf(*later).size(), std::size_t(1));
}

void CatalogueContract::keepsTexts(CatalogueUnderTest& store) {
    Opened opened(store);
    const auto texts = opened.catalogue.openTexts();
    QVERIFY(texts);
    QVERIFY((*texts)->put({{"a", QStringLiteral("1"), QStringLiteral("One line\nand two")},
                           {"b", QStringLiteral("1"), QStringLiteral("line one")},
                           {"c", QStringLiteral("none"), QString()}}));
    const auto again = opened.catalogue.openTexts();
    QVERIFY(again);
    QStringList known;
    QVERIFY((*again)->forEachKnown([&](const Texts::Known& one) {
        known.append(QString::fromLatin1(one.contentKey) + u' ' + one.reader +
                     (one.hasText ? u'+' : u'-'));
    }));
    known.sort();
    QCOMPARE(known.join(u','), QStringLiteral("a 1+,b 1+,c none-"));
    QCOMPARE(*(*again)->textOf("a"), QStringLiteral("One line\nand two"));
    QVERIFY((*again)->textOf("unknown")->isEmpty());
    QVERIFY(*(*again)->withPhrase(QStringLiteral("LINE and")) == std::vector<QByteArray>{"a"});
    QCOMPARE((*again)->withAll({QStringLiteral("one"), QStringLiteral("line")}, 9)->size(),
             std::size_t(2));
    QVERIFY((*again)->put({{"a", QStringLiteral("2"), QString()}}));
    QVERIFY((*texts)->withPhrase(QStringLiteral("line and"))->empty());
    QVERIFY((*texts)->remove({"b", "unknown"}));
    QVERIFY((*again)->withPhrase(QStringLiteral("line"))->empty());
}

namespace {
/// Some texts, as they are.
class GivenWords final : public WrittenWords {
public:
    explicit GivenWords(std::map<ContentId, QString> texts) : m_texts(std::move(texts)) {}

    std::vector<ContentId> withPhrase(const QString& phrase) const override {
        std::vector<ContentId> contents;
        for (const auto& [content, text] : m_texts) {
            if (holdsPhrase(text, phrase))
                contents.push_back(content);
        }
        return contents;
    }
    std::vector<ContentId> withAll(const QStringList&, int) const override { return {}; }
    QString textOf(ContentId content) const override {
        const auto it = m_texts.find(content);
        return it == m_texts.end() ? QString() : it->second;
    }

private:
    const std::map<ContentId, QString> m_texts;
};
}  // namespace

void CatalogueContract::findsWhatIsWritten(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId root = opened.addRoot("photos");
    for (int i = 0; i < 6; ++i)
        opened.submit(encoded(root, qPrintable(QStringLiteral("%1.jpg").arg(i)), i % 5));
    const SnapshotPtr before = opened.publish();
    QVERIFY(!before->written());
    int told = 0;
    const auto subscription = opened.catalogue.changes().subscribe([&](const Delta& delta) {
        told += delta.written && delta.inserted.empty() && !delta.vectors ? 1 : 0;
    });
    const std::map<ContentId, QString> texts{
        {opened.contentAt(root, "0.jpg"), QStringLiteral("Invoice 2024")},
        {opened.contentAt(root, "1.jpg"), QStringLiteral("2024: no invoice")},
        {ContentId{999}, QStringLiteral("invoice 2024 of nobody")}};
    opened.catalogue.setWritten(std::make_shared<const GivenWords>(texts));
    const SnapshotPtr after = opened.publish();
    QCOMPARE(told, 1);
    QVERIFY(after->written());
    QVERIFY(!before->written());
    std::vector<NaivePhoto> photos;
    const PhotoListPtr list = after->photos();
    for (qsizetype row = 0; row < list->size(); ++row) {
        NaivePhoto photo;
        photo.item = list->at(row);
        const auto file = opened.reader->file(photo.item.file);
        const auto content = opened.reader->content(photo.item.content);
        photo.facts = (*content)->facts;
        photo.timeMs = photo.facts.capturedMs.value_or((*file)->stat.mtimeNs / 1'000'000);
        photo.bytes = (*file)->stat.size;
        photo.isDuplicate = groupOf(*after, photo.item.content).has_value();
        photo.written = after->written()->textOf(photo.item.content);
        photos.push_back(photo);
    }
    using Field = PhotoFilter::Field;
    using Relation = PhotoFilter::Relation;
    const auto holding = [](const char* phrase, bool isExcluded = false) {
        return PhotoFilter::Term{Field::Words, Relation::Equal, QString::fromLatin1(phrase), 0,
                                 isExcluded};
    };
    const std::vector<PhotoFilter> filters{{{holding("invoice 2024")}},
                                           {{holding("2024")}},
                                           {{holding("2024"), holding("no")}},
                                           {{holding("invoice", true)}},
                                           {{holding("voice")}}};
    for (const PhotoFilter& filter : filters)
        compareFilter(*after, photos, filter);
    // Two files hold the first content.
    QCOMPARE(after->filtered(filters[0]).files.size(), std::size_t(2));
    QVERIFY(before->filtered(filters[0]).contents.empty());
}

void CatalogueContract::tellsContentKeys(CatalogueUnderTest& store) {
    Opened opened(store);
    const RootId root = opened.addRoot("photos");
    opened.submit(encoded(root, "a.jpg", 1));
    opened.submit(encoded(root, "b.jpg", 2));
    opened.submit(failed(root, "c.jpg", 3));
    opened.publish();
    const auto keys = opened.reader->contentKeys();
    QVERIFY(keys);
    QCOMPARE(keys->size(), std::size_t(2));
    QCOMPARE((*keys)[0].id, opened.contentAt(root, "a.jpg"));
    QCOMPARE((*keys)[0].key, keyOf(1));
    QCOMPARE((*keys)[1].key, keyOf(2));
}

void CatalogueContract::cancelledRefreshSaysSo(CatalogueUnderTest& store) {
    Opened opened(store);
    const CancelToken cancel;
    cancel.cancel();
    const Status refreshed = opened.catalogue.refresh(cancel);
    QVERIFY(!refreshed && refreshed.error().kind == ErrorKind::Cancelled);
}

void CatalogueContract::equalsANaiveSearchOnRandomLibraries(CatalogueUnderTest& store) {
    Opened opened(store);
    std::mt19937 random(7);
    std::normal_distribution<float> normal;
    const auto unit = [&] {
        std::vector<float> vector(kDim);
        float length = 0;
        for (float& number : vector) {
            number = normal(random);
            length += number * number;
        }
        for (float& number : vector)
            number /= std::sqrt(length);
        return vector;
    };
    const RootId root = opened.addRoot("photos");
    std::map<int, std::vector<float>> vectors;  // by content, as stored
    std::map<QByteArray, int> paths;            // file -> content
    for (int round = 0; round < 12; ++round) {
        for (int i = 0; i < 20; ++i) {
            const QByteArray path = QByteArray::number(int(random() % 40)) + ".jpg";
            const int content = int(random() % 30);
            if (random() % 4 == 0) {
                const FileId file = opened.fileAt(root, path.constData());
                if (file.isValid() && opened.writer->markMissing({file}, 1) &&
                    opened.writer->purgeMissing(2))
                    paths.erase(path);
                continue;
            }
            IndexedFile file = encoded(root, path.constData(), content);
            file.vector = toHalf(unit());
            opened.submit(file);
            QVERIFY(opened.writer->flush());
            vectors[content] =
                fromHalf({reinterpret_cast<const HalfBits*>(file.vector.constData()), kDim});
            paths[path] = content;
        }
        const SnapshotPtr snapshot = opened.publish();
        const std::vector<std::vector<float>> endpoints = {unit(), unit()};
        const std::vector<float> weights = {0.7f, -0.2f};
        std::map<ContentId, float> expected;
        for (const auto& [path, content] : paths) {
            float score = 0;
            for (std::size_t e = 0; e < endpoints.size(); ++e) {
                for (std::size_t d = 0; d < kDim; ++d)
                    score += weights[e] * endpoints[e][d] * vectors[content][d];
            }
            expected[opened.contentAt(root, path.constData())] = score;
        }
        const auto found = search(*snapshot, endpoints, weights, 100);
        QCOMPARE(found.size(), expected.size());
        QCOMPARE(snapshot->contentCount(), expected.size());
        QCOMPARE(snapshot->photos()->size(), qsizetype(paths.size()));
        for (const ScoredContent& hit : found) {
            QVERIFY(expected.contains(hit.content));
            QVERIFY(std::abs(expected[hit.content] - hit.score) < 1e-4f);
        }
        // What the first endpoint has above a line is taken off twice; the background is of
        // everything but what is left out, whatever is asked for besides.
        ScoreRequest request;
        request.endpoints = endpoints;
        request.scope.only.emplace();
        std::set<ContentId> background;
        for (const auto& [path, content] : paths)
            background.insert(opened.contentAt(root, path.constData()));
        if (background.empty())
            continue;
        request.scope.leftOut = {*background.begin()};
        background.erase(background.begin());
        const auto ranking = snapshot->scorer(model().hash)->score(request, {});
        QVERIFY(ranking);
        QVERIFY((*ranking)->best(weights, 100).empty());
        std::vector<float> naive;
        for (const ContentId content : background) {
            const auto vector = snapshot->scorer(model().hash)->vectorOf(content);
            float first = 0;
            for (std::size_t d = 0; d < kDim; ++d)
                first += endpoints[0][d] * (*vector)[d];
            naive.push_back(expected[content] - 2 * std::max(0.0f, first - 0.1f));
        }
        std::vector<float> scores = (*ranking)->background({weights, {{0, 0.1f, 2}}});
        QCOMPARE(scores.size(), naive.size());
        std::sort(naive.begin(), naive.end());
        std::sort(scores.begin(), scores.end());
        for (std::size_t i = 0; i < naive.size(); ++i)
            QVERIFY(std::abs(naive[i] - scores[i]) < 1e-4f);
    }
}

}  // namespace semblance::test
