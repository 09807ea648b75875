#include "core/train/questions.h"

#include <QHash>
#include <QMap>
#include <QRegularExpression>
#include <algorithm>

#include "core/dataset/captiontable.h"

namespace semblance {

namespace {

QString joined(std::initializer_list<QString> parts) {
    return QStringList(parts).join(u'\t');
}

std::vector<int> merged(std::vector<int> a, const std::vector<int>& b) {
    a.insert(a.end(), b.begin(), b.end());
    return sortedUnique(std::move(a));
}

/// Pictures that agree in something, by what they differ in.
using Group = QMap<QString, std::vector<int>>;
using KeyOf = QString (*)(const Product&);

const Product& productOf(const Corpus& corpus, int picture) {
    const CorpusPicture& entry = corpus.pictures[static_cast<std::size_t>(picture)];
    return corpus.products[static_cast<std::size_t>(entry.entry)];
}

std::vector<int> placesOf(const Corpus& corpus, PictureKind kind) {
    const auto places = corpus.ofKind(kind);
    return {places.begin(), places.end()};
}

QHash<QString, Group> grouped(const Corpus& corpus, KeyOf key, KeyOf value) {
    QHash<QString, Group> groups;
    for (const int picture : placesOf(corpus, PictureKind::Product)) {
        const Product& product = productOf(corpus, picture);
        groups[key(product)][value(product)].push_back(picture);
    }
    return groups;
}

QString colourOf(const Product& product) {
    return product.colour;
}
QString genderOf(const Product& product) {
    return product.gender;
}
QString kindOf(const Product& product) {
    return product.kind;
}
QString kindAndGender(const Product& product) {
    return joined({product.kind, product.gender});
}

bool isAsked(KeyOf changed, const QString& value) {
    return changed != colourOf || isColourName(value);
}

/// Every product is asked for each other value of `changed` among the products that agree with it
/// in `kept`.
QuestionSet attributeQuestions(const Corpus& corpus, KeyOf kept, KeyOf changed) {
    const auto groups = grouped(corpus, kept, changed);
    std::vector<Answer> answers;
    QHash<QString, int> answerOf;
    std::vector<Question> questions;
    for (const int picture : placesOf(corpus, PictureKind::Product)) {
        const Product& product = productOf(corpus, picture);
        const Group& group = *groups.constFind(kept(product));
        for (auto it = group.begin(); it != group.end(); ++it) {
            if (it.key() == changed(product) || !isAsked(changed, it.key()))
                continue;
            const QString key = kept(product) + u'\n' + it.key();
            if (!answerOf.contains(key)) {
                answerOf.insert(key, static_cast<int>(answers.size()));
                answers.push_back({it.key(), *it, {}});
            }
            questions.push_back({picture, answerOf.value(key), changed(product)});
        }
    }
    return {std::move(answers), std::move(questions)};
}

/// An icon seen as something that comes in several variants, at its place in the corpus.
struct Variant {
    int picture = 0;
    QString family;
    QString value;
};

std::vector<int> iconPlaces(const Corpus& corpus) {
    std::vector<int> places(corpus.icons.size());
    for (const int picture : placesOf(corpus, PictureKind::Icon)) {
        const CorpusPicture& entry = corpus.pictures[static_cast<std::size_t>(picture)];
        places[static_cast<std::size_t>(entry.entry)] = picture;
    }
    return places;
}

std::vector<Variant> inCorpus(const Corpus& corpus, const std::vector<IconVariant>& variants) {
    const std::vector<int> places = iconPlaces(corpus);
    std::vector<Variant> list;
    for (const IconVariant& variant : variants)
        list.push_back({places[variant.icon], variant.family, variant.value});
    return list;
}

/// Every variant with a value is asked for from each variant of its family with another value.
QuestionSet variantQuestions(const std::vector<Variant>& variants) {
    QMap<QString, Group> families;
    for (const Variant& variant : variants)
        families[variant.family][variant.value].push_back(variant.picture);
    std::vector<Answer> answers;
    std::vector<Question> questions;
    for (const Group& family : families) {
        for (auto asked = family.begin(); asked != family.end(); ++asked) {
            if (asked.key().isEmpty() || family.size() < 2)
                continue;
            const auto answer = static_cast<int>(answers.size());
            answers.push_back({asked.key(), sortedUnique(*asked), {}});
            for (auto other = family.begin(); other != family.end(); ++other) {
                if (other == asked)
                    continue;
                for (const int reference : *other)
                    questions.push_back({reference, answer, other.key()});
            }
        }
    }
    return {std::move(answers), std::move(questions)};
}

/// People whose name says what kind of person they are, once; the family is the rest of the name.
std::vector<Variant> personVariants(const Corpus& corpus) {
    static const QRegularExpression person(
        QStringLiteral("\\b(man|woman|person|boy|girl|child|prince|princess)\\b"));
    const std::vector<int> places = iconPlaces(corpus);
    std::vector<Variant> variants;
    for (std::size_t i = 0; i < corpus.icons.size(); ++i) {
        const Icon& icon = corpus.icons[i];
        if (icon.category != QLatin1StringView("People & Body"))
            continue;
        QString family = icon.name.toLower();
        const QRegularExpressionMatch match = person.match(family);
        if (!match.hasMatch())
            continue;
        family.replace(match.capturedStart(), match.capturedLength(), QStringLiteral("*"));
        if (!family.contains(person))
            variants.push_back({places[i], family, match.captured()});
    }
    return variants;
}

}  // namespace

QuestionSet::QuestionSet(std::vector<Answer> answers, std::vector<Question> questions)
    : m_answers(std::move(answers)), m_questions(std::move(questions)) {
    // No right answer, no question; the reference itself is never right.
    std::erase_if(m_questions, [&](const Question& question) {
        const auto& right = answerTo(question).positives;
        return right.empty() || (right.size() == 1 && right.front() == question.reference);
    });
    std::ranges::stable_sort(m_questions, {}, &Question::reference);
    QMap<QString, std::vector<std::size_t>> byAsked;
    for (std::size_t i = 0; i < m_questions.size(); ++i)
        byAsked[answerTo(m_questions[i]).asked].push_back(i);
    const double evenShare =
        static_cast<double>(m_questions.size()) / std::max<double>(1, byAsked.size());
    double sum = 0;
    for (auto& some : byAsked) {
        sum += std::min(evenShare, static_cast<double>(some.size()));
        m_upTo.push_back(sum);
        m_byAsked.push_back(std::move(some));
    }
}

const Question& QuestionSet::draw(Draw& draw) const {
    const double place = draw.unit() * m_upTo.back();
    const auto it = std::upper_bound(m_upTo.begin(), m_upTo.end() - 1, place);
    return m_questions[draw.of(m_byAsked[static_cast<std::size_t>(it - m_upTo.begin())])];
}

std::vector<const Question*> QuestionSet::alike(const Question& question) const {
    std::vector<const Question*> list;
    for (const Question& other :
         std::ranges::equal_range(m_questions, question.reference, {}, &Question::reference))
        list.push_back(&other);
    return list;
}

QuestionSet colourQuestions(const Corpus& corpus) {
    return attributeQuestions(corpus, kindAndGender, colourOf);
}

QuestionSet genderQuestions(const Corpus& corpus) {
    return attributeQuestions(
        corpus,
        [](const Product& p) {
            return joined({p.kind, p.colour});
        },
        genderOf);
}

QuestionSet kindQuestions(const Corpus& corpus) {
    return attributeQuestions(
        corpus,
        [](const Product& p) {
            return joined({p.gender, p.colour});
        },
        kindOf);
}

QuestionSet familyQuestions(const Corpus& corpus) {
    const auto families = grouped(
        corpus,
        [](const Product& p) {
            return joined({p.family, p.kind});
        },
        colourOf);
    const auto alike = grouped(corpus, kindAndGender, colourOf);
    std::vector<Answer> answers;
    std::vector<Question> questions;
    for (const int picture : placesOf(corpus, PictureKind::Product)) {
        const Product& product = productOf(corpus, picture);
        const Group& family = *families.constFind(joined({product.family, product.kind}));
        for (auto it = family.begin(); it != family.end(); ++it) {
            if (it.key() == product.colour || !isColourName(it.key()))
                continue;
            const auto others = alike.constFind(kindAndGender(product))->value(it.key());
            questions.push_back({picture, static_cast<int>(answers.size()), product.colour});
            answers.push_back({it.key(), merged(*it, others), *it});
        }
    }
    return {std::move(answers), std::move(questions)};
}

QuestionSet editQuestions(const Corpus& corpus) {
    std::vector<Caption> captions;
    for (std::size_t i = 0; i < corpus.pictures.size(); ++i) {
        const CorpusPicture& picture = corpus.pictures[i];
        if (picture.kind != PictureKind::Photo && picture.kind != PictureKind::Plain)
            continue;
        for (const QString& text : picture.texts)
            captions.push_back({static_cast<int>(i), text});
    }
    std::vector<Answer> answers;
    std::vector<Question> questions;
    for (MinedEdit& mined : mineCaptionEdits(captions)) {
        questions.push_back(
            {mined.reference, static_cast<int>(answers.size()), mined.edit.from.join(u' ')});
        answers.push_back({mined.edit.to.join(u' '), std::move(mined.right), {}});
    }
    return {std::move(answers), std::move(questions)};
}

QuestionSet skinToneQuestions(const Corpus& corpus) {
    return variantQuestions(inCorpus(corpus, skinToneVariants(corpus.icons)));
}

QuestionSet iconColourQuestions(const Corpus& corpus) {
    return variantQuestions(inCorpus(corpus, colourVariants(corpus.icons)));
}

QuestionSet personQuestions(const Corpus& corpus) {
    return variantQuestions(personVariants(corpus));
}

QuestionSet expressionQuestions(const Corpus& corpus) {
    const std::vector<int> places = iconPlaces(corpus);
    std::vector<Answer> answers;
    for (std::size_t i = 0; i < corpus.icons.size(); ++i) {
        if (isFace(corpus.icons[i]))
            answers.push_back({corpus.icons[i].name, {places[i]}, {}});
    }
    std::vector<Question> questions;
    for (const Answer& reference : answers) {
        for (std::size_t asked = 0; asked < answers.size(); ++asked) {
            questions.push_back(
                {reference.positives.front(), static_cast<int>(asked), reference.asked});
        }
    }
    return {std::move(answers), std::move(questions)};
}

}  // namespace semblance
