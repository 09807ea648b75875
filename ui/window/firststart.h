#pragma once

#include <QObject>

#include "core/library/libraryservice.h"

namespace semblance {

class IndexingService;
class Settings;

/// Puts the demo pictures into a new, empty library, once: whoever takes them out is not asked
/// again.
class FirstStart final : public QObject {
    Q_OBJECT

public:
    FirstStart(LibraryService& library, IndexingService& indexing, Settings& settings,
               const QString& demoDir, QObject* parent = nullptr);

    /// A folder was given at the start: the demo is not wanted.
    void skip() { m_done = true; }

private:
    void consider(const QList<RootInfo>& roots);

    LibraryService& m_library;
    IndexingService& m_indexing;
    Settings& m_settings;
    QString m_demoDir;
    bool m_done = false;
};

}  // namespace semblance
