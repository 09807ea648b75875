#include "core/remote/textreader.h"

#include <utility>

#include "core/remote/childprocess.h"

namespace semblance {

struct TextReader::Private {
    explicit Private(const Options& given)
        : options(given),
          child(QStringLiteral("semblance-ocr"),
                {QStringLiteral("serve"), QStringLiteral("--data"), options.dataDir,
                 QStringLiteral("--languages"), options.languages.join(u'+')}) {}

    Status start(const CancelToken& cancel) {
        Result<QCborMap> hello = child.start(options.startLimit, cancel);
        // One that dies before its hello was most likely killed by somebody.
        if (!hello && hello.error().kind == ErrorKind::ChildFailed && !cancel.isCancelled())
            hello = child.start(options.startLimit, cancel);
        if (hello)
            return {};
        if (hello.error().kind == ErrorKind::Cancelled)
            return fail(hello.error());
        return fail(ErrorKind::Internal, hello.error().sentence,
                    QStringLiteral("ocr start: ") + hello.error().detail);
    }

    Result<ReadTextReply> readOnce(const ReadTextRequest& request, const CancelToken& cancel) {
        SEMBLANCE_TRY(start(cancel));
        SEMBLANCE_TRY_ASSIGN(const QCborMap map,
                             child.request(request.toCbor(), options.readLimit, cancel));
        Result<ReadTextReply> reply = ReadTextReply::fromCbor(map);
        if (!reply)
            child.kill();
        return reply;
    }

    const Options options;
    ChildProcess child;
};

TextReader::TextReader(const Options& options) : d(std::make_shared<Private>(options)) {}

TextReader::~TextReader() {
    d->child.close();
}

Result<ReadTextReply> TextReader::read(const ReadTextRequest& request, const CancelToken& cancel) {
    const std::shared_ptr<Private> self = d;
    Result<ReadTextReply> reply = self->readOnce(request, cancel);
    if (!reply && reply.error().kind == ErrorKind::ChildFailed && !cancel.isCancelled())
        reply = self->readOnce(request, cancel);
    // Whoever stops the work may have stopped the child, too.
    if (!reply && cancel.isCancelled()) {
        constexpr std::chrono::seconds patience{2};
        self->child.finishCancelled(patience);
        return fail(cancelledError());
    }
    return reply;
}

void TextReader::rest() {
    d->child.kill();
}

qint64 TextReader::processId() const {
    return d->child.processId();
}

}  // namespace semblance
