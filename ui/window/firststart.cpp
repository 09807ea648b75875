#include "ui/window/firststart.h"

#include "core/library/indexingservice.h"
#include "ui/settings/settings.h"

namespace semblance {

FirstStart::FirstStart(LibraryService& library, IndexingService& indexing, Settings& settings,
                       const QString& demoDir, QObject* parent)
    : QObject(parent),
      m_library(library),
      m_indexing(indexing),
      m_settings(settings),
      m_demoDir(demoDir) {
    connect(&library, &LibraryService::rootsChanged, this, &FirstStart::consider);
}

void FirstStart::consider(const QList<RootInfo>& roots) {
    if (m_done || m_demoDir.isEmpty())
        return;
    m_done = true;
    const QString dir = m_library.libraryDir();
    if (!roots.isEmpty() || m_settings.demoWasAdded(dir))
        return;
    m_settings.setDemoWasAdded(dir);
    m_indexing.addFolder(m_demoDir);
}

}  // namespace semblance
