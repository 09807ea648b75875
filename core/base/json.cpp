#include "core/base/json.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Json)
};

Result<QJsonDocument> readJson(const QString& path, qint64 limitBytes) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(file.exists() ? ErrorKind::Permission : ErrorKind::NotFound,
                    Text::tr("The file %1 cannot be opened.").arg(path), file.errorString());
    }
    if (file.size() > limitBytes) {
        return fail(ErrorKind::Corrupt,
                    Text::tr("The file %1 is too large to be what it should be.").arg(path));
    }
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    if (error.error != QJsonParseError::NoError) {
        return fail(
            ErrorKind::Corrupt,
            Text::tr("The file %1 is not valid JSON (near byte %2).").arg(path).arg(error.offset),
            error.errorString());
    }
    return document;
}

}  // namespace

Result<QJsonObject> readJsonObject(const QString& path, qint64 limitBytes) {
    SEMBLANCE_TRY_ASSIGN(const QJsonDocument document, readJson(path, limitBytes));
    if (!document.isObject()) {
        return fail(ErrorKind::Corrupt,
                    Text::tr("The file %1 does not hold a JSON object.").arg(path));
    }
    return document.object();
}

Result<QJsonArray> readJsonArray(const QString& path, qint64 limitBytes) {
    SEMBLANCE_TRY_ASSIGN(const QJsonDocument document, readJson(path, limitBytes));
    if (!document.isArray()) {
        return fail(ErrorKind::Corrupt,
                    Text::tr("The file %1 does not hold a JSON array.").arg(path));
    }
    return document.array();
}

}  // namespace semblance
