#pragma once

#include <QString>
#include <QStringList>
#include <chrono>
#include <memory>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/remote/textmessages.h"

namespace semblance {

/// One `semblance-ocr` child, which reads text: started with the first picture, and kept until
/// rest(). A picture whose reader dies or stalls is tried once more, in a new one. Thread-safe; may
/// be destroyed while others wait in it.
class TextReader {
public:
    struct Options {
        QString dataDir;  ///< with LANGUAGE.traineddata
        QStringList languages;
        std::chrono::milliseconds startLimit{60'000};
        /// For one picture; the child ends its reading well before.
        std::chrono::milliseconds readLimit{60'000};
    };

    explicit TextReader(const Options& options);
    ~TextReader();
    TextReader(const TextReader&) = delete;
    TextReader& operator=(const TextReader&) = delete;

    /// Errors: Internal where no reader can be started (the installation, or its data, are broken:
    /// the sentence says so); ChildFailed for a picture that ended its reader twice; Cancelled.
    Result<ReadTextReply> read(const ReadTextRequest& request, const CancelToken& cancel);

    /// Ends the child, whose data take 60 MB, until there is more to read.
    void rest();

    /// The child's process id, 0 when it does not run; for tests.
    qint64 processId() const;

private:
    struct Private;
    std::shared_ptr<Private> d;
};

}  // namespace semblance
