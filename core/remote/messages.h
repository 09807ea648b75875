#pragma once

#include <QByteArray>
#include <QCborMap>
#include <QList>
#include <QMap>
#include <QRectF>
#include <QString>
#include <QStringList>
#include <optional>

#include "core/base/filelisting.h"
#include "core/base/inputspec.h"
#include "core/base/photofacts.h"
#include "core/base/photomarks.h"
#include "core/base/result.h"

/// What travels between the program and its children, one struct per request and reply. Each has
/// toCbor/fromCbor; fromCbor refuses missing or ill-typed fields. Numbers inside byte strings are
/// little-endian. ARCHITECTURE.md describes the frames around them.
namespace semblance {

/// decoder, op "read", with an open file beside it (ChildProcess::request): what the file's bytes
/// are known by. The decoder keeps these bytes for a "decode" that follows, until then, the next
/// "read", or a "drop", which has neither fields nor an answer.
struct ReadReply {
    FileStat stat;
    QByteArray key;  ///< contentKeyBytes (core/base/contentkey.h) of the bytes that were read
    /// Of them, too, fullHashBytes; empty when the file is too large to be decoded.
    QByteArray fullHash;

    QCborMap toCbor() const;
    /// Refuses a key that does not fit the size.
    static Result<ReadReply> fromCbor(const QCborMap& map);

    friend bool operator==(const ReadReply&, const ReadReply&) = default;
};

/// A file beside a picture that says something of it (core/scan/sidecars.h).
struct SidecarFile {
    QString path;      ///< absolute. Stays here: the decoder opens no files
    QByteArray bytes;  ///< filled in by whoever opens it; empty where it cannot be read
};

/// What is to be written into a picture's sidecar. The decoder writes nothing: it makes the bytes.
struct SidecarEdit {
    QByteArray xmp{};  ///< the sidecar as it is; empty: there is none
    PhotoMarks marks{};
    QStringList keywords{};  ///< the picture's own, which a sidecar's take the place of
};

/// decoder, op "decode": everything wanted of one picture, from one decode of it; or, apart from
/// that, so that none of them can cost the picture, what its sidecars say.
struct DecodeRequest {
    /// The file, or what to call `bytes` in sentences. Stays here: the decoder opens no files.
    QString path;
    QByteArray bytes;  ///< when not empty: the encoded picture itself (pasted), no file is read
    bool wantInput = false;  ///< the model's input, by `input`
    InputSpec input;
    QList<int> thumbnailSides;  ///< longest sides in pixels, for example {256, 512}; JPEG q80
    bool factsOnly = false;     ///< nothing is decoded; the reply's facts have no size
    int viewSide = 0;           ///< > 0: pixels for a view at most this long a side (<= 4096)
    /// The part that input, thumbnails and view are of, in 0..1 of the upright picture.
    std::optional<QRectF> region{};
    /// When not empty: only what these say is wanted, the most telling first, and no picture is
    /// read. The reply has their facts, without size, orientation and format. At most
    /// FactLimits::sidecars.
    QList<SidecarFile> sidecars{};
    /// When it is there: only DecodeReply::sidecar is wanted, and no picture is read.
    std::optional<SidecarEdit> sidecarEdit{};

    /// A picture's file is to be read.
    bool isOfFile() const { return bytes.isEmpty() && sidecars.isEmpty() && !sidecarEdit; }

    QCborMap toCbor() const;
    static Result<DecodeRequest> fromCbor(const QCborMap& map);
};

struct DecodeReply {
    ReadReply read;       ///< of the bytes that were decoded; empty for DecodeRequest::bytes
    bool decoded = true;  ///< false: the caller had no use for these bytes, and all below is empty
    PhotoFacts facts;
    QByteArray input;  ///< RGB8, input.side^2 * 3 bytes, on white; empty if not wanted
    QMap<int, QByteArray> thumbnails;  ///< side -> JPEG file; PNG file when the picture has alpha
    int viewWidth = 0;
    int viewHeight = 0;
    QByteArray view;       ///< RGBA8 straight alpha, viewWidth * viewHeight * 4 bytes
    QByteArray sidecar{};  ///< the whole XMP; SidecarEdit::xmp where it says all of that already

