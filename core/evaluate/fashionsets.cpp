#include <QHash>
#include <QMap>
#include <algorithm>
#include <functional>
#include <optional>
#include <vector>

#include "core/dataset/picturecatalog.h"
#include "core/dataset/producttable.h"
#include "core/dataset/translations.h"
#include "core/evaluate/inreposets.h"

namespace semblance {

namespace {

constexpr std::size_t kMostQueries = 1500;
constexpr std::size_t kLeastRight = 3;

struct Products {
    std::vector<Product> items;  ///< one per picture
    PictureCatalog catalog;
};

Result<Products> readProducts(const TableSource& source, const QString& split) {
    Products products;
    SEMBLANCE_TRY_ASSIGN(products.items, readProductTable(source.dir, split));
    for (const Product& product : products.items)
        products.catalog.add(product.picture);
    return products;
}

/// Products that agree in some attributes, by what they differ in.
using Group = QMap<QString, std::vector<PictureIndex>>;
using KeyOf = QString (*)(const Product&);

QString joined(std::initializer_list<QString> parts) {
    return QStringList(parts).join(u'\t');
}

QHash<QString, Group> grouped(const Products& products, KeyOf key, KeyOf value) {
    QHash<QString, Group> groups;
    for (std::size_t i = 0; i < products.items.size(); ++i) {
        const Product& product = products.items[i];
        groups[key(product)][value(product)].push_back(static_cast<PictureIndex>(i));
    }
    return groups;
}

/// The next product after `reference`, around the end, that agrees with it in kind, gender and
/// colour and satisfies `fits`; -1 when there is none.
class Swaps {
public:
    explicit Swaps(const Products& products) : m_products(products) {
        for (std::size_t i = 0; i < products.items.size(); ++i)
            m_alike[key(products.items[i])].push_back(static_cast<PictureIndex>(i));
    }

    template <class Fits>
    PictureIndex of(PictureIndex reference, const Fits& fits) const {
        const auto& alike = m_alike[key(m_products.items[static_cast<std::size_t>(reference)])];
        const auto after = std::upper_bound(alike.begin(), alike.end(), reference);
        for (auto it = after; it != alike.end(); ++it) {
            if (fits(*it))
                return *it;
        }
        for (auto it = alike.begin(); *it != reference; ++it) {
            if (fits(*it))
                return *it;
        }
        return -1;
    }

private:
    static QString key(const Product& product) {
        return joined({product.kind, product.gender, product.colour});
    }

