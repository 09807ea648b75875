#include "core/remote/messages.h"

#include <QCborArray>
#include <QCoreApplication>

#include "core/base/contentkey.h"
#include "core/remote/factsmessage.h"
#include "core/remote/finishedmessage.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Messages)
};

QCborMap inputToCbor(const InputSpec& spec) {
    return {{QStringLiteral("side"), spec.side},
            {QStringLiteral("squash"), spec.resize == InputSpec::Resize::Squash},
            {QStringLiteral("bilinear"), spec.filter == InputSpec::Filter::Bilinear},
            {QStringLiteral("crop"), int(spec.crop)}};
}

Result<InputSpec> inputFromCbor(const QCborMap& map) {
    FieldReader fields(map);
    InputSpec spec;
    spec.side = fields.integer("side", 1, 4096);
    spec.resize =
        fields.flag("squash") ? InputSpec::Resize::Squash : InputSpec::Resize::CropShortSide;
    spec.filter =
        fields.flag("bilinear") ? InputSpec::Filter::Bilinear : InputSpec::Filter::Bicubic;
    spec.crop = InputSpec::Crop(fields.integer("crop", 0, int(InputSpec::Crop::Torchvision)));
    return finished(fields, spec);
}

/// Empty: none.
QCborArray regionToCbor(const std::optional<QRectF>& region) {
    if (!region)
        return {};
    return {region->x(), region->y(), region->width(), region->height()};
}

std::optional<QRectF> regionFrom(FieldReader& fields) {
    const QCborArray sides = fields.array("region");
    if (sides.isEmpty())
        return std::nullopt;
    const QRectF region(sides.at(0).toDouble(), sides.at(1).toDouble(), sides.at(2).toDouble(),
                        sides.at(3).toDouble());
    // Written so that a NaN is refused, too.
    fields.require(sides.size() == 4 && region.left() >= 0 && region.top() >= 0 &&
                       region.width() > 0 && region.height() > 0 && region.right() <= 1 &&
                       region.bottom() <= 1,
                   "region");
    return region;
}

/// Whether a file can be a thumbnail at most `side` long: it is decoded in the window's process.
bool isThumbnail(const QByteArray& file, int side) {
    const qsizetype most = qsizetype(side) * side * 4 + (64 << 10);
    return file.size() <= most && (file.startsWith("\xff\xd8\xff") || file.startsWith("\x89PNG"));
}

/// It is written beside a picture: nothing that something else than an XMP reader may take for its
/// own.
bool isSidecar(const QByteArray& xmp) {
    return xmp.size() <= FactLimits::sidecarBytes &&
           (xmp.startsWith("<?xml") || xmp.startsWith("<?xpacket") || xmp.startsWith("<x:xmpmeta"));
}

/// Empty: none.
QCborMap editToCbor(const std::optional<SidecarEdit>& edit) {
    if (!edit)
        return {};
    const PhotoMarks& marks = edit->marks;
    QCborMap map{{QStringLiteral("xmp"), edit->xmp},
                 {QStringLiteral("rating"), marks.rating.value_or(-1)},
                 {QStringLiteral("tags"), QCborArray::fromStringList(marks.tags)},
                 {QStringLiteral("taken"), QCborArray::fromStringList(marks.taken)},
                 {QStringLiteral("note"), marks.note},
                 {QStringLiteral("keywords"), QCborArray::fromStringList(edit->keywords)}};
    if (marks.label)
        map[QStringLiteral("label")] = *marks.label;
    return map;
}

Result<std::optional<SidecarEdit>> editFromCbor(const QCborMap& map) {
    if (map.isEmpty())
        return std::nullopt;
    FieldReader fields(map);
    SidecarEdit edit;
    edit.xmp = fields.bytes("xmp");
    if (const int rating = fields.integer("rating", -1, 5); rating >= 0)
        edit.marks.rating = rating;
    if (fields.has("label"))
        edit.marks.label = fields.text("label");
    edit.marks.tags = fields.texts("tags");
    edit.marks.taken = fields.texts("taken");
    edit.marks.note = fields.text("note");
    edit.keywords = fields.texts("keywords");
    return finished(fields, std::optional(std::move(edit)));
}

bool isViewSide(int length, int viewSide) {
    return viewSide > 0 ? length >= 1 && length <= viewSide : length == 0;
}

