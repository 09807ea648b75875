#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <condition_variable>
#include <future>
#include <map>
#include <mutex>
#include <optional>

#include "core/library/models/modelsession.h"
#include "core/remote/encoder.h"
#include "tests/core/catalogue/memorycatalogue.h"
#include "tests/core/store/storefixture.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {
constexpr int kPatienceMs = 60'000;

/// The engines of models' folders, as a test wants them to start. Outlives its encoders.
class Engines {
public:
    ~Engines() { releaseAll(); }

    /// What the engine of a folder says of its model.
    void put(const QString& dir, const QString& hash) {
        std::lock_guard lock(m_mutex);
        ModelInfo info;
        info.name = QDir(dir).dirName();
        info.hash = hash;
        info.dim = dim;
        m_plans[dir].info = info;
    }
    /// Keeps engines in their start until release().
    void hold(const QString& dir) {
        std::lock_guard lock(m_mutex);
        m_plans[dir].isHeld = true;
    }
    void release(const QString& dir) {
        std::lock_guard lock(m_mutex);
        m_plans[dir].isHeld = false;
        m_changed.notify_all();
    }
    void releaseAll() {
        std::lock_guard lock(m_mutex);
        for (auto& [dir, plan] : m_plans)
            plan.isHeld = false;
        m_changed.notify_all();
    }
    void fail(const QString& dir, std::optional<Error> failure) {
        std::lock_guard lock(m_mutex);
        m_plans[dir].failure = std::move(failure);
    }
    /// Starts begun.
    int starts(const QString& dir) const {
        std::lock_guard lock(m_mutex);
        const auto it = m_plans.find(dir);
        return it == m_plans.end() ? 0 : it->second.starts;
    }

    EncoderFactory factory() {
        return [this](const QString& dir) { return std::make_shared<Engine>(*this, dir); };
    }

private:
    struct Plan {
        ModelInfo info;
        std::optional<Error> failure;
        bool isHeld = false;
        int starts = 0;
    };

    class Engine final : public Encoder {
    public:
        Engine(Engines& engines, QString dir) : m_engines(engines), m_dir(std::move(dir)) {}
        Result<ModelInfo> model(const CancelToken& cancel) override {
            return m_engines.start(m_dir, cancel);
        }
        Result<EncodeReply> encodeImages(const EncodeImagesRequest&, const CancelToken&) override {
            return semblance::fail(ErrorKind::Internal, QStringLiteral("Not here."));
        }
        Result<QueryReply> encodeQuery(const QueryRequest&, const CancelToken&) override {
            return semblance::fail(ErrorKind::Internal, QStringLiteral("Not here."));
        }

    private:
        Engines& m_engines;
        const QString m_dir;
    };

    Result<ModelInfo> start(const QString& dir, const CancelToken& cancel) {
        std::unique_lock lock(m_mutex);
        Plan& plan = m_plans[dir];
        ++plan.starts;
        if (!waitUnlessCancelled(m_changed, lock, cancel, [&] { return !plan.isHeld; }))
            return semblance::fail(cancelledError());
        if (plan.failure)
            return semblance::fail(*plan.failure);
        return plan.info;
    }

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::map<QString, Plan> m_plans;
};

Error dead() {
    return {ErrorKind::ChildFailed, QStringLiteral("The engine does not start."), {}};
}
}  // namespace

/// Which model answers while engines start, fail, hang and are exchanged. Nothing here waits for a
/// time: engines start when the test lets them. Size: one class of many short situations.
class ModelSessionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void nothingIsStartedUnasked();
    void theChosenModelAnswers();
    void aNewLibraryTakesTheModelAskedFor();
    void aModelAskedForThatIsNotThere();
    void theFormerAnswersUntilTheNewOneHasCaughtUp();
    void theFormerAnswersThoughNobodyAskedBefore();
    void theFormerAnswersThoughItWasStillStarting();
    void theFormerThatComesUpTooLateIsLetGo();
    void othersAnswerWhereTheFormerIsGone();
    void theOneThatKnowsEverythingAnswersAtOnce();
    void picturesThatGoCountForNobody();
    void afterARestartTheOneWithMostPicturesAnswers();
    void aModelThatFailsIsStoodInFor();
    void anEngineThatFailedIsTriedAgain();
    void aModelThatIsGoneIsStoodInFor();
    void aModelThatIsGoneAndNoOther();
    void anotherModelInAFormersFolder();
    void onlyTheModelAskedForAnswers();
    void askingIsCancelledWhileAnEngineStarts();
    void endsWhileEnginesStart();
    void choosingIsCancelledWhileTheEngineStarts();
    void choosingWaitsForWhoeverEncodes();
    void choosingThatWaitsIsCancelled();
    void choosingWhatCannotBeHadChangesNothing();
    void theEngineOfAModelInPlayGoesOn();
    void manyAskAtOnce();

