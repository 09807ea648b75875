#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include "ui/panel/sidepanel.h"
#include "ui/settings/settings.h"
#include "ui/texts/textbar.h"
#include "ui/texts/textsetting.h"

using namespace semblance;

namespace {
template <class Widget>
Widget* part(const QWidget& whole, const char* name) {
    return whole.findChild<Widget*>(QLatin1StringView(name));
}
}  // namespace

/// What the window shows of text in pictures.
class TextsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void barTakesRoomOnlyWhileItReads();
    void barPausesAndResumes();
    void panelShowsAndCopiesText();
    void settingSwitchesAndSaysWhatIsMissing();
};

void TextsTest::barTakesRoomOnlyWhileItReads() {
    TextBar bar;
    QVERIFY(bar.isHidden());
    TextReading reading;
    reading.isShown = true;
    reading.done = 12;
    reading.all = 340;
    reading.rate = 2.6;
    reading.secondsLeft = 126;
    bar.setReading(reading);
    QVERIFY(!bar.isHidden());
    const auto* text = part<QLabel>(bar, "textBarText");
    QVERIFY(text->text().contains(QStringLiteral("12 of 340")));
    QVERIFY(text->text().contains(QStringLiteral("3 a second")));
    reading.isOnBattery = true;
    bar.setReading(reading);
    QVERIFY(text->text().contains(QStringLiteral("mains power")));
    bar.setReading({});
    QVERIFY(bar.isHidden());
}

void TextsTest::barPausesAndResumes() {
    TextBar bar;
    TextReading reading;
    reading.isShown = true;
    bar.setReading(reading);
    bar.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bar));
    QSignalSpy paused(&bar, &TextBar::pauseWanted);
    QSignalSpy resumed(&bar, &TextBar::resumeWanted);
    auto* button = part<QToolButton>(bar, "textBarPause");
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(paused.count(), 1);
    reading.isPaused = true;
    bar.setReading(reading);
    QVERIFY(button->accessibleName().contains(QStringLiteral("Resume")));
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QCOMPARE(resumed.count(), 1);
}

void TextsTest::panelShowsAndCopiesText() {
    SidePanel panel;
    panel.resize(300, 700);
    panel.show();
    PhotoItem photo;
    photo.file = FileId{1};
    photo.content = ContentId{1};
    photo.path = QStringLiteral("/home/mia/Screenshot.png");
    QSignalSpy told(&panel, &SidePanel::photoChanged);
    panel.setPhoto(photo);
    QCOMPARE(told.count(), 1);
    const auto* area = part<QWidget>(panel, "panelText");
    QVERIFY(area->isHidden());
    const QString text =
        QStringLiteral("Invoice <b>2024</b>\n") + QStringLiteral("line ").repeated(400);
    panel.setText(text);
    QVERIFY(!area->isHidden());
    const auto* label = part<QLabel>(panel, "panelWritten");
    QVERIFY(label->text().startsWith(QStringLiteral("Invoice <b>2024</b>\n")));
    QVERIFY(label->text().size() < text.size());
    QTest::mouseClick(part<QToolButton>(panel, "panelTextCopy"), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), text);
    // Another picture's text is not this one's.
    photo.file = FileId{2};
    photo.content = ContentId{2};
    photo.path = QStringLiteral("/home/mia/Photo.jpg");
    panel.setPhoto(photo);
    QVERIFY(area->isHidden());
}

void TextsTest::settingSwitchesAndSaysWhatIsMissing() {
    const QTemporaryDir dir;
    Settings settings(dir.filePath(QStringLiteral("settings.ini")));
    QVERIFY(settings.readsTexts());
    TextSetting setting(settings, nullptr);
    QSignalSpy toggled(&setting, &TextSetting::toggled);
    part<QCheckBox>(setting, "settingsTexts")->click();
    QVERIFY(!settings.readsTexts());
    QCOMPARE(toggled.count(), 1);
    QCOMPARE(toggled[0][0].toBool(), false);
    const auto* note = part<QLabel>(setting, "settingsTextsNote");
    QVERIFY(note->isHidden());
    setting.setAbility({});
    QVERIFY(note->text().contains(QStringLiteral("tesseract-ocr-eng")));
    setting.setAbility({{QStringLiteral("eng"), QStringLiteral("deu")}, std::nullopt});
    QVERIFY(note->text().contains(QStringLiteral("English, Deutsch")));
    setting.setAbility({{QStringLiteral("eng")},
                        Error{ErrorKind::Internal, QStringLiteral("It does not start."), {}}});
    QCOMPARE(note->text(), QStringLiteral("It does not start."));
}

QTEST_MAIN(TextsTest)
#include "tst_texts.moc"
