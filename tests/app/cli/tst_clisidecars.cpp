#include <QDir>
#include <QTest>

#include "tests/app/cli/programs.h"
#include "tests/core/media/dngfile.h"
#include "tests/core/media/fixtures.h"
#include "tests/core/media/metadatafixtures.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {

QByteArray picture(int width) {
    return fixtures::encoded(fixtures::painted(width, 40), "jpg");
}

}  // namespace

/// What lies beside pictures, from the index to what is shown and found.
class CliSidecarsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void sidecarsAreShown();
    void aPairIsFoundOnce();
    void ownMarksComeBackAsTheyWere();

private:
    QString path(const QString& name) const {
        return m_programs->path(QStringLiteral("pictures/")) + name;
    }
    void write(const QString& name, const QByteArray& bytes) const {
        QVERIFY(writeFile(path(name), bytes));
    }
    QJsonObject index() const {
        const ProgramRun run =
            m_programs->cli({QStringLiteral("index"), QStringLiteral("--json"), path(QString())});
        if (run.exitCode != 0)
            qWarning("%s", run.words().constData());
        return run.last();
    }
    QJsonObject show(const QString& name) const {
        return m_programs->cli({QStringLiteral("show"), QStringLiteral("--json"), path(name)})
            .last();
    }
    QStringList found() const {
        QStringList names;
        for (const QString& file :
             pathsOf(m_programs
                         ->cli({QStringLiteral("search"), QStringLiteral("--json"),
                                QStringLiteral("--text"), QStringLiteral("a painting")})
                         .last()))
            names.append(QFileInfo(file).fileName());
        names.sort();
        return names;
    }

    std::unique_ptr<Programs> m_programs;
};

void CliSidecarsTest::init() {
    m_programs = std::make_unique<Programs>();
    QVERIFY(QDir().mkpath(path(QString())));
}

void CliSidecarsTest::sidecarsAreShown() {
    const QString name = QStringLiteral("a.jpg");
    const QString sidecar = QStringLiteral("a.jpg.xmp");
    write(name, picture(60));
    write(sidecar, fixtures::xmpPacket("<xmp:Rating>4</xmp:Rating>" +
                                       fixtures::xmpBag("dc:subject", {"lake"})));
    write(QStringLiteral("a.jpg.supplemental-met.json"),
          R"({"photoTakenTime": {"timestamp": "1549447872"}, "people": [{"name": "Ada"}]})");
    write(QStringLiteral("b.jpg"), picture(61));
    write(QStringLiteral("b.xmp"), "<x:xmpmeta");
    QJsonObject indexed = index();
    QCOMPARE(indexed[QStringLiteral("indexed")].toInt(), 2);
    QVERIFY(indexed[QStringLiteral("skipped")].toObject().isEmpty());
    QJsonObject shown = show(name);
    QCOMPARE(shown[QStringLiteral("rating")].toInt(), 4);
    QCOMPARE(shown[QStringLiteral("tags")].toArray(), QJsonArray{QStringLiteral("lake")});
    QCOMPARE(shown[QStringLiteral("captured")].toString(),
             QStringLiteral("2019-02-06T10:11:12+00:00"));
    QCOMPARE(show(QStringLiteral("b.jpg"))[QStringLiteral("state")].toString(),
             QStringLiteral("indexed"));
    QVERIFY(m_programs->cli({QStringLiteral("show"), path(name)}).out.contains("people: Ada"));

    write(sidecar, fixtures::xmpPacket("<xmp:Rating>1</xmp:Rating>"));
    index();
    shown = show(name);
    QCOMPARE(shown[QStringLiteral("rating")].toInt(), 1);
    QVERIFY(shown[QStringLiteral("tags")].toArray().isEmpty());
    QVERIFY(QFile::remove(path(sidecar)));
    index();
    QVERIFY(show(name)[QStringLiteral("rating")].isNull());
    indexed = index();
    QCOMPARE(indexed[QStringLiteral("unchanged")].toInt(), 2);
}

