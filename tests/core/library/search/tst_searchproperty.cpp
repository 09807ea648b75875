// Whatever is asked of whatever library: the searcher's answer is the one of a naive look at every
// picture.

#include <QDir>
#include <QJsonDocument>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

#include "core/base/float16.h"
#include "core/library/search/searcher.h"
#include "core/query/filtergrammar.h"
#include "core/query/negatives.h"
#include "core/query/queryjson.h"
#include "core/scan/filekey.h"
#include "core/scan/volume.h"
#include "tests/core/library/cataloguefixture.h"
#include "tests/core/library/fakes.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {

using Vector = std::vector<float>;

Vector unit(unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<float> any;
    Vector vector(dim);
    double length = 0;
    for (float& number : vector) {
        number = any(random);
        length += double(number) * double(number);
    }
    for (float& number : vector)
        number = float(double(number) / std::sqrt(length));
    return vector;
}

/// Of a sentence.
Vector said(const QString& text) {
    return unit(unsigned(qHash(text, 1)));
}

double dot(const Vector& a, const Vector& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += double(a[i]) * double(b[i]);
    return sum;
}

Vector normal(Vector vector) {
    const double length = std::sqrt(dot(vector, vector));
    for (float& number : vector)
        number = float(double(number) / length);
    return vector;
}

Vector sum(double p, const Vector& a, double q, const Vector& b) {
    Vector all(a.size());
    for (std::size_t i = 0; i < a.size(); ++i)
        all[i] = float(p * double(a[i]) + q * double(b[i]));
    return all;
}

Vector slerp(const Vector& from, const Vector& to, double m) {
    const double angle = std::acos(std::clamp(dot(from, to), -1.0, 1.0));
    if (angle < 1e-6)
        return from;
    return sum(std::sin((1 - m) * angle) / std::sin(angle), from,
               std::sin(m * angle) / std::sin(angle), to);
}

/// The spherical mean of one or two.
Vector mean(const std::vector<std::pair<Vector, double>>& points) {
    const auto& [first, weight] = points.front();
    const auto& [last, other] = points.back();
    return normal(slerp(first, last, points.size() == 1 ? 0 : other / (weight + other)));
}

/// An engine whose sentences say what said() says. It does not compose.
class SayingEngine final : public FakeEncoder {
public:
    Result<ModelInfo> model(const CancelToken&) override {
        return modelInfo(semblance::test::model().hash);
    }
    Result<QueryReply> encodeQuery(const QueryRequest& request, const CancelToken&) override {
        QueryReply reply;
        reply.dim = dim;
        for (const QString& text : request.texts) {
            const Vector vector = said(text);
            reply.textVectors.append(reinterpret_cast<const char*>(vector.data()),
                                     qsizetype(vector.size() * sizeof(float)));
            reply.unknownFractions.append(0.0f);
        }
        return reply;
    }
};

/// What the test knows of a picture of the library.
struct Known {
    QString path;
    int content = 0;
    QString folder;
    QString camera;
    int width = 0;
    int height = 0;
    int rating = 0;
};

}  // namespace

class SearchPropertyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsANaiveLook_data();
    void equalsANaiveLook();

private:
    int any(int below) { return int(m_random() % unsigned(below)); }
    void makeLibrary();
    void makeGroups();
    Query anyQuery();

    // --- the naive side ---
    bool isMeant(const Known& photo, const Query& query) const;
    std::set<int> leftOut(const Query& query) const;
    Vector asked(Vector criterion, const Query& query) const;
    double composed(const Vector& x, const Query& query) const;
    std::map<int, double> scores(const Query& query) const;

    std::mt19937 m_random;
    std::unique_ptr<CatalogueFixture> m_library;
    RootId m_root;
    QString m_folder;
    std::vector<Known> m_photos;
    std::vector<Vector> m_vectors;      ///< of contents
    std::vector<int> m_group;           ///< of contents: the least of those like it
    std::vector<ContentId> m_contents;  ///< as the library counts them
    std::map<std::int64_t, int> m_contentOf;
};

