#pragma once

// Compiled once for the tests with windows.
#include "packaging/cmake/precompiled/test.h"
#include "packaging/cmake/precompiled/widgets.h"
