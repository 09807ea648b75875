#pragma once

namespace semblance {

/// Makes the calling thread give way to the others, for the rest of its life: work in the
/// background that nobody waits for.
void lowerThreadPriority();

}  // namespace semblance
