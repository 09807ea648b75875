#include "core/model/files/manifest.h"

#include <QCborArray>
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QRegularExpression>
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <future>

#include "core/base/fieldreader.h"
#include "core/base/hash.h"
#include "core/base/json.h"
#include "core/base/modelfolder.h"
#include "core/model/files/hfmanifest.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::ModelManifest)
};

constexpr auto kCropShortSide = "crop-short-side";
constexpr auto kSquash = "squash";
constexpr auto kBilinear = "bilinear";
constexpr auto kBicubic = "bicubic";
/// Where a model.json names no other, the crop is InputSpec::Crop::Rounded.
constexpr auto kTransformers = "transformers";
constexpr auto kTorchvision = "torchvision";

/// One number for all channels, or a list of three.
std::array<float, 3> readChannels(FieldReader& fields, const char* name, double least,
                                  double most) {
    const QCborValue value = fields.value(name);
    const QCborArray list = value.isArray() ? value.toArray() : QCborArray{value, value, value};
    fields.require(list.size() == 3, name);
    std::array<float, 3> result{};
    for (qsizetype i = 0; i < 3; ++i) {
        const double number = list.at(i).toDouble(NAN);
        fields.require(number >= least && number <= most, name);
        result[std::size_t(i)] = float(number);
    }
    return result;
}

bool isPlainName(const QString& file) {
    return !file.isEmpty() && file != QLatin1String(".") && file != QLatin1String("..") &&
           !file.contains(u'/') && !file.contains(u'\\') && !file.contains(u':');
}

ModelManifest::Part readPart(FieldReader fields, const QString& role) {
    static const QRegularExpression hex(QStringLiteral("\\A[0-9a-f]{64}\\z"));
    ModelManifest::Part part;
    part.role = role;
    part.file = fields.text("file");
    part.size = fields.whole("size", 1, qint64(1) << 50);
    part.sha256 = fields.text("sha256");
    if (fields.has("modified"))
        part.modified = fields.whole("modified", 1, qint64(1) << 50);
    if (!isPlainName(part.file))
        fields.refuse("file");
    if (!hex.match(part.sha256).hasMatch())
        fields.refuse("sha256");
    return part;
}

InputSpec readInput(FieldReader& fields) {
    InputSpec input;
    input.side = fields.integer("side", 16, 4096);
    const QString resize = fields.text("resize");
    if (resize == QLatin1String(kSquash))
        input.resize = InputSpec::Resize::Squash;
    else if (resize == QLatin1String(kCropShortSide))
        input.resize = InputSpec::Resize::CropShortSide;
    else
        fields.refuse("resize");
    const QString filter = fields.has("filter") ? fields.text("filter") : QLatin1String(kBicubic);
    if (filter == QLatin1String(kBilinear))
        input.filter = InputSpec::Filter::Bilinear;
    else if (filter != QLatin1String(kBicubic))
        fields.refuse("filter");
    const QString crop = fields.has("crop") ? fields.text("crop") : QString();
    if (crop == QLatin1String(kTransformers))
        input.crop = InputSpec::Crop::Transformers;
    else if (crop == QLatin1String(kTorchvision))
        input.crop = InputSpec::Crop::Torchvision;
    else if (!crop.isEmpty())
        fields.refuse("crop");
    // The decoder composes on white, for every model; a manifest that asks for another ground
    // would get other numbers than it was measured with.
    if (fields.text("background") != QLatin1String("white"))
        fields.refuse("background");
    return input;
}

bool isComposing(const QString& role) {
    return role == QLatin1String(ModelManifest::kMappingRole) ||
           role == QLatin1String(ModelManifest::kComposingRole);
}

/// The shortest decimal that is this float: a mix of .6 is not to become .60000002.
double decimal(float number) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    return QByteArray(digits.data(), end - digits.data()).toDouble();
}

QString word(InputSpec::Resize resize) {
    return QLatin1String(resize == InputSpec::Resize::Squash ? kSquash : kCropShortSide);
}

bool isUniform(const std::array<float, 3>& channels) {
    return channels[0] == channels[1] && channels[0] == channels[2];
}

QJsonValue channelsToJson(const std::array<float, 3>& channels) {
    if (isUniform(channels))
        return decimal(channels[0]);
    return QJsonArray{decimal(channels[0]), decimal(channels[1]), decimal(channels[2])};
}

QString words(const std::array<float, 3>& channels) {
    if (isUniform(channels))
        return QString::number(channels[0]);
    QStringList list;
    for (const float value : channels)
        list << QString::number(value, 'g', 9);
    return list.join(u',');
}

/// Sorted "part <role> <hash>", of the parts that compose or of the others.
QStringList partLines(const std::vector<ModelManifest::Part>& parts, bool composing) {
    QStringList lines;
    for (const ModelManifest::Part& part : parts) {
        if (isComposing(part.role) == composing)
            lines << QStringLiteral("part %1 %2").arg(part.role, part.sha256);
    }
    lines.sort();
    return lines;
}

