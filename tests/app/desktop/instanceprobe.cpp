// A program that is nothing but a window's place: tells what becomes of it, a line each.

#include <QCoreApplication>
#include <cstdio>

#include "app/desktop/singleinstance.h"

namespace {

void say(const QString& line) {
    std::puts(qUtf8Printable(line));
    std::fflush(stdout);
}

}  // namespace

/// instanceprobe LIBRARY FOLDER
int main(int argc, char** argv) {
    using semblance::SingleInstance;
    QCoreApplication app(argc, argv);
    SingleInstance instance(QCoreApplication::arguments().value(1));
    QObject::connect(&instance, &SingleInstance::isFirst, &app,
                     [] { say(QStringLiteral("first")); });
    QObject::connect(&instance, &SingleInstance::unanswered, &app,
                     [] { say(QStringLiteral("unanswered")); });
    QObject::connect(&instance, &SingleInstance::requested, &app,
                     [](const QString& folder) { say(QStringLiteral("requested ") + folder); });
    QObject::connect(&instance, &SingleInstance::handedOver, &app, [] {
        say(QStringLiteral("handed over"));
        QCoreApplication::quit();
    });
    instance.start(QCoreApplication::arguments().value(2));
    return QCoreApplication::exec();
}
