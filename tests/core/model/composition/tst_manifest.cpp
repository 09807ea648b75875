#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <functional>

#include "core/base/modelfolder.h"
#include "core/model/composition/dualencoder.h"
#include "core/model/files/manifest.h"
#include "tests/testmain.h"

using namespace semblance;

/// The model's manifest, and what happens when a folder is not what its manifest says.
class ManifestTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theShippedModelIsWhole();
    void optionalFieldsComeBack();
    void namesFindTheShippedModel();
    void aFlippedByteIsRefused_data();
    void aFlippedByteIsRefused();
    void aTruncatedPartIsRefused_data();
    void aTruncatedPartIsRefused();
    void aMissingPartIsRefused_data();
    void aMissingPartIsRefused();
    void aNewerFormatIsRefused();
    void anUnknownFamilyIsRefused();
    void wrongFieldsAreNamed_data();
    void wrongFieldsAreNamed();
    void brokenJsonIsRefused();
    void weightsOfAnotherWidthAreRefused();
    void theHashFollowsTheNumbersOnly();
    void whatIsWrittenReadsBack();
    void anyFolderNameWorks();

private:
    using Edit = std::function<void(QJsonObject&)>;
    /// A copy of the shipped model: parts linked, manifest edited.
    QString copyModel(const QTemporaryDir& dir, const Edit& edit = {}) const;
    void replacePart(const QString& dir, const QString& file,
                     const std::function<void(QByteArray&)>& edit) const;
    static void parts();

    const QString m_shipped = QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/models/mini");
    QJsonObject m_manifest;
};

