#pragma once

namespace semblance {

/// To be called before QApplication: where there is no display to show a window on, the program
/// ends with a sentence and exit code 3, where Qt would abort.
void sayWithoutDisplay();

/// To be called when QApplication is there: messages go where they went before.
void displayIsThere();

}  // namespace semblance
