#pragma once

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <map>
#include <vector>

#include "core/base/float16.h"
#include "core/store/libraryreader.h"
#include "core/store/storewriter.h"

/// A library in a folder of its own, with made-up files in it.
namespace semblance::test {

constexpr int dim = 8;

inline VectorModel model(const QString& hash = QStringLiteral("abc123")) {
    return {QStringLiteral("mini"), hash, dim, QStringLiteral("fp32"), QStringLiteral("cpu"),
            QStringLiteral("mini")};
}

inline QByteArray keyOf(int content) {
    return QByteArray(20, 'k') + QByteArray::number(1000 + content);
}

inline QByteArray vectorOf(int content) {
    std::vector<float> numbers(dim, 0.0f);
    numbers[static_cast<std::size_t>(content % dim)] = 1.0f;
    numbers[0] += static_cast<float>(content) / 1024.0f;
    return toHalf(numbers);
}

/// The model's vectors by content.
inline std::map<ContentId, QByteArray> storedVectors(LibraryReader& reader) {
    std::map<ContentId, QByteArray> halves;
    const auto add = [&](const LibraryReader::StoredVector& stored) {
        halves[stored.content] = QByteArray(reinterpret_cast<const char*>(stored.half.data()),
                                            static_cast<qsizetype>(stored.half.size_bytes()));
        return true;
    };
    static_cast<void>(reader.forEachVector(model().hash, 0, add));
    return halves;
}

/// A content's vector; empty when it has none.
inline QByteArray storedVector(LibraryReader& reader, ContentId content) {
    return storedVectors(reader)[content];
}

/// The rows that are in a list, by what the reader tells of all of them.
struct Listed {
    FileId file;
    ContentId content;
    RootId root;
    QString path;
    std::int64_t takenMs = 0;
    int width = 0;
};
struct Lists {
    std::vector<Listed> shown;
    std::vector<FileId> failed;
    std::vector<FileId> hidden;
    std::vector<FileId> removed;
    Generation generation = 0;
    bool fromStart = false;
};
inline Lists changesSince(LibraryReader& reader, Generation since) {
    Lists lists;
    const auto read = reader.changesSince(
        since, [&](bool fromStart) { lists.fromStart = fromStart; },
        [&](const ListedFile& file) {
            const auto path = QString::fromUtf8(file.path.data(), qsizetype(file.path.size()));
            if (file.kind == ListedFile::Kind::Shown)
                lists.shown.push_back(
                    {file.file, file.content, file.root, path, file.takenMs, file.width});
            else
                (file.kind == ListedFile::Kind::Failed ? lists.failed : lists.hidden)
                    .push_back(file.file);
        },
        [&](FileId file) { lists.removed.push_back(file); });
    lists.generation = read.value_or(-1);
    return lists;
}
inline std::size_t shownCount(LibraryReader& reader) {
    return changesSince(reader, 0).shown.size();
}

inline IndexedFile encodedFile(RootId root, const QString& path, int content) {
    IndexedFile file;
    file.root = root;
    file.path = path;
    file.stat = {100 + content, 1'000'000'000LL * (1000 + content),
                 static_cast<std::uint64_t>(7000 + content)};
    file.outcome = IndexedFile::Outcome::Encoded;
    file.contentKey = keyOf(content);
    file.facts = {640, 480, 6, QStringLiteral("jpeg"), QStringLiteral("Canon EOS"), {}};
    file.thumbnails = {{256, QByteArray("thumb") + QByteArray::number(content)}};
    file.vector = vectorOf(content);
    file.modelHash = model().hash;
    file.decoderVersion = 1;
    return file;
}

inline IndexedFile failedFile(RootId root, const QString& path, int content) {
    IndexedFile file = encodedFile(root, path, content);
    file.outcome = IndexedFile::Outcome::Failed;
    file.error = QStringLiteral("It is broken.");
    file.thumbnails.clear();
    file.vector.clear();
    return file;
}

inline RootPlace place(const QString& pathOnVolume, const QString& volume = QStringLiteral("vol")) {
    return {volume, QStringLiteral("Disk"), pathOnVolume,
            QStringLiteral("/mnt/") + volume + QLatin1Char('/') + pathOnVolume};
}

/// As files that went missing long ago.
inline Status forget(StoreWriter& writer, const std::vector<FileId>& files) {
    SEMBLANCE_TRY(writer.markMissing(files, 1));
    const auto purged = writer.purgeMissing(2);
    return purged ? Status() : fail(purged.error());
}

struct Fixture {
    QTemporaryDir dir;
    LibraryPaths paths{dir.filePath(QStringLiteral("library"))};
    std::unique_ptr<StoreWriter> writer;
    std::unique_ptr<LibraryReader> reader;

    /// Opens both; the error's sentence when that fails.
    QString open(StoreWriter::Options options = {}) {
        auto lock = LibraryLock::acquire(paths);
        if (!lock)
            return lock.error().sentence;
        auto opened = StoreWriter::open(paths, std::move(*lock), std::move(options));
        if (!opened)
            return opened.error().sentence;
        writer = std::move(*opened);
        if (const Status used = writer->useModel(model()); !used)
            return used.error().sentence;
        auto read = LibraryReader::open(paths);
        if (!read)
            return read.error().sentence;
        reader = std::move(*read);
        return {};
    }

    void close() {
        reader.reset();
        writer.reset();
    }

    RootId addRoot(const QString& pathOnVolume = QStringLiteral("photos")) {
        const auto added = writer->addRoot(place(pathOnVolume));
        return added ? added->root : RootId();
    }
};

}  // namespace semblance::test

/// Fails the test with the error's own words.
#define VERIFY_OK(expression)                                                              \
    do {                                                                                   \
        const auto& verified_ = (expression);                                              \
        QVERIFY2(verified_.has_value(),                                                    \
                 verified_.has_value()                                                     \
                     ? ""                                                                  \
                     : qPrintable(verified_.error().sentence + verified_.error().detail)); \
    } while (false)

#define VERIFY_FAILS(expression, wantedKind)                            \
    do {                                                                \
        const auto& verified_ = (expression);                           \
        QVERIFY(!verified_.has_value());                                \
        QCOMPARE(int(verified_.error().kind), int(wantedKind));         \
        QVERIFY(verified_.error().sentence.endsWith(QLatin1Char('.'))); \
    } while (false)
