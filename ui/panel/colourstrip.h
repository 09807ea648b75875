#pragma once

#include <QWidget>

#include "core/base/palette.h"
#include "core/base/photofilter.h"

namespace semblance {

/// The colours of a picture, each as wide as its share; not there without any. A click on one asks
/// for pictures that have it, too.
class ColourStrip final : public QWidget {
    Q_OBJECT

public:
    explicit ColourStrip(QWidget* parent = nullptr);

    void setColours(const Palette& palette);

Q_SIGNALS:
    void filterWanted(const semblance::PhotoFilter::Term& term);

private:
    Palette m_palette;
};

}  // namespace semblance
