#include "core/train/featurefiles.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <filesystem>

#include "core/base/float16.h"
#include "core/base/hash.h"
#include "core/base/paths.h"

namespace semblance {

namespace {

constexpr CheckedFormat kFormat{{'S', 'm', 'b', 'l', 'F', 'e', 'a', 't'}, 1};
// Places in CheckedFields; the shape takes three.
constexpr std::size_t kRows = 0;
constexpr std::size_t kShape = 1;
constexpr std::size_t kFailureBytes = 4;
constexpr int kKeptDays = 60;

std::span<const std::byte> bytesOf(const QByteArray& array) {
    return std::as_bytes(std::span(array.constData(), static_cast<std::size_t>(array.size())));
}

QString nameOf(Feature feature) {
    switch (feature) {
        case Feature::Raw:
            return QStringLiteral("raw");
        case Feature::Side:
            return QStringLiteral("side");
        case Feature::Patches:
            return QStringLiteral("patches");
        case Feature::Trunk:
            break;
    }
    return QStringLiteral("trunk");
}

QString nameOf(PictureView view) {
    switch (view) {
        case PictureView::Plain:
            return QStringLiteral("plain");
        case PictureView::Flipped:
            return QStringLiteral("flipped");
        case PictureView::Cropped:
            break;
    }
    return QStringLiteral("cropped");
}

QByteArray toJson(std::span<const PictureFailure> failures) {
    QJsonArray list;
    for (const PictureFailure& failure : failures)
        list.append(QJsonArray{static_cast<qint64>(failure.picture), failure.sentence});
    return QJsonDocument(list).toJson(QJsonDocument::Compact);
}

std::vector<PictureFailure> fromJson(std::span<const std::byte> json) {
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray(
        reinterpret_cast<const char*>(json.data()), static_cast<qsizetype>(json.size())));
    std::vector<PictureFailure> failures;
    for (const QJsonValue& item : document.array()) {
        failures.push_back({static_cast<std::size_t>(item[0].toInteger()), item[1].toString()});
    }
    return failures;
}

}  // namespace

std::size_t rowBytes(const RowShape& shape) {
    std::size_t bytes = sizeof(HalfBits);
    for (const std::int64_t length : shape)
        bytes *= length > 0 ? static_cast<std::size_t>(length) : 1;
    return shape[0] > 0 ? bytes : 0;
}

std::span<const std::byte> FeatureFile::row(std::size_t index) const {
    return file.payload.subspan(index * rowBytes(shape), rowBytes(shape));
}

QByteArray featureFileIdentity(const QString& networkKey, const FeatureColumn& column,
                               std::span<const QByteArray> pictureKeys) {
    QByteArray identity = QStringLiteral("%1\n%2 %3\n")
                              .arg(networkKey, nameOf(column.feature), nameOf(column.view))
                              .toUtf8();
    for (const QByteArray& key : pictureKeys)
        identity += key + '\n';
    return identity;
}

QString featureFilePath(const QString& dir, const QByteArray& identity) {
    return QDir(dir).filePath(QString::fromLatin1(xxh3(bytesOf(identity)).toHex()) +
                              QStringLiteral(".features"));
}

void removeUnfinishedFiles(const QString& dir) {
    const QDateTime recently = QDateTime::currentDateTime().addSecs(-3600);
    const auto files =
        QDir(dir).entryInfoList({QStringLiteral("*.features.*")}, QDir::Files | QDir::Hidden);
    for (const QFileInfo& file : files) {
        if (file.lastModified() < recently)
            QFile::remove(file.filePath());
    }
}

void removeUnusedFiles(const QString& dir) {
    const QDateTime longAgo = QDateTime::currentDateTime().addDays(-kKeptDays);
    for (const QFileInfo& file :
         QDir(dir).entryInfoList({QStringLiteral("*.features")}, QDir::Files)) {
        if (file.lastModified() < longAgo)
            QFile::remove(file.filePath());
    }
}

Result<FeatureFile> openFeatureFile(const QString& path, const QByteArray& identity,
                                    const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(CheckedFile file, openCheckedFile(path, kFormat, identity, cancel));
    FeatureFile result;
    const CheckedFields& fields = file.fields;
    result.rows = static_cast<std::size_t>(fields[kRows]);
    for (std::size_t i = 0; i < result.shape.size(); ++i)
        result.shape[i] = static_cast<std::int64_t>(fields[kShape + i]);
    const std::size_t allRows = result.rows * rowBytes(result.shape);
    if (file.payload.size() != allRows + fields[kFailureBytes])
        return fail(unusableCache(path, QStringLiteral("its rows do not fill it")));
    result.failures = fromJson(file.payload.subspan(allRows));
    // Where that is not allowed, removing is not either.
    std::error_code refused;
    std::filesystem::last_write_time(toFsPath(path), std::filesystem::file_time_type::clock::now(),
                                     refused);
    result.file = std::move(file);
    return result;
}

Result<FeatureFileWriter> FeatureFileWriter::create(const QString& path, const RowShape& shape) {
    SEMBLANCE_TRY_ASSIGN(auto file, CheckedFileWriter::create(path));
    return FeatureFileWriter(std::move(file), shape);
}

Status FeatureFileWriter::write(std::span<const std::byte> rows) {
    return m_file->write(rows);
}

Status FeatureFileWriter::commit(const QByteArray& identity, std::size_t rows,
                                 std::span<const PictureFailure> failures) {
    const QByteArray json = toJson(failures);
    SEMBLANCE_TRY(m_file->write(bytesOf(json)));
    CheckedFields fields{};
    fields[kRows] = rows;
    for (std::size_t i = 0; i < m_shape.size(); ++i)
        fields[kShape + i] = static_cast<std::uint64_t>(m_shape[i]);
    fields[kFailureBytes] = static_cast<std::uint64_t>(json.size());
    return m_file->commit(kFormat, identity, fields);
}

}  // namespace semblance
