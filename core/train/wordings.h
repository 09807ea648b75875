#pragma once

#include <QString>

#include "core/train/draw.h"

/// How people say what should be different. Each function draws one of several wordings; those of
/// the evaluation sets are among them and are not the only ones. `from` is what the reference is.
namespace semblance {

/// "in red", "red instead of blue"
QString colourWording(const QString& asked, const QString& from, Draw& draw);

/// The product for somebody else: "that is for women", "for girls instead of boys"
QString genderWording(const QString& asked, const QString& from, Draw& draw);

/// Another kind of product: "shoes instead", "but as a bag"
QString kindWording(const QString& asked, const QString& from, Draw& draw);

/// `asked`: "dark skin tone"
QString skinToneWording(const QString& asked, Draw& draw);

/// Another person doing the same: "as a woman", "a woman instead of a man"
QString personWording(const QString& asked, const QString& from, Draw& draw);

/// `asked`: the face's name
QString expressionWording(const QString& asked, Draw& draw);

/// "black instead of brown"
QString editWording(const QString& asked, const QString& from, Draw& draw);

/// A whole caption as the wish: "a dog runs", "that shows a dog running"
QString captionWording(const QString& caption, Draw& draw);

}  // namespace semblance