private:
    /// A model's folder, with an engine that starts at once.
    QString makeModel(const QString& name) {
        const QString dir = m_dir->filePath(name);
        QDir().mkpath(dir);
        QFile manifest(dir + QStringLiteral("/model.json"));
        if (!manifest.open(QIODevice::WriteOnly))
            qFatal("cannot write a model");
        m_engines->put(dir, name);
        return dir;
    }
    VectorModel modelOf(const QString& dir) const {
        const QString name = QDir(dir).dirName();
        return {name, name, dim, QStringLiteral("fp32"), QStringLiteral("cpu"), dir};
    }
    /// Encodes these pictures with a model, as an indexing run does.
    void encode(const QString& dir, int from, int to) {
        RowWriter* const writer = *m_catalogue->acquireWriter();
        VERIFY_OK(writer->useModel(modelOf(dir)));
        for (int i = from; i < to; ++i) {
            IndexedFile file = encodedFile(m_root, QString::number(i), i);
            file.modelHash = modelOf(dir).hash;
            VERIFY_OK(writer->submit(file));
        }
        VERIFY_OK(writer->flush());
        VERIFY_OK(m_catalogue->refresh({}));
    }
    void open(const QString& asked = {}, bool isOnlyAsked = false) {
        auto opened = ModelSession::open(*m_catalogue, {m_engines->factory(), asked, isOnlyAsked});
        VERIFY_OK(opened);
        m_session = std::move(*opened);
    }
    /// The folder of the model that answers now; empty while none does.
    QString now() const {
        const AnsweringModelPtr answering = m_session->now();
        return answering ? answering->model.source : QString();
    }
    bool isOpen(const QString& dir) const {
        return m_catalogue->snapshot()->scorer(modelOf(dir).hash) != nullptr;
    }
    QString lastModel() const {
        const auto reader = m_catalogue->openReader();
        return reader ? (*reader)->lastModel().value_or(QString()) : QString();
    }
    std::future<Status> chooseAside(const QString& dir, const CancelToken& cancel = {}) {
        return std::async(std::launch::async,
                          [this, dir, cancel] { return m_session->choose(dir, cancel); });
    }
    std::future<Result<AnsweringModelPtr>> askAside(const CancelToken& cancel = {}) {
        return std::async(std::launch::async,
                          [this, cancel] { return m_session->answering(cancel); });
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Engines> m_engines;
    std::unique_ptr<MemoryCatalogue> m_catalogue;
    std::unique_ptr<ModelSession> m_session;
    RootId m_root;
    QString m_a;
    QString m_b;
    QString m_c;
};

void ModelSessionTest::init() {
    m_dir = std::make_unique<QTemporaryDir>();
    m_engines = std::make_unique<Engines>();
    m_catalogue = std::make_unique<MemoryCatalogue>();
    const auto added = (*m_catalogue->acquireWriter())->addRoot(place(QStringLiteral("photos")));
    VERIFY_OK(added);
    m_root = added->root;
    m_a = makeModel(QStringLiteral("a"));
    m_b = makeModel(QStringLiteral("b"));
    m_c = makeModel(QStringLiteral("c"));
}

void ModelSessionTest::cleanup() {
    m_session.reset();
    m_catalogue.reset();
    m_engines.reset();
}

void ModelSessionTest::nothingIsStartedUnasked() {
    encode(m_a, 0, 4);
    open();
    QCOMPARE(m_session->chosen(), m_a);
    encode(m_a, 4, 6);
    QVERIFY(!m_session->now());
    QCOMPARE(m_engines->starts(m_a), 0);
}

