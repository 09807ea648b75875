// Copies, lists and contact sheets of many pictures, with real files.

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include "tests/testmain.h"
#include "ui/files/copyfiles.h"
#include "ui/files/sheets.h"

using namespace semblance;

class TestFileTasks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void copiesAndNumbers();
    void leavesWhatCannotBeRead();
    void stopsWhenTold();
    void saysWhereNothingCanBeWritten();
    void writesTables();
    void drawsSheets();

private:
    QString write(const QString& name, const QByteArray& bytes) const {
        const QString path = m_dir->filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(path));
        return path;
    }
    static QByteArray read(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QDir m_out;
};

void TestFileTasks::init() {
    m_dir = std::make_unique<QTemporaryDir>();
    m_out = QDir(m_dir->filePath(QStringLiteral("out")));
    QVERIFY(m_out.mkpath(QStringLiteral(".")));
}

void TestFileTasks::copiesAndNumbers() {
    const QByteArray large(3 * 1024 * 1024 + 17, 'x');
    const QStringList files{write(QStringLiteral("a/beach.jpg"), "first"),
                            write(QStringLiteral("b/beach.jpg"), "second"),
                            write(QStringLiteral("c/beach.jpg"), large),
                            write(QStringLiteral("c/ü no ending"), "")};
    QFile there(m_out.filePath(QStringLiteral("beach.jpg")));
    QVERIFY(there.open(QIODevice::WriteOnly));
    there.write("mine");
    there.close();
    const QDateTime time(QDate(2011, 2, 3), QTime(4, 5, 6));
    QFile first(files.first());
    QVERIFY(first.open(QIODevice::ReadWrite));
    QVERIFY(first.setFileTime(time, QFileDevice::FileModificationTime));
    first.close();

    const auto done = copyFiles(files, m_out.path(), {});
    QVERIFY(done);
    QCOMPARE(done->copied, 4);
    QCOMPARE(done->renamed, 3);
    QVERIFY(done->left.isEmpty() && !done->isCancelled);
    QCOMPARE(read(m_out.filePath(QStringLiteral("beach.jpg"))), QByteArray("mine"));
    QCOMPARE(read(m_out.filePath(QStringLiteral("beach (2).jpg"))), QByteArray("first"));
    QCOMPARE(read(m_out.filePath(QStringLiteral("beach (3).jpg"))), QByteArray("second"));
    QCOMPARE(read(m_out.filePath(QStringLiteral("beach (4).jpg"))), large);
    QVERIFY(m_out.exists(QStringLiteral("ü no ending")));
    QCOMPARE(QFileInfo(m_out.filePath(QStringLiteral("beach (2).jpg"))).lastModified(), time);
    // The pictures themselves are as they were.
    QCOMPARE(read(files[0]), QByteArray("first"));
    QCOMPARE(QFileInfo(files[0]).lastModified(), time);
}

void TestFileTasks::leavesWhatCannotBeRead() {
    const QString gone = m_dir->filePath(QStringLiteral("gone.jpg"));
    const auto done =
        copyFiles({gone, m_dir->path(), write(QStringLiteral("a.jpg"), "a")}, m_out.path(), {});
    QVERIFY(done);
    QCOMPARE(done->copied, 1);
    QCOMPARE(done->left, (QStringList{gone, m_dir->path()}));
    QCOMPARE(m_out.entryList(QDir::Files), QStringList{QStringLiteral("a.jpg")});
}

void TestFileTasks::stopsWhenTold() {
    QStringList files;
    for (int i = 0; i < 5; ++i)
        files.append(write(QString::number(i), QByteArray(100, 'x')));
    TaskControl control;
    QList<qint64> told;
    control.progress = [&](qint64 done, qint64 all) {
        QCOMPARE(all, 5);
        told.append(done);
        if (done == 2)
            control.cancel.cancel();
    };
    const auto done = copyFiles(files, m_out.path(), control);
    QVERIFY(done && done->isCancelled);
    QCOMPARE(done->copied, 2);
    QCOMPARE(told, (QList<qint64>{0, 1, 2}));
    // No half of a file.
    QCOMPARE(m_out.entryList(QDir::Files), (QStringList{QStringLiteral("0"), QStringLiteral("1")}));
}

