#include <QRandomGenerator>
#include <QTest>
#include <QtEndian>

#include "core/base/contentkey.h"
#include "core/remote/frame.h"
#include "core/remote/messages.h"
#include "tests/testmain.h"

using namespace semblance;

/// Frames and messages, whole, cut and spoilt.
class TestFrame : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cutsAStreamAnywhere() {
        QByteArray stream;
        for (int i = 0; i < 20; ++i) {
            stream += *encodeFrame(
                {{QStringLiteral("id"), i}, {QStringLiteral("data"), QByteArray(i * 37, 'z')}});
        }
        for (int step : {1, 3, 64, 4096}) {
            FrameReader reader;
            int seen = 0;
            for (qsizetype at = 0; at < stream.size(); at += step) {
                reader.feed(
                    QByteArrayView(stream).sliced(at, qMin<qsizetype>(step, stream.size() - at)));
                for (;;) {
                    const auto message = reader.next();
                    QVERIFY(message);
                    if (!*message)
                        break;
                    QCOMPARE((**message)[QStringLiteral("id")].toInteger(), seen);
                    QCOMPARE((**message)[QStringLiteral("data")].toByteArray().size(), seen * 37);
                    ++seen;
                }
            }
            QCOMPARE(seen, 20);
        }
    }

    void refusesBrokenStreams_data() {
        QTest::addColumn<QByteArray>("stream");
        const auto framed = [](const QByteArray& body) {
            QByteArray frame(4, '\0');
            qToLittleEndian(static_cast<quint32>(body.size()), frame.data());
            return frame + body;
        };
        QTest::newRow("length 0") << QByteArray(4, '\0');
        QTest::newRow("over the limit") << QByteArray("\x01\x00\x00\x04", 4);
        QTest::newRow("not CBOR") << framed(QByteArray(5, '\xff'));
        QTest::newRow("not a map") << framed(QCborValue(7).toCbor());
    }
    void refusesBrokenStreams() {
        QFETCH(QByteArray, stream);
        FrameReader reader;
        reader.feed(stream);
        const auto message = reader.next();
        QVERIFY(!message);
        QCOMPARE(message.error().kind, ErrorKind::ChildFailed);
    }

    void refusesTooLargeMessages() {
        QVERIFY(
            !encodeFrame({{QStringLiteral("data"), QByteArray(qsizetype(kFrameLimit) + 1, 'x')}}));
    }

    void errorsTravel() {
        const Error error{ErrorKind::NoSpace, QStringLiteral("The disk is full."),
                          QStringLiteral("ENOSPC")};
        const Error back = errorFromCbor(errorToCbor(error));
        QCOMPARE(back.kind, error.kind);
        QCOMPARE(back.sentence, error.sentence);
        QCOMPARE(back.detail, error.detail);
        QCOMPARE(errorFromCbor({{QStringLiteral("kind"), 9999}}).kind, ErrorKind::Internal);
    }

    void messagesTravel() {
        DecodeRequest request;
        request.path = QStringLiteral("/photos/Ünï 😀.jpg");
        request.wantInput = true;
        request.input = {224, InputSpec::Resize::Squash, InputSpec::Filter::Bilinear};
        request.thumbnailSides = {256, 512};
        request.viewSide = 2048;
        request.region = QRectF(0.25, 0, 0.5, 0.125);
        const auto sent = DecodeRequest::fromCbor(request.toCbor());
        QVERIFY(sent);
        QVERIFY(sent->wantInput);
        // The decoder opens no files.
        QVERIFY(sent->path.isEmpty());
        QVERIFY(sent->input == request.input);
        QCOMPARE(sent->thumbnailSides, request.thumbnailSides);
        QCOMPARE(sent->viewSide, 2048);
        QCOMPARE(sent->region, request.region);
        QVERIFY(!DecodeRequest::fromCbor(DecodeRequest().toCbor())->region);
        for (const QRectF& bad : {QRectF(0, 0, 1.01, 1), QRectF(0.5, 0.5, 0, 0.1),
                                  QRectF(-0.1, 0, 0.5, 0.5), QRectF(0, qQNaN(), 0.5, 0.5)}) {
            request.region = bad;
            QVERIFY(!DecodeRequest::fromCbor(request.toCbor()));
        }

        DecodeReply reply;
        reply.facts.width = 3;
        reply.facts.height = 4;
        reply.facts.orientation = 6;
        reply.facts.format = QStringLiteral("webp");
        reply.facts.camera = QStringLiteral("Maker Model");
        reply.facts.capturedMs = -5;
        reply.facts.zoneMinutes = -210;
        reply.facts.lens = QStringLiteral("50mm");
        reply.facts.exposureSeconds = 1.0 / 250;
        reply.facts.aperture = 2.8;
        reply.facts.iso = 400;
        reply.facts.focalLengthMm = 50;
        reply.facts.place = GeoPlace{-33.868, 151.209};
        reply.facts.rating = -1;
        reply.facts.label = QStringLiteral("Red");
        reply.facts.title = QStringLiteral("A title");
        reply.facts.description = QStringLiteral("two\nlines");
        reply.facts.keywords = {QStringLiteral("one"), QStringLiteral("two")};
        reply.facts.people = {QStringLiteral("Ada")};
        reply.facts.durationMs = 42'000;
        reply.input = QByteArray(qsizetype{224} * 224 * 3, 'i');
        reply.thumbnails = {{256, "\xff\xd8\xff small"}, {512, "\x89PNG large"}};
        reply.viewWidth = 2;
        reply.viewHeight = 1;
        reply.view = QByteArray(8, 'v');
        const auto answered = DecodeReply::fromCbor(reply.toCbor(), request);
        QVERIFY(answered);
        QVERIFY(answered->facts == reply.facts);
        QCOMPARE(answered->thumbnails, reply.thumbnails);
        QCOMPARE(answered->view, reply.view);

        const ReadReply read{
            {5, -7, ~std::uint64_t{0}}, contentKeyOf("12345"), fullHashOf("12345")};
        const auto heard = ReadReply::fromCbor(read.toCbor());
        QVERIFY(heard);
        QVERIFY(*heard == read);

        ModelInfo info;
        info.name = QStringLiteral("mini");
        info.dim = 512;
        info.defaultMix = 0.6f;
        info.composes = true;
        info.wordWidth = 256;
        info.compositionHash = QStringLiteral("c0ffee");
        const auto told = ModelInfo::fromCbor(info.toCbor());
        QVERIFY(told);
        QVERIFY(told->composes);
        QCOMPARE(told->wordWidth, 256);
        QCOMPARE(told->compositionHash, info.compositionHash);

        QueryRequest query;
        query.pictures = {1, 2, QByteArray(12, 'p')};
        query.texts = {QStringLiteral("a dog")};
        query.compositions = {{0, {}, QStringLiteral("in red")},
                              {-1, QByteArray(8, 'w'), QStringLiteral("in blue")}};
        const auto asked = QueryRequest::fromCbor(query.toCbor());
        QVERIFY(asked);
        QCOMPARE(asked->pictures.pixels, query.pictures.pixels);
        QCOMPARE(asked->texts, query.texts);
        QCOMPARE(asked->compositions.size(), 2);
        QCOMPARE(asked->compositions[1].picture, -1);
        QCOMPARE(asked->compositions[1].word, query.compositions[1].word);
        QCOMPARE(asked->compositions[1].modification, query.compositions[1].modification);
        QVERIFY(QueryRequest::fromCbor(QueryRequest().toCbor()));
        QCOMPARE(told->defaultMix, 0.6f);
    }

    void refusesSpoiltMessages() {
        // Dropping or mistyping any field is noticed, never read as a default.
        const QueryRequest query{{1, 2, QByteArray(12, 'p')},
                                 {QStringLiteral("a")},
                                 {{0, {}, QStringLiteral("in red")}}};
        const QueryReply reply{2, 1, QByteArray(8, 'v'), QByteArray(4, 'w'), {}, {}, {}};
        ModelInfo info;
        info.dim = 2;
        const QList<QCborMap> whole = {
            DecodeRequest{{}, {}, true, {}, {256}, 0}.toCbor(),
            query.toCbor(),
            EncodeImagesRequest{1, 2, QByteArray(12, 'p')}.toCbor(),
            reply.toCbor(),
            info.toCbor(),
            ReadReply{{1, 2, 3}, contentKeyOf("1"), fullHashOf("1")}.toCbor()};
        const auto parses = [](int kind, const QCborMap& map) {
            return kind == 0   ? bool(DecodeRequest::fromCbor(map))
                   : kind == 1 ? bool(QueryRequest::fromCbor(map))
                   : kind == 2 ? bool(EncodeImagesRequest::fromCbor(map))
                   : kind == 3 ? bool(QueryReply::fromCbor(map))
                   : kind == 4 ? bool(ModelInfo::fromCbor(map))
                               : bool(ReadReply::fromCbor(map));
        };
        for (int kind = 0; kind < whole.size(); ++kind) {
            QVERIFY(parses(kind, whole[kind]));
            for (const QCborValue& key : whole[kind].keys()) {
                if (key.toString() == QLatin1StringView("op"))
                    continue;
                QCborMap dropped = whole[kind];
                dropped.remove(key.toString());
                QVERIFY2(!parses(kind, dropped), qPrintable(key.toString()));
                QCborMap mistyped = whole[kind];
                mistyped[key.toString()] = QCborValue(QCborValue::Null);
                QVERIFY2(!parses(kind, mistyped), qPrintable(key.toString()));
            }
        }
        for (const QCborValue& key :
             {QCborValue(QStringLiteral("picture")), QCborValue(QStringLiteral("word")),
              QCborValue(QStringLiteral("modification"))}) {
            QCborMap composition = whole[1][QStringLiteral("compositions")].toArray()[0].toMap();
            composition.remove(key.toString());
            QCborMap spoilt = whole[1];
            spoilt[QStringLiteral("compositions")] = QCborArray{composition};
            QVERIFY2(!QueryRequest::fromCbor(spoilt), qPrintable(key.toString()));
        }
        QueryRequest tooMany;
        tooMany.pictures = {QueryRequest::mostPictures + 1, 1,
                            QByteArray((QueryRequest::mostPictures + 1) * 3, 'p')};
        QVERIFY(!QueryRequest::fromCbor(tooMany.toCbor()));
        EncodeImagesRequest wrongSize{2, 2, QByteArray(12, 'p')};
        QVERIFY(!EncodeImagesRequest::fromCbor(wrongSize.toCbor()));
    }
};

SEMBLANCE_TEST(TestFrame)
#include "tst_frame.moc"
