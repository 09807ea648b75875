#include <QDir>
#include <QTest>
#include <condition_variable>
#include <mutex>

#include "core/library/search/failedphotos.h"
#include "core/library/search/searcher.h"
#include "core/scan/volume.h"
#include "tests/core/library/cataloguefixture.h"
#include "tests/core/library/fakes.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {
constexpr int kPatienceMs = 60'000;
constexpr int kWordWidth = 2;

QByteArray bytesOf(const std::vector<float>& numbers) {
    return {reinterpret_cast<const char*>(numbers.data()),
            qsizetype(numbers.size() * sizeof(float))};
}

/// An engine whose vectors tell what they are of: a picture's colour, a sentence's length.
class QueryEngine final : public FakeEncoder {
public:
    QueryEngine(QString hash, bool composes) : m_hash(std::move(hash)), m_composes(composes) {}

    Result<ModelInfo> model(const CancelToken&) override {
        ModelInfo info = modelInfo(m_hash);
        info.composes = m_composes;
        info.wordWidth = m_composes ? kWordWidth : 0;
        return info;
    }
    Result<QueryReply> encodeQuery(const QueryRequest& request,
                                   const CancelToken& cancel) override {
        if (cancel.isCancelled())
            return fail(cancelledError());
        requests.push_back(request);
        if (failure)
            return fail(*failure);
        QueryReply reply;
        reply.dim = dim;
        reply.wordWidth = m_composes ? kWordWidth : 0;
        const qsizetype each = request.pictures.side * request.pictures.side * 3;
        for (int i = 0; i < request.pictures.count; ++i) {
            const auto colour = static_cast<uchar>(request.pictures.pixels[i * each]);
            reply.pictureVectors += bytesOf(vectorOfColour(colour));
            reply.words += bytesOf(std::vector<float>(std::size_t(reply.wordWidth), 1.0f));
        }
        for (const QString& text : request.texts) {
            reply.textVectors += bytesOf(vectorOfColour(uchar(text.size())));
            reply.unknownFractions.append(text.startsWith(u'?') ? 0.5f : 0.0f);
        }
        for (const auto& composition : request.compositions)
            reply.composedVectors +=
                bytesOf(vectorOfColour(uchar(composition.modification.size())));
        return reply;
    }

    std::vector<QueryRequest> requests;
    std::optional<Error> failure;

private:
    const QString m_hash;
    const bool m_composes;
};

/// Also of bytes that are no file: their first one is the colour. A part has the colour of the
/// whole and one more for each tenth that it begins from the left.
Result<DecodeReply> decodeAny(const DecodeRequest& request) {
    DecodeReply reply;
    if (request.bytes.isEmpty()) {
        SEMBLANCE_TRY_ASSIGN(reply, FakeDecoder::plainAnswer(request));
    } else {
        reply.input = QByteArray(request.input.side * request.input.side * 3, request.bytes[0]);
    }
    if (request.region)
        reply.input.fill(char(reply.input[0] + qRound(10 * request.region->x())));
    return reply;
}

Query textQuery(const QString& text) {
    Query query;
    query.text = text;
    return query;
}
Query referenceQuery(const QString& path, const QString& modification = {}) {
    Query query;
    query.references.resize(1);
    query.references[0].picture.path = path;
    query.modification = modification;
    return query;
}
}  // namespace

/// Queries over a library on disk, with a decoder and an engine that count what they are asked.
class SearcherTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void sentencesFindPictures();
    void queriesThatMakeNoSense();
    void whatTheLibraryKnowsIsNeitherReadNorEncoded();
    void theReferenceIsLeftOutBesideASentence();
    void itsCopiesAreLeftOutToo();
    void whatIsToBeLessIsLeftOut();
    void listsWhatCouldNotBeRead();
    void aFilterIsJudgedAnewWhereAnythingChanged();
    void sentencesAreTakenApart();
    void aChangedFileIsReadAnew();
    void aCopyOutsideIsKnownByItsBytes();
    void aStrangerIsDecodedAndEncoded();
    void pastedPicturesAreNoFiles();
    void aPartIsAPictureOfItsOwn();
    void whatIsLikedIsAQuery();
    void aReferenceThatIsNotThereIsNamed();
    void aPictureOnAnUnpluggedDisk();
    void aPictureOnAnUnpluggedDiskWithoutAVector();
    void queriesAreEncodedAhead();
    void anotherModelBeginsAnew();
    void anEngineThatFailedIsAskedAgain();
    void cancelledQueriesSaySo();
    void aQueryWaitsForNoRefresh();

