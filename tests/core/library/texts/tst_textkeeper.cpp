#include <signal.h>

#include <QTest>
#include <atomic>
#include <future>

#include "core/base/contentkey.h"
#include "core/library/texts/textkeeper.h"
#include "core/remote/childprocess.h"
#include "core/remote/decoderpool.h"
#include "core/remote/textreader.h"
#include "core/scan/volume.h"
#include "core/store/textstore.h"
#include "tests/children/processes.h"
#include "tests/core/library/cataloguefixture.h"
#include "tests/core/library/texts/textpictures.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;
using namespace std::chrono_literals;

namespace {

/// A library of real files, with the real decoder and the real reader.
struct Library {
    CatalogueFixture fixture;
    RootId root;
    DecoderPool decoders;
    std::atomic<bool> onBattery = false;
    std::atomic<bool> hasLanguages = true;
    std::unique_ptr<TextKeeper> keeper;

    Library() {
        if (const QString problem = fixture.open(); !problem.isEmpty())
            qFatal("%s", qPrintable(problem));
        const auto place = locateRoot(fixture.dir.path());
        const auto added = place ? fixture.writer().addRoot(*place) : fail(place.error());
        root = added ? added->root : RootId();
    }
    ~Library() { keeper.reset(); }

    void add(const QString& name, const QByteArray& bytes) {
        fixture.write(name, bytes);
        IndexedFile file = encodedFile(root, name, ++m_files);
        file.contentKey = contentKeyOf(bytes);
        file.facts.format = QStringLiteral("png");
        file.facts.camera.clear();
        file.thumbnails = {{512, pngOf(QImage::fromData(bytes).scaled(512, 512, Qt::KeepAspectRatio,
                                                                      Qt::SmoothTransformation))}};
        if (!fixture.writer().submit(std::move(file)) || !fixture.writer().flush() ||
            !fixture.catalogue->refresh({}))
            qFatal("not stored");
        const auto isThere = [this] {
            const SnapshotPtr snapshot = fixture.catalogue->snapshot();
            return !snapshot->roots().empty() &&
                   snapshot->roots().front().state == RootInfo::State::Present;
        };
        if (!eventually(isThere))
            qFatal("the folder is away");
    }

    void makeKeeper() {
        TextKeeper::Options options;
        options.power = [this] { return PowerState{onBattery, 90}; };
        options.powerEvery = 20ms;
        options.languages = [this] {
            return hasLanguages ? installedTextLanguages() : TextLanguages();
        };
        keeper = std::make_unique<TextKeeper>(*fixture.catalogue, decoders, options);
        keeper->setListener([this](const TextProgress& progress) {
            std::lock_guard lock(m_mutex);
            m_told.push_back(progress);
        });
    }

    Status finish() {
        if (!keeper) {
            makeKeeper();
            keeper->setEnabled(true);
        }
        return keeper->finish({});
    }

    QStringList holding(const char* phrase) const {
        const PhotoFilter filter{
            {{PhotoFilter::Field::Words, PhotoFilter::Relation::Equal, QString::fromUtf8(phrase)}}};
        const SnapshotPtr snapshot = fixture.catalogue->snapshot();
        QStringList names;
        for (const ContentId content : snapshot->filtered(filter).contents) {
            for (const PhotoItem& photo : snapshot->photosOf(content))
                names.append(photo.path.section(u'/', -1));
        }
        names.sort();
        return names;
    }

    bool wasTold(const std::function<bool(const TextProgress&)>& what) {
        std::lock_guard lock(m_mutex);
        return std::any_of(m_told.begin(), m_told.end(), what);
    }

    /// How many contents were looked at, so far.
    int looked() const {
        int count = 0;
        const auto texts = fixture.catalogue->openTexts();
        if (!texts || !(*texts)->forEachKnown([&](const Texts::Known&) { ++count; }))
            return -1;
        return count;
    }

private:
    int m_files = 0;
    std::mutex m_mutex;
    std::vector<TextProgress> m_told;
};

QByteArray shot(const char* line, bool isDark = false) {
    return pngOf(
        screenshotOf({QString::fromUtf8(line), QStringLiteral("Thank you and see you soon")},
                     {isDark, 20, {700, 260}}));
}

}  // namespace

class TextKeeperTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsWhatIsWritten();
    void readsOnlyWhatIsNew();
    void followsTheFilesBytes();
    void goesOnAfterAKill();
    void standsBackWhileHeld();
    void waitsForAPlug();
    void readsNothingWhileSwitchedOff();
    void saysThatDataAreMissing();
    void takesHostilePictures();
    void theReaderIsConfined();
    void endsAtOnce();
};

void TextKeeperTest::initTestCase() {
    qputenv("SEMBLANCE_BIN_DIR", SEMBLANCE_BIN_DIR);
    QVERIFY2(installedTextLanguages().names.contains(QStringLiteral("eng")),
             "Tesseract's English data are missing: run packaging/setup.sh.");
}

