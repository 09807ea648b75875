#pragma once

namespace semblance {

struct CommandLine;

/// `semblance-engine finish ...`: makes a trained model ready to be given away. Its image tower is
/// packed (int8, without the classifier that training used), the default mix becomes the one with
/// the best mean over the in-repo sets on val, and the figures at that mix go into the model card.
/// Returns the exit code.
int finishCommand(const CommandLine& line);

}  // namespace semblance
