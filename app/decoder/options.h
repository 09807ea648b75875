#pragma once

#include <QString>
#include <QStringList>

#include "core/base/result.h"

namespace semblance {

/// What the command line asks of the decoder.
struct DecoderOptions {
    int memoryMiB = 3072;  ///< that decoding may take
    bool isInBackground = false;
    QString text;  ///< when not empty, only this is to be printed: help or version
};

/// `arguments` begin with the program's name. WrongUse with a sentence for anything unknown.
Result<DecoderOptions> readDecoderOptions(const QStringList& arguments);

}  // namespace semblance
