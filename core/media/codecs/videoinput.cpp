#include "core/media/codecs/videoinput.h"

extern "C" {
#include <libavutil/display.h>
}

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <limits>

#include "core/media/codecs/codecerrors.h"
#include "core/media/codecs/videosniff.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::VideoInput)
};

constexpr qsizetype kMostTags = 200;
constexpr qsizetype kLongestTag = 4096;

const char* demuxerOf(PictureFormat format) {
    switch (format) {
        case PictureFormat::Mkv:
        case PictureFormat::WebM:
            return "matroska";
        case PictureFormat::Avi:
            return "avi";
        default:
            return "mov";
    }
}

QString textOf(int code) {
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    av_strerror(code, text.data(), text.size());
    return QString::fromUtf8(text.data());
}

void take(const AVDictionary* dictionary, QMap<QString, QString>& tags) {
    const AVDictionaryEntry* entry = nullptr;
    while ((entry = av_dict_get(dictionary, "", entry, AV_DICT_IGNORE_SUFFIX)) &&
           tags.size() < kMostTags) {
        const QString name = QString::fromUtf8(entry->key).toLower();
        if (!tags.contains(name))
            tags.insert(name, QString::fromUtf8(entry->value).left(kLongestTag));
    }
}

const std::int32_t* displayMatrix(const AVStream& stream) {
    constexpr std::size_t bytes = 9 * sizeof(std::int32_t);
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 31, 100)
    const AVPacketSideData* data =
        av_packet_side_data_get(stream.codecpar->coded_side_data,
                                stream.codecpar->nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX);
    return data && data->size >= bytes ? reinterpret_cast<const std::int32_t*>(data->data)
                                       : nullptr;
#else
    std::size_t size = 0;
    const std::uint8_t* data = av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
    return data && size >= bytes ? reinterpret_cast<const std::int32_t*>(data) : nullptr;
#endif
}

/// The EXIF orientation of a matrix that turns by quarters; players show no other, either.
int orientationOf(const AVStream& stream) {
    const std::int32_t* matrix = displayMatrix(stream);
    if (!matrix)
        return 1;
    const auto sign = [matrix](int i) { return (matrix[i] > 0) - (matrix[i] < 0); };
    // Rows and columns of the matrix stand for x and y, y down.
    const std::array<int, 4> turn = {sign(0), sign(1), sign(3), sign(4)};
    constexpr std::array<std::array<int, 4>, 8> turns = {{{1, 0, 0, 1},
                                                          {-1, 0, 0, 1},
                                                          {-1, 0, 0, -1},
                                                          {1, 0, 0, -1},
                                                          {0, 1, 1, 0},
                                                          {0, 1, -1, 0},
                                                          {0, -1, -1, 0},
                                                          {0, -1, 1, 0}}};
    const auto found = std::find(turns.begin(), turns.end(), turn);
    return found == turns.end() ? 1 : int(found - turns.begin()) + 1;
}

}  // namespace

VideoInput::VideoInput(const ByteSource& source, PictureFormat format, const CancelToken& cancel)
    : m_source(source), m_format(format), m_cancel(cancel) {}

VideoInput::~VideoInput() {
    avformat_close_input(&m_container);
    if (m_io)
        av_freep(&m_io->buffer);
    avio_context_free(&m_io);
}

Result<std::unique_ptr<VideoInput>> VideoInput::open(const ByteSource& source, PictureFormat format,
                                                     const CancelToken& cancel) {
    std::unique_ptr<VideoInput> input(new VideoInput(source, format, cancel));
    SEMBLANCE_TRY(input->open());
    return input;
}

