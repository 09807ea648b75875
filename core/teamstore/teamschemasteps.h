#pragma once

#include <span>

/// Internal to the room.
namespace semblance {

/// Each brings the tables from its place in the list to the next version. Append only.
std::span<const char* const> teamSchemaSteps();

}  // namespace semblance
