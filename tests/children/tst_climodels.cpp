#include <signal.h>

#include <QDir>
#include <QTest>

#include "tests/app/cli/programs.h"
#include "tests/children/processes.h"
#include "tests/core/model/files/modelfolders.h"
#include "tests/core/model/files/torchfiles.h"
#include "tests/testmain.h"

using namespace semblance::test;

/// `semblance-cli model` as a user or a script meets it.
class CliModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wrongUse_data();
    void wrongUse();
    void fromImportToRemoval();
    void goneModels();
    void badFolders();
    void killedWhileImporting();
    void interrupted();
    void inspecting();
    void importedNamesWorkEverywhere();

private:
    /// Without --library.
    static ProgramRun model(const Programs& programs, const QStringList& arguments) {
        return programs.run(QStringLiteral("semblance-cli"),
                            QStringList{QStringLiteral("model")} + arguments);
    }
    static QString imported(const Programs& programs, const QString& name = {}) {
        return programs.path(QStringLiteral("semblance/models/") + name);
    }
    static QStringList remains(const Programs& programs) {
        return QDir(imported(programs))
            .entryList({QStringLiteral(".importing-*")}, QDir::Dirs | QDir::Hidden);
    }
    static QJsonObject named(const ProgramRun& list, const QString& name) {
        for (const QJsonValue& one : list.last()[u"models"].toArray()) {
            if (one[u"name"] == name)
                return one.toObject();
        }
        return {};
    }
    static QString clip() { return tinyModel(QStringLiteral("clip")); }
};

void CliModelsTest::wrongUse_data() {
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const char* line) {
        QTest::newRow(line) << QString::fromLatin1(line).split(QLatin1Char(' '));
    };
    row("frobnicate");
    row("import");
    row("import a b");
    row("use");
    row("remove");
    row("check");
    row("list mini");
    row("list --name x");
    row("use mini --limit 3");
}

void CliModelsTest::wrongUse() {
    QFETCH(QStringList, arguments);
    const Programs programs;
    const ProgramRun run = model(programs, arguments);
    COMPARE_EXIT(run, 2);
    QVERIFY(!run.err.isEmpty() && run.out.isEmpty());
}

