#include "core/train/featurestore.h"
#include "tests/testmain.h"

#include <QDateTime>
#include <QDir>
#include <QTemporaryDir>

#include "tests/core/train/fakefeatures.h"

using namespace semblance;

namespace {

const QList<Feature> kBasic{Feature::Raw, Feature::Side};
const QList<PictureView> kPlain{PictureView::Plain};

float at2(const at::Tensor& rows, std::int64_t row, std::int64_t column) {
    return rows[row][column].item<float>();
}

}  // namespace

class FeatureStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void rowsAreTheNetworks();
    void viewsAndGrids();
    void cachedRowsNeedNoDecoder();
    void movedPicturesAreTheSame();
    void brokenPicturesArePassedOver();
    void noPictureAtAll();
    void cancelledRunGoesOn();
    void killedRunsFilesAreRemoved();
    void filesNobodyUsesAreRemoved();
    void damagedFileIsMadeAgain();
    void anotherNetworkOrPictureIsMadeAgain();
    void moreFeaturesKeepTheOld();
    void unwritableFolder();

private:
    FeatureSource source() {
        return {m_network,
                m_key,
                InputSpec{4, InputSpec::Resize::Squash},
                m_decoder,
                m_dir->path() + QStringLiteral("/cache"),
                QStringLiteral("cpu"),
                2,
                3};
    }
    Result<FeatureStore> build(const QList<Feature>& features = kBasic,
                               const QList<PictureView>& views = kPlain,
                               const FeatureStore::Progress& progress = {}) {
        return FeatureStore::build(source(), m_pictures, features, views, progress, m_cancel);
    }
    QStringList cacheFiles() const {
        return QDir(m_dir->path() + QStringLiteral("/cache")).entryList(QDir::Files);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::vector<DatasetPicture> m_pictures;
    FakePictureDecoder m_decoder;
    FakeImageNetwork m_network;
    QString m_key;
    CancelToken m_cancel;
};

/// Seven pictures: three files' worth of features. Picture i: left half 10 i + 1, right half 200.
void FeatureStoreTest::init() {
    m_dir = std::make_unique<QTemporaryDir>();
    m_pictures.clear();
    m_decoder.decodes = 0;
    m_network.calls = 0;
    m_key = QStringLiteral("one");
    m_cancel = CancelToken();
    for (int i = 0; i < 7; ++i) {
        const QString path = m_dir->filePath(QStringLiteral("%1.raw").arg(i));
        writeBytes(path, QByteArray(1, char(10 * i + 1)) + char(200));
        m_pictures.push_back({QString::number(i), path, {}});
    }
}

void FeatureStoreTest::rowsAreTheNetworks() {
    FeatureProgress last;
    const auto store = build(kBasic, kPlain, [&](const FeatureProgress& progress) {
        QVERIFY(progress.done > last.done);
        last = progress;
    });
    QVERIFY2(store, store ? "" : qPrintable(store.error().sentence));
    QCOMPARE(store->size(), 7u);
    QCOMPARE(last.done, 7u);
    QCOMPARE(last.of, 7u);
    QVERIFY(last.picturesPerSecond > 0);
    const at::Tensor raw = store->rows(Feature::Raw);
    QCOMPARE(raw.size(0), 7);
    QCOMPARE(raw.size(1), 2);
    QCOMPARE(raw.scalar_type(), at::kFloat);
    for (int i = 0; i < 7; ++i)
        QCOMPARE(at2(raw, i, 0), float(10 * i + 1) - 50);
    const std::vector<std::int64_t> some{6, 0, 6};
    const at::Tensor picked = store->rows(Feature::Raw, some);
    QCOMPARE(at2(picked, 0, 1), 261.f);
    QCOMPARE(at2(picked, 1, 1), 201.f);
    QVERIFY(picked[0].equal(picked[2]));
    QCOMPARE(store->rows(Feature::Side).size(1), 1);
    QVERIFY(store->failures().empty());
    QCOMPARE(store->usable().size(), 7u);
}

