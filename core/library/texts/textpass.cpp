#include "core/library/texts/textpass.h"

#include <QCoreApplication>
#include <QImage>
#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "core/library/texts/greypicture.h"
#include "core/library/texts/textdetector.h"
#include "core/remote/picturedecoder.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::TextKeeper)
};

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto kTellEvery = 300ms;
constexpr auto kPublishEvery = 5s;
/// Of those that need no reading, which take milliseconds each.
constexpr std::size_t kBatch = 64;
constexpr int kPreviewSide = 512;
/// A view of this side fits into a frame whatever its shape.
constexpr int kViewSide = 3600;

/// Raise the number, and everything is looked at anew.
QString detectorStamp() {
    return QStringLiteral("none 1");
}
QString readerStamp(const TextLanguages& languages) {
    return QStringLiteral("1 ") + languages.names.join(u'+');
}

Error noLanguages() {
    return {ErrorKind::NotFound,
            Text::tr("Text in pictures cannot be read: no language data are installed. Install "
                     "Tesseract's for your languages (on Debian and Ubuntu tesseract-ocr-eng, "
                     "tesseract-ocr-deu and so on), then start Semblance again."),
            {}};
}

PhotoFilter screenshots() {
    return {{{PhotoFilter::Field::Is, PhotoFilter::Relation::Equal, QStringLiteral("screenshot")}}};
}

/// Kinds of files that scanners and screens are kept in, rarely cameras.
PhotoFilter drawings() {
    PhotoFilter filter;
    for (const char* type : {"png", "pdf", "webp", "tiff", "gif", "bmp"})
        filter.terms.push_back(
            {PhotoFilter::Field::Type, PhotoFilter::Relation::Equal, QString::fromLatin1(type)});
    return filter;
}

QImage imageOf(DecodeReply& reply) {
    if (reply.view.isEmpty())
        return {};
    // Rows of four bytes a pixel have no padding. A copy: the bytes go with the reply.
    return QImage(reinterpret_cast<const uchar*>(reply.view.constData()), reply.viewWidth,
                  reply.viewHeight, QImage::Format_RGBA8888)
        .copy();
}

/// Whether nothing is known of the content by this, so that it is tried another time.
bool isPassing(const Error& error) {
    return error.kind == ErrorKind::NotFound || error.kind == ErrorKind::Permission;
}
}  // namespace

TextPass::TextPass(Context context, CancelToken cancel)
    : m_context(std::move(context)), m_cancel(std::move(cancel)) {}

Status TextPass::run(bool reads, WordIndex::ContentsByKey& published) {
    SEMBLANCE_TRY_ASSIGN(m_rows, m_context.catalogue.openReader());
    SEMBLANCE_TRY_ASSIGN(m_texts, m_context.catalogue.openTexts());
    SEMBLANCE_TRY(load());
    SEMBLANCE_TRY(publish(published));
    return reads && m_context.catalogue.writer() ? read(published) : Status();
}

Status TextPass::load() {
    SEMBLANCE_TRY_ASSIGN(m_contents, m_rows->contentKeys());
    QHash<QByteArray, ContentId> idOf;
    idOf.reserve(static_cast<qsizetype>(m_contents.size()));
    for (const RowReader::ContentKey& content : m_contents)
        idOf.insert(content.key, content.id);
    std::vector<QByteArray> gone;
    SEMBLANCE_TRY(m_texts->forEachKnown([&](const Texts::Known& known) {
        const ContentId id = idOf.value(known.contentKey);
        if (!id.isValid()) {
            gone.push_back(known.contentKey);
            return;
        }
        m_readers.insert(known.contentKey, known.reader);
        if (known.hasText)
            m_written.insert(known.contentKey, id);
    }));
    return m_context.catalogue.writer() ? m_texts->remove(gone) : Status();
}

