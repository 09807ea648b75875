#include <QDir>
#include <QTest>
#include <atomic>
#include <future>

#include "core/base/contentkey.h"
#include "core/base/float16.h"
#include "core/library/groups/groupfinder.h"
#include "core/library/groups/groupkeeper.h"
#include "core/media/picture.h"
#include "tests/core/library/cataloguefixture.h"
#include "tests/core/library/groups/variants.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {

constexpr std::int64_t kNoon = 1'700'000'000'000;

QImage demoPhoto(qsizetype number) {
    const QDir dir(QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/demo/photos"));
    const QStringList names = dir.entryList({QStringLiteral("*.jpg")}, QDir::Files, QDir::Name);
    return QImage(dir.filePath(names.at(number))).convertToFormat(QImage::Format_RGB32);
}

QImage panned(const QImage& picture, double from) {
    const int width = qRound(picture.width() * 0.85);
    return picture.copy(qRound(picture.width() * from), 0, width, picture.height());
}

/// A vector for each scene, as a model gives pictures of one scene vectors that are near.
QByteArray vectorOfScene(int scene, int shot) {
    std::vector<float> numbers(dim, 0.0f);
    numbers[static_cast<std::size_t>(scene % dim)] = 1.0f;
    numbers[static_cast<std::size_t>((scene / dim + 1) % dim)] += 0.05f * float(shot);
    return toHalf(numbers);
}

/// A library with real thumbnails, and a keeper of its groups.
struct Library {
    CatalogueFixture fixture;
    RootId root;
    std::unique_ptr<GroupKeeper> keeper;

    Library() {
        if (const QString problem = fixture.open(); !problem.isEmpty())
            qFatal("%s", qPrintable(problem));
        root = fixture.addRoot();
    }
    ~Library() { keeper.reset(); }

    void add(const QString& name, const QByteArray& file, int scene,
             std::int64_t capturedMs = kNoon) {
        PictureWish wish;
        wish.thumbnailSides = {256, 512};
        const auto decoded = decodePicture(file, wish);
        IndexedFile indexed = encodedFile(root, name, ++m_files);
        indexed.contentKey = contentKeyOf(file);
        indexed.facts = decoded->facts;
        indexed.facts.camera = QStringLiteral("Canon EOS");
        indexed.facts.capturedMs = capturedMs;
        indexed.thumbnails = decoded->thumbnails;
        indexed.vector = vectorOfScene(scene, m_files % 7);
        if (!fixture.writer().submit(std::move(indexed)))
            qFatal("not submitted");
    }

    /// How many were compared.
    std::size_t finish() {
        if (!keeper)
            keeper = std::make_unique<GroupKeeper>(*fixture.catalogue);
        if (!fixture.writer().flush())
            qFatal("not stored");
        std::size_t compared = 0;
        const Status finished =
            keeper->finish({}, [&](std::size_t, std::size_t all) { compared = all; });
        if (!finished)
            qFatal("%s", qPrintable(finished.error().sentence));
        return compared;
    }

    /// "kind: name name", names in order.
    QStringList groups() const { return groupsIn(*fixture.catalogue->snapshot()); }

    static QStringList groupsIn(const Snapshot& snapshot) {
        const QStringList kinds{QStringLiteral("exact"),   QStringLiteral("resaved"),
                                QStringLiteral("rotated"), QStringLiteral("resized"),
                                QStringLiteral("cropped"), QStringLiteral("burst")};
        QStringList lines;
        for (const PhotoGroup& group : groupsOf(snapshot)) {
            QStringList names;
            for (const PhotoItem& photo : group.members)
                names.append(photo.path.section(u'/', -1));
            names.sort();
            lines.append(kinds.at(int(group.kind)) + QStringLiteral(": ") + names.join(u' '));
        }
        lines.sort();
        return lines;
    }

private:
    int m_files = 0;
};

LooksAlike looking(Looks looks, int orientation = 1) {
    return {looks, orientation};
}

PhotoFacts facts(int width, int height, std::optional<std::int64_t> capturedMs = std::nullopt) {
    PhotoFacts facts;
    facts.width = width;
    facts.height = height;
    facts.camera = QStringLiteral("Canon EOS");
    facts.capturedMs = capturedMs;
    return facts;
}
}  // namespace

class GroupKeeperTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsKinds();
    void findsGroups();
    void comparesOnlyWhatIsNew();
    void goesOnWhereItStopped();
    void standsBackWhileHeld();
    void readersSeeWhatIsStored();
    void forgetsWhatIsGone();
    void endsAtOnce();
};

