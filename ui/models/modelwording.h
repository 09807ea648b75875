#pragma once

#include <QString>

#include "core/library/services/modelservice.h"

/// What the Models page says of models, in the user's language and number format.
namespace semblance {

/// "clip-vit-large-patch14"; of a model that lies in a folder of its own, that folder's name.
QString modelTitle(const ModelEntry& entry);

/// "1.7 GB"
QString bytesText(qint64 bytes);

/// "CLIP ViT-L/14"; empty while nobody has looked at the model.
QString familyText(const ModelReport& report);

/// A network as the engine names it; a size without a name of its own in the user's language:
/// "Transformer, 12 layers of 512".
QString networkText(const QString& network);

/// "Learned composition", "Mixes picture and sentence"
QString compositionText(const ModelReport& report);

/// "about 35 pictures a second"; empty without a self-test.
QString speedText(const ModelReport& report);

/// The licences as they are stated, a line each, or that none is.
QString licenceText(const ModelReport& report);
/// "MIT", "Apache-2.0 and more": what a list has room for.
QString shortLicenceText(const ModelReport& report);

/// "428 million"
QString weightsText(qint64 parameters);

/// "processor", "graphics card (CUDA)"
QString deviceText(const QString& device);

/// "35", "3.5": what a rate is worth saying.
QString rateText(double perSecond);

/// "All 52,000 different pictures", "1,200 of 52,000 different pictures", "None of the pictures
/// yet"
QString coverageText(qint64 pictures, qint64 libraryPictures);

/// "about 20 minutes", "less than a minute"
QString durationText(double seconds);

/// "Copying “ViT-L-14”: 420 MB of 1.7 GB, 230 MB a second, less than a minute left"
QString importText(const ModelImportProgress& progress);

}  // namespace semblance
