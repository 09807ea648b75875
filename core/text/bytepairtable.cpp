#include "core/text/bytepairtable.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <algorithm>
#include <queue>
#include <utility>

#include "core/base/json.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::BytePairTable)
};

// The largest vocabularies in use have 262,144 pieces.
constexpr int kMostPieces = 1 << 22;
constexpr qint64 kMostMergeBytes = qint64{64} << 20;

std::uint64_t pairKey(std::int32_t left, std::int32_t right) {
    return std::uint64_t{static_cast<std::uint32_t>(left)} << 32 |
           static_cast<std::uint32_t>(right);
}

}  // namespace

/// Fills a table; every refusal names the file.
class BytePairTable::Builder {
public:
    explicit Builder(QString path) : m_path(std::move(path)) {}

    Status addPieces(const QJsonObject& vocabulary) {
        if (vocabulary.isEmpty() || vocabulary.size() > kMostPieces)
            return damaged(Text::tr("it names no pieces, or far too many"));
        m_table.m_ids.reserve(static_cast<std::size_t>(vocabulary.size()));
        for (auto it = vocabulary.begin(); it != vocabulary.end(); ++it)
            SEMBLANCE_TRY(addPiece(it.key(), *it));
        return {};
    }

    Status addPiece(const QString& piece, const QJsonValue& id) {
        const qint64 number = id.isDouble() ? id.toInteger(-1) : -1;
        if (number < 0 || number >= kMostPieces)
            return damaged(Text::tr("the piece \"%1\" has no proper number").arg(piece));
        m_table.m_ids.insert_or_assign(piece.toStdString(), static_cast<std::int32_t>(number));
        m_table.m_size = std::max(m_table.m_size, static_cast<int>(number) + 1);
        return {};
    }

    /// `place` counts from 1.
    Status addMerge(std::string_view left, std::string_view right, qsizetype place) {
        const auto leftId = m_table.id(left);
        const auto rightId = m_table.id(right);
        std::string joined(left);
        joined += right;
        const auto joinedId = m_table.id(joined);
        if (left.empty() || right.empty() || !leftId || !rightId || !joinedId)
            return damaged(Text::tr("merge %1 names a piece that the vocabulary lacks").arg(place));
        // A pair that is named twice keeps its last rank, as in the tokenizers library.
        m_table.m_merges.insert_or_assign(pairKey(*leftId, *rightId), Merge{m_rank++, *joinedId});
        return {};
    }

    Status addMerge(std::string_view line, qsizetype place) {
        const std::size_t space = line.find(' ');
        if (space == std::string_view::npos || line.find(' ', space + 1) != std::string_view::npos)
            return damaged(Text::tr("line %1 is not two pieces with a space between").arg(place));
        return addMerge(line.substr(0, space), line.substr(space + 1), place);
    }

    /// From here on refusals name this file.
    void readingFrom(const QString& path) { m_path = path; }

    tl::unexpected<Error> damaged(const QString& reason) const {
        return fail(ErrorKind::Corrupt,
                    Text::tr("The vocabulary file %1 cannot be used: %2. Get the model again.")
                        .arg(m_path, reason));
    }

    BytePairTable take() { return std::move(m_table); }

private:
    QString m_path;
    BytePairTable m_table;
    std::int32_t m_rank = 0;
};

Result<BytePairTable> BytePairTable::fromFiles(const QString& vocabularyPath,
                                               const QString& mergesPath) {
    SEMBLANCE_TRY_ASSIGN(const QJsonObject vocabulary, readJsonObject(vocabularyPath));
    Builder builder(vocabularyPath);
    SEMBLANCE_TRY(builder.addPieces(vocabulary));

    builder.readingFrom(mergesPath);
    QFile file(mergesPath);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(file.exists() ? ErrorKind::Permission : ErrorKind::NotFound,
                    Text::tr("The file %1 cannot be opened.").arg(mergesPath), file.errorString());
    }
    if (file.size() > kMostMergeBytes)
        return builder.damaged(Text::tr("it is far too large"));
    const QByteArray content = file.readAll();
    std::string_view rest(content.constData(), static_cast<std::size_t>(content.size()));
    for (qsizetype place = 1; !rest.empty(); ++place) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (!line.empty() && line.back() == '\r')
            line.remove_suffix(1);
        if (!line.empty() && line.substr(0, 8) != "#version")
            SEMBLANCE_TRY(builder.addMerge(line, place));
    }
    return builder.take();
}

