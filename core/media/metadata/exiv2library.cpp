#include "core/media/metadata/exiv2library.h"

#include <exiv2/exiv2.hpp>
#include <mutex>

namespace semblance {

namespace {
/// Adobe's XMP toolkit inside Exiv2 has global state; Exiv2 calls this around it.
void lockXmp(void* mutex, bool lock) {
    if (lock)
        static_cast<std::recursive_mutex*>(mutex)->lock();
    else
        static_cast<std::recursive_mutex*>(mutex)->unlock();
}
}  // namespace

void prepareExiv2() {
    static std::recursive_mutex xmpMutex;
    static std::once_flag once;
    std::call_once(once, [] {
        Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
        Exiv2::XmpParser::initialize(lockXmp, &xmpMutex);
    });
}

}  // namespace semblance
