#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <string>
#include <vector>

#include "core/scan/sidecars.h"
#include "core/scan/walk.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

/// "IMG.jpg <- IMG.jpg.xmp, IMG.xmp; ..." of the pictures that have any.
QString matched(const QStringList& pictureNames, const QStringList& sidecarNames) {
    std::vector<std::string> owned;
    for (const QString& name : pictureNames)
        owned.push_back(name.toStdString());
    const std::vector<std::string_view> pictures(owned.begin(), owned.end());
    std::vector<std::string> sidecars;
    for (const QString& name : sidecarNames)
        sidecars.push_back(name.toStdString());
    QStringList lines;
    for (const SidecarsOf& of : matchSidecars(pictures, sidecars)) {
        QStringList theirs;
        for (const std::uint32_t sidecar : of.sidecars)
            theirs.append(sidecarNames[int(sidecar)]);
        lines.append(pictureNames[int(of.picture)] + QStringLiteral(" <- ") +
                     theirs.join(QStringLiteral(", ")));
    }
    return lines.join(QStringLiteral("; "));
}

QString stemOf(int length) {
    return QStringLiteral("a_picture_with_a_name_that_goes_on_and_on_and_on_for_ever_and_a_day")
        .left(length);
}

struct Folder {
    QTemporaryDir dir;

    void write(const QString& name, const QByteArray& bytes = "x") const {
        const QString path = dir.filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(name));
    }
    FileListing list() const {
        auto walked = walk(dir.path());
        if (!walked)
            qFatal("%s", qPrintable(walked.error().sentence));
        return std::move(walked->files);
    }
};

/// A listing's file by its path.
std::size_t indexOf(const FileListing& files, const QString& path) {
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (files.pathString(i) == path)
            return i;
    }
    qFatal("no file %s", qPrintable(path));
}
SidecarStamp stampOf(const FileListing& files, const QString& path) {
    return files[indexOf(files, path)].sidecars;
}

}  // namespace

class SidecarsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void names_data();
    void names();
    void match_data();
    void match();
    void theLengthOfNames_data();
    void theLengthOfNames();
    void manyAreCut();
    void stampsTellWhatChanged();
    void walkFindsThem();
    void anUnreadFolderTellsNothing();
};

void SidecarsTest::names_data() {
    QTest::addColumn<bool>("isOne");
    for (const char* name : {"a.xmp", "a.XMP", "a.jpg.Xmp", "a.jpg.json", "a.JSON", "ä.json"})
        QTest::newRow(name) << true;
    for (const char* name : {"a.jpg", "xmp", ".xmp", ".json", "a.xmpx", "a.jso", "a", "a."})
        QTest::newRow(name) << false;
}

void SidecarsTest::names() {
    QFETCH(bool, isOne);
    QCOMPARE(isSidecarName(QTest::currentDataTag()), isOne);
}

