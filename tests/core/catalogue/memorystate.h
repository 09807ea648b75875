#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <vector>

#include "core/base/published.h"
#include "tests/core/catalogue/memorycatalogue.h"

namespace semblance::test {

/// What a MemoryCatalogue holds. Guarded by the mutex.
struct MemoryCatalogue::State {
    struct Model {
        VectorModel model;
        std::int64_t used = 0;
        std::map<QByteArray, std::vector<float>> vectors;  ///< by content key
    };

    std::mutex mutex;
    std::map<RootId, RootPlace> roots;
    ScanSettings settings;
    std::map<FileId, FileRow> files;
    struct Annotation {
        SidecarStamp stamp = 0;
        PhotoFacts facts;
    };
    std::map<FileId, Annotation> sidecars;
    std::map<ContentId, ContentRow> contents;
    std::map<QByteArray, PhotoMarks> marks;  ///< by content key
    std::set<ContentId> marked;              ///< since the last publication
    std::map<QByteArray, QMap<int, QByteArray>> thumbnails;
    std::map<QByteArray, QByteArray> compared;                          ///< key -> looks
    std::map<std::pair<QByteArray, QByteArray>, GroupKind> likenesses;  ///< of two keys
    ContentGroupsPtr groups = std::make_shared<const ContentGroups>();
    std::map<QByteArray, std::pair<QString, QString>> texts;  ///< key -> reader, text
    WrittenWordsPtr written;
    std::map<QString, Model> models;  ///< by hash
    QString lastModel;
    QString writersModel;
    std::set<QString> open;  ///< hashes
    std::int64_t lastId = 0;
    bool vectorsChanged = false;  ///< since the last publication
    std::unique_ptr<RowWriter> writer;

    Published<Snapshot> published;
    Changes changes;

    ContentId contentOf(const QByteArray& key) const;
    PhotoMarks marksOf(const QByteArray& key) const {
        const auto it = marks.find(key);
        return it == marks.end() ? PhotoMarks() : it->second;
    }
    /// Removes contents that no file holds, with all that belongs to them.
    void dropUnheld();
    void publish();
};

std::unique_ptr<RowReader> makeMemoryReader(std::shared_ptr<MemoryCatalogue::State> state);
std::unique_ptr<RowWriter> makeMemoryWriter(MemoryCatalogue::State& state);
SnapshotPtr makeMemorySnapshot(const MemoryCatalogue::State& state);

}  // namespace semblance::test
