#pragma once

#include <QtGlobal>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>

#include "core/base/cancel.h"
#include "core/base/powersource.h"
#include "core/base/result.h"
#include "core/library/texts/textlanguages.h"

namespace semblance {

class Catalogue;
class PictureDecoder;

/// How far reading is.
struct TextProgress {
    bool isReading = false;          ///< there is something to look at; it may be held up
    bool isOnBattery = false;        ///< and waits for a plug
    qint64 done = 0;                 ///< of the pictures below
    qint64 all = 0;                  ///< to look at when this look began
    double rate = 0;                 ///< pictures a second over the last seconds
    double secondsLeft = -1;         ///< < 0: not known yet
    std::optional<Error> problem{};  ///< why nothing can be read here
};

/// Reads the text in a library's pictures and publishes what is written in them. Follows the
/// catalogue on one thread of low priority that no query and no indexing waits for; stands back
/// while indexing is under way, and reads nothing while the computer runs on its battery. Where
/// this program does not write to the library, or while it is not enabled, it publishes what was
/// read and reads nothing. Each picture read is stored at once, so that a killed run goes on where
/// it stopped. Thread-safe.
class TextKeeper {
public:
    struct Options {
        std::function<TextLanguages()> languages = installedTextLanguages;
        std::function<PowerState()> power = readPower;
        std::chrono::milliseconds powerEvery{10'000};
    };

    /// Both outlive it. Not enabled at first.
    TextKeeper(Catalogue& catalogue, PictureDecoder& decoder);
    TextKeeper(Catalogue& catalogue, PictureDecoder& decoder, Options options);
    /// Ends within a moment, whatever is being read.
    ~TextKeeper();
    TextKeeper(const TextKeeper&) = delete;
    TextKeeper& operator=(const TextKeeper&) = delete;

    void setEnabled(bool enabled);

    /// While this is held nothing is read.
    std::shared_ptr<void> hold();

    /// Called on the keeper's thread, a few times a second at most, and at each look's end. Not
    /// any more once another one, or none, has been set.
    using Listener = std::function<void(const TextProgress&)>;
    void setListener(Listener listener);

    /// Returns when all that was committed before the call has been looked at and its words are in
    /// the snapshot; while it is not enabled, when those are that are stored. Errors: those of
    /// reading rows and of the cache, that there is no reader or no data for it, Cancelled.
    Status finish(const CancelToken& cancel);

    /// The process id of what reads, 0 when none runs; for tests.
    qint64 readerProcess() const;

private:
    struct Worker;
    std::unique_ptr<Worker> m_worker;
};

}  // namespace semblance