namespace {

const QStringList kParts{
    QStringLiteral("image.safetensors"),   QStringLiteral("text.safetensors"),
    QStringLiteral("use-lite.spm.model"),  QStringLiteral("heads.safetensors"),
    QStringLiteral("mapping.safetensors"), QStringLiteral("composing.safetensors")};

QByteArray readAll(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool writeAll(const QString& path, const QByteArray& content) {
    QFile::remove(path);
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

QJsonObject& setIn(QJsonObject& object, const char* group, const char* name,
                   const QJsonValue& value) {
    QJsonObject inner = object[QLatin1StringView(group)].toObject();
    inner[QLatin1StringView(name)] = value;
    object[QLatin1StringView(group)] = inner;
    return object;
}

}  // namespace

void ManifestTest::initTestCase() {
    m_manifest =
        QJsonDocument::fromJson(readAll(m_shipped + QStringLiteral("/model.json"))).object();
    QVERIFY(!m_manifest.isEmpty());
}

QString ManifestTest::copyModel(const QTemporaryDir& dir, const Edit& edit) const {
    const QString copy = dir.filePath(QStringLiteral("model"));
    QDir().mkpath(copy);
    for (const QString& part : kParts)
        QFile::link(QDir(m_shipped).filePath(part), QDir(copy).filePath(part));
    QJsonObject manifest = m_manifest;
    if (edit)
        edit(manifest);
    writeAll(QDir(copy).filePath(QStringLiteral("model.json")), QJsonDocument(manifest).toJson());
    return copy;
}

void ManifestTest::replacePart(const QString& dir, const QString& file,
                               const std::function<void(QByteArray&)>& edit) const {
    QByteArray content = readAll(QDir(m_shipped).filePath(file));
    edit(content);
    QVERIFY(writeAll(QDir(dir).filePath(file), content));
}

void ManifestTest::parts() {
    QTest::addColumn<QString>("file");
    for (const QString& part : kParts)
        QTest::newRow(qPrintable(part)) << part;
}

void ManifestTest::theShippedModelIsWhole() {
    const auto manifest = ModelManifest::read(m_shipped);
    QVERIFY2(manifest, qPrintable(manifest ? QString() : manifest.error().sentence));
    const Status status = manifest->verifyParts();
    QVERIFY2(status, qPrintable(status ? QString() : status.error().sentence));
    QCOMPARE(manifest->name, QStringLiteral("mini"));
    QCOMPARE(manifest->dim, 512);
    QCOMPARE(manifest->input, (InputSpec{260, InputSpec::Resize::CropShortSide}));
    QVERIFY(manifest->defaultMix > 0 && manifest->defaultMix < 0.5f);
    QVERIFY(manifest->hasPart(QStringLiteral("mapping")));
    QVERIFY(manifest->hasPart(QStringLiteral("composing")));
    QVERIFY(QFile::exists(QDir(m_shipped).filePath(manifest->card)));
}

void ManifestTest::optionalFieldsComeBack() {
    const QTemporaryDir dir;
    auto manifest = *ModelManifest::read(m_shipped);
    const QString plain = manifest.hash();
    manifest.folder = m_shipped;
    manifest.logitBias = -12.5f;
    manifest.parts.front().modified = 1'700'000'000'123;
    QCOMPARE(manifest.hash(), plain);
    manifest.normalisation.mean = {122.770938f, 116.746216f, 104.093742f};
    manifest.input.filter = InputSpec::Filter::Bilinear;
    manifest.text.dropPunctuation = true;
    manifest.text.padding = 1;
    QVERIFY(manifest.hash() != plain);
    QVERIFY(writeAll(dir.filePath(QStringLiteral("model.json")),
                     QJsonDocument(manifest.toJson()).toJson()));
    const auto back = ModelManifest::read(dir.path());
    QVERIFY2(back, qPrintable(back ? QString() : back.error().sentence));
    QCOMPARE(back->hash(), manifest.hash());
    QCOMPARE(back->folder, m_shipped);
    QCOMPARE(back->logitBias, -12.5f);
    QCOMPARE(back->pathOf(back->parts.front()), manifest.pathOf(manifest.parts.front()));
    QCOMPARE(back->normalisation.mean, manifest.normalisation.mean);
    QVERIFY(back->input == manifest.input);
    QVERIFY(back->text.dropPunctuation);
    QCOMPARE(back->text.padding, 1);
}

void ManifestTest::namesFindTheShippedModel() {
    qputenv("SEMBLANCE_RESOURCES", SEMBLANCE_SOURCE_DIR "/resources");
    QCOMPARE(findModel(QStringLiteral("mini")).value_or(ModelFolder()).dir, m_shipped);
    QCOMPARE(findModel(QStringLiteral("mini")).value_or(ModelFolder()).source,
             QStringLiteral("mini"));
    QCOMPARE(findModel(m_shipped).value_or(ModelFolder()).dir, m_shipped);
    for (const QString& none : {QString(), QStringLiteral("maxi"), QStringLiteral("../mini"),
                                QStringLiteral("/nowhere"), QStringLiteral("/tmp")}) {
        const auto found = findModel(none);
        QVERIFY(!found);
        QCOMPARE(found.error().kind, ErrorKind::NotFound);
    }
}

void ManifestTest::aFlippedByteIsRefused_data() {
    parts();
}

void ManifestTest::aFlippedByteIsRefused() {
    QFETCH(QString, file);
    const QTemporaryDir dir;
    const QString copy = copyModel(dir);
    for (const double place : {0.3, 0.9999}) {
        replacePart(copy, file, [&](QByteArray& bytes) {
            const auto at = qsizetype(place * double(bytes.size()));
            bytes[at] = char(bytes[at] ^ 0x10);
        });
        const auto model = DualEncoder::load(copy);
        QVERIFY(!model);
        QCOMPARE(model.error().kind, ErrorKind::Corrupt);
        QVERIFY2(model.error().sentence.contains(file), qPrintable(model.error().sentence));
    }
}

void ManifestTest::aTruncatedPartIsRefused_data() {
    parts();
}

void ManifestTest::aTruncatedPartIsRefused() {
    QFETCH(QString, file);
    const QTemporaryDir dir;
    const QString copy = copyModel(dir);
    for (const qsizetype rest : {qsizetype(0), qsizetype(-1)}) {
        replacePart(copy, file, [&](QByteArray& bytes) {
            bytes.truncate(rest >= 0 ? rest : bytes.size() + rest);
        });
        const auto model = DualEncoder::load(copy);
        QVERIFY(!model);
        QCOMPARE(model.error().kind, ErrorKind::Corrupt);
        QVERIFY2(model.error().sentence.contains(file), qPrintable(model.error().sentence));
    }
}

void ManifestTest::aMissingPartIsRefused_data() {
    parts();
}

void ManifestTest::aMissingPartIsRefused() {
    QFETCH(QString, file);
    const QTemporaryDir dir;
    const QString copy = copyModel(dir);
    QVERIFY(QFile::remove(QDir(copy).filePath(file)));
    const auto model = DualEncoder::load(copy);
    QVERIFY(!model);
    QCOMPARE(model.error().kind, ErrorKind::NotFound);
    QVERIFY2(model.error().sentence.contains(file), qPrintable(model.error().sentence));
}

void ManifestTest::aNewerFormatIsRefused() {
    const QTemporaryDir dir;
    const auto model = ModelManifest::read(copyModel(dir, [](QJsonObject& manifest) {
        manifest = QJsonObject{{QStringLiteral("format"), 2}};
    }));
    QVERIFY(!model);
    QCOMPARE(model.error().kind, ErrorKind::Newer);
}

void ManifestTest::anUnknownFamilyIsRefused() {
    const QTemporaryDir dir;
    const auto model = DualEncoder::load(copyModel(
        dir, [](QJsonObject& manifest) { manifest[u"family"] = QStringLiteral("maxi"); }));
    QVERIFY(!model);
    QCOMPARE(model.error().kind, ErrorKind::Newer);
}

void ManifestTest::wrongFieldsAreNamed_data() {
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonValue>("value");
    const auto row = [](const char* field, const QJsonValue& value) {
        QTest::addRow("%s = %s", field,
                      qPrintable(value.toVariant().toString() + QString::number(value.type())))
            << QString::fromLatin1(field) << value;
    };
    row("format", 0);
    row("format", QStringLiteral("1"));
    row("name", 7);
    row("family", QJsonValue());
    row("dim", 0);
    row("dim", 1.5);
    row("dim", 1e300);
    row("defaultMix", 1.01);
    row("defaultMix", QJsonValue());
    row("logitScale", -1);
    row("licences", QStringLiteral("x"));
    row("licences", QJsonArray{1});
    row("parts", QJsonArray());
    row("image", 3);
    row("image.side", 0);
    row("image.side", 1 << 20);
    row("image.resize", QStringLiteral("stretch"));
    row("image.background", QStringLiteral("black"));
    row("image.deviation", 0);
    row("text.maxPieces", 0);
    row("text.lowerCase", 1);
    row("parts.image", QStringLiteral("x"));
    row("parts.image.file", QStringLiteral("../secret"));
    row("parts.image.file", QStringLiteral("/etc/passwd"));
    row("parts.image.file", QStringLiteral(".."));
    row("parts.image.file", QStringLiteral("C:x"));
    row("parts.image.size", -5);
    row("parts.image.sha256", QStringLiteral("abc"));
    row("composition", QStringLiteral("a photo of"));
    row("composition.before", 3);
    row("composition", QJsonArray());
}

void ManifestTest::wrongFieldsAreNamed() {
    QFETCH(QString, field);
    QFETCH(QJsonValue, value);
    const QTemporaryDir dir;
    const QString copy = copyModel(dir, [&](QJsonObject& manifest) {
        const QStringList path = field.split(u'.');
        std::function<QJsonObject(QJsonObject, qsizetype)> set = [&](QJsonObject object,
                                                                     qsizetype depth) {
            object[path[depth]] = depth + 1 == path.size()
                                      ? value
                                      : QJsonValue(set(object[path[depth]].toObject(), depth + 1));
            return object;
        };
        manifest = set(manifest, 0);
    });
    const auto manifest = ModelManifest::read(copy);
    QVERIFY(!manifest);
    QCOMPARE(manifest.error().kind, ErrorKind::Corrupt);
    QVERIFY2(manifest.error().sentence.contains(field), qPrintable(manifest.error().sentence));
}

void ManifestTest::brokenJsonIsRefused() {
    const QTemporaryDir dir;
    const QString copy = copyModel(dir);
    const QString path = QDir(copy).filePath(QStringLiteral("model.json"));
    for (const QByteArray& content :
         {QByteArray("{"), QByteArray("[]"), QByteArray("null"), QByteArray("\xff\xfe")}) {
        QVERIFY(writeAll(path, content));
        const auto manifest = ModelManifest::read(copy);
        QVERIFY(!manifest);
        QVERIFY2(manifest.error().sentence.contains(path), qPrintable(manifest.error().sentence));
    }
    QVERIFY(QFile::remove(path));
    QCOMPARE(ModelManifest::read(copy).error().kind, ErrorKind::NotFound);
}

void ManifestTest::weightsOfAnotherWidthAreRefused() {
    const QTemporaryDir dir;
    const auto model =
        DualEncoder::load(copyModel(dir, [](QJsonObject& manifest) { manifest[u"dim"] = 256; }));
    QVERIFY(!model);
    QCOMPARE(model.error().kind, ErrorKind::Corrupt);
    QVERIFY2(model.error().sentence.contains(QStringLiteral("[512, 1280]")),
             qPrintable(model.error().sentence));
}

void ManifestTest::theHashFollowsTheNumbersOnly() {
    const QTemporaryDir dir;
    const auto hashWith = [&](const Edit& edit) {
        const auto manifest = ModelManifest::read(copyModel(dir, edit));
        return manifest ? manifest->hash() : QString();
    };
    const QString hash = hashWith({});
    QCOMPARE(hash.size(), 64);
    QCOMPARE(hashWith([](QJsonObject& m) { m[u"name"] = QStringLiteral("other"); }), hash);
    QCOMPARE(hashWith([](QJsonObject& m) { m[u"licences"] = QJsonArray(); }), hash);
    QCOMPARE(hashWith([](QJsonObject& m) { m[u"defaultMix"] = 0.5; }), hash);
    QVERIFY(hashWith([](QJsonObject& m) { setIn(m, "image", "mean", 128); }) != hash);
    QVERIFY(hashWith([](QJsonObject& m) { setIn(m, "image", "side", 256); }) != hash);
    QVERIFY(hashWith([](QJsonObject& m) { setIn(m, "text", "maxPieces", 39); }) != hash);
    QVERIFY(hashWith([](QJsonObject& m) {
                QJsonObject parts = m[u"parts"].toObject();
                setIn(parts, "heads", "sha256", QString(64, u'0'));
                m[u"parts"] = parts;
            }) != hash);
}

void ManifestTest::whatIsWrittenReadsBack() {
    const auto manifest = ModelManifest::read(m_shipped);
    QVERIFY(manifest);
    const QTemporaryDir written;
    const auto again =
        ModelManifest::read(copyModel(written, [&](QJsonObject& m) { m = manifest->toJson(); }));
    QVERIFY2(again, qPrintable(again ? QString() : again.error().sentence));
    QCOMPARE(again->toJson(), manifest->toJson());
    QCOMPARE(again->hash(), manifest->hash());
    QVERIFY(again->logitScale == manifest->logitScale);
    QCOMPARE(again->toJson()[u"defaultMix"], m_manifest[u"defaultMix"]);
    const QTemporaryDir dir;
    const auto edited = ModelManifest::read(copyModel(dir, [](QJsonObject& m) {
        setIn(m, "composition", "before", QStringLiteral("ein Foto von"));
        setIn(m, "composition", "join", QString());
        m[u"defaultMix"] = 0.45;
    }));
    QVERIFY(edited);
    QCOMPARE(edited->composition.before, QStringLiteral("ein Foto von"));
    QVERIFY(edited->composition.join.isEmpty());
    QCOMPARE(edited->toJson()[u"defaultMix"].toDouble(), 0.45);
}

void ManifestTest::anyFolderNameWorks() {
    const QTemporaryDir dir;
    const QString strange = dir.filePath(QStringLiteral("ein Modell – 模型 🐕 %1"));
    QVERIFY(QFile::rename(copyModel(dir), strange));
    const auto model = DualEncoder::load(strange);
    QVERIFY2(model, qPrintable(model ? QString() : model.error().sentence));
}

SEMBLANCE_TEST(ManifestTest)
#include "tst_manifest.moc"
