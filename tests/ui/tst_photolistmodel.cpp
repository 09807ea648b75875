#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>
#include <algorithm>

#include "core/base/clocktext.h"
#include "tests/testmain.h"
#include "tests/ui/syntheticphotos.h"
#include "ui/library/failedmodel.h"
#include "ui/results/listplace.h"
#include "ui/results/photolistmodel.h"

using namespace semblance;

class TestPhotoListModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTheRulesOfModels();
    void speaksOfEachPicture();
    void speaksOfFilms();
    void speaksOfWhatCouldNotBeRead();
    void mapsScoresToGrades();
    void givesFilesAway();
    void findsAFileAgain();
    void oneFileMoreIsOneRow();
    void changesRowByRow();
    void aPictureKeepsItsIndex();
    void changesThatDoNotFitAreAnotherList();
    void gradesFollowTheScores();
    void aPlaceIsAPictureOrTheGapItLeft();
    void failedModelKeepsTheRules();
};

namespace {

using Files = std::vector<int>;

void change(PhotoListModel& model, const std::shared_ptr<PhotoList>& to) {
    model.changePhotos(to, rowChanges(model.photos().get(), to.get()));
}

Files shown(const PhotoListModel& model) {
    Files files;
    for (int row = 0; row < model.rowCount(); ++row)
        files.push_back(int(model.photo(row).file.value));
    return files;
}

/// Follows a model by its signals alone, and looks after each of them whether both agree.
class Follower final : public QObject {
public:
    explicit Follower(PhotoListModel& model) : m_model(model), m_files(shown(model)) {
        connect(&model, &PhotoListModel::rowsInserted, this,
                [this](const QModelIndex&, int first, int last) {
                    for (int row = first; row <= last; ++row)
                        m_files.insert(m_files.begin() + row, int(m_model.photo(row).file.value));
                    look();
                });
        connect(&model, &PhotoListModel::rowsRemoved, this,
                [this](const QModelIndex&, int first, int last) {
                    m_files.erase(m_files.begin() + first, m_files.begin() + last + 1);
                    look();
                });
        connect(&model, &PhotoListModel::layoutChanged, this, [this] {
            Files now = shown(m_model);
            if (!std::is_permutation(now.begin(), now.end(), m_files.begin(), m_files.end()))
                ++wrong;
            m_files = now;
        });
        connect(&model, &PhotoListModel::modelReset, this, [this] { ++resets; });
    }

    int wrong = 0;
    int resets = 0;

private:
    void look() {
        if (shown(m_model) != m_files)
            ++wrong;
    }

    PhotoListModel& m_model;
    Files m_files;
};

}  // namespace

void TestPhotoListModel::keepsTheRulesOfModels() {
    PhotoListModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    model.setPhotos(std::make_shared<SyntheticPhotos>(100000));
    QCOMPARE(model.rowCount(), 100000);
    model.setPhotos(std::make_shared<SyntheticPhotos>(7, true));
    QCOMPARE(model.rowCount(), 7);
    QCOMPARE(model.rowCount(model.index(0)), 0);
    model.setPhotos(nullptr);
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.data(QModelIndex(), Qt::DisplayRole).isValid());
}

void TestPhotoListModel::speaksOfEachPicture() {
    PhotoListModel model;
    model.setPhotos(std::make_shared<SyntheticPhotos>(20));
    const QModelIndex third = model.index(2);
    QCOMPARE(third.data().toString(), QStringLiteral("00000002.jpg"));
    QCOMPARE(third.data(PhotoListModel::PathRole).toString(),
             QStringLiteral("/pictures/00000002.jpg"));
    QCOMPARE(third.data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("00000002.jpg, picture 3 of 20"));
    QVERIFY(!third.data(PhotoListModel::ScoreRole).isValid());
    QVERIFY(!third.data(Qt::ToolTipRole).toString().contains(QStringLiteral("Similarity")));
    // The tenth one's disk is away.
    const QModelIndex away = model.index(9);
    QVERIFY(!away.data(PhotoListModel::AvailableRole).toBool());
    QVERIFY(away.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("not connected")));
    QVERIFY(away.data(Qt::ToolTipRole).toString().contains(QStringLiteral("Plug it in")));
    model.setRoots({{RootId{1}, QStringLiteral("/pictures"), QStringLiteral("Blue <Disk>"),
                     RootInfo::State::VolumeAbsent, 20, 0}});
    QVERIFY(away.data(Qt::ToolTipRole).toString().contains(QStringLiteral("Blue &lt;Disk&gt;")));
}

