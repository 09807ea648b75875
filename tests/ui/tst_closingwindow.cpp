// Closing the window while pictures are read: the question, and what comes of it.

#include <QCheckBox>
#include <QCloseEvent>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "core/library/services/indexingservice.h"
#include "tests/testmain.h"
#include "ui/settings/settings.h"
#include "ui/window/closingflow.h"

using namespace semblance;

/// With a service that is told what it tells: a run that takes as long as the test wants.
class TestClosing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingIsAskedWithoutWork();
    void askedOnceAndFinished();
    void stoppedOnce();
    void thoughtBetter();
    void comesBack();
    void pausesEndIt();

private:
    /// A window that is closed as the real one is.
    class Window : public QWidget {
    public:
        ClosingFlow* flow = nullptr;

    protected:
        void closeEvent(QCloseEvent* event) override { event->setAccepted(!flow->takesClosing()); }
    };

    void read(qint64 done, bool paused = false) {
        IndexingProgress progress;
        progress.phase = IndexingProgress::Phase::Encoding;
        progress.toDo = 100;
        progress.done = done;
        progress.paused = paused;
        Q_EMIT indexing->progressChanged(progress);
    }
    void finish() {
        Q_EMIT indexing->progressChanged({});
        Q_EMIT indexing->runningChanged(false);
    }
    template <class T>
    T* find(const char* name) const {
        return window->findChild<T*>(QLatin1StringView(name));
    }
    bool isAsked() const {
        const auto* question = find<QMessageBox>("closingQuestion");
        return question && question->isVisible();
    }

    std::unique_ptr<QTemporaryDir> dir;
    std::unique_ptr<IndexingService> indexing;
    std::unique_ptr<Settings> settings;
    std::unique_ptr<Window> window;
    int ended = 0;
};

void TestClosing::init() {
    window.reset();
    dir = std::make_unique<QTemporaryDir>();
    indexing = std::make_unique<IndexingService>();
    settings = std::make_unique<Settings>(dir->filePath(QStringLiteral("settings.ini")));
    window = std::make_unique<Window>();
    window->flow = new ClosingFlow(*indexing, *settings, *window);
    ended = 0;
    connect(window->flow, &ClosingFlow::ended, this, [this] { ++ended; });
    window->show();
    QVERIFY(QTest::qWaitForWindowExposed(window.get()));
}

void TestClosing::nothingIsAskedWithoutWork() {
    IndexingProgress scanning;
    scanning.phase = IndexingProgress::Phase::Scanning;
    Q_EMIT indexing->progressChanged(scanning);
    QVERIFY(window->close());
    window->show();
    read(40, true);
    QVERIFY(window->close());
    window->show();
    read(40);
    finish();
    QVERIFY(window->close());
    QVERIFY(!isAsked());
}

void TestClosing::askedOnceAndFinished() {
    read(40);
    QVERIFY(!window->close());
    QVERIFY(window->isVisible() && isAsked());
    QVERIFY(!window->close());  // once more: the same question
    QCOMPARE(window->findChildren<QMessageBox*>().size(), 1);
    QVERIFY(find<QCheckBox>("closingRemember")->isChecked());
    QTest::keyClick(find<QMessageBox>("closingQuestion"), Qt::Key_Return);
    QTRY_VERIFY(!window->isVisible());
    QVERIFY(window->flow->isInBackground());
    QCOMPARE(settings->onClosing(), ClosingChoice::Finish);
    read(90);
    QCOMPARE(ended, 0);
    finish();
    QCOMPARE(ended, 1);
    // The next time nothing is asked.
    init();
    settings->setOnClosing(ClosingChoice::Finish);
    read(10);
    QVERIFY(!window->close());
    QVERIFY(!window->isVisible() && !isAsked());
    finish();
    QCOMPARE(ended, 1);
}

void TestClosing::stoppedOnce() {
    read(40);
    window->close();
    find<QCheckBox>("closingRemember")->click();
    find<QPushButton>("closingStop")->click();
    QTRY_VERIFY(!window->isVisible());
    QVERIFY(!window->flow->isInBackground());
    QCOMPARE(ended, 1);
    QCOMPARE(settings->onClosing(), ClosingChoice::Ask);
}

void TestClosing::thoughtBetter() {
    read(40);
    window->close();
    QTest::keyClick(find<QMessageBox>("closingQuestion"), Qt::Key_Escape);
    QTRY_VERIFY(!isAsked());
    QVERIFY(window->isVisible() && !window->flow->isInBackground());
    QCOMPARE(settings->onClosing(), ClosingChoice::Ask);
    finish();
    QCOMPARE(ended, 0);
    // It ends while the question stands there.
    read(40);
    window->close();
    finish();
    find<QPushButton>("closingFinish")->click();
    QTRY_VERIFY(!window->isVisible());
    QCOMPARE(ended, 1);
}

void TestClosing::comesBack() {
    settings->setOnClosing(ClosingChoice::Finish);
    read(40);
    window->close();
    QVERIFY(window->flow->isInBackground());
    // As another start does.
    window->flow->comeBack();
    window->show();
    finish();
    QCOMPARE(ended, 0);
    QVERIFY(window->isVisible());
}

void TestClosing::pausesEndIt() {
    settings->setOnClosing(ClosingChoice::Finish);
    read(40);
    window->close();
    read(50, true);
    QCOMPARE(ended, 1);
}

SEMBLANCE_GUI_TEST(TestClosing)
#include "tst_closingwindow.moc"
