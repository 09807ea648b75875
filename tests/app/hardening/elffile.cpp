#include "tests/app/hardening/elffile.h"

#include <elf.h>

#include <QFile>
#include <cstring>
#include <optional>

namespace semblance::test {
namespace {

/// Reads plain records out of the file's bytes; nothing outside them is touched.
class Bytes {
public:
    explicit Bytes(const QByteArray& bytes) : m_bytes(bytes) {}

    template <class Record>
    std::optional<Record> at(std::uint64_t offset) const {
        Record record;
        if (offset + sizeof(Record) > std::uint64_t(m_bytes.size()))
            return std::nullopt;
        std::memcpy(&record, m_bytes.constData() + offset, sizeof(Record));
        return record;
    }

    QByteArray part(std::uint64_t offset, std::uint64_t size) const {
        return m_bytes.mid(qsizetype(offset), qsizetype(size));
    }

private:
    const QByteArray& m_bytes;
};

void readDynamic(const Bytes& bytes, const Elf64_Phdr& segment, ElfFile& file) {
    for (std::uint64_t at = 0; at < segment.p_filesz; at += sizeof(Elf64_Dyn)) {
        const auto entry = bytes.at<Elf64_Dyn>(segment.p_offset + at);
        if (!entry)
            return;
        if (entry->d_tag == DT_BIND_NOW ||
            (entry->d_tag == DT_FLAGS && entry->d_un.d_val & DF_BIND_NOW))
            file.bindNow = true;
        if (entry->d_tag == DT_FLAGS_1) {
            file.bindNow = file.bindNow || entry->d_un.d_val & DF_1_NOW;
            file.positionIndependent = entry->d_un.d_val & DF_1_PIE;
        }
    }
}

void readSymbols(const Bytes& bytes, const Elf64_Ehdr& header, ElfFile& file) {
    for (int i = 0; i < header.e_shnum; ++i) {
        const auto section = bytes.at<Elf64_Shdr>(header.e_shoff + i * sizeof(Elf64_Shdr));
        if (!section || section->sh_type != SHT_DYNSYM)
            continue;
        const auto names =
            bytes.at<Elf64_Shdr>(header.e_shoff + section->sh_link * sizeof(Elf64_Shdr));
        if (!names)
            return;
        const QByteArray strings = bytes.part(names->sh_offset, names->sh_size);
        for (std::uint64_t at = 0; at < section->sh_size; at += sizeof(Elf64_Sym)) {
            const auto symbol = bytes.at<Elf64_Sym>(section->sh_offset + at);
            if (symbol && symbol->st_name < std::uint64_t(strings.size()))
                file.symbols.insert(QByteArray(strings.constData() + symbol->st_name));
        }
    }
}

}  // namespace

ElfFile readElf(const QString& path) {
    ElfFile file;
    QFile device(path);
    if (!device.open(QIODevice::ReadOnly))
        return file;
    const QByteArray content = device.readAll();
    const Bytes bytes(content);
    const auto header = bytes.at<Elf64_Ehdr>(0);
    if (!header || std::memcmp(header->e_ident, ELFMAG, SELFMAG) != 0 ||
        header->e_ident[EI_CLASS] != ELFCLASS64)
        return file;
    file.program = true;
    for (int i = 0; i < header->e_phnum; ++i) {
        const auto segment = bytes.at<Elf64_Phdr>(header->e_phoff + i * sizeof(Elf64_Phdr));
        if (!segment)
            break;
        if (segment->p_type == PT_GNU_RELRO)
            file.readOnlyRelocations = true;
        if (segment->p_type == PT_GNU_STACK)
            file.executableStack = segment->p_flags & PF_X;
        if (segment->p_type == PT_DYNAMIC)
            readDynamic(bytes, *segment, file);
        if (segment->p_type == PT_LOAD && segment->p_flags & PF_X)
            file.code += bytes.part(segment->p_offset, segment->p_filesz);
    }
    readSymbols(bytes, *header, file);
    return file;
}

}  // namespace semblance::test