void TextKeeperTest::readsWhatIsWritten() {
    Library library;
    library.add(QStringLiteral("letter.png"), shot("Invoice number 2024 from Hornbach"));
    library.add(QStringLiteral("night.png"), shot("Rechnung Nummer 2024 aus Köln", true));
    library.add(QStringLiteral("scene.png"), pngOf(sceneWithoutText(3)));
    library.makeKeeper();
    QVERIFY(library.holding("2024").isEmpty());
    library.keeper->setEnabled(true);
    VERIFY_OK(library.finish());
    QCOMPARE(library.holding("invoice NUMBER"), QStringList{QStringLiteral("letter.png")});
    QCOMPARE(library.holding("number 2024 from hornbach"),
             QStringList{QStringLiteral("letter.png")});
    QCOMPARE(library.holding("2024"),
             (QStringList{QStringLiteral("letter.png"), QStringLiteral("night.png")}));
    QCOMPARE(library.holding("koln").size(), 1);
    QVERIFY(library.holding("2024 number").isEmpty());
    QVERIFY(library.holding("voice").isEmpty());
    QCOMPARE(library.looked(), 3);
    QCOMPARE(library.keeper->readerProcess(), 0);
    QVERIFY(!library.wasTold([](const TextProgress& told) { return told.problem.has_value(); }));

    // What was read is there at the next start, without reading.
    library.keeper.reset();
    library.fixture.close();
    QVERIFY(library.fixture.open().isEmpty());
    library.makeKeeper();
    VERIFY_OK(library.keeper->finish({}));
    QCOMPARE(library.holding("hornbach").size(), 1);
}

void TextKeeperTest::readsOnlyWhatIsNew() {
    Library library;
    library.add(QStringLiteral("a.png"), shot("The first letter of them all"));
    VERIFY_OK(library.finish());
    library.add(QStringLiteral("b.png"), shot("The second letter of them all"));
    library.add(QStringLiteral("copy of a.png"), shot("The first letter of them all"));
    VERIFY_OK(library.finish());
    QCOMPARE(library.holding("letter of them").size(), 3);
    QVERIFY(!library.wasTold([](const TextProgress& told) { return told.all > 1; }));
}

/// A file with other bytes is another picture; its old text goes with the content.
void TextKeeperTest::followsTheFilesBytes() {
    Library library;
    library.add(QStringLiteral("a.png"), shot("Before the change was made"));
    VERIFY_OK(library.finish());
    QCOMPARE(library.holding("before the change").size(), 1);
    library.add(QStringLiteral("a.png"), shot("After the change was made"));
    VERIFY_OK(library.finish());
    QVERIFY(library.holding("before the change").isEmpty());
    QCOMPARE(library.holding("after the change").size(), 1);
}

void TextKeeperTest::goesOnAfterAKill() {
    Library library;
    for (int i = 0; i < 4; ++i)
        library.add(QStringLiteral("%1.png").arg(i), shot("A letter that is being read here"));
    library.add(QStringLiteral("other.png"), shot("Another letter that is being read"));
    library.makeKeeper();
    library.keeper->setEnabled(true);
    auto finished = std::async(std::launch::async, [&] { return library.keeper->finish({}); });
    QVERIFY(eventually([&] { return library.keeper->readerProcess() > 0; }));
    static_cast<void>(sendSignal(library.keeper->readerProcess(), SIGKILL));
    VERIFY_OK(finished.get());
    QCOMPARE(library.holding("letter that is being read").size(), 5);
}

void TextKeeperTest::standsBackWhileHeld() {
    Library library;
    library.add(QStringLiteral("a.png"), shot("What is read a little later"));
    library.makeKeeper();
    auto held = library.keeper->hold();
    library.keeper->setEnabled(true);
    auto finished = std::async(std::launch::async, [&] { return library.keeper->finish({}); });
    for (int i = 0; i < 20; ++i)
        VERIFY_OK(library.fixture.catalogue->refresh({}));
    QCOMPARE(library.looked(), 0);
    held.reset();
    VERIFY_OK(finished.get());
    QCOMPARE(library.holding("a little later").size(), 1);
}

void TextKeeperTest::waitsForAPlug() {
    Library library;
    library.add(QStringLiteral("a.png"), shot("Read with a plug in the wall"));
    library.onBattery = true;
    library.makeKeeper();
    library.keeper->setEnabled(true);
    auto finished = std::async(std::launch::async, [&] { return library.keeper->finish({}); });
    QVERIFY(eventually([&] {
        return library.wasTold([](const TextProgress& told) { return told.isOnBattery; });
    }));
    QCOMPARE(library.looked(), 0);
    library.onBattery = false;
    VERIFY_OK(finished.get());
    QCOMPARE(library.holding("a plug in the wall").size(), 1);

    // Switching it off wakes what waits.
    library.onBattery = true;
    library.add(QStringLiteral("b.png"), shot("Never read because it is off"));
    auto stopped = std::async(std::launch::async, [&] { return library.keeper->finish({}); });
    QVERIFY(eventually([&] {
        library.keeper->setEnabled(false);
        return stopped.wait_for(0s) == std::future_status::ready;
    }));
    VERIFY_OK(stopped.get());
    QCOMPARE(library.looked(), 1);
}

