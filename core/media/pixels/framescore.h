#pragma once

#include <QImage>

namespace semblance {

/// How well a frame stands for its film, by its brightness (8-bit grey): below 1 for one that is
/// black or of a single tone, else the higher the sharper it is, by the variance of its Laplacian
/// (J. L. Pech-Pacheco et al., "Diatom autofocusing in brightfield microscopy", ICPR 2000). Only
/// frames of one film compare. 0 for none.
double frameScore(const QImage& brightness);

}  // namespace semblance
