#include "core/library/services/historyservice.h"

#include <chrono>
#include <utility>

#include "core/library/services/deskthreads.h"
#include "core/query/queryjson.h"

namespace semblance {

namespace {

constexpr int thumbnailSide = 256;
using OnFailure = DeskThreads::OnFailure;

std::int64_t nowMicroseconds() {
    using namespace std::chrono;
    return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

QImage pictureOf(const DeskThreads::Sources& sources, const QByteArray& contentKey) {
    if (!sources.thumbnails)
        return {};
    const auto bytes = sources.thumbnails->get(contentKey, thumbnailSide);
    if (!bytes || !*bytes)
        return {};
    const QImage image = QImage::fromData(**bytes);
    if (image.isNull())
        return {};
    constexpr int side = HistoryService::pictureSide;
    const QImage filled =
        image.scaled(side, side, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
    return filled.copy((filled.width() - side) / 2, (filled.height() - side) / 2, side, side);
}

}  // namespace

HistoryService::HistoryService(DeskThreads& threads, QObject* parent)
    : QObject(parent), m_threads(threads) {}

void HistoryService::addKnown(std::vector<TrailStep> steps) {
    m_trail.addKnown(std::move(steps));
    Q_EMIT changed();
    Q_EMIT moved();
}

StepId HistoryService::ask(const Query& query) {
    const StepId before = m_trail.current();
    const std::size_t size = m_trail.size();
    const StepId step = m_trail.ask(query, nowMicroseconds());
    if (m_trail.size() != size || step != before)
        keep(step);
    Q_EMIT changed();
    Q_EMIT moved();
    return step;
}

void HistoryService::visit(StepId step) {
    m_trail.visit(step);
    Q_EMIT moved();
}

void HistoryService::back() {
    m_trail.back();
    Q_EMIT moved();
}

void HistoryService::forward() {
    m_trail.forward();
    Q_EMIT moved();
}

void HistoryService::leave(StepId step, std::optional<double> mix, int topRow) {
    TrailStep* left = m_trail.edit(step);
    if (!left || (left->query.mix == mix && left->topRow == topRow))
        return;
    left->query.mix = mix;
    left->topRow = topRow;
    keep(step);
}

void HistoryService::setPictures(StepId step, const std::vector<ContentId>& contents) {
    m_threads.read([this, step, contents](const DeskThreads::Sources& sources) {
        std::vector<QByteArray> keys;
        for (const ContentId content : contents) {
            const auto row = sources.rows ? sources.rows->content(content)
                                          : Result<std::optional<ContentRow>>(std::nullopt);
            if (row && *row)
                keys.push_back((*row)->key);
        }
        QMetaObject::invokeMethod(this, [this, step, keys] { takeKeys(step, keys); });
    });
}

void HistoryService::takeKeys(StepId step, std::vector<QByteArray> keys) {
    TrailStep* found = m_trail.edit(step);
    if (!found || found->pictures == keys)
        return;
    found->pictures = std::move(keys);
    keep(step);
    Q_EMIT changed();
}

void HistoryService::setName(StepId step, const QString& name) {
    TrailStep* found = m_trail.edit(step);
    if (!found || found->name == name)
        return;
    found->name = name;
    keep(step);
    Q_EMIT changed();
}

void HistoryService::remove(StepId step) {
    m_trail.remove(step);
    m_threads.write(OnFailure::Tell, [step](Desk& desk) { return desk.removeStep(step); });
    Q_EMIT changed();
    Q_EMIT moved();
}

void HistoryService::forgetAll() {
    m_trail.clear();
    m_threads.write(OnFailure::Tell, [](Desk& desk) { return desk.removeAllSteps(); });
    Q_EMIT changed();
    Q_EMIT moved();
}

void HistoryService::keep(StepId step) {
    const TrailStep* kept = m_trail.find(step);
    if (!m_isKept || !kept)
        return;
    DeskStep row{step, kept->parent, {}, kept->topRow, kept->name, kept->pictures};
    row.query = toJsonText(kept->query);
    if (row.query.toUtf8().size() > mostJson)
        return;
    m_threads.write(OnFailure::Log, [row](Desk& desk) { return desk.putStep(row); });
}

void HistoryService::requestPicture(const QByteArray& contentKey) {
    if (m_asked.contains(contentKey))
        return;
    const bool isAsked = m_threads.read([this, contentKey](const DeskThreads::Sources& sources) {
        const QImage picture = pictureOf(sources, contentKey);
        QMetaObject::invokeMethod(this, [this, contentKey, picture] {
            m_asked.remove(contentKey);
            if (!picture.isNull())
                Q_EMIT pictureReady(contentKey, picture);
        });
    });
    if (isAsked)
        m_asked.insert(contentKey);
}

}  // namespace semblance
