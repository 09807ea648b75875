#pragma once

#include <QByteArray>
#include <QCborValue>
#include <deque>

#include "core/base/filehandle.h"

namespace semblance {

/// The child's end of the stream that ChildStream makes, or any standard input and output. Internal
/// to the room. Reading and writing may go on at the same time, each by one thread.
class ParentStream {
public:
    /// Moves the stream to a private descriptor and points standard output at standard error
    /// (libraries print); binary mode on Windows. From now on Ctrl-C is left to the parent.
    ParentStream();

    /// Waits for bytes; 0 or less once the parent has closed the stream or has died.
    qint64 read(char* data, qint64 size);

    /// The open file that came along with a message, by the message's field "file". To be asked of
    /// every message, in order.
    FileHandle takeFile(const QCborValue& field);

    /// All of it; false when the parent is gone.
    bool write(QByteArrayView bytes);

private:
    int m_out = -1;
    std::deque<FileHandle> m_files;  // came, and their messages are not complete yet
};

}  // namespace semblance
