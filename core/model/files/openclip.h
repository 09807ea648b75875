#pragma once

#include <QJsonObject>
#include <QString>

#include "core/model/files/hfconfig.h"
#include "core/model/files/hffolder.h"

/// Model folders in open_clip's layout: open_clip_config.json, open_clip_model.safetensors (or
/// open_clip_pytorch_model.bin) and the tokenizer's files as in Hugging Face's layout. LAION's,
/// DFN's, MetaCLIP's and Marqo's models come so, and SigLIP with an image tower of timm's.
namespace semblance {

inline constexpr char kOpenClipConfig[] = "open_clip_config.json";

/// Whether a description is open_clip's.
bool isOpenClip(const QJsonObject& json);

/// The networks. Newer for towers that Semblance does not have, with their names; the first field
/// that makes no sense is named in `bad`.
Status readOpenClipConfig(const QJsonObject& json, const QString& path, QString* bad,
                          HfConfig& config);

/// What open_clip does to a sentence before a tokenizer of SigLIP's kind gets it.
Status readOpenClipText(const QString& path, ModelManifest::TextRules& to);

/// Newer for steps that Semblance does not have.
Result<HfPreprocessing> readOpenClipPreprocessing(const QString& path, int side);

}  // namespace semblance
