#include <QTest>

#include "core/library/identity/contentlookup.h"
#include "core/library/indexing/indexpipeline.h"
#include "core/scan/filekey.h"
#include "core/scan/walk.h"
#include "tests/core/library/cataloguefixture.h"
#include "tests/core/library/fakes.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {
const QString kA = QStringLiteral("a.bmp");
const QString kB = QStringLiteral("b.bmp");

/// Two large files with equal keys and other bytes.
QByteArray large(char middle) {
    QByteArray bytes(2 << 20, 'p');
    bytes[400 << 10] = middle;
    return bytes;
}
}  // namespace

class ContentLookupTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_library.reset(); }
    void placeIsFoundByPath();
    void placeIsInTheInnermostRoot();
    void noteIsFoundWithoutTheFile();
    void changedFileIsNotWhatWasNoted();
    void smallFileIsKnownByItsKey();
    void lookAlikeIsAnotherContent();
    void lookAlikeIsFoundUnderItsOwnKey();
    void contentWithoutAHashIsReadAgain();
    void touchedFileIsKnownByItsHash();
    void touchedFileIsAssumedTheSame();
    void copyOfALostFileIsKnownByItsHash();
    void lookAlikeOfALostFileIsAnotherContent();

private:
    QString path(const QString& name) const { return m_library->path(name); }
    void write(const QString& name, const QByteArray& bytes) const {
        m_library->write(name, bytes);
    }
    void index(const QStringList& names) {
        FakeDecoder decoder;
        FakeEncoder encoder;
        IndexPipeline pipeline(decoder, encoder, *m_library->catalogue, *m_library->reader,
                               modelInfo(), {}, [](const auto&, auto, const QString&) {});
        for (const QString& name : names)
            VERIFY_OK(pipeline.add({m_root, m_library->dir.path(), name, *statFile(path(name))}));
        VERIFY_OK(pipeline.finish());
    }
    FilePlace place(const QString& name) const { return {m_root, m_library->dir.path(), name}; }
    ContentId contentOf(const QString& name) const { return m_library->row(m_root, name).content; }
    Result<ContentLookup::Answer> byBytes(const QString& name,
                                          const std::optional<FilePlace>& where = {}) {
        const ReadReply read{*statFile(path(name)), *contentKey(path(name)), *fullHash(path(name))};
        ContentLookup lookup(*m_library->reader);
        return lookup.byBytes(read, where, {});
    }

    std::unique_ptr<CatalogueFixture> m_library;
    RootId m_root;
};

void ContentLookupTest::init() {
    m_library = std::make_unique<CatalogueFixture>();
    QCOMPARE(m_library->open(), QString());
    m_root = m_library->addRoot();
    QVERIFY(m_root.isValid());
}

void ContentLookupTest::placeIsFoundByPath() {
    RootInfo root;
    root.id = m_root;
    root.path = m_library->dir.path();
    const auto inside = placeOf(path(QStringLiteral("trip/../trip/a.bmp")), {root});
    QVERIFY(inside);
    QVERIFY(inside->root == m_root);
    QCOMPARE(inside->path, QStringLiteral("trip/a.bmp"));
    QCOMPARE(inside->absolutePath(), path(QStringLiteral("trip/a.bmp")));
    QVERIFY(!inside->isAway);
    QVERIFY(!placeOf(m_library->dir.path() + QStringLiteral("-other/a.bmp"), {root}));
    QVERIFY(!placeOf(m_library->dir.path(), {root}));
    QVERIFY(!placeOf(path(kA), {}));
}

void ContentLookupTest::placeIsInTheInnermostRoot() {
    const auto rootAt = [](std::int64_t id, const QString& at, RootInfo::State state) {
        RootInfo root;
        root.id = {id};
        root.path = at;
        root.state = state;
        return root;
    };
    using State = RootInfo::State;
    const std::vector<RootInfo> roots{
        rootAt(1, QStringLiteral("/mnt"), State::Present),
        rootAt(2, QStringLiteral("/mnt/stick"), State::VolumeAbsent),
        rootAt(3, QStringLiteral("/"), State::FolderMissing),
    };
    const auto onTheStick = placeOf(QStringLiteral("/mnt/stick/trip/a.bmp"), roots);
    QVERIFY(onTheStick);
    QVERIFY(onTheStick->root == RootId{2});
    QCOMPARE(onTheStick->path, QStringLiteral("trip/a.bmp"));
    // What is not there now is known by what was noted.
    QVERIFY(onTheStick->isAway);
    const auto beside = placeOf(QStringLiteral("/mnt/sticks/a.bmp"), roots);
    QVERIFY(beside && beside->root == RootId{1} && !beside->isAway);
    const auto elsewhere = placeOf(QStringLiteral("/home/a.bmp"), roots);
    QVERIFY(elsewhere && elsewhere->root == RootId{3} && elsewhere->isAway);
    QCOMPARE(elsewhere->path, QStringLiteral("home/a.bmp"));
}

