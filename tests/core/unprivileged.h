#pragma once

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace semblance::test {

/// While it lives the process has an ordinary user's rights, so that permissions bind it even where
/// tests run as root.
class Unprivileged {
public:
#ifdef Q_OS_UNIX
    Unprivileged() : m_wasRoot(::geteuid() == 0) {
        if (m_wasRoot)
            m_bound = ::seteuid(65534) == 0;
    }
    ~Unprivileged() {
        if (m_wasRoot && m_bound && ::seteuid(0) != 0)
            qFatal("The test cannot become root again.");
    }
#endif
    Unprivileged(const Unprivileged&) = delete;
    Unprivileged& operator=(const Unprivileged&) = delete;

    /// False where permissions cannot be tested.
    bool isBound() const {
        return m_bound;
    }

private:
    bool m_wasRoot = false;
#ifdef Q_OS_UNIX
    bool m_bound = true;
#else
    bool m_bound = false;
#endif
};

}  // namespace semblance::test
