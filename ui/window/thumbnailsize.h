#pragma once

namespace semblance {

class Actions;
class PhotoGrid;
class Settings;
class StatusLine;

/// One size of thumbnails for the grid, the slider in the status line, the menu's commands and the
/// settings, whichever of them it is changed with. All outlive the grid.
void connectThumbnailSize(PhotoGrid& grid, StatusLine& status, const Actions& actions,
                          Settings& settings);

}  // namespace semblance
