#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace semblance {

/// A model that people may want to fetch by themselves, and what there is to know before.
struct RecommendedModel {
    QString name;       ///< "owner/name", as on Hugging Face
    double gigabytes;   ///< to download
    QString languages;  ///< that it reads
    QString goodAt;
    QString licence;
    QStringList files;  ///< all that Semblance needs of it

    QUrl page() const;
};

/// Smaller ones first, in the user's language. Each is read by a family that is in hffamilies.
QList<RecommendedModel> recommendedModels();

}  // namespace semblance
