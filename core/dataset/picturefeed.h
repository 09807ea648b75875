#pragma once

#include <QByteArray>
#include <memory>
#include <span>

#include "core/base/cancel.h"
#include "core/base/inputspec.h"
#include "core/base/result.h"
#include "core/dataset/datasetpicture.h"

namespace semblance {

class PictureDecoder;

/// Decodes pictures to model inputs, in their order, a bounded number ahead of who asks for them.
/// One thread at a time.
class PictureFeed {
public:
    /// `decoder` and `pictures` outlive the feed.
    PictureFeed(PictureDecoder& decoder, const InputSpec& input,
                std::span<const DatasetPicture> pictures, const CancelToken& cancel);
    /// Does not wait for the decodes under way.
    ~PictureFeed();
    PictureFeed(const PictureFeed&) = delete;
    PictureFeed& operator=(const PictureFeed&) = delete;

    bool atEnd() const;

    /// The next picture's input, side^2 * 3 bytes RGB8; not at the end. The kinds of error are
    /// PictureDecoder's: after any but Cancelled and Internal the next picture may well be fine.
    Result<QByteArray> next();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}  // namespace semblance
