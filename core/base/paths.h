#pragma once

#include <QString>
#include <filesystem>

namespace semblance {

/// Conversions that keep every Unicode name whole on every system (never through char*).
std::filesystem::path toFsPath(const QString& path);
QString fromFsPath(const std::filesystem::path& path);

/// The user's library when none is named: <data folder>/semblance/library.
QString defaultLibraryDir();

/// A local folder for caches of libraries that themselves lie on a network drive.
QString defaultCacheDir();

/// True when `path` surely lies on a disk of this machine, where memory maps, locks and shared
/// memory work: on one of the file systems known for that. Network drives and whatever is not known
/// (a FUSE program's, a virtual machine's shared folder) are not. A path that does not exist is
/// judged by its nearest existing parent.
bool isOnLocalDisk(const QString& path);

/// Another of our programs ("semblance-engine"): the one beside the running program, or in an
/// installation on Linux the one in ../libexec/semblance, where those are that no person calls.
/// Tests may set SEMBLANCE_BIN_DIR. Empty when missing.
QString siblingProgram(const QString& name);

}  // namespace semblance
