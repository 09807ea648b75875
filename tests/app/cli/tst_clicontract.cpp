#include <QDir>
#include <QJsonDocument>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "tests/app/cli/composer.h"
#include "tests/app/cli/programs.h"
#include "tests/testmain.h"

using namespace semblance::test;

namespace {
using Vector = std::vector<double>;

/// Stored vectors are rounded to half precision, and batches differ in their last bits.
constexpr double kTolerance = 0.004;

double dot(const Vector& a, const Vector& b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

Vector slerp(const Vector& a, const Vector& b, double t) {
    const double theta = std::acos(std::clamp(dot(a, b), -1.0, 1.0));
    Vector sum(a.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        sum[i] = (std::sin((1 - t) * theta) * a[i] + std::sin(t * theta) * b[i]) / std::sin(theta);
    }
    return sum;
}

/// A composed query's vector; `c` is empty for a model without a learned composition.
Vector mixed(const Vector& v, const Vector& c, const Vector& t, double m) {
    if (c.empty())
        return slerp(v, t, m);
    return m <= 0.5 ? slerp(v, c, 2 * m) : slerp(c, t, 2 * m - 1);
}

const QString kHeartGreen = QStringLiteral("in green");
const QString kAnimal = QStringLiteral("an animal");
}  // namespace

/// What `index` and `search` promise, on a library of real pictures, against vectors of
/// `semblance-engine encode` and the formulas written out.
class CliContractTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void secondIndexFindsNothingNew();
    void jsonIndexPrintsOneLine();
    void duplicatesAreListed();
    void libraryDefaultsToTheUsersOwn();
    void searchPrintsTheContract();
    void textScoresAreCosines();
    void pictureAloneFindsItself();
    void mixGoesFromPictureToSentence_data();
    void mixGoesFromPictureToSentence();
    void severalReferencesAreTheirSphericalMean();
    void furtherTextIsTheMeanOfCosines();
    void negativeLowers();
    void aSentenceSaysWhatIsNotWanted();
    void saysWhereResultsEnd();
    void limitCutsTheTail();
    void filtersNarrowTheAnswer();
    void filtersAloneListWhatTheyMean();
    void filtersAreUnderstoodOrRefused();
    void referenceOutsideTheLibrary();
    void blankSentenceIsAbsent();
    void folderRemovedFromTheLibrary();
    void brokenPictureStaysFailedUntilRetried();
    void pictureOfAnUnpluggedFolderIsAReference();

private:
    QJsonObject search(const QStringList& query);
    void compareScores(const QJsonObject& answer, const std::function<double(const Vector&)>& score,
                       const QStringList& without);
    QString inLibrary(const QString& name) const {
        return m_programs.path(QStringLiteral("pictures/%1.png").arg(name));
    }

    Programs m_programs;
    const QStringList m_names{
        QStringLiteral("red-heart"), QStringLiteral("green-heart"), QStringLiteral("blue-heart"),
        QStringLiteral("cat"),       QStringLiteral("black-cat"),   QStringLiteral("closed-book"),
        QStringLiteral("blue-book"), QStringLiteral("house"),       QStringLiteral("automobile")};
    QMap<QString, Vector> m_pictures;  // by path
    QMap<QString, Vector> m_sentences;
    double m_defaultMix = 0;
    std::unique_ptr<Composer> m_composer;
};