void SidecarsTest::match_data() {
    QTest::addColumn<QStringList>("pictures");
    QTest::addColumn<QStringList>("sidecars");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const QString& pictures, const QString& sidecars,
                        const QString& expected) {
        QTest::newRow(name) << pictures.split(u' ') << sidecars.split(u' ') << expected;
    };
    const auto s = [](const char* text) { return QString::fromUtf8(text); };

    row("darktable, digiKam", s("a.jpg b.jpg"), s("a.jpg.xmp"), s("a.jpg <- a.jpg.xmp"));
    row("Lightroom", s("a.CR2"), s("a.xmp"), s("a.CR2 <- a.xmp"));
    row("any case", s("a.JPG b.nef"), s("A.jpg.XMP B.XMP"),
        s("a.JPG <- A.jpg.XMP; b.nef <- B.XMP"));
    row("both, the whole name first", s("a.jpg"), s("a.xmp a.jpg.xmp"),
        s("a.jpg <- a.jpg.xmp, a.xmp"));
    row("one stem, both of a pair", s("a.CR2 a.JPG"), s("a.xmp"),
        s("a.CR2 <- a.xmp; a.JPG <- a.xmp"));
    row("each its own", s("a.CR2 a.JPG"), s("a.CR2.xmp a.JPG.xmp"),
        s("a.CR2 <- a.CR2.xmp; a.JPG <- a.JPG.xmp"));
    row("names that differ in case only", s("A.jpg a.jpg"), s("a.jpg.xmp A.xmp"),
        s("A.jpg <- A.xmp; a.jpg <- a.jpg.xmp"));
    row("dots within", s("a.b.jpg a.jpg"), s("a.b.xmp"), s("a.b.jpg <- a.b.xmp"));
    row("a darktable duplicate is no picture's", s("a.CR2"), s("a_01.CR2.xmp"), QString());
    row("not the beginning of a name", s("abc.jpg"), s("ab.xmp ab.json abc.json.xmp"), QString());

    row("Takeout", s("a.jpg"), s("a.jpg.json"), s("a.jpg <- a.jpg.json"));
    row("Takeout in capitals", s("IMG_1.JPG"), s("img_1.jpg.JSON"),
        s("IMG_1.JPG <- img_1.jpg.JSON"));
    row("since 2024", s("a.jpg"), s("a.jpg.supplemental-metadata.json"),
        s("a.jpg <- a.jpg.supplemental-metadata.json"));
    for (const char* tail : {".supplemental-metadat", ".supplemental-me", ".suppl", ".s", "."})
        row(tail, s("a.jpg"), s("a.jpg") + s(tail) + s(".json"),
            s("a.jpg <- a.jpg") + s(tail) + s(".json"));
    row("another tail", s("a.jpg"), s("a.jpg.supplies.json a.jpg.meta.json"), QString());
    row("the new one first", s("a.jpg"), s("a.jpg.json a.jpg.supplemental-metadata.json"),
        s("a.jpg <- a.jpg.supplemental-metadata.json"));
    row("a title without an ending", s("a.jpg"), s("a.json"), s("a.jpg <- a.json"));
    row("numbered", s("a.jpg a(1).jpg a(12).jpg"), s("a.jpg.json a.jpg(1).json a.jpg(12).json"),
        s("a.jpg <- a.jpg.json; a(1).jpg <- a.jpg(1).json; a(12).jpg <- a.jpg(12).json"));
    row("numbered since 2024", s("a.jpg a(1).jpg"),
        s("a.jpg.supplemental-metadata.json a.jpg.supplemental-metadata(1).json"),
        s("a.jpg <- a.jpg.supplemental-metadata.json; "
          "a(1).jpg <- a.jpg.supplemental-metadata(1).json"));
    row("numbered and cut", s("a.jpg a(2).jpg"), s("a.jpg.supplem(2).json"),
        s("a(2).jpg <- a.jpg.supplem(2).json"));
    row("numbered without an ending", s("a(1).jpg"), s("a(1).json"), s("a(1).jpg <- a(1).json"));
    row("a number of its own", s("a(1).jpg"), s("a(1).jpg.json"), s("a(1).jpg <- a(1).jpg.json"));
    row("no number for one without", s("a.jpg"), s("a.jpg(1).json"), QString());
    row("no plain one for a number", s("a(1).jpg"), s("a.jpg.json"), QString());
    row("edited", s("a.jpg a-edited.jpg"), s("a.jpg.json"),
        s("a.jpg <- a.jpg.json; a-edited.jpg <- a.jpg.json"));
    row("edited alone", s("a-edited.jpg"), s("a.jpg.supplemental-metadata.json"),
        s("a-edited.jpg <- a.jpg.supplemental-metadata.json"));
    row("edited and numbered", s("a-edited(1).jpg a(2)-edited.jpg"),
        s("a.jpg(1).json a.jpg(2).json"),
        s("a-edited(1).jpg <- a.jpg(1).json; a(2)-edited.jpg <- a.jpg(2).json"));
    row("edited with its own", s("a-edited.jpg"), s("a.jpg.json a-edited.jpg.json"),
        s("a-edited.jpg <- a-edited.jpg.json"));
    row("edited in German, French, Japanese", s("a-bearbeitet.jpg b-modifié.jpg c-編集済み.jpg"),
        s("a.jpg.json b.jpg.json c.jpg.json"),
        s("a-bearbeitet.jpg <- a.jpg.json; b-modifié.jpg <- b.jpg.json; "
          "c-編集済み.jpg <- c.jpg.json"));
    row("edited from HEIC", s("a.HEIC a-edited.jpg a.jpg"), s("a.HEIC.json"),
        s("a.HEIC <- a.HEIC.json; a-edited.jpg <- a.HEIC.json"));
    row("another ending is another picture", s("a.png"), s("a.jpg.json"), QString());
    row("an album's", s("a.jpg"), s("metadata.json metadata(1).json package.json"), QString());
    row("all kinds, the most telling first", s("a.jpg"), s("a.jpg.json a.xmp a.jpg.xmp"),
        s("a.jpg <- a.jpg.xmp, a.xmp, a.jpg.json"));
}