void CliModelsTest::fromImportToRemoval() {
    const Programs programs;
    const QString source = programs.path(QStringLiteral("mon modèle 模型"));
    QVERIFY(copyFolder(clip(), source));
    const QString name = QStringLiteral("mon modèle 模型");

    ProgramRun run = model(programs, {QStringLiteral("import"), source, QStringLiteral("--json")});
    COMPARE_EXIT(run, 0);
    QCOMPARE(run.last()[u"name"].toString(), name);
    QCOMPARE(run.last()[u"was_there"].toBool(), false);
    QCOMPARE(run.last()[u"state"].toString(), QStringLiteral("good"));
    // As many as this processor multiplies in; fp32 on all.
    QStringList precisions;
    for (const auto measured : run.last()[u"measurements"].toArray()) {
        precisions << measured[u"precision"].toString();
        QVERIFY(measured[u"pictures_per_second"].toDouble() > 0);
    }
    QVERIFY(precisions.contains(QStringLiteral("fp32")));
    QCOMPARE(precisions.removeDuplicates(), 0);
    run = model(programs, {QStringLiteral("import"), source, QStringLiteral("--name"),
                           QStringLiteral("other"), QStringLiteral("--json")});
    COMPARE_EXIT(run, 0);
    QCOMPARE(run.last()[u"was_there"].toBool(), true);
    COMPARE_EXIT(model(programs, {QStringLiteral("import"), clip(), QStringLiteral("--name"),
                                  QStringLiteral("Mini")}),
                 2);

    // No library is needed so far, nor made; one that is named must be there.
    QVERIFY(!QFile::exists(programs.path(QStringLiteral("semblance/library"))));
    run = model(programs, {QStringLiteral("list"), QStringLiteral("--json")});
    COMPARE_EXIT(run, 0);
    QCOMPARE(run.last()[u"models"].toArray().size(), 2);
    QCOMPARE(named(run, name)[u"origin"].toString(), QStringLiteral("imported"));
    QCOMPARE(named(run, QStringLiteral("mini"))[u"origin"].toString(), QStringLiteral("shipped"));
    COMPARE_EXIT(programs.cli({QStringLiteral("model"), QStringLiteral("list")}), 3);
    COMPARE_EXIT(programs.cli({QStringLiteral("model"), QStringLiteral("use"), name}), 3);
    QVERIFY(!QFile::exists(programs.library()));

    QVERIFY(QDir().mkpath(programs.path(QStringLiteral("pictures"))));
    for (const char* icon : {"red-heart", "cat", "house"}) {
        const QString file = demoPicture(QLatin1String(icon));
        QVERIFY(QFile::copy(
            file, programs.path(QStringLiteral("pictures/%1.png").arg(QLatin1String(icon)))));
    }
    COMPARE_EXIT(programs.index({programs.path(QStringLiteral("pictures"))}), 0);
    run = programs.cli(
        {QStringLiteral("model"), QStringLiteral("use"), name, QStringLiteral("--json")});
    COMPARE_EXIT(run, 0);
    QCOMPARE(run.last()[u"indexed"].toInt(), 3);
    const auto search = [&] {
        return programs.cli({QStringLiteral("search"), QStringLiteral("--image"),
                             demoPicture(QStringLiteral("red-heart")), QStringLiteral("--modify"),
                             QStringLiteral("green"), QStringLiteral("--json")});
    };
    run = search();
    COMPARE_EXIT(run, 0);
    QCOMPARE(pathsOf(run.last()).size(), 2);
    run = programs.cli({QStringLiteral("model"), QStringLiteral("list"), QStringLiteral("--json")});
    QCOMPARE(run.last()[u"pictures"].toInt(), 3);
    QVERIFY(named(run, name)[u"chosen"].toBool());
    QCOMPARE(named(run, name)[u"vectors"].toInt(), 3);
    QCOMPARE(named(run, QStringLiteral("mini"))[u"vectors"].toInt(), 3);

    const QStringList remove{QStringLiteral("model"), QStringLiteral("remove"), name};
    COMPARE_EXIT(programs.cli(remove), 2);
    run = programs.cli({QStringLiteral("model"), QStringLiteral("use"), QStringLiteral("mini"),
                        QStringLiteral("--json")});
    COMPARE_EXIT(run, 0);
    QCOMPARE(run.last()[u"indexed"].toInt(), 0);
    COMPARE_EXIT(programs.cli(remove), 0);
    COMPARE_EXIT(programs.cli(remove), 3);
    COMPARE_EXIT(model(programs, {QStringLiteral("remove"), QStringLiteral("mini")}), 2);
    QVERIFY(!QFile::exists(imported(programs, name)));
    run = programs.cli({QStringLiteral("library"), QStringLiteral("--json")});
    QCOMPARE(run.last()[u"models"].toArray().size(), 1);
    COMPARE_EXIT(search(), 0);
}

