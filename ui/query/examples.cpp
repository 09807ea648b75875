#include "ui/query/examples.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace semblance {
namespace {

constexpr char context[] = "semblance::Examples";

// The titles of resources/demo/queries.json, for the translators' tools; a test compares both.
// The sentences themselves stay English in every language: the model reads nothing else.
[[maybe_unused]] constexpr const char* titles[] = {
    QT_TRANSLATE_NOOP("semblance::Examples", "This heart, in green"),
    QT_TRANSLATE_NOOP("semblance::Examples", "This book, in blue"),
    QT_TRANSLATE_NOOP("semblance::Examples", "This forest, with a stream"),
    QT_TRANSLATE_NOOP("semblance::Examples", "This palace, at night"),
    QT_TRANSLATE_NOOP("semblance::Examples", "This cat, in black"),
    QT_TRANSLATE_NOOP("semblance::Examples", "This flower, in yellow"),
    QT_TRANSLATE_NOOP("semblance::Examples", "This house, with a garden"),
    QT_TRANSLATE_NOOP("semblance::Examples", "This cat, playing with wool"),
    QT_TRANSLATE_NOOP("semblance::Examples", "This car, in blue"),
    QT_TRANSLATE_NOOP("semblance::Examples", "This lake, at night"),
};

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Examples)
};

}  // namespace

Result<QList<Example>> loadExamples(const QString& demoDir) {
    const QDir dir(demoDir);
    QFile file(dir.filePath(QStringLiteral("queries.json")));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::NotFound,
                    Text::tr("The example queries are missing: “%1” cannot be read. Install "
                             "Semblance again to have them back.")
                        .arg(QDir::toNativeSeparators(file.fileName())),
                    file.errorString());
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    if (!document.isArray())
        return fail(ErrorKind::Corrupt,
                    Text::tr("The example queries in “%1” are damaged. Install Semblance again to "
                             "have them back.")
                        .arg(QDir::toNativeSeparators(file.fileName())),
                    error.errorString());
    QList<Example> examples;
    for (const QJsonValue& value : document.array()) {
        const QJsonObject object = value.toObject();
        Example example;
        example.id = object.value(QLatin1StringView("id")).toString();
        example.title = QCoreApplication::translate(
            context, object.value(QLatin1StringView("title")).toString().toUtf8().constData());
        example.sentence = object.value(QLatin1StringView("modify")).toString();
        const QString reference = object.value(QLatin1StringView("reference")).toString();
        if (!reference.isEmpty())
            example.reference = QDir::cleanPath(dir.absoluteFilePath(reference));
        const bool usable = !example.id.isEmpty() && !example.title.isEmpty();
        if (usable && (example.reference.isEmpty() || QFileInfo::exists(example.reference)))
            examples.append(example);
    }
    return examples;
}

}  // namespace semblance