void SidecarsTest::match() {
    QFETCH(QStringList, pictures);
    QFETCH(QStringList, sidecars);
    QFETCH(QString, expected);
    QCOMPARE(matched(pictures, sidecars), expected);
}

/// Takeout cuts names so that no more than 46 characters stand before ".json", and 47 before a
/// picture's ending.
void SidecarsTest::theLengthOfNames_data() {
    QTest::addColumn<int>("length");
    for (int length = 20; length <= 60; ++length)
        QTest::newRow(qPrintable(QString::number(length))) << length;
}

void SidecarsTest::theLengthOfNames() {
    QFETCH(int, length);
    const QString title = stemOf(length) + QStringLiteral(".jpg");
    const QString picture = stemOf(qMin(length, 47)) + QStringLiteral(".jpg");
    const QString supplemental =
        (title + QStringLiteral(".supplemental-metadata")).left(46) + QStringLiteral(".json");
    const QString plain = title.left(46) + QStringLiteral(".json");
    for (const QString& sidecar : {supplemental, plain})
        QCOMPARE(matched({picture}, {sidecar}), picture + QStringLiteral(" <- ") + sidecar);

    const QString second = stemOf(qMin(length, 47)) + QStringLiteral("(1).jpg");
    const QString secondsOwn =
        (title + QStringLiteral(".supplemental-metadata")).left(46) + QStringLiteral("(1).json");
    QCOMPARE(matched({picture, second}, {supplemental, secondsOwn}),
             QStringLiteral("%1 <- %2; %3 <- %4").arg(picture, supplemental, second, secondsOwn));

    const QString edited =
        (stemOf(length) + QStringLiteral("-edited")).left(47) + QStringLiteral(".jpg");
    const bool isTold = length < 45;  // of "-edited" at least "-e" is left
    if (isTold)
        QCOMPARE(matched({picture, edited}, {supplemental}),
                 QStringLiteral("%1 <- %2; %3 <- %2").arg(picture, supplemental, edited));
}

/// What is cut off told them apart: it belongs to one of them, and nobody knows which.
void SidecarsTest::manyAreCut() {
    const QString cut = stemOf(46) + QStringLiteral(".json");
    const QString one = stemOf(46) + QStringLiteral("1.jpg");
    const QString two = stemOf(46) + QStringLiteral("2.jpg");
    QCOMPARE(matched({one}, {cut}), one + QStringLiteral(" <- ") + cut);
    QCOMPARE(matched({one, two}, {cut}), QString());
    // Shorter ones are not cut.
    QCOMPARE(matched({QStringLiteral("holiday1.jpg")}, {QStringLiteral("holiday.json")}),
             QString());
}

