#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <cstdio>
#include <thread>

#include "core/base/filelock.h"

using namespace semblance;

class TestFileLock : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneHolder();
    void goesWithItsProcess();
    void refusalsSayWhatTheyAre();

private:
    QTemporaryDir m_dir;
};

void TestFileLock::oneHolder() {
    const QString path = m_dir.filePath(QStringLiteral("l\u00f6ck"));
    auto first = FileLock::acquire(path);
    QVERIFY(first);
    const auto second = FileLock::acquire(path);
    QVERIFY(!second);
    QCOMPARE(second.error().kind, ErrorKind::Busy);
    std::thread([&] { first->reset(); }).join();
    QVERIFY(QFile::exists(path));
    QVERIFY(FileLock::acquire(path));
}

void TestFileLock::goesWithItsProcess() {
    // This program again, as one that holds the lock until it is killed.
    const QString path = m_dir.filePath(QStringLiteral("killed"));
    QProcess holder;
    holder.start(QCoreApplication::applicationFilePath(), {QStringLiteral("hold"), path});
    QVERIFY(holder.waitForReadyRead(60000));
    QCOMPARE(FileLock::acquire(path).error().kind, ErrorKind::Busy);
    holder.kill();
    QVERIFY(holder.waitForFinished());
    QVERIFY(FileLock::acquire(path));
}

void TestFileLock::refusalsSayWhatTheyAre() {
    const auto nowhere = FileLock::acquire(m_dir.filePath(QStringLiteral("no/folder/lock")));
    QVERIFY(!nowhere);
    QVERIFY(nowhere.error().kind != ErrorKind::Busy);
}

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    if (argc == 3 && QByteArray(argv[1]) == "hold") {
        const auto lock = FileLock::acquire(QString::fromLocal8Bit(argv[2]));
        std::puts(lock ? "held" : "refused");
        std::fflush(stdout);
        // Until it is killed.
        std::getchar();
        return 0;
    }
    TestFileLock test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_filelock.moc"
