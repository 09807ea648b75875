// German and French are complete: every string that the sources mark for translation has a finished
// one.

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

#include "tests/testmain.h"
#include "translations/language.h"
#include "ui/library/wording.h"
#include "ui/models/modelwording.h"
#include "ui/query/examples.h"

using namespace semblance;

class TestTranslations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isComplete_data() { languages(); }
    void isComplete();
    void onlyWhatIsTranslatedIsMarked();
    void placeholdersSurvive_data() { languages(); }
    void placeholdersSurvive();
    void englishHasPlurals();
    void germanIsInstalled();
    void frenchIsInstalled();
    void exampleTitlesAreKnown();

private:
    static void languages() {
        QTest::addColumn<QString>("file");
        QTest::newRow("German") << QStringLiteral("semblance_de.ts");
        QTest::newRow("French") << QStringLiteral("semblance_fr.ts");
    }
    static QString source(const QString& path) {
        return QStringLiteral(SEMBLANCE_SOURCE_DIR "/") + path;
    }
    static QString read(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }
};

void TestTranslations::isComplete() {
    QFETCH(QString, file);
    // The script knows which rooms speak to people; it works on a copy of the file.
    QTemporaryDir dir;
    const QString copy = dir.filePath(file);
    QVERIFY(QFile::copy(source(QStringLiteral("translations/") + file), copy));
    QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner);
    QProcess process;
    process.start(QStringLiteral("bash"),
                  {source(QStringLiteral("translations/update.sh")), dir.path()});
    if (!process.waitForFinished(60000) || process.exitCode() == 2)
        QSKIP("lupdate or bash is not installed.");
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    const QString text = read(copy);
    QStringList unfinished;
    static const QRegularExpression message(QStringLiteral("<message[^>]*>.*?</message>"),
                                            QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression sentence(QStringLiteral("<source>(.*?)</source>"),
                                             QRegularExpression::DotMatchesEverythingOption);
    int count = 0;
    for (auto it = message.globalMatch(text); it.hasNext(); ++count) {
        const QString found = it.next().captured();
        if (found.contains(QStringLiteral("type=\"unfinished\"")) ||
            found.contains(QStringLiteral("<translation></translation>")))
            unfinished.append(sentence.match(found).captured(1));
    }
    QVERIFY(count > 200);
    QVERIFY2(unfinished.isEmpty(),
             qPrintable(QStringLiteral("run translations/update.sh and translate:\n") +
                        unfinished.join(u'\n')));
}

void TestTranslations::onlyWhatIsTranslatedIsMarked() {
    // The script's own list of rooms.
    QProcess process;
    process.setWorkingDirectory(source(QString()));
    process.start(QStringLiteral("bash"),
                  {QStringLiteral("-c"),
                   QStringLiteral("eval \"$(sed -n '/^rooms=/,/)$/p' translations/update.sh)\" && "
                                  "printf '%s\\n' \"${rooms[@]}\"")});
    if (!process.waitForFinished(60000))
        QSKIP("bash is not installed.");
    const QStringList rooms =
        QString::fromUtf8(process.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    QVERIFY2(rooms.size() > 5, process.readAllStandardError().constData());

    QStringList marked;
    for (const auto& top : {QStringLiteral("core"), QStringLiteral("app"), QStringLiteral("ui")}) {
        QDirIterator files(source(top), {QStringLiteral("*.cpp"), QStringLiteral("*.h")},
                           QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = QDir(source(QString())).relativeFilePath(files.next());
            const bool isTranslated = std::any_of(
                rooms.begin(), rooms.end(),
                [&](const QString& room) { return path == room || path.startsWith(room + u'/'); });
            if (!isTranslated &&
                read(source(path)).contains(QStringLiteral("Q_DECLARE_TR_FUNCTIONS")))
                marked.append(path);
        }
    }
    QCOMPARE(marked, QStringList());
}

void TestTranslations::placeholdersSurvive() {
    QFETCH(QString, file);
    const QString text = read(source(QStringLiteral("translations/") + file));
    static const QRegularExpression pair(
        QStringLiteral("<source>(.*?)</source>.*?<translation>(.*?)</translation>"),
        QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression place(QStringLiteral("%(\\d|L?n)"));
    for (auto it = pair.globalMatch(text); it.hasNext();) {
        const auto found = it.next();
        QSet<QString> wanted;
        for (auto p = place.globalMatch(found.captured(1)); p.hasNext();)
            wanted.insert(p.next().captured());
        for (const QString& one : std::as_const(wanted))
            QVERIFY2(found.captured(2).contains(one), qPrintable(found.captured(1)));
    }
}

void TestTranslations::englishHasPlurals() {
    installLanguage(*QCoreApplication::instance(), QStringLiteral("en"));
    QCOMPARE(picturesText(1), QStringLiteral("1 picture"));
    QCOMPARE(picturesText(2000), QStringLiteral("2,000 pictures"));
}

void TestTranslations::frenchIsInstalled() {
    installLanguage(*QCoreApplication::instance(), QStringLiteral("fr"));
    QCOMPARE(picturesText(0), QStringLiteral("0 image"));
    QCOMPARE(picturesText(1), QStringLiteral("1 image"));
    QVERIFY(picturesText(2000).endsWith(QStringLiteral("images")));
    const auto examples = loadExamples(source(QStringLiteral("resources/demo")));
    QVERIFY(examples);
    QVERIFY(examples->first().title.startsWith(QStringLiteral("Ce c\u0153ur")));
    QCOMPARE(examples->first().sentence, QStringLiteral("in green"));
}

void TestTranslations::germanIsInstalled() {
    installLanguage(*QCoreApplication::instance(), QStringLiteral("de"));
    QCOMPARE(picturesText(1), QStringLiteral("1 Bild"));
    QCOMPARE(picturesText(2000), QStringLiteral("2.000 Bilder"));
    QCOMPARE(networkText(QStringLiteral("ViT/32, 10 layers of 768")),
             QStringLiteral("ViT/32, 10 Schichten zu 768"));
    QCOMPARE(networkText(QStringLiteral("ViT-B/32")), QStringLiteral("ViT-B/32"));
    const auto examples = loadExamples(source(QStringLiteral("resources/demo")));
    QVERIFY(examples);
    QVERIFY(examples->first().title.contains(QStringLiteral("Dieses Herz")));
    // The model reads English: the sentences stay.
    QCOMPARE(examples->first().sentence, QStringLiteral("in green"));
}

void TestTranslations::exampleTitlesAreKnown() {
    const QString code = read(source(QStringLiteral("ui/query/examples.cpp")));
    QFile file(source(QStringLiteral("resources/demo/queries.json")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray queries = QJsonDocument::fromJson(file.readAll()).array();
    QVERIFY(!queries.isEmpty());
    for (const QJsonValue& query : queries) {
        const QString title = query.toObject().value(QStringLiteral("title")).toString();
        QVERIFY2(code.contains(u'"' + title + u'"'), qPrintable(title));
    }
}

SEMBLANCE_TEST(TestTranslations)
#include "tst_translations.moc"
