#pragma once

#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/stack.h>

#include <QFile>
#include <QFileInfo>
#include <QTest>

#include "core/model/networks/networks.h"
#include "core/remote/picturedecoder.h"

/// A decoder and an image tower small enough to work out by hand.
namespace semblance {

/// A "picture" is a file whose first byte is the colour of its left half and whose second byte is
/// that of its right half; one that begins with '!' is broken.
class FakePictureDecoder : public PictureDecoder {
public:
    void decode(DecodeRequest request, Priority, const CancelToken& cancel, Decide,
                Done done) override {
        ++decodes;
        if (cancel.isCancelled())
            return done(fail(cancelledError()));
        QFile file(request.path);
        if (!file.open(QIODevice::ReadOnly))
            return done(fail(ErrorKind::NotFound, request.path + QStringLiteral(" is not there.")));
        const QByteArray bytes = file.readAll();
        if (bytes.startsWith('!'))
            return done(fail(ErrorKind::BadInput, request.path + QStringLiteral(" is broken.")));
        DecodeReply reply;
        const int side = request.input.side;
        for (int pixel = 0; pixel < side * side; ++pixel)
            reply.input.append(QByteArray(3, pixel % side < side / 2 ? bytes[0] : bytes[1]));
        done(reply);
    }
    int parallelism() const override { return 1; }

    int decodes = 0;
};

/// Trunk: the pixels as they are; patches: the two halves' colour; raw: left - right / 4, and their
/// sum.
class FakeImageNetwork : public ImageNetwork {
public:
    at::Tensor trunk(const at::Tensor& pixels) const override {
        ++calls;
        return pixels.to(at::kFloat).select(3, 0);
    }
    at::Tensor patchesFrom(const at::Tensor& trunk) const override {
        const auto half = trunk.size(2) / 2;
        return at::stack({trunk.narrow(2, 0, half).mean({1, 2}),
                          trunk.narrow(2, half, trunk.size(2) - half).mean({1, 2})},
                         1)
            .unsqueeze(2);
    }
    at::Tensor raw(const at::Tensor& patches) const override {
        const at::Tensor halves = patches.squeeze(2);
        return at::stack({halves.select(1, 0) - halves.select(1, 1) / 4, halves.sum(1)}, 1);
    }
    at::Tensor sideFeatures(const at::Tensor& pixels) const override {
        return pixels.to(at::kFloat).flatten(1).mean(1, true);
    }
    at::Tensor embed(const at::Tensor& raw, const at::Tensor&) const override { return raw; }
    std::int64_t rawWidth() const override { return 2; }
    std::int64_t patchWidth() const override { return 1; }
    std::int64_t cells() const override { return 2; }
    std::int64_t sideWidth() const override { return 1; }
    at::Tensor classRows() const override { return {}; }
    Precision setPrecision(LinearConversion&) override { return Precision::Fp32; }
    void visitParameters(const ParameterVisitor&) override {}
    void visitBuffers(const ParameterVisitor&) override {}

    mutable int calls = 0;
};

inline void writeBytes(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), qint64(bytes.size()));
}

}  // namespace semblance
