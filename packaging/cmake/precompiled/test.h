#pragma once

// Compiled once for the tests.
#include "packaging/cmake/precompiled/qt.h"

#include <QImage>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
