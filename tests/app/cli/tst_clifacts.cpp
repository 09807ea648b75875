#include <SQLiteCpp/SQLiteCpp.h>

#include <QBuffer>
#include <QDir>
#include <QImage>
#include <QTest>

#include "core/store/librarypaths.h"
#include "tests/app/cli/programs.h"
#include "tests/core/media/fixtures.h"
#include "tests/core/media/metadatafixtures.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {
QImage plain(const QColor& colour) {
    QImage image(120, 80, QImage::Format_RGB32);
    image.fill(colour);
    return image;
}

QByteArray png(const QImage& image) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "png");
    return buffer.data();
}

/// Degrees north (or south) and east (or west), as a camera writes them.
QByteArray taken(const QColor& colour, int north, int east) {
    const auto degrees = [](int value) {
        return QList<std::pair<quint32, quint32>>{{quint32(std::abs(value)), 100}, {0, 1}, {0, 1}};
    };
    const fixtures::ExifTags tags{
        {},
        {},
        {fixtures::asciiTag(1, north < 0 ? "S" : "N"), fixtures::rationalTag(2, degrees(north)),
         fixtures::asciiTag(3, east < 0 ? "W" : "E"), fixtures::rationalTag(4, degrees(east))}};
    return fixtures::withSegments(fixtures::encoded(plain(colour), "jpg"),
                                  {fixtures::exifSegment(fixtures::exifBlock(tags))});
}
}  // namespace

/// Places and colours of real pictures, from the file to the filter.
class CliFactsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void placesAreNamed_data();
    void placesAreNamed();
    void coloursAreFound_data();
    void coloursAreFound();
    void anOlderLibraryGetsThemFromItsThumbnails();

private:
    QString picture(const QString& name) const {
        return m_programs.path(QStringLiteral("pictures/")) + name;
    }
    /// The names of the pictures that a filter means, sorted.
    QStringList filtered(const QString& filter);

    Programs m_programs;
};

QStringList CliFactsTest::filtered(const QString& filter) {
    const ProgramRun run = m_programs.cli(
        {QStringLiteral("search"), QStringLiteral("--json"), QStringLiteral("--filter"), filter});
    QStringList names;
    for (const QString& path : pathsOf(run.last()))
        names.append(path.section(u'/', -1));
    names.sort();
    return names;
}

void CliFactsTest::initTestCase() {
    QVERIFY(QDir().mkpath(picture({})));
    QVERIFY(writeFile(picture(QStringLiteral("rome.jpg")), taken(QColor(200, 30, 30), 4189, 1249)));
    QVERIFY(writeFile(picture(QStringLiteral("milan.jpg")), taken(QColor(200, 30, 32), 4546, 919)));
    QVERIFY(
        writeFile(picture(QStringLiteral("fiji.jpg")), taken(QColor(20, 60, 200), -1681, -17999)));
    QVERIFY(writeFile(picture(QStringLiteral("sea.jpg")), taken(QColor(24, 64, 200), 0, -14000)));
    // A green half; the other one is not there, whatever its colour would be.
    QImage half(120, 80, QImage::Format_ARGB32);
    half.fill(QColor(220, 20, 20, 0));
    for (int y = 0; y < 80; ++y) {
        for (int x = 0; x < 60; ++x)
            half.setPixelColor(x, y, QColor(30, 140, 50));
    }
    QVERIFY(writeFile(picture(QStringLiteral("half.png")), png(half)));
    // A tenth of it is red.
    QImage mixed = plain(Qt::white);
    for (int y = 0; y < 80; ++y) {
        for (int x = 0; x < 24; ++x)
            mixed.setPixelColor(x, y, QColor(200, 30, 30));
    }
    QVERIFY(writeFile(picture(QStringLiteral("mixed.png")), png(mixed)));
    COMPARE_EXIT(m_programs.index({picture({})}), 0);
}