void CliSidecarsTest::aPairIsFoundOnce() {
    const QString face = QStringLiteral("IMG_1.JPG");
    const QString raw = QStringLiteral("IMG_1.DNG");
    write(face, picture(60));
    write(raw, fixtures::dngFile(fixtures::quarters(640, 320)));
    write(QStringLiteral("IMG_2.DNG"), fixtures::dngFile(fixtures::quarters(640, 322)));
    QCOMPARE(index()[QStringLiteral("indexed")].toInt(), 3);
    QCOMPARE(found(), QStringList({face, QStringLiteral("IMG_2.DNG")}));
    // Each file answers for itself.
    QCOMPARE(show(face)[QStringLiteral("format")].toString(), QStringLiteral("jpeg"));
    QCOMPARE(show(raw)[QStringLiteral("format")].toString(), QStringLiteral("raw"));
    QCOMPARE(show(raw)[QStringLiteral("state")].toString(), QStringLiteral("indexed"));
    // One of the two goes elsewhere.
    QVERIFY(QDir().mkpath(path(QStringLiteral("sub"))));
    QVERIFY(QFile::rename(path(face), path(QStringLiteral("sub/") + face)));
    index();
    QCOMPARE(found(), QStringList({raw, face, QStringLiteral("IMG_2.DNG")}));
    QVERIFY(QFile::remove(path(QStringLiteral("sub/") + face)));
    index();
    QCOMPARE(found(), QStringList({raw, QStringLiteral("IMG_2.DNG")}));
}

void CliSidecarsTest::ownMarksComeBackAsTheyWere() {
    const QString name = QStringLiteral("a.jpg");
    write(name, picture(60));
    write(QStringLiteral("a.xmp"),
          fixtures::xmpPacket("<xmp:Rating>1</xmp:Rating>" +
                              fixtures::xmpBag("dc:subject", {"lake", "old"})));
    index();
    const auto mark = [&](const QStringList& options) {
        return m_programs->cli(
            QStringList{QStringLiteral("mark"), QStringLiteral("--json"), path(name)} + options);
    };
    mark({QStringLiteral("--rating"), QStringLiteral("4"), QStringLiteral("--label"),
          QStringLiteral("green"), QStringLiteral("--tag"), QStringLiteral("places/Rome"),
          QStringLiteral("--untag"), QStringLiteral("old")});
    const QJsonObject before = show(name);
    QCOMPARE(before[QStringLiteral("tags")].toArray(),
             (QJsonArray{QStringLiteral("lake"), QStringLiteral("places/Rome")}));
    COMPARE_EXIT(mark({QStringLiteral("--write-sidecars")}), 0);
    QCOMPARE(index()[QStringLiteral("indexed")].toInt(), 1);
    const QJsonObject after = show(name);
    for (const char* field : {"rating", "label", "tags", "note"})
        QCOMPARE(after[QLatin1StringView(field)], before[QLatin1StringView(field)]);
    // What is said afterwards counts, whatever was written.
    mark({QStringLiteral("--rating"), QStringLiteral("2"), QStringLiteral("--tag"),
          QStringLiteral("old")});
    QCOMPARE(show(name)[QStringLiteral("rating")].toInt(), 2);
    QVERIFY(show(name)[QStringLiteral("tags")].toArray().contains(QStringLiteral("old")));
    COMPARE_EXIT(mark({QStringLiteral("--write-sidecars")}), 0);
    index();
    QCOMPARE(show(name)[QStringLiteral("rating")].toInt(), 2);
    QVERIFY(show(name)[QStringLiteral("tags")].toArray().contains(QStringLiteral("old")));
    QCOMPARE(index()[QStringLiteral("unchanged")].toInt(), 1);
}

SEMBLANCE_TEST(CliSidecarsTest)
#include "tst_clisidecars.moc"
