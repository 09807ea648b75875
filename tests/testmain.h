#pragma once

#include <QCoreApplication>
#include <QTest>

/// One program holds the test classes of a folder; each is still a test of its own, run in a
/// process of its own: `tests_core_base tst_cancel [Qt Test's arguments]`. A test file ends with
/// one of the macros below instead of Qt's QTEST_..._MAIN, and is known by its own name without
/// ".cpp".
namespace semblance::testmain {

using Run = int (*)(int argc, char** argv);

/// Notes a test file's class before main starts.
struct Registration {
    Registration(const char* file, Run run);
};

}  // namespace semblance::testmain

#define SEMBLANCE_REGISTER_TEST(Class, ...)                               \
    static const semblance::testmain::Registration registrationOf##Class( \
        __FILE__, [](int argc, char** argv) {                             \
            __VA_ARGS__ Class test;                                       \
            return QTest::qExec(&test, argc, argv);                       \
        });

/// Without any application object, as QTEST_APPLESS_MAIN.
#define SEMBLANCE_APPLESS_TEST(Class) SEMBLANCE_REGISTER_TEST(Class, )

/// With a QCoreApplication, as QTEST_GUILESS_MAIN.
#define SEMBLANCE_TEST(Class) \
    SEMBLANCE_REGISTER_TEST(Class, const QCoreApplication application(argc, argv);)

/// With a QApplication where the program links Qt Widgets, else with a QGuiApplication, as
/// QTEST_MAIN.
#if defined(QT_WIDGETS_LIB)
#define SEMBLANCE_GUI_TEST(Class) \
    SEMBLANCE_REGISTER_TEST(Class, const QApplication application(argc, argv);)
#elif defined(QT_GUI_LIB)
#define SEMBLANCE_GUI_TEST(Class) \
    SEMBLANCE_REGISTER_TEST(Class, const QGuiApplication application(argc, argv);)
#endif
