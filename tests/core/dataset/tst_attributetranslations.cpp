#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/dataset/translations.h"
#include "tests/testmain.h"

using namespace semblance;
using Attribute = AttributeTranslations::Attribute;

/// The words of other languages that come with the program, and tables that are not right.
class AttributeTranslationsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyLanguageAsksForEverything();
    void plainestFirst();
    void unknownWords();
    void badTables();
};

void AttributeTranslationsTest::everyLanguageAsksForEverything() {
    const auto table = AttributeTranslations::read(attributeTranslationsFile());
    QVERIFY2(table, table ? "" : qPrintable(table.error().sentence));
    QCOMPARE(table->languages().size(), 14);
    for (const QString& language : table->languages()) {
        for (const char* colour : {"Red", "Navy Blue", "sea green", "Taupe"}) {
            const auto wishes = table->wishes(language, Attribute::Colour,
                                              QLatin1StringView(colour), QStringLiteral("Black"));
            QVERIFY2(wishes.size() >= 4, qPrintable(language));
            for (const QString& wish : wishes)
                QVERIFY2(!wish.contains(u'%'), qPrintable(wish));
        }
        for (const char* gender : {"Men", "Women", "Boys", "Girls", "Unisex"})
            QVERIFY(!table->wishes(language, Attribute::Gender, QLatin1StringView(gender), {})
                         .isEmpty());
        QVERIFY(!table->wishes(language, Attribute::Kind, QStringLiteral("Shoes"), {}).isEmpty());
    }
}

void AttributeTranslationsTest::plainestFirst() {
    const auto table = AttributeTranslations::read(attributeTranslationsFile());
    QVERIFY(table);
    const auto german = table->wishes(QStringLiteral("de"), Attribute::Colour,
                                      QStringLiteral("Red"), QStringLiteral("Blue"));
    QCOMPARE(german.front(), QStringLiteral("in Rot"));
    QVERIFY(german.contains(QStringLiteral("in Rot statt Blau")));
}

void AttributeTranslationsTest::unknownWords() {
    const auto table = AttributeTranslations::read(attributeTranslationsFile());
    QVERIFY(table);
    const QString german = QStringLiteral("de");
    QVERIFY(table->wishes(german, Attribute::Colour, QStringLiteral("Multi"), {}).isEmpty());
    QVERIFY(table->wishes(QStringLiteral("xx"), Attribute::Colour, QStringLiteral("Red"), {})
                .isEmpty());
    // A reference that has no word is not named.
    for (const QString& wish :
         table->wishes(german, Attribute::Colour, QStringLiteral("Red"), QStringLiteral("Multi")))
        QVERIFY(!wish.contains(QStringLiteral("statt")));
}

void AttributeTranslationsTest::badTables() {
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("t.json"));
    QVERIFY(!AttributeTranslations::read(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"languages": {"de": {"wishes": {"colour": ["rot"]}}}})");
    file.close();
    const auto table = AttributeTranslations::read(path);
    QVERIFY(!table);
    QVERIFY(table.error().sentence.contains(QStringLiteral("t.json")));
    QVERIFY(table.error().sentence.contains(QStringLiteral("\"de\"")));
}

SEMBLANCE_TEST(AttributeTranslationsTest)
#include "tst_attributetranslations.moc"
