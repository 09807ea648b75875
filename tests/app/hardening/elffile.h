#pragma once

#include <QByteArray>
#include <QString>
#include <cstdint>
#include <set>

namespace semblance::test {

/// What a 64-bit ELF program in this machine's byte order says of how it was linked.
struct ElfFile {
    bool program = false;  ///< whether it could be read as such at all
    bool positionIndependent = false;
    bool readOnlyRelocations = false;  ///< a segment to be made read-only after relocation
    bool bindNow = false;              ///< every symbol is bound before main
    bool executableStack = false;
    std::set<QByteArray> symbols;  ///< dynamic ones, wanted or given, without their versions
    QByteArray code;               ///< the executable segments
};

ElfFile readElf(const QString& path);

}  // namespace semblance::test
