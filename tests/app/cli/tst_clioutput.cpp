#include <QDir>
#include <QTest>

#include "tests/app/cli/programs.h"
#include "tests/core/media/fixtures.h"
#include "tests/core/media/metadatafixtures.h"
#include "tests/testmain.h"

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#endif

using namespace semblance;
using namespace semblance::test;

namespace {

const QStringList kNames{
    QStringLiteral("plain.png"),        QStringLiteral("line\nbreak.png"),
    QStringLiteral("tab\tin it.png"),   QStringLiteral("\x1b[31mred.png"),
    QStringLiteral("turned\u202e.png"), QStringLiteral("r\u00e4ksm\u00f6rg\u00e5s \u5fc3.png")};

bool hasControls(const QByteArray& text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; });
}

QJsonObject shown(const QString& path, const QString& state, const QJsonValue& reason) {
    const QJsonValue null(QJsonValue::Null);
    return {{QStringLiteral("path"), path},         {QStringLiteral("state"), state},
            {QStringLiteral("reason"), reason},     {QStringLiteral("format"), null},
            {QStringLiteral("width"), null},        {QStringLiteral("height"), null},
            {QStringLiteral("orientation"), null},  {QStringLiteral("captured"), null},
            {QStringLiteral("camera"), null},       {QStringLiteral("rating"), null},
            {QStringLiteral("tags"), QJsonArray()}, {QStringLiteral("group"), null},
            {QStringLiteral("label"), null},        {QStringLiteral("note"), null},
            {QStringLiteral("duration_s"), null}};
}

}  // namespace

/// What is printed for people, for other programs and as JSON, of files with any name.
class CliOutputTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void namesCannotSpeakToTheTerminal();
    void pathsAloneAreRaw();
    void pathsAreShownToATerminal();
    void pathsBetweenNulls();
    void unknownSentencesAreTold();
    void showsWhatIsKnown();
    void showsWhyNot();
    void showSaysItForPeopleToo();
    void showsWhatPeopleWrote();
    void doctorInJson();

private:
    QString inLibrary(const QString& name) const {
        return m_programs.path(QStringLiteral("pictures/")) + name;
    }
    ProgramRun search(const QStringList& options) const {
        return m_programs.cli(QStringList{QStringLiteral("search"), QStringLiteral("--image"),
                                          inLibrary(kNames.first())} +
                              options);
    }
    ProgramRun show(const QStringList& files) const {
        return m_programs.cli(QStringList{QStringLiteral("show"), QStringLiteral("--json")} +
                              files);
    }

    Programs m_programs;
    ProgramRun m_indexed;
};

void CliOutputTest::initTestCase() {
    QVERIFY(QDir().mkpath(m_programs.path(QStringLiteral("pictures"))));
    for (const QString& name : kNames)
        QVERIFY(QFile::copy(demoPicture(QStringLiteral("cat")), inLibrary(name)));
    const QByteArray photo =
        fixtures::withExif(fixtures::encoded(fixtures::painted(60, 40), "jpg"),
                           {6, "Camera Works", "Model T", "2021:07:30 18:04:05"});
    QVERIFY(writeFile(inLibrary(QStringLiteral("photo.jpg")), photo));
    const QByteArray packet = fixtures::xmpPacket(
        fixtures::xmpAlternative("dc:title", "By the sea") + "<xmp:Rating>4</xmp:Rating>" +
        fixtures::xmpBag("dc:subject", {"beach", "two words"}) +
        fixtures::xmpBag("Iptc4xmpExt:PersonInImage", {"Ada"}) +
        "<photoshop:DateCreated>2010-05-01T10:11:12+02:00</photoshop:DateCreated>"
        "<exif:FNumber>28/10</exif:FNumber><exif:ExposureTime>1/250</exif:ExposureTime>"
        "<exif:GPSLatitude>33,52.08S</exif:GPSLatitude>"
        "<exif:GPSLongitude>151,12.54E</exif:GPSLongitude>");
    QVERIFY(writeFile(inLibrary(QStringLiteral("described.jpg")),
                      fixtures::withSegments(fixtures::encoded(fixtures::painted(50, 40), "jpg"),
                                             {fixtures::xmpSegment(packet)})));
    QVERIFY(writeFile(inLibrary(QStringLiteral("broken\x1b[2J.jpg")), "no picture at all"));
    QVERIFY(writeFile(inLibrary(QStringLiteral("layers.clip")), "not read here"));
    m_indexed = m_programs.index({m_programs.path(QStringLiteral("pictures"))});
    COMPARE_EXIT(m_indexed, 1);
}