void CliModelsTest::goneModels() {
    const Programs programs;
    COMPARE_EXIT(model(programs, {QStringLiteral("import"), clip()}), 0);
    QVERIFY(QDir().mkpath(programs.path(QStringLiteral("pictures"))));
    QVERIFY(QFile::copy(demoPicture(QStringLiteral("cat")),
                        programs.path(QStringLiteral("pictures/cat.png"))));
    const QStringList search{QStringLiteral("search"), QStringLiteral("--text"),
                             QStringLiteral("cat"), QStringLiteral("--json")};
    COMPARE_EXIT(programs.cli({QStringLiteral("index"), QStringLiteral("--model"),
                               QStringLiteral("clip"), programs.path(QStringLiteral("pictures"))}),
                 0);
    // Only this model knows the pictures.
    const QString aside = programs.path(QStringLiteral("aside"));
    QVERIFY(QDir().rename(imported(programs, QStringLiteral("clip")), aside));
    ProgramRun run = programs.cli(search);
    COMPARE_EXIT(run, 3);
    QVERIFY(run.err.contains("'clip'") && run.err.contains("is gone"));
    QVERIFY(QDir().rename(aside, imported(programs, QStringLiteral("clip"))));

    COMPARE_EXIT(
        programs.cli({QStringLiteral("model"), QStringLiteral("use"), QStringLiteral("mini")}), 0);
    COMPARE_EXIT(
        programs.cli({QStringLiteral("model"), QStringLiteral("use"), QStringLiteral("clip")}), 0);
    QVERIFY(QDir(imported(programs, QStringLiteral("clip"))).removeRecursively());
    run = programs.cli(search);
    COMPARE_EXIT(run, 0);
    QCOMPARE(pathsOf(run.last()).size(), 1);
    QVERIFY(run.err.contains("is gone") && run.err.contains("mini answers"));
    run = programs.cli({QStringLiteral("index"), programs.path(QStringLiteral("pictures"))});
    COMPARE_EXIT(run, 3);
    QVERIFY(run.err.contains("is gone"));
    run = programs.cli({QStringLiteral("model"), QStringLiteral("list"), QStringLiteral("--json")});
    COMPARE_EXIT(run, 0);
    QCOMPARE(named(run, QStringLiteral("clip"))[u"state"].toString(), QStringLiteral("broken"));
    COMPARE_EXIT(
        programs.cli({QStringLiteral("model"), QStringLiteral("use"), QStringLiteral("mini")}), 0);
    COMPARE_EXIT(
        programs.cli({QStringLiteral("library"), QStringLiteral("forget"), QStringLiteral("clip")}),
        0);
}

void CliModelsTest::badFolders() {
    const Programs programs;
    ProgramRun run =
        model(programs, {QStringLiteral("import"), programs.path(QStringLiteral("x"))});
    COMPARE_EXIT(run, 3);
    QVERIFY(run.out.isEmpty() && run.err.contains("no folder"));
    const QString source = programs.path(QStringLiteral("source"));
    QVERIFY(copyFolder(clip(), source));
    QVERIFY(QFile::remove(source + QStringLiteral("/model.safetensors")));
    QVERIFY(writeContent(source + QStringLiteral("/pytorch_model.bin"), programFile()));
    run = model(programs, {QStringLiteral("import"), source});
    COMPARE_EXIT(run, 3);
    QVERIFY(run.err.contains("posix.system"));

    // A model that breaks later is an answer of its own.
    COMPARE_EXIT(model(programs, {QStringLiteral("import"), clip()}), 0);
    QVERIFY(QFile::resize(imported(programs, QStringLiteral("clip/model.safetensors")), 1000));
    run = model(programs,
                {QStringLiteral("check"), QStringLiteral("clip"), QStringLiteral("--json")});
    COMPARE_EXIT(run, 1);
    QCOMPARE(run.last()[u"state"].toString(), QStringLiteral("broken"));
    QVERIFY(run.last()[u"problem"].toString().contains(QStringLiteral("model.safetensors")));
    COMPARE_EXIT(model(programs, {QStringLiteral("check"), QStringLiteral("mini")}), 0);
    COMPARE_EXIT(model(programs, {QStringLiteral("check"), QStringLiteral("nonesuch")}), 3);
}

