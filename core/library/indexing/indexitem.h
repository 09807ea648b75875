#pragma once

#include <QByteArray>
#include <QString>
#include <memory>
#include <vector>

#include "core/base/photofacts.h"
#include "core/base/pictureformats.h"
#include "core/catalogue/rows.h"
#include "core/library/indexing/indexpipeline.h"
#include "core/remote/messages.h"

/// What travels through the pipeline. Internal to it.
namespace semblance::indexing {

/// Why a content cannot be used.
struct Failure {
    IndexedFile::Outcome outcome = IndexedFile::Outcome::Failed;
    QString sentence;
};

/// A file on its way.
struct Item {
    /// What is to become of it, once its bytes are known.
    enum class Fate {
        Unknown,   ///< not read yet
        Decode,    ///< it brings a content that is new
        Describe,  ///< its content is there, but an older version read its facts
        Wait,      ///< for another file that was to bring the same content
        Link,      ///< to a content that is there
        Fail,      ///< its content is known to be of no use
    };
    IndexPipeline::Work work;
    Fate fate = Fate::Unknown;
    QByteArray key;  ///< under which it is stored, but for Unknown
    ReadReply read;
    QByteArray vector;  ///< for Decode: that the library kept though it lost the content; or empty
    Failure failure;    ///< for Fail
    PhotoFacts facts;   ///< for Describe: those that are stored
    /// Whatever is stored of the content, it is to be decoded: its pixels are meant another way up.
    bool isStale = false;

    IndexedFile file(IndexedFile::Outcome outcome) const {
        IndexedFile file;
        file.root = work.root;
        file.path = work.path;
        file.stat = read.key.isEmpty() ? work.stat : read.stat;
        file.outcome = outcome;
        file.contentKey = key;
        file.fullHash = read.fullHash;
        file.decoderVersion = decoderVersion;
        file.factsVersion = factsVersion;
        return file;
    }
    QString absolutePath() const { return work.rootPath + QLatin1Char('/') + work.path; }
};
using ItemPtr = std::shared_ptr<Item>;

/// Where a content stands that this run has met, until the store knows it.
struct Known {
    enum class State { InFlight, Stored, Failed };
    State state = State::InFlight;
    QByteArray fullHash;
    Failure failure;
    std::vector<ItemPtr> waiting;  ///< copies met while it was in flight; nobody else has them
};

}  // namespace semblance::indexing
