#pragma once

#include <memory>

#include "core/base/cancel.h"
#include "core/catalogue/likenesses.h"
#include "core/catalogue/texts.h"
#include "core/catalogue/thumbnails.h"
#include "core/teamstore/teamaddress.h"

namespace semblance {

/// What depends on nothing but the bytes of pictures, in a team library: whoever finds it out first
/// has done so for all. Errors besides those of the interfaces: those of opening a library.
/// `cancel` ends what is being looked up.
Result<std::unique_ptr<Thumbnails>> openTeamThumbnails(const TeamAddress& address,
                                                       const CancelToken& cancel);
Result<std::unique_ptr<Likenesses>> openTeamLikenesses(const TeamAddress& address,
                                                       const CancelToken& cancel);
Result<std::unique_ptr<Texts>> openTeamTexts(const TeamAddress& address, const CancelToken& cancel);

}  // namespace semblance
