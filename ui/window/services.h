#pragma once

namespace semblance {

class BatteryPause;
class DeskService;
class IndexingService;
class LibraryService;
class ModelService;
class PictureService;
class SearchService;
class WatchService;

/// What the window works with; owned by the program, outliving the window.
struct Services {
    LibraryService& library;
    IndexingService& indexing;
    SearchService& search;
    PictureService& pictures;
    ModelService& models;
    WatchService& watch;
    BatteryPause& battery;
    DeskService& desk;
};

}  // namespace semblance