void CliOutputTest::namesCannotSpeakToTheTerminal() {
    QVERIFY2(m_indexed.err.contains("broken\\x1b[2J.jpg"), m_indexed.words());
    QVERIFY2(!hasControls(m_indexed.err) && !hasControls(m_indexed.out), m_indexed.words());
    const ProgramRun found = search({});
    COMPARE_EXIT(found, 0);
    QCOMPARE(found.out.count('\n'), int(kNames.size()) + 2);
    QVERIFY2(!hasControls(found.out), found.words());
    for (const char* name :
         {"line\\nbreak.png", "tab\\tin it.png", "\\x1b[31mred.png", "turned\\u202e.png", "å"})
        QVERIFY2(found.out.contains(name), found.words());
    const ProgramRun failed = m_programs.cli({QStringLiteral("library"), QStringLiteral("failed")});
    COMPARE_EXIT(failed, 0);
    QVERIFY2(!hasControls(failed.out) && failed.out.contains("\\x1b[2J"), failed.words());
    const ProgramRun nowhere = m_programs.cli({QStringLiteral("search"), QStringLiteral("--image"),
                                               QStringLiteral("/no\x1b[2Jwhere.png")});
    COMPARE_EXIT(nowhere, 3);
    QVERIFY2(!hasControls(nowhere.err), nowhere.words());
}

void CliOutputTest::pathsAloneAreRaw() {
    const QStringList paths = pathsOf(search({QStringLiteral("--json")}).last());
    QCOMPARE(paths.size(), kNames.size() + 2);
    const ProgramRun run = search({QStringLiteral("--paths")});
    COMPARE_EXIT(run, 0);
    QCOMPARE(run.out, paths.join(u'\n').toUtf8() + '\n');
}

void CliOutputTest::pathsAreShownToATerminal() {
#ifdef Q_OS_UNIX
    const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY);
    if (terminal < 0 || ::grantpt(terminal) != 0 || ::unlockpt(terminal) != 0)
        QSKIP("There are no terminals here.");
    const QByteArray name(::ptsname(terminal));
    const int end = ::open(name.constData(), O_RDWR | O_NOCTTY);
    QVERIFY(end >= 0);
    m_programs.setModifier([end] { ::dup2(end, STDOUT_FILENO); });
    const ProgramRun run = search({QStringLiteral("--paths")});
    m_programs.setModifier({});
    COMPARE_EXIT(run, 0);
    QByteArray said(64 << 10, '\0');
    said.resize(::read(terminal, said.data(), std::size_t(said.size())));
    ::close(end);
    ::close(terminal);
    // The terminal itself makes each line end a return, too.
    said.replace("\r\n", "\n");
    QCOMPARE(said.count('\n'), int(kNames.size()) + 2);
    QVERIFY2(!hasControls(said) && said.contains("line\\nbreak.png"), said.constData());
#endif
}

void CliOutputTest::pathsBetweenNulls() {
    const QStringList paths = pathsOf(search({QStringLiteral("--json")}).last());
    for (const char* option : {"-0", "--null"}) {
        const ProgramRun run = search({QString::fromLatin1(option)});
        COMPARE_EXIT(run, 0);
        QVERIFY(run.out.endsWith('\0'));
        QStringList got;
        for (const QByteArray& path : run.out.chopped(1).split('\0'))
            got.append(QString::fromUtf8(path));
        QCOMPARE(got, paths);
    }
}

