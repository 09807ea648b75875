#pragma once

#include <QObject>
#include <optional>

#include "core/library/services/libraryservice.h"

namespace semblance {

class IndexingService;
class Settings;

/// What happens once after a library was opened: a new, empty one gets the demo pictures (whoever
/// takes them out is not asked again); in any other, indexing goes on where it stopped and takes up
/// what changed meanwhile. While another program writes the library this waits for its end.
class StartUp final : public QObject {
    Q_OBJECT

public:
    StartUp(LibraryService& library, IndexingService& indexing, Settings& settings,
            const QString& demoDir, QObject* parent = nullptr);

    /// A folder was given at the start: the demo is not wanted.
    void skipDemo() { m_demoDir.clear(); }

private:
    void consider();

    LibraryService& m_library;
    IndexingService& m_indexing;
    Settings& m_settings;
    QString m_demoDir;
    std::optional<QList<RootInfo>> m_roots;
    bool m_isWritable = false;
    bool m_hasWaited = false;  ///< for another program, whose folders these are
    bool m_done = false;
};

}  // namespace semblance
