#include <QTest>

#include "core/scan/ignorefile.h"
#include "tests/testmain.h"

using namespace semblance;

class TestIgnoreFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linesMeanWhatTheyMeanForGit_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<bool>("isFolder");
        QTest::addColumn<bool>("out");
        const auto row = [](const char* text, const char* path, bool isFolder, bool out) {
            QTest::addRow("%s: %s%s", text, path, isFolder ? "/" : "")
                << QByteArray(text) << QByteArray(path) << isFolder << out;
        };
        row("", "a.jpg", false, false);
        row("# a.jpg", "a.jpg", false, false);
        row("\\#a.jpg", "#a.jpg", false, true);
        row("a.jpg", "a.jpg", false, true);
        row("a.jpg", "deep/er/a.jpg", false, true);
        row("A.JPG", "a.jpg", false, true);
        row("a.jpg", "ba.jpg", false, false);
        row("a.jpg   \r\n", "a.jpg", false, true);
        row("/a.jpg", "a.jpg", false, true);
        row("/a.jpg", "sub/a.jpg", false, false);
        row("sub/a.jpg", "sub/a.jpg", false, true);
        row("sub/a.jpg", "x/sub/a.jpg", false, false);
        row("**/sub/a.jpg", "x/sub/a.jpg", false, true);
        row("**/sub/a.jpg", "sub/a.jpg", false, true);
        row("raw/", "raw", true, true);
        row("raw/", "raw", false, false);
        row("*.png", "x/y.png", false, true);
        row("x*z", "x/z", false, false);
        row("x/**", "x/y/z.png", false, true);
        row("x/**/z.png", "x/z.png", false, true);
        row("x/**/z.png", "x/1/2/z.png", false, true);
        row("?.png", "a.png", false, true);
        row("?.png", "ab.png", false, false);
        row("[a-c].png", "b.png", false, true);
        row("[!a-c].png", "b.png", false, false);
        row("[!a-c].png", "d.png", false, true);
        row("[.png", "[.png", false, true);
        row("a+(b).png", "a+(b).png", false, true);
        row("*.png\n!a.png", "a.png", false, false);
        row("!a.png\n*.png", "a.png", false, true);
        row("Gr\u00fc\u00dfe*", "GR\u00dc\u00dfE.png", false, true);
        row("/", "a", true, false);
        row("!", "a", true, false);
    }

    void linesMeanWhatTheyMeanForGit() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, path);
        QFETCH(bool, isFolder);
        QFETCH(bool, out);
        const std::string below = "outer/" + path.toStdString();
        QCOMPARE(IgnoreFiles().within("", text).leavesOut(path.toStdString(), isFolder), out);
        QCOMPARE(IgnoreFiles().within("outer", text).leavesOut(below, isFolder), out);
    }

    void innerFilesCountBeforeOuterOnes() {
        const IgnoreFiles outer = IgnoreFiles().within("", "*.png\n");
        const IgnoreFiles inner = outer.within("sub", "!a.png\n");
        QVERIFY(outer.leavesOut("sub/a.png", false));
        QVERIFY(!inner.leavesOut("sub/a.png", false));
        QVERIFY(inner.leavesOut("sub/b.png", false));
    }
};

SEMBLANCE_TEST(TestIgnoreFile)
#include "tst_ignorefile.moc"
