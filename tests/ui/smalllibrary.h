#pragma once

#include <QBuffer>
#include <QColor>
#include <QDir>
#include <QFile>
#include <QImage>

#include "core/base/contentkey.h"
#include "core/base/float16.h"
#include "core/store/librarylock.h"
#include "core/store/storewriter.h"

namespace semblance {

/// A library with pictures that are real files, made without an engine: their folder lies on a disk
/// that is not there, so that nobody indexes it. "small" is 0.png, 1.png, ... in `dir`/pictures.
/// The error's sentence when that fails.
inline QString makeSmallLibrary(const QString& dir, const QString& libraryDir, int count) {
    const QString folder = dir + QStringLiteral("/pictures");
    QDir().mkpath(folder);
    const LibraryPaths paths(libraryDir);
    auto lock = LibraryLock::acquire(paths);
    if (!lock)
        return lock.error().sentence;
    const auto writer = StoreWriter::open(paths, std::move(*lock));
    if (!writer)
        return writer.error().sentence;
    const VectorModel model{
        QStringLiteral("mini"), QStringLiteral("abc123"), 8,
        QStringLiteral("fp32"), QStringLiteral("cpu"),    QStringLiteral("mini")};
    if (const Status used = (*writer)->useModel(model); !used)
        return used.error().sentence;
    const auto root = (*writer)->addRoot(
        {QStringLiteral("vol"), QStringLiteral("Disk"), QStringLiteral("pictures"), folder});
    if (!root)
        return root.error().sentence;
    for (int i = 0; i < count; ++i) {
        QImage image(64, 48, QImage::Format_RGB32);
        image.fill(QColor::fromHsv(i * 11 % 360, 160, 220));
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, "PNG");
        bytes += QByteArray::number(i);  // no two are the same
        IndexedFile file;
        file.root = root->root;
        file.path = QString::number(i) + QStringLiteral(".png");
        QFile out(folder + u'/' + file.path);
        if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
            return out.errorString();
        // The first is the newest, so that the grid shows them in this order.
        file.stat = {bytes.size(), 1'000'000'000'000LL * (2000 - i), std::uint64_t(7000 + i)};
        file.contentKey = contentKeyOf(bytes);
        file.facts.width = 64;
        file.facts.height = 48;
        file.facts.format = QStringLiteral("png");
        file.thumbnails = {{256, bytes}, {512, bytes}};
        file.vector = toHalf(std::vector<float>(8, 0.35f));
        file.modelHash = model.hash;
        file.decoderVersion = 1;
        file.factsVersion = factsVersion;
        if (const Status stored = (*writer)->submit(std::move(file)); !stored)
            return stored.error().sentence;
    }
    const Status stored = (*writer)->flush();
    return stored ? QString() : stored.error().sentence;
}

}  // namespace semblance