void TextKeeperTest::readsNothingWhileSwitchedOff() {
    Library library;
    library.add(QStringLiteral("a.png"), shot("What is read when it is on"));
    library.makeKeeper();
    VERIFY_OK(library.keeper->finish({}));
    QCOMPARE(library.looked(), 0);
    library.keeper->setEnabled(true);
    VERIFY_OK(library.finish());
    QCOMPARE(library.holding("when it is on").size(), 1);
    library.keeper->setEnabled(false);
    library.add(QStringLiteral("b.png"), shot("What is not read any more"));
    VERIFY_OK(library.finish());
    QCOMPARE(library.looked(), 1);
    // What was read is still found.
    QCOMPARE(library.holding("when it is on").size(), 1);
}

void TextKeeperTest::saysThatDataAreMissing() {
    Library library;
    library.hasLanguages = false;
    library.add(QStringLiteral("a.png"), shot("Nothing to read this with"));
    const Status finished = library.finish();
    QVERIFY(!finished);
    QVERIFY(finished.error().sentence.contains(QStringLiteral("tesseract-ocr-eng")));
    QVERIFY(library.wasTold([](const TextProgress& told) { return told.problem.has_value(); }));
    QCOMPARE(library.looked(), 0);
    library.hasLanguages = true;
    VERIFY_OK(library.finish());
    QCOMPARE(library.holding("to read this with").size(), 1);
}

void TextKeeperTest::takesHostilePictures() {
    Library library;
    QImage noise(1200, 900, QImage::Format_RGB32);
    for (int y = 0; y < noise.height(); ++y) {
        for (int x = 0; x < noise.width(); ++x)
            noise.setPixel(x, y, (x * 7 + y * 13 + x * y) % 5 < 2 ? 0xff000000 : 0xffffffff);
    }
    QImage thin(3000, 2, QImage::Format_RGB32);
    thin.fill(Qt::black);
    library.add(QStringLiteral("Screenshot noise.png"), pngOf(noise));
    library.add(QStringLiteral("Screenshot thin.png"), pngOf(thin));
    library.add(QStringLiteral("Screenshot dot.png"), pngOf(QImage(1, 1, QImage::Format_RGB32)));
    library.add(QStringLiteral("Screenshot.png"), shot("What stands behind the others"));
    // Its bytes changed since, and it is broken.
    const QByteArray cut = shot("What was cut in the middle");
    library.add(QStringLiteral("Screenshot cut.png"), cut);
    library.fixture.write(QStringLiteral("Screenshot cut.png"), cut.first(cut.size() / 8));
    VERIFY_OK(library.finish());
    QCOMPARE(library.holding("stands behind the others").size(), 1);
}

void TextKeeperTest::theReaderIsConfined() {
#ifdef Q_OS_LINUX
    const TextLanguages languages = installedTextLanguages();
    ChildProcess child(QStringLiteral("semblance-ocr"),
                       {QStringLiteral("serve"), QStringLiteral("--data"), languages.dataDir,
                        QStringLiteral("--languages"), languages.names.join(u'+')});
    const auto hello = child.start(60s);
    VERIFY_OK(hello);
    const QStringList confined = (*hello)[QStringLiteral("confined")].toVariant().toStringList();
    for (const char* what : {"no network", "no other programs", "no changes to files"})
        QVERIFY2(confined.contains(QString::fromLatin1(what)), what);
    ChildProcess without(QStringLiteral("semblance-ocr"),
                         {QStringLiteral("serve"), QStringLiteral("--data"),
                          QDir::tempPath() + QStringLiteral("/nowhere")});
    const auto refused = without.start(60s);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::NotFound);
#endif
}

void TextKeeperTest::endsAtOnce() {
    Library library;
    library.add(QStringLiteral("a.png"), shot("Reading this takes too long"));
    library.makeKeeper();
    library.keeper->setEnabled(true);
    auto finished = std::async(std::launch::async,
                               [keeper = library.keeper.get()] { return keeper->finish({}); });
    QVERIFY(eventually([&] { return library.keeper->readerProcess() > 0; }));
    CancelToken cancel;
    cancel.cancel();
    QCOMPARE(library.keeper->finish(cancel).error().kind, ErrorKind::Cancelled);
    library.keeper->setEnabled(false);
    VERIFY_OK(finished.get());
    library.keeper.reset();
}

SEMBLANCE_GUI_TEST(TextKeeperTest)
#include "tst_textkeeper.moc"