void CliFactsTest::placesAreNamed_data() {
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("names");
    const auto row = [](const char* filter, const char* names) {
        QTest::newRow(filter) << QString::fromLatin1(filter) << QString::fromLatin1(names);
    };
    row("place:rome", "rome.jpg");
    row("place:Italy", "milan.jpg rome.jpg");
    row("place:italy/lazio", "rome.jpg");
    row("-place:italy", "fiji.jpg half.png mixed.png sea.jpg");
    // On the other side of the date line.
    row("place:fiji", "fiji.jpg");
    row("place:rome place:fiji", "fiji.jpg rome.jpg");
    row("place:nowhere", "");
}

void CliFactsTest::placesAreNamed() {
    QFETCH(QString, filter);
    QFETCH(QString, names);
    QCOMPARE(filtered(filter).join(u' '), names);
}

void CliFactsTest::coloursAreFound_data() {
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("names");
    const auto row = [](const char* filter, const char* names) {
        QTest::newRow(filter) << QString::fromLatin1(filter) << QString::fromLatin1(names);
    };
    row("colour:red", "milan.jpg mixed.png rome.jpg");
    row("color:red>=60%", "milan.jpg rome.jpg");
    row("colour:red colour:white", "mixed.png");
    row("colour:blue", "fiji.jpg sea.jpg");
    row("colour:#1840c8", "fiji.jpg sea.jpg");
    row("colour:green>=95%", "half.png");
    row("-colour:red -colour:blue", "half.png");
    row("colour:purple", "");
}

void CliFactsTest::coloursAreFound() {
    QFETCH(QString, filter);
    QFETCH(QString, names);
    QCOMPARE(filtered(filter).join(u' '), names);
}

/// The pictures are not looked at again: what is found is what the thumbnail shows.
void CliFactsTest::anOlderLibraryGetsThemFromItsThumbnails() {
    const LibraryPaths paths(m_programs.library());
    QByteArray key;
    {
        SQLite::Database library(paths.database.toStdString(), SQLite::OPEN_READWRITE);
        SQLite::Statement select(library,
                                 "SELECT content.key FROM content JOIN file ON file.content ="
                                 " content.id WHERE file.path = 'rome.jpg'");
        QVERIFY(select.executeStep());
        const SQLite::Column column = select.getColumn(0);
        key = QByteArray(static_cast<const char*>(column.getBlob()), column.getBytes());
        select.reset();
        // As the version before left it.
        library.exec(
            "DROP TRIGGER content_palette_updated; DROP INDEX content_without_palette;"
            "ALTER TABLE content DROP COLUMN palette; PRAGMA user_version = 7");
    }
    const QString cache = QDir(paths.dir).filePath(QStringLiteral("cache/thumbnails.db"));
    QVERIFY(QFile::exists(cache));
    {
        SQLite::Database thumbnails(cache.toStdString(), SQLite::OPEN_READWRITE);
        const QByteArray green = png(plain(QColor(30, 140, 50)));
        SQLite::Statement put(thumbnails, "UPDATE thumbnail SET image = ? WHERE key = ?");
        put.bind(1, green.constData(), int(green.size()));
        put.bind(2, key.constData(), int(key.size()));
        QCOMPARE(put.exec(), 2);
    }
    QCOMPARE(filtered(QStringLiteral("colour:red")), QStringList());
    QCOMPARE(filtered(QStringLiteral("place:rome")), QStringList{QStringLiteral("rome.jpg")});
    const ProgramRun run = m_programs.index({picture({})});
    COMPARE_EXIT(run, 0);
    QCOMPARE(filtered(QStringLiteral("colour:red")),
             (QStringList{QStringLiteral("milan.jpg"), QStringLiteral("mixed.png")}));
    QCOMPARE(filtered(QStringLiteral("colour:green")),
             (QStringList{QStringLiteral("half.png"), QStringLiteral("rome.jpg")}));
}

SEMBLANCE_TEST(CliFactsTest)
#include "tst_clifacts.moc"
