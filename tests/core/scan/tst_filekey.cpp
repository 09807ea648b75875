#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <span>

#include "core/base/hash.h"
#include "core/scan/filekey.h"
#include "tests/core/unprivileged.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

QByteArray pattern(qsizetype size) {
    QByteArray bytes(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = static_cast<char>((i * 31 + i / 251) & 0xff);
    return bytes;
}

QByteArray hashOf(const QByteArray& bytes) {
    return xxh3(
        std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
}

}  // namespace

class TestContentKey : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void followsItsDefinition_data() {
        QTest::addColumn<int>("size");
        for (const int size : {0, 1, 1000, 256 << 10, (256 << 10) + 1, (768 << 10) - 1, 768 << 10,
                               (768 << 10) + 1, 1 << 20, 3'000'001})
            QTest::addRow("%d bytes", size) << size;
    }

    void followsItsDefinition() {
        QFETCH(int, size);
        const QByteArray bytes = pattern(size);
        const QString path = write(bytes);
        constexpr int piece = 256 << 10;
        const QByteArray read =
            size <= 3 * piece
                ? bytes
                : bytes.first(piece) + bytes.mid((size - piece) / 2, piece) + bytes.last(piece);
        const auto key = contentKey(path);
        QVERIFY(key);
        QCOMPARE(key->size(), 24);
        QCOMPARE(key->first(8).toHex(), QByteArray::number(size, 16).rightJustified(16, '0'));
        QCOMPARE(key->mid(8), hashOf(read));
        const auto full = fullHash(path);
        QVERIFY(full);
        QCOMPARE(*full, hashOf(bytes));
    }

    void bytesInMemoryHaveTheSame() {
        for (const int size : {0, 1000, 768 << 10, 3'000'001}) {
            const QByteArray bytes = pattern(size);
            const QString path = write(bytes);
            QCOMPARE(contentKeyOf(bytes), contentKey(path).value_or(QByteArray()));
            QCOMPARE(fullHashOf(bytes), fullHash(path).value_or(QByteArray()));
        }
    }

    void editsShow() {
        QByteArray bytes = pattern(2 << 20);
        const QString path = write(bytes);
        const auto key = contentKey(path);
        const auto full = fullHash(path);
        // Between the pieces only the full hash sees it.
        bytes[300 << 10] = static_cast<char>(bytes[300 << 10] + 1);
        write(bytes);
        QCOMPARE(*contentKey(path), *key);
        QVERIFY(*fullHash(path) != *full);
        for (const qsizetype place : {qsizetype(0), bytes.size() / 2, bytes.size() - 1}) {
            QByteArray edited = bytes;
            edited[place] = static_cast<char>(edited[place] + 1);
            write(edited);
            QVERIFY(*contentKey(path) != *key);
        }
    }

    void failuresAreSentences() {
        const auto missing = contentKey(m_dir.filePath(QStringLiteral("no.jpg")));
        QVERIFY(!missing);
        QVERIFY(missing.error().kind == ErrorKind::NotFound);
        QVERIFY(missing.error().sentence.endsWith(QLatin1Char('.')));
        const CancelToken cancel;
        cancel.cancel();
        QVERIFY(fullHash(write(pattern(10)), cancel).error().kind == ErrorKind::Cancelled);
        QVERIFY(!contentKey(m_dir.path()));

        const QString path = write(pattern(10));
        QFile::setPermissions(m_dir.path(), QFileDevice::Permissions(0x7755));
        QFile::setPermissions(path, QFileDevice::WriteOwner);
        const test::Unprivileged user;
        if (!user.isBound())
            QSKIP("Permissions cannot be tested here.");
        QVERIFY(contentKey(path).error().kind == ErrorKind::Permission);
    }

private:
    QString write(const QByteArray& bytes) {
        QFile file(m_dir.filePath(QStringLiteral("file")));
        if (file.open(QIODevice::WriteOnly))
            file.write(bytes);
        return file.fileName();
    }

    QTemporaryDir m_dir;
};

SEMBLANCE_TEST(TestContentKey)
#include "tst_filekey.moc"