void TestPhotoListModel::speaksOfFilms() {
    PhotoListModel model;
    model.setPhotos(std::make_shared<GivenFilms>(std::vector<qint64>{42'000, 185'400, 0, -1}));
    const auto spoken = [&](int row) {
        return model.index(row).data(Qt::AccessibleTextRole).toString();
    };
    // Without a translation, plurals stay as they are written.
    QCOMPARE(spoken(0), QStringLiteral("0.mp4, picture 1 of 4, video, 42 second(s)"));
    QVERIFY(spoken(1).endsWith(QStringLiteral("video, 3 minute(s) 5 second(s)")));
    QVERIFY(spoken(2).endsWith(QStringLiteral("of 4, video")));
    QVERIFY(!spoken(3).contains(QStringLiteral("video")));
    QVERIFY(model.index(1).data(Qt::ToolTipRole).toString().contains(QStringLiteral("3:05")));
    QCOMPARE(clockText(3'723'000), QStringLiteral("1:02:03"));
    QCOMPARE(clockText(1), QStringLiteral("0:01"));
}

void TestPhotoListModel::speaksOfWhatCouldNotBeRead() {
    PhotoItem item;
    item.path = QStringLiteral("/photos/broken.png");
    item.failure = QStringLiteral("It is <cut off>.");
    PhotoListModel model;
    model.setPhotos(photoListOf({item}));
    const QModelIndex index = model.index(0);
    QCOMPARE(index.data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("broken.png, picture 1 of 1, could not be read: It is <cut off>."));
    QVERIFY(
        index.data(Qt::ToolTipRole).toString().contains(QStringLiteral("It is &lt;cut off&gt;.")));
    QCOMPARE(index.data(PhotoListModel::FailureRole).toString(), item.failure);
}

void TestPhotoListModel::mapsScoresToGrades() {
    PhotoListModel model;
    model.setPhotos(std::make_shared<SyntheticPhotos>(100, true));
    QVERIFY(model.isAnswer());
    QVERIFY(model.index(0).data(PhotoListModel::GradeRole).toInt() > 0);
    QCOMPARE(model.index(99).data(PhotoListModel::GradeRole).toInt(), 0);
    int last = ScoreScale::grades;
    for (int row = 0; row < 100; ++row) {
        const int grade = model.index(row).data(PhotoListModel::GradeRole).toInt();
        QVERIFY(grade <= last);
        last = grade;
    }
    QVERIFY(model.index(0)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(QStringLiteral("Similarity 0.900")));
    // A single result is the best one, which says nothing of how good it is.
    model.setPhotos(std::make_shared<SyntheticPhotos>(1, true));
    QCOMPARE(model.index(0).data(PhotoListModel::GradeRole).toInt(), 1);
    model.setPhotos(std::make_shared<SyntheticPhotos>(1));
    QVERIFY(!model.index(0).data(PhotoListModel::GradeRole).isValid());
}

void TestPhotoListModel::givesFilesAway() {
    PhotoListModel model;
    model.setPhotos(std::make_shared<SyntheticPhotos>(5));
    QCOMPARE(model.mimeData({}), nullptr);
    const std::unique_ptr<QMimeData> data(model.mimeData({model.index(1), model.index(4)}));
    QCOMPARE(data->urls(), (QList<QUrl>{QUrl(QStringLiteral("file:///pictures/00000001.jpg")),
                                        QUrl(QStringLiteral("file:///pictures/00000004.jpg"))}));
    QVERIFY(model.index(0).flags() & Qt::ItemIsDragEnabled);
}

void TestPhotoListModel::findsAFileAgain() {
    PhotoListModel model;
    QCOMPARE(model.rowOf(FileId{101}), -1);
    model.setPhotos(std::make_shared<SyntheticPhotos>(50000));
    QCOMPARE(model.rowOf(FileId{101}), 100);
    QCOMPARE(model.rowOf(FileId{50000}), 49999);
    QCOMPARE(model.rowOf(FileId{50001}), -1);
}

void TestPhotoListModel::oneFileMoreIsOneRow() {
    PhotoListModel model;
    model.setPhotos(std::make_shared<GivenPhotos>(files(5000, 1)));
    QSignalSpy inserted(&model, &PhotoListModel::rowsInserted);
    QSignalSpy removed(&model, &PhotoListModel::rowsRemoved);
    QSignalSpy layout(&model, &PhotoListModel::layoutChanged);
    QSignalSpy data(&model, &PhotoListModel::dataChanged);
    QSignalSpy reset(&model, &PhotoListModel::modelReset);
    change(model, std::make_shared<GivenPhotos>(files(5001, 1)));
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(inserted.first().at(1).toInt(), 0);
    QCOMPARE(inserted.first().at(2).toInt(), 0);
    QCOMPARE(removed.count() + layout.count() + data.count() + reset.count(), 0);
    // And nothing for nothing.
    change(model, std::make_shared<GivenPhotos>(files(5001, 1)));
    QCOMPARE(inserted.count() + removed.count() + layout.count() + data.count(), 1);
}

void TestPhotoListModel::changesRowByRow() {
    for (quint32 seed = 0; seed < 200; ++seed) {
        QRandomGenerator random(seed);
        const auto some = [&] {
            Files picked = files(1, 40);
            if (seed % 2 == 1)
                std::shuffle(picked.begin(), picked.end(), random);
            std::erase_if(picked, [&](int) { return random.bounded(3) == 0; });
            return picked;
        };
        PhotoListModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPhotos(std::make_shared<GivenPhotos>(some()));
        Follower follower(model);
        for (int i = 0; i < 4; ++i) {
            const Files now = some();
            change(model, std::make_shared<GivenPhotos>(now));
            QCOMPARE(shown(model), now);
        }
        QCOMPARE(follower.wrong, 0);
        QCOMPARE(follower.resets, 0);
    }
}

