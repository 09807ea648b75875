#include <signal.h>
#include <sys/stat.h>

#include <QDir>
#include <QTest>
#include <QtEndian>
#include <functional>

#include "tests/app/cli/programs.h"
#include "tests/children/processes.h"
#include "tests/core/media/fixtures.h"
#include "tests/testmain.h"

using namespace semblance::test;
namespace fixtures = semblance::fixtures;

namespace {
int countOf(const ProgramRun& run, const char* name) {
    return run.last()[QLatin1StringView(name)].toInt(-1);
}

/// A bitmap that claims a size and holds nothing.
QByteArray hugeBitmap(qint32 width, qint32 height) {
    QByteArray file = fixtures::encoded(fixtures::quarters(2, 2), "bmp");
    qToLittleEndian(width, file.data() + 18);
    qToLittleEndian(height, file.data() + 22);
    return file;
}

QImage photo() {
    return fixtures::painted(320, 240);
}
}  // namespace

/// Pictures that are broken, hostile or unusual, through the real command line: every one gets a
/// sentence or a place in the library, and the rest goes on.
class BadPicturesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void brokenOnesAreNamed();
    void unusualOnesAreIndexed();
    void truncatedAtEveryTenth();
    void brokenReference();
    void repairedPictureIsReadAgain();
    void vanishesBetweenListingAndDecoding();
    void pipesBetweenListingAndDecoding();

private:
    /// Indexes many pictures, and calls `change` for all but the first ones once they are listed
    /// and before they are decoded.
    ProgramRun indexChanging(const std::function<void(const QString&)>& change) const;

    static constexpr int kFiles = 200;
    static constexpr int kKept = 3;

    QString path(const QString& name) const { return m_programs->path(name); }
    void write(const QString& name, const QByteArray& bytes) const {
        QVERIFY2(writeFile(path(QStringLiteral("a/") + name), bytes), qPrintable(name));
    }
    ProgramRun index() const { return m_programs->index({path(QStringLiteral("a"))}); }
    QMap<QString, QString> failed() const {
        QMap<QString, QString> reasons;
        const QJsonObject answer = m_programs
                                       ->cli({QStringLiteral("library"), QStringLiteral("failed"),
                                              QStringLiteral("--json")})
                                       .last();
        for (const QJsonValue& file : answer[QStringLiteral("failed")].toArray())
            reasons.insert(QFileInfo(file[QStringLiteral("path")].toString()).fileName(),
                           file[QStringLiteral("reason")].toString());
        return reasons;
    }

    std::unique_ptr<Programs> m_programs;
};

void BadPicturesTest::init() {
    m_programs = std::make_unique<Programs>();
    QVERIFY(QDir().mkpath(path(QStringLiteral("a"))));
}

void BadPicturesTest::cleanup() {
    m_programs.reset();
}

void BadPicturesTest::brokenOnesAreNamed() {
    const QByteArray png = fixtures::encoded(photo(), "png");
    const QMap<QString, QByteArray> broken{
        {QStringLiteral("empty.jpg"), {}},
        {QStringLiteral("one byte.png"), "\x89"},
        {QStringLiteral("text.jpg"), "This is not a picture."},
        {QStringLiteral("zeros.tif"), QByteArray(5000, '\0')},
        {QStringLiteral("header only.png"), png.first(40)},
        {QStringLiteral("jpeg header only.jpg"), fixtures::encoded(photo(), "jpg").first(30)},
        {QStringLiteral("huge.bmp"), hugeBitmap(60000, 60000)},
        {QStringLiteral("two billion.bmp"), hugeBitmap(0x7fffffff, 0x7fffffff)},
        {QStringLiteral("html.png"), "<html><body>404</body></html>"},
    };
    for (auto it = broken.begin(); it != broken.end(); ++it)
        write(it.key(), it.value());
    write(QStringLiteral("whole.png"), png);

    const ProgramRun run = index();
    COMPARE_EXIT(run, 1);
    QCOMPARE(countOf(run, "indexed"), 1);
    QCOMPARE(countOf(run, "failed"), int(broken.size()));
    const QMap<QString, QString> reasons = failed();
    QCOMPARE(reasons.keys(), broken.keys());
    for (auto it = reasons.begin(); it != reasons.end(); ++it) {
        QVERIFY2(it.value().endsWith(QLatin1Char('.')), qPrintable(it.key() + it.value()));
        QVERIFY2(run.err.contains(it.key().toUtf8()), qPrintable(it.key()));
        QVERIFY2(run.err.contains(it.value().toUtf8()), qPrintable(it.value()));
    }
    // Known to be broken: said again by the count, not read again.
    const ProgramRun again = index();
    COMPARE_EXIT(again, 1);
    QCOMPARE(countOf(again, "indexed"), 0);
    QCOMPARE(countOf(again, "unchanged"), 1);
    QCOMPARE(countOf(again, "failed"), int(broken.size()));
}

