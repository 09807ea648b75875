#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/remote/decoderpool.h"

using namespace semblance;
using namespace std::chrono_literals;

/// DecoderPool with decoders that crash and hang on request.
class TestDecoderPool : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(QFile::link(
            QCoreApplication::applicationDirPath() + QStringLiteral("/semblance-testchild"),
            m_dir.filePath(QStringLiteral("semblance-decoder"))));
        qputenv("SEMBLANCE_BIN_DIR", QFile::encodeName(m_dir.path()));
    }

    void aViewWaitsForNoOthersSecondTry() {
        DecoderPool::Options options;
        options.decoders = 2;
        options.fileLimit = 30s;
        DecoderPool pool(options);
        const QString bad = m_dir.filePath(QStringLiteral("crash-then-hang"));
        const auto hanging = pool.decodeLater(requestOf(bad), PictureDecoder::Priority::Background);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(bad + QStringLiteral(".hangs")), 20'000);
        const auto view = pool.decodeNow(requestOf(QStringLiteral("good.jpg")));
        QVERIFY2(view.has_value(), view ? "" : qPrintable(view.error().detail));
        QVERIFY(hanging.wait_for(0s) == std::future_status::timeout);
    }

    void theEndOfThePoolAnswersAll() {
        std::future<Result<DecodeReply>> hanging;
        const QString bad = m_dir.filePath(QStringLiteral("again-crash-then-hang"));
        {
            DecoderPool::Options options;
            options.decoders = 1;
            DecoderPool pool(options);
            hanging = pool.decodeLater(requestOf(bad), PictureDecoder::Priority::Background);
            QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(bad + QStringLiteral(".hangs")), 20'000);
        }
        QVERIFY(hanging.wait_for(0s) == std::future_status::ready);
        QVERIFY(!hanging.get());
    }

private:
    static DecodeRequest requestOf(const QString& path) {
        DecodeRequest request;
        request.path = path;
        request.wantInput = true;
        return request;
    }

    QTemporaryDir m_dir;
};

QTEST_GUILESS_MAIN(TestDecoderPool)
#include "tst_decoderpool.moc"
