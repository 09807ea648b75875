#include "ui/window/picturesoffer.h"

#include <QDir>
#include <QStandardPaths>
#include <algorithm>
#include <chrono>

#include "core/library/services/picturesfolder.h"
#include "ui/files/aside.h"

namespace semblance {

namespace {

using namespace std::chrono_literals;

// Longer than that nobody waits for an offer.
constexpr auto countingLimit = 20s;

// A home folder itself stands in for a Pictures folder that is not there: too much to offer.
QString picturesFolder() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    return QDir(folder) == QDir::home() ? QString() : folder;
}

}  // namespace

PicturesOffer::PicturesOffer(QObject* parent) : QObject(parent), m_folder(picturesFolder()) {}

PicturesOffer::~PicturesOffer() {
    m_counting.cancel();
}

void PicturesOffer::count() {
    if (m_count >= 0 || m_folder.isEmpty())
        return;
    m_count = 0;
    runAside(
        this, countingLimit,
        [folder = m_folder, cancel = m_counting] { return countPictures(folder, cancel); },
        [this](std::optional<qint64> count) {
            m_counting.cancel();
            m_count = count.value_or(0);
            Q_EMIT changed();
        });
}

void PicturesOffer::setFolders(const QStringList& paths) {
    m_folders = paths;
    Q_EMIT changed();
}

bool PicturesOffer::isThere() const {
    const auto holds = [this](const QString& folder) {
        return m_folder == folder || m_folder.startsWith(folder + u'/');
    };
    return m_count > 0 && std::none_of(m_folders.begin(), m_folders.end(), holds);
}

QString PicturesOffer::text() const {
    return tr("Add my pictures (%L1)").arg(m_count);
}

}  // namespace semblance
