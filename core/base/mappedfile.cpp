#include "core/base/mappedfile.h"

#include <QCoreApplication>

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

}  // namespace semblance