    const Products& m_products;
    QHash<QString, std::vector<PictureIndex>> m_alike;
};

EvaluationSet finished(const QString& name, const TableSource& source, Products products,
                       std::vector<EvaluationQuery> queries) {
    EvaluationSet set;
    set.name = name;
    set.split = source.split;
    set.protocol = EvaluationSet::Protocol::Edits;
    set.gallery = products.catalog.all();
    set.pictures = products.catalog.take();
    // Evenly over all pairs, so that no reference and no attribute is favoured.
    const std::size_t count = std::min(kMostQueries, queries.size());
    for (std::size_t i = 0; i < count; ++i)
        set.queries.push_back(std::move(queries[i * queries.size() / count]));
    for (std::size_t i = 0; i < set.queries.size(); ++i)
        set.queries[i].id = QString::number(i);
    return set;
}

QString kindOfProduct(const Product& product) {
    return product.kind;
}
QString genderOf(const Product& product) {
    return product.gender;
}
QString kindAndGender(const Product& product) {
    return joined({product.kind, product.gender});
}
QString colourOf(const Product& product) {
    return product.colour;
}

/// "for men", "for girls"
QString forGender(const QString& gender) {
    const QString plain = gender.toLower();
    return plain == QLatin1StringView("unisex") ? QStringLiteral("that is for everyone")
                                                : QStringLiteral("that is for %1").arg(plain);
}

QString inColour(const QString& colour) {
    return QStringLiteral("that is %1").arg(colour.toLower());
}

QString ofKind(const QString& kind) {
    return QStringLiteral("%1 instead").arg(kind.toLower());
}

struct Change {
    KeyOf kept;
    KeyOf changed;
    /// Of the value asked for; one that cannot be asked has none.
    std::function<QString(const QString&)> sentence;
    std::size_t leastRight;
    bool isColourChange;
};

std::vector<EvaluationQuery> makeQueries(const Products& products, const Change& change) {
    const auto groups = grouped(products, change.kept, change.changed);
    const Swaps swaps(products);
    std::vector<EvaluationQuery> queries;
    for (std::size_t i = 0; i < products.items.size(); ++i) {
        const Product& product = products.items[i];
        const auto reference = static_cast<PictureIndex>(i);
        const Group& group = *groups.constFind(change.kept(product));
        for (auto it = group.begin(); it != group.end(); ++it) {
            if (it.key() == change.changed(product) || it->size() < change.leastRight)
                continue;
            if (change.isColourChange && !isColourName(it.key()))
                continue;
            const QString sentence = change.sentence(it.key());
            if (sentence.isEmpty())
                continue;
            EvaluationQuery query;
            query.reference = reference;
            query.sentences << sentence;
            query.asked = it.key();
            query.right = *it;
            query.swapped = swaps.of(reference, [&](PictureIndex other) {
                return products.items[static_cast<std::size_t>(other)].family != product.family;
            });
            queries.push_back(std::move(query));
        }
    }
    return queries;
}

/// The train split's attributes; none for a table without that split.
std::optional<ProbeTask> probeTask(const TableSource& source, KeyOf changed,
                                   const std::vector<KeyOf>& kept) {
    auto train = readProducts(source, QStringLiteral("train"));
    if (!train || source.split == QLatin1StringView("train"))
        return std::nullopt;
    const auto labels = [&](KeyOf attribute) {
        QStringList list;
        for (const Product& product : train->items)
            list << attribute(product);
        return list;
    };
    ProbeTask task;
    for (const KeyOf attribute : kept)
        task.kept.push_back(labels(attribute));
    task.changed = labels(changed);
    task.pictures = train->catalog.take();
    return task;
}

/// `kept`: the attributes of the probe row; a family is none.
Result<EvaluationSet> makeSet(const QString& name, const TableSource& source, const Change& change,
                              const std::vector<KeyOf>& kept) {
    SEMBLANCE_TRY_ASSIGN(Products products, readProducts(source, source.split));
    auto queries = makeQueries(products, change);
    EvaluationSet set = finished(name, source, std::move(products), std::move(queries));
    set.probe = probeTask(source, change.changed, kept);
    return set;
}

}  // namespace

Result<EvaluationSet> readFashionColour(const TableSource& source) {
    const Change change{kindAndGender, colourOf, inColour, kLeastRight, true};
    return makeSet(QStringLiteral("fashion-colour"), source, change, {kindOfProduct, genderOf});
}

Result<EvaluationSet> readFashionTranslated(const TableSource& source, const QString& language) {
    SEMBLANCE_TRY_ASSIGN(const auto translations,
                         AttributeTranslations::read(attributeTranslationsFile()));
    const auto sentence = [&](const QString& colour) {
        return translations.wishes(language, AttributeTranslations::Attribute::Colour, colour, {})
            .value(0);
    };
    const Change change{kindAndGender, colourOf, sentence, kLeastRight, true};
    SEMBLANCE_TRY_ASSIGN(EvaluationSet set, makeSet(QStringLiteral("fashion-translated"), source,
                                                    change, {kindOfProduct, genderOf}));
    set.part = language;
    return set;
}

Result<EvaluationSet> readFashionFamily(const TableSource& source) {
    const Change change{[](const Product& p) {
                            return joined({p.family, p.kind});
                        },
                        colourOf, inColour, 1, true};
    return makeSet(QStringLiteral("fashion-family"), source, change, {kindOfProduct, genderOf});
}

Result<EvaluationSet> readFashionAttribute(const TableSource& source, const QString& attribute) {
    const bool isGender = attribute == QLatin1StringView("gender");
    const QString name = QStringLiteral("fashion-attribute");
    const Change gender{[](const Product& p) {
                            return joined({p.kind, p.colour});
                        },
                        genderOf, forGender, 1, false};
    const Change kind{[](const Product& p) {
                          return joined({p.gender, p.colour});
                      },
                      kindOfProduct, ofKind, 1, false};
    SEMBLANCE_TRY_ASSIGN(EvaluationSet set,
                         isGender ? makeSet(name, source, gender, {kindOfProduct, colourOf})
                                  : makeSet(name, source, kind, {genderOf, colourOf}));
    set.part = attribute;
    return set;
}

}  // namespace semblance
