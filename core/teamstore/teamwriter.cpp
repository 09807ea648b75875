#include "core/teamstore/teamwriter.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <utility>

#include "core/teamstore/teamdatabase.h"
#include "core/teamstore/teamlink.h"

namespace semblance {

namespace {
Q_LOGGING_CATEGORY(logWriter, "semblance.teamstore.writer")

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::TeamWriter)
};
}  // namespace

TeamWriter::TeamWriter(std::unique_ptr<TeamLink> link, std::function<void()> committed)
    : m_link(std::move(link)),
      m_committed(std::move(committed)),
      m_thread(QStringLiteral("team store")) {}

TeamWriter::~TeamWriter() {
    m_thread.call([this] { storeQueued(); });
}

Result<std::unique_ptr<TeamWriter>> TeamWriter::open(const TeamAddress& address,
                                                     const CancelToken& cancel,
                                                     std::function<void()> committed) {
    std::unique_ptr<TeamWriter> writer(
        new TeamWriter(std::make_unique<TeamLink>(address, cancel), std::move(committed)));
    SEMBLANCE_TRY(writer->call<void>([](TeamDatabase&) -> Status { return {}; }));
    return writer;
}

template <class Value, class Work>
Result<Value> TeamWriter::call(Work&& work) {
    std::optional<Result<Value>> result;
    m_thread.call([&] {
        storeQueued();
        const auto connection = m_link->connection();
        if (!connection) {
            result = fail(connection.error());
            return;
        }
        TeamDatabase database(**connection);
        result = work(database);
    });
    if (*result && m_committed)
        m_committed();
    return std::move(*result);
}

void TeamWriter::storeQueued() {
    std::vector<IndexedFile> files;
    TeamDatabase::Model model;
    {
        std::lock_guard lock(m_mutex);
        files = std::exchange(m_queue, {});
        model = {m_model.id, m_model.hash, m_model.dim};
        m_room.notify_all();
    }
    if (files.empty())
        return;
    const auto connection = m_link->connection();
    const Status stored = connection ? TeamDatabase(**connection).store(files, model)
                                     : Status(fail(connection.error()));
    if (stored) {
        if (m_committed)
            m_committed();
        return;
    }
    qCWarning(logWriter) << "dropped" << files.size() << "files:" << stored.error().sentence
                         << stored.error().detail;
    std::lock_guard lock(m_mutex);
    if (!m_dropped)
        m_dropped = stored.error();
    m_room.notify_all();
}

Status TeamWriter::submit(IndexedFile file) {
    std::unique_lock lock(m_mutex);
    const bool isEncoded = file.outcome == IndexedFile::Outcome::Encoded;
    if (isEncoded && (m_model.id == 0 || file.modelHash != m_model.hash ||
                      file.vector.size() != qsizetype(m_model.dim) * 2))
        return fail(ErrorKind::WrongUse,
                    Text::tr("The vector of %1 does not fit the library's model.").arg(file.path));
    if (isEncoded && file.contentKey.isEmpty())
        return fail(ErrorKind::WrongUse, Text::tr("%1 has no content key.").arg(file.path));
    m_room.wait(lock, [&] { return m_queue.size() < mostQueued || m_dropped; });
    if (m_dropped)
        return fail(*std::exchange(m_dropped, std::nullopt));
    m_queue.push_back(std::move(file));
    if (m_queue.size() == 1)
        m_thread.post([this] { storeQueued(); });
    return {};
}

Status TeamWriter::flush() {
    m_thread.call([this] { storeQueued(); });
    std::lock_guard lock(m_mutex);
    if (m_dropped)
        return fail(*std::exchange(m_dropped, std::nullopt));
    return {};
}

Status TeamWriter::useModel(const VectorModel& model, Check) {
    {
        std::lock_guard lock(m_mutex);
        m_model = {};
    }
    SEMBLANCE_TRY_ASSIGN(const TeamDatabase::Model used,
                         call<TeamDatabase::Model>(
                             [&](TeamDatabase& database) { return database.useModel(model); }));
    std::lock_guard lock(m_mutex);
    m_model = {used.id, used.hash, used.dim};
    return {};
}

Status TeamWriter::removeModel(const QString& modelHash) {
    {
        std::lock_guard lock(m_mutex);
        if (m_model.id != 0 && m_model.hash == modelHash)
            return fail(ErrorKind::WrongUse,
                        Text::tr("The library uses this model. Change to another model first."));
    }
    return call<void>([&](TeamDatabase& database) { return database.removeModel(modelHash); });
}

Result<AddedRoot> TeamWriter::addRoot(const RootPlace& place) {
    return call<AddedRoot>([&](TeamDatabase& database) { return database.addRoot(place); });
}

Status TeamWriter::updateRoot(RootId root, const RootPlace& place) {
    return call<void>([&](TeamDatabase& database) { return database.updateRoot(root, place); });
}

Result<RootId> TeamWriter::relocateRoot(RootId root, const RootPlace& place) {
    return call<RootId>([&](TeamDatabase& database) { return database.relocateRoot(root, place); });
}

Result<AddedRoot> TeamWriter::splitRoot(RootId root, const QString& folder,
                                        const RootPlace& place) {
    return call<AddedRoot>(
        [&](TeamDatabase& database) { return database.splitRoot(root, folder, place); });
}

Status TeamWriter::setMarks(const std::vector<MarkedContent>& marked) {
    return call<void>([&](TeamDatabase& database) { return database.setMarks(marked); });
}

Status TeamWriter::setPalettes(const std::vector<ContentPalette>& palettes) {
    return call<void>([&](TeamDatabase& database) { return database.setPalettes(palettes); });
}

Status TeamWriter::setScanSettings(const ScanSettings& settings) {
    return call<void>([&](TeamDatabase& database) { return database.setScanSettings(settings); });
}

Status TeamWriter::removeRoot(RootId root) {
    return call<void>([&](TeamDatabase& database) { return database.removeRoot(root); });
}

Status TeamWriter::moveFiles(const std::vector<MovedFile>& files) {
    return call<void>([&](TeamDatabase& database) { return database.moveFiles(files); });
}

Status TeamWriter::markMissing(const std::vector<FileId>& files, std::int64_t nowMs) {
    return call<void>([&](TeamDatabase& database) { return database.markMissing(files, nowMs); });
}

Status TeamWriter::noteStats(const std::vector<SeenFile>& files) {
    return call<void>([&](TeamDatabase& database) { return database.noteStats(files); });
}

Status TeamWriter::markReturned(const std::vector<FileId>& files) {
    return call<void>([&](TeamDatabase& database) { return database.markReturned(files); });
}

Result<std::int64_t> TeamWriter::purgeMissing(std::int64_t beforeMs) {
    return call<std::int64_t>(
        [&](TeamDatabase& database) { return database.purgeMissing(beforeMs); });
}

Status TeamWriter::retryFailed() {
    return call<void>([](TeamDatabase& database) { return database.retryFailed(); });
}

Status TeamWriter::tidy() {
    return call<void>([](TeamDatabase& database) { return database.forgetRemoved(); });
}

}  // namespace semblance
