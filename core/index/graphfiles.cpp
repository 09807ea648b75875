#include "core/index/graphfiles.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <algorithm>

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::GraphFiles)
};
const QString kSuffix = QStringLiteral(".hnsw");
}  // namespace

GraphFiles::GraphFiles(QString folder, QString name, QByteArray identity)
    : m_folder(std::move(folder)), m_name(std::move(name)), m_identity(std::move(identity)) {}

std::vector<qulonglong> GraphFiles::numbers() const {
    std::vector<qulonglong> numbers;
    const QString before = m_name + QLatin1Char('-');
    for (const QString& file : QDir(m_folder).entryList(QDir::Files)) {
        if (!file.startsWith(before) || !file.endsWith(kSuffix))
            continue;
        bool isNumber = false;
        const qulonglong number =
            file.sliced(before.size(), file.size() - before.size() - kSuffix.size())
                .toULongLong(&isNumber);
        if (isNumber)
            numbers.push_back(number);
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

QString GraphFiles::path(qulonglong number) const {
    return QDir(m_folder).filePath(m_name + QLatin1Char('-') + QString::number(number) + kSuffix);
}

Result<std::shared_ptr<const NeighbourGraph>> GraphFiles::open(const MatrixSnapshot& snapshot,
                                                               const CancelToken& cancel) const {
    const std::vector<qulonglong> all = numbers();
    if (all.empty())
        return fail(ErrorKind::NotFound, Text::tr("There is no fast index of this library yet."));
    return NeighbourGraph::open(path(all.back()), snapshot, m_identity, cancel);
}

QString GraphFiles::next() const {
    const std::vector<qulonglong> all = numbers();
    return path(all.empty() ? 1 : all.back() + 1);
}

void GraphFiles::sweep() const {
    const std::vector<qulonglong> all = numbers();
    for (std::size_t i = 0; i + 1 < all.size(); ++i)
        QFile::remove(path(all[i]));
}

}  // namespace semblance
