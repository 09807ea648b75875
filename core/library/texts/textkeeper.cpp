#include "core/library/texts/textkeeper.h"

#include <QLoggingCategory>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "core/base/background.h"
#include "core/library/texts/textpass.h"

namespace semblance {

namespace {
Q_LOGGING_CATEGORY(logTexts, "semblance.library.texts")

using Clock = std::chrono::steady_clock;

/// Between two looks at a library that changes all the time, and before the first: opening it has
/// more urgent things to read.
constexpr std::chrono::seconds kPause{3};
}  // namespace

struct TextKeeper::Worker {
    Worker(Catalogue& catalogue_, PictureDecoder& decoder_, Options options_)
        : catalogue(catalogue_),
          decoder(decoder_),
          options(std::move(options_)),
          thread([this] { run(); }) {
        subscription = catalogue.changes().subscribe([this](const Delta& delta) {
            // With a disk come its pictures.
            if (!delta.inserted.empty() || !delta.removed.empty() || !delta.changed.empty() ||
                delta.roots)
                ask();
        });
    }
    ~Worker() {
        subscription.end();
        ending.cancel();
        {
            std::lock_guard lock(mutex);
            pass.cancel();
        }
        thread.join();
    }

    void ask() {
        std::lock_guard lock(mutex);
        ++asked;
        wake.notify_all();
    }

    void tell(const TextProgress& progress) {
        std::lock_guard lock(listenerMutex);
        if (listener)
            listener(progress);
    }

    std::shared_ptr<TextReader> readerOf(const TextLanguages& languages) {
        std::lock_guard lock(readerMutex);
        if (!reader || languages != readerLanguages) {
            readerLanguages = languages;
            TextReader::Options of;
            of.dataDir = languages.dataDir;
            of.languages = languages.names;
            reader = std::make_shared<TextReader>(of);
        }
        return reader;
    }

    void run();
    bool awaitWork(std::unique_lock<std::mutex>& lock);
    Status look(bool reads, const CancelToken& cancel);

    Catalogue& catalogue;
    PictureDecoder& decoder;
    const Options options;
    const CancelToken ending;

    std::mutex mutex;  // guards what follows
    std::condition_variable wake;
    std::uint64_t asked = 1;
    std::uint64_t done = 0;
    std::uint64_t wanted = 0;  ///< by a thread in finish(), without the pause
    Status last;               ///< of the look that `done` names
    bool isEnabled = false;
    int holds = 0;
    CancelToken pass;

    std::mutex listenerMutex;  // guards the member below
    Listener listener;

    std::mutex readerMutex;  // guards the members below
    TextLanguages readerLanguages;
    std::shared_ptr<TextReader> reader;

    WordIndex::ContentsByKey published;  // of the thread

    std::thread thread;                  // starts when all above is there
    Changes::Subscription subscription;  // last
};

/// False at the end.
bool TextKeeper::Worker::awaitWork(std::unique_lock<std::mutex>& lock) {
    waitUnlessCancelled(wake, lock, ending, [this] { return asked != done; });
    // What comes together is looked at together.
    waitUnlessCancelled(
        wake, lock, ending, [this] { return wanted > done; }, Clock::now() + kPause);
    waitUnlessCancelled(wake, lock, ending, [this] { return holds == 0; });
    return !ending.isCancelled();
}

Status TextKeeper::Worker::look(bool reads, const CancelToken& cancel) {
    if (ending.isCancelled())
        return fail(cancelledError());
    TextPass::Context context{
        catalogue, decoder, options, [this](const TextProgress& progress) { tell(progress); },
        [this](const TextLanguages& languages) { return readerOf(languages); }};
    return TextPass(std::move(context), cancel).run(reads, published);
}

void TextKeeper::Worker::run() {
    yieldToOthers();
    std::unique_lock lock(mutex);
    while (awaitWork(lock)) {
        const std::uint64_t now = asked;
        const bool reads = isEnabled;
        pass = CancelToken();
        const CancelToken cancel = pass;
        lock.unlock();
        const Status looked = look(reads, cancel);
        const bool isBrokenOff = !looked && looked.error().kind == ErrorKind::Cancelled;
        TextProgress ended;
        if (!looked && !isBrokenOff) {
            qCWarning(logTexts) << looked.error().sentence << looked.error().detail;
            ended.problem = looked.error();
        }
        tell(ended);
        lock.lock();
        if (isBrokenOff)
            continue;
        done = now;
        last = looked;
        wake.notify_all();
    }
}

TextKeeper::TextKeeper(Catalogue& catalogue, PictureDecoder& decoder)
    : TextKeeper(catalogue, decoder, Options()) {}
TextKeeper::TextKeeper(Catalogue& catalogue, PictureDecoder& decoder, Options options)
    : m_worker(std::make_unique<Worker>(catalogue, decoder, std::move(options))) {}
TextKeeper::~TextKeeper() = default;

void TextKeeper::setEnabled(bool enabled) {
    std::lock_guard lock(m_worker->mutex);
    if (std::exchange(m_worker->isEnabled, enabled) == enabled)
        return;
    ++m_worker->asked;
    m_worker->pass.cancel();
    m_worker->wake.notify_all();
}

std::shared_ptr<void> TextKeeper::hold() {
    {
        std::lock_guard lock(m_worker->mutex);
        ++m_worker->holds;
        m_worker->pass.cancel();
    }
    return std::shared_ptr<void>(nullptr, [worker = m_worker.get()](void*) {
        std::lock_guard lock(worker->mutex);
        --worker->holds;
        worker->wake.notify_all();
    });
}

void TextKeeper::setListener(Listener listener) {
    std::lock_guard lock(m_worker->listenerMutex);
    m_worker->listener = std::move(listener);
}

Status TextKeeper::finish(const CancelToken& cancel) {
    SEMBLANCE_TRY(m_worker->catalogue.refresh(cancel));
    Status looked;
    {
        std::unique_lock lock(m_worker->mutex);
        const std::uint64_t number = ++m_worker->asked;
        m_worker->wanted = number;
        m_worker->wake.notify_all();
        if (!waitUnlessCancelled(m_worker->wake, lock, cancel,
                                 [&] { return m_worker->done >= number; }))
            return fail(cancelledError());
        looked = m_worker->last;
    }
    SEMBLANCE_TRY(looked);
    // Behind the words, which were handed over before.
    return m_worker->catalogue.refresh(cancel);
}

qint64 TextKeeper::readerProcess() const {
    std::lock_guard lock(m_worker->readerMutex);
    return m_worker->reader ? m_worker->reader->processId() : 0;
}

}  // namespace semblance
