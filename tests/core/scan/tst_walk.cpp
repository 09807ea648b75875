#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <system_error>

#include "core/base/paths.h"
#include "core/base/pictureformats.h"
#include "core/scan/ignorerules.h"
#include "core/scan/motionfilms.h"
#include "core/scan/unreadkinds.h"
#include "core/scan/walk.h"
#include "tests/core/mounted.h"
#include "tests/core/unprivileged.h"
#include "tests/testmain.h"

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace semblance;

namespace {

QStringList pathsOf(const WalkResult& result) {
    QStringList paths;
    for (std::size_t i = 0; i < result.files.size(); ++i)
        paths.append(result.files.pathString(i));
    return paths;
}

}  // namespace

class TestWalk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_dir = std::make_unique<QTemporaryDir>();
        m_root = QFileInfo(m_dir->path()).canonicalFilePath();
    }

    void picturesByExtensionSorted() {
        for (const char* name : {"b.JPG", "a.png", "sub/deep/c.webp", "sub.tiff", "note.txt", "jpg",
                                 ".jpg", "x.jpg.part", "d.jfif", "e.bmp", "f.gif", "g.jpe"})
            make(QString::fromUtf8(name));
        const auto result = walk(m_root);
        QVERIFY(result);
        QCOMPARE(
            pathsOf(*result),
            QStringList({QStringLiteral("a.png"), QStringLiteral("b.JPG"), QStringLiteral("d.jfif"),
                         QStringLiteral("e.bmp"), QStringLiteral("f.gif"), QStringLiteral("g.jpe"),
                         QStringLiteral("sub.tiff"), QStringLiteral("sub/deep/c.webp")}));
        QCOMPARE(result->folders, 3);
        QVERIFY(result->problems.empty());
        QVERIFY(result->unread.empty());
    }

    void kindsThatAreNotReadAreCounted() {
        for (const char* name :
             {"a.cdr", "sub/b.CDR", "sub/c.Cdr", "d.clip", "e.indd", "f.jpg", "g.txt", "cdr",
              ".cdr", ".hidden.cdr", "._h.cdr", "i.cdr.txt", "j.cdrs", "k.", "l.jxr"})
            make(QString::fromUtf8(name));
        QVERIFY(QDir(m_root).mkdir(QStringLiteral("folder.cdr")));
        const auto result = walk(m_root);
        QVERIFY(result);
        QCOMPARE(pathsOf(*result), QStringList{QStringLiteral("f.jpg")});
        const QMap<QString, qint64> expected{{QStringLiteral("CDR"), 3},
                                             {QStringLiteral("CLIP"), 1},
                                             {QStringLiteral("INDD"), 1},
                                             {QStringLiteral("JXR"), 1}};
        QCOMPARE(result->skipped, expected);
        for (const QString& extension : pictureExtensions())
            QVERIFY(unreadKind("x." + extension.toStdString()).isEmpty());
    }

    void filmsOfPhotosAreLeftAlone() {
        for (const char* name :
             {"IMG_1.HEIC", "IMG_1.MOV", "IMG_2.JPG", "IMG_2.mp4", "IMG_3.MOV", "sub/IMG_1.MOV",
              "clip.mkv", "clip.jpg", "IMG_4.png", "IMG_4.MOV", "old.mpg"})
            make(QString::fromUtf8(name));
        const auto result = walk(m_root);
        QVERIFY(result);
        QCOMPARE(pathsOf(*result),
                 (QStringList{QStringLiteral("IMG_1.HEIC"), QStringLiteral("IMG_2.JPG"),
                              QStringLiteral("IMG_3.MOV"), QStringLiteral("IMG_4.MOV"),
                              QStringLiteral("IMG_4.png"), QStringLiteral("clip.jpg"),
                              QStringLiteral("clip.mkv"), QStringLiteral("sub/IMG_1.MOV")}));
        QCOMPARE(result->skipped, (QMap<QString, qint64>{{QStringLiteral("MPG"), 1}}));
        QVERIFY(isFilmOfPhoto(m_root + QStringLiteral("/IMG_1.MOV")));
        QVERIFY(!isFilmOfPhoto(m_root + QStringLiteral("/IMG_3.MOV")));
    }

    void filmsThatAreNotWantedAreCounted() {
        for (const char* name :
             {"IMG_1.HEIC", "IMG_1.MOV", "a.mov", "b.MP4", "c.mp4", "d.jpg", ".hidden.mp4"})
            make(QString::fromUtf8(name));
        WalkOptions options;
        options.videos = false;
        const auto result = walk(m_root, options);
        QVERIFY(result);
        QCOMPARE(pathsOf(*result),
                 (QStringList{QStringLiteral("IMG_1.HEIC"), QStringLiteral("d.jpg")}));
        QCOMPARE(result->skipped,
                 (QMap<QString, qint64>{{QStringLiteral("MOV"), 1}, {QStringLiteral("MP4"), 2}}));
    }

    void factsAreTheFileSystems() {
        make(QStringLiteral("a.jpg"), QByteArray(1234, 'x'));
        const auto result = walk(m_root);
        QVERIFY(result);
        const QFileInfo info(m_root + QStringLiteral("/a.jpg"));
        const FileStat& stat = result->files[0].stat;
        QCOMPARE(stat.size, 1234);
        QCOMPARE(stat.mtimeNs / 1'000'000, info.lastModified().toMSecsSinceEpoch());
#ifdef Q_OS_UNIX
        QVERIFY(stat.fileIndex != 0);
#endif
        const auto single = statFile(info.filePath());
        QVERIFY(single);
        QVERIFY(*single == stat);
        QVERIFY(statFile(m_root + QStringLiteral("/no")).error().kind == ErrorKind::NotFound);
    }

    void unusualNames() {
        const QStringList names = {QStringLiteral("grüße 🌴🏝.jpg"),
                                   QStringLiteral("trailing dots...jpg"),
                                   QStringLiteral("folder. /  spaced  .png"),
                                   QStringLiteral("語/写真.jpg"),
                                   QStringLiteral("a\\b'\"%1&.jpg"),
                                   QStringLiteral("line\nbreak.jpg"),
                                   QString(80, QChar(0x1F40)) + QStringLiteral(".jpg"),
                                   QString(250, QLatin1Char('n')) + QStringLiteral(".jpg")};
        for (const QString& name : names)
            make(name);
        const auto result = walk(m_root);
        QVERIFY(result);
        const QStringList found = pathsOf(*result);
        QCOMPARE(found.size(), names.size());
        for (const QString& name : names) {
            QVERIFY2(found.contains(name), qPrintable(name));
            QVERIFY(QFile::exists(m_root + QLatin1Char('/') + name));
        }
    }

    void deepFolders() {
        QString path;
        for (int i = 0; i < 12; ++i)
            path += QString(200, QLatin1Char('d')) + QLatin1Char('/');
        make(path + QStringLiteral("deep.jpg"));
        const auto result = walk(m_root);
        QVERIFY(result);
        QCOMPARE(pathsOf(*result), QStringList({path + QStringLiteral("deep.jpg")}));
    }

    void invalidUnicodeIsAProblem() {
#ifdef Q_OS_LINUX
        QFile file(m_root + QStringLiteral("/fine.jpg"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const std::string bad = toFsPath(m_root).native() + "/bad\xff.jpg";
        std::error_code error;
        std::filesystem::copy_file(toFsPath(file.fileName()), bad, error);
        QVERIFY(!error);
        std::filesystem::create_directory(toFsPath(m_root).native() + "/folder\xfe", error);
        QVERIFY(!error);
        const auto result = walk(m_root);
        QVERIFY(result);
        QCOMPARE(pathsOf(*result), QStringList({QStringLiteral("fine.jpg")}));
        QCOMPARE(result->problems.size(), std::size_t(2));
        QVERIFY(result->problems[0].sentence.endsWith(QLatin1Char('.')));
#else
        QSKIP("Only some file systems allow such names.");
#endif
    }

    void ignoredNames() {
        for (const char* name : {".hidden/a.jpg", "@eaDir/b.jpg", "node_modules/c.png",
                                 "$RECYCLE.BIN/d.jpg", ".e.jpg", "._f.jpg", "kept/g.jpg"})
            make(QString::fromUtf8(name));
        QCOMPARE(pathsOf(*walk(m_root)), QStringList({QStringLiteral("kept/g.jpg")}));
        WalkOptions options;
        options.hiddenFiles = true;
        QCOMPARE(pathsOf(*walk(m_root, options)),
                 QStringList({QStringLiteral(".e.jpg"), QStringLiteral(".hidden/a.jpg"),
                              QStringLiteral("kept/g.jpg")}));
        QVERIFY(LeftOutList().leavesOut({}, "Node_Modules", true));
        QVERIFY(!LeftOutList().leavesOut({}, "photos", true));
    }

    void whatOtherProgramsKeepIsIgnored() {
        for (const char* name :
             {"#snapshot/daily/a.jpg", ".Trash-1000/files/b.jpg", "appdata_oc1x2y/preview/c.jpg",
              "Cat.lrcat-data/d.jpg", "Cat Previews.lrdata/e.jpg", "FOUND.000/f.jpg",
              "CaptureOne/Cache/g.jpg", "SYNOFILE_THUMB_M.jpg", "Synofile_Thumb_S.jpg",
              "P.photoslibrary/originals/0/kept.jpg", "P.photoslibrary/resources/h.jpg",
              "Old.photolibrary/Masters/2012/kept.jpg", "Old.photolibrary/Thumbnails/i.jpg",
              "originals/kept.jpg", "CaptureOne backups/kept.jpg"})
            make(QString::fromUtf8(name));
        const QStringList found = pathsOf(*walk(m_root));
        QCOMPARE(found, (QStringList{QStringLiteral("CaptureOne backups/kept.jpg"),
                                     QStringLiteral("Old.photolibrary/Masters/2012/kept.jpg"),
                                     QStringLiteral("P.photoslibrary/originals/0/kept.jpg"),
                                     QStringLiteral("originals/kept.jpg")}));
        // Named by the user himself, it is still such a library.
        QCOMPARE(pathsOf(*walk(m_root + QStringLiteral("/P.photoslibrary"))),
                 QStringList{QStringLiteral("originals/0/kept.jpg")});
    }

    void nomediaHidesAFolder() {
        for (const char* name :
             {"a.jpg", "hidden/.nomedia", "hidden/b.jpg", "hidden/deep/c.jpg", "hidden2/d.jpg"})
            make(QString::fromUtf8(name));
        QCOMPARE(pathsOf(*walk(m_root)),
                 (QStringList{QStringLiteral("a.jpg"), QStringLiteral("hidden2/d.jpg")}));
        // But not one that the user named.
        QCOMPARE(pathsOf(*walk(m_root + QStringLiteral("/hidden"))),
                 (QStringList{QStringLiteral("b.jpg"), QStringLiteral("deep/c.jpg")}));
    }

    void ignoreFilesOnTheWay() {
        make(QStringLiteral(".semblanceignore"),
             "# mine\n*-edited.jpg\n/drafts/\nexports/**/*.png\n");
        make(QStringLiteral("sub/.semblanceignore"), "!kept-edited.jpg\nraw\n");
        for (const char* name :
             {"a.jpg", "a-edited.jpg", "drafts/b.jpg", "sub/drafts/c.jpg", "sub/kept-edited.jpg",
              "sub/other-edited.jpg", "sub/raw/d.jpg", "raw/e.jpg", "exports/x/f.png",
              "exports/g.png", "exports/h.jpg", "b-edited.cdr", "c.cdr"})
            make(QString::fromUtf8(name));
        const auto result = walk(m_root);
        QCOMPARE(pathsOf(*result),
                 (QStringList{QStringLiteral("a.jpg"), QStringLiteral("exports/h.jpg"),
                              QStringLiteral("raw/e.jpg"), QStringLiteral("sub/drafts/c.jpg"),
                              QStringLiteral("sub/kept-edited.jpg")}));
        QVERIFY(result->problems.empty());
    }

    void anIgnoreFileThatIsNoneHurtsNothing() {
        make(QStringLiteral("a.jpg"));
        QVERIFY(QDir(m_root).mkdir(QStringLiteral(".semblanceignore")));
        make(QStringLiteral("sub/b.jpg"));
#ifdef Q_OS_UNIX
        QCOMPARE(::mkfifo(toFsPath(m_root + QStringLiteral("/sub/.semblanceignore")).c_str(), 0600),
                 0);
#endif
        QCOMPARE(pathsOf(*walk(m_root)),
                 (QStringList{QStringLiteral("a.jpg"), QStringLiteral("sub/b.jpg")}));
    }

    void otherRootsInsideAreSkipped() {
        make(QStringLiteral("a.jpg"));
        make(QStringLiteral("usb/b.jpg"));
        make(QStringLiteral("usb2/c.jpg"));
        WalkOptions options;
        options.skipFolders = {m_root + QStringLiteral("/usb")};
        QCOMPARE(pathsOf(*walk(m_root, options)),
                 QStringList({QStringLiteral("a.jpg"), QStringLiteral("usb2/c.jpg")}));
    }

    void linksToFilesCountAndLinksToFoldersDoNot() {
        make(QStringLiteral("real/a.jpg"));
        QVERIFY(QFile::link(m_root, m_root + QStringLiteral("/real/loop")));
        QVERIFY(QFile::link(QStringLiteral("real"), m_root + QStringLiteral("/again")));
        QVERIFY(QFile::link(QStringLiteral("real/a.jpg"), m_root + QStringLiteral("/link.jpg")));
        QVERIFY(QFile::link(QStringLiteral("nowhere"), m_root + QStringLiteral("/broken.jpg")));
        QVERIFY(QFile::link(QStringLiteral("self.jpg"), m_root + QStringLiteral("/self.jpg")));
        QVERIFY(QFile::link(QStringLiteral("real"), m_root + QStringLiteral("/folder.jpg")));
        const auto result = walk(m_root);
        QVERIFY(result);
        QCOMPARE(pathsOf(*result),
                 QStringList({QStringLiteral("link.jpg"), QStringLiteral("real/a.jpg")}));
        QVERIFY(result->problems.empty());
        QCOMPARE(result->links, 3);
    }

    void linksToFoldersAreFollowedOnceEach() {
        const QTemporaryDir outside;
        QVERIFY(QDir(outside.path()).mkpath(QStringLiteral("more/deep")));
        make(QStringLiteral("real/a.jpg"));
        QVERIFY(QFile::copy(m_root + QStringLiteral("/real/a.jpg"),
                            outside.filePath(QStringLiteral("more/deep/b.jpg"))));
        // Round and round, twice to one place, and to a place in the root itself.
        QVERIFY(QFile::link(m_root, m_root + QStringLiteral("/real/loop")));
        QVERIFY(QFile::link(QStringLiteral("real"), m_root + QStringLiteral("/a-real")));
        QVERIFY(QFile::link(outside.path(), m_root + QStringLiteral("/out")));
        QVERIFY(QFile::link(outside.filePath(QStringLiteral("more")),
                            outside.filePath(QStringLiteral("more/deep/up"))));
        QVERIFY(QFile::link(outside.path(), m_root + QStringLiteral("/real/out2")));
        QVERIFY(QFile::link(QStringLiteral("nowhere"), m_root + QStringLiteral("/broken")));
        WalkOptions options;
        options.followLinks = true;
        const auto result = walk(m_root, options);
        QVERIFY(result);
        QCOMPARE(result->links, 0);
        QVERIFY(result->problems.empty());
        const QStringList found = pathsOf(*result);
        QCOMPARE(found.size(), 2);
        QVERIFY(found.contains(QStringLiteral("real/a.jpg")));
        QVERIFY2(found.filter(QStringLiteral("/deep/b.jpg")).size() == 1,
                 qPrintable(found.join(u' ')));
        // Another root's pictures stay its own.
        options.skipFolders = {outside.path()};
        QCOMPARE(pathsOf(*walk(m_root, options)), QStringList{QStringLiteral("real/a.jpg")});
        options.skipFolders.clear();
        options.leftOut = {QStringLiteral("out*/")};
        QCOMPARE(pathsOf(*walk(m_root, options)), QStringList{QStringLiteral("real/a.jpg")});
    }

    void whatIsMountedIsAPlaceOfItsOwn() {
        make(QStringLiteral("real/a.jpg"));
        const test::Mounted disk = test::Mounted::memory(m_root + QStringLiteral("/disk"));
        const test::Mounted again = test::Mounted::bind(m_root + QStringLiteral("/real"),
                                                        m_root + QStringLiteral("/again"));
        if (!disk.isThere() || !again.isThere())
            QSKIP("No file system can be mounted here.");
        make(QStringLiteral("disk/b.jpg"));
        WalkOptions options;
        options.mountPoints = {m_root + QStringLiteral("/again"), m_root + QStringLiteral("/disk"),
                               QStringLiteral("/proc")};
        const auto result = walk(m_root, options);
        QVERIFY(result);
        QCOMPARE(pathsOf(*result),
                 QStringList({QStringLiteral("disk/b.jpg"), QStringLiteral("real/a.jpg")}));
        QVERIFY(result->places == std::vector<std::string>{"disk"});
        const QTemporaryDir outside;
        QVERIFY(QFile::link(m_root + QStringLiteral("/disk"),
                            outside.filePath(QStringLiteral("link"))));
        WalkOptions following;
        following.followLinks = true;
        const auto linked = walk(outside.path(), following);
        QVERIFY(linked);
        QCOMPARE(pathsOf(*linked), QStringList{QStringLiteral("link/b.jpg")});
        QVERIFY(linked->places == std::vector<std::string>{"link"});
    }

    void whatIsLeftOutIsTheUsersToSay() {
        for (const char* name : {"a.jpg", "@eaDir/b.jpg", "Previews/c.jpg", "x/Previews/d.jpg",
                                 "x/e-EDITED.jpg", "#work/f.jpg", "drafts/g.jpg"})
            make(QLatin1StringView(name));
        WalkOptions options;
        options.leftOut = {QStringLiteral("previews/"), QStringLiteral("*-edited.jpg"),
                           QStringLiteral("#work/"), QStringLiteral("/drafts/")};
        QCOMPARE(pathsOf(*walk(m_root, options)),
                 QStringList({QStringLiteral("@eaDir/b.jpg"), QStringLiteral("a.jpg")}));
        // What takes back in makes the order count.
        options.leftOut = {QStringLiteral("#work/"),        QStringLiteral("Previews/"),
                           QStringLiteral("!/x/Previews/"), QStringLiteral("x/e-*"),
                           QStringLiteral("@eaDir/"),       QStringLiteral("drafts")};
        QCOMPARE(pathsOf(*walk(m_root, options)),
                 QStringList({QStringLiteral("a.jpg"), QStringLiteral("x/Previews/d.jpg")}));
        options.leftOut.clear();
        QCOMPARE(walk(m_root, options)->files.size(), std::size_t(7));
    }

    void placeholdersAreCountedAndNoMore() {
        for (const char* name :
             {"a.jpg", "cloud/b.jpg", "cloud/notes.txt", ".c.jpg.icloud", ".d.txt.icloud"})
            make(QLatin1StringView(name));
        WalkOptions options;
        options.isPlaceholder = [](const QString& path) {
            return path.endsWith(QStringLiteral("/cloud/b.jpg"));
        };
        const auto result = walk(m_root, options);
        QVERIFY(result);
        QCOMPARE(pathsOf(*result), QStringList{QStringLiteral("a.jpg")});
        QCOMPARE(result->placeholders, 2);
        QVERIFY(result->problems.empty());
        std::vector<std::string> unread = result->unread;
        std::sort(unread.begin(), unread.end());
        QVERIFY(unread == std::vector<std::string>({"c.jpg", "cloud/b.jpg"}));
    }

    void onlyRegularFiles() {
#ifdef Q_OS_UNIX
        QDir(m_root).mkpath(QStringLiteral("folder.jpg"));
        make(QStringLiteral("folder.jpg/in.jpg"));
        QCOMPARE(::mkfifo(toFsPath(m_root + QStringLiteral("/pipe.jpg")).c_str(), 0600), 0);
        QCOMPARE(pathsOf(*walk(m_root)), QStringList({QStringLiteral("folder.jpg/in.jpg")}));
#else
        QSKIP("Pipes in folders are for POSIX systems.");
#endif
    }

    void unreadableFolderIsReportedAndTheRestGoesOn() {
        make(QStringLiteral("a.jpg"));
        make(QStringLiteral("closed/b.jpg"));
        make(QStringLiteral("listed/c.jpg"));
        make(QStringLiteral("z/d.jpg"));
        using Permission = QFileDevice::Permission;
        const auto all = QFileDevice::Permissions(0x7755);
        QFile::setPermissions(m_root, all);
        QFile::setPermissions(m_root + QStringLiteral("/closed"), Permission::WriteOwner);
        QFile::setPermissions(m_root + QStringLiteral("/listed"),
                              Permission::ReadOwner | Permission::ReadOther);
        {
            const test::Unprivileged user;
            if (!user.isBound())
                QSKIP("Permissions cannot be tested here.");
            const auto result = walk(m_root);
            QVERIFY(result);
            QCOMPARE(pathsOf(*result),
                     QStringList({QStringLiteral("a.jpg"), QStringLiteral("z/d.jpg")}));
            QCOMPARE(result->problems.size(), std::size_t(2));
            std::vector<std::string> unread = result->unread;
            std::sort(unread.begin(), unread.end());
            QVERIFY(unread == std::vector<std::string>({"closed", "listed"}));
            const auto closed = walk(m_root + QStringLiteral("/closed"));
            QVERIFY(!closed);
            QVERIFY(closed.error().kind == ErrorKind::Permission);
        }
        QFile::setPermissions(m_root + QStringLiteral("/closed"), all);
        QFile::setPermissions(m_root + QStringLiteral("/listed"), all);
    }

    void missingAndEmptyRoots() {
        QVERIFY(walk(m_root)->files.isEmpty());
        const auto missing = walk(m_root + QStringLiteral("/no"));
        QVERIFY(!missing);
        QVERIFY(missing.error().kind == ErrorKind::NotFound);
        make(QStringLiteral("file.jpg"));
        QVERIFY(!walk(m_root + QStringLiteral("/file.jpg")));
    }

    void cancelAndProgress() {
        for (int i = 0; i < 1500; ++i)
            make(QString::number(i) + QStringLiteral(".jpg"));
        std::vector<std::int64_t> seen;
        const auto result =
            walk(m_root, {}, {}, [&](std::int64_t files) { seen.push_back(files); });
        QVERIFY(result);
        QVERIFY(seen == std::vector<std::int64_t>({1024, 1500}));
        const CancelToken cancel;
        const auto cancelled = walk(m_root, {}, cancel, [&](std::int64_t) { cancel.cancel(); });
        QVERIFY(!cancelled);
        QVERIFY(cancelled.error().kind == ErrorKind::Cancelled);
    }

private:
    void make(const QString& name, const QByteArray& bytes = "x") {
        const QString path = m_root + QLatin1Char('/') + name;
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY2(file.open(QIODevice::WriteOnly), qPrintable(path));
        file.write(bytes);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_root;
};

SEMBLANCE_TEST(TestWalk)
#include "tst_walk.moc"
