#include "ui/window/startup.h"

#include "core/catalogue/catalogue.h"
#include "core/library/library.h"
#include "core/library/services/indexingservice.h"
#include "ui/settings/settings.h"

namespace semblance {

StartUp::StartUp(LibraryService& library, IndexingService& indexing, Settings& settings,
                 const QString& demoDir, QObject* parent)
    : QObject(parent),
      m_library(library),
      m_indexing(indexing),
      m_settings(settings),
      m_demoDir(demoDir) {
    connect(&library, &LibraryService::rootsChanged, this, [this](const QList<RootInfo>& roots) {
        m_roots = roots;
        consider();
    });
    connect(&library, &LibraryService::writableChanged, this, [this](bool isWritable) {
        m_isWritable = isWritable;
        consider();
    });
}

void StartUp::consider() {
    const auto library = m_library.library();
    if (m_done || !m_roots || !library)
        return;
    // Another program that writes this library does all of this itself.
    if (!m_isWritable && !library->catalogue().writer()) {
        m_hasWaited = true;
        return;
    }
    m_done = true;
    if (!m_roots->isEmpty()) {
        m_indexing.rescanAll();
        return;
    }
    const QString dir = m_library.libraryDir();
    if (m_hasWaited || m_demoDir.isEmpty() || m_settings.demoWasAdded(dir))
        return;
    m_settings.setDemoWasAdded(dir);
    m_indexing.addFolder(m_demoDir);
}

}  // namespace semblance