void FeatureStoreTest::viewsAndGrids() {
    const auto store = build({Feature::Raw, Feature::Patches, Feature::Trunk},
                             {PictureView::Plain, PictureView::Flipped, PictureView::Cropped});
    QVERIFY2(store, store ? "" : qPrintable(store.error().sentence));
    QVERIFY(store->holds(Feature::Trunk, PictureView::Cropped));
    QVERIFY(!store->holds(Feature::Side, PictureView::Plain));
    const at::Tensor patches = store->rows(Feature::Patches, PictureView::Flipped);
    QCOMPARE(patches.sizes(), (at::IntArrayRef{7, 2, 1}));
    QCOMPARE(patches[3][0][0].item<float>(), 200.f);
    QCOMPARE(patches[3][1][0].item<float>(), 31.f);
    QCOMPARE(store->rows(Feature::Trunk).sizes(), (at::IntArrayRef{7, 4, 4}));
    // A window of 4 in an input of 5 (4 * 1.15) whose left half is two pixels wide.
    const at::Tensor cropped = store->rows(Feature::Trunk, PictureView::Cropped);
    QCOMPARE(cropped.sizes(), (at::IntArrayRef{7, 4, 4}));
    QCOMPARE(cropped[0][0][3].item<float>(), 200.f);
    // Two decodes of a picture: one for the crops.
    QCOMPARE(m_decoder.decodes, 14);
}

void FeatureStoreTest::cachedRowsNeedNoDecoder() {
    QVERIFY(build());
    const int decodes = m_decoder.decodes;
    const int calls = m_network.calls;
    const auto again = build();
    QVERIFY(again);
    QCOMPARE(m_decoder.decodes, decodes);
    QCOMPARE(m_network.calls, calls);
    QCOMPARE(at2(again->rows(Feature::Raw), 6, 0), 11.f);
}

void FeatureStoreTest::movedPicturesAreTheSame() {
    QVERIFY(build());
    const int decodes = m_decoder.decodes;
    QVERIFY(QDir(m_dir->path()).mkdir(QStringLiteral("moved")));
    for (DatasetPicture& picture : m_pictures) {
        const QString path = m_dir->filePath(QStringLiteral("moved/%1.raw").arg(picture.name));
        QVERIFY(QFile::copy(picture.path, path));
        QVERIFY(QFile::remove(picture.path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(QDateTime::currentDateTime().addDays(-1),
                                 QFileDevice::FileModificationTime));
        picture.path = path;
    }
    QVERIFY(build());
    QCOMPARE(m_decoder.decodes, decodes);
    // The same size is not the same content.
    writeBytes(m_pictures[6].path, QByteArray(1, char(99)) + char(200));
    QVERIFY(build());
    QCOMPARE(m_decoder.decodes, decodes + 1);
}

void FeatureStoreTest::brokenPicturesArePassedOver() {
    writeBytes(m_pictures[1].path, "!broken");
    QVERIFY(QFile::remove(m_pictures[4].path));
    std::size_t failed = 0;
    const auto store =
        build(kBasic, kPlain, [&](const FeatureProgress& progress) { failed = progress.failed; });
    QVERIFY2(store, store ? "" : qPrintable(store.error().sentence));
    QCOMPARE(failed, 2u);
    QCOMPARE(store->failures().size(), 2u);
    QCOMPARE(store->failures()[0].picture, 1u);
    QVERIFY(store->failures()[0].sentence.contains(m_pictures[1].path));
    QCOMPARE(store->failures()[1].picture, 4u);
    QVERIFY(!store->isUsable(4));
    QCOMPARE(store->usable(), (std::vector<std::int64_t>{0, 2, 3, 5, 6}));
    const at::Tensor raw = store->rows(Feature::Raw);
    QCOMPARE(at2(raw, 1, 0), 0.f);
    QCOMPARE(at2(raw, 2, 0), -29.f);
    QCOMPARE(at2(raw, 5, 0), 1.f);
    // The list is kept with the rows.
    const auto again = build();
    QVERIFY(again);
    QCOMPARE(again->failures().size(), 2u);
    // The missing one comes back: its part is made again.
    writeBytes(m_pictures[4].path, QByteArray("\x29\xc8"));
    const auto healed = build();
    QVERIFY(healed);
    QCOMPARE(healed->failures().size(), 1u);
    QCOMPARE(at2(healed->rows(Feature::Raw), 4, 0), -9.f);
}

void FeatureStoreTest::noPictureAtAll() {
    for (const DatasetPicture& picture : m_pictures)
        QVERIFY(QFile::remove(picture.path));
    const auto store = build();
    QVERIFY(!store);
    QCOMPARE(store.error().kind, ErrorKind::BadInput);
    QVERIFY(store.error().sentence.contains(m_pictures[0].path));
    m_pictures.clear();
    QVERIFY(!build());
}

void FeatureStoreTest::cancelledRunGoesOn() {
    const auto stopped = build(kBasic, kPlain, [&](const FeatureProgress& progress) {
        if (progress.done == 5)
            m_cancel.cancel();
    });
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().kind, ErrorKind::Cancelled);
    // The first three pictures' two files are complete; nothing of the others is left.
    QCOMPARE(cacheFiles().size(), 2);
    m_cancel = CancelToken();
    m_decoder.decodes = 0;
    const auto store = build();
    QVERIFY(store);
    QCOMPARE(m_decoder.decodes, 4);
    QCOMPARE(at2(store->rows(Feature::Raw), 2, 0), -29.f);
}