void CliContractTest::initTestCase() {
    QVERIFY(QDir().mkpath(m_programs.path(QStringLiteral("pictures"))));
    for (const QString& name : m_names)
        QVERIFY2(QFile::copy(demoPicture(name), inLibrary(name)), qPrintable(name));
    // A picture twice: one content, two files.
    QVERIFY(QFile::copy(demoPicture(QStringLiteral("cat")), inLibrary(QStringLiteral("copy"))));
    QVERIFY(writeFile(m_programs.path(QStringLiteral("pictures/notes.txt")), "no picture"));
    for (const char* name : {"a.cdr", "B.CDR", "c.clip"})
        QVERIFY(writeFile(m_programs.path(QStringLiteral("pictures/") + QLatin1StringView(name)),
                          "not read here"));

    const ProgramRun run = m_programs.index({m_programs.path(QStringLiteral("pictures"))});
    COMPARE_EXIT(run, 0);
    const QJsonObject summary = run.last();
    QCOMPARE(summary.keys(), (QStringList{QStringLiteral("failed"), QStringLiteral("indexed"),
                                          QStringLiteral("seconds"), QStringLiteral("skipped"),
                                          QStringLiteral("unchanged")}));
    QCOMPARE(summary[QStringLiteral("skipped")].toObject(),
             (QJsonObject{{QStringLiteral("CDR"), 2}, {QStringLiteral("CLIP"), 1}}));
    QVERIFY2(run.out.contains("not read here: 2 CDR, 1 CLIP."), run.words());
    QCOMPARE(summary[QStringLiteral("indexed")].toInt(), int(m_names.size()) + 1);
    QCOMPARE(summary[QStringLiteral("unchanged")].toInt(), 0);
    QCOMPARE(summary[QStringLiteral("failed")].toInt(), 0);
    QVERIFY(summary[QStringLiteral("seconds")].toDouble() > 0);
    // Nothing is left in a log: the folder can be copied or write-protected.
    QVERIFY(!QFile::exists(m_programs.library() + QStringLiteral("/library.db-wal")));

    QStringList paths;
    for (const QString& name : m_names)
        paths.append(inLibrary(name));
    const QStringList sentences{kHeartGreen, kAnimal, QStringLiteral("a book")};
    const std::vector<Vector> vectors = m_programs.encode(paths, sentences);
    QCOMPARE(qsizetype(vectors.size()), paths.size() + sentences.size());
    for (qsizetype i = 0; i < paths.size(); ++i)
        m_pictures.insert(paths[i], vectors[std::size_t(i)]);
    m_pictures.insert(inLibrary(QStringLiteral("copy")),
                      m_pictures[inLibrary(QStringLiteral("cat"))]);
    for (qsizetype i = 0; i < sentences.size(); ++i)
        m_sentences.insert(sentences[i], vectors[std::size_t(paths.size() + i)]);
    for (const Vector& vector : vectors)
        QVERIFY(std::abs(dot(vector, vector) - 1) < 1e-3);

    const ProgramRun doctor = m_programs.cli({QStringLiteral("doctor"), QStringLiteral("--json")});
    COMPARE_EXIT(doctor, 0);
    m_defaultMix =
        doctor.last()[QStringLiteral("engine")][QStringLiteral("default_mix")].toDouble();
    QVERIFY(m_defaultMix > 0 && m_defaultMix < 1);
    qputenv("SEMBLANCE_BIN_DIR", SEMBLANCE_BIN_DIR);
    m_composer =
        std::make_unique<Composer>(QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/models/mini"));
}

QJsonObject CliContractTest::search(const QStringList& query) {
    const ProgramRun run =
        m_programs.cli(QStringList{QStringLiteral("search"), QStringLiteral("--json")} + query);
    if (run.exitCode != 0)
        qWarning("%s", run.words().constData());
    return run.last();
}

/// Every picture of the library but `without` is there, ordered, with the score the formula gives.
void CliContractTest::compareScores(const QJsonObject& answer,
                                    const std::function<double(const Vector&)>& score,
                                    const QStringList& without = {}) {
    const QMap<QString, double> scores = scoresOf(answer);
    QCOMPARE(scores.size(), m_pictures.size() - without.size());
    for (auto it = scores.begin(); it != scores.end(); ++it) {
        QVERIFY2(m_pictures.contains(it.key()) && !without.contains(it.key()),
                 qPrintable(it.key()));
        const double expected = score(m_pictures[it.key()]);
        QVERIFY2(std::abs(it.value() - expected) < kTolerance,
                 qPrintable(QStringLiteral("%1: %2 instead of %3")
                                .arg(it.key())
                                .arg(it.value())
                                .arg(expected)));
    }
    const QStringList paths = pathsOf(answer);
    for (qsizetype i = 1; i < paths.size(); ++i)
        QVERIFY(scores[paths[i - 1]] >= scores[paths[i]]);
}

void CliContractTest::secondIndexFindsNothingNew() {
    const ProgramRun run = m_programs.index({m_programs.path(QStringLiteral("pictures"))});
    COMPARE_EXIT(run, 0);
    QCOMPARE(run.last()[QStringLiteral("indexed")].toInt(), 0);
    QCOMPARE(run.last()[QStringLiteral("unchanged")].toInt(), int(m_pictures.size()));
}

void CliContractTest::jsonIndexPrintsOneLine() {
    // From inside, by a relative path, is the same folder.
    const ProgramRun run =
        m_programs.cli({QStringLiteral("index"), QStringLiteral("pictures/../pictures"),
                        QStringLiteral("--json")});
    COMPARE_EXIT(run, 0);
    QCOMPARE(run.out.count('\n'), 1);
    QCOMPARE(run.last()[QStringLiteral("unchanged")].toInt(), int(m_pictures.size()));
}

void CliContractTest::duplicatesAreListed() {
    const ProgramRun listed = m_programs.cli(
        {QStringLiteral("library"), QStringLiteral("duplicates"), QStringLiteral("--json")});
    COMPARE_EXIT(listed, 0);
    // Hearts of one shape in other colours are no duplicates.
    const QJsonArray groups = listed.last()[QStringLiteral("groups")].toArray();
    QCOMPARE(groups.size(), 1);
    const QJsonObject group = groups.first().toObject();
    QCOMPARE(group[QStringLiteral("kind")].toString(), QStringLiteral("exact"));
    QStringList members;
    for (const QJsonValue& member : group[QStringLiteral("members")].toArray())
        members.append(member.toString());
    members.sort();
    QCOMPARE(members,
             (QStringList{inLibrary(QStringLiteral("cat")), inLibrary(QStringLiteral("copy"))}));
    const ProgramRun shown =
        m_programs.cli({QStringLiteral("show"), QStringLiteral("--json"),
                        inLibrary(QStringLiteral("copy")), inLibrary(QStringLiteral("house"))});
    COMPARE_EXIT(shown, 0);
    QCOMPARE(shown.objects().first()[QStringLiteral("group")].toObject(), group);
    QVERIFY(shown.last()[QStringLiteral("group")].isNull());
    const ProgramRun forPeople =
        m_programs.cli({QStringLiteral("library"), QStringLiteral("duplicates")});
    QVERIFY2(forPeople.out.contains("2 files, exact:"), forPeople.words());
}

void CliContractTest::libraryDefaultsToTheUsersOwn() {
    const QString own = m_programs.path(QStringLiteral("one"));
    QVERIFY(QDir().mkpath(own));
    QVERIFY(QFile::copy(demoPicture(QStringLiteral("cat")), own + QStringLiteral("/cat.png")));
    const ProgramRun run =
        m_programs.run(QStringLiteral("semblance-cli"), {QStringLiteral("index"), own});
    COMPARE_EXIT(run, 0);
    QVERIFY(QFile::exists(m_programs.path(QStringLiteral("semblance/library/library.db"))));
    const ProgramRun library = m_programs.run(
        QStringLiteral("semblance-cli"), {QStringLiteral("library"), QStringLiteral("--json")});
    COMPARE_EXIT(library, 0);
    QCOMPARE(library.last()[QStringLiteral("searchable")].toInt(), 1);
}

void CliContractTest::searchPrintsTheContract() {
    const ProgramRun run = m_programs.cli(
        {QStringLiteral("search"), QStringLiteral("--text"), kAnimal, QStringLiteral("--json")});
    COMPARE_EXIT(run, 0);
    QCOMPARE(run.out.count('\n'), 1);
    const QJsonObject answer = run.last();
    QCOMPARE(answer.keys(), (QStringList{QStringLiteral("results"), QStringLiteral("timings_ms"),
                                         QStringLiteral("unknown_share")}));
    QCOMPARE(answer[QStringLiteral("unknown_share")].toDouble(), 0.0);
    QVERIFY(answer[QStringLiteral("timings_ms")].isObject());
    for (const QJsonValue& result : answer[QStringLiteral("results")].toArray()) {
        QCOMPARE(result.toObject().keys(),
                 (QStringList{QStringLiteral("path"), QStringLiteral("score")}));
        QVERIFY(QDir::isAbsolutePath(result[QStringLiteral("path")].toString()));
        QVERIFY(QFile::exists(result[QStringLiteral("path")].toString()));
    }

    const ProgramRun plain =
        m_programs.cli({QStringLiteral("search"), QStringLiteral("--text"), kAnimal});
    COMPARE_EXIT(plain, 0);
    QCOMPARE(plain.out.count('\n'), int(m_pictures.size()));
    QVERIFY(plain.out.contains(pathsOf(answer).first().toUtf8()));
}

void CliContractTest::textScoresAreCosines() {
    compareScores(search({QStringLiteral("--text"), kAnimal}),
                  [&](const Vector& x) { return dot(x, m_sentences[kAnimal]); });
}

void CliContractTest::pictureAloneFindsItself() {
    const QString cat = inLibrary(QStringLiteral("cat"));
    const QJsonObject answer = search({QStringLiteral("--image"), cat});
    compareScores(answer, [&](const Vector& x) { return dot(x, m_pictures[cat]); });
    QVERIFY(pathsOf(answer).first(2).contains(cat));
    QVERIFY(pathsOf(answer).first(2).contains(inLibrary(QStringLiteral("copy"))));
}

void CliContractTest::mixGoesFromPictureToSentence_data() {
    QTest::addColumn<double>("mix");
    QTest::newRow("picture alone") << 0.0;
    QTest::newRow("a quarter") << 0.25;
    QTest::newRow("default") << -1.0;
    QTest::newRow("sentence alone") << 1.0;
}

void CliContractTest::mixGoesFromPictureToSentence() {
    QFETCH(double, mix);
    const QString heart = inLibrary(QStringLiteral("red-heart"));
    QStringList query{QStringLiteral("--image"), heart, QStringLiteral("--modify"), kHeartGreen};
    if (mix >= 0)
        query << QStringLiteral("--mix") << QString::number(mix);
    const Vector wanted = mixed(m_pictures[heart], m_composer->composed(heart, kHeartGreen),
                                m_sentences[kHeartGreen], mix >= 0 ? mix : m_defaultMix);
    compareScores(search(query), [&](const Vector& x) { return dot(x, wanted); }, {heart});
}

void CliContractTest::severalReferencesAreTheirSphericalMean() {
    const QString heart = inLibrary(QStringLiteral("red-heart"));
    const QString cat = inLibrary(QStringLiteral("cat"));
    const Vector between = slerp(m_pictures[heart], m_pictures[cat], 0.5);
    compareScores(search({QStringLiteral("--image"), heart, QStringLiteral("--image"), cat}),
                  [&](const Vector& x) { return dot(x, between); });
    Vector composed;
    if (m_composer->composes())
        composed = slerp(m_composer->composed(heart, kHeartGreen),
                         m_composer->composed(cat, kHeartGreen), 0.5);
    const Vector wanted = mixed(between, composed, m_sentences[kHeartGreen], 0.5);
    compareScores(search({QStringLiteral("--image"), heart, QStringLiteral("--image"), cat,
                          QStringLiteral("--modify"), kHeartGreen, QStringLiteral("--mix"),
                          QStringLiteral("0.5")}),
                  [&](const Vector& x) { return dot(x, wanted); },
                  {heart, cat, inLibrary(QStringLiteral("copy"))});
}

void CliContractTest::furtherTextIsTheMeanOfCosines() {
    const QString book = inLibrary(QStringLiteral("closed-book"));
    compareScores(search({QStringLiteral("--image"), book, QStringLiteral("--text"), kAnimal}),
                  [&](const Vector& x) {
                      return (dot(x, m_pictures[book]) + dot(x, m_sentences[kAnimal])) / 2;
                  },
                  {book});
    const Vector wanted = mixed(m_pictures[book], m_composer->composed(book, kHeartGreen),
                                m_sentences[kHeartGreen], 0.5);
    compareScores(
        search({QStringLiteral("--image"), book, QStringLiteral("--modify"), kHeartGreen,
                QStringLiteral("--text"), kAnimal, QStringLiteral("--mix"), QStringLiteral("0.5")}),
        [&](const Vector& x) { return (dot(x, wanted) + dot(x, m_sentences[kAnimal])) / 2; },
        {book});
}

void CliContractTest::negativeLowers() {
    const QString books = QStringLiteral("a book");
    const QJsonObject answer =
        search({QStringLiteral("--text"), kAnimal, QStringLiteral("--not"), books});
    // Nobody gains by a negative, and who is below most of the others loses nothing.
    const Vector& n = m_sentences[books];
    std::vector<double> shown;
    for (const Vector& x : m_pictures)
        shown.push_back(dot(x, n));
    std::sort(shown.begin(), shown.end());
    const QMap<QString, double> scores = scoresOf(answer);
    QCOMPARE(scores.size(), m_pictures.size());
    for (auto it = scores.begin(); it != scores.end(); ++it) {
        const Vector& x = m_pictures[it.key()];
        const double cosine = dot(x, m_sentences[kAnimal]);
        QVERIFY(it.value() < cosine + kTolerance);
        if (dot(x, n) < shown[shown.size() / 4])
            QVERIFY(std::abs(it.value() - cosine) < kTolerance);
    }
    for (const char* name : {"closed-book", "blue-book"}) {
        const QString path = inLibrary(QLatin1StringView(name));
        QVERIFY(scoresOf(answer)[path] < dot(m_pictures[path], m_sentences[kAnimal]));
    }
}

void CliContractTest::aSentenceSaysWhatIsNotWanted() {
    const QJsonObject taken =
        search({QStringLiteral("--text"), kAnimal + QStringLiteral(" without a book")});
    const QJsonObject given = search(
        {QStringLiteral("--text"), kAnimal, QStringLiteral("--not"), QStringLiteral("book")});
    QCOMPARE(taken[QStringLiteral("results")], given[QStringLiteral("results")]);
}

void CliContractTest::saysWhereResultsEnd() {
    const Programs photos;
    COMPARE_EXIT(photos.index({QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/demo/photos")}), 0);
    const auto run = [&](const QString& text, const QStringList& more) {
        return photos.cli(QStringList{QStringLiteral("search"), QStringLiteral("--text"), text} +
                          more);
    };
    const QStringList json = {QStringLiteral("--json")};
    const ProgramRun castle = run(QStringLiteral("a castle"), json);
    COMPARE_EXIT(castle, 0);
    const int good = castle.last()[QStringLiteral("good")].toInt();
    QVERIFY(good >= 1 && good < castle.last()[QStringLiteral("results")].toArray().size());
    const QStringList lines =
        QString::fromUtf8(run(QStringLiteral("a castle"), {}).out).split(u'\n');
    QCOMPARE(lines.value(good), QStringLiteral("-- good matches end here --"));
    QCOMPARE(lines.count(QStringLiteral("-- good matches end here --")), qsizetype(1));
    const ProgramRun oven = run(QStringLiteral("a microwave oven in a kitchen"), json);
    COMPARE_EXIT(oven, 0);
    QCOMPARE(oven.last()[QStringLiteral("good")].toInt(-1), 0);
    QVERIFY(!oven.last()[QStringLiteral("results")].toArray().isEmpty());
}

void CliContractTest::limitCutsTheTail() {
    const QStringList all = pathsOf(search({QStringLiteral("--text"), kAnimal}));
    const QStringList some = pathsOf(search(
        {QStringLiteral("--text"), kAnimal, QStringLiteral("--limit"), QStringLiteral("3")}));
    QCOMPARE(some, all.first(3));
    // The copy counts as a result of its own.
    const QStringList one =
        pathsOf(search({QStringLiteral("--image"), inLibrary(QStringLiteral("cat")),
                        QStringLiteral("--limit"), QStringLiteral("1")}));
    QCOMPARE(one.size(), 1);
}

void CliContractTest::filtersNarrowTheAnswer() {
    const QStringList query{QStringLiteral("--text"), kAnimal};
    const auto whole = scoresOf(search(query));
    const auto hearts = scoresOf(search(
        query + QStringList{QStringLiteral("--filter"), QStringLiteral("name:heart -name:red")}));
    QCOMPARE(hearts.keys(), (QStringList{inLibrary(QStringLiteral("blue-heart")),
                                         inLibrary(QStringLiteral("green-heart"))}));
    for (auto it = hearts.begin(); it != hearts.end(); ++it)
        QCOMPARE(it.value(), whole[it.key()]);
    // One file of a content with two.
    const auto copies =
        search(query + QStringList{QStringLiteral("--filter"), QStringLiteral("name:copy")});
    QCOMPARE(pathsOf(copies), QStringList{inLibrary(QStringLiteral("copy"))});
    QVERIFY(
        pathsOf(search(query + QStringList{QStringLiteral("--filter"), QStringLiteral("type:raw")}))
            .isEmpty());
    // With a reference and a change, and in a batch.
    const QJsonObject line{{QStringLiteral("id"), 1},
                           {QStringLiteral("image"), inLibrary(QStringLiteral("red-heart"))},
                           {QStringLiteral("modify"), kHeartGreen},
                           {QStringLiteral("filter"), QStringLiteral("name:heart type:png")}};
    const ProgramRun batch =
        m_programs.cli({QStringLiteral("search"), QStringLiteral("--batch"), QStringLiteral("-"),
                        QStringLiteral("--json")},
                       QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
    COMPARE_EXIT(batch, 0);
    QCOMPARE(pathsOf(batch.last()).size(), 2);
    QCOMPARE(pathsOf(batch.last()).first(), inLibrary(QStringLiteral("green-heart")));
}

void CliContractTest::filtersAloneListWhatTheyMean() {
    const auto books = search({QStringLiteral("--filter"), QStringLiteral("name:book")});
    QStringList paths = pathsOf(books);
    paths.sort();
    QCOMPARE(paths, (QStringList{inLibrary(QStringLiteral("blue-book")),
                                 inLibrary(QStringLiteral("closed-book"))}));
    QCOMPARE(pathsOf(search({QStringLiteral("--filter"), QStringLiteral("is:square"),
                             QStringLiteral("--limit"), QStringLiteral("3")}))
                 .size(),
             3);
}

void CliContractTest::filtersAreUnderstoodOrRefused() {
    const ProgramRun run =
        m_programs.cli({QStringLiteral("search"), QStringLiteral("--filter"),
                        QStringLiteral("flavour:red"), QStringLiteral("--json")});
    COMPARE_EXIT(run, 2);
    QVERIFY2(run.err.contains("flavour:red") && run.err.contains("rating:"), run.words());
    COMPARE_EXIT(m_programs.cli({QStringLiteral("search"), QStringLiteral("--filter"),
                                 QStringLiteral("type:png"), QStringLiteral("--not"),
                                 QStringLiteral("a cat")}),
                 2);
}

void CliContractTest::referenceOutsideTheLibrary() {
    // By content it is one of the library's, wherever it lies.
    const QString elsewhere = m_programs.path(QStringLiteral("elsewhere.png"));
    QVERIFY(QFile::copy(demoPicture(QStringLiteral("cat")), elsewhere));
    const QStringList known = pathsOf(
        search({QStringLiteral("--image"), elsewhere, QStringLiteral("--modify"), kHeartGreen}));
    QCOMPARE(known.size(), m_pictures.size() - 2);
    QVERIFY(!known.contains(inLibrary(QStringLiteral("cat"))));
    QVERIFY(!known.contains(inLibrary(QStringLiteral("copy"))));

    const QString unknown = demoPicture(QStringLiteral("photos/dog.jpg"));
    const std::vector<Vector> encoded = m_programs.encode({unknown}, {});
    compareScores(search({QStringLiteral("--image"), unknown}),
                  [&](const Vector& x) { return dot(x, encoded.front()); });

    const ProgramRun missing =
        m_programs.cli({QStringLiteral("search"), QStringLiteral("--image"),
                        m_programs.path(QStringLiteral("nowhere.png")), QStringLiteral("--json")});
    COMPARE_EXIT(missing, 3);
    QVERIFY2(missing.err.contains("nowhere.png"), missing.words());
    QVERIFY(missing.out.isEmpty());
}

void CliContractTest::blankSentenceIsAbsent() {
    const QString cat = inLibrary(QStringLiteral("cat"));
    QCOMPARE(pathsOf(search({QStringLiteral("--image"), cat, QStringLiteral("--modify"),
                             QStringLiteral(" \t ")})),
             pathsOf(search({QStringLiteral("--image"), cat})));
    const ProgramRun nothing =
        m_programs.cli({QStringLiteral("search"), QStringLiteral("--text"), QStringLiteral("   ")});
    COMPARE_EXIT(nothing, 2);
}

void CliContractTest::folderRemovedFromTheLibrary() {
    const QString extra = m_programs.path(QStringLiteral("extra"));
    QVERIFY(QDir().mkpath(extra));
    QVERIFY(
        QFile::copy(demoPicture(QStringLiteral("anchor")), extra + QStringLiteral("/anchor.png")));
    COMPARE_EXIT(m_programs.index({extra}), 0);
    QVERIFY(pathsOf(search({QStringLiteral("--text"), kAnimal}))
                .contains(extra + QStringLiteral("/anchor.png")));
    // As a shell completes it, and the long way round.
    COMPARE_EXIT(m_programs.cli({QStringLiteral("library"), QStringLiteral("remove"),
                                 m_programs.path(QStringLiteral("none/../extra/"))}),
                 0);
    QCOMPARE(pathsOf(search({QStringLiteral("--text"), kAnimal})).size(), m_pictures.size());
    QVERIFY(QFile::exists(extra + QStringLiteral("/anchor.png")));
    COMPARE_EXIT(m_programs.cli({QStringLiteral("library"), QStringLiteral("remove"), extra}), 3);
}

void CliContractTest::brokenPictureStaysFailedUntilRetried() {
    const QString folder = m_programs.path(QStringLiteral("broken"));
    QVERIFY(QDir().mkpath(folder));
    QVERIFY(writeFile(folder + QStringLiteral("/a.jpg"), "no picture at all"));
    COMPARE_EXIT(m_programs.index({folder}), 1);
    // Renamed it is as broken as before.
    QVERIFY(QFile::rename(folder + QStringLiteral("/a.jpg"), folder + QStringLiteral("/b.jpg")));
    const ProgramRun renamed = m_programs.index({folder});
    COMPARE_EXIT(renamed, 1);
    QCOMPARE(renamed.last()[QStringLiteral("failed")].toInt(), 1);
    QCOMPARE(renamed.last()[QStringLiteral("indexed")].toInt(), 0);

    const QStringList retry{QStringLiteral("library"), QStringLiteral("retry"),
                            QStringLiteral("--json")};
    ProgramRun run = m_programs.cli(retry);
    COMPARE_EXIT(run, 0);
    QCOMPARE(run.last()[QStringLiteral("retry")].toInt(), 1);
    run = m_programs.cli(retry);
    COMPARE_EXIT(run, 0);
    QCOMPARE(run.last()[QStringLiteral("retry")].toInt(), 0);
    COMPARE_EXIT(m_programs.index({folder}), 1);
    COMPARE_EXIT(m_programs.cli({QStringLiteral("library"), QStringLiteral("remove"), folder}), 0);
}

void CliContractTest::pictureOfAnUnpluggedFolderIsAReference() {
    const QString folder = m_programs.path(QStringLiteral("disk"));
    QVERIFY(QDir().mkpath(folder));
    const QString anchor = folder + QStringLiteral("/anchor.png");
    QVERIFY(QFile::copy(demoPicture(QStringLiteral("anchor")), anchor));
    COMPARE_EXIT(m_programs.index({folder}), 0);
    QVERIFY(QDir().rename(folder, folder + QStringLiteral(" away")));
    const ProgramRun known = m_programs.cli(
        {QStringLiteral("search"), QStringLiteral("--image"), anchor, QStringLiteral("--json")});
    COMPARE_EXIT(known, 0);
    QVERIFY(!pathsOf(known.last()).isEmpty());
    COMPARE_EXIT(m_programs.cli({QStringLiteral("search"), QStringLiteral("--image"),
                                 folder + QStringLiteral("/never.png")}),
                 3);
    COMPARE_EXIT(m_programs.cli({QStringLiteral("library"), QStringLiteral("remove"),
                                 folder + QLatin1Char('/')}),
                 0);
}

SEMBLANCE_TEST(CliContractTest)
#include "tst_clicontract.moc"
