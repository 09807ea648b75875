#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QTest>
#include <QUrl>

#include "tests/ui/syntheticphotos.h"
#include "ui/library/failedmodel.h"
#include "ui/results/photolistmodel.h"

using namespace semblance;

class TestPhotoListModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTheRulesOfModels();
    void speaksOfEachPicture();
    void mapsScoresToStrength();
    void givesFilesAway();
    void findsAFileAgain();
    void failedModelKeepsTheRules();
};

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

void TestPhotoListModel::mapsScoresToStrength() {
    PhotoListModel model;
    model.setPhotos(std::make_shared<SyntheticPhotos>(100, true));
    QVERIFY(model.isAnswer());
    QCOMPARE(model.index(0).data(PhotoListModel::StrengthRole).toFloat(), 1.0f);
    QCOMPARE(model.index(99).data(PhotoListModel::StrengthRole).toFloat(), 0.1f);
    float last = 2;
    for (int row = 0; row < 100; ++row) {
        const float strength = model.index(row).data(PhotoListModel::StrengthRole).toFloat();
        QVERIFY(strength <= last);
        last = strength;
    }
    QVERIFY(model.index(0)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(QStringLiteral("Similarity 0.900")));
    // A single result is the best one.
    model.setPhotos(std::make_shared<SyntheticPhotos>(1, true));
    QCOMPARE(model.index(0).data(PhotoListModel::StrengthRole).toFloat(), 1.0f);
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
    model.setPhotos(std::make_shared<SyntheticPhotos>(50000));
    QCOMPARE(model.rowOf(FileId{101}, 100), 100);
    QCOMPARE(model.rowOf(FileId{101}, 0), 100);
    QCOMPARE(model.rowOf(FileId{101}, 200), 100);
    QCOMPARE(model.rowOf(FileId{40000}, 0, 10), -1);
    QCOMPARE(model.rowOf(FileId{50000}, 49999), 49999);
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

QTEST_MAIN(TestPhotoListModel)
#include "tst_photolistmodel.moc"
