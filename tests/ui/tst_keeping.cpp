// The real window saves its library as a file, and takes such a file in.

#include <QAction>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

#include "core/catalogue/catalogue.h"
#include "core/library/library.h"
#include "tests/core/store/keepingfixture.h"
#include "tests/testmain.h"
#include "tests/ui/realwindow.h"
#include "ui/library/keepingdialog.h"
#include "ui/results/photogrid.h"

using namespace semblance;
using namespace semblance::test;

namespace {
constexpr int patience = 60000;
constexpr int files = 40;

int shown(RealWindow& real) {
    return real.window.findChild<PhotoGrid*>()->model()->rowCount();
}

template <class Widget>
Widget* part(RealWindow& real, const char* name) {
    return real.window.findChild<Widget*>(QLatin1StringView(name));
}

Query onlyNamed(const QString& name) {
    Query query;
    query.filter.terms.push_back({PhotoFilter::Field::Name, PhotoFilter::Relation::Equal, name});
    return query;
}

/// The dialog that the menu's command opens, with the file's name typed.
KeepingDialog* openDialog(RealWindow& real, const char* action, const QString& file) {
    part<QAction>(real, action)->trigger();
    auto* dialog = part<KeepingDialog>(real, "keepingDialog");
    auto* field = part<QLineEdit>(real, "keepingFile");
    field->selectAll();
    QTest::keyClicks(field, file);
    return dialog;
}
}  // namespace

class KeepingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_library = std::make_unique<Fixture>();
        QCOMPARE(m_library->open(), QString());
        fill(*m_library, files);
        m_library->close();
        m_file = m_library->dir.filePath(QStringLiteral("all.semblance"));
    }

    void savedAndTakenIn() {
        {
            RealWindow real(m_library->paths.dir, settings());
            real.window.show();
            QTRY_COMPARE_WITH_TIMEOUT(shown(real), files, patience);
            openDialog(real, "actionSaveLibrary", m_file);
            QTest::keyClick(part<QLineEdit>(real, "keepingFile"), Qt::Key_Return);
            auto* said = part<QLabel>(real, "keepingSaid");
            QTRY_VERIFY_WITH_TIMEOUT(said->isVisible(), patience);
            QVERIFY2(said->text().contains(QStringLiteral("40")), qPrintable(said->text()));
            QVERIFY(QFile::exists(m_file));
        }
        Fixture other;
        QCOMPARE(other.open(), QString());
        fill(other, 3, 100);
        other.close();
        RealWindow real(other.paths.dir, settings());
        real.window.show();
        QTRY_COMPARE_WITH_TIMEOUT(shown(real), 3, patience);
        // Whoever looked something up in the library lets go of it.
        const StepId step = real.desk.history().ask(onlyNamed(QStringLiteral("1")));
        QSignalSpy lookedUp(&real.desk.history(), &HistoryService::changed);
        real.desk.history().setPictures(step, {ContentId{1}});
        QTRY_VERIFY_WITH_TIMEOUT(!lookedUp.isEmpty(), patience);
        openDialog(real, "actionMergeLibrary", m_file);
        auto* start = part<QPushButton>(real, "keepingStart");
        auto* folders = part<QTreeWidget>(real, "keepingFolders");
        QTest::mouseClick(start, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(folders->topLevelItemCount(), 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), patience);
        QTest::mouseClick(start, Qt::LeftButton);
        auto* said = part<QLabel>(real, "keepingSaid");
        QTRY_VERIFY_WITH_TIMEOUT(said->isVisible(), patience);
        QVERIFY2(said->text().contains(QStringLiteral("40")), qPrintable(said->text()));
        QTRY_COMPARE_WITH_TIMEOUT(shown(real), files + 3, patience);
        // It is open for writing again.
        QVERIFY(real.library.library()->catalogue().acquireWriter());
    }

    void otherFilesAreRefused() {
        RealWindow real(m_library->paths.dir, settings());
        real.window.show();
        QTRY_COMPARE_WITH_TIMEOUT(shown(real), files, patience);
        const QString text = m_library->dir.filePath(QStringLiteral("letter.txt"));
        QVERIFY(putBytes(text, "Dear all"));
        openDialog(real, "actionMergeLibrary", text);
        QTest::mouseClick(part<QPushButton>(real, "keepingStart"), Qt::LeftButton);
        auto* said = part<QLabel>(real, "keepingSaid");
        QTRY_VERIFY_WITH_TIMEOUT(said->isVisible(), patience);
        QVERIFY2(said->text().contains(QStringLiteral("letter.txt")), qPrintable(said->text()));
        // What is no library is not written over.
        part<QPushButton>(real, "keepingClose")->click();
        QTRY_VERIFY(!part<KeepingDialog>(real, "keepingDialog"));
        openDialog(real, "actionSaveLibrary", text);
        QTest::keyClick(part<QLineEdit>(real, "keepingFile"), Qt::Key_Return);
        auto* refused = part<QLabel>(real, "keepingSaid");
        QTRY_VERIFY_WITH_TIMEOUT(refused->isVisible(), patience);
        QCOMPARE(bytesOf(text), QByteArray("Dear all"));
        QCOMPARE(shown(real), files);
    }

    void whereAFolderIsHereCanBeSaid() {
        KeepingDialog dialog(KeepingDialog::Task::Merge);
        dialog.setFile(m_file);
        dialog.setFolders({QStringLiteral("/there/photos"), QStringLiteral("/there/icons")});
        auto* list = dialog.findChild<QTreeWidget*>();
        list->topLevelItem(1)->setData(1, Qt::UserRole, QStringLiteral("/here/icons"));
        std::vector<std::pair<QString, QString>> told;
        connect(&dialog, &KeepingDialog::mergeWanted, this,
                [&](const QString&, const auto& folders) { told = folders; });
        dialog.findChild<QPushButton*>(QStringLiteral("keepingStart"))->click();
        QCOMPARE(told.size(), std::size_t(1));
        QCOMPARE(told[0].first, QStringLiteral("/there/icons"));
        QCOMPARE(told[0].second, QStringLiteral("/here/icons"));
    }

private:
    QString settings() const { return m_library->dir.filePath(QStringLiteral("settings")); }

    std::unique_ptr<Fixture> m_library;
    QString m_file;
};

SEMBLANCE_GUI_TEST(KeepingTest)
#include "tst_keeping.moc"
