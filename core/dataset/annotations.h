#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <array>
#include <functional>
#include <optional>

#include "core/base/result.h"

namespace semblance {

/// One entry of an annotation file, whose ill-typed fields are refused with a sentence that names
/// the file, the entry (counted from 1) and the field.
class AnnotationEntry {
public:
    AnnotationEntry(QJsonObject object, QString place)
        : m_object(std::move(object)), m_place(std::move(place)) {}

    bool has(QStringView field) const { return m_object.contains(field); }
    Result<QString> text(QStringView field) const;
    /// A text, or a whole number written out: the benchmarks name pictures by both.
    Result<QString> id(QStringView field) const;
    Result<QStringList> texts(QStringView field) const;
    Result<QStringList> ids(QStringView field) const;
    Result<AnnotationEntry> entry(QStringView field) const;
    Result<std::vector<AnnotationEntry>> entries(QStringView field) const;
    /// x, y, width, height, in pixels; width and height more than 0.
    Result<std::array<double, 4>> box(QStringView field) const;

    /// BadInput: file, entry and what is wrong with it.
    tl::unexpected<Error> refuse(const QString& reason) const;
    const QString& place() const { return m_place; }

private:
    tl::unexpected<Error> missing(QStringView field, const QString& expected) const;

    QJsonObject m_object;
    QString m_place;
};

/// The entries of a JSON file that is a list of objects.
Result<std::vector<AnnotationEntry>> readAnnotations(const QString& path);

/// The file `name` in `dir` or in one of its folders `folders`, the first there is. NotFound names
/// every place looked at.
Result<QString> findAnnotationFile(const QString& dir, const QStringList& folders,
                                   const QString& name);

}  // namespace semblance