void SidecarsTest::stampsTellWhatChanged() {
    const FileStat stat{10, 20, 30, 40};
    const SidecarStamp stamp = sidecarStamp({{"a.xmp", stat}});
    QVERIFY(stamp != 0 && stamp != unknownSidecars);
    QCOMPARE(sidecarStamp({{"a.xmp", stat}}), stamp);
    QVERIFY(sidecarStamp({{"b.xmp", stat}}) != stamp);
    QVERIFY(sidecarStamp({{"a.xmp", {11, 20, 30, 40}}}) != stamp);
    QVERIFY(sidecarStamp({{"a.xmp", {10, 21, 30, 40}}}) != stamp);
    QVERIFY(sidecarStamp({{"a.xmp", {10, 20, 30, 41}}}) != stamp);
    QVERIFY(sidecarStamp({{"a.xmp", stat}, {"a.jpg.json", stat}}) != stamp);
    // A disk mounted anew.
    QCOMPARE(sidecarStamp({{"a.xmp", {10, 20, 31, 40}}}), stamp);
}

void SidecarsTest::walkFindsThem() {
    Folder folder;
    for (const char* name :
         {"a.jpg", "a.jpg.xmp", "b.jpg", "sub/c.CR2", "sub/c.XMP", "sub/c.CR2.json", "sub/d.jpg",
          "xmps/d.xmp", "e.jpg", "._e.xmp", "f.jpg", "f.json"})
        folder.write(QString::fromLatin1(name));
    folder.write(QStringLiteral(".semblanceignore"), "f.*\n!f.jpg\n");
    QVERIFY(QDir(folder.dir.path()).mkpath(QStringLiteral("e.xmp")));  // a folder
    FileListing files = folder.list();
    QCOMPARE(files.size(), std::size_t(6));
    const auto paths = [&](const char* path) {
        return files.sidecarPaths(indexOf(files, QString::fromLatin1(path)));
    };
    QCOMPARE(paths("a.jpg"), QStringList{QStringLiteral("a.jpg.xmp")});
    QCOMPARE(paths("sub/c.CR2"),
             QStringList({QStringLiteral("sub/c.XMP"), QStringLiteral("sub/c.CR2.json")}));
    for (const char* path : {"b.jpg", "sub/d.jpg", "e.jpg", "f.jpg"}) {
        QCOMPARE(paths(path), QStringList());
        QCOMPARE(stampOf(files, QString::fromLatin1(path)), SidecarStamp(0));
    }
    // Neither are they pictures, nor of kinds that are not read.
    QVERIFY(walk(folder.dir.path())->skipped.isEmpty());

    const SidecarStamp before = stampOf(files, QStringLiteral("a.jpg"));
    QCOMPARE(stampOf(folder.list(), QStringLiteral("a.jpg")), before);
    folder.write(QStringLiteral("a.jpg.xmp"), "longer");
    QVERIFY(stampOf(folder.list(), QStringLiteral("a.jpg")) != before);
    QVERIFY(QFile::remove(folder.dir.filePath(QStringLiteral("a.jpg.xmp"))));
    QCOMPARE(stampOf(folder.list(), QStringLiteral("a.jpg")), SidecarStamp(0));
}

void SidecarsTest::anUnreadFolderTellsNothing() {
    FileListing files;
    files.add("x/a.jpg", {1, 1, 1, 1});
    files.add("x/b.jpg", {1, 1, 1, 1});
    const auto refused = [](const std::string& name) -> Result<FileStat> {
        return fail(name == "a.xmp" ? ErrorKind::Permission : ErrorKind::NotFound, QString());
    };
    noteSidecars(files, 0, {"a.xmp", "b.xmp"}, refused);
    QCOMPARE(files[0].sidecars, unknownSidecars);
    QCOMPARE(files[1].sidecars, SidecarStamp(0));
    noteUnknownSidecars(files, 0);
    QCOMPARE(files[1].sidecars, unknownSidecars);
}

SEMBLANCE_TEST(SidecarsTest)
#include "tst_sidecars.moc"
