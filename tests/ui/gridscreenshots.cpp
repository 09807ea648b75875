// Saves pictures of the window with made-up lists of the demo's photos: months, the line where good
// matches end, folded and opened copies, 0 to 100,000 pictures. For people who work on its looks;
// not a test.
//     QT_QPA_PLATFORM=offscreen QT_SCALE_FACTOR=2 gridscreenshots FOLDER [light|dark] [en|de]

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QScrollBar>
#include <QTest>
#include <cstdio>

#include "tests/ui/realwindow.h"
#include "tests/ui/syntheticphotos.h"
#include "translations/language.h"
#include "ui/results/monthscrubber.h"
#include "ui/results/photogrid.h"
#include "ui/results/photolistmodel.h"
#include "ui/window/browsepage.h"
#include "ui/window/statusline.h"

using namespace semblance;

namespace {

QList<QImage> photosOf(const QDir& dir) {
    QList<QImage> photos;
    for (const QString& name : dir.entryList({QStringLiteral("*.jpg")}))
        photos.append(QImage(dir.filePath(name))
                          .scaled(512, 512, Qt::KeepAspectRatio, Qt::SmoothTransformation));
    return photos;
}

class Studio {
public:
    Studio(RealWindow& real, QDir dir, QString suffix)
        : m_real(real),
          m_grid(*real.window.findChild<PhotoGrid*>()),
          m_model(static_cast<PhotoListModel&>(*m_grid.model())),
          m_photos(photosOf(QDir(real.demoDir + QStringLiteral("/photos")))),
          m_dir(std::move(dir)),
          m_suffix(std::move(suffix)) {}

    PhotoGrid& grid() { return m_grid; }

    void browse(int count, int perMonth) { m_grid.setPhotos(dated(count, perMonth)); }

    void answer(int count, std::optional<qsizetype> good) {
        std::vector<PhotoRow> rows;
        for (int i = 1; i <= count; ++i)
            rows.push_back(
                {FileId{i}, ContentId{i}, .9f - .7f * float(i) / float(count + 1), true});
        m_grid.setPhotos(std::make_shared<GivenPhotos>(rows), good);
        Query asked;
        asked.text = QStringLiteral("a castle");
        SearchAnswer answer;
        answer.photos = m_model.photos();
        answer.searched = 20'000;
        answer.milliseconds = 12;
        answer.good = good;
        m_real.window.findChild<StatusLine*>()->setAnswer(answer, asked);
    }

    void shoot(const QString& name, int width, int height = 900) {
        m_real.window.resize(width, height);
        // The library knows none of what is asked for; then it comes all the same.
        QTest::qWait(400);
        const int first = qMax(0, m_grid.indexAt({20, 60}).row());
        for (int row = qMin(first + 400, m_model.rowCount()) - 1; row >= first; --row) {
            const PhotoItem item = m_model.photo(row);
            Q_EMIT m_real.pictures.thumbnailReady(item.content, 512,
                                                  m_photos[item.content.value % m_photos.size()]);
        }
        QTest::qWait(100);
        const QString file =
            m_dir.filePath(QStringLiteral("%1-%2%3.png").arg(name).arg(width).arg(m_suffix));
        m_real.window.grab().save(file);
        std::puts(qPrintable(file));
    }

private:
    static PhotoListPtr dated(int count, int perMonth) {
        return std::make_shared<DatedPhotos>(count, perMonth);
    }

    RealWindow& m_real;
    PhotoGrid& m_grid;
    PhotoListModel& m_model;
    const QList<QImage> m_photos;
    QDir m_dir;
    QString m_suffix;
};

void run(Studio& studio) {
    PhotoGrid& grid = studio.grid();
    for (const int width : {1100, 1440, 2560}) {
        grid.setPhotos(nullptr);
        studio.shoot(QStringLiteral("empty"), width);
        studio.browse(3, 2);
        studio.shoot(QStringLiteral("three"), width);
        studio.browse(200, 23);
        studio.shoot(QStringLiteral("months"), width);
        studio.browse(100'000, 417);
        grid.verticalScrollBar()->setValue(grid.verticalScrollBar()->maximum() / 3);
        studio.shoot(QStringLiteral("library"), width);
        auto* years = grid.findChild<MonthScrubber*>();
        const QPoint middle(years->width() / 2, years->height() / 4);
        QTest::mousePress(years, Qt::LeftButton, {}, middle);
        studio.shoot(QStringLiteral("scrubbing"), width);
        QTest::mouseRelease(years, Qt::LeftButton, {}, middle);
        studio.answer(3, std::nullopt);
        studio.shoot(QStringLiteral("answer-three"), width);
        studio.answer(200, 11);
        grid.setFocus();
        grid.setCurrentIndex(grid.model()->index(1, 0));
        studio.shoot(QStringLiteral("answer"), width);
        grid.setThumbnailSize(PhotoGrid::smallest);
        studio.shoot(QStringLiteral("answer-small"), width);
        grid.setThumbnailSize(PhotoGrid::largest);
        studio.shoot(QStringLiteral("answer-large"), width);
        grid.setThumbnailSize(PhotoGrid::usual);
        studio.answer(40, 0);
        studio.shoot(QStringLiteral("nothing-fits"), width);
        std::vector<LikePair> pairs;
        for (int copy = 6; copy < 14; ++copy)
            pairs.push_back({ContentId{5}, ContentId{copy}, GroupKind::Resaved});
        pairs.push_back({ContentId{2}, ContentId{20}, GroupKind::Resaved});
        grid.setGroups(std::make_shared<const ContentGroups>(pairs));
        studio.answer(100, 25);
        grid.setCurrentIndex(grid.model()->index(4, 0));
        studio.shoot(QStringLiteral("folded"), width);
        QTest::keyClick(&grid, Qt::Key_Plus);
        studio.shoot(QStringLiteral("opened"), width);
        grid.setGroups(nullptr);
    }
}

}  // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QString language = arguments.value(3, QStringLiteral("en"));
    installLanguage(app, language);
    QDir dir(arguments.value(1, QStringLiteral(".")));
    dir.mkpath(QStringLiteral("."));
    const bool dark = arguments.value(2) == QLatin1StringView("dark");
    QTemporaryDir scratch;
    RealWindow real(scratch.filePath(QStringLiteral("library")),
                    scratch.filePath(QStringLiteral("settings.ini")));
    real.theme.choose(dark ? ThemeChoice::Dark : ThemeChoice::Light);
    real.startUp.skipDemo();
    real.window.show();
    QTest::qWait(1500);
    Studio studio(real, dir,
                  QStringLiteral("-%1-%2%3")
                      .arg(dark ? QStringLiteral("dark") : QStringLiteral("light"), language,
                           app.devicePixelRatio() > 1 ? QStringLiteral("@2x") : QString()));
    run(studio);
    return 0;
}