EncodeImagesRequest pixelsFrom(FieldReader& fields, int least, int most) {
    EncodeImagesRequest request;
    request.count = fields.integer("count", least, most);
    request.side = fields.integer("side", 0, 4096);
    request.pixels = fields.bytes("pixels");
    fields.require(
        request.count == 0 ||
            (request.side > 0 &&
             request.pixels.size() == qsizetype(request.count) * request.side * request.side * 3),
        "pixels");
    return request;
}
}  // namespace

Error misunderstood(const QString& field) {
    return {
        ErrorKind::ChildFailed,
        Text::tr("Semblance's programs no longer understand each other; reinstall them together."),
        QStringLiteral("field '%1'").arg(field)};
}

QCborMap ReadReply::toCbor() const {
    return {{QStringLiteral("size"), qint64(stat.size)},
            {QStringLiteral("mtime"), qint64(stat.mtimeNs)},
            {QStringLiteral("index"), static_cast<qint64>(stat.fileIndex)},
            {QStringLiteral("changed"), qint64(stat.changedNs)},
            {QStringLiteral("key"), key},
            {QStringLiteral("hash"), fullHash}};
}

Result<ReadReply> ReadReply::fromCbor(const QCborMap& map) {
    FieldReader fields(map);
    ReadReply reply;
    reply.stat.size = fields.whole("size", 0, INT64_MAX);
    reply.stat.mtimeNs = fields.whole("mtime", INT64_MIN, INT64_MAX);
    reply.stat.fileIndex = static_cast<std::uint64_t>(fields.whole("index", INT64_MIN, INT64_MAX));
    reply.stat.changedNs = fields.whole("changed", INT64_MIN, INT64_MAX);
    reply.key = fields.bytes("key");
    fields.require(reply.key.size() == contentKeyBytes &&
                       reply.key.startsWith(contentKeyOf(reply.stat.size, {})),
                   "key");
    reply.fullHash = fields.bytes("hash");
    fields.require(reply.fullHash.isEmpty() || reply.fullHash.size() == fullHashBytes, "hash");
    return finished(fields, std::move(reply));
}

QCborMap DecodeRequest::toCbor() const {
    QCborArray sides;
    for (int side : thumbnailSides)
        sides.append(side);
    QCborArray beside;
    for (const SidecarFile& sidecar : sidecars)
        beside.append(sidecar.bytes);
    return {{QStringLiteral("op"), QStringLiteral("decode")},
            {QStringLiteral("sidecars"), beside},
            {QStringLiteral("bytes"), bytes},
            {QStringLiteral("factsOnly"), factsOnly},
            {QStringLiteral("wantInput"), wantInput},
            {QStringLiteral("input"), inputToCbor(input)},
            {QStringLiteral("thumbnails"), sides},
            {QStringLiteral("view"), viewSide},
            {QStringLiteral("region"), regionToCbor(region)},
            {QStringLiteral("sidecarEdit"), editToCbor(sidecarEdit)}};
}

Result<DecodeRequest> DecodeRequest::fromCbor(const QCborMap& map) {
    FieldReader fields(map);
    DecodeRequest request;
    request.bytes = fields.bytes("bytes");
    request.factsOnly = fields.flag("factsOnly");
    request.wantInput = fields.flag("wantInput");
    SEMBLANCE_TRY_ASSIGN(request.input, inputFromCbor(fields.map("input")));
    for (const QCborValue& side : fields.array("thumbnails")) {
        fields.require(side.isInteger() && side.toInteger() >= 1 && side.toInteger() <= 4096,
                       "thumbnails");
        request.thumbnailSides.append(static_cast<int>(side.toInteger()));
    }
    request.viewSide = fields.integer("view", 0, 4096);
    request.region = regionFrom(fields);
    for (const QCborValue& bytes : fields.array("sidecars")) {
        fields.require(bytes.isByteArray(), "sidecars");
        request.sidecars.append({{}, bytes.toByteArray()});
    }
    fields.require(request.sidecars.size() <= FactLimits::sidecars, "sidecars");
    SEMBLANCE_TRY_ASSIGN(request.sidecarEdit, editFromCbor(fields.map("sidecarEdit")));
    return finished(fields, std::move(request));
}

QCborMap DecodeReply::toCbor() const {
    QCborMap images;
    for (auto it = thumbnails.begin(); it != thumbnails.end(); ++it)
        images[qint64(it.key())] = it.value();
    return {{QStringLiteral("facts"), factsToCbor(facts)}, {QStringLiteral("input"), input},
            {QStringLiteral("thumbnails"), images},        {QStringLiteral("viewWidth"), viewWidth},
            {QStringLiteral("viewHeight"), viewHeight},    {QStringLiteral("view"), view},
            {QStringLiteral("sidecar"), sidecar}};
}

