#include "core/train/trainer.h"

#include <ATen/Context.h>
#include <ATen/autocast_mode.h>
#include <ATen/core/grad_mode.h>

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <cmath>
#include <exception>
#include <memory>
#include <optional>

#include "core/model/kernels/device.h"
#include "core/train/checkpoint.h"
#include "core/train/movingaverage.h"
#include "core/train/stepseed.h"

namespace semblance {

namespace {

/// Matrix products in bf16 while it lives, where that is asked for.
class Autocast {
public:
    explicit Autocast(bool on, at::DeviceType device) : m_device(device) {
        if (!on)
            return;
        m_was = at::autocast::is_autocast_enabled(device);
        m_type = at::autocast::get_autocast_dtype(device);
        at::autocast::set_autocast_dtype(device, at::kBFloat16);
        at::autocast::set_autocast_enabled(device, true);
        at::autocast::increment_nesting();
    }
    ~Autocast() {
        if (!m_was)
            return;
        if (at::autocast::decrement_nesting() == 0)
            at::autocast::clear_cache();
        at::autocast::set_autocast_enabled(m_device, *m_was);
        at::autocast::set_autocast_dtype(m_device, m_type);
    }
    Autocast(const Autocast&) = delete;
    Autocast& operator=(const Autocast&) = delete;

private:
    at::DeviceType m_device;
    std::optional<bool> m_was;
    at::ScalarType m_type = at::kBFloat16;
};

NamedNumbers numbersOf(const StepLoss& loss) {
    NamedNumbers numbers;
    for (const auto& [name, value] : loss.parts)
        numbers.emplace_back(name, value.item<double>());
    return numbers;
}

QJsonObject asObject(const NamedNumbers& numbers) {
    QJsonObject object;
    for (const auto& [name, value] : numbers)
        object.insert(name, value);
    return object;
}

NamedNumbers asNumbers(const QJsonObject& object) {
    NamedNumbers numbers;
    for (auto it = object.constBegin(); it != object.constEnd(); ++it)
        numbers.emplace_back(it.key(), it.value().toDouble());
    return numbers;
}

/// One run of the loop.
class Trainer {
public:
    Trainer(TrainingTask& task, const LoopConfig& config, const TrainingRun& run)
        : m_task(task),
          m_config(config),
          m_run(run),
          m_parameters(task.parameters()),
          m_optimiser(m_parameters, config.optimiser) {
        if (config.average > 0)
            m_average.emplace(m_parameters, config.average);
    }

    Result<TrainingOutcome> train() {
        SEMBLANCE_TRY(begin());
        m_clock.start();
        m_firstStep = m_state.step;
        bool stopped = stopsEarly();
        while (m_state.step < m_config.steps && !stopped) {
            SEMBLANCE_TRY(step());
            const bool last = m_state.step == m_config.steps;
            if (last || isDue(m_config.measureEvery))
                SEMBLANCE_TRY(measure());
            stopped = stopsEarly();
            const bool cancelled = m_run.cancel.isCancelled();
            if (last || stopped || cancelled || isDue(m_config.checkpointEvery))
                SEMBLANCE_TRY(save());
            if (cancelled && !last)
                return fail(cancelledError());
        }
        keepValues();
        return TrainingOutcome{m_state.step, m_state.bestStep, m_state.bestScore,
                               asNumbers(m_state.bestValues), stopped};
    }

private:
    Checkpointed checkpointed() {
        return {m_parameters, m_optimiser.moments(), m_average ? &*m_average : nullptr, m_state};
    }

    /// A run that was killed while it wrote leaves the unfinished file; nobody else writes here.
    void removeUnfinishedFiles() const {
        QDir dir(m_run.dir);
        const QString name = QFileInfo(checkpointPath(m_run.dir)).fileName();
        for (const QString& file :
             dir.entryList({name + QStringLiteral(".*"), QStringLiteral("log.jsonl.*"),
                            QStringLiteral("curve.svg.*")},
                           QDir::Files | QDir::Hidden))
            dir.remove(file);
    }

    Status begin() {
        if (m_parameters.empty())
            return fail(
                ErrorKind::WrongUse,
                QStringLiteral("Nothing would learn in the stage %1: the configuration leaves "
                               "every parameter as it is.")
                    .arg(m_task.name()));
        QDir().mkpath(m_run.dir);
        removeUnfinishedFiles();
        const QString path = checkpointPath(m_run.dir);
        if (!m_run.resume || !QFileInfo::exists(path)) {
            SEMBLANCE_TRY_ASSIGN(auto log, TrainingLog::start(m_run.dir, m_task.name()));
            m_log.emplace(std::move(log));
            return {};
        }
        SEMBLANCE_TRY(readCheckpoint(path, m_task.configuration(), checkpointed()));
        SEMBLANCE_TRY_ASSIGN(auto log, TrainingLog::resume(m_run.dir, m_task.name(), m_state.step));
        m_log.emplace(std::move(log));
        return {};
    }

    bool isDue(int every) const { return every > 0 && m_state.step % every == 0; }
    bool stopsEarly() const {
        return m_config.patience > 0 && m_state.withoutGain >= m_config.patience;
    }

    Status save() {
        SEMBLANCE_TRY(m_log->writeCurve());
        return writeCheckpoint(checkpointPath(m_run.dir), m_task.configuration(), checkpointed());
    }

    /// The values before the step are still in place: they are the last good ones.
    Status notANumber(const QString& part) {
        SEMBLANCE_TRY(save());
        return fail(
            ErrorKind::BadInput,
            QStringLiteral("%1 stopped at step %2: %3 is not a number any more. The values "
                           "before that step are kept in %4. Lower the learning rate, or look "
                           "for damaged features.")
                .arg(m_task.name())
                .arg(m_state.step + 1)
                .arg(part, checkpointPath(m_run.dir)));
    }

