#pragma once

#include <QString>
#include <vector>

#include "core/base/result.h"
#include "core/model/composition/dualencoder.h"

namespace semblance {

struct CommandLine;

/// A model to encode with: what serve and inspect, too, are told.
struct ModelOptions {
    QString model;  ///< a folder, or the name of a model that comes with the program
    DualEncoder::Options compute;
};

/// What encode is told.
struct EncodeOptions {
    struct Item {
        bool isImage = false;
        QString value;  ///< a file's path, or a sentence
    };

    ModelOptions encoder;
    std::vector<Item> items;  ///< in the order of the arguments
    bool json = false;
};

/// --precision and --device; where one is not given, the environment's SEMBLANCE_PRECISION or
/// SEMBLANCE_DEVICE counts. WrongUse names what there is.
Result<DualEncoder::Options> readComputeOptions(const CommandLine& line);

/// WrongUse without a model.
Result<ModelOptions> readModelOptions(const CommandLine& line);

/// WrongUse without a model or without items; NotFound when a relative path is given in a folder
/// that is gone.
Result<EncodeOptions> readEncodeOptions(const CommandLine& line);

}  // namespace semblance
