// What a screen reader is told of the real window, through the bus that it listens to, in a desktop
// session of the test's own.

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "tests/app/desktop/accessibilitybus.h"
#include "tests/testmain.h"

using namespace semblance::test;

class TestScreenReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void readsTheGrid();

private:
    /// Starts a program of the session; the first line that it prints.
    QString startService(QProcess& process, const QString& program, const QStringList& arguments);
    AccessibleNode window() const;

    QTemporaryDir dir;
    QProcessEnvironment environment;
    QProcess display;
    QProcess bus;
    QProcess program;
    QString sessionAddress;
    std::unique_ptr<AccessibilityBus> reader;
};

namespace {

constexpr int patience = 90000;  // real children on a busy machine

bool isInstalled(const char* program) {
    return !QStandardPaths::findExecutable(QLatin1StringView(program)).isEmpty();
}

// Ends all that it started, or what it started would outlive the test.
void end(QProcess& process) {
    process.terminate();
    if (!process.waitForFinished(10000))
        process.kill();
    process.waitForFinished(10000);
}

}  // namespace

QString TestScreenReader::startService(QProcess& process, const QString& name,
                                       const QStringList& arguments) {
    process.setProcessEnvironment(environment);
    process.start(name, arguments, QIODevice::ReadOnly);
    if (!QTest::qWaitFor([&process] { return process.canReadLine(); }, patience))
        return {};
    return QString::fromUtf8(process.readLine()).trimmed();
}

void TestScreenReader::initTestCase() {
    if (!QFileInfo::exists(QStringLiteral(SEMBLANCE_BIN_DIR "/semblance-engine")))
        QSKIP("The engine is not built (SEMBLANCE_WITH_TORCH=OFF).");
    if (!isInstalled("Xvfb") || !isInstalled("dbus-daemon") ||
        !QFileInfo::exists(QStringLiteral("/usr/share/dbus-1/services/org.a11y.Bus.service")))
        QSKIP(
            "Xvfb, dbus-daemon or at-spi2-core is not installed (packaging/setup.sh "
            "--developer).");
    qDBusRegisterMetaType<AccessibleNode>();
    qDBusRegisterMetaType<QList<AccessibleNode>>();
    environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS", "WAYLAND_DISPLAY"})
        environment.remove(QLatin1StringView(name));
    for (const char* name : {"CONFIG", "DATA", "CACHE"})
        environment.insert(QStringLiteral("XDG_%1_HOME").arg(QLatin1StringView(name)),
                           dir.filePath(QLatin1StringView(name)));
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), dir.path());
    const QString number =
        startService(display, QStringLiteral("Xvfb"),
                     {QStringLiteral("-displayfd"), QStringLiteral("1"),
                      QStringLiteral("-nolisten"), QStringLiteral("tcp"), QStringLiteral("-screen"),
                      QStringLiteral("0"), QStringLiteral("1280x900x24")});
    QVERIFY2(!number.isEmpty(), display.readAllStandardError().constData());
    environment.insert(QStringLiteral("DISPLAY"), u':' + number);
    sessionAddress = startService(bus, QStringLiteral("dbus-daemon"),
                                  {QStringLiteral("--session"), QStringLiteral("--nofork"),
                                   QStringLiteral("--print-address=1")});
    QVERIFY2(!sessionAddress.isEmpty(), bus.readAllStandardError().constData());
    environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), sessionAddress);
    reader = std::make_unique<AccessibilityBus>(sessionAddress);
    QVERIFY(reader->isConnected());
}

void TestScreenReader::cleanupTestCase() {
    reader.reset();
    for (QProcess* process : {&program, &bus, &display})
        end(*process);
}

AccessibleNode TestScreenReader::window() const {
    return reader->find(AccessibilityBus::root(), QStringLiteral("application"),
                        QStringLiteral("semblance"));
}

void TestScreenReader::readsTheGrid() {
    const QDir photos(QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/demo/photos"));
    const QString folder = dir.filePath(QStringLiteral("pictures"));
    QVERIFY(QDir().mkpath(folder));
    const QStringList names{QStringLiteral("dog.jpg"), QStringLiteral("coffee-cup.jpg"),
                            QStringLiteral("galaxies.jpg")};
    for (const QString& name : names)
        QVERIFY(QFile::copy(photos.filePath(name), folder + u'/' + name));
    QProcessEnvironment ofProgram = environment;
    ofProgram.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
    ofProgram.insert(QStringLiteral("QT_LINUX_ACCESSIBILITY_ALWAYS_ON"), QStringLiteral("1"));
    program.setProcessEnvironment(ofProgram);
    program.start(QStringLiteral(SEMBLANCE_BIN_DIR "/semblance"),
                  {QStringLiteral("--library"), dir.filePath(QStringLiteral("library")), folder});

    // Every picture is an item of a list, by its name and place.
    AccessibleNode grid;
    QTRY_VERIFY2_WITH_TIMEOUT(
        (grid = reader->find(window(), QStringLiteral("list"), QStringLiteral("Pictures")))
            .isValid(),
        program.readAllStandardError().constData(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(reader->children(grid).size(), names.size(), patience);
    for (const AccessibleNode& item : reader->children(grid)) {
        QCOMPARE(reader->role(item), QStringLiteral("list item"));
        QVERIFY2(reader->name(item).contains(QStringLiteral(".jpg, picture ")),
                 qPrintable(reader->name(item)));
    }

    // An answer says ranks and how well they fit; the score is the description.
    const AccessibleNode sentence =
        reader->find(window(), QStringLiteral("text"), QStringLiteral("Sentence"));
    QVERIFY(sentence.isValid());
    QVERIFY(reader->setText(sentence, QStringLiteral("a cup of coffee")));
    const auto first = [&] { return reader->children(grid).value(0); };
    QTRY_VERIFY2_WITH_TIMEOUT(
        reader->name(first()).startsWith(QStringLiteral("coffee-cup.jpg, rank 1 of 3, a ")),
        qPrintable(reader->name(first())), patience);
    QVERIFY2(reader->name(first()).endsWith(QStringLiteral(" match")),
             qPrintable(reader->name(first())));
    QVERIFY2(reader->description(first()).startsWith(QStringLiteral("Score 0.")),
             qPrintable(reader->description(first())));
}

SEMBLANCE_TEST(TestScreenReader)
#include "tst_screenreader.moc"