private:
    QString modelDir(const QString& hash) const {
        const QString dir = m_library->path(hash);
        QDir().mkpath(dir);
        QFile manifest(dir + QStringLiteral("/model.json"));
        return manifest.open(QIODevice::WriteOnly) ? dir : QString();
    }
    /// A picture of the library: its first byte is its colour, its vector points there, too.
    IndexedFile picture(RootId root, const QString& name, int colour) const {
        IndexedFile file = encodedFile(root, name, colour);
        file.stat = *statFile(m_photos + u'/' + name);
        file.contentKey = *contentKey(m_photos + u'/' + name);
        file.fullHash = *fullHash(m_photos + u'/' + name);
        file.vector = toHalf(FakeEncoder::vectorOfColour(uchar(colour)));
        file.thumbnails = {{512, QByteArray(1, char(colour))}};
        return file;
    }
    static QString name(int colour) { return QStringLiteral("%1.jpg").arg(colour); }
    QString path(int colour) const { return m_photos + u'/' + name(colour); }
    void write(const QString& file, int colour) const {
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly) &&
                out.write(QByteArray(1, char(colour)) + file.toUtf8().last(5)) > 0);
    }
    void store(RootId root, int from, int to) {
        for (int colour = from; colour < to; ++colour) {
            write(path(colour), colour);
            VERIFY_OK(m_library->writer().submit(picture(root, name(colour), colour)));
        }
        VERIFY_OK(m_library->writer().flush());
        VERIFY_OK(m_library->catalogue->refresh({}));
    }
    /// The colour of the best picture, told by its name; -1 when there is none.
    int best(const Query& query) {
        const auto prepared = m_searcher->prepare(query);
        if (!prepared)
            return -1;
        const std::vector<PhotoItem> hits = prepared->rank();
        return hits.empty() ? -1 : QFileInfo(hits[0].path).baseName().toInt();
    }
    int calls() const { return int(m_engine->requests.size()); }

    std::unique_ptr<CatalogueFixture> m_library;
    QString m_photos;
    RootId m_root;
    std::shared_ptr<QueryEngine> m_engine;
    std::unique_ptr<FakeDecoder> m_decoder;
    std::unique_ptr<ModelSession> m_models;
    std::unique_ptr<Searcher> m_searcher;
};

void SearcherTest::init() {
    m_library = std::make_unique<CatalogueFixture>();
    QCOMPARE(m_library->open(), QString());
    m_photos = QFileInfo(m_library->dir.path()).canonicalFilePath() + QStringLiteral("/photos");
    QVERIFY(QDir().mkpath(m_photos));
    const auto located = locateRoot(m_photos);
    VERIFY_OK(located);
    const auto root = m_library->writer().addRoot(*located);
    VERIFY_OK(root);
    m_root = root->root;
    m_engine = std::make_shared<QueryEngine>(model().hash, true);
    m_decoder = std::make_unique<FakeDecoder>(decodeAny, 2);
    ModelSession::Options options;
    options.asked = modelDir(model().hash);
    options.makeEncoder = [this](const QString& dir) -> std::shared_ptr<Encoder> {
        const QString hash = QDir(dir).dirName();
        if (hash == model().hash)
            return m_engine;
        return std::make_shared<QueryEngine>(hash, false);
    };
    auto models = ModelSession::open(*m_library->catalogue, options);
    VERIFY_OK(models);
    m_models = std::move(*models);
    m_searcher = std::make_unique<Searcher>(*m_library->catalogue, *m_models, *m_decoder);
    store(m_root, 0, 6);
}

