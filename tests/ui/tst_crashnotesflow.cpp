#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <memory>

#include "tests/testmain.h"
#include "ui/window/crashnotesdialog.h"
#include "ui/window/crashnotesflow.h"
#include "ui/window/messagestrip.h"

using namespace semblance;

/// What a window offers after a crash.
class CrashNotesFlowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void shown();
    void declined();
    void anErrorIsNoAnswer();
    void aHelperIsSaid();
    void nothingIsSaidWithoutNotes();

private:
    void write(const QString& program) const {
        QFile file(QDir(m_dir->path()).filePath(crashNoteName(program, 1'700'000'000)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(program.toLatin1() + " 1.0\nstack:\n  a +0x1\n");
    }
    bool isToldOf() const {
        const auto notes = crashNotes(m_dir->path());
        return notes.size() == 1 && !notes[0].isNew;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void CrashNotesFlowTest::shown() {
    write(QStringLiteral("semblance"));
    QWidget window;
    MessageStrip strip(&window);
    CrashNotesFlow flow(m_dir->path(), strip, &window);
    QTRY_VERIFY_WITH_TIMEOUT(!strip.text().isEmpty(), 60'000);
    QVERIFY(strip.text().contains(QStringLiteral("Semblance crashed")));
    window.show();
    // What is said meanwhile waits.
    strip.showNotice(QStringLiteral("3 pictures added."));
    QVERIFY(strip.text().contains(QStringLiteral("Semblance crashed")));
    strip.findChild<QPushButton*>(QStringLiteral("messageAction"))->click();
    QCOMPARE(strip.text(), QStringLiteral("3 pictures added."));
    QTRY_VERIFY_WITH_TIMEOUT(isToldOf(), 60'000);
    auto* dialog = window.findChild<CrashNotesDialog*>();
    QVERIFY(dialog);
    const QString text =
        dialog->findChild<QPlainTextEdit*>(QStringLiteral("crashNotesText"))->toPlainText();
    QVERIFY(text.contains(QStringLiteral("semblance 1.0\nstack:\n  a +0x1")));
    dialog->findChild<QPushButton*>(QStringLiteral("crashNotesCopy"))->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), text);
    dialog->findChild<QPushButton*>(QStringLiteral("crashNotesClose"))->click();
    QTRY_VERIFY_WITH_TIMEOUT(!window.findChild<CrashNotesDialog*>(), 60'000);
}

void CrashNotesFlowTest::declined() {
    write(QStringLiteral("semblance"));
    QWidget window;
    MessageStrip strip(&window);
    CrashNotesFlow flow(m_dir->path(), strip, &window);
    QTRY_VERIFY_WITH_TIMEOUT(!strip.text().isEmpty(), 60'000);
    strip.findChild<QToolButton*>(QStringLiteral("messageClose"))->click();
    QVERIFY(strip.text().isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(isToldOf(), 60'000);
}

void CrashNotesFlowTest::anErrorIsNoAnswer() {
    write(QStringLiteral("semblance"));
    QWidget window;
    MessageStrip strip(&window);
    CrashNotesFlow flow(m_dir->path(), strip, &window);
    QTRY_VERIFY_WITH_TIMEOUT(!strip.text().isEmpty(), 60'000);
    strip.showError({ErrorKind::NotFound, QStringLiteral("A disk is away."), {}});
    QCOMPARE(strip.text(), QStringLiteral("A disk is away."));
    QSignalSpy declined(&strip, &MessageStrip::declined);
    strip.findChild<QToolButton*>(QStringLiteral("messageClose"))->click();
    QCOMPARE(declined.count(), 0);
}

void CrashNotesFlowTest::aHelperIsSaid() {
    write(QStringLiteral("semblance-decoder"));
    QWidget window;
    MessageStrip strip(&window);
    CrashNotesFlow flow(m_dir->path(), strip, &window);
    QTRY_VERIFY_WITH_TIMEOUT(!strip.text().isEmpty(), 60'000);
    QVERIFY(strip.text().contains(QStringLiteral("helper")));
}

void CrashNotesFlowTest::nothingIsSaidWithoutNotes() {
    write(QStringLiteral("semblance"));
    markCrashNotesSeen(crashNotes(m_dir->path()));
    QWidget window;
    MessageStrip strip(&window);
    MessageStrip later(&window);
    CrashNotesFlow flow(m_dir->path(), strip, &window);
    QTRY_VERIFY_WITH_TIMEOUT(isToldOf(), 60'000);
    // Looks begin in order on threads of their own: another one's end says that time has passed.
    QTemporaryDir other;
    QFile file(other.filePath(crashNoteName(QStringLiteral("semblance"), 1)));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    CrashNotesFlow second(other.path(), later, &window);
    QTRY_VERIFY_WITH_TIMEOUT(!later.text().isEmpty(), 60'000);
    QVERIFY(strip.text().isEmpty());
}

SEMBLANCE_GUI_TEST(CrashNotesFlowTest)

#include "tst_crashnotesflow.moc"
