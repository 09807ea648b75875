#include "core/library/indexing/sidecarstage.h"

#include <optional>
#include <utility>

namespace semblance::indexing {

namespace {

using Outcome = IndexPipeline::Outcome;

DecodeRequest requestOf(const IndexPipeline::Work& work) {
    DecodeRequest request;
    request.path = work.rootPath + QLatin1Char('/') + work.path;
    for (const QString& path : work.sidecars->paths)
        request.sidecars.append({work.rootPath + QLatin1Char('/') + path, {}});
    return request;
}

/// What they said; nothing where they could not be read just now.
std::optional<PhotoFacts> factsOf(const Result<DecodeReply>& reply) {
    if (reply)
        return reply->facts;
    // They are to blame, and say nothing until they change.
    const bool isTheirs =
        reply.error().kind == ErrorKind::BadInput || reply.error().kind == ErrorKind::ChildFailed;
    return isTheirs ? std::optional(PhotoFacts()) : std::nullopt;
}

}  // namespace

SidecarStage::SidecarStage(PictureDecoder& decoder, CancelToken cancel, Store store, End end,
                           BreakOff breakOff)
    : m_decoder(decoder),
      m_cancel(std::move(cancel)),
      m_store(std::move(store)),
      m_end(std::move(end)),
      m_breakOff(std::move(breakOff)) {}

void SidecarStage::annotate(const ItemPtr& item, PictureDecoder::Priority priority) {
    const auto& sidecars = item->work.sidecars;
    if (!sidecars)
        return m_end(*item, Outcome::Indexed);
    if (sidecars->paths.isEmpty())
        return storeFacts(*item, {});
    m_decoder.decode(requestOf(item->work), priority, m_cancel, {},
                     [this, item](const Result<DecodeReply>& reply) { onRead(*item, reply); });
}

void SidecarStage::onRead(const Item& item, const Result<DecodeReply>& reply) {
    if (!reply && reply.error().kind == ErrorKind::Internal)
        m_breakOff(reply.error());
    if (const auto facts = factsOf(reply))
        return storeFacts(item, *facts);
    // The picture is stored; the next run reads its sidecars.
    m_end(item, item.work.sidecarsOnly ? Outcome::Dropped : Outcome::Indexed);
}

void SidecarStage::storeFacts(const Item& item, PhotoFacts facts) {
    IndexedFile file = item.file(IndexedFile::Outcome::Annotated);
    file.facts = std::move(facts);
    file.sidecars = item.work.sidecars->stamp;
    m_end(item, m_store(std::move(file)) ? Outcome::Indexed : Outcome::Dropped);
}

}  // namespace semblance::indexing
