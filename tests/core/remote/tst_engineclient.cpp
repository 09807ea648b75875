#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <future>
#include <memory>

#include "core/remote/engineclient.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace std::chrono_literals;

/// EngineClient with an engine that starts as slowly as the test wants.
class TestEngineClient : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(QFile::link(
            QCoreApplication::applicationDirPath() + QStringLiteral("/semblance-testchild"),
            m_dir.filePath(QStringLiteral("semblance-engine"))));
        qputenv("SEMBLANCE_BIN_DIR", QFile::encodeName(m_dir.path()));
        qputenv("SEMBLANCE_TESTCHILD_WAITS_FOR",
                QFile::encodeName(m_dir.filePath(QStringLiteral("no sign"))));
    }

    void aCancelEndsTheWaitForAModel() {
        EngineClient engine(m_model, patient());
        const CancelToken cancel;
        auto asked = std::async(std::launch::async, [&] { return engine.model(cancel); });
        QTRY_VERIFY_WITH_TIMEOUT(engine.processId() != 0, 20'000);
        const qint64 first = engine.processId();
        cancel.cancel();
        QCOMPARE(asked.get().error().kind, ErrorKind::Cancelled);
        QCOMPARE(engine.processId(), first);
    }

    void closingEndsEveryCall() {
        EngineClient engine(m_model, patient());
        auto model = std::async(std::launch::async, [&] { return engine.model({}); });
        auto query = std::async(std::launch::async, [&] {
            QueryRequest request;
            request.texts = QStringList{QStringLiteral("a dog")};
            return engine.encodeQuery(request, {});
        });
        QTRY_VERIFY_WITH_TIMEOUT(engine.processId() != 0, 20'000);
        engine.close();
        QCOMPARE(model.get().error().kind, ErrorKind::Cancelled);
        QCOMPARE(query.get().error().kind, ErrorKind::Cancelled);
        QCOMPARE(engine.model({}).error().kind, ErrorKind::Cancelled);
        QCOMPARE(engine.processId(), 0);
    }

    void destroyingEndsAStart() {
        auto engine = std::make_unique<EngineClient>(m_model, patient());
        auto model =
            std::async(std::launch::async, [engine = engine.get()] { return engine->model({}); });
        QTRY_VERIFY_WITH_TIMEOUT(engine->processId() != 0, 20'000);
        engine.reset();
        QCOMPARE(model.get().error().kind, ErrorKind::Cancelled);
    }

private:
    static EngineClient::Options patient() {
        EngineClient::Options options;
        options.startLimit = 24h;
        options.queryLimit = 24h;
        return options;
    }

    const QString m_model = QStringLiteral("any");
    QTemporaryDir m_dir;
};

SEMBLANCE_TEST(TestEngineClient)
#include "tst_engineclient.moc"