void SearchPropertyTest::makeLibrary() {
    m_library = std::make_unique<CatalogueFixture>();
    QCOMPARE(m_library->open(), QString());
    m_folder = QFileInfo(m_library->dir.path()).canonicalFilePath() + QStringLiteral("/photos");
    for (const char* folder : {"summer", "winter"})
        QVERIFY(QDir().mkpath(m_folder + u'/' + QLatin1StringView(folder)));
    m_root = m_library->writer().addRoot(*locateRoot(m_folder))->root;
    const int contents = 5 + any(60);
    m_photos.clear();
    m_vectors.clear();
    for (int content = 0; content < contents; ++content) {
        m_vectors.push_back(fromHalf(toHalf(unit(unsigned(m_random())))));
        // Here and there a picture lies in two places.
        const int copies = any(6) == 0 ? 2 : 1;
        Known known;
        known.content = content;
        known.camera = any(2) ? QStringLiteral("Canon EOS") : QStringLiteral("Pixel 7");
        known.width = 100 * (1 + any(3));
        known.height = 100 * (1 + any(3));
        known.rating = any(6);
        for (int copy = 0; copy < copies; ++copy) {
            known.folder = any(2) ? QStringLiteral("summer") : QStringLiteral("winter");
            const QString name = known.folder + QStringLiteral("/%1-%2.jpg").arg(content).arg(copy);
            m_library->write(QStringLiteral("photos/") + name,
                             "picture " + QByteArray::number(content));
            known.path = m_folder + u'/' + name;
            IndexedFile file = encodedFile(m_root, name, content);
            file.stat = *statFile(known.path);
            file.contentKey = *contentKey(known.path);
            file.fullHash = *fullHash(known.path);
            file.vector = toHalf(m_vectors.back());
            file.facts = {known.width, known.height, 1, QStringLiteral("jpeg"), known.camera, {}};
            file.facts.rating = known.rating;
            if (copy > 0) {
                file.outcome = IndexedFile::Outcome::Linked;
                file.vector.clear();
            }
            VERIFY_OK(m_library->writer().submit(std::move(file)));
            m_photos.push_back(known);
        }
    }
    VERIFY_OK(m_library->writer().flush());
    VERIFY_OK(m_library->catalogue->refresh({}));
    m_contents.assign(m_vectors.size(), {});
    m_contentOf.clear();
    for (const Known& photo : m_photos) {
        const ContentId id =
            m_library->row(m_root, QString(photo.path).remove(m_folder + u'/')).content;
        QVERIFY(id.isValid());
        m_contents[std::size_t(photo.content)] = id;
        m_contentOf[id.value] = photo.content;
    }
}

void SearchPropertyTest::makeGroups() {
    m_group.resize(m_vectors.size());
    for (std::size_t i = 0; i < m_group.size(); ++i)
        m_group[i] = int(i);
    std::vector<LikePair> pairs;
    for (int count = any(8); count > 0; --count) {
        const int one = any(int(m_vectors.size()));
        const int other = any(int(m_vectors.size()));
        if (one == other)
            continue;
        pairs.push_back({m_contents[std::size_t(one)], m_contents[std::size_t(other)],
                         any(2) ? GroupKind::Resaved : GroupKind::Resized});
        const auto [least, most] =
            std::minmax(m_group[std::size_t(one)], m_group[std::size_t(other)]);
        std::replace(m_group.begin(), m_group.end(), int(most), int(least));
    }
    const auto before = m_library->catalogue->snapshot()->groups();
    m_library->catalogue->setGroups(std::make_shared<const ContentGroups>(pairs));
    VERIFY_OK(m_library->catalogue->refresh({}));
    QTRY_VERIFY(pairs.empty() || m_library->catalogue->snapshot()->groups() != before);
}