Status VideoInput::open() {
    av_log_set_level(AV_LOG_QUIET);
    constexpr int bufferBytes = 64 << 10;
    auto* buffer = static_cast<unsigned char*>(av_malloc(bufferBytes));
    m_io = avio_alloc_context(buffer, bufferBytes, 0, this, &readBytes, nullptr, &seekBytes);
    m_container = avformat_alloc_context();
    if (!buffer || !m_io || !m_container)
        return fail(pictureTakesTooMuch());
    m_container->pb = m_io;
    m_container->flags |= AVFMT_FLAG_CUSTOM_IO;
    // Playlists and references lead to other files: there are none.
    m_container->io_open = [](AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) {
        return AVERROR(EACCES);
    };
    m_container->interrupt_callback = {
        [](void* self) { return int(static_cast<VideoInput*>(self)->isCancelled()); }, this};
    const int opened = avformat_open_input(&m_container, nullptr,
                                           av_find_input_format(demuxerOf(m_format)), nullptr);
    if (opened < 0)
        return fail(failure(opened));
    const int best = av_find_best_stream(m_container, AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
    if (best < 0 || m_container->streams[best]->disposition & AV_DISPOSITION_ATTACHED_PIC)
        return fail(noPicture());
    for (unsigned i = 0; i < m_container->nb_streams; ++i)
        m_container->streams[i]->discard = int(i) == best ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    m_stream = m_container->streams[best];
    return {};
}

int VideoInput::readBytes(void* self, std::uint8_t* to, int bytes) {
    auto& input = *static_cast<VideoInput*>(self);
    if (input.isCancelled())
        return AVERROR_EXIT;
    const Result<qint64> got = input.m_source.read(input.m_at, reinterpret_cast<char*>(to), bytes);
    if (!got) {
        input.m_diskError = got.error();
        return AVERROR(EIO);
    }
    input.m_at += *got;
    return *got > 0 ? int(*got) : AVERROR_EOF;
}

std::int64_t VideoInput::seekBytes(void* self, std::int64_t offset, int whence) {
    auto& input = *static_cast<VideoInput*>(self);
    const qint64 size = input.m_source.size();
    switch (whence & ~AVSEEK_FORCE) {
        case AVSEEK_SIZE:
            return size;
        case SEEK_CUR:
            offset += input.m_at;
            break;
        case SEEK_END:
            offset += size;
            break;
        default:
            break;
    }
    if (offset < 0)
        return AVERROR(EINVAL);
    return input.m_at = offset;
}

ContainerFacts VideoInput::facts() const {
    ContainerFacts facts;
    take(m_container->metadata, facts.tags);
    take(m_stream->metadata, facts.tags);
    const std::optional<qint64> length = duration();
    if (length) {
        const qint64 ms = av_rescale_q(*length, m_stream->time_base, {1, 1000});
        facts.durationMs = std::clamp<qint64>(ms, 0, std::numeric_limits<std::int32_t>::max());
    }
    facts.orientation = orientationOf(*m_stream);
    return facts;
}

std::optional<qint64> VideoInput::duration() const {
    const auto isKnown = [](std::int64_t length) { return length != AV_NOPTS_VALUE && length > 0; };
    if (isKnown(m_container->duration))
        return av_rescale_q(m_container->duration, {1, AV_TIME_BASE}, m_stream->time_base);
    if (isKnown(m_stream->duration))
        return m_stream->duration;
    return {};
}

bool VideoInput::seek(qint64 time) {
    const qint64 start = m_stream->start_time == AV_NOPTS_VALUE ? 0 : m_stream->start_time;
    return av_seek_frame(m_container, m_stream->index, start + time, AVSEEK_FLAG_BACKWARD) >= 0;
}

bool VideoInput::read(AVPacket& packet) {
    // Of a damaged file they may be endless.
    constexpr int mostOfOthers = 100'000;
    for (int i = 0; i < mostOfOthers; ++i) {
        av_packet_unref(&packet);
        if (isCancelled() || av_read_frame(m_container, &packet) < 0)
            return false;
        if (packet.stream_index == m_stream->index)
            return true;
    }
    return false;
}

bool VideoInput::isMostlyMissing() const {
    return m_source.size() < statedSize(m_source, m_format) / 2;
}

bool VideoInput::isEmptyBehindHalf() const {
    constexpr qint64 some = 64 << 10;
    const auto isEmptyAt = [this](qint64 offset) {
        const QByteArray part = m_source.piece(offset, some);
        return part.count('\0') == part.size();
    };
    const qint64 size = m_source.size();
    return isEmptyAt(size / 2) && isEmptyAt(size / 4 * 3);
}

Error VideoInput::failure(int code) const {
    if (isCancelled())
        return cancelledError();
    if (m_diskError)
        return *m_diskError;
    const QString detail = textOf(code);
    if (code == AVERROR(ENOMEM))
        return pictureTakesTooMuch();
    if (code == AVERROR_PATCHWELCOME || code == AVERROR_DECODER_NOT_FOUND)
        return unreadVariant(m_format, detail);
    if (isMostlyMissing())
        return mostlyMissingPicture(detail);
    if (m_source.size() < statedSize(m_source, m_format))
        return cutShortPicture(detail);
    return damagedPicture(m_format, detail);
}

Error VideoInput::noPicture() const {
    if (isCancelled())
        return cancelledError();
    if (m_diskError)
        return *m_diskError;
    if (m_source.size() < statedSize(m_source, m_format))
        return cutShortPicture();
    return {ErrorKind::BadInput, Text::tr("There is no video in the file."), {}};
}

}  // namespace semblance
