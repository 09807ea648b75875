#pragma once

#include <QCborMap>

#include "core/base/cancel.h"
#include "core/base/result.h"

namespace semblance {

/// Answers a DecodeRequest with a DecodeReply (core/remote/messages.h).
Result<QCborMap> answerDecode(const QCborMap& request, const CancelToken& cancel);

}  // namespace semblance
