// The real window on a library that came to harm.

#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTest>

#include "core/store/librarybackups.h"
#include "tests/core/store/storefixture.h"
#include "tests/testmain.h"
#include "tests/ui/realwindow.h"
#include "ui/results/photogrid.h"
#include "ui/results/photolistmodel.h"
#include "ui/style/dates.h"
#include "ui/window/statepage.h"

using namespace semblance;
using namespace semblance::test;

namespace {
constexpr int patience = 60000;
constexpr int files = 40;
}  // namespace

class DamagedLibraryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_library = std::make_unique<Fixture>();
        QCOMPARE(m_library->open(), QString());
        const RootId root = m_library->addRoot();
        for (int i = 0; i < files; ++i)
            VERIFY_OK(m_library->writer->submit(encodedFile(root, QString::number(i), i)));
        VERIFY_OK(m_library->writer->flush());
        m_library->close();
    }

    /// By keyboard: the button has the focus path of every button.
    void theBackupIsOneKeyAway() {
        const auto backup = LibraryBackups(m_library->paths).make();
        VERIFY_OK(backup);
        damage();
        RealWindow real(m_library->paths.dir, m_library->dir.filePath(QStringLiteral("settings")));
        real.window.show();
        auto* title = real.window.findChild<QLabel*>(QStringLiteral("stateTitle"));
        QTRY_VERIFY_WITH_TIMEOUT(title->text().contains(QStringLiteral("damaged")), patience);
        const QString date = shortDateTime(backup->made);
        auto* text = real.window.findChild<QLabel*>(QStringLiteral("stateText"));
        QVERIFY(text->text().contains(QStringLiteral("photos are not affected")));
        auto* button = real.window.findChild<QPushButton*>(QStringLiteral("stateMain"));
        QVERIFY2(button->text().contains(date), qPrintable(button->text()));
        QCOMPARE(button->accessibleName(), button->text());
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        QTRY_COMPARE_WITH_TIMEOUT(shown(real), files, patience);
        QVERIFY(QFile::exists(asideOf()));
    }

    void withoutABackupWhatIsLeftIsKept() {
        damage();
        RealWindow real(m_library->paths.dir, m_library->dir.filePath(QStringLiteral("settings")));
        real.window.show();
        auto* button = real.window.findChild<QPushButton*>(QStringLiteral("stateMain"));
        QTRY_COMPARE_WITH_TIMEOUT(button->text(), QStringLiteral("Recover what can be read"),
                                  patience);
        QTest::mouseClick(button, Qt::LeftButton);
        // The first page is lost, the rows are not.
        QTRY_COMPARE_WITH_TIMEOUT(shown(real), files, patience);
    }

    void anEmptyFileIsNoEmptyLibrary() {
        VERIFY_OK(LibraryBackups(m_library->paths).make());
        QFile database(m_library->paths.database);
        QVERIFY(database.open(QIODevice::WriteOnly | QIODevice::Truncate));
        database.close();
        RealWindow real(m_library->paths.dir, m_library->dir.filePath(QStringLiteral("settings")));
        real.window.show();
        auto* title = real.window.findChild<QLabel*>(QStringLiteral("stateTitle"));
        QTRY_VERIFY_WITH_TIMEOUT(title->text().contains(QStringLiteral("damaged")), patience);
        QCOMPARE(database.size(), 0);
    }

private:
    void damage() const {
        QFile database(m_library->paths.database);
        QVERIFY(database.open(QIODevice::ReadWrite));
        QCOMPARE(database.write(QByteArray(4096, 'x')), 4096);
    }
    QString asideOf() const {
        const QStringList names =
            QDir(m_library->paths.dir).entryList({QStringLiteral("library.db.damaged-*")});
        return names.isEmpty() ? QString()
                               : m_library->paths.dir + QLatin1Char('/') + names.first();
    }
    static int shown(RealWindow& real) {
        return real.window.findChild<PhotoGrid*>()->model()->rowCount();
    }

    std::unique_ptr<Fixture> m_library;
};

SEMBLANCE_GUI_TEST(DamagedLibraryTest)
#include "tst_damagedlibrary.moc"