Result<DecodeReply> DecodeReply::fromCbor(const QCborMap& map, const DecodeRequest& request) {
    FieldReader fields(map);
    DecodeReply reply;
    reply.sidecar = fields.bytes("sidecar");
    fields.require(request.sidecarEdit
                       ? reply.sidecar == request.sidecarEdit->xmp || isSidecar(reply.sidecar)
                       : reply.sidecar.isEmpty(),
                   "sidecar");
    reply.facts = request.sidecars.isEmpty() && !request.sidecarEdit
                      ? factsFromCbor(fields.object("facts"), request.factsOnly ? 0 : 1)
                      : sidecarFactsFromCbor(fields.object("facts"));
    const qsizetype side = request.wantInput ? request.input.side : 0;
    reply.input = fields.bytes("input");
    fields.require(reply.input.size() == side * side * 3, "input");
    const QCborMap images = fields.map("thumbnails");
    for (auto it = images.begin(); it != images.end(); ++it) {
        const auto wanted = request.thumbnailSides.indexOf(it.key().toInteger());
        fields.require(wanted >= 0 && it.value().isByteArray(), "thumbnails");
        if (wanted >= 0)
            reply.thumbnails.insert(request.thumbnailSides[wanted], it.value().toByteArray());
    }
    for (int wanted : request.thumbnailSides)
        fields.require(isThumbnail(reply.thumbnails.value(wanted), wanted), "thumbnails");
    reply.viewWidth = fields.integer("viewWidth", 0, 4096);
    reply.viewHeight = fields.integer("viewHeight", 0, 4096);
    reply.view = fields.bytes("view");
    fields.require(isViewSide(reply.viewWidth, request.viewSide) &&
                       isViewSide(reply.viewHeight, request.viewSide) &&
                       reply.view.size() == qsizetype(reply.viewWidth) * reply.viewHeight * 4,
                   "view");
    return finished(fields, std::move(reply));
}

QCborMap EncodeImagesRequest::toCbor() const {
    return {{QStringLiteral("op"), QStringLiteral("images")},
            {QStringLiteral("count"), count},
            {QStringLiteral("side"), side},
            {QStringLiteral("pixels"), pixels},
            {QStringLiteral("threads"), threads}};
}

Result<EncodeImagesRequest> EncodeImagesRequest::fromCbor(const QCborMap& map) {
    FieldReader fields(map);
    EncodeImagesRequest request = pixelsFrom(fields, 1, 4096);
    request.threads = fields.integer("threads", 0, 4096);
    return finished(fields, std::move(request));
}

QCborMap EncodeReply::toCbor() const {
    return {{QStringLiteral("dim"), dim}, {QStringLiteral("vectors"), vectors}};
}

Result<EncodeReply> EncodeReply::fromCbor(const QCborMap& map) {
    FieldReader fields(map);
    EncodeReply reply;
    reply.dim = fields.integer("dim", 1, 1 << 16);
    reply.vectors = fields.bytes("vectors");
    fields.require(reply.dim > 0 && reply.vectors.size() % (qsizetype(reply.dim) * 4) == 0,
                   "vectors");
    return finished(fields, std::move(reply));
}

QCborMap QueryRequest::toCbor() const {
    QCborArray composed;
    for (const Composition& composition : compositions) {
        composed.append(QCborMap{{QStringLiteral("picture"), composition.picture},
                                 {QStringLiteral("word"), composition.word},
                                 {QStringLiteral("modification"), composition.modification}});
    }
    return {{QStringLiteral("op"), QStringLiteral("query")},
            {QStringLiteral("count"), pictures.count},
            {QStringLiteral("side"), pictures.side},
            {QStringLiteral("pixels"), pictures.pixels},
            {QStringLiteral("texts"), QCborArray::fromStringList(texts)},
            {QStringLiteral("compositions"), composed}};
}

Result<QueryRequest> QueryRequest::fromCbor(const QCborMap& map) {
    FieldReader fields(map);
    QueryRequest request;
    request.pictures = pixelsFrom(fields, 0, mostPictures);
    for (const QCborValue& text : fields.array("texts")) {
        fields.require(text.isString(), "texts");
        request.texts.append(text.toString());
    }
    for (const QCborValue& value : fields.array("compositions")) {
        const QCborMap item = value.toMap();
        FieldReader inner(item);
        Composition composition;
        composition.picture = inner.integer("picture", -1, mostPictures - 1);
        composition.word = inner.bytes("word");
        composition.modification = inner.text("modification");
        SEMBLANCE_TRY_ASSIGN(composition, finished(inner, std::move(composition)));
        request.compositions.append(std::move(composition));
    }
    return finished(fields, std::move(request));
}