void ContentLookupTest::noteIsFoundWithoutTheFile() {
    write(kA, "\x01 picture");
    index({kA});
    const FileStat stat = *statFile(path(kA));
    QVERIFY(QFile::remove(path(kA)));
    ContentLookup lookup(*m_library->reader);
    for (const auto& facts : {std::optional<FileStat>(), std::optional(stat)}) {
        const auto content = lookup.at(place(kA), facts);
        VERIFY_OK(content);
        QVERIFY(*content);
        QCOMPARE((*content)->id, contentOf(kA));
    }
    const auto other = lookup.at(place(kB), {});
    VERIFY_OK(other);
    QVERIFY(!*other);
}

void ContentLookupTest::changedFileIsNotWhatWasNoted() {
    write(kA, "\x01 picture");
    index({kA});
    FileStat stat = *statFile(path(kA));
    ++stat.mtimeNs;
    ContentLookup lookup(*m_library->reader);
    const auto content = lookup.at(place(kA), stat);
    VERIFY_OK(content);
    QVERIFY(!*content);
}

void ContentLookupTest::smallFileIsKnownByItsKey() {
    write(kA, "\x01 picture");
    index({kA});
    write(kB, "\x01 picture");
    const auto answer = byBytes(kB);
    VERIFY_OK(answer);
    QVERIFY(answer->content);
    QCOMPARE(answer->content->id, contentOf(kA));
    QCOMPARE(answer->key, *contentKey(path(kA)));
}

void ContentLookupTest::lookAlikeIsAnotherContent() {
    write(kA, large('q'));
    index({kA});
    write(kB, large('r'));
    const auto other = byBytes(kB);
    VERIFY_OK(other);
    QVERIFY(!other->content);
    QCOMPARE(other->key, *contentKey(path(kA)) + *fullHash(path(kB)));
    write(kB, large('q'));
    const auto same = byBytes(kB);
    VERIFY_OK(same);
    QVERIFY(same->content && !same->assumed);
    QCOMPARE(same->content->id, contentOf(kA));
}

void ContentLookupTest::lookAlikeIsFoundUnderItsOwnKey() {
    write(kA, large('q'));
    write(kB, large('r'));
    index({kA, kB});
    QVERIFY(contentOf(kA) != contentOf(kB));
    const QString copy = QStringLiteral("copy.bmp");
    write(copy, large('r'));
    const auto answer = byBytes(copy);
    VERIFY_OK(answer);
    QVERIFY(answer->content && !answer->assumed);
    QCOMPARE(answer->content->id, contentOf(kB));
}

void ContentLookupTest::contentWithoutAHashIsReadAgain() {
    write(kA, large('q'));
    VERIFY_OK(m_library->storeWithoutHash(m_root, kA));
    write(kB, large('r'));
    const auto other = byBytes(kB);
    VERIFY_OK(other);
    QVERIFY(!other->content);
    write(kB, large('q'));
    const auto same = byBytes(kB);
    VERIFY_OK(same);
    QVERIFY(same->content && !same->assumed);
    QCOMPARE(same->content->id, contentOf(kA));
}

void ContentLookupTest::touchedFileIsKnownByItsHash() {
    write(kA, large('q'));
    index({kA});
    m_library->touch(kA, 24);
    const auto answer = byBytes(kA, place(kA));
    VERIFY_OK(answer);
    QVERIFY(answer->content && !answer->assumed);
    QCOMPARE(answer->content->id, contentOf(kA));
    // Edited where the key does not look.
    write(kA, large('r'));
    const auto edited = byBytes(kA, place(kA));
    VERIFY_OK(edited);
    QVERIFY(!edited->content && !edited->assumed);
}

void ContentLookupTest::touchedFileIsAssumedTheSame() {
    write(kA, large('q'));
    VERIFY_OK(m_library->storeWithoutHash(m_root, kA));
    m_library->touch(kA, 24);
    const auto answer = byBytes(kA, place(kA));
    VERIFY_OK(answer);
    QVERIFY(answer->content && answer->assumed);
    QCOMPARE(answer->content->id, contentOf(kA));
}

void ContentLookupTest::copyOfALostFileIsKnownByItsHash() {
    write(kA, large('q'));
    index({kA});
    QVERIFY(QFile::remove(path(kA)));
    write(kB, large('q'));
    const auto answer = byBytes(kB, place(kB));
    VERIFY_OK(answer);
    QVERIFY(answer->content && !answer->assumed);
    QCOMPARE(answer->content->id, contentOf(kA));
}

void ContentLookupTest::lookAlikeOfALostFileIsAnotherContent() {
    write(kA, large('q'));
    VERIFY_OK(m_library->storeWithoutHash(m_root, kA));
    QVERIFY(QFile::remove(path(kA)));
    write(kB, large('q'));
    const auto answer = byBytes(kB, place(kB));
    VERIFY_OK(answer);
    QVERIFY(!answer->content && !answer->assumed);
    QCOMPARE(answer->key, *contentKey(path(kB)) + *fullHash(path(kB)));
}

SEMBLANCE_TEST(ContentLookupTest)
#include "tst_contentlookup.moc"
