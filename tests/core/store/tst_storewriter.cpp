#include <QFileInfo>
#include <map>

#include "core/store/thumbnailstore.h"
#include "tests/core/store/storefixture.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {

QString p(const char* path) {
    return QString::fromUtf8(path);
}

std::map<std::int64_t, QByteArray> allVectors(LibraryReader& reader) {
    std::map<std::int64_t, QByteArray> vectors;
    const auto end =
        reader.forEachVector(model().hash, 0, [&](const LibraryReader::StoredVector& stored) {
            vectors[stored.content.value] =
                QByteArray(reinterpret_cast<const char*>(stored.half.data()),
                           static_cast<qsizetype>(stored.half.size_bytes()));
            return true;
        });
    return end ? vectors : std::map<std::int64_t, QByteArray>();
}

}  // namespace

class TestStoreWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_library = std::make_unique<Fixture>();
        QCOMPARE(m_library->open(), QString());
        m_root = m_library->addRoot();
        QVERIFY(m_root.isValid());
    }

    void storesAndReadsBack() {
        IndexedFile file = encodedFile(m_root, p("sommer/grüße 🌴.jpg"), 1);
        file.facts.capturedMs = 1'600'000'000'000;
        file.fullHash = QByteArray(16, 'h');
        VERIFY_OK(writer().submit(file));
        VERIFY_OK(writer().flush());

        const auto row = reader().fileAt(m_root, file.path);
        VERIFY_OK(row);
        QVERIFY(row->has_value());
        QCOMPARE((*row)->path, file.path);
        QVERIFY((*row)->stat == file.stat);
        QVERIFY((*row)->state == FileState::Indexed);
        QVERIFY((*row)->error.isEmpty());
        const auto content = reader().content((*row)->content);
        VERIFY_OK(content);
        QCOMPARE((*content)->key, file.contentKey);
        QCOMPARE((*content)->fullHash, file.fullHash);
        QCOMPARE((*content)->facts.width, 640);
        QCOMPARE((*content)->facts.height, 480);
        QCOMPARE((*content)->facts.orientation, 6);
        QCOMPARE((*content)->facts.format, p("jpeg"));
        QCOMPARE((*content)->facts.camera, p("Canon EOS"));
        QVERIFY((*content)->facts.capturedMs == file.facts.capturedMs);
        QCOMPARE(storedVector(reader(), (*row)->content), file.vector);
        QCOMPARE(thumbnail(1), QByteArray("thumb1"));
    }

    void listsInPathOrder() {
        const QStringList paths = {p("b.jpg"), p("a/z.jpg"), p("a.jpg"), p("ä.jpg"), p("B.jpg")};
        for (int i = 0; i < paths.size(); ++i)
            VERIFY_OK(writer().submit(encodedFile(m_root, paths[i], i)));
        VERIFY_OK(writer().flush());
        const auto listing = reader().listing(m_root, {});
        VERIFY_OK(listing);
        QCOMPARE(listing->size(), std::size_t(5));
        for (std::size_t i = 1; i < listing->size(); ++i)
            QVERIFY(listing->path(i - 1) < listing->path(i));
        QVERIFY((*listing)[0].state == FileState::Indexed);
        QVERIFY((*listing)[0].id.isValid());
    }

    void twoFilesShareOneContent() {
        VERIFY_OK(writer().submit(encodedFile(m_root, p("a.jpg"), 1)));
        IndexedFile copy = encodedFile(m_root, p("b.jpg"), 1);
        copy.outcome = IndexedFile::Outcome::Linked;
        copy.vector.clear();
        copy.thumbnails.clear();
        VERIFY_OK(writer().submit(copy));
        VERIFY_OK(writer().flush());
        const auto counts = reader().counts();
        VERIFY_OK(counts);
        QCOMPARE(counts->files, 2);
        QCOMPARE(counts->contents, 1);
        const auto content = reader().contentByKey(keyOf(1));
        VERIFY_OK(content);
        const auto files = reader().filesOf((*content)->id);
        VERIFY_OK(files);
        QCOMPARE(files->size(), std::size_t(2));

        // The content stays until its last file goes.
        VERIFY_OK(forget(writer(), {(*files)[0].id}));
        QCOMPARE(allVectors(reader()).size(), std::size_t(1));
        VERIFY_OK(forget(writer(), {(*files)[1].id}));
        QCOMPARE(allVectors(reader()).size(), std::size_t(0));
        QVERIFY(thumbnail(1).isEmpty());
        QCOMPARE(reader().counts()->contents, 0);
    }

    void linkToAVanishedContentIsPassedOver() {
        IndexedFile link = encodedFile(m_root, p("a.jpg"), 1);
        link.outcome = IndexedFile::Outcome::Linked;
        VERIFY_OK(writer().submit(link));
        VERIFY_OK(writer().flush());
        QCOMPARE(reader().counts()->files, 0);
    }

    void changedFileReplacesItsContent() {
        VERIFY_OK(writer().submit(encodedFile(m_root, p("a.jpg"), 1)));
        VERIFY_OK(writer().flush());
        const FileId before = (*reader().fileAt(m_root, p("a.jpg")))->id;
        VERIFY_OK(writer().submit(encodedFile(m_root, p("a.jpg"), 2)));
        VERIFY_OK(writer().flush());
        QVERIFY((*reader().fileAt(m_root, p("a.jpg")))->id == before);
        QVERIFY(!reader().contentByKey(keyOf(1))->has_value());
        QVERIFY(reader().contentByKey(keyOf(2))->has_value());
        QCOMPARE(allVectors(reader()).size(), std::size_t(1));
    }

    void failuresKeepTheirReasons() {
        VERIFY_OK(writer().submit(failedFile(m_root, p("broken.jpg"), 1)));
        IndexedFile killer = failedFile(m_root, p("killer.jpg"), 2);
        killer.outcome = IndexedFile::Outcome::Quarantined;
        VERIFY_OK(writer().submit(killer));
        IndexedFile locked = failedFile(m_root, p("locked.jpg"), 3);
        locked.contentKey.clear();
        locked.error = p("You may not read it.");
        VERIFY_OK(writer().submit(locked));
        VERIFY_OK(writer().submit(encodedFile(m_root, p("fine.jpg"), 4)));
        VERIFY_OK(writer().flush());

        const auto failed = reader().failedFiles();
        VERIFY_OK(failed);
        QCOMPARE(failed->size(), std::size_t(3));
        QVERIFY((*failed)[0].state == FileState::Failed);
        QCOMPARE((*failed)[0].error, p("It is broken."));
        QVERIFY((*failed)[1].state == FileState::Quarantined);
        QVERIFY((*failed)[2].state == FileState::Unreadable);
        QCOMPARE((*failed)[2].error, p("You may not read it."));
        const auto counts = reader().counts();
        QCOMPARE(counts->files, 4);
        QCOMPARE(counts->unreadable, 1);
        QCOMPARE(counts->failed, 1);
        QCOMPARE(counts->quarantined, 1);
        QCOMPARE(counts->readable, 1);
        QCOMPARE(shownCount(reader()), std::size_t(1));
        const Lists lists = changesSince(reader(), 0);
        QCOMPARE(lists.shown.size(), std::size_t(1));
        QCOMPARE(lists.failed.size(), std::size_t(3));

        VERIFY_OK(writer().retryFailed());
        QCOMPARE(reader().counts()->untried, 2);
        QCOMPARE(shownCount(reader()), std::size_t(1));
        VERIFY_OK(writer().submit(encodedFile(m_root, p("broken.jpg"), 1)));
        VERIFY_OK(writer().flush());
        QVERIFY((*reader().fileAt(m_root, p("broken.jpg")))->state == FileState::Indexed);
    }

    void aLaterFailureDoesNotTakeBackADecodedContent() {
        VERIFY_OK(writer().submit(encodedFile(m_root, p("a.jpg"), 1)));
        VERIFY_OK(writer().submit(failedFile(m_root, p("b.jpg"), 1)));
        VERIFY_OK(writer().flush());
        QVERIFY((*reader().fileAt(m_root, p("b.jpg")))->state == FileState::Indexed);
    }

    void movesKeepRows() {
        VERIFY_OK(writer().submit(encodedFile(m_root, p("a.jpg"), 1)));
        VERIFY_OK(writer().submit(encodedFile(m_root, p("old.jpg"), 2)));
        VERIFY_OK(writer().flush());
        const FileRow before = **reader().fileAt(m_root, p("a.jpg"));
        VERIFY_OK(writer().moveFiles({{before.id, m_root, p("old.jpg"), before.stat}}));
        const auto after = reader().fileAt(m_root, p("old.jpg"));
        VERIFY_OK(after);
        QVERIFY((*after)->id == before.id);
        QVERIFY((*after)->content == before.content);
        QVERIFY(!reader().fileAt(m_root, p("a.jpg"))->has_value());
        // What was at the new path is gone, content and all.
        QVERIFY(!reader().contentByKey(keyOf(2))->has_value());
        QCOMPARE(allVectors(reader()).size(), std::size_t(1));
    }

    void missingFilesAreHiddenKeptAndPurged() {
        VERIFY_OK(writer().submit(encodedFile(m_root, p("a.jpg"), 1)));
        VERIFY_OK(writer().submit(encodedFile(m_root, p("b.jpg"), 2)));
        VERIFY_OK(writer().flush());
        const FileId a = (*reader().fileAt(m_root, p("a.jpg")))->id;
        VERIFY_OK(writer().markMissing({a}, 5000));
        VERIFY_OK(writer().markMissing({a}, 9000));
        QVERIFY((*reader().file(a))->missingSinceMs == std::int64_t(5000));
        QCOMPARE(shownCount(reader()), std::size_t(1));
        QCOMPARE(reader().counts()->missing, 1);
        QVERIFY((*reader().listing(m_root, {}))[0].missing);
        VERIFY_OK(writer().markReturned({a}));
        QCOMPARE(shownCount(reader()), std::size_t(2));
        VERIFY_OK(writer().markMissing({a}, 5000));
        QCOMPARE(writer().purgeMissing(5000).value_or(-1), 0);
        QCOMPARE(writer().purgeMissing(5001).value_or(-1), 1);
        QVERIFY(!reader().file(a)->has_value());
        QCOMPARE(allVectors(reader()).size(), std::size_t(1));
        // Submitting a missing file shows it again.
        const FileId b = (*reader().fileAt(m_root, p("b.jpg")))->id;
        VERIFY_OK(writer().markMissing({b}, 1));
        VERIFY_OK(writer().submit(encodedFile(m_root, p("b.jpg"), 2)));
        VERIFY_OK(writer().flush());
        QVERIFY(!(*reader().file(b))->missingSinceMs.has_value());
    }

    void numbersAreNeverUsedAgain() {
        VERIFY_OK(writer().submit(encodedFile(m_root, p("a.jpg"), 1)));
        VERIFY_OK(writer().flush());
        const FileRow first = **reader().fileAt(m_root, p("a.jpg"));
        VERIFY_OK(forget(writer(), {first.id}));
        VERIFY_OK(writer().submit(encodedFile(m_root, p("a.jpg"), 1)));
        VERIFY_OK(writer().flush());
        const FileRow second = **reader().fileAt(m_root, p("a.jpg"));
        QVERIFY(second.id > first.id);
        QVERIFY(second.content > first.content);
    }

    void changesTellWhatIsNewGoneAndOther() {
        const Generation empty = reader().generation().value_or(-1);
        VERIFY_OK(writer().submit(encodedFile(m_root, p("a.jpg"), 1)));
        IndexedFile taken = encodedFile(m_root, p("b.jpg"), 2);
        taken.facts.capturedMs = 1;
        VERIFY_OK(writer().submit(taken));
        VERIFY_OK(writer().submit(failedFile(m_root, p("c.jpg"), 3)));
        VERIFY_OK(writer().flush());
        Lists lists = changesSince(reader(), empty);
        QVERIFY(!lists.fromStart);
        QCOMPARE(lists.shown.size(), std::size_t(2));
        QCOMPARE(lists.shown[0].path, p("a.jpg"));
        QCOMPARE(lists.shown[0].takenMs,
                 encodedFile(m_root, p("a.jpg"), 1).stat.mtimeNs / 1'000'000);
        QCOMPARE(lists.shown[1].takenMs, 1);
        QCOMPARE(lists.shown[1].width, 640);
        QVERIFY(lists.shown[1].root == m_root);
        QCOMPARE(lists.failed.size(), std::size_t(1));
        const FileId a = lists.shown[0].file;
        const FileId b = lists.shown[1].file;

        // Nothing new, nothing told.
        const Lists nothing = changesSince(reader(), lists.generation);
        QCOMPARE(nothing.generation, lists.generation);
        QVERIFY(nothing.shown.empty() && nothing.failed.empty() && nothing.removed.empty());

        VERIFY_OK(writer().markMissing({a}, 5));
        lists = changesSince(reader(), lists.generation);
        QCOMPARE(lists.hidden, std::vector{a});
        QVERIFY(lists.shown.empty());
        VERIFY_OK(writer().purgeMissing(6));
        lists = changesSince(reader(), lists.generation);
        QCOMPARE(lists.removed, std::vector{a});

        // New facts of a content are news of every file that holds it.
        IndexedFile copy = taken;
        copy.path = p("d.jpg");
        copy.outcome = IndexedFile::Outcome::Linked;
        VERIFY_OK(writer().submit(copy));
        VERIFY_OK(writer().flush());
        lists = changesSince(reader(), lists.generation);
        QCOMPARE(lists.shown.size(), std::size_t(1));
        taken.facts.width = 999;
        VERIFY_OK(writer().submit(taken));
        VERIFY_OK(writer().flush());
        lists = changesSince(reader(), lists.generation);
        QCOMPARE(lists.shown.size(), std::size_t(2));
        QVERIFY(lists.shown[0].file == b && lists.shown[0].width == 999);

        const RootId whole = writer().addRoot(place(p("")))->root;
        lists = changesSince(reader(), lists.generation);
        QCOMPARE(lists.shown.size(), std::size_t(2));
        QVERIFY(lists.shown[0].root == whole);
        QCOMPARE(lists.shown[0].path, p("photos/b.jpg"));
        VERIFY_OK(writer().removeRoot(whole));
        lists = changesSince(reader(), lists.generation);
        QCOMPARE(lists.removed.size(), std::size_t(3));
        QVERIFY(changesSince(reader(), 0).fromStart);
        // A number from another life of the library.
        QVERIFY(changesSince(reader(), lists.generation + 100).fromStart);
    }

    void rootsAbsorbAndInclude() {
        const auto inner = writer().addRoot(place(p("photos/2020")));
        VERIFY_OK(inner);
        QVERIFY(inner->outcome == RootOutcome::AlreadyIncluded);
        QVERIFY(inner->root == m_root);
        QCOMPARE(inner->subfolder, p("2020"));
        const auto sibling = writer().addRoot(place(p("photos2")));
        VERIFY_OK(sibling);
        QVERIFY(sibling->outcome == RootOutcome::Added);
        const auto elsewhere = writer().addRoot(place(p("photos/2020"), p("other")));
        QVERIFY(elsewhere->outcome == RootOutcome::Added);

        VERIFY_OK(writer().submit(encodedFile(m_root, p("a.jpg"), 1)));
        VERIFY_OK(writer().submit(encodedFile(sibling->root, p("b.jpg"), 2)));
        VERIFY_OK(writer().flush());
        const FileId a = (*reader().fileAt(m_root, p("a.jpg")))->id;
        const auto all = writer().addRoot(place(p("")));
        VERIFY_OK(all);
        QVERIFY(all->outcome == RootOutcome::Absorbed);
        QCOMPARE(all->absorbed.size(), std::size_t(2));
        const FileRow moved = **reader().file(a);
        QVERIFY(moved.root == all->root);
        QCOMPARE(moved.path, p("photos/a.jpg"));
        QVERIFY(reader().fileAt(all->root, p("photos2/b.jpg"))->has_value());
        QCOMPARE(reader().rootLocations()->size(), std::size_t(2));
        const auto again = writer().addRoot(place(p("")));
        QVERIFY(again->outcome == RootOutcome::AlreadyIncluded);
        QVERIFY(again->subfolder.isEmpty());
    }

    void aRemovedRootTakesItsOwnAlong() {
        const RootId other = m_library->addRoot(p("other"));
        VERIFY_OK(writer().submit(encodedFile(m_root, p("only-here.jpg"), 1)));
        VERIFY_OK(writer().submit(encodedFile(m_root, p("both.jpg"), 2)));
        VERIFY_OK(writer().submit(encodedFile(other, p("both.jpg"), 2)));
        VERIFY_OK(writer().flush());
        VERIFY_OK(writer().removeRoot(m_root));
        QCOMPARE(reader().rootLocations()->size(), std::size_t(1));
        QVERIFY(!reader().contentByKey(keyOf(1))->has_value());
        QVERIFY(reader().contentByKey(keyOf(2))->has_value());
        QVERIFY(thumbnail(1).isEmpty());
        // Files that were on their way are passed over.
        VERIFY_OK(writer().submit(encodedFile(m_root, p("late.jpg"), 3)));
        VERIFY_OK(writer().flush());
        QCOMPARE(reader().counts()->files, 1);
        // And leave nothing behind: a vector without a content would come before all later ones.
        QVERIFY(thumbnail(3).isEmpty());
        VERIFY_OK(writer().submit(encodedFile(other, p("later.jpg"), 4)));
        VERIFY_OK(writer().flush());
        const auto end = reader().forEachVector(
            model().hash, 0, [](const LibraryReader::StoredVector&) { return true; });
        VERIFY_OK(end);
        int again = 0;
        VERIFY_OK(reader().forEachVector(
            model().hash, *end, [&](const LibraryReader::StoredVector&) { return ++again > 0; }));
        QCOMPARE(again, 0);
    }

    void aRootThatWasMountedElsewhere() {
        RootPlace place = reader().rootLocations()->front().place;
        place.path = p("/media/usb/photos");
        VERIFY_OK(writer().updateRoot(m_root, place));
        QCOMPARE(reader().rootLocations()->front().place.path, p("/media/usb/photos"));
        QCOMPARE(reader().rootLocations()->front().place.pathOnVolume, p("photos"));
    }

    void vectorsAreReadInSteps() {
        std::int64_t next = 0;
        std::vector<ContentId> seen;
        const auto step = [&]() -> Status {
            SEMBLANCE_TRY_ASSIGN(
                next, reader().forEachVector(model().hash, next,
                                             [&](const LibraryReader::StoredVector& stored) {
                                                 seen.push_back(stored.content);
                                                 return true;
                                             }));
            return {};
        };
        VERIFY_OK(step());
        QVERIFY(seen.empty());
        for (int i = 0; i < 3; ++i)
            VERIFY_OK(writer().submit(encodedFile(m_root, QString::number(i), i)));
        VERIFY_OK(writer().flush());
        VERIFY_OK(step());
        QCOMPARE(seen.size(), std::size_t(3));
        // A replaced vector comes again, with the same content.
        VERIFY_OK(writer().submit(encodedFile(m_root, p("1"), 1)));
        VERIFY_OK(writer().submit(encodedFile(m_root, p("new"), 9)));
        VERIFY_OK(writer().flush());
        VERIFY_OK(step());
        QCOMPARE(seen.size(), std::size_t(5));
        QVERIFY(seen[3] == seen[1]);
        const auto none = reader().forEachVector(
            p("nosuchmodel"), 0, [](const LibraryReader::StoredVector&) { return true; });
        QCOMPARE(none.value_or(-1), 0);
    }

    void standingsTellWhetherVectorsChanged() {
        const auto at = [&] { return reader().vectorsStanding(model().hash).value(); };
        const auto start = at();
        QVERIFY(!start.born.isEmpty());
        VERIFY_OK(writer().submit(encodedFile(m_root, p("a.jpg"), 1)));
        VERIFY_OK(writer().flush());
        const auto stored = at();
        QCOMPARE(stored.born, start.born);
        QVERIFY(stored.generation > start.generation);
        QVERIFY(stored.lastSeq > start.lastSeq);
        VERIFY_OK(writer().markMissing({(*reader().fileAt(m_root, p("a.jpg")))->id}, 1));
        QVERIFY(at() == stored);
        // Made anew, it is another one.
        VERIFY_OK(writer().useModel(model(p("other"))));
        VERIFY_OK(writer().removeModel(model().hash));
        VERIFY_OK(writer().useModel(model()));
        QVERIFY(at().born != start.born);
        QVERIFY(at().lastSeq > stored.lastSeq);
    }

    void whatLacksAVectorIsPending() {
        VERIFY_OK(writer().submit(encodedFile(m_root, p("a.jpg"), 1)));
        VERIFY_OK(writer().submit(failedFile(m_root, p("b.jpg"), 2)));
        VERIFY_OK(writer().flush());
        RowReader::ListingOptions options;
        options.isEncoded = [](ContentId) { return false; };
        const auto listing = reader().listing(m_root, options);
        QVERIFY((*listing)[0].state == FileState::Pending);
        QVERIFY((*listing)[1].state == FileState::Failed);
        // What an older decoder failed at is tried again, once.
        options.isEncoded = {};
        options.decoderVersion = 2;
        QVERIFY((*reader().listing(m_root, options))[1].state == FileState::Pending);
        IndexedFile again = failedFile(m_root, p("b.jpg"), 2);
        again.decoderVersion = 2;
        VERIFY_OK(writer().submit(again));
        VERIFY_OK(writer().flush());
        QVERIFY((*reader().listing(m_root, options))[1].state == FileState::Failed);
    }

    void anotherModelKeepsTheContents() {
        VERIFY_OK(writer().submit(encodedFile(m_root, p("a.jpg"), 1)));
        VERIFY_OK(writer().flush());
        VERIFY_OK(writer().useModel(model(p("other"))));
        QVERIFY((*reader().fileAt(m_root, p("a.jpg")))->state == FileState::Indexed);
        QCOMPARE(shownCount(reader()), std::size_t(1));
        QCOMPARE(reader().lastModel().value_or(QString()), model().source);
        // A vector of the model before does not get among those of this one.
        VERIFY_FAILS(writer().submit(encodedFile(m_root, p("b.jpg"), 2)), ErrorKind::WrongUse);
        VERIFY_OK(writer().useModel(model()));
        VectorModel wrong = model();
        wrong.dim = dim + 1;
        VERIFY_FAILS(writer().useModel(wrong), ErrorKind::WrongUse);
        // It has no vectors open now; everything else goes on.
        VERIFY_FAILS(writer().submit(encodedFile(m_root, p("b.jpg"), 2)), ErrorKind::WrongUse);
        VERIFY_OK(writer().submit(failedFile(m_root, p("c.jpg"), 3)));
        VERIFY_OK(writer().useModel(model()));
        VERIFY_OK(writer().submit(encodedFile(m_root, p("b.jpg"), 2)));
    }

    void tidyingRemovesWhatNothingPointsTo() {
        VERIFY_OK(writer().submit(encodedFile(m_root, p("a.jpg"), 1)));
        VERIFY_OK(writer().submit(encodedFile(m_root, p("b.jpg"), 2)));
        VERIFY_OK(writer().flush());
        VERIFY_OK(writer().useModel(model(p("other"))));
        VERIFY_OK(writer().removeRoot(m_root));
        const auto vectorsOf = [&](const QString& hash) {
            const auto models = reader().models();
            for (const StoredModel& stored : *models) {
                if (stored.model.hash == hash)
                    return stored.vectors;
            }
            return std::int64_t(-1);
        };
        QCOMPARE(vectorsOf(model().hash), 2);
        VERIFY_OK(writer().tidy());
        QCOMPARE(vectorsOf(model().hash), 0);
        QVERIFY(thumbnail(1).isEmpty());
    }

    void tidyingGivesRoomBack() {
        for (int i = 0; i < 3000; ++i) {
            IndexedFile file = encodedFile(m_root, QString::number(i), i);
            file.thumbnails[256] = QByteArray(10'000, char('a' + i % 26));
            VERIFY_OK(writer().submit(file));
        }
        VERIFY_OK(writer().flush());
        const QString cache = *m_library->paths.cacheDir(writer().uuid());
        const auto size = [&] {
            return QFileInfo(cache + p("/thumbnails.db")).size() +
                   QFileInfo(cache + p("/thumbnails.db-wal")).size();
        };
        const qint64 full = size();
        QVERIFY(full > 25'000'000);
        VERIFY_OK(writer().removeRoot(m_root));
        VERIFY_OK(writer().tidy());
        QVERIFY2(size() < full / 4, qPrintable(QString::number(size())));
    }

    void modelsAreListedAndForgotten() {
        VERIFY_OK(writer().submit(encodedFile(m_root, p("a.jpg"), 1)));
        VERIFY_OK(writer().submit(encodedFile(m_root, p("b.jpg"), 2)));
        VERIFY_OK(writer().flush());
        VectorModel other = model(p("other"));
        other.source = p("/models/other");
        VERIFY_OK(writer().useModel(other));
        IndexedFile again = encodedFile(m_root, p("a.jpg"), 1);
        again.modelHash = other.hash;
        VERIFY_OK(writer().submit(again));
        VERIFY_OK(writer().flush());

        const auto models = reader().models();
        VERIFY_OK(models);
        QCOMPARE(models->size(), std::size_t(2));
        const auto of = [&](const QString& hash) {
            return *std::find_if(models->begin(), models->end(), [&](const StoredModel& stored) {
                return stored.model.hash == hash;
            });
        };
        QCOMPARE(of(other.hash).vectors, 1);
        QCOMPARE(of(other.hash).model.source, other.source);
        QCOMPARE(of(other.hash).model.dim, dim);
        QVERIFY(of(other.hash).usedMs >= of(model().hash).usedMs);
        QCOMPARE(of(model().hash).vectors, 2);
        QVERIFY(of(model().hash).bytes > 0);

        VERIFY_FAILS(writer().removeModel(other.hash), ErrorKind::WrongUse);
        VERIFY_FAILS(writer().removeModel(p("nonesuch")), ErrorKind::NotFound);
        VERIFY_OK(writer().removeModel(model().hash));
        QCOMPARE(reader().models()->size(), std::size_t(1));
        QCOMPARE(reader().counts()->contents, 2);
        // Coming back to it means to encode anew.
        VERIFY_OK(writer().useModel(model()));
        QCOMPARE(allVectors(reader()).size(), std::size_t(0));
    }

    void refusesVectorsThatDoNotFit() {
        IndexedFile file = encodedFile(m_root, p("a.jpg"), 1);
        file.vector.chop(2);
        VERIFY_FAILS(writer().submit(file), ErrorKind::WrongUse);
        file.outcome = IndexedFile::Outcome::Failed;
        VERIFY_OK(writer().submit(file));
    }

    void closingCommitsWhatWasSubmitted() {
        VERIFY_OK(writer().submit(encodedFile(m_root, p("a.jpg"), 1)));
        m_library->writer.reset();
        QCOMPARE(reader().counts()->files, 1);
    }

    void commitsByNumberAndByTime() {
        m_library->close();
        std::atomic<int> committed = 0;
        StoreWriter::Options options;
        options.batchFiles = 10;
        options.batchMs = 20;
        options.committed = [&](int files) { committed += files; };
        QCOMPARE(m_library->open(options), QString());
        for (int i = 0; i < 25; ++i)
            VERIFY_OK(writer().submit(encodedFile(m_root, QString::number(i), i)));
        QTRY_COMPARE(committed.load(), 25);
        QCOMPARE(reader().counts()->files, 25);
        m_library->close();
    }

    void manyThreadsSubmit() {
        std::vector<std::unique_ptr<QThread>> threads;
        std::atomic<int> refused = 0;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back(QThread::create([&, t] {
                for (int i = 0; i < 300; ++i) {
                    const int n = t * 1000 + i;
                    if (!writer().submit(encodedFile(m_root, QString::number(n), n)))
                        ++refused;
                    if (i % 100 == 0 && !writer().flush())
                        ++refused;
                }
            }));
            threads.back()->start();
        }
        for (auto& thread : threads)
            thread->wait();
        VERIFY_OK(writer().flush());
        QCOMPARE(refused.load(), 0);
        QCOMPARE(reader().counts()->readable, 1200);
        QCOMPARE(allVectors(reader()).size(), std::size_t(1200));
    }

private:
    StoreWriter& writer() { return *m_library->writer; }
    LibraryReader& reader() { return *m_library->reader; }

    QByteArray thumbnail(int content) {
        const auto cache = m_library->paths.cacheDir(writer().uuid());
        auto store = ThumbnailStore::open(*cache);
        return store ? (*store)->get(keyOf(content), 256)->value_or(QByteArray()) : QByteArray();
    }

    std::unique_ptr<Fixture> m_library;
    RootId m_root;
};

SEMBLANCE_TEST(TestStoreWriter)
#include "tst_storewriter.moc"
