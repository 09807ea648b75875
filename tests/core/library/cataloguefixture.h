#pragma once

#include <QDateTime>
#include <QFile>
#include <QTemporaryDir>
#include <memory>
#include <optional>

#include "core/library/embedded/embeddedcatalogue.h"
#include "core/scan/filekey.h"
#include "core/scan/walk.h"
#include "core/store/libraryreader.h"
#include "tests/core/store/storefixture.h"

namespace semblance::test {

/// A library on disk, open for writing with the vectors of model(), and a folder for pictures
/// beside it.
struct CatalogueFixture {
    QTemporaryDir dir;
    LibraryPaths paths{dir.filePath(QStringLiteral("library"))};
    std::unique_ptr<EmbeddedCatalogue> catalogue;
    std::unique_ptr<LibraryReader> reader;

    /// The error's sentence when that fails.
    QString open() {
        auto opened = EmbeddedCatalogue::open(paths, EmbeddedCatalogue::Access::Write);
        if (!opened)
            return opened.error().sentence;
        catalogue = std::move(*opened);
        if (const Status used = writer().useModel(model()); !used)
            return used.error().sentence;
        if (const Status vectors = catalogue->openVectors(model()); !vectors)
            return vectors.error().sentence;
        auto read = LibraryReader::open(paths);
        if (!read)
            return read.error().sentence;
        reader = std::move(*read);
        return {};
    }
    void close() {
        reader.reset();
        catalogue.reset();
    }

    RowWriter& writer() const { return *catalogue->writer(); }

    /// A root where `dir` is; its volume is made up.
    RootId addRoot() const {
        const auto added = writer().addRoot(
            {QStringLiteral("vol"), QStringLiteral("Disk"), QStringLiteral("photos"), dir.path()});
        return added ? added->root : RootId();
    }

    QString path(const QString& name) const { return dir.filePath(name); }

    void write(const QString& name, const QByteArray& bytes) const {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(name));
    }
    void touch(const QString& name, int hours) const {
        QFile file(path(name));
        if (!file.open(QIODevice::ReadWrite) ||
            !file.setFileTime(QDateTime::currentDateTime().addSecs(3600 * hours),
                              QFileDevice::FileModificationTime))
            qFatal("cannot touch %s", qPrintable(name));
    }

    /// Stores a file as versions before 0.2 did: its full hash was noted only where it was needed.
    Status storeWithoutHash(RootId root, const QString& name) const {
        IndexedFile file = encodedFile(root, name, 0);
        SEMBLANCE_TRY_ASSIGN(file.stat, statFile(path(name)));
        SEMBLANCE_TRY_ASSIGN(file.contentKey, contentKey(path(name)));
        SEMBLANCE_TRY(writer().submit(std::move(file)));
        SEMBLANCE_TRY(writer().flush());
        return catalogue->refresh({});
    }

    FileRow row(RootId root, const QString& name) const {
        const auto found = reader->fileAt(root, name);
        return found && *found ? **found : FileRow();
    }
};

}  // namespace semblance::test