void SearcherTest::cleanup() {
    m_searcher.reset();
    m_models.reset();
    m_decoder.reset();
    m_engine.reset();
    m_library.reset();
}

void SearcherTest::sentencesFindPictures() {
    QCOMPARE(best(textQuery(QStringLiteral("abc"))), 3);
    QCOMPARE(calls(), 1);
    const auto prepared = m_searcher->prepare(textQuery(QStringLiteral("  ?bcd ")));
    VERIFY_OK(prepared);
    QCOMPARE(QFileInfo(prepared->rank()[0].path).baseName(), QStringLiteral("4"));
    QCOMPARE(prepared->unknownFraction, 0.5f);
    QCOMPARE(prepared->searched, std::size_t(6));
    QCOMPARE(prepared->model.hash, model().hash);
    // Feedback pulls a sentence towards a picture.
    Query query = textQuery(QStringLiteral("abc"));
    const ContentId liked = m_library->row(m_root, name(5)).content;
    query.feedback.push_back({liked.value, Feedback::Sign::More});
    const auto pulled = m_searcher->prepare(query);
    VERIFY_OK(pulled);
    QCOMPARE(pulled->rank()[1].content, liked);
}

void SearcherTest::queriesThatMakeNoSense() {
    VERIFY_FAILS(m_searcher->prepare(Query()), ErrorKind::WrongUse);
    VERIFY_FAILS(m_searcher->prepare(textQuery(QStringLiteral("  "))), ErrorKind::WrongUse);
    QCOMPARE(calls(), 0);
}

void SearcherTest::whatTheLibraryKnowsIsNeitherReadNorEncoded() {
    QCOMPARE(best(referenceQuery(path(4))), 4);
    QCOMPARE(m_decoder->decoded(), 0);
    QCOMPARE(calls(), 0);
    // Through a link in its path, too.
    const QString link = m_library->path(QStringLiteral("link"));
    if (QFile::link(m_photos, link)) {
        QCOMPARE(best(referenceQuery(link + u'/' + name(5))), 5);
        QCOMPARE(m_decoder->decoded(), 0);
        QCOMPARE(calls(), 0);
    }
}

void SearcherTest::theReferenceIsLeftOutBesideASentence() {
    const auto prepared = m_searcher->prepare(referenceQuery(path(4), QStringLiteral("red")));
    VERIFY_OK(prepared);
    QVERIFY(prepared->mixMatters());
    QCOMPARE(prepared->endpoints.size(), std::size_t(3));
    const std::vector<PhotoItem> hits = prepared->rank(0.0);
    QCOMPARE(hits.size(), std::size_t(5));
    for (const PhotoItem& hit : hits)
        QVERIFY(hit.path != path(4));
    // Its pixels were needed for its word, its vector was not.
    QCOMPARE(m_decoder->decoded(), 1);
    QCOMPARE(calls(), 1);
}

void SearcherTest::itsCopiesAreLeftOutToo() {
    const auto contentOf = [this](int colour) {
        return m_library->row(m_root, name(colour)).content;
    };
    const std::vector<LikePair> pairs = {{contentOf(4), contentOf(2), GroupKind::Resaved},
                                         {contentOf(2), contentOf(1), GroupKind::Resized},
                                         {contentOf(4), contentOf(0), GroupKind::Burst}};
    m_library->catalogue->setGroups(std::make_shared<const ContentGroups>(pairs));
    VERIFY_OK(m_library->catalogue->refresh({}));
    QTRY_VERIFY(m_library->catalogue->snapshot()->groups()->duplicatesOf(contentOf(4)));
    const auto shown = [this](const Query& query) {
        QStringList names;
        const auto prepared = m_searcher->prepare(query);
        if (prepared) {
            for (const PhotoItem& hit : prepared->rank())
                names.append(QFileInfo(hit.path).fileName());
        }
        names.sort();
        return names;
    };
    // A burst is no copy.
    const QStringList others = {name(0), name(3), name(5)};
    QCOMPARE(shown(referenceQuery(path(4), QStringLiteral("red"))), others);
    Query without = referenceQuery(path(4));
    without.negatives = {{QStringLiteral("abc"), 1}};
    QCOMPARE(shown(without), others);
    // A picture alone finds itself and its copies.
    QCOMPARE(shown(referenceQuery(path(4))).size(), qsizetype(6));
}

