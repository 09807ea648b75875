#include <QSet>
#include <QTest>

#include "core/model/composition/modelfamilies.h"
#include "core/model/files/hffamily.h"
#include "tests/testmain.h"

using namespace semblance;

class ModelFamiliesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void entriesAreWhole();
    void foldersLeadToEntries();
};

void ModelFamiliesTest::entriesAreWhole() {
    QSet<QString> names;
    for (const ModelFamily& family : modelFamilies()) {
        QVERIFY2(family.load && family.tokenizer, qPrintable(family.name));
        QVERIFY2(!names.contains(family.name), qPrintable(family.name));
        QCOMPARE(modelFamily(family.name), &family);
        names.insert(family.name);
    }
    QVERIFY(!modelFamily(QStringLiteral("abacus")));
    QVERIFY(!modelFamily(QString()));
}

// Whatever folder is recognised can be loaded.
void ModelFamiliesTest::foldersLeadToEntries() {
    QVERIFY(!hfFamilies().empty());
    for (const HfFamily* folders : hfFamilies()) {
        const QString name = QLatin1StringView(folders->name);
        QVERIFY2(folders->readConfig && folders->findTokenizer, folders->name);
        QCOMPARE(hfFamily(name), folders);
        const ModelFamily* family = modelFamily(name);
        QVERIFY2(family, folders->name);
        QCOMPARE(family->folders, folders);
    }
}

SEMBLANCE_TEST(ModelFamiliesTest)
#include "tst_modelfamilies.moc"