void BadPicturesTest::unusualOnesAreIndexed() {
    const QImage picture = photo();
    const QByteArray jpeg = fixtures::encoded(picture, "jpg");
    QMap<QString, QByteArray> unusual{
        {QStringLiteral("png inside.jpg"), fixtures::encoded(picture, "png")},
        {QStringLiteral("jpeg inside.png"), jpeg},
        {QStringLiteral("gif inside.tif"), fixtures::animatedGif()},
        {QStringLiteral("cmyk.jpg"), fixtures::cmykJpeg(64, 48, 10, 200, 30, 0, false)},
        {QStringLiteral("ycck.jpg"), fixtures::cmykJpeg(64, 48, 10, 200, 30, 0, true)},
        {QStringLiteral("sixteen bit.png"),
         fixtures::encoded(picture.convertToFormat(QImage::Format_RGBA64), "png")},
        {QStringLiteral("grey.jpg"),
         fixtures::encoded(picture.convertToFormat(QImage::Format_Grayscale8), "jpg")},
        {QStringLiteral("indexed.png"),
         fixtures::encoded(picture.convertToFormat(QImage::Format_Indexed8), "png")},
        {QStringLiteral("one pixel.png"),
         fixtures::encoded(fixtures::painted(1, 1).convertToFormat(QImage::Format_ARGB32), "png")},
        {QStringLiteral("one line.bmp"), fixtures::encoded(fixtures::painted(4000, 1), "bmp")},
        {QStringLiteral("one column.png"), fixtures::encoded(fixtures::painted(1, 4000), "png")},
        {QStringLiteral("progressive.jpg"), fixtures::progressiveJpeg(picture)},
        {QStringLiteral("turned.jpg"), fixtures::withExif(jpeg, {6, "Maker", "Model", {}})},
        {QStringLiteral("more behind the end.jpg"), jpeg + QByteArray(100'000, 'x')},
    };
    QImage clear(64, 64, QImage::Format_ARGB32);
    clear.fill(Qt::transparent);
    unusual.insert(QStringLiteral("transparent.webp"), fixtures::encoded(clear, "webp"));
    for (auto it = unusual.begin(); it != unusual.end(); ++it)
        write(it.key(), it.value());
    const ProgramRun run = index();
    COMPARE_EXIT(run, 0);
    QCOMPARE(countOf(run, "indexed"), int(unusual.size()));
    const ProgramRun search =
        m_programs->cli({QStringLiteral("search"), QStringLiteral("--json"),
                         QStringLiteral("--text"), QStringLiteral("colours")});
    QCOMPARE(pathsOf(search.last()).size(), unusual.size());
}

void BadPicturesTest::truncatedAtEveryTenth() {
    int files = 0;
    for (const char* format : {"jpg", "png", "webp", "tiff", "bmp"}) {
        const QByteArray whole = fixtures::encoded(photo(), format);
        for (int tenth = 0; tenth < 10; ++tenth) {
            write(QStringLiteral("%1.%2").arg(tenth).arg(QLatin1StringView(format)),
                  whole.first(whole.size() * tenth / 10));
            ++files;
        }
    }
    const ProgramRun run = index();
    COMPARE_EXIT(run, 1);
    QCOMPARE(countOf(run, "indexed") + countOf(run, "failed"), files);
    // Nothing can be made of less than half of anything; the empty ones are one content.
    const QMap<QString, QString> reasons = failed();
    for (const char* format : {"jpg", "png", "webp", "tiff", "bmp"}) {
        for (int tenth : {0, 1, 2, 3}) {
            const QString name = QStringLiteral("%1.%2").arg(tenth).arg(QLatin1StringView(format));
            QVERIFY2(!reasons[name].isEmpty(), qPrintable(name));
        }
    }
    QVERIFY2(!run.err.contains("killed"), run.words());
}

void BadPicturesTest::brokenReference() {
    write(QStringLiteral("whole.png"), fixtures::encoded(photo(), "png"));
    COMPARE_EXIT(index(), 0);
    const auto search = [&](const QString& image) {
        return m_programs->cli({QStringLiteral("search"), QStringLiteral("--json"),
                                QStringLiteral("--image"), path(image)});
    };
    QVERIFY(writeFile(path(QStringLiteral("broken.jpg")), "no picture"));
    const ProgramRun broken = search(QStringLiteral("broken.jpg"));
    COMPARE_EXIT(broken, 3);
    QVERIFY2(broken.err.contains("broken.jpg"), broken.words());
    const ProgramRun folder = search(QStringLiteral("a"));
    COMPARE_EXIT(folder, 3);
    QVERIFY2(folder.err.trimmed().contains("/a"), folder.words());

    QVERIFY(::mkfifo(QFile::encodeName(path(QStringLiteral("pipe.png"))).constData(), 0600) == 0);
    const ProgramRun pipe = search(QStringLiteral("pipe.png"));
    COMPARE_EXIT(pipe, 3);
    QVERIFY2(pipe.err.contains("pipe.png"), pipe.words());
}

void BadPicturesTest::repairedPictureIsReadAgain() {
    const QByteArray png = fixtures::encoded(photo(), "png");
    write(QStringLiteral("one.png"), png.first(100));
    COMPARE_EXIT(index(), 1);
    write(QStringLiteral("one.png"), png);
    const ProgramRun run = index();
    COMPARE_EXIT(run, 0);
    QCOMPARE(countOf(run, "indexed"), 1);
    QVERIFY(failed().isEmpty());
}

ProgramRun BadPicturesTest::indexChanging(const std::function<void(const QString&)>& change) const {
    for (int i = 0; i < kFiles; ++i) {
        write(QStringLiteral("%1.png").arg(i, 3, 10, QLatin1Char('0')),
              fixtures::encoded(fixtures::painted(8 + i, 8), "png"));
    }
    const auto indexing = m_programs->startIndex({path(QStringLiteral("a"))});
    if (!indexing->waitForStarted())
        qFatal("cannot start");
    // A decoder is started for the first listed file; stopped while it still loads its libraries.
    QList<qint64> decoders;
    const bool started = eventually([&] {
        decoders = childrenOf(indexing->processId(), QStringLiteral("semblance-decoder"));
        return !decoders.isEmpty();
    });
    for (qint64 decoder : decoders)
        sendSignal(decoder, SIGSTOP);
    for (int i = kKept; started && i < kFiles; ++i)
        change(path(QStringLiteral("a/%1.png").arg(i, 3, 10, QLatin1Char('0'))));
    for (qint64 decoder : decoders)
        sendSignal(decoder, SIGCONT);
    return Programs::finish(*indexing);
}

void BadPicturesTest::vanishesBetweenListingAndDecoding() {
    const ProgramRun run = indexChanging([](const QString& file) { QFile::remove(file); });
    COMPARE_EXIT(run, 0);
    QVERIFY2(countOf(run, "indexed") >= kKept && countOf(run, "indexed") < kFiles, run.words());
    QCOMPARE(countOf(run, "failed"), 0);

    // Whatever was decoded before it vanished is hidden by the next run.
    const ProgramRun again = index();
    COMPARE_EXIT(again, 0);
    QCOMPARE(countOf(again, "unchanged"), kKept);
    const ProgramRun search =
        m_programs->cli({QStringLiteral("search"), QStringLiteral("--json"),
                         QStringLiteral("--text"), QStringLiteral("colours")});
    QCOMPARE(pathsOf(search.last()).size(), kKept);
}

/// Opening a pipe waits for its writer; here there is none.
void BadPicturesTest::pipesBetweenListingAndDecoding() {
    const ProgramRun run = indexChanging([](const QString& file) {
        if (QFile::remove(file))
            ::mkfifo(QFile::encodeName(file).constData(), 0600);
    });
    COMPARE_EXIT(run, 1);
    QVERIFY2(countOf(run, "indexed") >= kKept, run.words());
    QVERIFY2(countOf(run, "failed") > 0, run.words());
    QVERIFY2(run.err.contains("pipe"), run.words());
    // No pictures, so the next run does not see them.
    COMPARE_EXIT(index(), 0);
}

SEMBLANCE_TEST(BadPicturesTest)
#include "tst_badpictures.moc"