QCborMap ExplainRequest::toCbor() const {
    return {{QStringLiteral("op"), QStringLiteral("explain")},
            {QStringLiteral("count"), picture.count},
            {QStringLiteral("side"), picture.side},
            {QStringLiteral("pixels"), picture.pixels},
            {QStringLiteral("direction"), direction}};
}

Result<ExplainRequest> ExplainRequest::fromCbor(const QCborMap& map) {
    FieldReader fields(map);
    ExplainRequest request;
    request.picture = pixelsFrom(fields, 1, 1);
    request.direction = fields.bytes("direction");
    fields.require(request.direction.size() % qsizetype(sizeof(float)) == 0, "direction");
    return finished(fields, std::move(request));
}

QCborMap ExplainReply::toCbor() const {
    return {{QStringLiteral("columns"), columns}, {QStringLiteral("cells"), cells}};
}

Result<ExplainReply> ExplainReply::fromCbor(const QCborMap& map) {
    constexpr int most = 1024;
    FieldReader fields(map);
    ExplainReply reply;
    reply.columns = fields.integer("columns", 1, most);
    reply.cells = fields.bytes("cells");
    fields.require(
        reply.cells.size() == qsizetype(reply.columns) * reply.columns * qsizetype(sizeof(float)),
        "cells");
    return finished(fields, std::move(reply));
}

QCborMap QueryReply::toCbor() const {
    QCborArray unknown;
    for (float fraction : unknownFractions)
        unknown.append(double(fraction));
    return {{QStringLiteral("dim"), dim},
            {QStringLiteral("wordWidth"), wordWidth},
            {QStringLiteral("pictures"), pictureVectors},
            {QStringLiteral("words"), words},
            {QStringLiteral("texts"), textVectors},
            {QStringLiteral("composed"), composedVectors},
            {QStringLiteral("unknown"), unknown}};
}

Result<QueryReply> QueryReply::fromCbor(const QCborMap& map) {
    FieldReader fields(map);
    QueryReply reply;
    reply.dim = fields.integer("dim", 1, 1 << 16);
    reply.wordWidth = fields.integer("wordWidth", 0, 1 << 20);
    reply.pictureVectors = fields.bytes("pictures");
    reply.words = fields.bytes("words");
    reply.textVectors = fields.bytes("texts");
    reply.composedVectors = fields.bytes("composed");
    for (const QCborValue& fraction : fields.array("unknown")) {
        fields.require(fraction.isDouble() || fraction.isInteger(), "unknown");
        reply.unknownFractions.append(static_cast<float>(fraction.toDouble()));
    }
    return finished(fields, std::move(reply));
}

QCborMap ModelInfo::toCbor() const {
    return {{QStringLiteral("name"), name},
            {QStringLiteral("hash"), hash},
            {QStringLiteral("dim"), dim},
            {QStringLiteral("input"), inputToCbor(input)},
            {QStringLiteral("defaultMix"), double(defaultMix)},
            {QStringLiteral("logitScale"), double(logitScale)},
            {QStringLiteral("device"), device},
            {QStringLiteral("precision"), precision},
            {QStringLiteral("composes"), composes},
            {QStringLiteral("wordWidth"), wordWidth},
            {QStringLiteral("compositionHash"), compositionHash}};
}

Result<ModelInfo> ModelInfo::fromCbor(const QCborMap& map) {
    FieldReader fields(map);
    ModelInfo info;
    info.name = fields.text("name");
    info.hash = fields.text("hash");
    info.dim = fields.integer("dim", 1, 1 << 16);
    SEMBLANCE_TRY_ASSIGN(info.input, inputFromCbor(fields.map("input")));
    info.defaultMix = static_cast<float>(fields.number("defaultMix"));
    info.logitScale = static_cast<float>(fields.number("logitScale"));
    info.device = fields.text("device");
    info.precision = fields.text("precision");
    info.composes = fields.flag("composes");
    info.wordWidth = fields.integer("wordWidth", 0, 1 << 20);
    info.compositionHash = fields.text("compositionHash");
    return finished(fields, std::move(info));
}

}  // namespace semblance
