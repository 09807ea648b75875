#pragma once

#include <QString>

namespace semblance {

/// What kind of failure it was; decides the exit code and what a window offers to do about it.
enum class ErrorKind {
    WrongUse,     ///< the request itself makes no sense: exit code 2
    BadInput,     ///< one file or line is broken; the rest goes on: exit code 1
    NotFound,     ///< something named is not there
    Busy,         ///< another writer holds the library
    Newer,        ///< made by a newer version of the program
    Corrupt,      ///< one of our own files is damaged
    NoSpace,      ///< the disk is full
    Permission,   ///< not allowed to read or write
    ChildFailed,  ///< a child process is missing, died or hangs
    Cancelled,    ///< the user asked to stop; not shown as an error
    Internal,     ///< our own mistake
    NoMemory,     ///< more memory than was given; with more of it, it may work
};

/// A failure as a person reads it. `sentence` is translated, complete, and says what to do where
/// something can be done; `detail` is for the log (untranslated, may be empty).
struct Error {
    ErrorKind kind = ErrorKind::Internal;
    QString sentence;
    QString detail;
};

/// The command line's exit code for a failure that ended the program: 2 for wrong use, else 3.
int exitCode(const Error& error);

/// The error that every cancelled operation returns.
Error cancelledError();

/// The right kind for a failed system call, by errno value; `sentence` is kept as it is.
Error systemError(int errnoValue, const QString& sentence);

}  // namespace semblance
