// Marks written beside the pictures, by keys in the real window with the real decoder.

#include <QAction>
#include <QDir>
#include <QLabel>
#include <QListView>
#include <QPointer>
#include <QPushButton>

#include "tests/testmain.h"
#include "tests/ui/deskwindow.h"
#include "ui/marks/sidecardialog.h"
#include "ui/window/messagestrip.h"

using namespace semblance;

class TestWriteSidecars : public DeskWindow {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { begin(); }
    void cleanup() { end(); }

    void writesWhatIsMarked();
    void saysThatThereIsNothingToWrite();
    void saysWhatWouldBeWritten();

private:
    SidecarDialog* ask() {
        find<QAction>("actionWriteSidecars")->trigger();
        QPointer<SidecarDialog> dialog;
        const auto isThere = [&] {
            dialog = real->window.findChild<SidecarDialog*>();
            return dialog && dialog->isVisible();
        };
        return QTest::qWaitFor(isThere, patience) ? dialog : nullptr;
    }
    static QByteArray read(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    const QTemporaryDir m_programs;  ///< the decoder alone
};

void TestWriteSidecars::initTestCase() {
    prepare();
#ifdef Q_OS_WIN
    QSKIP("needs a link to the decoder");
#endif
    QVERIFY(QFile::link(QStringLiteral(SEMBLANCE_BIN_DIR "/semblance-decoder"),
                        m_programs.filePath(QStringLiteral("semblance-decoder"))));
    qputenv("SEMBLANCE_BIN_DIR", m_programs.path().toUtf8());
}

void TestWriteSidecars::writesWhatIsMarked() {
    const QString first = model->photo(0).path;
    const QString second = model->photo(1).path;
    const QByteArray picture = read(first);
    select({0, 1});
    QTest::keyClick(grid, Qt::Key_4);
    auto* strip = find<MessageStrip>("messageStrip");
    QTRY_VERIFY_WITH_TIMEOUT(strip->text().contains(u'★'), patience);
    QVERIFY(!QFile::exists(first + QStringLiteral(".xmp")));
    select({0, 1, 2});
    SidecarDialog* dialog = ask();
    QVERIFY(dialog);
    auto* list = dialog->findChild<QListView*>(QStringLiteral("sidecarList"));
    QCOMPARE(list->model()->rowCount(), 2);
    QVERIFY(dialog->findChild<QLabel*>(QStringLiteral("sidecarLeftOut"))
                ->text()
                .contains(QStringLiteral("no marks")));
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(strip->text().contains(QStringLiteral("sidecar")), patience);
    QVERIFY2(strip->text().contains(u'2'), qPrintable(strip->text()));
    for (const QString& path : {first, second}) {
        const QByteArray xmp = read(path + QStringLiteral(".xmp"));
        QVERIFY2(xmp.contains("Rating=\"4\""), xmp.constData());
    }
    QCOMPARE(read(first), picture);
}

void TestWriteSidecars::saysThatThereIsNothingToWrite() {
    select({0});
    SidecarDialog* dialog = ask();
    QVERIFY(dialog);
    QVERIFY(!dialog->findChild<QPushButton*>(QStringLiteral("sidecarWrite")));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
}

void TestWriteSidecars::saysWhatWouldBeWritten() {
    SidecarPlan plan;
    PhotoMarks marks;
    marks.rating = 1;
    plan.targets.push_back(
        {QStringLiteral("/p/a.jpg"), QStringLiteral("/p/a.xmp"), true, marks, {}});
    plan.targets.push_back(
        {QStringLiteral("/p/b.jpg"), QStringLiteral("/p/b.jpg.xmp"), false, marks, {}});
    plan.readOnly = {QStringLiteral("/media/dvd")};
    SidecarDialog dialog(plan);
    const auto text = [&dialog](const char* name) {
        return dialog.findChild<QLabel*>(QLatin1StringView(name))->text();
    };
    QVERIFY(
        text("sidecarLeftOut").contains(QDir::toNativeSeparators(QStringLiteral("/media/dvd"))));
    QVERIFY(text("sidecarBackup").contains(QStringLiteral(".bak")));
    for (QWidget* widget : dialog.findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
    WrittenSidecars done;
    done.written = 1;
    done.left.push_back({QStringLiteral("/p/a.xmp"), QStringLiteral("It is a link.")});
    QVERIFY(writtenText(plan, done).contains(QStringLiteral("“a.xmp”: It is a link.")));
}

SEMBLANCE_GUI_TEST(TestWriteSidecars)
#include "tst_writesidecars.moc"