Query SearchPropertyTest::anyQuery() {
    Query query;
    for (int count = any(3); count > 0; --count) {
        Reference reference;
        reference.picture.path = m_photos[std::size_t(any(int(m_photos.size())))].path;
        reference.weight = 0.5 + 0.5 * any(4);
        query.references.push_back(reference);
    }
    if (!query.references.empty() && any(2))
        query.modification = QStringLiteral("change %1").arg(any(1000));
    if (query.references.empty() || any(3) == 0)
        query.text = QStringLiteral("text %1").arg(any(1000));
    for (int count = any(3); count > 0; --count)
        query.negatives.push_back({QStringLiteral("never %1").arg(any(1000)), 0.5 + any(3)});
    for (int count = any(3); count > 0; --count)
        query.feedback.push_back({m_contents[std::size_t(any(int(m_contents.size())))].value,
                                  any(2) ? Feedback::Sign::More : Feedback::Sign::Less});
    QStringList filters;
    if (any(3) == 0)
        filters.append(any(2) ? QStringLiteral("folder:summer") : QStringLiteral("-folder:summer"));
    if (any(3) == 0)
        filters.append(QStringLiteral("camera:pixel"));
    if (any(3) == 0)
        filters.append(QStringLiteral("rating>=%1").arg(any(6)));
    if (any(3) == 0)
        filters.append(QStringLiteral("is:landscape"));
    query.filter = *filterFromText(filters.join(u' '));
    query.mix = any(5) / 4.0;
    query.limit = 1 + any(any(2) ? 10 : 100);
    return query;
}

bool SearchPropertyTest::isMeant(const Known& photo, const Query& query) const {
    const QString text = toText(query.filter);
    if (text.contains(QStringLiteral("-folder:summer"))
            ? photo.folder == QStringLiteral("summer")
            : text.contains(QStringLiteral("folder:")) && photo.folder != QStringLiteral("summer"))
        return false;
    if (text.contains(QStringLiteral("camera:")) && photo.camera != QStringLiteral("Pixel 7"))
        return false;
    const auto least = text.indexOf(QStringLiteral("rating>="));
    if (least >= 0 && photo.rating < text.sliced(least + 8, 1).toInt())
        return false;
    return !text.contains(QStringLiteral("landscape")) || photo.width > photo.height;
}

std::set<int> SearchPropertyTest::leftOut(const Query& query) const {
    std::set<int> groups;
    if (!query.modification.isEmpty() || !query.text.isEmpty() || !query.negatives.empty()) {
        for (const Reference& reference : query.references)
            for (const Known& photo : m_photos)
                if (photo.path == reference.picture.path)
                    groups.insert(m_group[std::size_t(photo.content)]);
    }
    for (const Feedback& feedback : query.feedback)
        if (feedback.sign == Feedback::Sign::Less)
            groups.insert(m_group[std::size_t(m_contentOf.at(feedback.content))]);
    std::set<int> out;
    for (std::size_t content = 0; content < m_group.size(); ++content)
        if (groups.count(m_group[content]))
            out.insert(int(content));
    return out;
}

/// A criterion with what was said of pictures.
Vector SearchPropertyTest::asked(Vector criterion, const Query& query) const {
    for (const auto& [sign, reach] :
         {std::pair(Feedback::Sign::More, 0.75), std::pair(Feedback::Sign::Less, -0.15)}) {
        Vector all(dim);
        double count = 0;
        for (const Feedback& feedback : query.feedback) {
            if (feedback.sign != sign)
                continue;
            const int content = m_contentOf.at(feedback.content);
            all = sum(1, all, 1, normal(m_vectors[std::size_t(content)]));
            ++count;
        }
        if (count > 0)
            criterion = sum(1, criterion, reach / count, all);
    }
    return normal(criterion);
}

