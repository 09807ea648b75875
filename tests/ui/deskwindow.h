#pragma once

#include <QTest>
#include <memory>

#include "core/query/filtergrammar.h"
#include "tests/ui/realwindow.h"
#include "tests/ui/smalllibrary.h"
#include "ui/collections/shelfrow.h"
#include "ui/query/querymodel.h"
#include "ui/results/photogrid.h"
#include "ui/results/photolistmodel.h"

namespace semblance {

/// The real window on a real library of its own, without an engine: what is asked for only filters.
class DeskWindow : public QObject {
protected:
    static constexpr int patience = 60'000;
    static constexpr int pictures = 400;

    static void prepare() {
        qputenv("SEMBLANCE_BIN_DIR", "/nonexistent");
        qputenv("SEMBLANCE_RESOURCES", SEMBLANCE_SOURCE_DIR "/resources");
    }
    /// A new library, and the window on it.
    void begin() {
        told.clear();
        m_dir = std::make_unique<QTemporaryDir>();
        QCOMPARE(
            makeSmallLibrary(m_dir->path(), m_dir->filePath(QStringLiteral("library")), pictures),
            QString());
        open();
    }
    void open() {
        real = std::make_unique<RealWindow>(m_dir->filePath(QStringLiteral("library")),
                                            m_dir->filePath(QStringLiteral("settings.ini")));
        real->startUp.skipDemo();
        grid = real->window.findChild<PhotoGrid*>();
        model = static_cast<PhotoListModel*>(grid->model());
        query = real->window.findChild<QueryModel*>();
        bool isOpen = false;
        connect(&real->desk, &DeskService::opened, this, [&isOpen] { isOpen = true; });
        connect(&real->desk, &DeskService::noticed, &real->window,
                [this](const QString& sentence) { told.append(sentence); });
        connect(&real->desk, &DeskService::problem, &real->window,
                [this](const Error& error) { told.append(error.sentence); });
        real->window.resize(1100, 800);
        real->window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&real->window));
        QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), pictures, patience);
        QTRY_VERIFY_WITH_TIMEOUT(isOpen, patience);
        disconnect(&real->desk, &DeskService::opened, this, nullptr);
    }
    void end() {
        if (real)
            real->window.close();
        real.reset();
    }
    void openAgain() {
        end();
        open();
    }
    /// Asks, and waits until that is a step.
    void ask(const QString& text) {
        const StepId before = history().trail().current();
        query->setFilter(*filterFromText(text));
        QTRY_VERIFY_WITH_TIMEOUT(history().trail().current() != before, patience);
        QTRY_VERIFY_WITH_TIMEOUT(model->rowCount() > 0 && model->rowCount() < pictures, patience);
    }
    void select(const QList<int>& rows) {
        // A menu may just have closed.
        real->window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&real->window));
        grid->setFocus();
        grid->clearSelection();
        for (const int row : rows)
            grid->selectionModel()->select(model->index(row), QItemSelectionModel::Select);
        grid->selectionModel()->setCurrentIndex(model->index(rows.first()),
                                                QItemSelectionModel::NoUpdate);
    }
    HistoryService& history() { return real->desk.history(); }
    ShelfService& shelf() { return real->desk.shelf(); }
    QString filter() const { return toText(query->query().filter); }
    QStringList names() const {
        QStringList names;
        for (int row = 0; row < model->rowCount(); ++row)
            names.append(QString(model->photo(row).path)
                             .remove(m_dir->path() + QStringLiteral("/pictures/")));
        return names;
    }
    ShelfRow* row(const char* objectName) const {
        for (ShelfRow* found : real->window.findChildren<ShelfRow*>()) {
            if (found->objectName() == QLatin1StringView(objectName) && found->isVisible())
                return found;
        }
        return nullptr;
    }
    template <class T>
    T* find(const char* name) const {
        return real->window.findChild<T*>(QLatin1StringView(name));
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<RealWindow> real;
    PhotoGrid* grid = nullptr;
    PhotoListModel* model = nullptr;
    QueryModel* query = nullptr;
    QStringList told;  ///< by the desk
};

}  // namespace semblance
