#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/regularfile.h"
#include "tests/core/unprivileged.h"
#include "tests/testmain.h"

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#endif

using namespace semblance;

namespace {
QByteArray contentOf(const FileHandle& file) {
    QByteArray bytes(momentOf(file).stat.size, '\0');
    return readAt(file, 0, bytes.data(), bytes.size()).value_or(-1) == bytes.size() ? bytes : "";
}
}  // namespace

class RegularFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opensFilesAndLinks();
    void whatIsNotThere();
    void whatIsNoFile();
    void whatMayNotBeRead();
    void momentsTellWrites();

private:
    QString path(const char* name) const { return m_dir.filePath(QLatin1StringView(name)); }
    QString write(const char* name, const QByteArray& bytes) const {
        QFile file(path(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(bytes);
        return file.fileName();
    }

    QTemporaryDir m_dir;
};

void RegularFileTest::opensFilesAndLinks() {
    const QString file = write("a file \xc3\xa4\n", "content");
    const auto opened = openRegularFile(file);
    QVERIFY(opened);
    QCOMPARE(contentOf(*opened), QByteArray("content"));
    QCOMPARE(contentOf(*opened), QByteArray("content"));
    QVERIFY(QFile::link(file, path("link")));
    const auto linked = openRegularFile(path("link"));
    QVERIFY(linked);
    QCOMPARE(contentOf(*linked), QByteArray("content"));
    QByteArray part(4, '\0');
    QCOMPARE(readAt(*linked, 5, part.data(), 4).value_or(-1), 2);
    QVERIFY(part.startsWith("nt"));
    QCOMPARE(readAt(*linked, 100, part.data(), 4).value_or(-1), 0);
}

void RegularFileTest::whatIsNotThere() {
    QVERIFY(QFile::link(path("nowhere"), path("broken link")));
    for (const QString& name :
         {path("nowhere"), path("broken link"), path("no/folder"), QString(), path("a") + QChar(),
          QString(300, u'n'), QStringLiteral("folder/").repeated(1000)})
        QCOMPARE(openRegularFile(name).error().kind, ErrorKind::NotFound);
}

void RegularFileTest::whatIsNoFile() {
    QVERIFY(QDir().mkdir(path("folder")));
    QStringList others{path("folder")};
#ifdef Q_OS_UNIX
    QCOMPARE(::mkfifo(QFile::encodeName(path("pipe")).constData(), 0600), 0);
    const int listener = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray name = QFile::encodeName(path("socket"));
    QVERIFY(name.size() < qsizetype(sizeof address.sun_path));
    std::copy(name.begin(), name.end(), address.sun_path);
    QCOMPARE(::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    ::close(listener);
    QVERIFY(QFile::link(path("pipe"), path("link to pipe")));
    others << path("pipe") << path("socket") << path("link to pipe") << QStringLiteral("/dev/zero")
           << QStringLiteral("/dev/tty");
#endif
    for (const QString& other : others) {
        const auto opened = openRegularFile(other);
        QVERIFY2(!opened, qPrintable(other));
        QCOMPARE(opened.error().kind, ErrorKind::BadInput);
        QVERIFY(opened.error().sentence.endsWith(u'.'));
    }
}

void RegularFileTest::whatMayNotBeRead() {
    const QString file = write("secret", "content");
    QVERIFY(QFile::setPermissions(m_dir.path(), QFileDevice::Permissions(0x7755)));
    QVERIFY(QFile::setPermissions(file, QFileDevice::WriteOwner));
    const test::Unprivileged user;
    if (!user.isBound())
        QSKIP("Permissions cannot be tested here.");
    QCOMPARE(openRegularFile(file).error().kind, ErrorKind::Permission);
}

void RegularFileTest::momentsTellWrites() {
    const QString path = write("written", "content");
    const auto file = openRegularFile(path);
    QVERIFY(file);
    const FileMoment before = momentOf(*file);
    QCOMPARE(before.stat.size, 7);
    QVERIFY(before == momentOf(*file));
    // Whoever sets the time back does not hide that something was written.
    QFile writer(path);
    QTRY_VERIFY([&] {
        if (!writer.open(QIODevice::ReadWrite) || writer.write("CONTENT") != 7)
            return false;
        writer.setFileTime(QDateTime::fromMSecsSinceEpoch(before.stat.mtimeNs / 1'000'000),
                           QFileDevice::FileModificationTime);
        writer.close();
        return !(before == momentOf(*file));
    }());
}

SEMBLANCE_TEST(RegularFileTest)
#include "tst_regularfile.moc"