void SearcherTest::whatIsToBeLessIsLeftOut() {
    const ContentId disliked = m_library->row(m_root, name(5)).content;
    const ContentId copy = m_library->row(m_root, name(2)).content;
    const std::vector<LikePair> pairs = {{disliked, copy, GroupKind::Resaved}};
    m_library->catalogue->setGroups(std::make_shared<const ContentGroups>(pairs));
    VERIFY_OK(m_library->catalogue->refresh({}));
    QTRY_VERIFY(m_library->catalogue->snapshot()->groups()->duplicatesOf(disliked));
    Query query = textQuery(QStringLiteral("abc"));
    query.feedback.push_back({disliked.value, Feedback::Sign::Less});
    const auto prepared = m_searcher->prepare(query);
    VERIFY_OK(prepared);
    const std::vector<PhotoItem> hits = prepared->rank();
    QCOMPARE(hits.size(), std::size_t(4));
    for (const PhotoItem& hit : hits)
        QVERIFY(hit.content != disliked && hit.content != copy);
}

void SearcherTest::listsWhatCouldNotBeRead() {
    const auto store = [this](const QString& file, const QByteArray& key, int hour) {
        IndexedFile failed;
        failed.root = m_root;
        failed.path = file;
        failed.stat = {1000 * hour, hour * 3'600'000'000'000LL, std::uint64_t(900 + hour)};
        failed.outcome = IndexedFile::Outcome::Failed;
        failed.contentKey = key;
        failed.error = QStringLiteral("Reason %1.").arg(hour);
        VERIFY_OK(m_library->writer().submit(std::move(failed)));
    };
    store(QStringLiteral("old/broken.JPEG"), QByteArray(24, 'b'), 1);
    store(QStringLiteral("locked.png"), {}, 2);  // not even its bytes
    VERIFY_OK(m_library->writer().flush());
    VERIFY_OK(m_library->catalogue->refresh({}));
    using Field = PhotoFilter::Field;
    const PhotoFilter::Term failed{Field::Is, PhotoFilter::Relation::Equal,
                                   QStringLiteral("Failed")};
    const auto found = [&](std::vector<PhotoFilter::Term> others, bool isExcluded = false) {
        Query query;
        query.filter.terms = std::move(others);
        query.filter.terms.push_back(failed);
        query.filter.terms.back().isExcluded = isExcluded;
        const auto prepared = m_searcher->prepare(query);
        QStringList lines;
        for (const PhotoItem& item : prepared ? prepared->rank() : std::vector<PhotoItem>()) {
            lines.append(QFileInfo(item.path).fileName() + u' ' + item.failure);
            if (item.score || !prepared->isMeant(item.file))
                lines.append(QStringLiteral("?"));
        }
        return lines;
    };
    const QStringList all{QStringLiteral("locked.png Reason 2."),
                          QStringLiteral("broken.JPEG Reason 1.")};
    QCOMPARE(found({}), all);
    QCOMPARE(found({{Field::Folder, {}, QStringLiteral("old")}}), all.last(1));
    QCOMPARE(found({{Field::Type, {}, QStringLiteral("jpg")}}), all.last(1));
    QCOMPARE(found({{Field::Size, PhotoFilter::Relation::Above, {}, 1500}}), all.first(1));
    QCOMPARE(found({{Field::Tag, {}, QStringLiteral("x")}}), QStringList());
    QCOMPARE(found({}, true).size(), 6);
    // With a sentence it means nothing that could be compared.
    Query query = textQuery(QStringLiteral("abc"));
    query.filter.terms = {failed};
    const auto prepared = m_searcher->prepare(query);
    VERIFY_OK(prepared);
    QVERIFY(prepared->rank().empty());

    const auto photos = readFailedPhotos(*m_library->reader, *m_library->catalogue->snapshot());
    VERIFY_OK(photos);
    QCOMPARE(photos->size(), 2);
    const Facets facets =
        failedFacets(*photos, {{failed, {Field::Type, {}, QStringLiteral("png")}}});
    QCOMPARE(facets.photos, 1);
    QCOMPARE(facets.failed, 2);
    QCOMPARE(facets.formats.size(), std::size_t(2));
    QCOMPARE(facets.folders.size(), std::size_t(1));
    QCOMPARE(facets.months.size(), std::size_t(1));
}

