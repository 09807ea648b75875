#include "core/library/embedded/cachecheck.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include "core/base/checkedfile.h"

namespace semblance {

namespace {
bool isMapped(const QString& name) {
    return name.endsWith(QStringLiteral(".f16")) || name.endsWith(QStringLiteral(".hnsw"));
}

/// As QSaveFile calls a file until it is whole.
bool isUnfinished(const QString& name) {
    static const QRegularExpression pattern(QStringLiteral("\\.(f16|hnsw)\\.[A-Za-z]{6}$"));
    return pattern.match(name).hasMatch();
}
}  // namespace

Result<std::vector<LibraryFinding>> checkCaches(const QString& cacheDir, bool removes,
                                                const CancelToken& cancel) {
    std::vector<LibraryFinding> findings;
    const QDir dir(cacheDir);
    for (const QString& name : dir.entryList(QDir::Files | QDir::Hidden)) {
        const QString path = dir.filePath(name);
        Status whole;
        if (isMapped(name))
            whole = checkCheckedFile(path, cancel);
        if (!whole && whole.error().kind == ErrorKind::Cancelled)
            return fail(whole.error());
        if (whole && !isUnfinished(name))
            continue;
        findings.push_back({whole ? LibraryFault::Leftover : LibraryFault::DamagedCache, path, 1});
        if (removes)
            QFile::remove(path);
    }
    return findings;
}

}  // namespace semblance
