#include "core/library/texts/textkeeper.h"

#include <QLoggingCategory>
#include <atomic>
#include <mutex>
#include <utility>

#include "core/base/passthread.h"
#include "core/library/texts/textpass.h"

namespace semblance {

namespace {
Q_LOGGING_CATEGORY(logTexts, "semblance.library.texts")

/// Between two looks at a library that changes all the time, and before the first: opening it has
/// more urgent things to read.
constexpr std::chrono::seconds kPause{3};
}  // namespace

struct TextKeeper::Worker {
    Worker(Catalogue& catalogue_, PictureDecoder& decoder_, Options options_)
        : catalogue(catalogue_),
          decoder(decoder_),
          options(std::move(options_)),
          passes(kPause, [this](const CancelToken& cancel) { return pass(cancel); }) {
        subscription = catalogue.changes().subscribe([this](const Delta& delta) {
            // With a disk come its pictures.
            if (!delta.inserted.empty() || !delta.removed.empty() || !delta.changed.empty() ||
                delta.roots)
                passes.ask();
        });
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

    Status look(const CancelToken& cancel);
    Status pass(const CancelToken& cancel);

    Catalogue& catalogue;
    PictureDecoder& decoder;
    const Options options;
    std::atomic<bool> isEnabled{false};

    std::mutex listenerMutex;  // guards the member below
    Listener listener;

    std::mutex readerMutex;  // guards the members below
    TextLanguages readerLanguages;
    std::shared_ptr<TextReader> reader;

    WordIndex::ContentsByKey published;  // of the thread

    PassThread passes;                   // begins when all above is there
    Changes::Subscription subscription;  // last
};

Status TextKeeper::Worker::look(const CancelToken& cancel) {
    TextPass::Context context{
        catalogue, decoder, options, [this](const TextProgress& progress) { tell(progress); },
        [this](const TextLanguages& languages) { return readerOf(languages); }};
    return TextPass(std::move(context), cancel).run(isEnabled, published);
}

Status TextKeeper::Worker::pass(const CancelToken& cancel) {
    const Status looked = look(cancel);
    TextProgress ended;
    if (!looked && looked.error().kind != ErrorKind::Cancelled) {
        qCWarning(logTexts) << looked.error().sentence << looked.error().detail;
        ended.problem = looked.error();
    }
    tell(ended);
    return looked;
}

TextKeeper::TextKeeper(Catalogue& catalogue, PictureDecoder& decoder)
    : TextKeeper(catalogue, decoder, Options()) {}
TextKeeper::TextKeeper(Catalogue& catalogue, PictureDecoder& decoder, Options options)
    : m_worker(std::make_unique<Worker>(catalogue, decoder, std::move(options))) {}
TextKeeper::~TextKeeper() = default;

void TextKeeper::setEnabled(bool enabled) {
    if (m_worker->isEnabled.exchange(enabled) != enabled)
        m_worker->passes.askAnew();
}

std::shared_ptr<void> TextKeeper::hold() {
    return m_worker->passes.hold();
}

void TextKeeper::setListener(Listener listener) {
    std::lock_guard lock(m_worker->listenerMutex);
    m_worker->listener = std::move(listener);
}

Status TextKeeper::finish(const CancelToken& cancel) {
    SEMBLANCE_TRY(m_worker->catalogue.refresh(cancel));
    SEMBLANCE_TRY(m_worker->passes.finish(cancel));
    // Behind the words, which were handed over before.
    return m_worker->catalogue.refresh(cancel);
}

qint64 TextKeeper::readerProcess() const {
    std::lock_guard lock(m_worker->readerMutex);
    return m_worker->reader ? m_worker->reader->processId() : 0;
}

}  // namespace semblance