void CliOutputTest::unknownSentencesAreTold() {
    const QString foreign = QStringLiteral("\u7ea2\u8272\u7684\u5fc3");
    const auto byWords = [&](const QString& text, const QStringList& options) {
        return m_programs.cli(
            QStringList{QStringLiteral("search"), QStringLiteral("--text"), text} + options);
    };
    const ProgramRun json = byWords(foreign, {QStringLiteral("--json")});
    COMPARE_EXIT(json, 0);
    const double share = json.last()[QStringLiteral("unknown_share")].toDouble(-1);
    QVERIFY2(share > 0.5 && share <= 1, json.words());
    QVERIFY(json.err.isEmpty());
    for (const QStringList& options : {QStringList(), QStringList{QStringLiteral("--paths")}}) {
        const ProgramRun plain = byWords(foreign, options);
        COMPARE_EXIT(plain, 0);
        QVERIFY2(plain.err.contains("does not know most of the sentence"), plain.words());
        QVERIFY(!plain.out.isEmpty());
    }
    QVERIFY(byWords(QStringLiteral("a cat"), {}).err.isEmpty());

    const ProgramRun batch = m_programs.cli(
        {QStringLiteral("search"), QStringLiteral("--batch"), QStringLiteral("-")},
        "{\"id\": 1, \"text\": \"a cat\"}\n{\"id\": 2, \"text\": \"a cat\", \"not\": \"" +
            foreign.toUtf8() + "\"}\n");
    COMPARE_EXIT(batch, 0);
    QCOMPARE(batch.objects()[0][QStringLiteral("unknown_share")].toDouble(-1), 0.0);
    QCOMPARE(batch.objects()[1][QStringLiteral("unknown_share")].toDouble(-1), share);
}

void CliOutputTest::showsWhatIsKnown() {
    const QString photo = inLibrary(QStringLiteral("photo.jpg"));
    const QString link = m_programs.path(QStringLiteral("link"));
    QVERIFY(QFile::link(m_programs.path(QStringLiteral("pictures")), link));
    const QString viaLink = link + QStringLiteral("/photo.jpg");
    const ProgramRun run = show({photo, viaLink, QStringLiteral("pictures/photo.jpg")});
    COMPARE_EXIT(run, 0);
    QJsonObject expected = shown(photo, QStringLiteral("indexed"), QJsonValue(QJsonValue::Null));
    expected[QStringLiteral("format")] = QStringLiteral("jpeg");
    expected[QStringLiteral("width")] = 40;  // turned
    expected[QStringLiteral("height")] = 60;
    expected[QStringLiteral("orientation")] = 6;
    expected[QStringLiteral("captured")] = QStringLiteral("2021-07-30T18:04:05");
    expected[QStringLiteral("camera")] = QStringLiteral("Camera Works Model T");
    const QList<QJsonObject> lines = run.objects();
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines[0], expected);
    expected[QStringLiteral("path")] = viaLink;
    QCOMPARE(lines[1], expected);
    QCOMPARE(lines[2][QStringLiteral("path")].toString(), photo);
}

void CliOutputTest::showsWhyNot() {
    const QString layers = inLibrary(QStringLiteral("layers.clip"));
    const QString nowhere = inLibrary(QStringLiteral("nowhere.png"));
    const QString elsewhere = m_programs.path(QStringLiteral("elsewhere.png"));
    const QString text = m_programs.path(QStringLiteral("notes.txt"));
    const QString later = inLibrary(QStringLiteral("later.png"));
    const QString broken = inLibrary(QStringLiteral("broken\x1b[2J.jpg"));
    QVERIFY(QFile::copy(demoPicture(QStringLiteral("cat")), elsewhere));
    QVERIFY(QFile::copy(demoPicture(QStringLiteral("cat")), later));
    QVERIFY(writeFile(text, "no picture"));
    const ProgramRun run =
        show({layers, inLibrary(kNames.first()), nowhere, broken, elsewhere, text, later});
    COMPARE_EXIT(run, 1);
    const QList<QJsonObject> lines = run.objects();
    QCOMPARE(lines.size(), 7);
    const QString unknown = QStringLiteral("unknown");
    QCOMPARE(lines[0],
             shown(layers, unknown, QStringLiteral("Files of the kind CLIP are not read here.")));
    QCOMPARE(lines[1][QStringLiteral("state")].toString(), QStringLiteral("indexed"));
    QCOMPARE(lines[2], shown(nowhere, unknown, QStringLiteral("There is no such file.")));
    QCOMPARE(lines[3][QStringLiteral("state")].toString(), QStringLiteral("failed"));
    QVERIFY(!lines[3][QStringLiteral("reason")].toString().isEmpty());
    QCOMPARE(lines[4],
             shown(elsewhere, unknown, QStringLiteral("It lies in no folder of this library.")));
    QCOMPARE(lines[5], shown(text, unknown, QStringLiteral("By its name it is no picture file.")));
    QCOMPARE(lines[6], shown(later, unknown,
                             QStringLiteral("It was not there when its folder was last indexed.")));
    // A failure that is known is an answer.
    COMPARE_EXIT(show({broken}), 0);

    QVERIFY(QFile::remove(later));
    COMPARE_EXIT(m_programs.cli({QStringLiteral("show"), later}), 1);
}

