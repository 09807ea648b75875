#include "core/remote/modelreport.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::ModelReport)
};

QJsonObject toJson(const ModelMeasurement& measured) {
    QJsonObject json{
        {QStringLiteral("precision"), measured.precision},
        {QStringLiteral("device"), measured.device},
        {QStringLiteral("pictures_per_second"), measured.picturesPerSecond},
        {QStringLiteral("sentences_per_second"), measured.sentencesPerSecond},
    };
    if (measured.cosine)
        json[QStringLiteral("cosine")] = *measured.cosine;
    if (measured.agreement)
        json[QStringLiteral("agreement")] = *measured.agreement;
    return json;
}

std::optional<double> numberOf(const QJsonValue& value) {
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

ModelMeasurement measurementFrom(const QJsonObject& json) {
    return {json[u"precision"].toString(),
            json[u"device"].toString(),
            json[u"pictures_per_second"].toDouble(),
            json[u"sentences_per_second"].toDouble(),
            numberOf(json[u"cosine"]),
            numberOf(json[u"agreement"])};
}

QStringList textsOf(const QJsonValue& value) {
    QStringList texts;
    for (const QJsonValue& text : value.toArray())
        texts << text.toString();
    return texts;
}

}  // namespace

QJsonObject ModelReport::toJson() const {
    QJsonArray measured;
    for (const ModelMeasurement& measurement : measurements)
        measured.append(semblance::toJson(measurement));
    return {
        {QStringLiteral("name"), name},
        {QStringLiteral("family"), family},
        {QStringLiteral("image_network"), imageNetwork},
        {QStringLiteral("text_network"), textNetwork},
        {QStringLiteral("hash"), hash},
        {QStringLiteral("composition_hash"), compositionHash},
        {QStringLiteral("bytes"), bytes},
        {QStringLiteral("parameters"), parameters},
        {QStringLiteral("dim"), dim},
        {QStringLiteral("side"), side},
        {QStringLiteral("max_tokens"), maxTokens},
        {QStringLiteral("licences"), QJsonArray::fromStringList(licences)},
        {QStringLiteral("composes"), composes},
        {QStringLiteral("default_mix"), defaultMix},
        {QStringLiteral("precision"), precision},
        {QStringLiteral("device"), device},
        {QStringLiteral("files"), QJsonArray::fromStringList(files)},
        {QStringLiteral("parts_dir"), partsDir},
        {QStringLiteral("measurements"), measured},
        {QStringLiteral("peak_memory"), peakMemory},
        {QStringLiteral("load_seconds"), loadSeconds},
    };
}

Result<ModelReport> ModelReport::fromJson(const QJsonObject& json) {
    ModelReport report;
    report.name = json[u"name"].toString();
    report.family = json[u"family"].toString();
    report.imageNetwork = json[u"image_network"].toString();
    report.textNetwork = json[u"text_network"].toString();
    report.hash = json[u"hash"].toString();
    report.compositionHash = json[u"composition_hash"].toString();
    report.bytes = json[u"bytes"].toInteger();
    report.parameters = json[u"parameters"].toInteger();
    report.dim = json[u"dim"].toInt();
    report.side = json[u"side"].toInt();
    report.maxTokens = json[u"max_tokens"].toInt();
    report.licences = textsOf(json[u"licences"]);
    report.composes = json[u"composes"].toBool();
    report.defaultMix = json[u"default_mix"].toDouble(0.5);
    report.precision = json[u"precision"].toString();
    report.device = json[u"device"].toString();
    report.files = textsOf(json[u"files"]);
    report.partsDir = json[u"parts_dir"].toString();
    const QJsonArray measured = json[u"measurements"].toArray();
    for (const QJsonValue& measurement : measured)
        report.measurements.append(measurementFrom(measurement.toObject()));
    report.peakMemory = json[u"peak_memory"].toInteger();
    report.loadSeconds = json[u"load_seconds"].toDouble();
    if (report.hash.isEmpty() || report.files.isEmpty() || report.dim <= 0) {
        return fail(ErrorKind::Corrupt,
                    Text::tr("The report on the model is incomplete. Install Semblance again."));
    }
    return report;
}

}  // namespace semblance
