#include "core/library/services/textservice.h"

#include <QElapsedTimer>
#include <utility>

#include "core/base/workerthread.h"
#include "core/catalogue/catalogue.h"
#include "core/library/library.h"
#include "core/library/texts/textkeeper.h"

namespace semblance {

namespace {
/// What is done sooner is not spoken of.
constexpr qint64 kShowAfterMs = 2000;
}  // namespace

struct TextService::Private {
    explicit Private(TextService* service) : q(service) {}

    // --- the keeper's thread ---

    void take(const TextProgress& progress) {
        QMetaObject::invokeMethod(q, [this, progress] { show(progress); });
    }

    // --- GUI thread ---

    void show(const TextProgress& progress) {
        if (!library)
            return;
        if (progress.isReading && !since.isValid())
            since.start();
        if (!progress.isReading) {
            since.invalidate();
            problem = progress.problem;
        }
        // A pause ends the look, and stays to be seen.
        if (isPaused && !progress.isReading)
            return;
        shown.isShown = progress.isReading && since.elapsed() >= kShowAfterMs;
        shown.isOnBattery = progress.isOnBattery;
        shown.done = progress.done;
        shown.all = progress.all;
        shown.rate = progress.rate;
        shown.secondsLeft = progress.secondsLeft;
        Q_EMIT q->readingChanged(shown);
    }

    void setPaused(bool paused) {
        isPaused = paused;
        shown.isPaused = paused;
        apply();
        Q_EMIT q->readingChanged(shown);
    }

    void apply() {
        if (library)
            library->texts().setEnabled(isEnabled && !isPaused);
    }

    TextService* const q;
    std::shared_ptr<Library> library;
    bool isEnabled = false;
    bool isPaused = false;
    TextReading shown;
    QElapsedTimer since;  ///< something is read
    std::optional<Error> problem;
    WorkerThread worker{QStringLiteral("texts")};  // last: its tasks use everything above
};

TextService::TextService(QObject* parent) : QObject(parent), d(std::make_unique<Private>(this)) {}

TextService::~TextService() {
    setLibrary(nullptr);
}

void TextService::setLibrary(std::shared_ptr<Library> library) {
    if (d->library) {
        d->library->texts().setListener(nullptr);
        d->library->texts().setEnabled(false);
    }
    d->library = std::move(library);
    d->shown = {};
    d->since.invalidate();
    Q_EMIT readingChanged(d->shown);
    if (!d->library)
        return;
    d->library->texts().setListener(
        [p = d.get()](const TextProgress& progress) { p->take(progress); });
    d->apply();
}

void TextService::setEnabled(bool enabled) {
    d->isEnabled = enabled;
    d->isPaused = false;
    d->shown = {};
    d->apply();
    Q_EMIT readingChanged(d->shown);
}

void TextService::pause() {
    d->setPaused(true);
}

void TextService::resume() {
    d->setPaused(false);
}

void TextService::requestAbility() {
    d->worker.post([this, problem = d->problem] {
        const TextAbility ability{installedTextLanguages().names, problem};
        QMetaObject::invokeMethod(this, [this, ability] { Q_EMIT abilityReady(ability); });
    });
}

void TextService::requestText(ContentId content) {
    if (!d->library)
        return;
    d->worker.post([this, content, written = d->library->catalogue().snapshot()->written()] {
        const QString text = written ? written->textOf(content) : QString();
        QMetaObject::invokeMethod(this, [this, content, text] { Q_EMIT textReady(content, text); });
    });
}

}  // namespace semblance