void ModelSessionTest::theChosenModelAnswers() {
    encode(m_a, 0, 4);
    open();
    const auto answering = m_session->answering();
    VERIFY_OK(answering);
    QCOMPARE((*answering)->model.source, m_a);
    QCOMPARE((*answering)->model.info.hash, QStringLiteral("a"));
    QVERIFY(!(*answering)->problem);
    QVERIFY(isOpen(m_a));
    // Asked again, it is the same one.
    QCOMPARE(*m_session->answering(), *answering);
    QCOMPARE(m_session->now(), *answering);
    const auto chosen = m_session->chosenModel();
    VERIFY_OK(chosen);
    QCOMPARE(chosen->encoder, (*answering)->model.encoder);
    QCOMPARE(m_engines->starts(m_a), 1);
}

void ModelSessionTest::aNewLibraryTakesTheModelAskedFor() {
    open(m_b);
    QCOMPARE(m_session->chosen(), m_b);
    VERIFY_OK(m_session->answering());
    QCOMPARE(now(), m_b);
}

void ModelSessionTest::aModelAskedForThatIsNotThere() {
    encode(m_a, 0, 4);
    const auto opened = ModelSession::open(
        *m_catalogue, {m_engines->factory(), m_dir->filePath(QStringLiteral("none")), false});
    VERIFY_FAILS(opened, ErrorKind::NotFound);
}

void ModelSessionTest::theFormerAnswersUntilTheNewOneHasCaughtUp() {
    encode(m_a, 0, 4);
    open();
    VERIFY_OK(m_session->answering());
    const AnsweringModelPtr before = m_session->now();
    VERIFY_OK(m_session->choose(m_b));
    QCOMPARE(m_session->chosen(), m_b);
    QCOMPARE(lastModel(), m_b);
    for (int encoded = 0; encoded < 4; ++encoded) {
        QCOMPARE(m_session->now(), before);
        QVERIFY(!m_session->now()->problem);
        QVERIFY(isOpen(m_a) && isOpen(m_b));
        encode(m_b, encoded, encoded + 1);
    }
    QCOMPARE(now(), m_b);
    QVERIFY(!m_session->now()->problem);
    // Nobody needs the former one any more; whoever still holds it may go on.
    QVERIFY(!isOpen(m_a) && isOpen(m_b));
    QCOMPARE(before->model.source, m_a);
}

/// A model is chosen before anything was searched for.
void ModelSessionTest::theFormerAnswersThoughNobodyAskedBefore() {
    encode(m_a, 0, 4);
    open();
    VERIFY_OK(m_session->choose(m_b));
    encode(m_b, 0, 1);
    VERIFY_OK(m_session->answering());
    QCOMPARE(now(), m_a);
    QVERIFY(!m_session->now()->problem);
    encode(m_b, 1, 4);
    QCOMPARE(now(), m_b);
}

void ModelSessionTest::theFormerAnswersThoughItWasStillStarting() {
    encode(m_a, 0, 4);
    m_engines->hold(m_a);
    open();
    auto asked = askAside();
    QTRY_COMPARE_WITH_TIMEOUT(m_engines->starts(m_a), 1, kPatienceMs);
    VERIFY_OK(m_session->choose(m_b));
    encode(m_b, 0, 1);
    // It is waited for: the new one knows too little.
    QVERIFY(!m_session->now());
    m_engines->release(m_a);
    const auto answering = asked.get();
    VERIFY_OK(answering);
    QCOMPARE((*answering)->model.source, m_a);
    QCOMPARE(m_engines->starts(m_a), 1);
    QCOMPARE(now(), m_a);
}

void ModelSessionTest::theFormerThatComesUpTooLateIsLetGo() {
    encode(m_b, 0, 4);
    encode(m_a, 0, 4);
    m_engines->hold(m_a);
    open();
    auto asked = askAside();
    QTRY_COMPARE_WITH_TIMEOUT(m_engines->starts(m_a), 1, kPatienceMs);
    VERIFY_OK(m_session->choose(m_b));
    QCOMPARE(now(), m_b);
    VERIFY_OK(asked.get());
    // The listener is called on the thread that brings the engine up.
    std::atomic<int> opened{0};
    const auto subscription = m_catalogue->changes().subscribe(
        [&](const Delta& delta) { opened += delta.after->scorer(QStringLiteral("a")) ? 1 : 0; });
    m_engines->release(m_a);
    QTRY_VERIFY_WITH_TIMEOUT(opened > 0 && !isOpen(m_a), kPatienceMs);
    QCOMPARE(now(), m_b);
}