QString sha256(const QStringList& lines) {
    return QString::fromLatin1(
        QCryptographicHash::hash(lines.join(u'\n').toUtf8(), QCryptographicHash::Sha256).toHex());
}

Status verifyPart(const ModelManifest& manifest, const ModelManifest::Part& part) {
    const QString path = manifest.pathOf(part);
    const QFileInfo info(path);
    if (!info.isFile()) {
        return fail(ErrorKind::NotFound,
                    Text::tr("The model %1 lacks its file %2. Get the model again.")
                        .arg(manifest.name, path));
    }
    const auto damaged = [&](const QString& detail) {
        return fail(ErrorKind::Corrupt,
                    Text::tr("The model file %1 is damaged: it differs from what the model's "
                             "manifest says. Get the model again.")
                        .arg(path),
                    detail);
    };
    if (info.size() != part.size)
        return damaged(QStringLiteral("%1 bytes, not %2").arg(info.size()).arg(part.size));
    if (part.modified != 0 && info.lastModified().toMSecsSinceEpoch() == part.modified)
        return {};
    SEMBLANCE_TRY_ASSIGN(const QString hash, sha256OfFile(path));
    if (hash != part.sha256)
        return damaged(QStringLiteral("SHA-256 %1, not %2").arg(hash, part.sha256));
    return {};
}

}  // namespace

Result<ModelManifest> ModelManifest::read(const QString& dir) {
    const QString path = QDir(dir).filePath(QLatin1String(kManifestName));
    if (!QFileInfo::exists(path) && isHfFolder(dir))
        return hfManifest(dir);
    SEMBLANCE_TRY_ASSIGN(const QJsonObject json, readJsonObject(path, 4 << 20));

    FieldReader fields(json);
    const qint64 format = fields.whole("format", 1, 1'000'000);
    if (fields.bad().isEmpty() && format > kFormat) {
        return fail(ErrorKind::Newer,
                    Text::tr("The model in %1 was made for a newer version of Semblance (format "
                             "%2, this version reads %3). Update Semblance.")
                        .arg(dir, QString::number(format), QString::number(kFormat)));
    }
    ModelManifest manifest;
    manifest.dir = dir;
    if (fields.has("folder")) {
        manifest.folder = fields.text("folder");
        if (!QDir::isAbsolutePath(manifest.folder))
            fields.refuse("folder");
    }
    manifest.name = fields.text("name");
    manifest.family = fields.text("family");
    manifest.dim = fields.integer("dim", 1, 65536);
    manifest.defaultMix = float(fields.number("defaultMix", 0, 1));
    manifest.logitScale = float(fields.number("logitScale", 1e-3, 1e6));
    if (fields.has("logitBias"))
        manifest.logitBias = float(fields.number("logitBias", -1e6, 1e6));
    manifest.licences = fields.texts("licences");
    manifest.card = fields.text("card");

    FieldReader parts = fields.object("parts");
    for (const QString& role : parts.names())
        manifest.parts.push_back(readPart(parts.object(qPrintable(role)), role));

    FieldReader image = fields.object("image");
    manifest.input = readInput(image);
    manifest.normalisation.mean = readChannels(image, "mean", -1e6, 1e6);
    manifest.normalisation.deviation = readChannels(image, "deviation", 1e-6, 1e6);

    FieldReader text = fields.object("text");
    manifest.text.maxPieces = text.integer("maxPieces", 1, 1024);
    manifest.text.lowerCase = text.flag("lowerCase");
    manifest.text.dropFinalPeriod = text.flag("dropFinalPeriod");
    if (text.has("dropPunctuation"))
        manifest.text.dropPunctuation = text.flag("dropPunctuation");
    if (text.has("padding"))
        manifest.text.padding = text.integer("padding", 0, 1 << 22);

    if (fields.has("composition")) {
        FieldReader composition = fields.object("composition");
        manifest.composition.before = composition.text("before");
        manifest.composition.join = composition.text("join");
    }

    if (!fields.bad().isEmpty()) {
        return fail(ErrorKind::Corrupt,
                    Text::tr("The model manifest %1 has a missing or wrong field: %2.")
                        .arg(path, fields.bad()));
    }
    return manifest;
}

