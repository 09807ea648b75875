#pragma once

#include <QByteArray>
#include <QSize>
#include <functional>
#include <vector>

namespace semblance::fixtures {

/// A Photoshop file, put together by hand.
struct Psd {
    enum Compression { Raw, PackBits, Zip, ZipWithPrediction };

    int version = 1;
    int mode = 3;
    int depth = 8;
    QSize size{60, 40};
    Compression compression = Raw;
    QByteArray palette{};
    QByteArray resources{};
    int layers = 0;
    /// The sample of a channel at a place: 0..1.
    std::vector<std::function<double(int x, int y)>> channels{};

    QByteArray file() const;
};

/// One of its image resources.
QByteArray psdResource(quint16 id, const QByteArray& data);

}  // namespace semblance::fixtures
