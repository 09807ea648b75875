#include "ui/window/thumbnailsize.h"

#include <QAction>

#include "ui/results/photogrid.h"
#include "ui/settings/settings.h"
#include "ui/window/actions.h"
#include "ui/window/statusline.h"

namespace semblance {
namespace {

constexpr int step = 32;

}  // namespace

void connectThumbnailSize(PhotoGrid& grid, StatusLine& status, const Actions& actions,
                          Settings& settings) {
    const auto change = [&grid](QAction* action, auto size) {
        QObject::connect(action, &QAction::triggered, &grid,
                         [&grid, size] { grid.setThumbnailSize(size(grid.thumbnailSize())); });
    };
    change(actions.larger, [](int size) { return size + step; });
    change(actions.smaller, [](int size) { return size - step; });
    change(actions.usualSize, [](int) { return int(PhotoGrid::usual); });
    QObject::connect(&status, &StatusLine::thumbnailSizeWanted, &grid,
                     &PhotoGrid::setThumbnailSize);
    QObject::connect(&grid, &PhotoGrid::thumbnailSizeChanged, &grid,
                     [&status, &settings](int size) {
                         status.setThumbnailSize(size);
                         settings.setThumbnailSize(size);
                     });
    grid.setThumbnailSize(settings.thumbnailSize());
    status.setThumbnailSize(grid.thumbnailSize());
}

}  // namespace semblance
