#pragma once

#include <QByteArray>
#include <memory>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/inputspec.h"
#include "core/base/result.h"
#include "core/evaluate/evaluationset.h"

namespace semblance {

class PictureDecoder;

/// Decodes pictures to model inputs, a bounded number ahead of who asks for them.
class PictureFeed {
public:
    PictureFeed(PictureDecoder& decoder, const InputSpec& input,
                const std::vector<EvaluationPicture>& pictures, const CancelToken& cancel);
    ~PictureFeed();

    /// The next pictures' inputs, at most `most`, side^2 * 3 bytes RGB8 each; none at the end. A
    /// picture that cannot be decoded is the error.
    Result<QByteArray> next(int most);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}  // namespace semblance