void TestPhotoListModel::aPictureKeepsItsIndex() {
    PhotoListModel model;
    model.setPhotos(std::make_shared<GivenPhotos>(Files{1, 2, 3, 4, 5}));
    const QPersistentModelIndex two(model.index(1));
    const QPersistentModelIndex four(model.index(3));
    change(model, std::make_shared<GivenPhotos>(Files{5, 9, 4, 3, 2, 8}));
    QCOMPARE(two.row(), 4);
    QCOMPARE(four.row(), 2);
    change(model, std::make_shared<GivenPhotos>(Files{7, 2, 3}));
    QCOMPARE(two.row(), 1);
    QVERIFY(!four.isValid());
}

void TestPhotoListModel::changesThatDoNotFitAreAnotherList() {
    PhotoListModel model;
    model.setPhotos(std::make_shared<GivenPhotos>(files(1, 10)));
    QSignalSpy reset(&model, &PhotoListModel::modelReset);
    RowChanges wrong;
    wrong.inserted = {{0, 3}};
    model.changePhotos(std::make_shared<GivenPhotos>(files(1, 11)), wrong);
    QCOMPARE(reset.count(), 1);
    QCOMPARE(shown(model), files(1, 11));
}

void TestPhotoListModel::gradesFollowTheScores() {
    const auto answer = [](const std::vector<std::pair<int, float>>& hits) {
        std::vector<PhotoRow> rows;
        for (const auto& [file, score] : hits)
            rows.push_back({FileId{file}, ContentId{file}, score, true});
        return std::make_shared<GivenPhotos>(rows);
    };
    PhotoListModel model;
    model.setPhotos(answer({{1, .9f}, {2, .6f}, {3, .3f}}));
    QVERIFY(model.isAnswer());
    const QPersistentModelIndex two(model.index(1));
    const int before = two.data(PhotoListModel::GradeRole).toInt();
    QSignalSpy data(&model, &PhotoListModel::dataChanged);
    change(model, answer({{1, .9f}, {2, .6f}}));
    QVERIFY(two.data(PhotoListModel::GradeRole).toInt() < before);
    QCOMPARE(data.count(), 1);  // every grade is drawn anew
    QCOMPARE(data.first().at(0).toModelIndex().row(), 0);
    QCOMPARE(data.first().at(1).toModelIndex().row(), 1);
}

void TestPhotoListModel::aPlaceIsAPictureOrTheGapItLeft() {
    PhotoListModel model;
    ListPlace place(model);
    QVERIFY(!place.isValid());
    place.setRow(3);
    QVERIFY(!place.isValid());
    model.setPhotos(std::make_shared<GivenPhotos>(Files{1, 2, 3, 4, 5}));
    place.setRow(2);
    QVERIFY(place.isValid() && !place.isGap());
    change(model, std::make_shared<GivenPhotos>(Files{8, 9, 1, 2, 3, 4, 5}));
    QCOMPARE(place.row(), 4);
    QCOMPARE(place.rowAt(1), 5);
    QCOMPARE(place.rowAt(-1), 3);
    // Its picture goes, with the one behind it: between 2 and 5.
    change(model, std::make_shared<GivenPhotos>(Files{8, 9, 1, 2, 5}));
    QVERIFY(place.isValid() && place.isGap());
    QCOMPARE(place.rowAt(1), 4);
    QCOMPARE(place.rowAt(-1), 3);
    change(model, std::make_shared<GivenPhotos>(Files{7, 8, 9, 1, 2, 5}));
    QCOMPARE(place.rowAt(1), 5);
    QCOMPARE(place.rowAt(-1), 4);
    // The one behind the gap goes, too: the gap is at the end.
    change(model, std::make_shared<GivenPhotos>(Files{7, 8, 9, 1, 2}));
    QCOMPARE(place.rowAt(1), model.rowCount());
    QCOMPARE(place.rowAt(-1), 4);
    model.setPhotos(std::make_shared<GivenPhotos>(Files{1, 2}));
    QVERIFY(!place.isValid());
    QCOMPARE(place.row(), -1);
}

void TestPhotoListModel::failedModelKeepsTheRules() {
    FailedModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setPhotos({{QStringLiteral("/a/b.jpg"), QStringLiteral("It is empty."), false},
                     {QStringLiteral("/a/c.jpg"), QStringLiteral("It is cut off."), true}});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, FailedModel::Name).data().toString(), QStringLiteral("b.jpg"));
    QCOMPARE(model.index(1, FailedModel::Reason).data().toString(),
             QStringLiteral("It is cut off."));
    model.setPhotos({});
    QCOMPARE(model.rowCount(), 0);
}

SEMBLANCE_GUI_TEST(TestPhotoListModel)
#include "tst_photolistmodel.moc"
