#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/paths.h"
#include "core/remote/decoderpool.h"
#include "core/remote/engineclient.h"
#include "tests/testmain.h"

using namespace semblance;

/// The real engine and decoder, started in a folder that no longer exists.
class DeletedFolderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theWindowsChildrenServe();
    void relativeModelsAreFoundBefore();
    void encodeNeedsNoCurrentFolder();
    void relativePathsLeadNowhere_data();
    void relativePathsLeadNowhere();

private:
    struct Outcome {
        int code = -1;
        QByteArray out;
        QByteArray err;
    };
    Outcome run(const QStringList& arguments) const;

    const QString m_model = QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/models/mini");
    const QString m_picture =
        QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/demo/icons/red-heart.png");
};

namespace {
QueryRequest sentence() {
    QueryRequest request;
    request.texts = QStringList{QStringLiteral("a small brown dog")};
    return request;
}
}  // namespace

void DeletedFolderTest::initTestCase() {
    qputenv("SEMBLANCE_BIN_DIR", SEMBLANCE_BIN_DIR);
    qputenv("SEMBLANCE_RESOURCES", SEMBLANCE_SOURCE_DIR "/resources");
}

DeletedFolderTest::Outcome DeletedFolderTest::run(const QStringList& arguments) const {
    const QTemporaryDir dir;
    QProcess process;
    process.setWorkingDirectory(dir.path());
    process.start(
        QStringLiteral("/bin/sh"),
        QStringList{QStringLiteral("-c"), QStringLiteral("rmdir \"$PWD\"; exec \"$@\""),
                    QStringLiteral("sh"), siblingProgram(QStringLiteral("semblance-engine"))} +
            arguments);
    process.closeWriteChannel();
    if (!process.waitForFinished(120'000))
        return {};
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

void DeletedFolderTest::theWindowsChildrenServe() {
    const QString before = QDir::currentPath();
    const auto back = qScopeGuard([&] { QDir::setCurrent(before); });
    {
        const QTemporaryDir dir;
        QVERIFY(QDir::setCurrent(dir.path()));
    }
    QVERIFY(QDir::currentPath().isEmpty() || !QFile::exists(QDir::currentPath()));
    EngineClient engine(m_model);
    const auto reply = engine.encodeQuery(sentence(), {});
    QVERIFY2(reply, reply ? "" : qPrintable(reply.error().sentence + reply.error().detail));
    DecoderPool decoders;
    DecodeRequest request;
    request.path = m_picture;
    request.wantInput = true;
    const auto decoded = decoders.decodeNow(request);
    QVERIFY2(decoded, decoded ? "" : qPrintable(decoded.error().sentence));
}

void DeletedFolderTest::relativeModelsAreFoundBefore() {
    const QString before = QDir::currentPath();
    const auto back = qScopeGuard([&] { QDir::setCurrent(before); });
    QVERIFY(QDir::setCurrent(QFileInfo(m_model).path()));
    EngineClient engine(QStringLiteral("./mini"));
    const auto info = engine.model({});
    QVERIFY2(info, info ? "" : qPrintable(info.error().sentence));
}

void DeletedFolderTest::encodeNeedsNoCurrentFolder() {
    for (const QString& model : {m_model, QStringLiteral("mini")}) {
        const Outcome outcome =
            run({QStringLiteral("encode"), QStringLiteral("--model"), model,
                 QStringLiteral("--json"), QStringLiteral("--text"), QStringLiteral("a dog"),
                 QStringLiteral("--image"), m_picture});
        QVERIFY2(outcome.code == 0, outcome.err.constData());
        QCOMPARE(QJsonDocument::fromJson(outcome.out).object()[u"dim"].toInt(), 512);
    }
}

void DeletedFolderTest::relativePathsLeadNowhere_data() {
    QTest::addColumn<QStringList>("arguments");
    const QString encode = QStringLiteral("encode");
    const QString model = QStringLiteral("--model");
    const QString text = QStringLiteral("--text");
    QTest::newRow("picture") << QStringList{encode, model, QStringLiteral("mini"),
                                            QStringLiteral("--image"), QStringLiteral("a.png")};
    QTest::newRow("model") << QStringList{encode, model, QStringLiteral("models/mine"), text, text};
    QTest::newRow("training") << QStringList{QStringLiteral("train"),    QStringLiteral("map"),
                                             QStringLiteral("--config"), QStringLiteral("map.json"),
                                             QStringLiteral("--out"),    QStringLiteral("mine")};
}

void DeletedFolderTest::relativePathsLeadNowhere() {
    QFETCH(const QStringList, arguments);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.code, 3);
    QVERIFY2(outcome.err.contains("current folder is no longer there"), outcome.err.constData());
}

SEMBLANCE_TEST(DeletedFolderTest)
#include "tst_deletedfolder.moc"