Status TextPass::publish(WordIndex::ContentsByKey& published) {
    if (m_written == published)
        return {};
    SEMBLANCE_TRY_ASSIGN(auto texts, m_context.catalogue.openTexts());
    m_context.catalogue.setWritten(std::make_shared<const WordIndex>(std::move(texts), m_written));
    published = m_written;
    return {};
}

/// Screenshots first, then what is no photo as a rule.
std::vector<TextPass::Waiting> TextPass::waiting(const QString& reader) const {
    const SnapshotPtr snapshot = m_context.catalogue.snapshot();
    IdSet<ContentId> shots, drawn;
    for (const ContentId content : snapshot->filtered(screenshots()).contents)
        shots.insert(content);
    for (const ContentId content : snapshot->filtered(drawings()).contents)
        drawn.insert(content);
    std::vector<Waiting> first, second, last;
    for (const RowReader::ContentKey& content : m_contents) {
        const QString known = m_readers.value(content.key);
        if (known == reader || known == detectorStamp())
            continue;
        const std::vector<PhotoItem> photos = snapshot->photosOf(content.id);
        const bool isThere = std::any_of(photos.begin(), photos.end(), [](const PhotoItem& photo) {
            return photo.available && !photo.durationMs;
        });
        if (!isThere)
            continue;
        if (shots.contains(content.id))
            first.push_back({content.id, content.key, Look::Read});
        else
            (drawn.contains(content.id) ? second : last)
                .push_back({content.id, content.key, Look::AskDetector});
    }
    first.insert(first.end(), second.begin(), second.end());
    first.insert(first.end(), last.begin(), last.end());
    return first;
}

Status TextPass::read(WordIndex::ContentsByKey& published) {
    const TextLanguages languages = m_context.options.languages();
    const std::vector<Waiting> all = waiting(readerStamp(languages));
    if (all.empty())
        return {};
    if (languages.isEmpty())
        return fail(noLanguages());
    SEMBLANCE_TRY_ASSIGN(m_thumbnails, m_context.catalogue.openThumbnails());
    m_began = Clock::now();
    m_progress.isReading = true;
    m_progress.all = static_cast<qint64>(all.size());
    const Status read = readEach(all, languages, published);
    // What was looked at is kept, however it ended.
    SEMBLANCE_TRY(store());
    SEMBLANCE_TRY(publish(published));
    m_context.readerOf(languages)->rest();
    return read;
}

Status TextPass::readEach(const std::vector<Waiting>& all, const TextLanguages& languages,
                          WordIndex::ContentsByKey& published) {
    Clock::time_point publishedAt = Clock::now();
    for (const Waiting& waiting : all) {
        tell(false);
        SEMBLANCE_TRY(awaitPower());
        SEMBLANCE_TRY_ASSIGN(auto looked, readOne(waiting, languages));
        ++m_progress.done;
        if (!looked)
            continue;
        const bool isRead = looked->reader != detectorStamp();
        if (!looked->text.isEmpty())
            m_written.insert(waiting.key, waiting.content);
        else
            m_written.remove(waiting.key);
        m_looked.push_back(std::move(*looked));
        if (isRead || m_looked.size() >= kBatch)
            SEMBLANCE_TRY(store());
        if (Clock::now() - publishedAt >= kPublishEvery) {
            SEMBLANCE_TRY(store());
            SEMBLANCE_TRY(publish(published));
            publishedAt = Clock::now();
        }
    }
    return {};
}

Result<bool> TextPass::isWorthReading(const Waiting& waiting) {
    if (waiting.look == Look::Read)
        return true;
    SEMBLANCE_TRY_ASSIGN(const auto preview, m_thumbnails->get(waiting.key, kPreviewSide));
    // Without one it is looked at when it is decoded.
    const QImage picture = preview ? thumbnailImage(*preview) : QImage();
    return picture.isNull() || mayHoldText(picture);
}