    Status step() {
        at::manual_seed(stepSeed(m_config.seed, m_state.step));
        const at::DeviceType device = m_parameters.front().leaf.device().type();
        StepLoss loss;
        {
            const Autocast autocast(m_config.bf16, device);
            loss = m_task.loss(m_state.step);
        }
        m_lastLoss = loss.total.item<double>();
        if (!std::isfinite(m_lastLoss))
            return notANumber(brokenPart(loss));
        loss.total.backward();
        const double gradient = clipGradients(m_parameters, m_config.clip);
        if (!std::isfinite(gradient)) {
            clearGradients(m_parameters);
            return notANumber(QStringLiteral("the gradient"));
        }
        const double factor = scheduleFactor(m_config.schedule, m_state.step, m_config.steps);
        m_optimiser.step(factor);
        clearGradients(m_parameters);
        if (m_average)
            m_average->update();
        ++m_state.step;
        if (!isDue(m_config.logEvery))
            return {};
        SEMBLANCE_TRY(m_log->addLoss(m_state.step, factor * m_config.optimiser.rate, m_lastLoss,
                                     numbersOf(loss), gradient));
        report(false, 0);
        return {};
    }

    static QString brokenPart(const StepLoss& loss) {
        for (const auto& [name, value] : numbersOf(loss))
            if (!std::isfinite(value))
                return QStringLiteral("the loss \"%1\"").arg(name);
        return QStringLiteral("the loss");
    }

    Status measure() {
        std::optional<ValuesForNow> averaged;
        if (m_average)
            averaged.emplace(m_parameters, m_average->values());
        const at::NoGradGuard noGrad;
        SEMBLANCE_TRY_ASSIGN(const Measured measured, m_task.measure());
        SEMBLANCE_TRY(m_log->addMeasured(m_state.step, measured.score, measured.values));
        const bool keeps = m_config.keepBest && !measured.values.empty();
        if (m_state.best.empty() || measured.score > m_state.bestScore || !keeps) {
            m_state.best = copyValues(m_parameters);
            m_state.bestScore = measured.score;
            m_state.bestStep = m_state.step;
            m_state.bestValues = asObject(measured.values);
            m_state.withoutGain = 0;
        } else {
            ++m_state.withoutGain;
        }
        report(true, measured.score);
        return {};
    }

    void report(bool measured, double score) const {
        if (!m_run.progress)
            return;
        TrainingProgress progress;
        progress.step = m_state.step;
        progress.steps = m_config.steps;
        progress.loss = m_lastLoss;
        const double seconds = static_cast<double>(m_clock.elapsed()) / 1000;
        if (seconds > 0)
            progress.stepsPerSecond = (m_state.step - m_firstStep) / seconds;
        if (progress.stepsPerSecond > 0)
            progress.secondsLeft = (m_config.steps - m_state.step) / progress.stepsPerSecond;
        progress.measured = measured;
        progress.score = score;
        m_run.progress(progress);
    }

    void keepValues() {
        if (!m_state.best.empty())
            setValues(m_parameters, m_state.best);
    }

    TrainingTask& m_task;
    const LoopConfig& m_config;
    const TrainingRun& m_run;
    TrainedParameters m_parameters;
    AdamW m_optimiser;
    std::optional<MovingAverage> m_average;
    TrainingState m_state;
    std::optional<TrainingLog> m_log;
    QElapsedTimer m_clock;
    int m_firstStep = 0;
    double m_lastLoss = 0;
};

}  // namespace

void LoopConfig::describe(JsonFields& fields) {
    constexpr int kMany = 100'000'000;
    fields.integer(u"seed", seed, 0, kMany);
    fields.text(u"device", device);
    if (const auto known = readDevice(device); !known)
        fields.refuse(known.error().sentence);
    fields.integer(u"steps", steps, 1, kMany);
    fields.group(u"optimiser", optimiser);
    fields.group(u"schedule", schedule);
    fields.number(u"clip", clip, 0, 1e9);
    fields.number(u"average", average, 0, 0.9999999);
    fields.flag(u"bf16", bf16);
    fields.integer(u"measureEvery", measureEvery, 0, kMany);
    fields.integer(u"patience", patience, 0, kMany);
    fields.flag(u"keepBest", keepBest);
    fields.integer(u"checkpointEvery", checkpointEvery, 0, kMany);
    fields.integer(u"logEvery", logEvery, 1, kMany);
    if (patience > 0 && !keepBest)
        fields.refuse(
            QStringLiteral("patience needs keepBest: without it no measurement is the best."));
}

QString checkpointPath(const QString& dir) {
    return dir + QStringLiteral("/checkpoint.safetensors");
}

Result<TrainingOutcome> train(TrainingTask& task, const LoopConfig& config,
                              const TrainingRun& run) {
    try {
        return Trainer(task, config, run).train();
    } catch (const std::exception& error) {
        if (isOutOfMemory(error))
            return fail(
                ErrorKind::Internal,
                QStringLiteral("There is not enough memory for this training. Lower the batch, "
                               "close other programs, or train on another device (--device cpu); "
                               "--resume goes on from the last checkpoint."));
        return fail(
            ErrorKind::Internal,
            QStringLiteral("%1 failed to compute. --resume goes on from the last checkpoint.")
                .arg(task.name()),
            QString::fromUtf8(error.what()).section(QLatin1Char('\n'), 0, 0));
    }
}

}  // namespace semblance