/// Other words do not judge it anew; another filter, and another state of the library, do.
void SearcherTest::aFilterIsJudgedAnewWhereAnythingChanged() {
    const auto found = [this](const QString& text, const QString& part) {
        Query query = textQuery(text);
        query.filter.terms = {{PhotoFilter::Field::Name, {}, part}};
        const auto prepared = m_searcher->prepare(query);
        QStringList names;
        for (const PhotoItem& item : prepared ? prepared->rank() : std::vector<PhotoItem>())
            names.append(QFileInfo(item.path).fileName());
        names.sort();
        return QStringLiteral("%1 of %2")
            .arg(names.join(u' '))
            .arg(prepared ? prepared->searched : 0);
    };
    const QString three = QStringLiteral("3.jpg of 1");
    QCOMPARE(found(QStringLiteral("abc"), name(3)), three);
    QCOMPARE(found(QStringLiteral("ab"), name(3)), three);
    QCOMPARE(found(QString(), name(3)), three);
    QCOMPARE(found(QStringLiteral("ab"), name(4)), QStringLiteral("4.jpg of 1"));
    QCOMPARE(found(QStringLiteral("ab"), name(3)), three);
    store(m_root, 13, 14);
    QCOMPARE(found(QStringLiteral("ab"), name(3)), QStringLiteral("13.jpg 3.jpg of 2"));
    // One that fails leaves nothing behind.
    m_engine->failure = Error{ErrorKind::Internal, QStringLiteral("No."), {}};
    QCOMPARE(found(QStringLiteral("abcd"), name(4)), QStringLiteral(" of 0"));
    m_engine->failure.reset();
    QCOMPARE(found(QStringLiteral("abcd"), name(3)), QStringLiteral("13.jpg 3.jpg of 2"));
}

void SearcherTest::sentencesAreTakenApart() {
    const auto prepared = m_searcher->prepare(textQuery(QStringLiteral("abc without dogs")));
    VERIFY_OK(prepared);
    QCOMPARE(prepared->query.text, QStringLiteral("abc"));
    QCOMPARE(prepared->query.negatives.size(), std::size_t(1));
    QCOMPARE(m_engine->requests.back().texts,
             (QStringList{QStringLiteral("abc"), QStringLiteral("dogs")}));
    // Ahead of the query, too.
    VERIFY_OK(m_searcher->prefetch({textQuery(QStringLiteral("bc -cats"))}));
    QCOMPARE(m_engine->requests.back().texts,
             (QStringList{QStringLiteral("bc"), QStringLiteral("cats")}));
}

void SearcherTest::aChangedFileIsReadAnew() {
    write(path(4), 2);
    m_library->touch(QStringLiteral("photos/") + name(4), 1);
    QCOMPARE(best(referenceQuery(path(4))), 2);
    QCOMPARE(m_decoder->decoded(), 1);
}

void SearcherTest::aCopyOutsideIsKnownByItsBytes() {
    const QString outside = m_library->path(QStringLiteral("copy"));
    QVERIFY(QFile::copy(path(3), outside));
    QCOMPARE(best(referenceQuery(outside)), 3);
    QCOMPARE(m_decoder->decoded(), 0);
    QCOMPARE(calls(), 0);
    Query query = referenceQuery(outside);
    query.text = QStringLiteral("ab");
    const auto prepared = m_searcher->prepare(query);
    VERIFY_OK(prepared);
    for (const PhotoItem& hit : prepared->rank())
        QVERIFY(hit.path != path(3));
}

