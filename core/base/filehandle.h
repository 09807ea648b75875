#pragma once

#include <QtGlobal>
#include <utility>

#include "core/base/result.h"

namespace semblance {

/// An open file, closed with the object: a descriptor, on Windows a HANDLE. Not thread-safe.
class FileHandle {
public:
#ifdef Q_OS_WIN
    using Native = void*;
    static constexpr Native kNone = nullptr;
#else
    using Native = int;
    static constexpr Native kNone = -1;
#endif

    FileHandle() = default;
    /// Takes the open file over.
    explicit FileHandle(Native native) : m_native(native) {}
    FileHandle(FileHandle&& other) noexcept : m_native(other.release()) {}
    FileHandle& operator=(FileHandle&& other) noexcept {
        FileHandle old(std::exchange(m_native, other.release()));
        return *this;
    }
    ~FileHandle();

    bool isValid() const {
        return m_native != kNone;
    }
    Native native() const {
        return m_native;
    }
    /// Gives the open file out of hand.
    Native release() {
        return std::exchange(m_native, kNone);
    }

    /// A second handle of the same open file: both share its position. No program that is started
    /// inherits it.
    Result<FileHandle> duplicate() const;

private:
    Native m_native = kNone;
};

}  // namespace semblance
