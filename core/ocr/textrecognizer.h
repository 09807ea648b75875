#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <chrono>
#include <memory>

#include "core/base/cancel.h"
#include "core/base/result.h"

namespace semblance {

/// What was read in a picture.
struct RecognizedText {
    QString text;         ///< a line of the picture a line, words apart by one blank
    bool isWhole = true;  ///< false: the time was over before all of it was read
};

/// Reads the text in pictures, by Tesseract's networks. The language data are loaded once, when it
/// is made; afterwards no file is opened. Blocking; used by one thread.
class TextRecognizer {
public:
    /// `dataDir` holds the languages as files NAME.traineddata. Errors: NotFound when one of them
    /// cannot be loaded.
    static Result<std::unique_ptr<TextRecognizer>> open(const QString& dataDir,
                                                        const QStringList& languages);
    ~TextRecognizer();
    TextRecognizer(const TextRecognizer&) = delete;
    TextRecognizer& operator=(const TextRecognizer&) = delete;

    /// `grey` is width * height bytes, rows from above. Capitals 20 to 40 pixels high are read
    /// best. What is likely to be no word is left out. Errors: WrongUse for a picture whose bytes
    /// do not fit, Internal, Cancelled.
    Result<RecognizedText> read(const QByteArray& grey, int width, int height,
                                std::chrono::milliseconds limit, const CancelToken& cancel = {});

private:
    struct Private;
    explicit TextRecognizer(std::unique_ptr<Private> data);

    std::unique_ptr<Private> d;
};

}  // namespace semblance