Result<std::optional<Texts::Read>> TextPass::readOne(const Waiting& waiting,
                                                     const TextLanguages& languages) {
    if (m_cancel.isCancelled())
        return fail(cancelledError());
    const Texts::Read nothing{waiting.key, detectorStamp(), {}};
    SEMBLANCE_TRY_ASSIGN(const bool isWorth, isWorthReading(waiting));
    if (!isWorth)
        return nothing;
    DecodeRequest request;
    for (const PhotoItem& photo : m_context.catalogue.snapshot()->photosOf(waiting.content)) {
        if (photo.available)
            request.path = photo.path;
    }
    if (request.path.isEmpty())
        return std::nullopt;
    request.viewSide = kViewSide;
    auto reply =
        m_context.decoder.decodeLater(request, PictureDecoder::Priority::Background, m_cancel)
            .get();
    if (!reply &&
        (reply.error().kind == ErrorKind::Cancelled || reply.error().kind == ErrorKind::Internal))
        return fail(reply.error());
    if (!reply)
        return isPassing(reply.error()) ? std::nullopt : std::optional(nothing);
    // The file may hold something else by now. Where two contents have one key, the full hash
    // follows it.
    if (reply->read.key != waiting.key && reply->read.key + reply->read.fullHash != waiting.key)
        return std::nullopt;
    SEMBLANCE_TRY_ASSIGN(Texts::Read read, readPicture(waiting, imageOf(*reply), languages));
    return read;
}

Result<Texts::Read> TextPass::readPicture(const Waiting& waiting, const QImage& picture,
                                          const TextLanguages& languages) {
    const Texts::Read nothing{waiting.key, detectorStamp(), {}};
    const QImage preview = picture.width() > kPreviewSide || picture.height() > kPreviewSide
                               ? picture.scaled(kPreviewSide, kPreviewSide, Qt::KeepAspectRatio,
                                                Qt::SmoothTransformation)
                               : picture;
    if (waiting.look == Look::AskDetector && !mayHoldText(preview))
        return nothing;
    const auto request = readablePicture(picture);
    if (!request)
        return nothing;
    const auto reply = m_context.readerOf(languages)->read(*request, m_cancel);
    if (reply)
        return Texts::Read{waiting.key, readerStamp(languages), reply->text};
    if (reply.error().kind == ErrorKind::ChildFailed)
        return nothing;
    return fail(reply.error());
}

Status TextPass::awaitPower() {
    std::mutex mutex;
    std::condition_variable never;
    while (!m_cancel.isCancelled()) {
        const Clock::time_point now = Clock::now();
        const bool isFresh = m_askedPower && now - *m_askedPower < m_context.options.powerEvery;
        if (isFresh && !m_progress.isOnBattery)
            return {};
        if (!isFresh) {
            m_askedPower = now;
            const bool onBattery = m_context.options.power().onBattery;
            const bool isNews = onBattery != m_progress.isOnBattery;
            m_progress.isOnBattery = onBattery;
            if (isNews)
                tell(true);
            if (!onBattery)
                return {};
            m_context.readerOf(m_context.options.languages())->rest();
            m_rate.restart();
        }
        std::unique_lock lock(mutex);
        waitUnlessCancelled(
            never, lock, m_cancel, [] { return false; },
            *m_askedPower + m_context.options.powerEvery);
    }
    return fail(cancelledError());
}

Status TextPass::store() {
    return m_looked.empty() ? Status() : m_texts->put(std::exchange(m_looked, {}));
}

void TextPass::tell(bool isForced) {
    const Clock::time_point now = Clock::now();
    if (!isForced && now - m_told < kTellEvery)
        return;
    m_told = now;
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(now - m_began).count();
    m_progress.rate = m_rate.rate(ms, m_progress.done);
    m_progress.secondsLeft =
        m_progress.rate > 0 ? double(m_progress.all - m_progress.done) / m_progress.rate : -1;
    m_context.tell(m_progress);
}

}  // namespace semblance
