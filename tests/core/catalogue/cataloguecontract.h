#pragma once

#include <memory>

#include "core/catalogue/catalogue.h"

namespace semblance::test {

/// A store that the contract is tried on. Made anew for each test.
class CatalogueUnderTest {
public:
    virtual ~CatalogueUnderTest() = default;
    virtual Catalogue& catalogue() = 0;
    /// A folder that is there, to be a root.
    virtual RootPlace place(const QString& name) = 0;
};

/// What every Catalogue promises, whatever keeps it: a test function each, which fails with Qt
/// Test's macros.
struct CatalogueContract {
    static void beginsEmpty(CatalogueUnderTest& store);
    static void listsNewestFirst(CatalogueUnderTest& store);
    static void tellsWhatChanged(CatalogueUnderTest& store);
    static void publishesNothingWithoutNews(CatalogueUnderTest& store);
    static void countsByRoot(CatalogueUnderTest& store);
    static void copiesShareAContent(CatalogueUnderTest& store);
    static void searchesWhatHasAVector(CatalogueUnderTest& store);
    static void scoresAreLinearInTheEndpoints(CatalogueUnderTest& store);
    static void leavesOutWhatIsAskedFor(CatalogueUnderTest& store);
    static void findsNeighbours(CatalogueUnderTest& store);
    static void oldSnapshotsStay(CatalogueUnderTest& store);
    static void modelsKeepTheirVectors(CatalogueUnderTest& store);
    static void forgetsAModel(CatalogueUnderTest& store);
    static void listsForAScan(CatalogueUnderTest& store);
    static void listsPartsForAScan(CatalogueUnderTest& store);
    static void contentsAlikeGoTogether(CatalogueUnderTest& store);
    static void keepsFacts(CatalogueUnderTest& store);
    static void filtersAsMatchesSays(CatalogueUnderTest& store);
    static void filtersRandomLibraries(CatalogueUnderTest& store);
    static void keepsMarks(CatalogueUnderTest& store);
    static void searchesWhatAFilterMeans(CatalogueUnderTest& store);
    static void olderFactsAreOutdated(CatalogueUnderTest& store);
    static void keepsWhatSidecarsSay(CatalogueUnderTest& store);
    static void pairsAreShownAsOne(CatalogueUnderTest& store);
    static void failuresKeepTheirReasons(CatalogueUnderTest& store);
    static void missingFilesComeBackOrGo(CatalogueUnderTest& store);
    static void movesKeepRows(CatalogueUnderTest& store);
    static void rootsAbsorbAndInclude(CatalogueUnderTest& store);
    static void aRelocatedRootKeepsItsRows(CatalogueUnderTest& store);
    static void aRelocatedRootUnitesWithWhatIsThere(CatalogueUnderTest& store);
    static void whatIsMountedBecomesARoot(CatalogueUnderTest& store);
    static void keepsScanSettings(CatalogueUnderTest& store);
    static void refusesVectorsThatDoNotFit(CatalogueUnderTest& store);
    static void keepsThumbnails(CatalogueUnderTest& store);
    static void keepsLikenesses(CatalogueUnderTest& store);
    static void publishesGroups(CatalogueUnderTest& store);
    static void keepsTexts(CatalogueUnderTest& store);
    static void findsWhatIsWritten(CatalogueUnderTest& store);
    static void tellsContentKeys(CatalogueUnderTest& store);
    static void cancelledRefreshSaysSo(CatalogueUnderTest& store);
    static void equalsANaiveSearchOnRandomLibraries(CatalogueUnderTest& store);
};

}  // namespace semblance::test