void ModelSessionTest::othersAnswerWhereTheFormerIsGone() {
    encode(m_c, 0, 3);
    encode(m_a, 0, 4);
    QVERIFY(QDir(m_a).removeRecursively());
    open();
    VERIFY_OK(m_session->choose(m_b));
    VERIFY_OK(m_session->answering());
    QCOMPARE(now(), m_c);
}

void ModelSessionTest::theOneThatKnowsEverythingAnswersAtOnce() {
    encode(m_b, 0, 4);
    encode(m_a, 0, 4);
    open();
    VERIFY_OK(m_session->answering());
    QCOMPARE(now(), m_a);
    VERIFY_OK(m_session->choose(m_b));
    QCOMPARE(now(), m_b);
    VERIFY_OK(m_session->choose(m_a));
    QCOMPARE(now(), m_a);
}

void ModelSessionTest::picturesThatGoCountForNobody() {
    encode(m_b, 0, 2);
    encode(m_a, 0, 4);
    open(m_b);
    VERIFY_OK(m_session->answering());
    QCOMPARE(now(), m_a);
    // Those that only the former one knows.
    const auto reader = m_catalogue->openReader();
    VERIFY_OK(reader);
    std::vector<FileId> gone;
    for (const char* const path : {"2", "3"})
        gone.push_back((*(*reader)->fileAt(m_root, QLatin1StringView(path)))->id);
    VERIFY_OK(m_catalogue->writer()->markMissing(gone, 1));
    VERIFY_OK(m_catalogue->refresh({}));
    QCOMPARE(now(), m_b);
}

void ModelSessionTest::afterARestartTheOneWithMostPicturesAnswers() {
    encode(m_c, 0, 2);
    encode(m_a, 0, 4);
    encode(m_b, 0, 3);
    open();
    QCOMPARE(m_session->chosen(), m_b);
    const auto answering = m_session->answering();
    VERIFY_OK(answering);
    QCOMPARE((*answering)->model.source, m_a);
    QVERIFY(!(*answering)->problem);
    // One that knows less is not even started.
    QCOMPARE(m_engines->starts(m_c), 0);
    encode(m_b, 3, 4);
    QCOMPARE(now(), m_b);
}

void ModelSessionTest::aModelThatFailsIsStoodInFor() {
    encode(m_c, 0, 1);
    encode(m_b, 0, 2);
    encode(m_a, 0, 4);
    m_engines->fail(m_a, dead());
    m_engines->fail(m_b, dead());
    open();
    const auto answering = m_session->answering();
    VERIFY_OK(answering);
    // The next best, if the best cannot be had, either.
    QCOMPARE((*answering)->model.source, m_c);
    QVERIFY((*answering)->problem);
    QCOMPARE((*answering)->problem->sentence, dead().sentence);
    const auto chosen = m_session->chosenModel();
    VERIFY_FAILS(chosen, ErrorKind::ChildFailed);
    QCOMPARE(m_session->chosen(), m_a);
}

void ModelSessionTest::anEngineThatFailedIsTriedAgain() {
    encode(m_a, 0, 4);
    m_engines->fail(m_a, dead());
    open();
    VERIFY_FAILS(m_session->answering(), ErrorKind::ChildFailed);
    VERIFY_FAILS(m_session->chosenModel(), ErrorKind::ChildFailed);
    QVERIFY(!m_session->now());
    // Once for each time somebody asks, not again and again.
    QCOMPARE(m_engines->starts(m_a), 2);
    m_engines->fail(m_a, std::nullopt);
    VERIFY_OK(m_session->answering());
    QCOMPARE(now(), m_a);
    VERIFY_OK(m_session->chosenModel());
}

