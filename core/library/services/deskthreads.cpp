#include "core/library/services/deskthreads.h"

#include <QLoggingCategory>
#include <utility>

#include "core/library/library.h"
#include "core/library/opendesk.h"

namespace semblance {

namespace {
Q_LOGGING_CATEGORY(logDesk, "semblance.desk")
}  // namespace

DeskThreads::DeskThreads(std::function<void(const Error&)> failed) : m_failed(std::move(failed)) {}

DeskThreads::~DeskThreads() {
    // A worker drops what it has not begun: here that would be what the user did last.
    m_writer.call([] {});
}

void DeskThreads::setLibrary(std::shared_ptr<Library> library) {
    m_library = std::move(library);
    // Whoever closes a library waits for the last one to let go of it.
    if (!m_library)
        m_reader.post([this] { letGo(); });
}

void DeskThreads::letGo() {
    m_rows.reset();
    m_thumbnails.reset();
    m_opened.reset();
}

void DeskThreads::open(const QString& libraryDir,
                       std::function<void(Desk* desk, const QString& notice)> work) {
    m_writer.post([this, libraryDir, work = std::move(work)] {
        m_desk.reset();
        m_openError.reset();
        Result<OpenedDesk> opened = openDesk(libraryDir);
        if (!opened) {
            m_openError = opened.error();
            // Nothing is lost by looking at a library that may not be written to.
            if (m_openError->kind != ErrorKind::Permission)
                m_failed(*m_openError);
            return work(nullptr, {});
        }
        m_desk = std::move(opened->desk);
        work(m_desk.get(), opened->notice);
    });
}

void DeskThreads::write(OnFailure onFailure, std::function<Status(Desk& desk)> work) {
    m_writer.post([this, onFailure, work = std::move(work)] {
        Status done;
        if (m_desk)
            done = work(*m_desk);
        else if (m_openError)
            done = fail(*m_openError);
        if (done)
            return;
        if (onFailure == OnFailure::Tell)
            m_failed(done.error());
        else
            qCWarning(logDesk) << done.error().sentence << done.error().detail;
    });
}

bool DeskThreads::read(std::function<void(const Sources& sources)> work) {
    if (!m_library)
        return false;
    m_reader.post(
        [this, library = m_library, work = std::move(work)] { work(sourcesOf(library)); });
    return true;
}

DeskThreads::Sources DeskThreads::sourcesOf(const std::shared_ptr<Library>& library) {
    if (library != m_opened) {
        letGo();
        m_opened = library;
    }
    Catalogue& catalogue = library->catalogue();
    if (!m_rows) {
        if (auto rows = catalogue.openReader())
            m_rows = std::move(*rows);
    }
    if (!m_thumbnails) {
        if (auto thumbnails = catalogue.openThumbnails())
            m_thumbnails = std::move(*thumbnails);
    }
    return {catalogue.snapshot(), m_rows.get(), m_thumbnails.get()};
}

}  // namespace semblance
