#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include "core/scan/walk.h"
#include "tests/testmain.h"

using namespace semblance;

/// Walks of parts of a root find what a walk of the whole finds there.
class WalkPartsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void partsOfTheTree();
    void rulesOnTheWay();
    void whatIsNotThere();
    void foldersAreToldBeforeTheyAreListed();

private:
    void make(const QString& path, const QByteArray& bytes = "x") const {
        const QString whole = m_root + u'/' + path;
        QVERIFY(QDir().mkpath(QFileInfo(whole).path()));
        QFile file(whole);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    QString found(const FolderScopes& only, const QStringList& skip = {}) const {
        WalkOptions options;
        options.only = tidied(only);
        options.skipFolders = skip;
        const auto result = walk(m_root, options);
        if (!result || !result->unread.empty())
            return QStringLiteral("failed");
        QStringList paths;
        for (std::size_t i = 0; i < result->files.size(); ++i)
            paths.append(result->files.pathString(i));
        return paths.join(u' ');
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_root;
};

void WalkPartsTest::init() {
    m_dir = std::make_unique<QTemporaryDir>();
    m_root = QFileInfo(m_dir->path()).canonicalFilePath();
    for (const char* name : {"1.jpg", "a/2.jpg", "a/b/3.jpg", "a/b/c/4.jpg", "ab/5.jpg", "d/6.jpg"})
        make(QString::fromUtf8(name));
}

void WalkPartsTest::partsOfTheTree() {
    QCOMPARE(found({{"", false}}), QStringLiteral("1.jpg"));
    QCOMPARE(found({{"a", false}}), QStringLiteral("a/2.jpg"));
    QCOMPARE(found({{"a/b", true}, {"d", false}}), QStringLiteral("a/b/3.jpg a/b/c/4.jpg d/6.jpg"));
    QCOMPARE(found({{"a", false}, {"a/b/c", false}}), QStringLiteral("a/2.jpg a/b/c/4.jpg"));
    QCOMPARE(found({{"", true}}), found({}));
}

void WalkPartsTest::rulesOnTheWay() {
    make(QStringLiteral("a/.semblanceignore"), "/b\n");
    QCOMPARE(found({{"a/b/c", true}}), QString());
    QCOMPARE(found({{"a", true}}), QStringLiteral("a/2.jpg"));
    make(QStringLiteral("d/.nomedia"));
    make(QStringLiteral("d/e/7.jpg"));
    QCOMPARE(found({{"d", false}, {"d/e", true}}), QString());
    for (const char* name : {".hidden/8.jpg", "@eaDir/9.jpg", "x.photoslibrary/Thumbs/10.jpg",
                             "x.photoslibrary/originals/11.jpg"})
        make(QString::fromUtf8(name));
    QCOMPARE(found({{".hidden", true}, {"@eaDir", false}, {"x.photoslibrary/Thumbs", true}}),
             QString());
    QCOMPARE(found({{"x.photoslibrary/originals", true}}),
             QStringLiteral("x.photoslibrary/originals/11.jpg"));
    QCOMPARE(found({{"ab", true}}, {m_root + QStringLiteral("/ab")}), QString());
}

void WalkPartsTest::whatIsNotThere() {
    QCOMPARE(found({{"gone", true}, {"a/gone", false}, {"gone/deeper", true}}), QString());
    // A file in a folder's place, and what would lie in it.
    make(QStringLiteral("file"));
    QCOMPARE(found({{"file", true}, {"file/below", true}}), QString());
#ifdef Q_OS_UNIX
    QVERIFY(QFile::link(m_root + QStringLiteral("/a"), m_root + QStringLiteral("/link")));
    QCOMPARE(found({{"link", true}, {"link/b", false}}), QString());
#endif
}

void WalkPartsTest::foldersAreToldBeforeTheyAreListed() {
    QStringList entered;
    WalkOptions options;
    options.entering = [&](const std::string& folder) {
        entered.append(QString::fromStdString(folder));
        // Whoever watches from now on, and whoever lists, together miss nothing.
        make(QString::fromStdString(folder) + QStringLiteral("/late.png"));
    };
    const auto result = walk(m_root, options);
    QVERIFY(result);
    entered.sort();
    QCOMPARE(entered.join(u' '), QStringLiteral(" a a/b a/b/c ab d"));
    QCOMPARE(result->files.size(), std::size_t(12));
    entered.clear();
    options.only = {{"a", false}};
    QVERIFY(walk(m_root, options));
    QCOMPARE(entered, QStringList{QStringLiteral("a")});
}

SEMBLANCE_TEST(WalkPartsTest)
#include "tst_walkparts.moc"
