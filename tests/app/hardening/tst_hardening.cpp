#include <QFile>
#include <QTest>
#include <algorithm>

#include "tests/app/hardening/elffile.h"
#include "tests/testmain.h"

/// That the four programs carry the hardening that packaging/cmake/SemblanceCompiler.cmake asks
/// for.
using namespace semblance::test;

class HardeningTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void compiled();
    void linked_data();
    void linked();
    void checked_data() { linked_data(); }
    void checked();
};

/// What leaves no sure trace in a program: this file is compiled like every other.
void HardeningTest::compiled() {
#if defined(__OPTIMIZE__) && (!defined(_FORTIFY_SOURCE) || _FORTIFY_SOURCE < 2)
    QFAIL("compiled without _FORTIFY_SOURCE");
#endif
#if !defined(__SSP_STRONG__)
    QFAIL("compiled without -fstack-protector-strong");
#endif
#if defined(__GLIBCXX__) && !defined(_GLIBCXX_ASSERTIONS)
    QFAIL("compiled without _GLIBCXX_ASSERTIONS");
#endif
#if defined(__x86_64__) && !defined(__CET__)
    QFAIL("compiled without -fcf-protection");
#endif
}

void HardeningTest::linked_data() {
    QTest::addColumn<QString>("path");
    for (const char* name :
         {"semblance", "semblance-cli", "semblance-decoder", "semblance-engine"}) {
        const QString path = QStringLiteral(SEMBLANCE_BIN_DIR "/") + QString::fromLatin1(name);
        if (QFile::exists(path))
            QTest::newRow(name) << path;
    }
}

void HardeningTest::linked() {
    QFETCH(const QString, path);
    const ElfFile file = readElf(path);
    QVERIFY(file.program);
    QVERIFY(file.positionIndependent);
    QVERIFY(file.readOnlyRelocations);
    QVERIFY(file.bindNow);
    QVERIFY(!file.executableStack);
}

void HardeningTest::checked() {
    QFETCH(const QString, path);
    const ElfFile file = readElf(path);
    QVERIFY(file.symbols.contains("__stack_chk_fail"));
    const bool fortified =
        std::any_of(file.symbols.begin(), file.symbols.end(), [](const QByteArray& symbol) {
            return symbol.startsWith("__") && symbol.endsWith("_chk");
        });
    QVERIFY(fortified);
#if defined(__GLIBCXX__)
    QVERIFY(file.symbols.contains("_ZSt21__glibcxx_assert_failPKciS0_S0_"));
#endif
#if defined(__x86_64__)
    // Every function that may be called through a pointer begins with endbr64.
    QVERIFY(file.code.count("\xf3\x0f\x1e\xfa") > 100);
#endif
}

SEMBLANCE_APPLESS_TEST(HardeningTest)
#include "tst_hardening.moc"
