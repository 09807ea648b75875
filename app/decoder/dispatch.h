#pragma once

#include <QCborMap>
#include <optional>

#include "core/base/cancel.h"
#include "core/base/filehandle.h"
#include "core/base/result.h"
#include "core/media/picturefile.h"

namespace semblance {

/// Answers the decoder's requests (core/remote/messages.h): "read" takes the bytes of the file that
/// came along, "drop" gives them up, "decode" decodes them, or the bytes in the request, says what
/// the sidecars in the request say, or makes a sidecar with marks in it. At most one file is held
/// at a time. Used by one thread.
class Dispatch {
public:
    Result<QCborMap> answer(const QCborMap& request, const FileHandle& file,
                            const CancelToken& cancel);

private:
    Result<QCborMap> read(const FileHandle& file, const CancelToken& cancel);
    Result<QCborMap> decode(const QCborMap& map, const CancelToken& cancel);

    std::optional<PictureFile> m_held;
};

}  // namespace semblance