void GroupKeeperTest::tellsKinds() {
    const PhotoFacts photo = facts(400, 300);
    PhotoFacts sideways = photo;
    sideways.orientation = 6;
    const auto same = looking(Looks::Same);
    QCOMPARE(kindOf(same, photo, photo), GroupKind::Resaved);
    QCOMPARE(kindOf(same, photo, facts(200, 150)), GroupKind::Resized);
    QCOMPARE(kindOf(same, photo, sideways), GroupKind::Rotated);
    QCOMPARE(kindOf(looking(Looks::Same, 6), photo, facts(300, 400)), GroupKind::Rotated);
    QCOMPARE(kindOf(looking(Looks::Cropped), photo, facts(380, 290)), GroupKind::Cropped);
    QCOMPARE(kindOf(looking(Looks::Near), photo, photo), std::nullopt);
    QCOMPARE(kindOf(looking(Looks::Different), photo, photo), std::nullopt);

    // Shots of one camera at other times are other pictures, however alike.
    const PhotoFacts first = facts(400, 300, kNoon);
    const PhotoFacts second = facts(400, 300, kNoon + 1000);
    QCOMPARE(kindOf(same, first, first), GroupKind::Resaved);
    QCOMPARE(kindOf(same, first, second), GroupKind::Burst);
    QCOMPARE(kindOf(looking(Looks::Near), first, second), GroupKind::Burst);
    QCOMPARE(kindOf(looking(Looks::Near), first, first), GroupKind::Burst);
    QCOMPARE(kindOf(looking(Looks::Different), first, second), std::nullopt);
    QCOMPARE(kindOf(same, first, facts(400, 300, kNoon + 60'000)), std::nullopt);
    PhotoFacts otherCamera = second;
    otherCamera.camera = QStringLiteral("Phone");
    QCOMPARE(kindOf(same, first, otherCamera), GroupKind::Resaved);
    QCOMPARE(kindOf(looking(Looks::Near), first, otherCamera), std::nullopt);
}

void GroupKeeperTest::findsGroups() {
    Library library;
    const QImage dog = demoPhoto(3), lake = demoPhoto(10), cup = demoPhoto(17), owl = demoPhoto(25);
    library.add(QStringLiteral("dog.jpg"), jpegOf(dog, 90), 1);
    library.add(QStringLiteral("dog-q40.jpg"), jpegOf(dog, 40), 1);
    library.add(QStringLiteral("lake.jpg"), jpegOf(lake, 90), 2);
    library.add(QStringLiteral("lake-copy.jpg"), jpegOf(lake, 90), 2);
    library.add(QStringLiteral("cup.jpg"), jpegOf(cup, 90), 3);
    const int inset = cup.width() / 20;
    library.add(QStringLiteral("cup-cropped.jpg"),
                jpegOf(cup.copy(inset, 0, cup.width() - 2 * inset, cup.height()), 90), 3);
    library.add(QStringLiteral("cup-small.jpg"), jpegOf(cup.scaled(cup.size() / 2), 90), 3);
    library.add(QStringLiteral("owl-1.jpg"), jpegOf(panned(owl, 0), 90), 4, kNoon);
    library.add(QStringLiteral("owl-2.jpg"), jpegOf(panned(owl, 0.07), 90), 4, kNoon + 1000);
    library.add(QStringLiteral("owl-3.jpg"), jpegOf(panned(owl, 0.14), 90), 4, kNoon + 2000);
    library.add(QStringLiteral("later.jpg"), jpegOf(panned(owl, 0.1), 90), 4, kNoon + 900'000);
    library.add(QStringLiteral("alone.jpg"), jpegOf(demoPhoto(30), 90), 5);
    // Turned, a picture is another one to a model: its looks are what finds it.
    library.add(QStringLiteral("alone-turned.jpg"),
                jpegOf(demoPhoto(30).transformed(QTransform().rotate(90)), 90), 6);
    QCOMPARE(library.finish(), std::size_t(12));
    QCOMPARE(library.groups(),
             (QStringList{QStringLiteral("burst: owl-1.jpg owl-2.jpg owl-3.jpg"),
                          QStringLiteral("cropped: cup-cropped.jpg cup-small.jpg cup.jpg"),
                          QStringLiteral("exact: lake-copy.jpg lake.jpg"),
                          QStringLiteral("resaved: dog-q40.jpg dog.jpg"),
                          QStringLiteral("rotated: alone-turned.jpg alone.jpg")}));
}

void GroupKeeperTest::comparesOnlyWhatIsNew() {
    Library library;
    for (int i = 0; i < 4; ++i)
        library.add(QStringLiteral("%1.jpg").arg(i), jpegOf(demoPhoto(i), 90), i);
    QCOMPARE(library.finish(), std::size_t(4));
    QCOMPARE(library.finish(), std::size_t(0));
    library.add(QStringLiteral("2-again.jpg"), jpegOf(demoPhoto(2), 70), 2);
    QCOMPARE(library.finish(), std::size_t(1));
    QCOMPARE(library.groups(), (QStringList{QStringLiteral("resaved: 2-again.jpg 2.jpg")}));
    // Not at the next start, either.
    library.keeper.reset();
    QCOMPARE(library.finish(), std::size_t(0));
    QCOMPARE(library.groups(), (QStringList{QStringLiteral("resaved: 2-again.jpg 2.jpg")}));
}

void GroupKeeperTest::goesOnWhereItStopped() {
    Library library;
    constexpr int pictures = 40;
    for (int i = 0; i < pictures; ++i)
        library.add(QStringLiteral("%1.jpg").arg(i), jpegOf(demoPhoto(i), 90), i);
    QVERIFY(library.fixture.writer().flush());
    GroupKeeper stopped(*library.fixture.catalogue);
    const CancelToken cancel;
    std::shared_ptr<void> held;
    std::size_t stoppedAt = 0;
    const Status ended = stopped.finish(cancel, [&](std::size_t done, std::size_t) {
        if (done < 10 || held)
            return;
        held = stopped.hold();
        stoppedAt = done;
        cancel.cancel();
    });
    QVERIFY(!ended);
    QCOMPARE(ended.error().kind, ErrorKind::Cancelled);
    held.reset();
    std::size_t left = 0;
    QVERIFY(stopped.finish({}, [&](std::size_t, std::size_t all) { left = all; }));
    QCOMPARE(left, pictures - stoppedAt);
}

void GroupKeeperTest::standsBackWhileHeld() {
    Library library;
    for (int i = 0; i < 6; ++i)
        library.add(QStringLiteral("%1.jpg").arg(i), jpegOf(demoPhoto(i), 90), i);
    library.add(QStringLiteral("0-again.jpg"), jpegOf(demoPhoto(0), 60), 0);
    QVERIFY(library.fixture.writer().flush());
    library.keeper = std::make_unique<GroupKeeper>(*library.fixture.catalogue);
    std::promise<std::shared_ptr<void>> taken;
    std::atomic<bool> isHeld = false;
    std::atomic<int> inSpite = 0;
    auto finished = std::async(std::launch::async, [&] {
        return library.keeper->finish({}, [&](std::size_t done, std::size_t all) {
            if (isHeld)
                ++inSpite;
            if (done != 1 || all < 7)
                return;
            isHeld = true;
            taken.set_value(library.keeper->hold());
        });
    });
    std::shared_ptr<void> held = taken.get_future().get();
    // What happens meanwhile in a library that is being indexed.
    for (int i = 0; i < 20; ++i)
        QVERIFY(library.fixture.catalogue->refresh({}));
    QCOMPARE(inSpite, 0);
    isHeld = false;
    held.reset();
    QVERIFY(finished.get());
    QCOMPARE(library.groups(), (QStringList{QStringLiteral("resaved: 0-again.jpg 0.jpg")}));
}

void GroupKeeperTest::readersSeeWhatIsStored() {
    Library library;
    library.add(QStringLiteral("a.jpg"), jpegOf(demoPhoto(0), 90), 0);
    library.add(QStringLiteral("b.jpg"), jpegOf(demoPhoto(0), 60), 0);
    library.finish();
    auto beside = EmbeddedCatalogue::open(library.fixture.paths, EmbeddedCatalogue::Access::Read);
    QVERIFY(beside);
    {
        GroupKeeper keeper(**beside);
        bool hasCompared = false;
        QVERIFY(keeper.finish({}, [&](std::size_t, std::size_t) { hasCompared = true; }));
        QVERIFY(!hasCompared);
        QCOMPARE(Library::groupsIn(*(*beside)->snapshot()), library.groups());
    }
}

void GroupKeeperTest::forgetsWhatIsGone() {
    Library library;
    library.add(QStringLiteral("a.jpg"), jpegOf(demoPhoto(0), 90), 0);
    library.add(QStringLiteral("b.jpg"), jpegOf(demoPhoto(0), 60), 0);
    library.finish();
    RowWriter& writer = library.fixture.writer();
    QVERIFY(writer.markMissing({library.fixture.row(library.root, QStringLiteral("b.jpg")).id}, 1));
    library.finish();
    QVERIFY(library.groups().isEmpty());
    QVERIFY(writer.purgeMissing(2));
    library.finish();
    const auto likenesses = library.fixture.catalogue->openLikenesses();
    int compared = 0;
    int pairs = 0;
    QVERIFY((*likenesses)->forEachCompared([&](const Likenesses::Compared&) { ++compared; }));
    QVERIFY((*likenesses)->forEachPair([&](const Likenesses::Pair&) { ++pairs; }));
    QCOMPARE(compared, 1);
    QCOMPARE(pairs, 0);
    // It comes back as another content.
    library.add(QStringLiteral("b.jpg"), jpegOf(demoPhoto(0), 60), 0);
    QCOMPARE(library.finish(), std::size_t(1));
    QCOMPARE(library.groups(), (QStringList{QStringLiteral("resaved: a.jpg b.jpg")}));
}

void GroupKeeperTest::endsAtOnce() {
    Library library;
    for (int i = 0; i < 12; ++i)
        library.add(QStringLiteral("%1.jpg").arg(i), jpegOf(demoPhoto(i), 90), i);
    QVERIFY(library.fixture.writer().flush());
    GroupKeeper* const keeper = new GroupKeeper(*library.fixture.catalogue);
    const CancelToken cancel;
    QVERIFY(!keeper->finish(cancel, [&](std::size_t, std::size_t) { cancel.cancel(); }));
    delete keeper;
}

SEMBLANCE_TEST(GroupKeeperTest)
#include "tst_groupkeeper.moc"
