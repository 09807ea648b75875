#include <QTest>

#include "core/library/identity/contentlookup.h"
#include "core/library/indexing/indexpipeline.h"
#include "core/scan/contentkey.h"
#include "core/scan/walk.h"
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
    void noteIsFoundWithoutTheFile();
    void changedFileIsNotWhatWasNoted();
    void smallFileIsKnownByItsKey();
    void lookAlikeIsAnotherContent();
    void lookAlikeIsFoundUnderItsOwnKey();
    void touchedFileIsAssumedTheSame();
    void lookAlikeOfALostFileIsAnotherContent();

private:
    QString path(const QString& name) const { return m_library->dir.filePath(name); }
    void write(const QString& name, const QByteArray& bytes) const {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    void index(const QStringList& names) {
        FakeDecoder decoder;
        FakeEncoder encoder;
        IndexPipeline pipeline(decoder, encoder, *m_library->writer, *m_library->reader,
                               modelInfo(), {}, [](const auto&, auto, const QString&) {});
        for (const QString& name : names)
            VERIFY_OK(pipeline.add({m_root, m_library->dir.path(), name, *statFile(path(name))}));
        VERIFY_OK(pipeline.finish());
    }
    ContentLookup::Place place(const QString& name) const {
        return {m_root, m_library->dir.path(), name};
    }
    ContentId contentOf(const QString& name) const {
        return (*m_library->reader->fileAt(m_root, name))->content;
    }
    Result<ContentLookup::Answer> byBytes(const QString& name,
                                          const std::optional<ContentLookup::Place>& where = {}) {
        ContentLookup lookup(*m_library->reader);
        return lookup.byBytes(path(name), *contentKey(path(name)), where, {});
    }

    std::unique_ptr<Fixture> m_library;
    RootId m_root;
};

void ContentLookupTest::init() {
    m_library = std::make_unique<Fixture>();
    QCOMPARE(m_library->open(), QString());
    m_root = m_library->addRoot();
    VERIFY_OK(m_library->writer->updateRootPath(m_root, m_library->dir.path()));
}

void ContentLookupTest::placeIsFoundByPath() {
    ContentLookup lookup(*m_library->reader);
    const auto inside = lookup.placeOf(path(QStringLiteral("trip/../trip/a.bmp")));
    VERIFY_OK(inside);
    QVERIFY(*inside);
    QVERIFY((*inside)->root == m_root);
    QCOMPARE((*inside)->path, QStringLiteral("trip/a.bmp"));
    const auto outside = lookup.placeOf(m_library->dir.path() + QStringLiteral("-other/a.bmp"));
    VERIFY_OK(outside);
    QVERIFY(!*outside);
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
    QVERIFY(answer->fullHash.isEmpty());
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

void ContentLookupTest::touchedFileIsAssumedTheSame() {
    write(kA, large('q'));
    index({kA});
    QFile file(path(kA));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.setFileTime(QDateTime::currentDateTime().addDays(1),
                             QFileDevice::FileModificationTime));
    file.close();
    const auto answer = byBytes(kA, place(kA));
    VERIFY_OK(answer);
    QVERIFY(answer->content && answer->assumed);
    QCOMPARE(answer->content->id, contentOf(kA));
}

void ContentLookupTest::lookAlikeOfALostFileIsAnotherContent() {
    write(kA, large('q'));
    index({kA});
    QVERIFY(QFile::remove(path(kA)));
    write(kB, large('q'));
    const auto answer = byBytes(kB, place(kB));
    VERIFY_OK(answer);
    QVERIFY(!answer->content && !answer->assumed);
}

SEMBLANCE_TEST(ContentLookupTest)
#include "tst_contentlookup.moc"
