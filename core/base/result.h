#pragma once

#include <tl/expected.hpp>
#include <utility>

#include "core/base/error.h"

namespace semblance {

/// A value or an Error. Every interface between rooms returns it; nothing throws across one.
template <class T>
using Result = tl::expected<T, Error>;

/// Success or an Error, for operations without a value.
using Status = tl::expected<void, Error>;

/// `return fail(ErrorKind::NotFound, tr("..."));`
inline tl::unexpected<Error> fail(ErrorKind kind, QString sentence, QString detail = {}) {
    return tl::unexpected<Error>(Error{kind, std::move(sentence), std::move(detail)});
}
inline tl::unexpected<Error> fail(Error error) {
    return tl::unexpected<Error>(std::move(error));
}

}  // namespace semblance

/// Returns the error of `expression` to our caller, or goes on.
#define SEMBLANCE_TRY(expression)                                    \
    do {                                                             \
        if (auto tryResult_ = (expression); !tryResult_)             \
            return ::semblance::fail(std::move(tryResult_).error()); \
    } while (false)

/// `SEMBLANCE_TRY_ASSIGN(auto x, f());` declares x with the value or returns the error.
#define SEMBLANCE_TRY_ASSIGN(declaration, expression) \
    SEMBLANCE_TRY_ASSIGN_(declaration, expression, SEMBLANCE_JOIN_(tryValue_, __LINE__))
#define SEMBLANCE_JOIN_(a, b) SEMBLANCE_JOIN2_(a, b)
#define SEMBLANCE_JOIN2_(a, b) a##b
#define SEMBLANCE_TRY_ASSIGN_(declaration, expression, name) \
    auto name = (expression);                                \
    if (!name)                                               \
        return ::semblance::fail(std::move(name).error());   \
    declaration = std::move(*name)
