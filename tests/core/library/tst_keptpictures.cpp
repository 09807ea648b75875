#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include "core/library/keptpictures.h"
#include "core/query/queryjson.h"
#include "tests/testmain.h"

using namespace semblance;

class TestKeptPictures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { dir = std::make_unique<QTemporaryDir>(); }

    void onePictureIsKeptOnce();
    void aQueryLivesOn();
    void whatNothingRefersToGoes();
    void onlyItsOwnFilesGo();
    void aFullFolderTakesNoMore();

private:
    KeptPictures kept() const { return KeptPictures(dir->path()); }
    /// As if it had been used last so many days ago.
    static void age(const QString& path, int days) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(QDateTime::currentDateTime().addDays(-days),
                                 QFileDevice::FileModificationTime));
    }

    std::unique_ptr<QTemporaryDir> dir;
};

void TestKeptPictures::onePictureIsKeptOnce() {
    const auto first = kept().keep("one", QStringLiteral("PNG"));
    QVERIFY(first && QFileInfo(*first).isAbsolute());
    QVERIFY(KeptPictures::isKept(*first));
    QVERIFY(!KeptPictures::isKept(QStringLiteral("/pictures/kept/cat.png")));
    QCOMPARE(QFileInfo(*first).path(), dir->filePath(QStringLiteral("kept")));
    QCOMPARE(*kept().keep("one", QStringLiteral("png")), *first);
    const auto other = kept().keep("two", QStringLiteral("png"));
    QVERIFY(other && *other != *first);
    QFile file(*first);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("one"));
    // One that was damaged is written anew.
    file.close();
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.close();
    QVERIFY(kept().keep("one", QStringLiteral("png")));
    QCOMPARE(QFileInfo(*first).size(), 3);
}

void TestKeptPictures::aQueryLivesOn() {
    Query query;
    query.references.resize(1);
    query.references[0].picture.path = *kept().keep("one", QStringLiteral("png"));
    query.references[0].picture.region = QRectF(0, 0, 0.5, 0.5);
    const auto read = queryFromJson(toJson(query));
    QVERIFY(read);
    QCOMPARE(*read, query);
    QVERIFY(QFile::exists(read->references[0].picture.path));
}

void TestKeptPictures::whatNothingRefersToGoes() {
    const QString fresh = *kept().keep("fresh", QStringLiteral("png"));
    const QString old = *kept().keep("old", QStringLiteral("png"));
    const QString referred = *kept().keep("referred", QStringLiteral("png"));
    const QString again = *kept().keep("again", QStringLiteral("png"));
    age(fresh, 89);
    for (const QString& path : {old, referred, again})
        age(path, 91);
    QVERIFY(kept().keep("again", QStringLiteral("png")));
    const QDateTime now = QDateTime::currentDateTime();
    QCOMPARE(kept().clean({referred}, now), 1);
    QVERIFY(!QFile::exists(old));
    for (const QString& path : {fresh, referred, again})
        QVERIFY(QFile::exists(path));
    // What was referred to has its time before it again.
    QCOMPARE(kept().clean({}, now.addDays(89)), 1);
    QVERIFY(!QFile::exists(fresh) && QFile::exists(referred));
}

void TestKeptPictures::onlyItsOwnFilesGo() {
    const QString one = *kept().keep("one", QStringLiteral("png"));
    const QString users = QFileInfo(one).path() + QStringLiteral("/holiday.png");
    QVERIFY(QFile::copy(one, users));
    age(one, 100);
    age(users, 100);
    QCOMPARE(kept().clean({}, QDateTime::currentDateTime()), 1);
    QVERIFY(QFile::exists(users) && !QFile::exists(one));
    QCOMPARE(KeptPictures(dir->filePath(QStringLiteral("nowhere"))).clean({}, {}), 0);
}

void TestKeptPictures::aFullFolderTakesNoMore() {
    QList<QString> paths;
    for (const char* bytes : {"longest unused", "unused", "used"})
        paths.append(*kept().keep(bytes, QStringLiteral("png")));
    // Sparse files: no disk is filled.
    for (const QString& path : paths)
        QVERIFY(QFile::resize(path, KeptPictures::mostBytes / 3 + 1));
    for (int i = 0; i < paths.size(); ++i)
        age(paths[i], 30 - 10 * i);
    const auto more = kept().keep("x", QStringLiteral("png"));
    QVERIFY(!more);
    QCOMPARE(more.error().kind, ErrorKind::NoSpace);
    QCOMPARE(kept().clean({paths[0]}, QDateTime::currentDateTime()), 2);
    QVERIFY(QFile::exists(paths[0]));
    QVERIFY(kept().keep("x", QStringLiteral("png")));
}

SEMBLANCE_TEST(TestKeptPictures)
#include "tst_keptpictures.moc"
