#pragma once

namespace semblance {

class IndexingService;
class LibraryService;
class ModelService;
class PictureService;
class SearchService;

/// What the window works with; owned by the program, outliving the window.
struct Services {
    LibraryService& library;
    IndexingService& indexing;
    SearchService& search;
    PictureService& pictures;
    ModelService& models;
};

}  // namespace semblance
