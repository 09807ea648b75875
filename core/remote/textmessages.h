#pragma once

#include <QByteArray>
#include <QCborMap>
#include <QString>

#include "core/base/result.h"

namespace semblance {

/// ocr, op "text": a picture to read the text of.
struct ReadTextRequest {
    int width = 0;
    int height = 0;
    QByteArray grey;  ///< width * height bytes, rows from above

    /// 12 million; more does not make text clearer.
    static constexpr int mostPixels = 12'000'000;

    QCborMap toCbor() const;
    static Result<ReadTextRequest> fromCbor(const QCborMap& map);
};

struct ReadTextReply {
    QString text;         ///< lines as in the picture, words apart by one blank; empty: none
    bool isWhole = true;  ///< false: the time was over before all of it was read

    /// Characters. A page of a book has 3,000.
    static constexpr int mostText = 100'000;

    QCborMap toCbor() const;
    /// Longer text is cut: a reader that a picture has taken over may answer anything.
    static Result<ReadTextReply> fromCbor(const QCborMap& map);
};

}  // namespace semblance
