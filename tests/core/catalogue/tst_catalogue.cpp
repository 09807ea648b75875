#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include "core/library/embedded/embeddedcatalogue.h"
#include "core/library/team/teamcatalogue.h"
#include "core/scan/volume.h"
#include "tests/core/catalogue/cataloguecontract.h"
#include "tests/core/catalogue/memorycatalogue.h"
#include "tests/core/teamstore/teamserver.h"
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

class OfATeam final : public CatalogueUnderTest {
public:
    explicit OfATeam(TeamServer& server) {
        qputenv("XDG_CACHE_HOME", QFile::encodeName(m_dir.path()));
        const auto address = TeamAddress::parse(server.address(server.makeLibrary()));
        auto opened = TeamCatalogue::open(*address);
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
    std::unique_ptr<TeamCatalogue> m_catalogue;
};

enum class Store { Memory, Embedded, Team };
}  // namespace

Q_DECLARE_METATYPE(Store)

/// The same promises of every store.
class CatalogueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTheContract_data();
    void keepsTheContract();
};

void CatalogueTest::keepsTheContract_data() {
    using Promise = void (*)(CatalogueUnderTest&);
    QTest::addColumn<Store>("store");
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
        const auto pointer = reinterpret_cast<void*>(promise);
        QTest::addRow("memory: %s", name) << Store::Memory << pointer;
        QTest::addRow("embedded: %s", name) << Store::Embedded << pointer;
        QTest::addRow("team: %s", name) << Store::Team << pointer;
    }
}

void CatalogueTest::keepsTheContract() {
    QFETCH(Store, store);
    QFETCH(void*, promise);
    std::unique_ptr<CatalogueUnderTest> under;
    if (store == Store::Team) {
        TEAM_SERVER(server);
        under = std::make_unique<OfATeam>(*server);
    } else if (store == Store::Embedded) {
        under = std::make_unique<Embedded>();
    } else {
        under = std::make_unique<InMemory>();
    }
    reinterpret_cast<void (*)(CatalogueUnderTest&)>(promise)(*under);
}

SEMBLANCE_TEST(CatalogueTest)
#include "tst_catalogue.moc"
