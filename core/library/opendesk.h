#pragma once

#include <QString>
#include <memory>

#include "core/base/result.h"

namespace semblance {

class Desk;

struct OpenedDesk {
    std::unique_ptr<Desk> desk;
    QString notice;  ///< what the user should know of what was found; else empty
};

/// What a person keeps beside the pictures of a library (catalogue/desk.h), made if it is not
/// there. Blocking. Errors: Newer, NoSpace, Permission, Busy.
Result<OpenedDesk> openDesk(const QString& libraryDir);

}  // namespace semblance
