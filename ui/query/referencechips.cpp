#include "ui/query/referencechips.h"

#include <algorithm>
#include <utility>

#include "core/library/services/pictureservice.h"
#include "ui/query/picturedrop.h"
#include "ui/query/querymodel.h"
#include "ui/query/referencechip.h"
#include "ui/query/referencepopup.h"

namespace semblance {

ReferenceChips::ReferenceChips(QueryModel& model, PictureService& pictures, PictureDrop& drop,
                               QWidget& field)
    : QObject(&field), m_model(model), m_pictures(pictures), m_drop(drop), m_field(field) {
    connect(&model, &QueryModel::referencesChanged, this, &ReferenceChips::follow);
    connect(&pictures, &PictureService::fileThumbnailReady, this,
            [this](quint64 number, const QString&, const QImage& image) {
                if (ReferenceChip* chip = m_thumbnails.take(number))
                    chip->setThumbnail(image);
                if (ReferencePopup* popup = m_larger.take(number))
                    popup->setImage(image);
            });
    connect(&pictures, &PictureService::fileThumbnailFailed, this,
            [this](quint64 number, const QString&, const Error& error) {
                if (ReferenceChip* chip = m_thumbnails.take(number))
                    chip->setFailed(error.sentence);
                m_larger.remove(number);
            });
    follow();
}

ReferenceChip* ReferenceChips::takeMatching(QList<ReferenceChip*>& old,
                                            const PictureSource& picture, bool withRegion) const {
    const auto found = std::find_if(old.begin(), old.end(), [&](const ReferenceChip* chip) {
        PictureSource shown = chip->picture();
        if (!withRegion)
            shown.region = picture.region;
        return shown == picture;
    });
    if (found == old.end())
        return nullptr;
    ReferenceChip* chip = *found;
    old.erase(found);
    return chip;
}

// What is there already keeps its thumbnail, and the focus; also when another part of it counts.
void ReferenceChips::follow() {
    const std::vector<Reference>& references = m_model.references();
    const std::size_t count = std::min(references.size(), std::size_t(most));
    QList<ReferenceChip*> old = m_chips;
    std::vector<ReferenceChip*> next(count, nullptr);
    for (const bool withRegion : {true, false}) {
        for (std::size_t i = 0; i < count; ++i) {
            if (!next[i])
                next[i] = takeMatching(old, references[i].picture, withRegion);
        }
    }
    for (std::size_t i = 0; i < count; ++i) {
        if (!next[i])
            next[i] = make(references[i].picture);
        next[i]->setRegion(references[i].picture.region);
        next[i]->setWeight(references[i].weight);
    }
    for (ReferenceChip* chip : std::as_const(old)) {
        chip->disconnect(this);
        chip->hide();
        chip->deleteLater();
    }
    const QList<ReferenceChip*> chips(next.begin(), next.end());
    if (std::exchange(m_chips, chips) != chips)
        Q_EMIT changed();
}

ReferenceChip* ReferenceChips::make(const PictureSource& picture) {
    auto* chip = new ReferenceChip(picture, &m_field);
    connectChip(chip);
    if (!picture.path.isEmpty()) {
        requestThumbnail(chip);
        return chip;
    }
    m_drop.keep(picture.bytes, chip, [this, chip](const Result<QStringList>& file) {
        if (!file)
            return chip->setFailed(file.error().sentence);
        chip->setPath(file->first());
        requestThumbnail(chip);
    });
    return chip;
}

void ReferenceChips::connectChip(ReferenceChip* chip) {
    connect(chip, &Chip::removeWanted, this, [this, chip] {
        remove(chip);
        Q_EMIT removed();
    });
    connect(chip, &Chip::weightTurned, this, [this, chip](int steps) {
        edit(chip, [steps](Reference& reference) {
            reference.weight = Chip::turned(reference.weight, steps);
        });
    });
    connect(chip, &Chip::neighbourWanted, this,
            [this, chip](int by) { Q_EMIT neighbourWanted(chip, by); });
    connect(chip, &ReferenceChip::regionChanged, this, [this, chip] {
        const int sharp = qRound(chip->wantedSide() * chip->devicePixelRatioF());
        const QSize there = chip->thumbnail().size();
        if (!there.isEmpty() && std::max(there.width(), there.height()) < sharp)
            requestThumbnail(chip);
    });
    connect(chip, &ReferenceChip::viewWanted, this, [this, chip] { showPicture(chip); });
    connect(chip, &ReferenceChip::detailsWanted, this, [this, chip] { showDetails(chip); });
    connect(chip, &ReferenceChip::moveWanted, this,
            [this, chip](int by) { move(chip, m_chips.indexOf(chip) + by); });
    connect(chip, &ReferenceChip::draggedHere, this, [this, chip](ReferenceChip* dragged) {
        if (m_chips.contains(dragged))
            move(dragged, m_chips.indexOf(chip));
    });
    connect(chip, &ReferenceChip::replaceWanted, this,
            [this, chip](const QMimeData& mime) { Q_EMIT replaceWanted(indexOf(chip), mime); });
}

std::size_t ReferenceChips::indexOf(ReferenceChip* chip) const {
    return std::size_t(m_chips.indexOf(chip));
}

void ReferenceChips::requestThumbnail(ReferenceChip* chip) {
    const int side = qRound(chip->wantedSide() * chip->devicePixelRatioF());
    m_thumbnails.insert(m_pictures.requestFileThumbnail(chip->path(), side), chip);
}

void ReferenceChips::showPicture(ReferenceChip* chip) {
    if (!chip->path().isEmpty())
        Q_EMIT viewWanted(chip->path());
}

void ReferenceChips::showDetails(ReferenceChip* chip) {
    auto* popup = new ReferencePopup(*chip, chip);
    connect(popup, &ReferencePopup::regionChosen, this,
            [this, chip](const std::optional<QRectF>& region) {
                edit(chip, [&region](Reference& reference) { reference.picture.region = region; });
            });
    connect(popup, &ReferencePopup::weightChosen, this, [this, chip](double weight) {
        edit(chip, [weight](Reference& reference) { reference.weight = weight; });
    });
    connect(popup, &ReferencePopup::viewWanted, this, [this, chip] { showPicture(chip); });
    connect(popup, &ReferencePopup::removeWanted, chip, &Chip::removeWanted);
    if (!chip->path().isEmpty()) {
        const int side = qRound(ReferencePopup::side * chip->devicePixelRatioF());
        m_larger.insert(m_pictures.requestFileThumbnail(chip->path(), side), popup);
    }
    popup->popUp();
}

void ReferenceChips::edit(ReferenceChip* chip, const std::function<void(Reference&)>& change) {
    // Its details may be open longer than it is there.
    if (!m_chips.contains(chip))
        return;
    Q_EMIT editing();
    std::vector<Reference> references = m_model.references();
    change(references[indexOf(chip)]);
    m_model.setReferences(std::move(references));
}

void ReferenceChips::remove(ReferenceChip* chip) {
    Q_EMIT editing();
    m_model.removeReference(indexOf(chip));
}

void ReferenceChips::move(ReferenceChip* chip, qsizetype to) {
    const qsizetype from = m_chips.indexOf(chip);
    if (to < 0 || to >= m_chips.size() || to == from)
        return;
    Q_EMIT editing();
    std::vector<Reference> references = m_model.references();
    const Reference moved = references[std::size_t(from)];
    references.erase(references.begin() + from);
    references.insert(references.begin() + to, moved);
    m_model.setReferences(std::move(references));
    chip->setFocus();
}

}  // namespace semblance