void CliOutputTest::showSaysItForPeopleToo() {
    const ProgramRun run =
        m_programs.cli({QStringLiteral("show"), inLibrary(QStringLiteral("photo.jpg")),
                        inLibrary(QStringLiteral("line\nbreak.png"))});
    COMPARE_EXIT(run, 0);
    QVERIFY2(run.out.contains("photo.jpg: indexed, 40 x 60 jpeg, 2021-07-30T18:04:05, Camera "
                              "Works Model T\n"),
             run.words());
    QVERIFY2(run.out.contains("line\\nbreak.png: indexed, "), run.words());
    // The second one has copies, a line each below their own.
    const QJsonObject group = show({inLibrary(QStringLiteral("line\nbreak.png"))})
                                  .last()[QStringLiteral("group")]
                                  .toObject();
    const qsizetype members = group[QStringLiteral("members")].toArray().size();
    QVERIFY(members > 1);
    QVERIFY2(run.out.contains("\n    group: "), run.words());
    // And each of them its colours.
    QCOMPARE(run.out.count("\n    colours: #"), 2);
    QCOMPARE(run.out.count('\n'), 5 + members);
}

void CliOutputTest::showsWhatPeopleWrote() {
    const QString photo = inLibrary(QStringLiteral("described.jpg"));
    const ProgramRun json = show({photo});
    COMPARE_EXIT(json, 0);
    QJsonObject expected = shown(photo, QStringLiteral("indexed"), QJsonValue(QJsonValue::Null));
    expected[QStringLiteral("format")] = QStringLiteral("jpeg");
    expected[QStringLiteral("width")] = 50;
    expected[QStringLiteral("height")] = 40;
    expected[QStringLiteral("orientation")] = 1;
    expected[QStringLiteral("captured")] = QStringLiteral("2010-05-01T10:11:12+02:00");
    expected[QStringLiteral("rating")] = 4;
    expected[QStringLiteral("tags")] =
        QJsonArray{QStringLiteral("beach"), QStringLiteral("two words")};
    QCOMPARE(json.last(), expected);

    const ProgramRun run = m_programs.cli({QStringLiteral("show"), photo});
    COMPARE_EXIT(run, 0);
    QVERIFY2(run.out.contains("described.jpg: indexed, 50 x 40 jpeg, 2010-05-01T10:11:12+02:00\n"
                              "    title: By the sea\n"
                              "    rating: 4\n"
                              "    tags: beach, two words\n"
                              "    people: Ada\n"
                              "    lens: f/2.8, 1/250 s\n"
                              "    place: Sydney, New South Wales, Australia\n"
                              "    coordinates: -33.868000, 151.209000\n"
                              "    colours: #"),
             run.words());
}

void CliOutputTest::doctorInJson() {
    const ProgramRun run = m_programs.cli({QStringLiteral("doctor"), QStringLiteral("--json")});
    COMPARE_EXIT(run, 0);
    QCOMPARE(run.out.count('\n'), 1);
    QVERIFY(run.last()[QStringLiteral("healthy")].toBool());
}

SEMBLANCE_TEST(CliOutputTest)
#include "tst_clioutput.moc"
