#pragma once

#include <QJsonObject>
#include <QString>

#include "core/base/result.h"
#include "core/query/query.h"

namespace semblance {

/// A query as JSON, wherever one is written down (a line of a batch, a saved search):
///
///     {"image": ["/a.jpg", {"path": "/b.jpg", "weight": 2, "region": [0.1, 0, 0.5, 0.5]},
///                {"bytes": "iVBORw0KGgo..."}],
///      "modify": "in green", "text": "a jacket", "not": ["people", {"text": "shoes", "weight":
///      0.5}], "feedback": [{"content": 17, "sign": "more"}], "filter": "type:raw after:2019",
///      "mix": 0.4, "limit": 10}
///
/// Every field may be left out or null. "image" and "not" are an item or a list of items; an item
/// is a path or sentence, or an object that says more of it. "region" is [x, y, width, height] in
/// 0..1 of the upright picture. "filter" is as in filtergrammar.h. "sign" is "more" or "less". A
/// picture that is no file stands with its encoded bytes in base64 (RFC 4648, section 4), a third
/// longer than they are; never both path and bytes. Paths stand as they are: whoever reads a query
/// says what relative ones start from.

/// What the object leaves out is as in `defaults`; "image" and "not" add to what is there.
/// WrongUse, naming the field by its path ("not.weight"), for one that is not known or ill-typed.
/// Whether the query makes sense is left to tidied() and validate().
Result<Query> queryFromJson(const QJsonObject& object, const Query& defaults = {});

/// The shortest object from which queryFromJson makes this query, which validate() has nothing
/// against; always with its limit, so that it means the same whatever the reader's defaults are.
QJsonObject toJson(const Query& query);

/// The same as a line of text, as queries are kept, and back. What is no JSON is taken for {}.
QString toJsonText(const Query& query);
Result<Query> queryFromJsonText(const QString& text);

}  // namespace semblance
