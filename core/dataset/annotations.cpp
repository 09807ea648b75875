#include "core/dataset/annotations.h"

#include <QDir>
#include <QFileInfo>
#include <cmath>

#include "core/base/json.h"

namespace semblance {

namespace {

std::optional<QString> asId(const QJsonValue& value) {
    if (value.isString() && !value.toString().isEmpty())
        return value.toString();
    constexpr double kExact = 9007199254740992.0;  // 2^53
    const double number = value.toDouble(-1);
    if (number >= 0 && number <= kExact && number == std::floor(number))
        return QString::number(static_cast<qint64>(number));
    return std::nullopt;
}

}  // namespace

tl::unexpected<Error> AnnotationEntry::refuse(const QString& reason) const {
    return fail(ErrorKind::BadInput, QStringLiteral("%1: %2.").arg(m_place, reason));
}

tl::unexpected<Error> AnnotationEntry::missing(QStringView field, const QString& expected) const {
    return refuse(QStringLiteral("the field \"%1\" is missing or is not %2").arg(field, expected));
}

Result<QString> AnnotationEntry::text(QStringView field) const {
    const QJsonValue value = m_object.value(field);
    if (!value.isString())
        return missing(field, QStringLiteral("a text"));
    return value.toString();
}

Result<QString> AnnotationEntry::id(QStringView field) const {
    const auto value = asId(m_object.value(field));
    if (!value)
        return missing(field, QStringLiteral("a picture's name or number"));
    return *value;
}

Result<QStringList> AnnotationEntry::texts(QStringView field) const {
    const QJsonValue value = m_object.value(field);
    QStringList list;
    for (const QJsonValue& item : value.toArray()) {
        if (!item.isString())
            return missing(field, QStringLiteral("a list of texts"));
        list << item.toString();
    }
    if (!value.isArray())
        return missing(field, QStringLiteral("a list of texts"));
    return list;
}

Result<QStringList> AnnotationEntry::ids(QStringView field) const {
    const QJsonValue value = m_object.value(field);
    QStringList list;
    for (const QJsonValue& item : value.toArray()) {
        const auto one = asId(item);
        if (!one)
            return missing(field, QStringLiteral("a list of pictures"));
        list << *one;
    }
    if (!value.isArray())
        return missing(field, QStringLiteral("a list of pictures"));
    return list;
}

Result<AnnotationEntry> AnnotationEntry::entry(QStringView field) const {
    const QJsonValue value = m_object.value(field);
    if (!value.isObject())
        return missing(field, QStringLiteral("an object"));
    return AnnotationEntry(value.toObject(), m_place);
}

Result<std::vector<AnnotationEntry>> AnnotationEntry::entries(QStringView field) const {
    const QJsonValue value = m_object.value(field);
    if (!value.isArray())
        return missing(field, QStringLiteral("a list of objects"));
    std::vector<AnnotationEntry> list;
    for (const QJsonValue& item : value.toArray()) {
        if (!item.isObject())
            return missing(field, QStringLiteral("a list of objects"));
        list.emplace_back(item.toObject(), m_place);
    }
    return list;
}

Result<std::array<double, 4>> AnnotationEntry::box(QStringView field) const {
    const QString expected = QStringLiteral("a box [x, y, width, height]");
    const QJsonArray numbers = m_object.value(field).toArray();
    if (numbers.size() != 4)
        return missing(field, expected);
    std::array<double, 4> box{};
    for (std::size_t i = 0; i < box.size(); ++i) {
        box[i] = numbers.at(static_cast<qsizetype>(i)).toDouble(NAN);
        if (!std::isfinite(box[i]))
            return missing(field, expected);
    }
    if (box[2] <= 0 || box[3] <= 0)
        return missing(field, expected);
    return box;
}

Result<std::vector<AnnotationEntry>> readAnnotations(const QString& path) {
    SEMBLANCE_TRY_ASSIGN(const QJsonArray array, readJsonArray(path));
    std::vector<AnnotationEntry> entries;
    entries.reserve(static_cast<std::size_t>(array.size()));
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QString place = QStringLiteral("%1, entry %2").arg(path).arg(i + 1);
        if (!array.at(i).isObject())
            return fail(ErrorKind::BadInput, QStringLiteral("%1: it is not an object.").arg(place));
        entries.emplace_back(array.at(i).toObject(), place);
    }
    return entries;
}

Result<QString> findAnnotationFile(const QString& dir, const QStringList& folders,
                                   const QString& name) {
    QStringList places{dir};
    for (const QString& folder : folders)
        places << QDir(dir).filePath(folder);
    for (const QString& place : places) {
        const QString path = QDir(place).filePath(name);
        if (QFileInfo(path).isFile())
            return path;
    }
    return fail(
        ErrorKind::NotFound,
        QStringLiteral("The annotation file %1 is not in %2. Give the folder that holds it with "
                       "--data.")
            .arg(name, places.join(QStringLiteral(" or "))));
}

}  // namespace semblance