void FeatureStoreTest::killedRunsFilesAreRemoved() {
    QVERIFY(build());
    const QStringList whole = cacheFiles();
    const auto leftover = [&](const QString& name, int secondsAgo) {
        QFile file(m_dir->path() + QStringLiteral("/cache/") + name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(-secondsAgo),
                                 QFileDevice::FileModificationTime));
    };
    const QString recent = QStringLiteral("ab.features.Xy1234");
    leftover(QStringLiteral("cd.features.Zz5678"), 7200);
    leftover(recent, 60);
    QVERIFY(build());
    QCOMPARE(cacheFiles().size(), whole.size() + 1);
    QVERIFY(cacheFiles().contains(recent));
}

/// After 60 days without a run that opened them; what a run opens is as good as new.
void FeatureStoreTest::filesNobodyUsesAreRemoved() {
    QVERIFY(build());
    const QDir cache(m_dir->filePath(QStringLiteral("cache")));
    const QStringList used = cacheFiles();
    const auto age = [&](const QString& name, int days) {
        QFile file(cache.filePath(name));
        QVERIFY(file.open(QIODevice::Append));
        QVERIFY(file.setFileTime(QDateTime::currentDateTime().addDays(-days),
                                 QFileDevice::FileModificationTime));
    };
    for (const QString& name : used)
        age(name, 100);
    const QString old = QStringLiteral("ab.features");
    const QString younger = QStringLiteral("cd.features");
    const QString notOurs = QStringLiteral("notes.txt");
    for (const QString& name : {old, younger, notOurs})
        writeBytes(cache.filePath(name), "x");
    age(old, 61);
    age(younger, 59);
    age(notOurs, 100);
    const int decodes = m_decoder.decodes;
    QVERIFY(build());
    QCOMPARE(m_decoder.decodes, decodes);
    const QStringList left = cacheFiles();
    QVERIFY(!left.contains(old) && left.contains(younger) && left.contains(notOurs));
    for (const QString& name : used) {
        QVERIFY(left.contains(name));
        QVERIFY(
            QFileInfo(cache.filePath(name)).lastModified().daysTo(QDateTime::currentDateTime()) <=
            1);
    }
}

void FeatureStoreTest::damagedFileIsMadeAgain() {
    QVERIFY(build());
    const QString path = m_dir->path() + QStringLiteral("/cache/") + cacheFiles().first();
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(130));
    char byte = 0;
    QVERIFY(file.getChar(&byte));
    QVERIFY(file.seek(130));
    QVERIFY(file.putChar(char(byte ^ 1)));
    file.close();
    m_decoder.decodes = 0;
    const auto store = build();
    QVERIFY(store);
    QVERIFY(m_decoder.decodes >= 1 && m_decoder.decodes <= 3);
    for (int i = 0; i < 7; ++i)
        QCOMPARE(at2(store->rows(Feature::Raw), i, 0), float(10 * i + 1) - 50);
    // Truncated to nothing.
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    QVERIFY(build());
}

void FeatureStoreTest::anotherNetworkOrPictureIsMadeAgain() {
    QVERIFY(build());
    m_decoder.decodes = 0;
    m_key = QStringLiteral("two");
    QVERIFY(build());
    QCOMPARE(m_decoder.decodes, 7);
    m_decoder.decodes = 0;
    writeBytes(m_pictures[6].path, QByteArray("\x01\x01 longer"));
    const auto store = build();
    QVERIFY(store);
    QCOMPARE(m_decoder.decodes, 1);
    QCOMPARE(at2(store->rows(Feature::Raw), 6, 1), 2.f);
}

void FeatureStoreTest::moreFeaturesKeepTheOld() {
    QVERIFY(build());
    const qsizetype files = cacheFiles().size();
    const auto store = build({Feature::Raw, Feature::Side, Feature::Patches});
    QVERIFY(store);
    QCOMPARE(cacheFiles().size(), files + 3);
}

void FeatureStoreTest::unwritableFolder() {
    writeBytes(m_dir->filePath(QStringLiteral("cache")), "a file");
    const auto store = build();
    QVERIFY(!store);
    QCOMPARE(store.error().kind, ErrorKind::Permission);
    QVERIFY(store.error().sentence.contains(QStringLiteral("cache")));
}

SEMBLANCE_TEST(FeatureStoreTest)
#include "tst_featurestore.moc"