QJsonObject ModelManifest::toJson() const {
    QJsonObject partObjects;
    for (const Part& part : parts) {
        QJsonObject object{{QStringLiteral("file"), part.file},
                           {QStringLiteral("size"), part.size},
                           {QStringLiteral("sha256"), part.sha256}};
        if (part.modified != 0)
            object.insert(QStringLiteral("modified"), part.modified);
        partObjects.insert(part.role, object);
    }
    QJsonObject image{{QStringLiteral("side"), input.side},
                      {QStringLiteral("resize"), word(input.resize)},
                      {QStringLiteral("background"), QStringLiteral("white")},
                      {QStringLiteral("mean"), channelsToJson(normalisation.mean)},
                      {QStringLiteral("deviation"), channelsToJson(normalisation.deviation)}};
    if (input.filter == InputSpec::Filter::Bilinear)
        image.insert(QStringLiteral("filter"), QLatin1String(kBilinear));
    if (input.crop == InputSpec::Crop::Transformers)
        image.insert(QStringLiteral("crop"), QLatin1String(kTransformers));
    if (input.crop == InputSpec::Crop::Torchvision)
        image.insert(QStringLiteral("crop"), QLatin1String(kTorchvision));
    QJsonObject rules{{QStringLiteral("maxPieces"), text.maxPieces},
                      {QStringLiteral("lowerCase"), text.lowerCase},
                      {QStringLiteral("dropFinalPeriod"), text.dropFinalPeriod}};
    if (text.dropPunctuation)
        rules.insert(QStringLiteral("dropPunctuation"), true);
    if (text.padding != 0)
        rules.insert(QStringLiteral("padding"), text.padding);
    QJsonObject json{
        {QStringLiteral("format"), kFormat},
        {QStringLiteral("name"), name},
        {QStringLiteral("family"), family},
        {QStringLiteral("dim"), dim},
        {QStringLiteral("parts"), partObjects},
        {QStringLiteral("image"), image},
        {QStringLiteral("text"), rules},
        {QStringLiteral("defaultMix"), decimal(defaultMix)},
        {QStringLiteral("logitScale"), decimal(logitScale)},
        {QStringLiteral("licences"), QJsonArray::fromStringList(licences)},
        {QStringLiteral("card"), card},
    };
    if (!folder.isEmpty())
        json.insert(QStringLiteral("folder"), folder);
    if (logitBias != 0)
        json.insert(QStringLiteral("logitBias"), decimal(logitBias));
    if (hasPart(QLatin1String(kMappingRole))) {
        json.insert(QStringLiteral("composition"),
                    QJsonObject{{QStringLiteral("before"), composition.before},
                                {QStringLiteral("join"), composition.join}});
    }
    return json;
}

QString ModelManifest::Composition::after(const QString& modification) const {
    const QString said = modification.trimmed();
    const bool joined = said.compare(join, Qt::CaseInsensitive) == 0 ||
                        said.startsWith(join + u' ', Qt::CaseInsensitive);
    return said.isEmpty() || join.isEmpty() || joined ? said : join + u' ' + said;
}

bool ModelManifest::hasPart(const QString& role) const {
    return std::any_of(parts.begin(), parts.end(),
                       [&](const Part& part) { return part.role == role; });
}

Result<ModelManifest::Part> ModelManifest::part(const QString& role) const {
    const auto it = std::find_if(parts.begin(), parts.end(),
                                 [&](const Part& part) { return part.role == role; });
    if (it == parts.end()) {
        return fail(ErrorKind::Corrupt,
                    Text::tr("The manifest of the model %1 names no part \"%2\".").arg(name, role));
    }
    return *it;
}

QString ModelManifest::pathOf(const Part& part) const {
    return QDir(folder.isEmpty() ? dir : folder).filePath(part.file);
}

QString ModelManifest::hash() const {
    QStringList lines{
        QStringLiteral("format %1").arg(kFormat),
        QStringLiteral("family %1").arg(family),
        QStringLiteral("dim %1").arg(dim),
        QStringLiteral("side %1").arg(input.side),
        QStringLiteral("resize %1").arg(word(input.resize)),
        QStringLiteral("pixels %1 %2")
            .arg(words(normalisation.mean), words(normalisation.deviation)),
        QStringLiteral("text %1 %2 %3")
            .arg(text.maxPieces)
            .arg(text.lowerCase)
            .arg(text.dropFinalPeriod),
    };
    if (input.filter == InputSpec::Filter::Bilinear)
        lines << QStringLiteral("filter %1").arg(QLatin1String(kBilinear));
    if (text.dropPunctuation)
        lines << QStringLiteral("punctuation dropped");
    if (text.padding != 0)
        lines << QStringLiteral("padding %1").arg(text.padding);
    return sha256(lines + partLines(parts, false));
}

QString ModelManifest::compositionHash() const {
    if (!hasPart(QLatin1String(kMappingRole)))
        return {};
    const QStringList lines{QStringLiteral("base %1").arg(hash()),
                            QStringLiteral("before %1").arg(composition.before),
                            QStringLiteral("join %1").arg(composition.join)};
    return sha256(lines + partLines(parts, true));
}

Status ModelManifest::verifyParts() const {
    std::vector<std::future<Status>> checks;
    for (const Part& part : parts) {
        checks.push_back(
            std::async(std::launch::async, [this, &part] { return verifyPart(*this, part); }));
    }
    Status first;
    for (auto& check : checks) {
        Status status = check.get();
        if (!status && first)
            first = std::move(status);
    }
    return first;
}

}  // namespace semblance