void CliModelsTest::killedWhileImporting() {
    const Programs programs;
    const QStringList import{QStringLiteral("model"), QStringLiteral("import"), clip()};
    const auto process = programs.start(QStringLiteral("semblance-cli"), import);
    QVERIFY(process->waitForStarted());
    QVERIFY(
        eventually([&] { return !remains(programs).isEmpty() || process->waitForFinished(1); }));
    QVERIFY(sendSignal(process->processId(), SIGKILL));
    Programs::finish(*process);
    QVERIFY(!remains(programs).isEmpty());
    QVERIFY(!QFile::exists(imported(programs, QStringLiteral("clip"))));
    ProgramRun run = model(programs, {QStringLiteral("list"), QStringLiteral("--json")});
    COMPARE_EXIT(run, 0);
    QCOMPARE(run.last()[u"models"].toArray().size(), 1);
    QVERIFY(remains(programs).isEmpty());

    run = programs.run(QStringLiteral("semblance-cli"), import);
    COMPARE_EXIT(run, 0);
    QVERIFY(QFile::exists(imported(programs, QStringLiteral("clip/config.json"))));
}

void CliModelsTest::interrupted() {
    const Programs programs;
    const auto process =
        programs.start(QStringLiteral("semblance-cli"),
                       {QStringLiteral("model"), QStringLiteral("import"), clip()});
    QVERIFY(process->waitForStarted());
    QVERIFY(
        eventually([&] { return !remains(programs).isEmpty() || process->waitForFinished(1); }));
    QVERIFY(sendSignal(process->processId(), SIGINT));
    const ProgramRun run = Programs::finish(*process);
    COMPARE_EXIT(run, 3);
    QVERIFY(remains(programs).isEmpty());
    QVERIFY(!QFile::exists(imported(programs, QStringLiteral("clip"))));
}

void CliModelsTest::inspecting() {
    const Programs programs;
    const auto inspect = [&](const QStringList& arguments) {
        return programs.run(QStringLiteral("semblance-engine"),
                            QStringList{QStringLiteral("inspect")} + arguments);
    };
    ProgramRun run = inspect({QStringLiteral("--model"), clip(), QStringLiteral("--json")});
    COMPARE_EXIT(run, 0);
    QCOMPARE(run.last()[u"image_network"].toString(), QStringLiteral("ViT/8@20, 2 layers of 16"));
    QVERIFY(run.last()[u"measurements"].toArray().isEmpty());
    run = inspect({QStringLiteral("--model"), QStringLiteral("mini"), QStringLiteral("--measure")});
    COMPARE_EXIT(run, 0);
    QVERIFY(run.out.contains("EfficientNet-Lite2") && run.out.contains("pictures/s"));
    run = inspect(
        {QStringLiteral("--model"), programs.path(QStringLiteral("x")), QStringLiteral("--json")});
    COMPARE_EXIT(run, 3);
    QVERIFY(run.last()[u"error"][u"sentence"].toString().contains(programs.path({})));
    COMPARE_EXIT(inspect({}), 2);
    COMPARE_EXIT(
        inspect({QStringLiteral("--model"), QStringLiteral("mini"), QStringLiteral("more")}), 2);
}

void CliModelsTest::importedNamesWorkEverywhere() {
    const Programs programs;
    COMPARE_EXIT(model(programs, {QStringLiteral("import"), clip(), QStringLiteral("--name"),
                                  QStringLiteral("my clip")}),
                 0);
    const ProgramRun run = programs.run(
        QStringLiteral("semblance-engine"),
        {QStringLiteral("encode"), QStringLiteral("--model"), QStringLiteral("my clip"),
         QStringLiteral("--text"), QStringLiteral("a cat"), QStringLiteral("--json")});
    COMPARE_EXIT(run, 0);
    QCOMPARE(run.last()[u"dim"].toInt(), 12);
    const ProgramRun doctor = programs.cli({QStringLiteral("doctor"), QStringLiteral("--model"),
                                            QStringLiteral("my clip"), QStringLiteral("--json")});
    COMPARE_EXIT(doctor, 0);
}

SEMBLANCE_TEST(CliModelsTest)
#include "tst_climodels.moc"
