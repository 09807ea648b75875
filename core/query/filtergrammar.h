#pragma once

#include <QString>
#include <QStringList>

#include "core/base/photofilter.h"
#include "core/base/result.h"

namespace semblance {

/// Filters as people write them, words apart by blanks:
///
///     folder:2019/Rome folder:"My pictures" name:sunset type:raw before:2020-05 after:2019
///     year:2018 rating>=4 label:red tag:family -tag:private person:Ada camera:nikon lens:50mm
///     size>5MB is:landscape is:duplicate place:Rome place:Italy/Lazio colour:red
///     colour:#8040c0>=30% day:12-24 day:12-28..01-03 "words in the picture" -text:draft
///
/// A '-' before a word turns it round. A value with blanks stands in quotes; quotes alone are short
/// for "text:" and mean what is written in the picture (with '-' before them they are no filter).
/// Values of numbers follow ':' (or '='), '>', '<', '>=' or '<='; sizes may end in kB, MB or GB
/// (10^3, 10^6, 10^9). Dates are a year, a month or a day (2019, 2019-06, 2019-06-30), in the
/// photo's own time: "before" ends where that begins, "after" begins where it begins; "year" is
/// both of a year and is written as these. "day" is a day, or several, of any year. A colour (or
/// "color") is meant where it makes up usualShare of the picture, or as much as is said.
struct FilterText {
    PhotoFilter filter;
    QString rest;  ///< what is no filter, as it was written
};

/// What is not understood stays in `rest`: an unknown key, a value that makes no sense.
FilterText readFilters(const QString& text);

/// The same where nothing but filters may stand. Errors: WrongUse, naming what is not understood.
Result<PhotoFilter> filterFromText(const QString& text);

/// The text that filterFromText makes this filter from.
QString toText(const PhotoFilter& filter);

/// "folder:", "type:", ..., as they are written.
QStringList filterKeys();

}  // namespace semblance
