// What is offered before there are pictures of one's own.

#include <QDir>
#include <QFile>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include "tests/testmain.h"
#include "ui/style/icons.h"
#include "ui/window/picturesoffer.h"
#include "ui/window/welcomestrip.h"

using namespace semblance;

class TestFirstStart : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        initResources();
        // Where a user's folders are, for every system's way to find them.
        qputenv("HOME", home.path().toUtf8());
        qputenv("XDG_CONFIG_HOME", home.filePath(QStringLiteral("config")).toUtf8());
        if (QStandardPaths::writableLocation(QStandardPaths::PicturesLocation) != folder())
            QSKIP("The Pictures folder cannot be moved here.");
    }

    void offersTheUsersPictures();
    void offersAnyFolderWhereThereAreNone();

private:
    QString folder() const { return home.filePath(QStringLiteral("Pictures")); }
    void write(const QString& name) const {
        QFile file(folder() + u'/' + name);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("x") == 1);
    }

    QTemporaryDir home;
};

void TestFirstStart::offersTheUsersPictures() {
    QVERIFY(QDir().mkpath(folder() + QStringLiteral("/2023/June")));
    for (const char* name : {"a.jpg", "2023/b.png", "2023/June/c.heic", "2023/list.txt"})
        write(QLatin1StringView(name));
    WelcomeStrip strip;
    auto* add = strip.findChild<QPushButton*>(QStringLiteral("welcomeAddFolder"));
    QCOMPARE(add->text(), QStringLiteral("Add folder…"));
    QSignalSpy pictures(&strip, &WelcomeStrip::picturesWanted);
    QSignalSpy any(&strip, &WelcomeStrip::addFolderWanted);
    strip.show();
    QTRY_COMPARE_WITH_TIMEOUT(add->text(), QStringLiteral("Add my pictures (3)"), 30000);
    QVERIFY(add->toolTip().contains(QDir::toNativeSeparators(folder())));
    add->click();
    QCOMPARE(pictures.count(), 1);
    QCOMPARE(pictures.first().first().toString(), folder());
    // It is in the library by now, or what holds it is.
    for (const QString& known : {folder(), home.path()}) {
        strip.pictures().setFolders({QStringLiteral("/elsewhere"), known});
        QCOMPARE(add->text(), QStringLiteral("Add folder…"));
    }
    add->click();
    QCOMPARE(pictures.count(), 1);
    QCOMPARE(any.count(), 1);
    strip.pictures().setFolders({folder() + QStringLiteral("/2023")});
    QCOMPARE(add->text(), QStringLiteral("Add my pictures (3)"));
}

void TestFirstStart::offersAnyFolderWhereThereAreNone() {
    QVERIFY(QDir(folder()).removeRecursively());
    WelcomeStrip strip;
    strip.show();
    QTest::qWait(100);
    auto* add = strip.findChild<QPushButton*>(QStringLiteral("welcomeAddFolder"));
    QCOMPARE(add->text(), QStringLiteral("Add folder…"));
    QSignalSpy any(&strip, &WelcomeStrip::addFolderWanted);
    add->click();
    QCOMPARE(any.count(), 1);
}

SEMBLANCE_GUI_TEST(TestFirstStart)
#include "tst_firststart.moc"
