#pragma once

// Compiled once for the tests that use libtorch.
#include "packaging/cmake/precompiled/test.h"
#include "packaging/cmake/precompiled/torch.h"