void SearcherTest::aStrangerIsDecodedAndEncoded() {
    const QString outside = m_library->path(QStringLiteral("stranger"));
    write(outside, 13);
    QCOMPARE(best(referenceQuery(outside)), 5);
    QCOMPARE(m_decoder->decoded(), 1);
    QCOMPARE(calls(), 1);
    // Read again, and known by its bytes.
    QCOMPARE(best(referenceQuery(outside)), 5);
    QCOMPARE(m_decoder->decoded(), 1);
    QCOMPARE(calls(), 1);
    write(outside, 12);
    QCOMPARE(best(referenceQuery(outside)), 4);
}

void SearcherTest::pastedPicturesAreNoFiles() {
    Query query;
    query.references.resize(1);
    query.references[0].picture.bytes = QByteArray(1, char(2)) + "pasted";
    QCOMPARE(best(query), 2);
    QCOMPARE(best(query), 2);
    QCOMPARE(calls(), 1);
}

void SearcherTest::aPartIsAPictureOfItsOwn() {
    const auto partOf = [&](const QString& file, double x) {
        Query query = referenceQuery(file);
        query.references[0].picture.region = QRectF(x, 0, 0.1, 1);
        return query;
    };
    // Of a picture whose vector the library has.
    QCOMPARE(best(partOf(path(1), 0.2)), 3);
    QCOMPARE(calls(), 1);
    QCOMPARE(best(partOf(path(1), 0.4)), 5);
    QCOMPARE(calls(), 2);
    QCOMPARE(best(referenceQuery(path(1))), 1);
    QCOMPARE(best(partOf(path(1), 0.2)), 3);
    QCOMPARE(calls(), 2);
    QCOMPARE(m_decoder->decoded(), 2);
    // Of a stranger, and of what is no file.
    const QString outside = m_library->path(QStringLiteral("stranger"));
    write(outside, 12);
    QCOMPARE(best(partOf(outside, 0.1)), 5);
    QCOMPARE(best(referenceQuery(outside)), 4);
    Query pasted;
    pasted.references.resize(1);
    pasted.references[0].picture.bytes = QByteArray(1, char(2)) + "pasted";
    QCOMPARE(best(pasted), 2);
    pasted.references[0].picture.region = QRectF(0.1, 0, 0.2, 0.2);
    QCOMPARE(best(pasted), 3);
    // Two parts of one picture are two references.
    Query both = partOf(path(0), 0.2);
    both.references.push_back(partOf(path(0), 0.4).references[0]);
    both.references[1].weight = 3;
    const auto prepared = m_searcher->prepare(both);
    VERIFY_OK(prepared);
    QCOMPARE(prepared->endpoints.size(), std::size_t(2));
    QVERIFY(prepared->endpoints[0].vector != prepared->endpoints[1].vector);
    QCOMPARE(prepared->endpoints[1].weight, 3.0);
    QCOMPARE(prepared->rank()[0].path, path(4));
    QCOMPARE(prepared->rank()[1].path, path(2));
    // Beside a sentence the picture that the part is of is left out as the whole is.
    Query brass = partOf(path(1), 0.2);
    brass.modification = QStringLiteral("red");
    const auto others = m_searcher->prepare(brass);
    VERIFY_OK(others);
    for (const PhotoItem& hit : others->rank())
        QVERIFY(hit.path != path(1));
}

void SearcherTest::whatIsLikedIsAQuery() {
    const auto contentOf = [&](int colour) {
        return m_library->row(m_root, name(colour)).content.value;
    };
    Query query;
    query.feedback = {{contentOf(4), Feedback::Sign::More}, {contentOf(2), Feedback::Sign::Less}};
    QCOMPARE(best(query), 4);
    QCOMPARE(calls(), 0);
    const auto prepared = m_searcher->prepare(query);
    VERIFY_OK(prepared);
    // What is not liked is no answer.
    for (const PhotoItem& hit : prepared->rank())
        QVERIFY(hit.path != path(2));
    query.feedback.erase(query.feedback.begin());
    VERIFY_FAILS(m_searcher->prepare(query), ErrorKind::WrongUse);
}

