#include "app/engine/traincommand.h"

#include <QElapsedTimer>
#include <csignal>
#include <memory>

#include "app/engine/subcommand.h"
#include "core/commandline/commandline.h"
#include "core/remote/decoderpool.h"
#include "core/train/stages.h"

namespace semblance {

namespace {

/// What the interrupt handler sets; the token's flag is lock-free.
CancelToken& interruptToken() {
    static CancelToken token;
    return token;
}

extern "C" void onInterrupt(int signal) {
    interruptToken().cancel();
    std::signal(signal, SIG_DFL);
}

Result<StageRequest> readRequest(const CommandLine& line) {
    const QString stage = line.operands.value(0);
    if (!stageNames().contains(stage))
        return wrongUse(line, QStringLiteral("There is no stage \"%1\"; the stages are: %2.")
                                  .arg(stage, stageNames().join(QStringLiteral(", "))));
    StageRequest request{stage,
                         line.value(u"config"),
                         line.value(u"out"),
                         line.value(u"model"),
                         line.value(u"data"),
                         line.value(u"cache"),
                         line.value(u"device"),
                         line.has(u"resume")};
    if (request.configPath.isEmpty() || request.out.isEmpty())
        return wrongUse(line, QStringLiteral("A configuration and a folder are needed: --config "
                                             "FILE --out DIR."));
    return request;
}

QString shownTime(double seconds) {
    const int whole = static_cast<int>(seconds);
    return QStringLiteral("%1:%2").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
}

/// A line every few seconds, and one for each measurement.
class Reporter {
public:
    void operator()(const TrainingProgress& progress) {
        constexpr qint64 kEvery = 5000;
        if (progress.measured) {
            say(QStringLiteral("step %1: score %2 on val")
                    .arg(progress.step)
                    .arg(progress.score, 0, 'f', 4));
            return;
        }
        if (m_since.isValid() && m_since.elapsed() < kEvery && progress.step < progress.steps)
            return;
        m_since.start();
        say(QStringLiteral("step %1 of %2, loss %3, %4 steps/s, %5 left")
                .arg(progress.step)
                .arg(progress.steps)
                .arg(progress.loss, 0, 'f', 4)
                .arg(progress.stepsPerSecond, 0, 'f', 2)
                .arg(shownTime(progress.secondsLeft)));
    }

private:
    QElapsedTimer m_since;
};

/// The last thing said is not repeated: feature progress comes once a picture.
class Notes {
public:
    void operator()(const QString& sentence) {
        if (sentence != m_last)
            say(sentence);
        m_last = sentence;
    }

private:
    QString m_last;
};

Status run(const StageRequest& request) {
    DecoderPool decoders;
    StageHooks hooks;
    hooks.notes = Notes();
    hooks.progress = Reporter();
    hooks.cancel = interruptToken();
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);
    return runStage(request, decoders, hooks);
}

}  // namespace

int trainCommand(const CommandLine& line) {
    const auto tell = [](Error error) {
        if (error.kind == ErrorKind::Cancelled)
            error.sentence = QStringLiteral("Stopped. --resume goes on from here.");
        sayWithDetail(error);
    };
    return runSubcommand(readRequest(line), run, tell);
}

}  // namespace semblance
