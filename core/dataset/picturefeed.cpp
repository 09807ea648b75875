#include "core/dataset/picturefeed.h"

#include <QFileInfo>
#include <algorithm>
#include <array>
#include <deque>
#include <future>
#include <span>

#include "core/dataset/picturecrop.h"
#include "core/remote/picturedecoder.h"

namespace semblance {

namespace {

using Decoded = Result<DecodeReply>;

// Enough to keep every decoder busy while a batch is encoded (200 KB each with mini), and no more
// than a decoder's background queue takes without making us wait.
constexpr std::size_t kAhead = 64;
constexpr int kLargestView = 4096;

std::future<Decoded> start(PictureDecoder& decoder, DecodeRequest request,
                           const CancelToken& cancel) {
    auto promise = std::make_shared<std::promise<Decoded>>();
    auto future = promise->get_future();
    decoder.decode(std::move(request), PictureDecoder::Priority::Background, cancel, {},
                   [promise](Decoded reply) { promise->set_value(std::move(reply)); });
    return future;
}

}  // namespace

struct PictureFeed::Private {
    PictureDecoder& decoder;
    InputSpec input;
    std::span<const DatasetPicture> pictures;
    CancelToken cancel;
    std::deque<std::future<Decoded>> under{};
    std::size_t started = 0;
    std::size_t taken = 0;

    void startSome() {
        while (started < pictures.size() && under.size() < kAhead) {
            const DatasetPicture& picture = pictures[started++];
            DecodeRequest request;
            request.path = QFileInfo(picture.path).absoluteFilePath();
            if (picture.box)
                request.viewSide = kLargestView;
            else
                request.wantInput = true;
            request.input = input;
            under.push_back(start(decoder, std::move(request), cancel));
        }
    }

    /// The second decode of a picture of which only a neighbourhood is wanted: the crop goes back
    /// to the decoder, so that it is resampled like every other picture.
    Result<QByteArray> cropped(const DatasetPicture& picture, const DecodeReply& whole) {
        std::array<double, 4> box = *picture.box;
        const double scale = double(whole.viewWidth) / std::max(1, whole.facts.width);
        for (double& number : box)
            number *= scale;
        const std::span rgba(reinterpret_cast<const std::uint8_t*>(whole.view.constData()),
                             static_cast<std::size_t>(whole.view.size()));
        DecodeRequest request;
        request.path = picture.path;
        request.bytes =
            croppedSquare(rgba, whole.viewWidth, cropOf(box, whole.viewWidth, whole.viewHeight));
        request.wantInput = true;
        request.input = input;
        SEMBLANCE_TRY_ASSIGN(DecodeReply reply, start(decoder, std::move(request), cancel).get());
        return reply.input;
    }

    Result<QByteArray> takeOne() {
        Decoded reply = under.front().get();
        under.pop_front();
        const DatasetPicture& picture = pictures[taken++];
        if (!reply)
            return fail(std::move(reply).error());
        return picture.box ? cropped(picture, *reply) : std::move(reply->input);
    }
};

PictureFeed::PictureFeed(PictureDecoder& decoder, const InputSpec& input,
                         std::span<const DatasetPicture> pictures, const CancelToken& cancel)
    : d(new Private{decoder, input, pictures, cancel}) {}

PictureFeed::~PictureFeed() = default;

bool PictureFeed::atEnd() const {
    return d->taken == d->pictures.size();
}

Result<QByteArray> PictureFeed::next() {
    d->startSome();
    auto input = d->takeOne();
    d->startSome();
    return input;
}

}  // namespace semblance