void TestFileTasks::saysWhereNothingCanBeWritten() {
    const QString file = write(QStringLiteral("a.jpg"), "a");
    const auto nowhere = copyFiles({file}, m_out.filePath(QStringLiteral("nowhere")), {});
    QVERIFY(!nowhere);
    QVERIFY(nowhere.error().sentence.contains(QStringLiteral("nowhere")));
    QVERIFY(!writeWhole(m_out.filePath(QStringLiteral("nowhere/list.csv")), "x"));
}

void TestFileTasks::writesTables() {
    SheetPicture one{QStringLiteral("/p/a \"b\", c.jpg"), {}, 0.25f};
    one.facts.width = 640;
    one.facts.height = 480;
    one.facts.format = QStringLiteral("jpeg");
    one.facts.capturedMs = 1'000'000'000'000;
    one.facts.camera = QStringLiteral("=HYPERLINK(\"x\")");
    one.facts.keywords = {QStringLiteral("ü"), QStringLiteral("b")};
    one.facts.rating = 4;
    const QList<QByteArray> lines = csvOf({one, {QStringLiteral("/p/d.png"), {}, {}}}).split('\n');
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines[0].trimmed(),
             QByteArray("path,name,date,width,height,format,camera,lens,rating,title,tags,score"));
    QCOMPARE(lines[1].trimmed(),
             QByteArray("\"/p/a \"\"b\"\", c.jpg\",\"a \"\"b\"\", c.jpg\",2001-09-09T01:46:40,640,"
                        "480,jpeg,\"'=HYPERLINK(\"\"x\"\")\",\"\",4,\"\",\"ü; b\",0.2500"));
    QCOMPARE(lines[2].trimmed(), QByteArray("\"/p/d.png\",\"d.png\",,,,,\"\",\"\",,\"\",\"\","));

    const QJsonArray json = QJsonDocument::fromJson(jsonOf({one})).array();
    QCOMPARE(json.size(), 1);
    QCOMPARE(json[0][QStringLiteral("path")].toString(), one.path);
    QCOMPARE(json[0][QStringLiteral("tags")].toArray().size(), 2);
    QCOMPARE(json[0][QStringLiteral("rating")].toInt(), 4);
}

void TestFileTasks::drawsSheets() {
    std::vector<SheetPicture> pictures;
    for (int i = 0; i < 45; ++i)
        pictures.push_back({QStringLiteral("/p/<%1>.jpg").arg(i), {}, {}});
    const auto image = [](std::size_t number) {
        QImage made(number % 2 ? QSize(512, 300) : QSize(200, 512), QImage::Format_RGB32);
        made.fill(QColor::fromHsv(int(number) * 7, 200, 200));
        return number == 3 ? QImage() : made;
    };
    const QString pdf = m_out.filePath(QStringLiteral("sheet.pdf"));
    QVERIFY(writePdf(pdf, QStringLiteral("a cat"), pictures, image, {}));
    const QByteArray bytes = read(pdf);
    QVERIFY(bytes.startsWith("%PDF-"));
    QVERIFY2(bytes.contains("/Count 3"), "45 pictures are three pages of 20");

    const QString html = m_out.filePath(QStringLiteral("sheet.html"));
    QVERIFY(writeHtml(html, QStringLiteral("<b>"), pictures, image, {}));
    const QByteArray page = read(html);
    QCOMPARE(page.count("<img "), 44);
    QCOMPARE(page.count("<figcaption>"), 45);
    QVERIFY(page.contains("&lt;44&gt;.jpg") && page.contains("<h1>&lt;b&gt;</h1>"));
    const qsizetype at = page.indexOf("base64,") + 7;
    const QByteArray first = QByteArray::fromBase64(page.mid(at, page.indexOf('"', at) - at));
    QVERIFY(!QImage::fromData(first).isNull());

    TaskControl control;
    control.cancel.cancel();
    const QString none = m_out.filePath(QStringLiteral("none.pdf"));
    QVERIFY(!writePdf(none, {}, pictures, image, control));
    QVERIFY(!QFile::exists(none));
}

SEMBLANCE_GUI_TEST(TestFileTasks)
#include "tst_filetasks.moc"