    /// Without `read` and `decoded`, which the parent knows.
    QCborMap toCbor() const;
    /// Refuses whatever does not fit the request: a decoder that a picture has taken over may
    /// answer anything. So the sizes above hold, there is a thumbnail for every side that was asked
    /// for and no other, it begins as a JPEG or PNG file does, and the facts are in range.
    static Result<DecodeReply> fromCbor(const QCborMap& map, const DecodeRequest& request);
};

/// engine, op "images": `count` pictures of side^2 * 3 bytes RGB8, one after another.
struct EncodeImagesRequest {
    int count = 0;
    int side = 0;
    QByteArray pixels;
    int threads = 0;  ///< to compute with; 0: as many as there are cores

    QCborMap toCbor() const;
    static Result<EncodeImagesRequest> fromCbor(const QCborMap& map);
};

/// Unit vectors, row after row, float32.
struct EncodeReply {
    int dim = 0;
    QByteArray vectors;  ///< rows * dim * 4 bytes

    QCborMap toCbor() const;
    static Result<EncodeReply> fromCbor(const QCborMap& map);
};

/// engine, op "query": everything that is new in a query, or in several, in one call.
struct QueryRequest {
    /// What should be different about a picture; only for a model that composes.
    struct Composition {
        int picture = -1;  ///< a picture of this request, by its place; -1: `word` stands for it
        QByteArray word;   ///< the picture's word of an earlier reply; empty with `picture`
        QString modification;  ///< not blank
    };

    EncodeImagesRequest pictures;  ///< count 0 .. mostPictures
    QStringList texts;             ///< sentences as they stand, none blank
    QList<Composition> compositions;

    static constexpr int mostPictures = 64;  ///< so many fit into a frame at any usual side

    QCborMap toCbor() const;
    static Result<QueryRequest> fromCbor(const QCborMap& map);
};

/// Rows in the order they were asked for, float32.
struct QueryReply {
    int dim = 0;
    int wordWidth = 0;           ///< ModelInfo::wordWidth
    QByteArray pictureVectors;   ///< pictures * dim * 4 bytes, unit length
    QByteArray words;            ///< pictures * wordWidth * 4 bytes: the pictures as pseudo-words
    QByteArray textVectors;      ///< texts * dim * 4 bytes, unit length
    QByteArray composedVectors;  ///< compositions * dim * 4 bytes, unit length
    QList<float> unknownFractions;  ///< by text: share of pieces the model does not know, 0..1

    QCborMap toCbor() const;
    static Result<QueryReply> fromCbor(const QCborMap& map);
};

/// engine, op "explain": where in a picture its score with a direction comes from.
struct ExplainRequest {
    EncodeImagesRequest picture;  ///< one
    QByteArray direction;         ///< dim * 4 bytes, float32, of any length

    QCborMap toCbor() const;
    static Result<ExplainRequest> fromCbor(const QCborMap& map);
};

struct ExplainReply {
    int columns = 0;
    QByteArray cells;  ///< columns^2 * 4 bytes, float32, row after row from the upper left

    QCborMap toCbor() const;
    static Result<ExplainReply> fromCbor(const QCborMap& map);
};

/// What the engine's hello says of the model it holds.
struct ModelInfo {
    QString name;  ///< "mini"
    QString hash;  ///< of the manifest and so of every part; keys vectors and caches
    int dim = 0;   ///< of the embedding
    InputSpec input;
    float defaultMix = 0.5f;
    float logitScale = 1.0f;
    QString device;           ///< "cpu", "cuda", "mps"
    QString precision;        ///< "fp32", "bf16", "int8"
    bool composes = false;    ///< the model has a learned composition
    int wordWidth = 0;        ///< numbers in a picture's word; 0 when it does not compose
    QString compositionHash;  ///< of the parts that compose; no vector of the library depends on it

    QCborMap toCbor() const;
    static Result<ModelInfo> fromCbor(const QCborMap& map);
};

}  // namespace semblance
