#pragma once

#include <QString>

#include "core/base/result.h"
#include "core/model/files/manifest.h"

/// Model folders in Hugging Face's layout, which have no model.json: config.json,
/// preprocessor_config.json, model.safetensors or pytorch_model.bin (or their shards and index) and
/// the tokenizer's files; or open_clip_config.json with open_clip's weights (openclip.h).
namespace semblance {

/// Whether this folder looks like one: it has one of the two descriptions.
bool isHfFolder(const QString& dir);

/// What its model.json would say, with every part hashed. The hashes are kept in the cache folder
/// and good as long as the files keep sizes and dates, so only the first call reads all of a
/// checkpoint. Roles: "config", "weights" (or "weights.00001" and so on), "tokenizer" or
/// "vocabulary" and "merges". Sentences name what is missing or not supported.
Result<ModelManifest> hfManifest(const QString& dir);

}  // namespace semblance