double SearchPropertyTest::composed(const Vector& x, const Query& query) const {
    std::vector<Vector> criteria;
    std::vector<std::pair<Vector, double>> pictures;
    for (const Reference& reference : query.references)
        for (const Known& photo : m_photos)
            if (photo.path == reference.picture.path)
                pictures.emplace_back(normal(m_vectors[std::size_t(photo.content)]),
                                      reference.weight);
    if (!pictures.empty())
        criteria.push_back(query.modification.isEmpty()
                               ? mean(pictures)
                               : slerp(mean(pictures), said(query.modification), *query.mix));
    if (!query.text.isEmpty())
        criteria.push_back(said(query.text));
    double score = 0;
    for (const Vector& criterion : criteria)
        score += dot(x, asked(criterion, query)) / double(criteria.size());
    return score;
}

/// Of every content. What negatives take goes by those that are not left out.
std::map<int, double> SearchPropertyTest::scores(const Query& query) const {
    const std::set<int> out = leftOut(query);
    std::map<int, double> scores;
    for (std::size_t i = 0; i < m_vectors.size(); ++i)
        scores[int(i)] = composed(m_vectors[i], query);
    const std::map<int, double> before = scores;
    for (const NegativeText& negative : query.negatives) {
        std::vector<float> all;
        std::vector<float> shown;
        for (const auto& [content, score] : before) {
            if (out.count(content))
                continue;
            all.push_back(float(score));
            shown.push_back(float(dot(m_vectors[std::size_t(content)], said(negative.text))));
        }
        const NegativeEffect effect = effectOf(spreadOf(all), spreadOf(shown), negative.weight);
        for (auto& [content, score] : scores)
            score -= effect.factor *
                     std::max(0.0, dot(m_vectors[std::size_t(content)], said(negative.text)) -
                                       effect.above);
    }
    return scores;
}

void SearchPropertyTest::equalsANaiveLook_data() {
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 8; ++seed)
        QTest::addRow("library %u", seed) << seed;
}

void SearchPropertyTest::equalsANaiveLook() {
    QFETCH(unsigned, seed);
    m_random.seed(seed);
    makeLibrary();
    makeGroups();
    FakeDecoder decoder;
    ModelSession::Options options;
    options.asked = m_library->path(QStringLiteral("model"));
    QVERIFY(QDir().mkpath(options.asked));
    m_library->write(QStringLiteral("model/model.json"), {});
    options.makeEncoder = [](const QString&) { return std::make_shared<SayingEngine>(); };
    const auto models = ModelSession::open(*m_library->catalogue, options);
    VERIFY_OK(models);
    Searcher searcher(*m_library->catalogue, **models, decoder);

    for (int turn = 0; turn < 60; ++turn) {
        const Query query = anyQuery();
        const QByteArray what = QStringLiteral("library %1: ").arg(seed).toUtf8() +
                                QJsonDocument(toJson(query)).toJson(QJsonDocument::Compact);
        const std::map<int, double> score = scores(query);
        const std::set<int> out = leftOut(query);
        std::map<QString, double> expected;
        for (const Known& photo : m_photos)
            if (isMeant(photo, query) && !out.count(photo.content))
                expected[photo.path] = score.at(photo.content);

        const auto prepared = searcher.prepare(query);
        VERIFY_OK(prepared);
        const std::vector<PhotoItem> answer = prepared->rank();
        QVERIFY2(answer.size() == std::min(expected.size(), std::size_t(query.limit)), what);
        std::set<QString> seen;
        double worst = 2;
        for (const PhotoItem& photo : answer) {
            QVERIFY2(expected.count(photo.path) && seen.insert(photo.path).second, what);
            QVERIFY2(std::abs(double(*photo.score) - expected.at(photo.path)) < 1e-4, what);
            QVERIFY2(double(*photo.score) <= worst + 1e-6, what);
            worst = double(*photo.score);
        }
        // None of the others is better.
        for (const auto& [path, value] : expected)
            QVERIFY2(seen.count(path) || answer.empty() || value <= worst + 1e-4, what);
    }
}

SEMBLANCE_TEST(SearchPropertyTest)
#include "tst_searchproperty.moc"
