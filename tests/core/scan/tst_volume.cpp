#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "core/scan/mounts.h"
#include "core/scan/volume.h"
#include "tests/core/mounted.h"
#include "tests/testmain.h"

using namespace semblance;

class TestVolume : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFolderIsFoundWhereItWas() {
        const auto place = locateRoot(folder(QStringLiteral("photos äöü 🌴")));
        QVERIFY(place);
        QVERIFY(!place->volumeId.isEmpty());
        QVERIFY(place->path.endsWith(QStringLiteral("photos äöü 🌴")));
        QVERIFY(place->path.endsWith(place->pathOnVolume));
        QVERIFY(!place->pathOnVolume.startsWith(QLatin1Char('/')));
        QVERIFY(findRoot(*place).state == RootState::Present);
        QCOMPARE(findRoot(*place).path, place->path);
    }

    void linksAndDotsLeadToOnePlace() {
        const QString real = folder(QStringLiteral("real"));
        QVERIFY(QFile::link(real, m_dir.filePath(QStringLiteral("link"))));
        const auto place = locateRoot(real);
        QVERIFY(*locateRoot(m_dir.filePath(QStringLiteral("link"))) == *place);
        QVERIFY(*locateRoot(real + QStringLiteral("/../real/")) == *place);
    }

    void aMissingFolderIsNotAnAbsentDisk() {
        auto place = locateRoot(folder(QStringLiteral("gone")));
        QVERIFY(QDir().rmdir(place->path));
        QVERIFY(findRoot(*place).state == RootState::FolderMissing);
        place->volumeId = QStringLiteral("0000-no-such-volume");
        QVERIFY(findRoot(*place).state == RootState::VolumeAbsent);
        QCOMPARE(findRoot(*place).path, place->path);
        // Nor is a folder of the same name on another disk the root.
        QVERIFY(QDir().mkdir(place->path));
        QVERIFY(findRoot(*place).state == RootState::VolumeAbsent);
    }

    void aPlaceIsFoundByItsVolume() {
        auto place = locateRoot(folder(QStringLiteral("moved")));
        const QString now = place->path;
        place->path = QStringLiteral("/no/such/mount/point/moved");
        const RootPresence presence = findRoot(*place);
        // Found only where the system lists the volume among its mounts; never somewhere else.
        if (presence.state == RootState::Present)
            QCOMPARE(presence.path, now);
    }

    void badRoots() {
        const auto missing = locateRoot(m_dir.filePath(QStringLiteral("no")));
        QVERIFY(missing.error().kind == ErrorKind::NotFound);
        QFile file(m_dir.filePath(QStringLiteral("file.jpg")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto notAFolder = locateRoot(file.fileName());
        QVERIFY(notAFolder.error().kind == ErrorKind::BadInput);
        QVERIFY(notAFolder.error().sentence.endsWith(QLatin1Char('.')));
        QVERIFY(locateRoot(QString()).error().kind == ErrorKind::NotFound);
    }

    void anUnmountedDisk() {
        const QString mount = folder(QStringLiteral("disk"));
        const auto run = [](const QStringList& command) {
            return QProcess::execute(command.first(), command.mid(1)) == 0;
        };
        if (!run({QStringLiteral("mount"), QStringLiteral("-t"), QStringLiteral("tmpfs"),
                  QStringLiteral("-o"), QStringLiteral("size=1m"), QStringLiteral("tmpfs"), mount}))
            QSKIP("No file system can be mounted here.");
        const auto place = locateRoot(folder(QStringLiteral("disk/photos")));
        const RootPresence mounted = place ? findRoot(*place) : RootPresence();
        QVERIFY(run({QStringLiteral("umount"), mount}));
        QVERIFY(mounted.state == RootState::Present);
        QCOMPARE(place->pathOnVolume, QStringLiteral("photos"));
        QVERIFY(findRoot(*place).state == RootState::VolumeAbsent);
    }

    void anotherDiskInTheSamePlaceIsNotTheRoot() {
        const QString mount = folder(QStringLiteral("slot"));
        test::Mounted first = test::Mounted::memory(mount);
        if (!first.isThere())
            QSKIP("No file system can be mounted here.");
        const auto place = locateRoot(folder(QStringLiteral("slot/photos")));
        QVERIFY(place);
        QVERIFY(answers(*place));
        {
            // Over it, and in its place.
            const test::Mounted over = test::Mounted::memory(mount);
            QVERIFY(!folder(QStringLiteral("slot/photos/other")).isEmpty());
            QVERIFY(findRoot(*place).state == RootState::VolumeAbsent ||
                    findRoot(*place).state == RootState::FolderMissing);
            QVERIFY(!answers(*place));
            QVERIFY(locateRoot(place->path)->volumeId != place->volumeId);
        }
        QVERIFY(findRoot(*place).state == RootState::Present);
        first.unmount();
        QVERIFY(findRoot(*place).state == RootState::VolumeAbsent);
        const test::Mounted second = test::Mounted::memory(mount);
        QVERIFY(!folder(QStringLiteral("slot/photos/other")).isEmpty());
        QVERIFY(findRoot(*place).state == RootState::VolumeAbsent);
    }

    void aBoundFolderIsTheFolder() {
        const QString real = folder(QStringLiteral("bound/real"));
        const QString seen = m_dir.filePath(QStringLiteral("bound/seen"));
        test::Mounted bound = test::Mounted::bind(real, seen);
        if (!bound.isThere())
            QSKIP("No file system can be mounted here.");
        const auto place = locateRoot(seen);
        QVERIFY(place);
        QCOMPARE(place->path, QFileInfo(seen).canonicalFilePath());
        QCOMPARE(place->volumeId, locateRoot(real)->volumeId);
        QCOMPARE(place->pathOnVolume, locateRoot(real)->pathOnVolume);
        QCOMPARE(findRoot(*place).path, place->path);
        // The empty folder that is left is not the root; what was seen there is.
        bound.unmount();
        QVERIFY(findRoot(*place).state == RootState::Present);
        QCOMPARE(findRoot(*place).path, QFileInfo(real).canonicalFilePath());
    }

    void whatAnOlderVersionNotedIsFound() {
        auto place = locateRoot(folder(QStringLiteral("older")));
        QVERIFY(place);
        place->volumeId = place->volumeId.section(QLatin1Char('#'), 0, 0);
        QVERIFY(findRoot(*place).state == RootState::Present);
    }

    void aPlaceForADisk() {
        QVERIFY(!isEmptyMountPoint(folder(QStringLiteral("empty"))));
        const QString usual = QStringLiteral("/media/semblance-test-%1").arg(quintptr(this));
        if (!QDir().mkpath(usual + QStringLiteral("/disk")))
            QSKIP("No folder can be made in /media.");
        const bool isPlace = isEmptyMountPoint(usual + QStringLiteral("/disk"));
        QFile file(usual + QStringLiteral("/disk/a.jpg"));
        const bool isMade = file.open(QIODevice::WriteOnly);
        file.close();
        const bool isFull = isEmptyMountPoint(usual + QStringLiteral("/disk"));
        file.remove();
        bool isMounted = false;
        {
            const test::Mounted disk = test::Mounted::memory(usual + QStringLiteral("/disk"));
            isMounted = disk.isThere() && isEmptyMountPoint(usual + QStringLiteral("/disk"));
        }
        QDir(usual).removeRecursively();
        QVERIFY(isPlace);
        QVERIFY(isMade);
        QVERIFY(!isFull);
        QVERIFY(!isMounted);
    }

private:
    QString folder(const QString& name) {
        const QString path = m_dir.filePath(name);
        return QDir().mkpath(path) ? path : QString();
    }

    QTemporaryDir m_dir;
};

SEMBLANCE_TEST(TestVolume)
#include "tst_volume.moc"
