#include "core/model/files/hfsection.h"

#include <QJsonArray>
#include <QMap>
#include <cmath>

namespace semblance {

namespace {

QJsonObject withOlder(const QJsonObject& config, const char* name) {
    QJsonObject object = config.value(QLatin1String(name)).toObject();
    const QJsonObject older = config.value(QLatin1String(name) + QLatin1String("_dict")).toObject();
    for (auto it = older.begin(); it != older.end(); ++it)
        object.insert(it.key(), *it);
    return object;
}

}  // namespace

HfSection::HfSection(QJsonObject config, QString* bad) : m_object(std::move(config)), m_bad(bad) {}

HfSection::HfSection(QJsonObject section, const QString& name, QString* bad)
    : m_object(std::move(section)), m_name(name + u'.'), m_bad(bad) {}

HfSection::HfSection(const QJsonObject& config, const char* name, QString* bad)
    : m_object(withOlder(config, name)), m_name(QLatin1String(name) + u'.'), m_bad(bad) {}

int HfSection::whole(const char* field, int otherwise, int most) {
    const QJsonValue value = m_object.value(QLatin1String(field));
    if (value.isUndefined() || value.isNull())
        return otherwise;
    // Sides may be given as [height, width].
    const QJsonArray pair = value.toArray();
    const double number =
        pair.size() == 2 && pair[0] == pair[1] ? pair[0].toDouble(-1) : value.toDouble(-1);
    if (number < 1 || number > most || number != std::floor(number)) {
        refuse(field);
        return otherwise;
    }
    return int(number);
}

double HfSection::number(const char* field, double otherwise) {
    const QJsonValue value = m_object.value(QLatin1String(field));
    if (value.isUndefined() || value.isNull())
        return otherwise;
    if (!(value.toDouble(-1) > 0 && value.toDouble() < 1))
        refuse(field);
    return value.toDouble();
}

QString HfSection::word(const char* field, const QString& otherwise) const {
    return m_object.value(QLatin1String(field)).toString(otherwise);
}

bool HfSection::flag(const char* field, bool otherwise) const {
    return m_object.value(QLatin1String(field)).toBool(otherwise);
}

void HfSection::refuse(const char* field) {
    if (m_bad->isEmpty())
        *m_bad = m_name + QLatin1String(field);
}

HfConfig::Tower HfSection::tower(const TowerDefaults& defaults) {
    static const QMap<QString, HfConfig::Activation> activations{
        {QStringLiteral("gelu"), HfConfig::Activation::Gelu},
        {QStringLiteral("gelu_pytorch_tanh"), HfConfig::Activation::TanhGelu},
        {QStringLiteral("gelu_new"), HfConfig::Activation::TanhGelu},
        {QStringLiteral("gelu_fast"), HfConfig::Activation::TanhGelu},
        {QStringLiteral("quick_gelu"), HfConfig::Activation::QuickGelu},
    };
    HfConfig::Tower read;
    read.width = whole("hidden_size", defaults.width);
    read.hidden = whole("intermediate_size", defaults.hidden);
    read.layers = whole("num_hidden_layers", 12, kMostHfLayers);
    read.heads = whole("num_attention_heads", defaults.heads);
    read.normEpsilon = number("layer_norm_eps", defaults.normEpsilon);
    const auto activation =
        activations.constFind(word("hidden_act", QLatin1String(defaults.activation)));
    if (activation == activations.constEnd())
        refuse("hidden_act");
    else
        read.activation = *activation;
    if (read.heads > 0 && read.width % read.heads != 0)
        refuse("num_attention_heads");
    return read;
}

}  // namespace semblance
