#pragma once

#include <QString>
#include <QStringList>

#include "core/base/result.h"
#include "core/commandline/commandspec.h"

namespace semblance {

/// What was asked for on the command line.
struct Options {
    QString folder;   ///< absolute; empty when none was given
    QString picture;  ///< absolute; the reference to search by; empty when none was given
    QString library;  ///< absolute; empty for the one opened last, else the default
    QString model;    ///< a name or a folder; empty for the library's own
    bool quitWhenShown = false;
    bool reportStart = false;
    QString text;  ///< when not empty, only this is to be printed: help or version
};

/// The window's command line as a description, in the language that is installed.
CommandSpec windowSpec();

/// WrongUse with a sentence for an unknown option, too many folders or a place that is not there.
Result<Options> parseOptions(const QStringList& arguments);

}  // namespace semblance