Result<BytePairTable> BytePairTable::fromTokenizerJson(const QString& path) {
    SEMBLANCE_TRY_ASSIGN(const QJsonObject file, readJsonObject(path));
    Builder builder(path);
    const QJsonObject model = file[u"model"].toObject();
    // Early files leave the type out.
    if (model[u"type"].toString(QStringLiteral("BPE")) != QLatin1String("BPE"))
        return builder.damaged(Text::tr("it is not a byte-pair vocabulary"));
    SEMBLANCE_TRY(builder.addPieces(model[u"vocab"].toObject()));
    for (const QJsonValue& token : file[u"added_tokens"].toArray())
        SEMBLANCE_TRY(builder.addPiece(token[u"content"].toString(), token[u"id"]));
    qsizetype place = 0;
    for (const QJsonValue& merge : model[u"merges"].toArray()) {
        ++place;
        if (merge.isArray()) {
            SEMBLANCE_TRY(builder.addMerge(merge[0].toString().toStdString(),
                                           merge[1].toString().toStdString(), place));
        } else {
            SEMBLANCE_TRY(builder.addMerge(merge.toString().toStdString(), place));
        }
    }
    return builder.take();
}

std::optional<std::int32_t> BytePairTable::id(std::string_view piece) const {
    const auto it = m_ids.find(piece);
    return it == m_ids.end() ? std::nullopt : std::optional(it->second);
}

const BytePairTable::Merge* BytePairTable::find(std::int32_t left, std::int32_t right) const {
    const auto it = m_merges.find(pairKey(left, right));
    return it == m_merges.end() ? nullptr : &it->second;
}

void BytePairTable::merge(std::vector<std::int32_t>& symbols) const {
    /// A merge that was possible when it was noted; the symbols may have changed since.
    struct Candidate {
        std::int32_t rank;
        std::size_t left;
        std::size_t right;
        std::int32_t joined;
        bool operator>(const Candidate& other) const {
            return std::tie(rank, left) > std::tie(other.rank, other.left);
        }
    };
    const std::size_t count = symbols.size();
    constexpr std::int32_t kGone = -1;
    std::vector<std::size_t> next(count);
    std::vector<std::size_t> previous(count);
    std::priority_queue<Candidate, std::vector<Candidate>, std::greater<>> candidates;
    const auto note = [&](std::size_t left, std::size_t right) {
        if (const Merge* merge = find(symbols[left], symbols[right]))
            candidates.push({merge->rank, left, right, merge->joined});
    };
    for (std::size_t i = 0; i < count; ++i) {
        previous[i] = i - 1;
        next[i] = i + 1;
        if (i + 1 < count)
            note(i, i + 1);
    }
    while (!candidates.empty()) {
        const Candidate best = candidates.top();
        candidates.pop();
        if (symbols[best.left] == kGone || next[best.left] != best.right)
            continue;
        const Merge* merge = find(symbols[best.left], symbols[best.right]);
        if (!merge || merge->joined != best.joined)
            continue;
        symbols[best.left] = best.joined;
        symbols[best.right] = kGone;
        next[best.left] = next[best.right];
        if (next[best.left] < count) {
            previous[next[best.left]] = best.left;
            note(best.left, next[best.left]);
        }
        if (best.left > 0)
            note(previous[best.left], best.left);
    }
    std::erase(symbols, kGone);
}

}  // namespace semblance
