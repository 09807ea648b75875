#pragma once

#include <QByteArray>
#include <QString>
#include <memory>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/index/neighbourgraph.h"
#include "core/index/vectormatrix.h"

namespace semblance {

/// A graph's files in the cache folder, NAME-1.hnsw, NAME-2.hnsw, ...: the newest counts. Each new
/// one gets a name of its own, because Windows replaces no file that is mapped.
/// Thread-safety: one object a name.
class GraphFiles {
public:
    GraphFiles(QString folder, QString name, QByteArray identity);

    /// The newest, or what NeighbourGraph::open says of it; ErrorKind::NotFound when there is none.
    Result<std::shared_ptr<const NeighbourGraph>> open(const MatrixSnapshot& snapshot,
                                                       const CancelToken& cancel = {}) const;

    /// Where the next one is to be written.
    QString next() const;

    /// Removes all but the newest, as far as the system lets go of them.
    void sweep() const;

    const QByteArray& identity() const { return m_identity; }

private:
    /// Ascending.
    std::vector<qulonglong> numbers() const;
    QString path(qulonglong number) const;

    QString m_folder;
    QString m_name;
    QByteArray m_identity;
};

}  // namespace semblance
