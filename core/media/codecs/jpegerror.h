#pragma once

// Only for jpegdecode.cpp and jpegencode.cpp: libjpeg's error handling without exit() and without
// C++ objects in its way.

#include <csetjmp>
#include <cstddef>
#include <cstdio>
// libjpeg's header needs the two above.
#include <jpeglib.h>

namespace semblance {

/// Errors jump back to where `jump` was set; nothing with a destructor may live in between.
/// Warnings are counted by libjpeg and reported to `onWarning`; nothing is printed.
struct JpegErrorManager {
    jpeg_error_mgr base;  ///< first, so that libjpeg's pointer is ours
    std::jmp_buf jump;
    char message[JMSG_LENGTH_MAX];
    void (*onWarning)(j_common_ptr info);

    jpeg_error_mgr* install(void (*warning)(j_common_ptr) = nullptr) {
        jpeg_std_error(&base);
        message[0] = '\0';
        onWarning = warning;
        base.error_exit = [](j_common_ptr info) {
            JpegErrorManager& self = of(info);
            info->err->format_message(info, self.message);
            std::longjmp(self.jump, 1);
        };
        base.emit_message = [](j_common_ptr info, int level) {
            if (level >= 0)
                return;
            ++info->err->num_warnings;
            if (of(info).onWarning)
                of(info).onWarning(info);
        };
        base.output_message = [](j_common_ptr) {};
        return &base;
    }

    static JpegErrorManager& of(j_common_ptr info) {
        return *reinterpret_cast<JpegErrorManager*>(info->err);
    }
};

}  // namespace semblance
