#include "tests/testmain.h"

#include <QString>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

namespace semblance::testmain {
namespace {

struct Entry {
    std::string name;
    Run run;
};

std::vector<Entry>& entries() {
    static std::vector<Entry> all;
    return all;
}

const Entry* find(const std::string& name) {
    const auto found = std::find_if(entries().begin(), entries().end(),
                                    [&](const Entry& entry) { return entry.name == name; });
    return found == entries().end() ? nullptr : &*found;
}

/// As if the class had a program of its own: Qt derives folders from the application's name.
int run(const Entry& entry, int argc, char** argv) {
    QCoreApplication::setApplicationName(QString::fromStdString(entry.name));
    return entry.run(argc, argv);
}

int usage(const char* program) {
    std::fprintf(stderr, "Usage: %s TEST [Qt Test's arguments]\nThe tests here:\n", program);
    for (const Entry& entry : entries())
        std::fprintf(stderr, "  %s\n", entry.name.c_str());
    return 2;
}

}  // namespace

Registration::Registration(const char* file, Run run) {
    entries().push_back({std::filesystem::path(file).stem().string(), run});
}

}  // namespace semblance::testmain

int main(int argc, char** argv) {
    using namespace semblance::testmain;
    if (const Entry* entry = argc > 1 ? find(argv[1]) : nullptr) {
        std::vector<char*> others(argv, argv + argc + 1);  // with the null pointer that ends it
        others.erase(others.begin() + 1);
        return run(*entry, argc - 1, others.data());
    }
    if (entries().size() == 1)
        return run(entries().front(), argc, argv);
    return usage(argv[0]);
}
