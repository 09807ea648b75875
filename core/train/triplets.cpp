#include "core/train/triplets.h"

#include <QHash>
#include <algorithm>
#include <map>
#include <optional>

#include "core/dataset/annotations.h"
#include "core/dataset/captiontable.h"
#include "core/dataset/translations.h"
#include "core/train/questions.h"
#include "core/train/texttriplets.h"
#include "core/train/wordings.h"

namespace semblance {

namespace {

constexpr std::size_t kMostOtherTargets = 4;

/// Pictures by what names them; a name of two pictures finds none.
class Names {
public:
    explicit Names(const Corpus& corpus) {
        for (std::size_t i = 0; i < corpus.pictures.size(); ++i) {
            const QString name = canonicalPictureName(corpus.pictures[i].picture.name);
            m_places.insert(name, m_places.contains(name) ? kTwice : static_cast<int>(i));
        }
    }

    Result<int> find(const AnnotationEntry& entry, const QString& name) const {
        const auto place = m_places.constFind(canonicalPictureName(name));
        if (place == m_places.constEnd())
            return entry.refuse(QStringLiteral("there is no picture %1").arg(name));
        if (*place == kTwice)
            return entry.refuse(QStringLiteral("more than one picture is called %1").arg(name));
        return *place;
    }

private:
    static constexpr int kTwice = -1;
    QHash<QString, int> m_places;
};

Result<Triplet> readTriplet(const AnnotationEntry& entry, const Names& names) {
    Triplet triplet;
    SEMBLANCE_TRY_ASSIGN(const QString reference, entry.id(u"reference"));
    SEMBLANCE_TRY_ASSIGN(triplet.reference, names.find(entry, reference));
    SEMBLANCE_TRY_ASSIGN(triplet.modification, entry.text(u"modification"));
    if (triplet.modification.trimmed().isEmpty())
        return entry.refuse(QStringLiteral("its modification is blank"));
    QStringList targets;
    if (entry.has(u"targets")) {
        SEMBLANCE_TRY_ASSIGN(targets, entry.ids(u"targets"));
    } else {
        SEMBLANCE_TRY_ASSIGN(const QString target, entry.id(u"target"));
        targets << target;
    }
    for (const QString& target : targets) {
        SEMBLANCE_TRY_ASSIGN(const int place, names.find(entry, target));
        if (place == triplet.reference)
            return entry.refuse(QStringLiteral("its target is the reference itself"));
        triplet.positives.push_back(place);
    }
    if (triplet.positives.empty())
        return entry.refuse(QStringLiteral("it has no target"));
    triplet.target = triplet.positives.front();
    triplet.positives = sortedUnique(std::move(triplet.positives));
    return triplet;
}

QString wordingOf(TripletKind kind, const QString& asked, const QString& from, Draw& draw) {
    switch (kind) {
        case TripletKind::Family:
        case TripletKind::Colour:
        case TripletKind::IconColour:
            return colourWording(asked, from, draw);
        case TripletKind::Gender:
            return genderWording(asked, from, draw);
        case TripletKind::Kind:
            return kindWording(asked, from, draw);
        case TripletKind::CaptionEdit:
            return editWording(asked, from, draw);
        case TripletKind::SkinTone:
            return skinToneWording(asked, draw);
        case TripletKind::IconPerson:
            return personWording(asked, from, draw);
        case TripletKind::Expression:
            return expressionWording(asked, draw);
        case TripletKind::Neighbour:
            return captionWording(asked, draw);
        case TripletKind::Listed:
            break;
    }
    return asked;
}

std::optional<AttributeTranslations::Attribute> attributeOf(TripletKind kind) {
    using Attribute = AttributeTranslations::Attribute;
    switch (kind) {
        case TripletKind::Family:
        case TripletKind::Colour:
            return Attribute::Colour;
        case TripletKind::Gender:
            return Attribute::Gender;
        case TripletKind::Kind:
            return Attribute::Kind;
        default:
            return std::nullopt;
    }
}

}  // namespace

Result<std::vector<Triplet>> readTriplets(const QString& path, const Corpus& corpus) {
    SEMBLANCE_TRY_ASSIGN(const auto entries, readAnnotations(path));
    const Names names(corpus);
    std::vector<Triplet> triplets;
    for (const AnnotationEntry& entry : entries) {
        SEMBLANCE_TRY_ASSIGN(Triplet triplet, readTriplet(entry, names));
        triplets.push_back(std::move(triplet));
    }
    return triplets;
}

struct TripletMaker::Private {
    const Corpus& corpus;
    std::map<TripletKind, QuestionSet> questions{};
    std::vector<Triplet> listed{};
    TextTripletMaker texts;
    QHash<QString, std::vector<int>> picturesOfCaption{};
    const AttributeTranslations* translations = nullptr;
    QStringList languages{};
    double translatedShare = 0;

