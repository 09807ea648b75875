// Crashes in a way that it is asked for: what tst_crashnotes starts. crashprobe WAY FOLDER

#include <QCoreApplication>
#include <QStringList>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <thread>

#include "core/base/crashhandler.h"

namespace {
volatile int* nowhere = nullptr;

int useUpTheStack(int depth) {
    volatile char room[4096] = {};
    room[0] = char(depth);
    return depth < 0 ? 0 : useUpTheStack(depth + 1) + room[0];
}
}  // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("crashprobe"));
    QCoreApplication::setApplicationVersion(QStringLiteral("1.2.3"));
    const QStringList words = QCoreApplication::arguments();
    if (words.size() != 3)
        return 2;
    semblance::noteCrashes(words.at(2));
    const QString& way = words.at(1);
    if (way == QLatin1StringView("memory"))
        *nowhere = 1;
    if (way == QLatin1StringView("abort"))
        std::abort();
    if (way == QLatin1StringView("exception"))
        throw std::runtime_error("nobody takes it");
    if (way == QLatin1StringView("stack"))
        return useUpTheStack(0);
    if (way == QLatin1StringView("thread"))
        std::thread([] { *nowhere = 1; }).join();
    if (way == QLatin1StringView("two threads")) {
        std::thread other([] { *nowhere = 1; });
        *nowhere = 1;
        other.join();
    }
    if (way == QLatin1StringView("from outside"))
        std::raise(SIGSEGV);
    return 0;
}
