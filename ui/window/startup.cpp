#include "ui/window/startup.h"

#include "core/library/indexingservice.h"
#include "core/library/library.h"
#include "ui/settings/settings.h"

namespace semblance {

StartUp::StartUp(LibraryService& library, IndexingService& indexing, Settings& settings,
                 const QString& demoDir, QObject* parent)
    : QObject(parent),
      m_library(library),
      m_indexing(indexing),
      m_settings(settings),
      m_demoDir(demoDir) {
    connect(&library, &LibraryService::rootsChanged, this, &StartUp::consider);
}

void StartUp::consider(const QList<RootInfo>& roots) {
    const auto library = m_library.library();
    // Another program that writes this library does all of this itself.
    if (m_done || !library || !library->writer())
        return;
    m_done = true;
    if (!roots.isEmpty()) {
        m_indexing.rescanAll();
        return;
    }
    const QString dir = m_library.libraryDir();
    if (m_demoDir.isEmpty() || m_settings.demoWasAdded(dir))
        return;
    m_settings.setDemoWasAdded(dir);
    m_indexing.addFolder(m_demoDir);
}

}  // namespace semblance
