#include <QElapsedTimer>
#include <QTest>
#include <cstdio>
#include <functional>
#include <vector>

#include "core/base/regularfile.h"
#include "core/base/resources.h"
#include "core/media/picture.h"
#include "core/media/picturefile.h"
#include "core/remote/decoderpool.h"
#include "tests/bench/spread.h"

using namespace semblance;
using semblance::test::Spread;

/// What the way into a decoder's process and back costs: a small picture there and in this process,
/// by turns. A program of its own, for OpenCV and libtorch do not share one well.
class RemoteDecodeBench : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void smallPicture();
};

namespace {
double millisecondsOf(const std::function<void()>& work) {
    QElapsedTimer timer;
    timer.start();
    work();
    return double(timer.nsecsElapsed()) / 1e6;
}

/// What the decoder does with a file.
Result<DecodedPicture> decodeFile(const QString& path, const PictureWish& wish) {
    SEMBLANCE_TRY_ASSIGN(const FileHandle file, openRegularFile(path));
    SEMBLANCE_TRY_ASSIGN(const PictureFile read, readPictureFile(file));
    return decodePicture(read.bytes, wish);
}
}  // namespace

void RemoteDecodeBench::smallPicture() {
    if (!qEnvironmentVariableIsSet("SEMBLANCE_BIN_DIR"))
        qputenv("SEMBLANCE_BIN_DIR", SEMBLANCE_BIN_DIR);
    DecodeRequest request;
    request.path = resourceDir(QStringLiteral("demo/icons")) + QStringLiteral("/red-heart.png");
    request.wantInput = true;
    PictureWish wish;
    wish.input = request.input;
    DecoderPool::Options options;
    options.decoders = 1;
    DecoderPool pool(options);
    std::vector<double> there;
    std::vector<double> here;
    for (int i = -10; i < 200; ++i) {
        const double away = millisecondsOf([&] { QVERIFY(pool.decodeNow(request)); });
        const double home = millisecondsOf([&] { QVERIFY(decodeFile(request.path, wish)); });
        if (i < 0)
            continue;
        there.push_back(away);
        here.push_back(home);
    }
    const Spread outside(there);
    const Spread inside(here);
    std::printf(
        "a small picture through the process: median %.3f ms, p95 %.3f ms; inside %.3f, %.3f; the "
        "way there and back %.3f, %.3f (to reach: < 1.5)\n",
        outside.median, outside.p95, inside.median, inside.p95, outside.median - inside.median,
        outside.p95 - inside.p95);
}

QTEST_GUILESS_MAIN(RemoteDecodeBench)
#include "bench_remotedecode.moc"
