#pragma once

#include <QString>
#include <vector>

#include "core/remote/decoderpool.h"
#include "core/remote/engineclient.h"

namespace semblance::test {

/// A model's learned composition, asked of the real engine for one picture and sentence: what a
/// search's endpoint must be.
class Composer {
public:
    /// `model` is a folder. The children are found by SEMBLANCE_BIN_DIR in the environment.
    explicit Composer(const QString& model);

    /// False, too, when the engine cannot work.
    bool composes() const { return m_info.composes; }

    /// Empty when something fails.
    std::vector<double> composed(const QString& image, const QString& modification);

private:
    EngineClient m_engine;
    DecoderPool m_decoders;
    ModelInfo m_info;
};

}  // namespace semblance::test
