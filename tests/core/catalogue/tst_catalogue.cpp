#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include "core/library/embedded/embeddedcatalogue.h"
#include "core/scan/volume.h"
#include "tests/core/catalogue/cataloguecontract.h"
#include "tests/core/catalogue/memorycatalogue.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {
class InMemory final : public CatalogueUnderTest {
public:
    Catalogue& catalogue() override { return m_catalogue; }
    RootPlace place(const QString& name) override {
        return {QStringLiteral("vol"), QStringLiteral("Disk"), name,
                QStringLiteral("/mnt/") + name};
    }

private:
    MemoryCatalogue m_catalogue;
};

class Embedded final : public CatalogueUnderTest {
public:
    Embedded() {
        auto opened =
            EmbeddedCatalogue::open(LibraryPaths(m_dir.filePath(QStringLiteral("library"))),
                                    EmbeddedCatalogue::Access::Write);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().sentence));
        m_catalogue = std::move(*opened);
    }
    Catalogue& catalogue() override { return *m_catalogue; }
    RootPlace place(const QString& name) override {
        const QString path = m_dir.filePath(name);
        QDir().mkpath(path);
        return locateRoot(path).value_or(RootPlace());
    }

private:
    QTemporaryDir m_dir;
    std::unique_ptr<EmbeddedCatalogue> m_catalogue;
};
}  // namespace

/// The same promises of every store.
class CatalogueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTheContract_data();
    void keepsTheContract();
};

void CatalogueTest::keepsTheContract_data() {
    using Promise = void (*)(CatalogueUnderTest&);
    QTest::addColumn<bool>("embedded");
    QTest::addColumn<void*>("promise");
    const std::pair<const char*, Promise> promises[] = {
#define PROMISE(name) {#name, &CatalogueContract::name}
        PROMISE(beginsEmpty),
        PROMISE(listsNewestFirst),
        PROMISE(tellsWhatChanged),
        PROMISE(publishesNothingWithoutNews),
        PROMISE(countsByRoot),
        PROMISE(copiesShareAContent),
        PROMISE(searchesWhatHasAVector),
        PROMISE(scoresAreLinearInTheEndpoints),
        PROMISE(leavesOutWhatIsAskedFor),
        PROMISE(findsNeighbours),
        PROMISE(oldSnapshotsStay),
        PROMISE(modelsKeepTheirVectors),
        PROMISE(forgetsAModel),
        PROMISE(listsForAScan),
        PROMISE(listsPartsForAScan),
        PROMISE(contentsAlikeGoTogether),
        PROMISE(keepsFacts),
        PROMISE(filtersAsMatchesSays),
        PROMISE(filtersRandomLibraries),
        PROMISE(keepsMarks),
        PROMISE(searchesWhatAFilterMeans),
        PROMISE(olderFactsAreOutdated),
        PROMISE(keepsWhatSidecarsSay),
        PROMISE(pairsAreShownAsOne),
        PROMISE(failuresKeepTheirReasons),
        PROMISE(missingFilesComeBackOrGo),
        PROMISE(movesKeepRows),
        PROMISE(rootsAbsorbAndInclude),
        PROMISE(aRelocatedRootKeepsItsRows),
        PROMISE(aRelocatedRootUnitesWithWhatIsThere),
        PROMISE(whatIsMountedBecomesARoot),
        PROMISE(keepsScanSettings),
        PROMISE(refusesVectorsThatDoNotFit),
        PROMISE(keepsThumbnails),
        PROMISE(keepsLikenesses),
        PROMISE(keepsTexts),
        PROMISE(findsWhatIsWritten),
        PROMISE(publishesGroups),
        PROMISE(tellsContentKeys),
        PROMISE(cancelledRefreshSaysSo),
        PROMISE(equalsANaiveSearchOnRandomLibraries),
#undef PROMISE
    };
    for (const auto& [name, promise] : promises) {
        QTest::addRow("memory: %s", name) << false << reinterpret_cast<void*>(promise);
        QTest::addRow("embedded: %s", name) << true << reinterpret_cast<void*>(promise);
    }
}

void CatalogueTest::keepsTheContract() {
    QFETCH(bool, embedded);
    QFETCH(void*, promise);
    std::unique_ptr<CatalogueUnderTest> store;
    if (embedded)
        store = std::make_unique<Embedded>();
    else
        store = std::make_unique<InMemory>();
    reinterpret_cast<void (*)(CatalogueUnderTest&)>(promise)(*store);
}

SEMBLANCE_TEST(CatalogueTest)
#include "tst_catalogue.moc"