void SearcherTest::aReferenceThatIsNotThereIsNamed() {
    const QString nowhere = m_library->path(QStringLiteral("nowhere.jpg"));
    Query query = referenceQuery(path(1));
    query.references.push_back(referenceQuery(nowhere).references[0]);
    const auto prepared = m_searcher->prepare(query);
    VERIFY_FAILS(prepared, ErrorKind::NotFound);
    QVERIFY(prepared.error().sentence.contains(nowhere));
    // A picture of the library whose file went, with its folder still there.
    QVERIFY(QFile::remove(path(1)));
    VERIFY_FAILS(m_searcher->prepare(referenceQuery(path(1))), ErrorKind::NotFound);
}

/// Its mount point is still there, an empty folder.
void SearcherTest::aPictureOnAnUnpluggedDisk() {
    const QString mountPoint = m_library->path(QStringLiteral("stick"));
    QVERIFY(QDir().mkpath(mountPoint));
    const auto stick = m_library->writer().addRoot(
        {QStringLiteral("no such disk"), QStringLiteral("Stick"), QString(), mountPoint});
    VERIFY_OK(stick);
    write(path(7), 7);
    VERIFY_OK(m_library->writer().submit(picture(stick->root, name(7), 7)));
    VERIFY_OK(m_library->writer().flush());
    VERIFY_OK(m_library->catalogue->refresh({}));
    const QString away = mountPoint + u'/' + name(7);
    QCOMPARE(best(referenceQuery(away)), 7);
    QCOMPARE(calls(), 0);
    QCOMPARE(m_decoder->decoded(), 0);
    // For its word the stored preview is looked at.
    const auto prepared = m_searcher->prepare(referenceQuery(away, QStringLiteral("red")));
    VERIFY_OK(prepared);
    QCOMPARE(prepared->rank(1.0)[0].path, path(3));
    QCOMPARE(m_decoder->decoded(), 1);
    // What lies there meanwhile is another file.
    write(away, 1);
    QCOMPARE(best(referenceQuery(away)), 7);
}

void SearcherTest::aPictureOnAnUnpluggedDiskWithoutAVector() {
    const QString mountPoint = m_library->path(QStringLiteral("stick"));
    QVERIFY(QDir().mkpath(mountPoint));
    const auto stick = m_library->writer().addRoot(
        {QStringLiteral("no such disk"), QStringLiteral("Stick"), QString(), mountPoint});
    VERIFY_OK(stick);
    // Encoded with another model only.
    write(path(7), 7);
    VERIFY_OK(m_library->writer().useModel(model(QStringLiteral("other0"))));
    IndexedFile file = picture(stick->root, name(7), 2);
    file.modelHash = QStringLiteral("other0");
    VERIFY_OK(m_library->writer().submit(file));
    VERIFY_OK(m_library->writer().flush());
    VERIFY_OK(m_library->catalogue->refresh({}));
    // By its preview, which is of colour 2.
    QCOMPARE(best(referenceQuery(mountPoint + u'/' + name(7))), 2);
    QCOMPARE(calls(), 1);
}

void SearcherTest::queriesAreEncodedAhead() {
    const QString outside = m_library->path(QStringLiteral("stranger"));
    write(outside, 13);
    const std::vector<Query> queries{textQuery(QStringLiteral("abc")), Query(),
                                     referenceQuery(outside, QStringLiteral("red")),
                                     referenceQuery(m_library->path(QStringLiteral("nowhere.jpg"))),
                                     referenceQuery(path(4), QStringLiteral("blue"))};
    VERIFY_OK(m_searcher->prefetch(queries));
    QCOMPARE(calls(), 1);
    QCOMPARE(m_engine->requests[0].pictures.count, 2);
    for (const int good : {0, 2, 4})
        VERIFY_OK(m_searcher->prepare(queries[std::size_t(good)]));
    QCOMPARE(calls(), 1);
    VERIFY_FAILS(m_searcher->prepare(queries[1]), ErrorKind::WrongUse);
    VERIFY_FAILS(m_searcher->prepare(queries[3]), ErrorKind::NotFound);
}

