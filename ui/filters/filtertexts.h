#pragma once

#include <QDate>
#include <QString>
#include <utility>
#include <vector>

#include "core/base/photofilter.h"

/// What values of filters are called, for people.
namespace semblance {

/// Families of formats by their names in filters ("raw"), with what people read.
std::vector<std::pair<QString, QString>> kindFamilies();
/// Of a family or format.
QString kindText(const QString& name);
/// Of a colour label ("Red").
QString labelText(const QString& label);
QString colourText(NamedColour colour);
/// Of the one or two terms of a range of sizes.
QString sizeText(const std::vector<PhotoFilter::Term>& terms);
/// Of "landscape", "portrait", "square", "screenshot"; empty for any other trait.
QString traitText(const QString& trait);
/// The last part of a path with '/'.
QString lastPart(const QString& path);
/// Of wall-clock milliseconds.
QDate dayOf(qint64 ms);

}  // namespace semblance
