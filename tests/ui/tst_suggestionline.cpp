#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "tests/testmain.h"
#include "ui/query/suggestionline.h"

using namespace semblance;

namespace {
QStringList shown(const SuggestionLine& line) {
    QStringList texts;
    for (const QPushButton* button : line.findChildren<QPushButton*>()) {
        if (!button->isHidden())
            texts.append(button->text());
    }
    return texts;
}
}  // namespace

class SuggestionLineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isNotThereWithoutSuggestions() {
        QWidget window;
        SuggestionLine line(&window);
        QVERIFY(line.isHidden());
        line.setSuggestions({QStringLiteral("at night")});
        QVERIFY(!line.isHidden());
        line.setSuggestions({});
        QVERIFY(line.isHidden());
    }

    void onlyWhatFitsIsShown() {
        QWidget window;
        SuggestionLine line(&window);
        const QStringList all{QStringLiteral("at night"), QStringLiteral("in the snow"),
                              QStringLiteral("with a crowd of people watching")};
        line.resize(2000, 40);
        line.setSuggestions(all);
        QCOMPARE(shown(line), all);
        line.resize(line.findChild<QPushButton*>()->sizeHint().width() + 80, 40);
        window.show();
        QTRY_COMPARE(shown(line), all.mid(0, 1));
        // What does not fit takes no room from the window.
        QVERIFY(line.minimumSizeHint().width() == 0);
    }

    void aClickAsksForIt() {
        SuggestionLine line;
        line.resize(2000, 40);
        line.setSuggestions({QStringLiteral("at night"), QStringLiteral("in red")});
        line.show();
        const QSignalSpy chosen(&line, &SuggestionLine::chosen);
        QPushButton* second = line.findChildren<QPushButton*>().at(1);
        QCOMPARE(second->accessibleName(), QStringLiteral("in red"));
        second->setFocus();
        QTest::keyClick(second, Qt::Key_Space);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().toString(), QStringLiteral("in red"));
    }
};

SEMBLANCE_GUI_TEST(SuggestionLineTest)
#include "tst_suggestionline.moc"
