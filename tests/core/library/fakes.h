#pragma once

#include <QByteArray>
#include <QFile>
#include <QHash>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "core/base/contentkey.h"
#include "core/remote/encoder.h"
#include "core/remote/picturedecoder.h"
#include "core/scan/walk.h"
#include "tests/core/store/storefixture.h"

/// Stand-ins for the children, for tests of what lies between them and the store.
namespace semblance::test {

inline ModelInfo modelInfo(const QString& hash = QStringLiteral("abc123")) {
    ModelInfo info;
    info.name = QStringLiteral("mini");
    info.hash = hash;
    info.dim = dim;
    info.input.side = 2;
    return info;
}

/// "Decodes" on threads of its own: a file's first byte becomes the colour of its model input.
class FakeDecoder : public PictureDecoder {
public:
    using Answer = std::function<Result<DecodeReply>(const DecodeRequest&)>;

    explicit FakeDecoder(Answer answer = plainAnswer, int threads = 1)
        : m_answer(std::move(answer)) {
        for (int i = 0; i < threads; ++i)
            m_threads.emplace_back([this] { serve(); });
    }
    ~FakeDecoder() override {
        {
            std::lock_guard lock(m_mutex);
            m_closed = true;
            m_held = false;
            m_changed.notify_all();
        }
        for (std::thread& thread : m_threads)
            thread.join();
    }

    static Result<DecodeReply> plainAnswer(const DecodeRequest& request) {
        QFile file(request.path);
        if (!file.open(QIODevice::ReadOnly))
            return fail(ErrorKind::NotFound, QStringLiteral("It is not there."));
        DecodeReply reply;
        reply.facts.width = 640;
        reply.facts.height = 480;
        reply.facts.format = QStringLiteral("jpeg");
        reply.input = QByteArray(request.input.side * request.input.side * 3, file.read(1)[0]);
        for (int side : request.thumbnailSides)
            reply.thumbnails.insert(side, "thumbnail of " + QByteArray(1, reply.input[0]));
        return reply;
    }

    void decode(DecodeRequest request, Priority, const CancelToken& cancel, Decide decide,
                Done done) override {
        std::lock_guard lock(m_mutex);
        m_jobs.push_back({std::move(request), cancel, std::move(decide), std::move(done)});
        m_changed.notify_all();
    }
    int parallelism() const override { return static_cast<int>(m_threads.size()); }

    /// Keeps jobs waiting until release().
    void hold() {
        std::lock_guard lock(m_mutex);
        m_held = true;
    }
    void release() {
        std::lock_guard lock(m_mutex);
        m_held = false;
        m_changed.notify_all();
    }

    int decoded() const { return m_decoded; }

    /// From now on a file whose bytes nobody has a use for counts as declined at once, and is
    /// answered only after a file that was decoded.
    void answerDeclinedLate() {
        std::lock_guard lock(m_mutex);
        m_declinedLate = true;
    }

    /// For answers on one thread of several: waits until so many files were read whose bytes nobody
    /// had a use for, and that was answered.
    void waitUntilDeclined(int files) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_closed || m_declined >= files; });
    }

private:
    struct Job {
        DecodeRequest request;
        CancelToken cancel;
        Decide decide;
        Done done;
    };

    /// What a decoder says of a file before it decodes it; nothing when it cannot be read.
    static std::optional<ReadReply> readingOf(const QString& path) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return {};
        const QByteArray bytes = file.readAll();
        return ReadReply{statFile(path).value_or(FileStat()), contentKeyOf(bytes),
                         fullHashOf(bytes)};
    }

    Result<DecodeReply> answer(const Job& job) {
        if (job.cancel.isCancelled())
            return fail(cancelledError());
        const std::optional<ReadReply> read = readingOf(job.request.path);
        DecodeReply declined;
        declined.decoded = false;
        declined.read = read.value_or(ReadReply());
        if (read && job.decide && !job.decide(*read))
            return declined;
        ++m_decoded;
        Result<DecodeReply> reply = m_answer(job.request);
        if (reply)
            reply->read = declined.read;
        return reply;
    }

    void serve() {
        for (;;) {
            Job job;
            {
                std::unique_lock lock(m_mutex);
                m_changed.wait(lock, [&] { return m_closed || (!m_held && !m_jobs.empty()); });
                if (m_jobs.empty())
                    return;
                job = std::move(m_jobs.front());
                m_jobs.pop_front();
            }
            Result<DecodeReply> reply = answer(job);
            if (reply && !reply->decoded)
                answerDeclined(job, std::move(*reply));
            else
                answerDecoded(job, std::move(reply));
        }
    }

    void answerDeclined(const Job& job, DecodeReply reply) {
        std::unique_lock lock(m_mutex);
        if (m_declinedLate) {
            ++m_declined;
            m_changed.notify_all();
            m_changed.wait(lock, [&] { return m_closed || m_answered > 0; });
        }
        const bool late = m_declinedLate;
        lock.unlock();
        job.done(std::move(reply));
        lock.lock();
        m_declined += late ? 0 : 1;
        m_changed.notify_all();
    }

    void answerDecoded(const Job& job, Result<DecodeReply> reply) {
        job.done(std::move(reply));
        std::lock_guard lock(m_mutex);
        ++m_answered;
        m_changed.notify_all();
    }

    const Answer m_answer;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Job> m_jobs;
    bool m_held = false;
    bool m_closed = false;
    bool m_declinedLate = false;
    int m_declined = 0;
    int m_answered = 0;  ///< files that were decoded or failed
    std::atomic<int> m_decoded{0};
    std::vector<std::thread> m_threads;  // last: they use everything above
};

/// The vector of a picture of colour c points to axis c % dim.
class FakeEncoder : public Encoder {
public:
    using Answer = std::function<Result<EncodeReply>(const EncodeImagesRequest&)>;

    explicit FakeEncoder(Answer answer = plainAnswer) : m_answer(std::move(answer)) {}

    static std::vector<float> vectorOfColour(uchar colour) {
        std::vector<float> vector(dim, 0.0f);
        vector[colour % dim] = 1.0f;
        return vector;
    }

    static Result<EncodeReply> plainAnswer(const EncodeImagesRequest& request) {
        EncodeReply reply;
        reply.dim = dim;
        const int bytes = request.side * request.side * 3;
        for (int i = 0; i < request.count; ++i) {
            const auto vector = vectorOfColour(static_cast<uchar>(request.pixels[i * bytes]));
            reply.vectors.append(reinterpret_cast<const char*>(vector.data()),
                                 dim * qsizetype(sizeof(float)));
        }
        return reply;
    }

    Result<ModelInfo> model(const CancelToken&) override { return modelInfo(); }
    Result<EncodeReply> encodeImages(const EncodeImagesRequest& request,
                                     const CancelToken& cancel) override {
        if (cancel.isCancelled())
            return fail(cancelledError());
        ++m_batches;
        m_pictures += request.count;
        return m_answer(request);
    }
    Result<QueryReply> encodeQuery(const QueryRequest&, const CancelToken&) override {
        return fail(ErrorKind::Internal, QStringLiteral("No queries here."));
    }

    int batches() const { return m_batches; }
    int pictures() const { return m_pictures; }

private:
    const Answer m_answer;
    std::atomic<int> m_batches{0};
    std::atomic<int> m_pictures{0};
};

}  // namespace semblance::test
