#include "core/model/composition/mapping.h"

namespace semblance {

void MappingConfig::Phi::describe(JsonFields& fields) {
    fields.integers(u"hidden", hidden, 1, 65536);
    fields.flag(u"norm", norm);
    fields.number(u"dropout", dropout, 0, 0.95);
}

void MappingConfig::Side::describe(JsonFields& fields) {
    fields.flag(u"use", use);
    fields.integer(u"hidden", hidden, 1, 65536);
    fields.number(u"dropout", dropout, 0, 0.95);
}

void MappingConfig::Injection::describe(JsonFields& fields) {
    fields.integer(u"layers", layers, 0, 24);
    fields.integer(u"heads", heads, 1, 64);
    fields.integer(u"feedForward", feedForward, 1, 16);
    fields.number(u"dropout", dropout, 0, 0.95);
    fields.flag(u"learnedQueries", learnedQueries);
    fields.flag(u"openGate", openGate);
}

void MappingConfig::describe(JsonFields& fields) {
    fields.integer(u"words", words, 1, 8);
    fields.group(u"phi", phi);
    fields.group(u"side", side);
    fields.group(u"injection", injection);
}

Result<MappingConfig> MappingConfig::fromJson(const QJsonObject& json, const QString& source,
                                              const MappingConfig& start) {
    return JsonFields::read(json, source, start);
}

MappingConfig MappingConfig::defaultsFor(const ImageNetwork& image) {
    MappingConfig config;
    if (image.sideWidth() > 0)
        return config;
    const auto wide = static_cast<int>(4 * image.rawWidth());
    config.phi = {{wide, wide}, false, 0.5};
    return config;
}

}  // namespace semblance