    explicit Private(const Corpus& pictures) : corpus(pictures), texts(pictures) {
        questions[TripletKind::Family] = familyQuestions(corpus);
        questions[TripletKind::Colour] = colourQuestions(corpus);
        questions[TripletKind::Gender] = genderQuestions(corpus);
        questions[TripletKind::Kind] = kindQuestions(corpus);
        questions[TripletKind::CaptionEdit] = editQuestions(corpus);
        questions[TripletKind::SkinTone] = skinToneQuestions(corpus);
        questions[TripletKind::IconColour] = iconColourQuestions(corpus);
        questions[TripletKind::IconPerson] = personQuestions(corpus);
        questions[TripletKind::Expression] = expressionQuestions(corpus);
        for (std::size_t i = 0; i < corpus.pictures.size(); ++i) {
            for (const QString& text : corpus.pictures[i].texts)
                picturesOfCaption[captionKey(text)].push_back(static_cast<int>(i));
        }
    }

    static QString captionKey(const QString& caption) { return captionWords(caption).join(u' '); }

    /// A Neighbour's wish is drawn among its target's captions, and right is every picture that has
    /// the caption.
    QString drawCaption(Triplet& triplet, Draw& draw) const {
        const auto& target = corpus.pictures[static_cast<std::size_t>(triplet.target)];
        const QString caption = draw.of(target.texts);
        const std::vector<int> sharing = picturesOfCaption.value(captionKey(caption));
        triplet.positives.insert(triplet.positives.end(), sharing.begin(), sharing.end());
        triplet.positives = sortedUnique(std::move(triplet.positives));
        return caption;
    }

    /// The wish in another language, for the share that asks so and where there are words for it.
    std::optional<QString> translatedWish(TripletKind kind, const QString& asked,
                                          const QString& from, Draw& draw) const {
        const auto attribute = attributeOf(kind);
        if (!attribute || languages.isEmpty() || draw.unit() >= translatedShare)
            return std::nullopt;
        const QStringList wishes =
            translations->wishes(draw.of(languages), *attribute, asked, from);
        if (wishes.isEmpty())
            return std::nullopt;
        // Few type a German noun's capital.
        constexpr double kLowerCase = 0.3;
        const QString wish = draw.of(wishes);
        return draw.unit() < kLowerCase ? wish.toLower() : wish;
    }

    std::vector<int> otherTargets(const QuestionSet& set, const Question& question,
                                  const Triplet& triplet, Draw& draw) const {
        std::vector<int> targets;
        const auto alike = set.alike(question);
        for (std::size_t i = 0; i < std::min(kMostOtherTargets, alike.size()); ++i) {
            const Answer& other = set.answerTo(*draw.of(alike));
            const int target = draw.of(other.family.empty() ? other.positives : other.family);
            if (target != triplet.reference &&
                !std::ranges::binary_search(triplet.positives, target))
                targets.push_back(target);
        }
        return sortedUnique(std::move(targets));
    }

    Triplet make(TripletKind kind, const QuestionSet& set, Draw& draw) const {
        const Question& question = set.draw(draw);
        const Answer& answer = set.answerTo(question);
        Triplet triplet;
        triplet.kind = kind;
        triplet.reference = question.reference;
        triplet.positives = answer.positives;
        triplet.family = answer.family;
        std::erase(triplet.positives, triplet.reference);
        triplet.target = draw.of(triplet.family.empty() ? triplet.positives : triplet.family);
        QString asked = answer.asked;
        if (kind == TripletKind::Neighbour) {
            asked = drawCaption(triplet, draw);
            std::erase(triplet.positives, triplet.reference);
        }
        const auto translated = translatedWish(kind, asked, question.from, draw);
        triplet.modification =
            translated ? *translated : wordingOf(kind, asked, question.from, draw);
        triplet.otherTargets = otherTargets(set, question, triplet, draw);
        return triplet;
    }
};

TripletMaker::TripletMaker(const Corpus& corpus) : TripletMaker(corpus, Options()) {}

TripletMaker::TripletMaker(const Corpus& corpus, Options options)
    : d(std::make_unique<Private>(corpus)) {
    if (options.embeddings) {
        d->questions[TripletKind::Neighbour] =
            neighbourQuestions(corpus, *options.embeddings, options.neighbours);
    }
    d->listed = std::move(options.listed);
    if (options.translations && options.translatedShare > 0) {
        d->translations = options.translations;
        d->languages = options.translations->languages();
        d->translatedShare = options.translatedShare;
    }
}

TripletMaker::~TripletMaker() = default;
TripletMaker::TripletMaker(TripletMaker&&) noexcept = default;

std::size_t TripletMaker::available(TripletKind kind) const {
    if (kind == TripletKind::Listed)
        return d->listed.size();
    const auto set = d->questions.find(kind);
    return set == d->questions.end() ? 0 : set->second.size();
}

std::vector<Triplet> TripletMaker::draw(TripletKind kind, int count, std::uint64_t seed) const {
    std::vector<Triplet> triplets;
    if (available(kind) == 0)
        return triplets;
    Draw draw(seed);
    for (int i = 0; i < count; ++i) {
        if (kind == TripletKind::Listed)
            triplets.push_back(draw.of(d->listed));
        else
            triplets.push_back(d->make(kind, d->questions.at(kind), draw));
    }
    return triplets;
}

std::vector<TextTriplet> TripletMaker::drawTexts(int count, std::uint64_t seed) const {
    return d->texts.draw(count, seed);
}

}  // namespace semblance