void ModelSessionTest::aModelThatIsGoneIsStoodInFor() {
    encode(m_b, 0, 2);
    encode(m_a, 0, 4);
    QVERIFY(QDir(m_a).removeRecursively());
    open();
    QCOMPARE(m_session->chosen(), m_a);
    const auto answering = m_session->answering();
    VERIFY_OK(answering);
    QCOMPARE((*answering)->model.source, m_b);
    QVERIFY((*answering)->problem);
    QCOMPARE((*answering)->problem->kind, ErrorKind::NotFound);
    QVERIFY((*answering)->problem->sentence.contains(m_a));
    VERIFY_FAILS(m_session->chosenModel(), ErrorKind::NotFound);
    QCOMPARE(m_engines->starts(m_a), 0);
    // Another one is chosen: nothing is wrong any more.
    VERIFY_OK(m_session->choose(m_b));
    QVERIFY(!m_session->now()->problem);
    VERIFY_OK(m_session->chosenModel());
}

void ModelSessionTest::aModelThatIsGoneAndNoOther() {
    encode(m_a, 0, 4);
    QVERIFY(QDir(m_a).removeRecursively());
    open();
    VERIFY_FAILS(m_session->answering(), ErrorKind::NotFound);
    VERIFY_FAILS(m_session->answering(), ErrorKind::NotFound);
    VERIFY_OK(m_session->choose(m_b));
    VERIFY_OK(m_session->answering());
    QCOMPARE(now(), m_b);
}

void ModelSessionTest::anotherModelInAFormersFolder() {
    encode(m_b, 0, 2);
    encode(m_a, 0, 4);
    m_engines->put(m_b, QStringLiteral("other"));
    m_engines->fail(m_a, dead());
    open();
    // Its vectors mean nothing to the model that lies there now.
    VERIFY_FAILS(m_session->answering(), ErrorKind::ChildFailed);
    QCOMPARE(m_engines->starts(m_b), 1);
}

void ModelSessionTest::onlyTheModelAskedForAnswers() {
    encode(m_a, 0, 4);
    open(m_b, true);
    const auto answering = m_session->answering();
    VERIFY_OK(answering);
    QCOMPARE((*answering)->model.source, m_b);
    QCOMPARE(m_engines->starts(m_a), 0);
    m_session.reset();

    m_engines->fail(m_b, dead());
    open(m_b, true);
    VERIFY_FAILS(m_session->answering(), ErrorKind::ChildFailed);
    QCOMPARE(m_engines->starts(m_a), 0);
}

void ModelSessionTest::askingIsCancelledWhileAnEngineStarts() {
    encode(m_a, 0, 4);
    m_engines->hold(m_a);
    open();
    const CancelToken cancel;
    auto asked = askAside(cancel);
    auto chosen = std::async(std::launch::async, [&] { return m_session->chosenModel(cancel); });
    QTRY_COMPARE_WITH_TIMEOUT(m_engines->starts(m_a), 1, kPatienceMs);
    cancel.cancel();
    VERIFY_FAILS(asked.get(), ErrorKind::Cancelled);
    VERIFY_FAILS(chosen.get(), ErrorKind::Cancelled);
    QVERIFY(!m_session->now());
    VERIFY_FAILS(m_session->answering(cancel), ErrorKind::Cancelled);
    // The engine goes on to start: whoever asks the next time has it sooner.
    auto again = askAside();
    m_engines->release(m_a);
    VERIFY_OK(again.get());
    QCOMPARE(m_engines->starts(m_a), 1);
}

/// An engine that never comes up holds up no end: else this would not return.
void ModelSessionTest::endsWhileEnginesStart() {
    encode(m_b, 0, 2);
    encode(m_a, 0, 4);
    for (const bool isFormer : {false, true}) {
        m_engines->releaseAll();
        m_engines->hold(isFormer ? m_b : m_a);
        m_engines->fail(m_a, isFormer ? std::optional(dead()) : std::nullopt);
        open();
        const CancelToken cancel;
        auto asked = askAside(cancel);
        QTRY_VERIFY_WITH_TIMEOUT(m_engines->starts(isFormer ? m_b : m_a) > 0, kPatienceMs);
        cancel.cancel();
        VERIFY_FAILS(asked.get(), ErrorKind::Cancelled);
        m_session.reset();
    }
}

