#pragma once

#include "core/base/fieldreader.h"
#include "core/base/result.h"

namespace semblance {

/// Of a message with a bad field: only programs of different versions, or one that a picture has
/// taken over, say such things. Internal to the room.
Error misunderstood(const QString& field);

/// `value`, if all its fields were well. Internal to the room.
template <class T>
Result<T> finished(const FieldReader& fields, T value) {
    if (fields.bad().isEmpty())
        return value;
    return fail(misunderstood(fields.bad()));
}

}  // namespace semblance
