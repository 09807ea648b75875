#include "core/base/mappedfile.h"

#include <QCoreApplication>
#include <QtGlobal>
#include <cstdint>

#ifdef Q_OS_UNIX
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::MappedFile)
};
}  // namespace

Result<std::shared_ptr<const MappedFile>> MappedFile::open(const QString& path) {
    std::shared_ptr<MappedFile> mapped(new MappedFile);
    mapped->m_file.setFileName(path);
    if (!mapped->m_file.open(QIODevice::ReadOnly)) {
        const ErrorKind kind =
            mapped->m_file.exists() ? ErrorKind::Permission : ErrorKind::NotFound;
        return fail(kind, Text::tr("The file %1 cannot be opened.").arg(path),
                    mapped->m_file.errorString());
    }
    const qint64 size = mapped->m_file.size();
    uchar* data = size > 0 ? mapped->m_file.map(0, size) : nullptr;
    if (!data) {
        return fail(ErrorKind::Corrupt,
                    Text::tr("The file %1 is empty or cannot be read.").arg(path),
                    mapped->m_file.errorString());
    }
    mapped->m_bytes = {reinterpret_cast<const std::byte*>(data), static_cast<std::size_t>(size)};
    return std::shared_ptr<const MappedFile>(std::move(mapped));
}

void MappedFile::release(std::span<const std::byte> part) const {
#ifdef Q_OS_UNIX
    // Whole pages inside the part; the ones at its ends hold the neighbours' bytes as well.
    const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
    const auto begin = reinterpret_cast<std::uintptr_t>(part.data());
    const std::uintptr_t first = (begin + page - 1) / page * page;
    const std::uintptr_t last = (begin + part.size()) / page * page;
    if (first < last)
        madvise(reinterpret_cast<void*>(first), last - first, MADV_DONTNEED);
#else
    Q_UNUSED(part)
#endif
}

}  // namespace semblance
