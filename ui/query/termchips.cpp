#include "ui/query/termchips.h"

#include <QFileInfo>
#include <QImage>
#include <algorithm>
#include <utility>

#include "core/library/services/pictureservice.h"
#include "core/query/filtergrammar.h"
#include "ui/query/feedbacklist.h"
#include "ui/query/feedbackmarks.h"
#include "ui/query/querymodel.h"
#include "ui/query/termchip.h"

namespace semblance {
namespace {

constexpr int thumbnailSide = 256;  // the smallest there is

TermChip::Kind kindOf(Feedback::Sign sign) {
    return sign == Feedback::Sign::More ? TermChip::Kind::More : TermChip::Kind::Less;
}

QString summaryOf(const std::vector<Feedback>& feedback) {
    const auto more = std::count_if(feedback.begin(), feedback.end(), [](const Feedback& mark) {
        return mark.sign == Feedback::Sign::More;
    });
    const qsizetype less = qsizetype(feedback.size()) - more;
    QStringList parts;
    if (more > 0)
        parts.append(QStringLiteral("+%1").arg(more));
    if (less > 0)
        parts.append(QStringLiteral("−%1").arg(less));
    return parts.join(u' ');
}

}  // namespace

/// A chip that there should be.
struct TermChips::Wanted {
    TermChip::Kind kind;
    QString term;
    double weight = 1;
    std::size_t index = 0;  ///< in its part of the query
};

TermChips::TermChips(QueryModel& model, PictureService& pictures, QWidget& field)
    : QObject(&field), m_model(model), m_pictures(pictures), m_field(field) {
    connect(&model, &QueryModel::negativesChanged, this, &TermChips::follow);
    connect(&model, &QueryModel::filterChanged, this, &TermChips::follow);
    connect(&model, &QueryModel::feedbackChanged, this, &TermChips::follow);
    connect(&pictures, &PictureService::thumbnailReady, this,
            [this](ContentId content, int, const QImage& image) {
                for (const QPointer<TermChip>& chip : m_waiting.values(content.value)) {
                    if (chip)
                        chip->setThumbnail(image);
                }
                m_waiting.remove(content.value);
            });
    follow();
}

QString TermChips::nameOf(qint64 content) const {
    const QString path = m_files.value(content);
    return path.isEmpty() ? tr("a picture") : QFileInfo(path).fileName();
}

std::vector<TermChips::Wanted> TermChips::wanted() const {
    std::vector<Wanted> chips;
    for (std::size_t i = 0; i < m_model.negatives().size(); ++i) {
        const NegativeText& negative = m_model.negatives()[i];
        chips.push_back({TermChip::Kind::Negative, negative.text, negative.weight, i});
    }
    for (std::size_t i = 0; i < m_model.filter().terms.size(); ++i) {
        const PhotoFilter::Term& term = m_model.filter().terms[i];
        if (!m_isElsewhere || !m_isElsewhere(term))
            chips.push_back({TermChip::Kind::Filter, toText(PhotoFilter{{term}}), 1, i});
    }
    const std::vector<Feedback>& feedback = m_model.feedback();
    if (feedback.size() > mostPictures) {
        chips.push_back({TermChip::Kind::Summary, summaryOf(feedback), 1, 0});
        return chips;
    }
    for (std::size_t i = 0; i < feedback.size(); ++i)
        chips.push_back({kindOf(feedback[i].sign), nameOf(feedback[i].content), 1, i});
    return chips;
}

// What is there already keeps the focus.
void TermChips::follow() {
    QList<TermChip*> old = m_chips;
    QList<TermChip*> next;
    for (const Wanted& chip : wanted()) {
        const auto found = std::find_if(old.begin(), old.end(), [&](const TermChip* there) {
            return there->kind() == chip.kind && there->term() == chip.term &&
                   (chip.kind != TermChip::Kind::More && chip.kind != TermChip::Kind::Less);
        });
        TermChip* const shown = found == old.end() ? make(chip) : *found;
        if (found != old.end())
            old.erase(found);
        shown->setIndex(chip.index);
        shown->setWeight(chip.weight);
        next.append(shown);
    }
    for (TermChip* chip : std::as_const(old)) {
        chip->disconnect(this);
        chip->hide();
        chip->deleteLater();
    }
    if (std::exchange(m_chips, next) != next)
        Q_EMIT changed();
}

TermChip* TermChips::make(const Wanted& wanted) {
    const bool isPicture =
        wanted.kind == TermChip::Kind::More || wanted.kind == TermChip::Kind::Less;
    auto* chip = isPicture ? makeFeedbackChip(wanted.index, &m_field)
                           : new TermChip(wanted.kind, wanted.term, &m_field);
    if (!isPicture) {
        connect(chip, &QAbstractButton::clicked, this, [this, chip] { activate(chip); });
        connect(chip, &Chip::removeWanted, this, [this, chip] {
            remove(chip);
            Q_EMIT removed();
        });
        connect(chip, &Chip::weightTurned, this, [this, chip](int steps) { turn(chip, steps); });
    }
    connect(chip, &Chip::neighbourWanted, this,
            [this, chip](int by) { Q_EMIT neighbourWanted(chip, by); });
    return chip;
}

TermChip* TermChips::makeFeedbackChip(std::size_t index, QWidget* parent) {
    const Feedback feedback = m_model.feedback()[index];
    auto* chip = new TermChip(kindOf(feedback.sign), nameOf(feedback.content), parent);
    chip->setIndex(index);
    m_waiting.insert(feedback.content, chip);
    m_pictures.requestThumbnail(ContentId{feedback.content}, thumbnailSide,
                                m_files.value(feedback.content));
    connect(chip, &QAbstractButton::clicked, this, [this, chip] { activate(chip); });
    connect(chip, &Chip::removeWanted, this, [this, chip] {
        remove(chip);
        Q_EMIT removed();
    });
    return chip;
}

void TermChips::activate(const TermChip* chip) {
    const std::size_t index = chip->index();
    const QString text = chip->term();
    switch (chip->kind()) {
        case TermChip::Kind::Negative:
        case TermChip::Kind::Filter:
            remove(chip);
            Q_EMIT textWanted(text);
            return;
        case TermChip::Kind::More:
        case TermChip::Kind::Less: {
            const bool hadFocus = chip->hasFocus();
            const qsizetype place = m_chips.indexOf(chip);
            Q_EMIT editing();
            std::vector<Feedback> feedback = m_model.feedback();
            feedback[index] = turnedRound(feedback[index]);
            m_model.setFeedback(std::move(feedback));
            if (hadFocus && place >= 0 && place < m_chips.size())
                m_chips[place]->setFocus();
            return;
        }
        case TermChip::Kind::Summary:
            showList(*chip);
            return;
    }
}

void TermChips::showList(const QWidget& below) {
    auto* list = new FeedbackList(m_model, *this, &m_field);
    list->popUp(below);
}

void TermChips::remove(const TermChip* chip) {
    const auto index = qsizetype(chip->index());
    Q_EMIT editing();
    switch (chip->kind()) {
        case TermChip::Kind::Negative: {
            std::vector<NegativeText> negatives = m_model.negatives();
            negatives.erase(negatives.begin() + index);
            m_model.setNegatives(std::move(negatives));
            return;
        }
        case TermChip::Kind::Filter: {
            PhotoFilter filter = m_model.filter();
            filter.terms.erase(filter.terms.begin() + index);
            m_model.setFilter(std::move(filter));
            return;
        }
        case TermChip::Kind::More:
        case TermChip::Kind::Less: {
            std::vector<Feedback> feedback = m_model.feedback();
            feedback.erase(feedback.begin() + index);
            m_model.setFeedback(std::move(feedback));
            return;
        }
        case TermChip::Kind::Summary:
            m_model.setFeedback({});
            return;
    }
}

void TermChips::turn(const TermChip* chip, int steps) {
    const std::size_t index = chip->index();
    Q_EMIT editing();
    std::vector<NegativeText> negatives = m_model.negatives();
    negatives[index].weight = Chip::turned(negatives[index].weight, steps);
    m_model.setNegatives(std::move(negatives));
}

void TermChips::removeLast() {
    if (!m_chips.isEmpty())
        remove(m_chips.last());
}

void TermChips::setShownElsewhere(std::function<bool(const PhotoFilter::Term&)> isShown) {
    m_isElsewhere = std::move(isShown);
    follow();
}

void TermChips::noteFile(qint64 content, const QString& path) {
    m_files.insert(content, path);
}

}  // namespace semblance