void SearcherTest::anotherModelBeginsAnew() {
    const QString other = QStringLiteral("other0");
    QCOMPARE(best(textQuery(QStringLiteral("abc"))), 3);
    VERIFY_OK(m_models->choose(modelDir(other)));
    // Until it has caught up the former one answers.
    QCOMPARE(m_searcher->prepare(textQuery(QStringLiteral("abc")))->model.hash, model().hash);
    QCOMPARE(calls(), 1);
    for (int colour = 0; colour < 6; ++colour) {
        IndexedFile file = picture(m_root, name(colour), colour);
        file.modelHash = other;
        VERIFY_OK(m_library->writer().submit(file));
    }
    VERIFY_OK(m_library->writer().flush());
    VERIFY_OK(m_library->catalogue->refresh({}));
    QTRY_COMPARE_WITH_TIMEOUT(m_models->now()->model.info.hash, other, kPatienceMs);
    const auto prepared = m_searcher->prepare(textQuery(QStringLiteral("abc")));
    VERIFY_OK(prepared);
    QCOMPARE(prepared->model.hash, other);
    // It does not compose: no composition is among the endpoints.
    QCOMPARE(m_searcher->prepare(referenceQuery(path(4), QStringLiteral("red")))->endpoints.size(),
             std::size_t(2));
    QCOMPARE(calls(), 1);
}

void SearcherTest::anEngineThatFailedIsAskedAgain() {
    m_engine->failure = Error{ErrorKind::ChildFailed, QStringLiteral("It died."), {}};
    VERIFY_FAILS(m_searcher->prepare(textQuery(QStringLiteral("abc"))), ErrorKind::ChildFailed);
    // What the library knows needs no engine.
    QCOMPARE(best(referenceQuery(path(4))), 4);
    m_engine->failure.reset();
    QCOMPARE(best(textQuery(QStringLiteral("abc"))), 3);
}

void SearcherTest::cancelledQueriesSaySo() {
    VERIFY_OK(m_searcher->warm());
    const CancelToken cancel;
    cancel.cancel();
    VERIFY_FAILS(m_searcher->prepare(textQuery(QStringLiteral("abc")), cancel),
                 ErrorKind::Cancelled);
    QCOMPARE(best(textQuery(QStringLiteral("abc"))), 3);
}

/// The thread that reads the library stands in the middle of a publication; else this would not
/// return.
void SearcherTest::aQueryWaitsForNoRefresh() {
    VERIFY_OK(m_searcher->warm());
    struct Gate {
        std::mutex mutex;
        std::condition_variable changed;
        bool isInside = false;
        bool isOpen = false;
    };
    const auto gate = std::make_shared<Gate>();
    const auto subscription = m_library->catalogue->changes().subscribe([gate](const Delta& delta) {
        if (delta.inserted.empty())
            return;
        std::unique_lock lock(gate->mutex);
        gate->isInside = true;
        gate->changed.notify_all();
        gate->changed.wait(lock, [&] { return gate->isOpen; });
    });
    write(path(6), 6);
    VERIFY_OK(m_library->writer().submit(picture(m_root, name(6), 6)));
    VERIFY_OK(m_library->writer().flush());
    {
        std::unique_lock lock(gate->mutex);
        gate->changed.wait(lock, [&] { return gate->isInside; });
    }
    const int sentence = best(textQuery(QStringLiteral("abc")));
    const int reference = best(referenceQuery(path(4)));
    {
        std::lock_guard lock(gate->mutex);
        gate->isOpen = true;
        gate->changed.notify_all();
    }
    QCOMPARE(sentence, 3);
    QCOMPARE(reference, 4);
}

SEMBLANCE_TEST(SearcherTest)
#include "tst_searcher.moc"
