#pragma once

namespace semblance {

class IndexingService;
class LibraryService;
class PictureService;
class SearchService;

/// What the window works with; owned by the program, outliving the window.
struct Services {
    LibraryService& library;
    IndexingService& indexing;
    SearchService& search;
    PictureService& pictures;
};

}  // namespace semblance
