#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "core/base/result.h"
#include "core/model/composition/dualencoder.h"

namespace semblance {

/// What the command line asks of the engine.
struct EngineOptions {
    enum class Command { Help, Version, Serve, Encode };

    struct Item {
        bool isImage = false;
        QString value;  ///< a file's path, or a sentence
    };

    Command command = Command::Help;
    QString model;            ///< a folder, or the name of a model that comes with the program
    std::vector<Item> items;  ///< of encode, in the order of the arguments
    bool json = false;
    DualEncoder::Options compute;
    QString help;  ///< the text for --help

    /// `arguments` begin with the program's name. WrongUse with a sentence for anything unknown.
    static Result<EngineOptions> parse(const QStringList& arguments);
};

}  // namespace semblance
