#pragma once

#include <QJsonObject>
#include <QString>

#include "core/model/files/hfconfig.h"

/// What the families' readers of config.json have in common.
namespace semblance {

constexpr int kMostHfWidth = 1 << 16;
constexpr int kMostHfRows = 1 << 22;
constexpr int kMostHfSide = 4096;
constexpr int kMostHfLayers = 512;

/// Takes numbers out of one section of config.json; the first one that makes no sense sticks.
class HfSection {
public:
    /// The top of the file.
    HfSection(QJsonObject config, QString* bad);

    /// A section that was found already.
    HfSection(QJsonObject section, const QString& name, QString* bad);

    /// A section, with the values of the older "<name>_dict" over it, which transformers prefers.
    HfSection(const QJsonObject& config, const char* name, QString* bad);

    /// From 1 to `most`; a side may be given as [height, width].
    int whole(const char* field, int otherwise, int most = kMostHfWidth);

    /// Between 0 and 1.
    double number(const char* field, double otherwise);
    QString word(const char* field, const QString& otherwise) const;
    bool flag(const char* field, bool otherwise) const;
    void refuse(const char* field);

    struct TowerDefaults {
        int width;
        int hidden;
        int heads;
        const char* activation;
        double normEpsilon;
    };
    HfConfig::Tower tower(const TowerDefaults& defaults);

private:
    QJsonObject m_object;
    QString m_name;
    QString* m_bad;
};

}  // namespace semblance
