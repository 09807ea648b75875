#pragma once

#include "app/cli/arguments.h"

namespace semblance {

/// Each runs one command to its end, prints, and returns the exit code.
int runIndex(const Arguments& arguments);
int runSearch(const Arguments& arguments);
int runShow(const Arguments& arguments);
int runMark(const Arguments& arguments);
int runLibrary(const Arguments& arguments);
int runModel(const Arguments& arguments);
int runTeam(const Arguments& arguments);
int runDoctor(const Arguments& arguments);

/// `library export`, `import` and `merge`.
int runLibraryFile(const Arguments& arguments);

/// `library erase`.
int runErase(const Arguments& arguments);

}  // namespace semblance