void ModelSessionTest::choosingIsCancelledWhileTheEngineStarts() {
    encode(m_a, 0, 4);
    open();
    VERIFY_OK(m_session->answering());
    m_engines->hold(m_b);
    const CancelToken cancel;
    auto chosen = chooseAside(m_b, cancel);
    QTRY_COMPARE_WITH_TIMEOUT(m_engines->starts(m_b), 1, kPatienceMs);
    // Meanwhile nobody waits.
    QCOMPARE(m_session->chosen(), m_a);
    VERIFY_OK(m_session->answering());
    VERIFY_OK(m_session->chosenModel());
    QCOMPARE(now(), m_a);
    cancel.cancel();
    VERIFY_FAILS(chosen.get(), ErrorKind::Cancelled);
    QCOMPARE(m_session->chosen(), m_a);
    QCOMPARE(lastModel(), m_a);
}

void ModelSessionTest::choosingWaitsForWhoeverEncodes() {
    encode(m_a, 0, 4);
    open();
    VERIFY_OK(m_session->answering());
    auto held = m_session->holdChosen();
    auto heldToo = m_session->holdChosen();
    auto chosen = chooseAside(m_b);
    QTRY_COMPARE_WITH_TIMEOUT(m_engines->starts(m_b), 1, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(isOpen(m_b), kPatienceMs);
    QCOMPARE(m_session->chosen(), m_a);
    held.reset();
    QCOMPARE(m_session->chosen(), m_a);
    VERIFY_OK(m_session->answering());
    // What is written meanwhile is the former model's.
    encode(m_a, 4, 5);
    heldToo.reset();
    VERIFY_OK(chosen.get());
    QCOMPARE(m_session->chosen(), m_b);
    QCOMPARE(now(), m_a);
}

void ModelSessionTest::choosingThatWaitsIsCancelled() {
    encode(m_a, 0, 4);
    open();
    const auto held = m_session->holdChosen();
    const CancelToken cancel;
    auto chosen = chooseAside(m_b, cancel);
    QTRY_VERIFY_WITH_TIMEOUT(isOpen(m_b), kPatienceMs);
    cancel.cancel();
    VERIFY_FAILS(chosen.get(), ErrorKind::Cancelled);
    QCOMPARE(m_session->chosen(), m_a);
    QCOMPARE(lastModel(), m_a);
    // It may be removed again.
    QVERIFY(!isOpen(m_b));
}

void ModelSessionTest::choosingWhatCannotBeHadChangesNothing() {
    encode(m_a, 0, 4);
    open();
    VERIFY_OK(m_session->answering());
    const AnsweringModelPtr before = m_session->now();
    m_engines->fail(m_b, dead());
    VERIFY_FAILS(m_session->choose(m_b), ErrorKind::ChildFailed);
    VERIFY_FAILS(m_session->choose(m_dir->filePath(QStringLiteral("none"))), ErrorKind::NotFound);
    QCOMPARE(m_session->chosen(), m_a);
    QCOMPARE(lastModel(), m_a);
    QCOMPARE(m_session->now(), before);
    // The writer goes on with the model it has.
    encode(m_a, 4, 6);
    QCOMPARE(m_catalogue->snapshot()->scorer(QStringLiteral("a"))->searchable(), std::size_t(6));
}

void ModelSessionTest::theEngineOfAModelInPlayGoesOn() {
    encode(m_a, 0, 4);
    open();
    VERIFY_OK(m_session->answering());
    const auto encoder = m_session->now()->model.encoder;
    VERIFY_OK(m_session->choose(m_b));
    QCOMPARE(now(), m_a);
    VERIFY_OK(m_session->choose(m_a));
    QCOMPARE(m_session->now()->model.encoder, encoder);
    QCOMPARE(m_engines->starts(m_a), 1);
}

void ModelSessionTest::manyAskAtOnce() {
    encode(m_b, 0, 2);
    encode(m_a, 0, 4);
    m_engines->hold(m_a);
    open();
    std::vector<std::future<Result<AnsweringModelPtr>>> asked;
    for (int i = 0; i < 8; ++i)
        asked.push_back(askAside());
    QTRY_COMPARE_WITH_TIMEOUT(m_engines->starts(m_a), 1, kPatienceMs);
    m_engines->release(m_a);
    for (auto& one : asked) {
        const auto answering = one.get();
        VERIFY_OK(answering);
        QCOMPARE((*answering)->model.source, m_a);
    }
    QCOMPARE(m_engines->starts(m_a), 1);
    QCOMPARE(m_engines->starts(m_b), 0);
}

SEMBLANCE_TEST(ModelSessionTest)
#include "tst_modelsession.moc"
